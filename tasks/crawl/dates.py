"""Dates as sources write them: in listings, link texts and addresses. Dutch wall clock unless an offset is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Precision = Literal["day", "month", "year"]
DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan"),
            ("februari", "feb", "febr"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sep", "sept"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100

_NAMED = re.compile(r"\b(\d{1,2})\s+([a-z]{3,9})\.?\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_./]?)(\d{2})\2(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")
_MONTH_FOLDER = re.compile(r"/((?:19|20)\d{2})[-/](\d{2})(?=/)")


@dataclass(frozen=True)
class Day:
    """A date, and how exact the source was: of a month or a year the first day stands for it."""

    day: date
    precision: Precision = "day"

    def last(self) -> date:
        """The last day it can be."""
        if self.precision == "year":
            return date(self.day.year, 12, 31)
        if self.precision == "month":
            return (self.day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return self.day


def _day(year: str, month: int, day: int) -> date | None:
    try:
        found = date(int(year), month, day)
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= LATEST_YEAR else None


def timestamp_day(value: str | None) -> date | None:
    """The Dutch day of a vendor's time stamp: bare is Dutch wall clock, an offset makes it an instant.

    None for an empty one, for 0000-00-00 and for what is no time stamp.
    """
    text = (value or "").strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(DUTCH_TIME)
    return _day(str(moment.year), moment.month, moment.day)


def day_in(text: str) -> date | None:
    """The first full date in running text: 18 juni 2025, 18-06-2025, 2025-06-18, 20250618. Day before month."""
    found: list[tuple[int, date]] = []
    for match in _NAMED.finditer(text):
        month = MONTHS.get(match[2].lower())
        if month and (day := _day(match[3], month, int(match[1]))):
            found.append((match.start(), day))
    for match in _YEAR_FIRST.finditer(text):
        if day := _day(match[1], int(match[3]), int(match[4])):
            found.append((match.start(), day))
    for match in _DAY_FIRST.finditer(text):
        if day := _day(match[4], int(match[3]), int(match[1])):
            found.append((match.start(), day))
    return min(found)[1] if found else None


def day_in_path(path: str) -> Day | None:
    """The date in the path of an address: a full one, else a folder /2025/06/ or /2025-06/."""
    if day := day_in(path):
        return Day(day)
    for match in _MONTH_FOLDER.finditer(path):
        if day := _day(match[1], int(match[2]), 1):
            return Day(day, "month")
    return None


def day_given(text: str) -> Day | None:
    """A date that stands alone in a field: a full date, a month (2025-06) or a year (2025). None when it is neither."""
    value = text.strip()
    if re.fullmatch(r"(19|20)\d{2}", value):
        day = _day(value, 1, 1)
        return Day(day, "year") if day else None
    if month := re.fullmatch(r"((?:19|20)\d{2})-(\d{2})", value):
        day = _day(month[1], int(month[2]), 1)
        return Day(day, "month") if day else None
    full = timestamp_day(value) or day_in(value)
    return Day(full) if full else None
