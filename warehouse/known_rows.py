"""Rows that the warehouse holds already: they kept their contract when they came, and need no second look.

On a quiet night a source's list says of every document what it said the night before. Telling so here, in DuckDB, saves
that night the import of pandera, which costs more than all the rest of the load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.answers import as_frame
from warehouse.check import fit

if TYPE_CHECKING:
    import duckdb
    import polars as pl

SIGHTINGS = ("checked_at", "last_seen_at", "ok_at")
"""Columns that say when something was last seen. Being seen later breaks no contract that was kept before."""

OFFERED = "offered"
"""The name under which DuckDB sees the frame."""


def split(
    connection: duckdb.DuckDBPyConnection, table: str, primary_key: list[str], frame: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows that the table holds already, and the others; both with its columns and types.

    A row is known when the one with its primary key is the same in every column, or was only seen earlier. In a frame
    where a primary key comes twice no row is. Raises ContractError when the frame does not fit the table at all.
    """
    import polars as pl

    types = as_frame(connection.sql(f"SELECT * FROM {table} LIMIT 0")).schema  # noqa: S608
    rows = fit(table, frame, dict(types))
    if rows.select(primary_key).is_duplicated().any():
        return rows.clear(), rows
    same = [
        f"offered.{name} >= {table}.{name} OR ({table}.{name} IS NULL AND offered.{name} IS NULL)"
        if name in SIGHTINGS
        else f"offered.{name} IS NOT DISTINCT FROM {table}.{name}"
        for name in types
    ]
    join = f"JOIN {table} ON {' AND '.join(f'({condition})' for condition in same)}"
    connection.register(OFFERED, rows.with_row_index("place"))
    try:
        found = connection.execute(f"SELECT place FROM {OFFERED} {join}").fetchall()  # noqa: S608
    finally:
        connection.unregister(OFFERED)
    known = pl.Series(range(rows.height)).is_in([place for (place,) in found])
    return rows.filter(known), rows.filter(~known)
