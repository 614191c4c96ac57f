"""Personal data in Dutch text: found, and masked wherever text is published. The store keeps the original.

What is masked and what stays:

- an e-mail address goes, unless it is the general one of a body (info@, griffie@, gemeente@ …, not at a mail provider);
- a telephone number goes, unless it is a general number (14 0xx, 0800, 0900, 112, 144);
- a BSN and an IBAN always go. A number of nine digits that stands alone and passes the eleven test is taken for a BSN,
  whatever it is called: by chance one case number in eleven passes too, and masking that harms less than publishing a
  BSN;
- a name goes, unless it stands right beside a public office of somebody elected or appointed (burgemeester, wethouder,
  minister, raadslid, directeur, commandant …). This is how Dutch bodies black out their own documents: Woo article 5.1,
  second paragraph, under e, protects whoever does not act in public by virtue of his office, civil servants too (Raad
  van State 31 January 2018, ECLI:NL:RVS:2018:314); councils publish letters and speakers' notes of residents without
  their names. A council member who is named without his office, as minutes do, is masked with the rest.

Names are found by what stands around them (names.py), never by a list of names: it is a recall that
benchmarks/personal.py measures, not a promise. What looks like a number or an address is in personal_numbers.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from text.names import names
from text.personal_numbers import email_addresses, numbers
from text.quotes import find_quote

MASKS = {
    "email": "[e-mailadres]",
    "telephone": "[telefoonnummer]",
    "bsn": "[BSN]",
    "iban": "[rekeningnummer]",
    "signature": "[handtekening]",
    "name": "[naam]",
}
NEVER_PUBLISHED = frozenset({"email", "bsn", "iban"})
"""The kinds that are told by their own form, so that a published table can be checked for them."""


class Found(NamedTuple):
    """Personal data of a kind (a key of MASKS) at [start, end) of a text."""

    start: int
    end: int
    kind: str


def find(text: str) -> list[Found]:
    """All personal data in the text, in order; they do not overlap. Never raises."""
    found: list[Found] = []
    seen = text
    while new := _apart(_once(seen)):
        # what was found may show what stands beside it: look again at what a reader of the masked text sees
        before, found = found, _joined(found, new)
        if found == before:
            break
        seen = _masked(text, found)
    return found


def mask(text: str) -> str:
    """The text with a word in square brackets in the place of all personal data. Masking twice changes nothing."""
    return _masked(text, find(text))


_PARTS_THAT_LEAD = ("page=", ":~:", "/", "!")
"""What follows the '#' of an address that a page or a script of the site looks at."""


def mask_addresses(url: str) -> str:
    """An address on the web with the e-mail addresses in it masked, and little else: a link must go on working.

    Behind the '#' of what lies in a container stands its file name, which leads nowhere and may name a person.
    """
    address, sign, part = url.partition("#")
    if sign and not part.startswith(_PARTS_THAT_LEAD):
        part = mask(part)
    return _masked(address, _apart(email_addresses(address))) + sign + part


def mask_within(quote: str, passage: str) -> str:
    """The quote as `mask(passage)` shows it: what tells that a word is a name may stand outside the quote.

    A quote that does not stand in the passage is masked by itself.
    """
    place = _place(quote, passage)
    if place is None:
        return mask(quote)
    start, end = place
    inside = [one for one in find(passage) if one.start < end and start < one.end]
    if not inside:
        return quote
    cut = [Found(max(one.start, start) - start, min(one.end, end) - start, one.kind) for one in inside]
    return _masked(passage[start:end], cut)


def never_published(text: str) -> list[Found]:
    """What must be left in no published text: e-mail addresses of persons, BSN and IBAN."""
    return _apart([*email_addresses(text), *(one for one in numbers(text) if one[2] in NEVER_PUBLISHED)])


def _once(text: str) -> Iterable[tuple[int, int, str]]:
    yield from email_addresses(text)
    yield from numbers(text)
    yield from names(text)


def _apart(spans: Iterable[tuple[int, int, str]]) -> list[Found]:
    """In order, without overlap: what was found first stays, but a name gives way to a longer one around it."""
    kept: list[Found] = []
    for span in spans:
        one = Found(*span)
        clash = [other for other in kept if other.start < one.end and one.start < other.end]
        if all(other.kind in ("name", "signature") and _is_within(other, one) for other in clash):
            kept = [*(other for other in kept if other not in clash), one]
    return sorted(kept)


def _is_within(inner: Found, outer: Found) -> bool:
    """Whether a span lies in another one that is longer."""
    is_longer = outer.end - outer.start > inner.end - inner.start
    return is_longer and outer.start <= inner.start and inner.end <= outer.end


def _joined(found: list[Found], new: Iterable[Found]) -> list[Found]:
    """What was found in a text, with what was found in that text once masked."""
    places: list[tuple[int, int, Found]] = []  # where each mask stands in the masked text
    shift = 0
    for one in found:
        start = one.start + shift
        shift += len(MASKS[one.kind]) - (one.end - one.start)
        places.append((start, one.end + shift, one))
    joined = list(found)
    for one in new:
        touched = [old for start, end, old in places if start < one.end and one.start < end]
        before = sum(len(MASKS[old.kind]) - (old.end - old.start) for _, end, old in places if end <= one.start)
        within = sum(len(MASKS[old.kind]) - (old.end - old.start) for old in touched)
        start, end = one.start - before, one.end - before - within
        start, end = min([start, *(old.start for old in touched)]), max([end, *(old.end for old in touched)])
        joined = [*(old for old in joined if old not in touched), Found(start, end, one.kind)]
    return sorted(joined)


def _masked(text: str, found: Iterable[Found]) -> str:
    parts, done = [], 0
    for one in found:
        parts += [text[done : one.start], MASKS[one.kind]]
        done = one.end
    return "".join([*parts, text[done:]])


def _place(quote: str, passage: str) -> tuple[int, int] | None:
    """Where the quote stands, but for white space, else but for what text/quotes.py calls the same."""
    words = quote.split()
    if not words:
        return None
    same = re.search(r"\s+".join(map(re.escape, words)), passage)
    return same.span() if same else find_quote(quote, passage)
