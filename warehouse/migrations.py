"""Bringing a warehouse file up to date: applies migrations/NNNN_*.sql in order, each in a transaction of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import NewerDataError

if TYPE_CHECKING:
    import duckdb

FOLDER = Path(__file__).parent / "migrations"

_BOOKKEEPING = """
CREATE TABLE IF NOT EXISTS core_migration (
    migration_number INTEGER PRIMARY KEY,
    name             VARCHAR NOT NULL,
    applied_at       TIMESTAMP NOT NULL
)
"""


def known(folder: Path = FOLDER) -> dict[int, Path]:
    """The migrations this program has, by number, lowest first."""
    return {int(path.name[:4]): path for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def migrate(connection: duckdb.DuckDBPyConnection, folder: Path = FOLDER) -> list[int]:
    """Apply what the file lacks and return the numbers applied, in order.

    Raises NewerDataError when the file has a migration that this program does not know; nothing is changed then.
    """
    available = known(folder)
    connection.execute(_BOOKKEEPING)
    rows = connection.execute("SELECT migration_number, name FROM core_migration ORDER BY 1").fetchall()
    applied: dict[int, str] = dict(rows)
    foreign = [name for number, name in applied.items() if number not in available]
    if foreign:
        raise NewerDataError(
            f"This data folder was written by a newer version of this program (it has {foreign[-1]}). "
            "Install that version or a later one, or use another data folder; nothing was changed."
        )
    todo = [number for number in available if number not in applied]
    for number in todo:
        path = available[number]
        connection.begin()
        try:
            connection.execute(path.read_text(encoding="utf-8"))
            connection.execute(
                "INSERT INTO core_migration VALUES (?, ?, now() AT TIME ZONE 'UTC')", [number, path.stem]
            )
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    return todo
