"""The analysts' DuckDB file: one table per out_ SELECT, held against its contract, with comments.

The folder it is in, and the swap, are in published.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import GateError
from warehouse.answers import as_frame
from warehouse.check import check
from warehouse.disk import telling_disk_full
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    Rewrite = Callable[[str, pl.DataFrame], pl.DataFrame]

SELECTS = Path(__file__).parent / "out"
STORAGE_VERSION = "v1.5.0"
"""The oldest DuckDB that is still supported and can read what this one writes."""


def out_selects(folder: Path = SELECTS) -> dict[str, str]:
    """The SELECT of every table for analysts: the file <table>.sql, by table."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("out_*.sql"))}


def build(
    warehouse: Warehouse, target: Path, selects: Mapping[str, str], rewrite: Rewrite | None = None
) -> dict[str, int]:
    """Build the file at target from one SELECT over the warehouse per table, and return the number of rows of each.

    Rows are in the order of the SELECT; columns have the types of the contract. The file is built beside its place and
    moved there when it is whole. No load runs meanwhile, so that all tables are of the same moment.
    rewrite: what is to be done to the rows of a table, given by name, before anybody sees them.

    Raises GateError when rows break the contract of their table, ContractError when a table does not fit its contract
    at all; nothing is left then, and what was there stays.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        with telling_disk_full(f"the tables for {target.name}", target.parent), warehouse.cursor() as cursor:
            cursor.execute(f"ATTACH {_quoted(str(part))} AS published (STORAGE_VERSION '{STORAGE_VERSION}')")
            try:
                counts = {table: _table(cursor, table, selects[table], rewrite) for table in sorted(selects)}
            finally:
                cursor.execute("DETACH published")
            os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _table(cursor: duckdb.DuckDBPyConnection, table: str, select: str, rewrite: Rewrite | None) -> int:
    """Make one table with its comments and return how many rows it has."""
    from schemas.contracts import column_descriptions, contract

    rows = as_frame(cursor.sql(select))
    checked = check(table, rewrite(table, rows) if rewrite else rows)
    if checked.why:
        key = ", ".join(str(checked.bad.row(0, named=True)[column]) for column in contract(table).unique or [])
        raise GateError(
            f"{len(checked.why)} rows of {table} break its contract; the first ({key}): {checked.why[0]}. "
            "What was published before stays. This is a fault of this program: please report it with this message."
        )
    cursor.register("rows_to_publish", checked.good)
    # The name of the table is that of a contract: check saw to it.
    cursor.execute(f"CREATE TABLE published.{table} AS SELECT * FROM rows_to_publish")  # noqa: S608
    cursor.unregister("rows_to_publish")
    cursor.execute(f"COMMENT ON TABLE published.{table} IS {_quoted(str(contract(table).description))}")
    for column, description in column_descriptions(table).items():
        cursor.execute(f"COMMENT ON COLUMN published.{table}.{column} IS {_quoted(description)}")
    return checked.good.height


def _quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
