"""Which verified quotes summarise one organisation and measure. Pure, and extractive: no sentence of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.codebook import PROGRESS

ALL_YEARS = 0
SENTENCES_IN_ALL = 5
SENTENCES_PER_YEAR = 2


@dataclass(frozen=True)
class Quote:
    """A verified quote: what it says, of which year, how far it shows the measure to be.

    copy_key: the same for quotes that repeat one another.
    """

    judgement_id: str
    text: str
    year: int | None
    progress: str
    confidence: float
    copy_key: str


def summary(quotes: Iterable[Quote]) -> list[tuple[int, int, str, str]]:
    """Rows (year, sentence number from 1, sentence, judgement_id), year 0 being all years together.

    For all years: the strongest quote of each year first, the strongest years first, until five; then ordered by year,
    so that the reader sees the development. Quotes that repeat one another are said once, by the strongest of them.
    """
    best = _unlike(sorted(quotes, key=_strength))
    by_year: dict[int, list[Quote]] = {}
    for one in best:
        if one.year is not None:
            by_year.setdefault(one.year, []).append(one)
    first_of_year = [of_year[0] for of_year in by_year.values()]
    rest = [one for one in best if one not in first_of_year]
    chosen = (sorted(first_of_year, key=_strength) + rest)[:SENTENCES_IN_ALL]
    rows = [(ALL_YEARS, number, one.text, one.judgement_id) for number, one in enumerate(_in_time(chosen), 1)]
    for year in sorted(by_year):
        for number, one in enumerate(by_year[year][:SENTENCES_PER_YEAR], 1):
            rows.append((year, number, one.text, one.judgement_id))
    return rows


def _strength(one: Quote) -> tuple[int, float, int, str]:
    return -PROGRESS.index(one.progress), -one.confidence, -(one.year or 0), one.judgement_id


def _in_time(quotes: Iterable[Quote]) -> list[Quote]:
    return sorted(quotes, key=lambda one: (one.year or 0, PROGRESS.index(one.progress), one.judgement_id))


def _unlike(quotes: Iterable[Quote]) -> list[Quote]:
    first: dict[str, Quote] = {}
    for one in quotes:
        first.setdefault(one.copy_key, one)
    return list(first.values())
