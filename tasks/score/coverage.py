"""What was looked at per organisation and year, and what was not. Pure: rows in, rows out.

A year inside a source's scope gets a row also when nothing was found for it: that is the point of this table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.score.rule import Looked

NO_YEAR = 0


@dataclass(frozen=True)
class Seen:
    """One publication of an organisation: was it fetched, read, and which year is it about."""

    publication_id: str
    organisation_id: str
    document_id: str | None
    year: int | None
    is_read: bool
    is_rejected: bool
    passage_count: int


@dataclass
class _Year:
    publications: int = 0
    missing: int = 0
    held: set[str] = field(default_factory=set)
    read: dict[str, int] = field(default_factory=dict)
    rejected: int = 0


def coverage_rows(
    organisations: Iterable[str],
    seen: Iterable[Seen],
    scope: Mapping[str, Sequence[tuple[date | None, date | None]]],
    source_states: Mapping[str, Sequence[str]],
    year: int,
) -> list[dict[str, Any]]:
    """Rows of core_coverage: every organisation × every year in scope or found, ordered.

    scope: per organisation the from/until of its sources. source_states: the states of its sources. year: as-of.
    """
    found: dict[tuple[str, int], _Year] = defaultdict(_Year)
    for one in seen:
        cell = found[one.organisation_id, one.year or NO_YEAR]
        cell.publications += 1
        if one.document_id:
            cell.held.add(one.document_id)
            if one.is_read:
                cell.read[one.document_id] = one.passage_count
        else:
            cell.missing += 1
        cell.rejected += one.is_rejected
    rows = []
    for organisation in sorted(organisations):
        years_in_scope = _years(scope.get(organisation, ()), year)
        years = years_in_scope | {y for (o, y) in found if o == organisation} or {NO_YEAR}
        for one_year in sorted(years):
            cell = found.get((organisation, one_year), _Year())
            rows.append(
                {
                    "organisation_id": organisation,
                    "year": one_year,
                    "publication_count": cell.publications,
                    "held_count": len(cell.held),
                    "read_count": len(cell.read),
                    "rejected_count": cell.rejected,
                    "passage_count": sum(cell.read.values()),
                    "is_in_scope": one_year in years_in_scope,
                    "state": _state(cell, source_states.get(organisation, ())),
                }
            )
    return rows


def _years(scopes: Sequence[tuple[date | None, date | None]], year: int) -> set[int]:
    years: set[int] = set()
    for start, end in scopes:
        if start is not None:
            years.update(range(start.year, min(end.year if end else year, year) + 1))
    return years


def _state(cell: _Year, states: Sequence[str]) -> str:
    if cell.read:
        complete = len(cell.read) == len(cell.held) and cell.rejected == 0 and cell.missing == 0
        return "bekeken" if complete else "deels"
    if cell.publications:
        return "deels"
    if not states:
        return "geen_bron"
    return "niet_gevonden" if all(state in ("ok", "empty") for state in states) else "bron_faalt"


def looked_at(documents: Iterable[tuple[str, str, int | None]]) -> dict[str, Looked]:
    """Per organisation what was read about it, from (organisation_id, document_id, year described) of read documents.

    A document counts for the organisation that it is about, wherever it was found.
    """
    read: dict[str, set[str]] = defaultdict(set)
    years: dict[str, set[int]] = defaultdict(set)
    for organisation, document, year in documents:
        read[organisation].add(document)
        if year is not None:
            years[organisation].add(year)
    return {one: Looked(len(read[one]), len(years[one])) for one in read}
