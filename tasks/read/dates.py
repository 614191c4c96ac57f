"""Years and dates in Dutch titles and first lines: which years a document describes, and when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

YearBasis = Literal["title", "text", "date", "none"]

_FIRST, _LAST = 1980, 2060
_LONGEST_SPAN = 15
_YEAR = r"(?<![\w.,/-])((?:19[89]|20[0-6])\d)"
_SPAN = re.compile(
    rf"{_YEAR}\s*(?:(?:-|–|—|/|t/m|tot en met|tot|en)\s*((?:19[89]|20[0-6])\d)|[-–/](\d\d))(?![\w/-]|[.,]\d)"
)
_SINGLE = re.compile(rf"{_YEAR}(?![\w/-]|[.,]\d)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug"),
            *("september sep sept", "oktober okt", "november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
_WRITTEN = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\.?\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[-/](\d{1,2})[-/]((?:19|20)\d\d)\b")
_LABELLED = re.compile(r"\b(?:datum|d\.d\.|vastgesteld(?: op)?|gepubliceerd(?: op)?)\s*:?\s*(.{6,30})", re.IGNORECASE)

# as PDF (D:20240318…), Office (2024-03-18 10:00) and W3CDTF (2024-03-18T10:00Z) write a moment; clocks that were
# never set begin in 1970 or 1980
_STAMP = re.compile(r"(?:D:)?((?:199|20[0-6])\d)-?(\d\d)-?(\d\d)")
# names of the date of issue in the metadata of web pages and official publications, the surest first
_ISSUED = (
    *("dcterms.issued", "dcterms.available", "article:published_time", "datepublished", "publicationdate"),
    *("dcterms.date", "dc.date.issued", "dc.date", "dcterms.created", "date", "dcterms.modified"),
)

# jaarstukken are made after their year, a begroting before it
_AFTER = frozenset({"jaarstukken", "jaarverslag"})
_BEFORE = frozenset({"begroting"})


def years(title: str, head: str, doc_type: str, published: date | None) -> tuple[int | None, int | None, YearBasis]:
    """First and last year the document describes, and what they were taken from.

    From the title; from the first words of the text for a type that bears its year on the cover; else from the date.
    """
    if found := _first_years(title):
        return *found, "title"
    if (doc_type in _AFTER | _BEFORE or doc_type in ("kadernota", "beleidsplan")) and (found := _first_years(head)):
        return *found, "text"
    if published is None:
        return None, None, "none"
    year = published.year - (1 if doc_type in _AFTER else 0) + (1 if doc_type in _BEFORE else 0)
    return (year, year, "date") if _FIRST <= year <= _LAST else (None, None, "none")


def _first_years(text: str) -> tuple[int, int] | None:
    """The first year in the text, or the first span of years if that begins there."""
    single = _SINGLE.search(text)
    span = _SPAN.search(text)
    if span is None or (single is not None and single.start() < span.start()):
        return (int(single.group(1)), int(single.group(1))) if single else None
    first = int(span.group(1))
    last = int(span.group(2) or f"{first // 100}{span.group(3)}")
    return (first, last) if first < last <= first + _LONGEST_SPAN else (first, first)


def labelled_date(head: str) -> date | None:
    """The date that the first words of a text give as theirs: "Datum: 18 maart 2024"."""
    for label in _LABELLED.finditer(head):
        if found := first_date(label.group(1)):
            return found
    return None


def first_date(text: str) -> date | None:
    """The first date in the text, written out or as day-month-year; None if there is none that exists."""
    for found in sorted([*_WRITTEN.finditer(text), *_NUMERIC.finditer(text)], key=lambda match: match.start()):
        day, month, year = found.groups()
        try:
            return date(int(year), _MONTHS[month.lower()] if month.isalpha() else int(month), int(day))
        except ValueError:
            continue
    return None


def metadata_date(*stamps: str) -> date | None:
    """The day of the first of these moments in a file's metadata that there is."""
    for stamp in stamps:
        found = _STAMP.match(stamp.strip())
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                continue
    return None


def issued(metas: Iterable[Any]) -> date | None:
    """The date of issue that the `meta` elements of a web page or official publication give."""
    found: dict[str, str] = {}
    for meta in metas:
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        found.setdefault(name.lower(), meta.get("content") or "")
    return metadata_date(*(found.get(name, "") for name in _ISSUED))
