"""Dates in words, figures and metadata, in Dutch and English: which days a text names, and which is its own.

When a document was published is decided in published.py, which years it describes in years.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may"),
            *("juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct"),
            *("november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<{{}}>{'|'.join(_MONTHS)})"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_DAY = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:\s+|-){_MONTH.format('m1')}\.?(?:\s+|-){_YEAR.format('y1')}\b"
    rf"|\b{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}}),?\s+{_YEAR.format('y2')}\b"
    rf"|(?<![\w.,/-])(?P<d3>\d{{1,2}})(?P<sign>[-/.])(?P<m3>\d{{1,2}})(?P=sign){_YEAR.format('y3')}(?![\d/-]|\.\d)"
    rf"|(?<![\w.,/-]){_YEAR.format('y4')}-(?P<m4>\d\d)-(?P<d4>\d\d)(?![\d/-]|\.\d)"
    rf"|\b{_MONTH.format('m5')}\s+{_YEAR.format('y5')}\b",
    re.IGNORECASE,
)
# as PDF (D:20240318…), Office (2024-03-18 10:00) and W3CDTF (2024-03-18T10:00Z) write a moment; a clock that was never
# set begins in 1970 or 1980
_STAMP = re.compile(r"(?:D:)?((?:199|20[0-6])\d)-?(\d\d)-?(\d\d)")
# what programs write that know no date: reproducible output, the empty documents of python-docx and python-pptx
_NO_MOMENT = frozenset({date(2000, 1, 1), date(2013, 12, 23), date(2013, 1, 27)})
# names of the date of issue in the metadata of web pages and official publications, the surest first
_ISSUED = (
    *("dcterms.issued", "dcterms.available", "article:published_time", "datepublished", "publicationdate"),
    *("dcterms.date", "dc.date.issued", "dc.date", "dcterms.created", "date", "dcterms.modified"),
)


class Day(NamedTuple):
    """A day at [start, end) of a text; of a month alone ("maart 2024", is_exact False) the first."""

    start: int
    end: int
    day: date
    is_exact: bool


def days(text: str) -> list[Day]:
    """The days that the text names, in order; those that do not exist left out."""
    found = []
    for match in _DAY.finditer(text):
        groups = {name[0]: value for name, value in match.groupdict().items() if value and name != "sign"}
        month = groups["m"].lower()
        try:
            day = date(int(groups["y"]), _MONTHS.get(month) or int(month), int(groups.get("d", 1)))
        except ValueError:
            continue
        found.append(Day(match.start(), match.end(), day, "d" in groups))
    return found


def metadata_date(*stamps: str) -> date | None:
    """The day of the first of these moments in a file's metadata that there is and means something."""
    for stamp in stamps:
        found = _STAMP.match(stamp.strip())
        if found:
            try:
                day = date(*map(int, found.groups()))
            except ValueError:
                continue
            if day not in _NO_MOMENT:
                return day
    return None


def issued(metas: Iterable[Any]) -> date | None:
    """The date of issue that the `meta` elements of a web page or official publication give."""
    found: dict[str, str] = {}
    for meta in metas:
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        found.setdefault(name.lower(), meta.get("content") or "")
    return metadata_date(*(found.get(name, "") for name in _ISSUED))
