"""Loading one staged batch: rows, rejects and ledger in one transaction. Opening and locking are in writer.py."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.errors import ContractError
from warehouse import known_rows, setting_aside
from warehouse.check import Checked, check
from warehouse.runs import utc_now
from warehouse.stage import EVERY_ROW, Outcome, Reject
from warehouse.staging import Staged

if TYPE_CHECKING:
    import duckdb
    import polars as pl

BOOKKEEPING = ("core_ledger", "core_migration", "core_reject", "core_run")
"""Tables that only the warehouse itself writes."""

INCOMING = "incoming"
"""The name under which DuckDB sees the frame that is going in."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did.

    loaded: rows that went in, per table. rejected: rows of core_reject it wrote, of which contract_rejected for rows
    that broke their contract. is_new: false when this very batch had been loaded before and nothing was changed.
    """

    loaded: dict[str, int] = field(default_factory=dict)
    rejected: int = 0
    contract_rejected: int = 0
    is_new: bool = True


def is_loaded(connection: duckdb.DuckDBPyConnection, batch_id: str, items: int | None = None) -> bool:
    """Whether the ledger names this batch: for that number of items, or, if None, for at least one."""
    row = connection.execute("SELECT count(*) FROM core_ledger WHERE batch_id = ?", [batch_id]).fetchone()
    count = row[0] if row else 0
    return bool(count > 0 and items in (None, count))


def load(connection: duckdb.DuckDBPyConnection, staged: Staged, run_id: str) -> LoadReport:
    """Load a batch whole or not at all, and say what was done.

    Raises ContractError when it breaks its contract in a way that cannot be set aside row by row. DuckDB's own errors
    pass through; the transaction is rolled back then.
    """
    outcome = staged.outcome
    if is_loaded(connection, staged.batch_id, len(outcome.items)):
        return LoadReport(is_new=False)
    keys = primary_keys(connection)
    _check_tables(connection, outcome, keys)
    checked = {
        table: _checked(connection, outcome, table, keys[table])
        for table in sorted(outcome.tables)
        if not outcome.tables[table].is_empty()
    }
    connection.begin()
    try:
        report = _write(connection, staged, run_id, keys, checked)
        connection.commit()
    except BaseException:
        with suppress(Exception):  # after a failed commit there is nothing left to roll back
            connection.rollback()
        raise
    return report


def primary_keys(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns of the primary key of every table, in their order."""
    rows = connection.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    ).fetchall()
    return dict(rows)


def _check_tables(connection: duckdb.DuckDBPyConnection, outcome: Outcome, keys: dict[str, list[str]]) -> None:
    """Raise ContractError when the outcome names a table or a key column that is not there for it."""
    for table in sorted({*outcome.tables, *outcome.replaces, *outcome.upserts}):
        if table not in keys or table in BOOKKEEPING:
            raise ContractError(
                f"Stage {outcome.stage} writes {table}, which is no table for stages. This is a fault of this program."
            )
        key = outcome.replaces.get(table, EVERY_ROW)
        columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
        if key not in (EVERY_ROW, *columns):
            raise ContractError(
                f"Stage {outcome.stage} replaces rows of {table} by {key}, which is no column of it. "
                "This is a fault of this program."
            )


def _checked(connection: duckdb.DuckDBPyConnection, outcome: Outcome, table: str, primary_key: list[str]) -> Checked:
    """The rows of a table, good and bad. Of rows that replace others those that the table holds already are good."""
    import polars as pl

    frame = outcome.tables[table]
    if table not in outcome.upserts:
        return check(table, frame)
    known, fresh = known_rows.split(connection, table, primary_key, frame)
    if fresh.is_empty():
        return Checked(known, fresh, [])
    checked = check(table, fresh)
    return Checked(pl.concat([known, checked.good]), checked.bad, checked.why)


def _write(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    run_id: str,
    keys: dict[str, list[str]],
    checked: dict[str, Checked],
) -> LoadReport:
    """Everything that happens within the transaction."""
    outcome = staged.outcome
    ids = [item.item_id for item in outcome.items]
    for table, key in sorted(outcome.replaces.items()):
        # Table and column names are those of the warehouse's own catalogue: _check_tables saw to it.
        if key == EVERY_ROW:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        else:
            connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?::VARCHAR[]))", [ids])  # noqa: S608
    loaded: dict[str, int] = {}
    set_aside: list[Reject] = []
    offered: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for table, rows in checked.items():
        if table not in outcome.upserts:
            rows = _without_clashes(connection, table, keys[table], rows)
        _insert(connection, table, rows.good, replace=table in outcome.upserts)
        loaded[table] = rows.good.height
        set_aside += setting_aside.rejects(outcome, table, keys[table], rows.bad, rows.why)
        offered.update(setting_aside.owners(outcome, table, rows.good))
        offered.update(setting_aside.owners(outcome, table, rows.bad))
        left_out.update(setting_aside.owners(outcome, table, rows.bad))
    rejects = outcome.rejects + set_aside
    _write_rejects(connection, outcome.stage, ids, rejects, run_id)
    rejected = {reject.item_id for reject in outcome.rejects if not reject.part}
    rejected |= setting_aside.wholly_rejected(offered, left_out)
    _write_ledger(connection, staged, rejected, run_id)
    return LoadReport(loaded, len(rejects), len(set_aside))


def _without_clashes(
    connection: duckdb.DuckDBPyConnection, table: str, primary_key: list[str], rows: Checked
) -> Checked:
    """Move to the bad rows those whose primary key the table holds already, for another item of the stage."""
    import polars as pl

    connection.register(INCOMING, rows.good.select(primary_key).with_row_index("place"))
    try:
        join = f"JOIN {table} USING ({', '.join(primary_key)})"
        found = connection.execute(f"SELECT place FROM {INCOMING} {join}").fetchall()  # noqa: S608
    finally:
        connection.unregister(INCOMING)
    places = {row[0] for row in found}
    if not places:
        return rows
    clash = pl.Series([place in places for place in range(rows.good.height)])
    bad = pl.concat([rows.bad, rows.good.filter(clash)])
    why = [*rows.why, *["the primary key is that of a row of another item"] * len(places)]
    return Checked(rows.good.filter(~clash), bad, why)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame, *, replace: bool) -> None:
    """Insert rows, in place of those with the same primary key if so asked."""
    connection.register(INCOMING, rows)
    try:
        insert = "INSERT OR REPLACE" if replace else "INSERT"
        connection.execute(f"{insert} INTO {table} BY NAME SELECT * FROM {INCOMING}")  # noqa: S608
    finally:
        connection.unregister(INCOMING)


def _write_rejects(
    connection: duckdb.DuckDBPyConnection, stage: str, ids: list[str], rejects: list[Reject], run_id: str
) -> None:
    """Replace the rejects of the batch's items of this stage."""
    connection.execute(
        "DELETE FROM core_reject WHERE stage = ? AND item_id IN (SELECT unnest(?::VARCHAR[]))", [stage, ids]
    )
    now = utc_now()
    rows = [
        [r.stage, r.item_id, r.part, r.reason_code, r.message, r.organisation_id, r.document_id, run_id, now]
        for r in rejects
    ]
    if rows:
        connection.executemany("INSERT OR REPLACE INTO core_reject VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _write_ledger(connection: duckdb.DuckDBPyConnection, staged: Staged, rejected: set[str], run_id: str) -> None:
    """Write one ledger row per item."""
    outcome = staged.outcome
    now = utc_now()
    rows = [
        [
            outcome.stage,
            item.item_id,
            item.input_hash,
            outcome.version,
            "rejected" if item.item_id in rejected else "done",
            staged.batch_id,
            run_id,
            now,
        ]
        for item in outcome.items
    ]
    if rows:
        connection.executemany("INSERT OR REPLACE INTO core_ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
