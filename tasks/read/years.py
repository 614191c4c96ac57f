"""Which years a document describes: those of its title, of its cover, else that of its date."""

from __future__ import annotations

import re
from datetime import date

from tasks.read.found import Found

Years = tuple[int, int]

_FIRST, _LAST = 1980, 2060
_LONGEST_SPAN = 15
_REACH = 24
"""Characters after a label, enough for a span in words."""
_YEAR = r"(?<![\w.,/-])((?:19[89]|20[0-6])\d)"
_SPAN = re.compile(
    rf"{_YEAR}\s*(?:(?:-|–|—|/|t/m|tot en met|tot|en)\s*((?:19[89]|20[0-6])\d)|[-–/](\d\d))(?![\w/-]|[.,]\d)"
)
_ANY = re.compile(_YEAR)
_SINGLE = re.compile(rf"{_YEAR}(?![\w/-]|[.,]\d)")
# the year of parliament in which a paper was printed
_SESSION = re.compile(r"\bvergaderjaar\s+\d{4}\s*[-–—/]\s*\d{2,4}", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?:boek|verslag|begrotings|dienst)jaar|(?:plan|beleids)?periode|looptijd|over(?: het jaar)?|voor het jaar)\b"
    r"[\s:|]*",
    re.IGNORECASE,
)

# jaarstukken are made after their year, a begroting before it
_AFTER = frozenset({"jaarstukken", "jaarverslag"})
_BEFORE = frozenset({"begroting"})
_BEARS_YEAR = _AFTER | _BEFORE | {"kadernota", "beleidsplan"}
# names the year of what it is about in its title
_OF_A_SUBJECT = frozenset({"raadsvoorstel", "raadsinformatiebrief", "brief", "schriftelijke_vragen", "kamerstuk"})
# speaks at its own moment, whatever year its title names
_OF_ITS_DATE = frozenset({"motie", "amendement"})


def years(title: str, cover: str, doc_type: str, published: Found[date | None]) -> Found[Years | None]:
    """First and last year the document describes.

    From the title; from the cover for a type that bears its year there, or where a label says so; else from the date.
    """
    if doc_type in _OF_ITS_DATE and published.value is not None and published.is_sure_enough:
        return _of_date(doc_type, published)
    title, cover = _SESSION.sub(" ", title), _SESSION.sub(" ", cover)
    if found := _first_years(title):
        (first, last), words = found
        is_one = all(first <= int(year) <= last for year in _ANY.findall(title))
        is_sure = is_one and doc_type not in _OF_A_SUBJECT
        return Found((first, last), "title", "zeker" if is_sure else "matig", words)
    for label in _LABEL.finditer(cover):
        following = cover[label.end() : label.end() + _REACH]
        if (found := _first_years(following)) and following.startswith(str(found[0][0])):
            return Found[Years | None](found[0], "cover", "matig", cover[label.start() : label.end()] + found[1])
    if doc_type in _BEARS_YEAR and (found := _first_years(cover)):
        return Found(found[0], "cover", "matig", found[1])
    return _of_date(doc_type, published)


def _of_date(doc_type: str, published: Found[date | None]) -> Found[Years | None]:
    if published.value is None:
        return Found(None)
    year = published.value.year - (1 if doc_type in _AFTER else 0) + (1 if doc_type in _BEFORE else 0)
    if not _FIRST <= year <= _LAST:
        return Found(None)
    found: Found[Years | None] = Found((year, year), "date", published.certainty, published.found_in)
    return found.at_most("matig") if doc_type in _BEARS_YEAR else found


def _first_years(text: str) -> tuple[Years, str] | None:
    """The first year in the text, or the first span of years if that begins there, and its words."""
    single = _SINGLE.search(text)
    span = _SPAN.search(text)
    if span is None or (single is not None and single.start() < span.start()):
        return ((int(single.group(1)), int(single.group(1))), single.group()) if single else None
    first = int(span.group(1))
    last = int(span.group(2) or f"{first // 100}{span.group(3)}")
    return ((first, last), span.group()) if first < last <= first + _LONGEST_SPAN else ((first, first), span.group(1))
