"""The rows of core_run: which runs there were and how they ended. What a stage did is in the ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import duckdb

RunState = Literal["published", "unchanged", "gate_failed", "failed"]


def utc_now() -> datetime:
    """Now, as the warehouse keeps time: UTC without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def start_run(connection: duckdb.DuckDBPyConnection, run_id: str, as_of: date) -> None:
    """Write that a run started; once more for the same run changes nothing but that it is running again.

    Runs that still say 'running' were killed, for the caller holds the lock: they become 'failed'.
    """
    connection.begin()
    try:
        connection.execute("UPDATE core_run SET state = 'failed' WHERE state = 'running' AND run_id <> ?", [run_id])
        connection.execute(
            "INSERT INTO core_run VALUES (?, ?, NULL, 'running', ?, '{}') "
            "ON CONFLICT (run_id) DO UPDATE SET state = 'running', finished_at = NULL",
            [run_id, utc_now(), as_of],
        )
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def finish_run(connection: duckdb.DuckDBPyConnection, run_id: str, state: RunState, counts: Mapping[str, Any]) -> None:
    """Write how a run ended and what each stage did; counts becomes a JSON object with sorted keys."""
    connection.execute(
        "UPDATE core_run SET state = ?, finished_at = ?, counts = ? WHERE run_id = ?",
        [state, utc_now(), json.dumps(counts, ensure_ascii=False, sort_keys=True), run_id],
    )
