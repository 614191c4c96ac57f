"""Rows that stay out of the warehouse become rejects: whose row it was, and the message for people. No DuckDB."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from warehouse.stage import EVERY_ROW, Outcome, Reject

if TYPE_CHECKING:
    import polars as pl

CONTRACT = "contract"
"""The reason code of rows that break their contract."""

NO_ITEM = "all"
"""The item of rows that a batch without items brings."""


def owners(outcome: Outcome, table: str, frame: pl.DataFrame) -> list[str]:
    """For each row of a table the item of the batch that it belongs to.

    That is the item named in the column by which the batch replaces rows, else in any other column of text, from left
    to right. A row that names none (its key may be the very thing that is wrong) is counted with the batch's first.
    """
    import polars as pl

    ids = sorted(item.item_id for item in outcome.items) or [NO_ITEM]
    key = outcome.replaces.get(table, EVERY_ROW)
    columns = [name for name, kind in frame.schema.items() if kind == pl.String]
    columns.sort(key=lambda name: name != key)
    named = [pl.when(pl.col(name).is_in(ids)).then(pl.col(name)) for name in columns]
    return frame.select(pl.coalesce(*named, pl.lit(ids[0])).alias("owner"))["owner"].to_list() if frame.height else []


def rejects(
    outcome: Outcome, table: str, primary_key: Sequence[str], bad: pl.DataFrame, why: Sequence[str]
) -> list[Reject]:
    """One reject per item and primary key among the bad rows of a table; `why` has the reason of each row."""
    gathered: dict[tuple[str, str], tuple[dict[str, object], set[str]]] = {}
    for owner, row, reason in zip(owners(outcome, table, bad), bad.iter_rows(named=True), why, strict=True):
        name = ", ".join(str(row[column]) for column in primary_key)
        gathered.setdefault((owner, name), (row, set()))[1].add(reason)
    return [
        Reject(
            stage=outcome.stage,
            item_id=owner,
            part=f"{table}: {name}",
            reason_code=CONTRACT,
            message=(
                f"Stage {outcome.stage} made a row of {table} ({name}) that breaks its contract: "
                f"{'; '.join(sorted(reasons))}. The row was left out, the rest was loaded. "
                "This is a fault of this program: please report it with this message."
            ),
            organisation_id=_text(row, "organisation_id"),
            document_id=_text(row, "document_id"),
        )
        for (owner, name), (row, reasons) in sorted(gathered.items(), key=lambda entry: entry[0])
    ]


def wholly_rejected(offered: Counter[str], left_out: Counter[str]) -> set[str]:
    """The items that brought rows and none of whose rows went in."""
    return {item_id for item_id, count in offered.items() if count == left_out[item_id]}


def _text(row: dict[str, object], column: str) -> str | None:
    """A column of the row as text, if it has that column and a value in it."""
    value = row.get(column)
    return None if value is None else str(value)
