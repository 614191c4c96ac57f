"""Questions of analysts to the published file: for reading only, within limits, out of reach of files and network.

The published file is never written again after it is published, and the warehouse itself is never opened here: a
question neither blocks the writer nor is blocked by it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from schemas.errors import NothingPublishedError, UsageError
from warehouse.published import current

FILE = "weerbaarheid.duckdb"
MAX_ROWS = 1_000_000
MAX_SECONDS = 60.0

# One set for every connection: a process cannot open one file in two ways.
_CONFIG: dict[str, Any] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "temp_directory": "",  # what does not fit in memory fails; nothing is written beside the published file
    "memory_limit": "1GB",
    "threads": 2,
    "lock_configuration": True,
}


def query(
    data: Path, sql: str, *, max_rows: int = MAX_ROWS, max_seconds: float = MAX_SECONDS
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Ask the file that is published now: names of the columns, and the rows.

    Raises NothingPublishedError, and UsageError for SQL that is wrong (with DuckDB's own message), that does more than
    read, or that takes more rows, time or memory than it may.
    """
    return query_file(current(data) / FILE, sql, max_rows=max_rows, max_seconds=max_seconds)


def query_file(
    file: Path, sql: str, *, max_rows: int = MAX_ROWS, max_seconds: float = MAX_SECONDS
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Ask one published file; as `query`."""
    import duckdb

    if not file.is_file():
        raise NothingPublishedError(f"There is no {file}. Run `weerbaarheid refresh` with this data folder first.")
    try:
        _check(duckdb.extract_statements(sql))
        with duckdb.connect(str(file), read_only=True, config=_CONFIG) as connection:
            clock = threading.Timer(max_seconds, connection.interrupt)
            clock.start()
            try:
                connection.execute(sql)
                columns = [column[0] for column in connection.description]
                rows = connection.fetchmany(max_rows + 1)
            finally:
                clock.cancel()
    except duckdb.InterruptException:
        raise UsageError(f"The query took longer than {max_seconds:g} seconds. Ask for less, or add a WHERE.") from None
    except duckdb.OutOfMemoryException as error:
        raise UsageError(f"The query needs more memory than it may use. Ask for less. DuckDB says: {error}") from None
    except duckdb.Error as error:
        raise UsageError(f"The query does not work. DuckDB says: {error}") from None
    if len(rows) > max_rows:
        raise UsageError(f"The query gives more than {max_rows} rows. Ask for less, or add LIMIT {max_rows}.")
    return columns, rows


def as_dicts(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """An answer as one dictionary a row."""
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _check(statements: list[Any]) -> None:
    """Raise UsageError unless this is one statement that reads."""
    import duckdb

    if len(statements) != 1:
        raise UsageError(f"Give one query; this is {len(statements)}.")
    if statements[0].type not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise UsageError("The published file is for reading: only SELECT, DESCRIBE, SHOW, SUMMARIZE and EXPLAIN work.")
