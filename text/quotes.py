"""Finding a quote in a page: the same words, or nothing.

A quote matches if it is the same text once both are folded (text/normalise.py: white space, hyphens at line ends,
ligatures, quotation marks, soft hyphens, composed characters). Nothing is fuzzy: case, digits, dashes, punctuation and
every word count, and a quote begins and ends where words and numbers do. What a quote proves is not judged here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from text.normalise import fold
from text.offsets import OffsetMap


class PageText(NamedTuple):
    """A page as stored in core_page: its number, clean text and flat offset map."""

    page_number: int
    clean_text: str
    offset_map: Sequence[int]


class Place(NamedTuple):
    """Where a quote stands: from raw offset `raw_from` of `page_from` to `raw_to` (exclusive) of `page_to`."""

    page_from: int
    raw_from: int
    page_to: int
    raw_to: int


def find_quote(
    quote: str,
    text: str,
    offsets: OffsetMap | Sequence[int] | None = None,
    within: tuple[int, int] | None = None,
) -> tuple[int, int] | None:
    """Raw span [from, to) of the first place where `quote` stands in `text`, or None.

    `text` is the clean text of a page and `offsets` its map to the raw text (core_page.clean_text, offset_map);
    without a map `text` is taken as raw. `within` is a raw span in which the whole quote must lie, for instance that of
    a passage. Offsets count characters of the raw text.
    """
    to_raw = offsets if offsets is None or isinstance(offsets, OffsetMap) else OffsetMap.from_flat(offsets)
    for found in _places(quote, text):
        raw = found if to_raw is None else to_raw.to_raw(*found)
        if within is None or (within[0] <= raw[0] and raw[1] <= within[1]):
            return raw
    return None


def find_quote_on_pages(quote: str, pages: Sequence[PageText], within: Place | None = None) -> Place | None:
    """The first place of `quote` on these pages, in order; it may run on from one page to the next.

    `within` is a span, for instance that of a passage, in which the whole quote must lie; only that is searched.
    """
    parts: list[_Part] = []
    joined = ""
    for page in pages:
        part = _part(page, within, len(joined))
        if part is not None:
            parts.append(part)
            joined += page.clean_text[part.clean_from : part.clean_to] + "\n"
    for start, end in _places(quote, joined):
        first = max(part for part in parts if part.at <= start)
        last = max(part for part in parts if part.at < end)
        raw_from, _ = first.to_raw(start, start + 1)
        _, raw_to = last.to_raw(end - 1, end)
        return Place(first.page_number, raw_from, last.page_number, raw_to)
    return None


class _Part(NamedTuple):
    """Clean text [clean_from, clean_to) of a page, which begins at `at` in the text that is searched."""

    at: int
    page_number: int
    clean_from: int
    clean_to: int
    offsets: OffsetMap

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span on the page of [start, end) in the text that is searched."""
        shift = self.clean_from - self.at
        return self.offsets.to_raw(start + shift, end + shift)


def _part(page: PageText, within: Place | None, at: int) -> _Part | None:
    """What is searched of a page; None if that is nothing."""
    offsets = OffsetMap.from_flat(page.offset_map)
    clean_from, clean_to = 0, len(page.clean_text)
    if within is not None:
        if not within.page_from <= page.page_number <= within.page_to:
            return None
        if page.page_number == within.page_from:
            clean_from, _ = offsets.to_clean(within.raw_from, within.raw_from)
        if page.page_number == within.page_to:
            _, clean_to = offsets.to_clean(0, within.raw_to)
    return _Part(at, page.page_number, clean_from, clean_to, offsets)


def _places(quote: str, text: str) -> list[tuple[int, int]]:
    """Every span of `text` that reads as `quote`, in order."""
    wanted, _ = fold(quote)
    if not wanted:
        return []
    folded, to_text = fold(text)
    spans = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not _cuts(folded, at) and not _cuts(folded, end):
            spans.append(to_text.to_raw(at, end))
        at = folded.find(wanted, at + 1)
    return spans


def _cuts(text: str, at: int) -> bool:
    """Whether a word or number goes on across this place: 12|5, 1|.250, niet-|acute, -|5, crisis|-."""
    if at in (0, len(text)):
        return False
    before, after = text[at - 1], text[at]
    if unicodedata.combining(after):
        return True
    if _in_word(before):
        return _in_word(after) or (after == "-") or _joins(before, after, text[at + 1 : at + 2])
    if not _in_word(after):
        return False
    earlier = text[at - 2 : at - 1] if at > 1 else ""
    is_sign = before == "-" and after.isdigit()
    return is_sign or _joins(earlier, before, after)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _joins(left: str, joint: str, right: str) -> bool:
    """Whether `joint` makes one word or number of its neighbours."""
    if not left or not right:
        return False
    if joint in "-'":
        return _in_word(left) and _in_word(right)
    return joint in ".,:/" and left.isdigit() and right.isdigit()
