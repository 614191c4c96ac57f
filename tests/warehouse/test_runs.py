from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from warehouse.migrations import migrate
from warehouse.runs import finish_run, start_run, utc_now

DAY = date(2026, 11, 24)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def runs(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    columns = "run_id, finished_at IS NULL, state, as_of_date, counts"
    return connection.execute(f"SELECT {columns} FROM core_run ORDER BY run_id").fetchall()


def test_now_is_utc_without_a_zone() -> None:
    assert utc_now().tzinfo is None
    assert abs(datetime.now(UTC).replace(tzinfo=None) - utc_now()) < timedelta(seconds=10)


def test_a_run_runs_from_its_start_to_its_end(connection: duckdb.DuckDBPyConnection) -> None:
    start_run(connection, "r1", DAY)
    assert runs(connection) == [("r1", True, "running", DAY, "{}")]
    finish_run(connection, "r1", "published", {"verify": 2, "crawl": {"één": 1}})
    assert runs(connection) == [("r1", False, "published", DAY, '{"crawl": {"één": 1}, "verify": 2}')]
    started, finished = connection.execute("SELECT started_at, finished_at FROM core_run").fetchall()[0]
    assert started <= finished <= utc_now()
    assert utc_now() - started < timedelta(minutes=1)


def test_a_run_that_starts_again_runs_again_and_keeps_its_start(connection: duckdb.DuckDBPyConnection) -> None:
    start_run(connection, "r1", DAY)
    start = connection.execute("SELECT started_at FROM core_run").fetchall()
    finish_run(connection, "r1", "failed", {})
    start_run(connection, "r1", DAY)
    assert runs(connection) == [("r1", True, "running", DAY, "{}")]
    assert connection.execute("SELECT started_at FROM core_run").fetchall() == start


def test_a_run_that_was_killed_has_failed_once_the_next_one_starts(connection: duckdb.DuckDBPyConnection) -> None:
    start_run(connection, "r1", DAY)
    finish_run(connection, "r1", "unchanged", {})
    start_run(connection, "r2", DAY)
    start_run(connection, "r3", DAY)
    assert [(run[0], run[1], run[2]) for run in runs(connection)] == [
        ("r1", False, "unchanged"),
        ("r2", True, "failed"),
        ("r3", True, "running"),
    ]


def test_a_start_that_fails_changes_nothing(connection: duckdb.DuckDBPyConnection) -> None:
    start_run(connection, "r1", DAY)
    with pytest.raises(duckdb.Error):
        start_run(connection, "r2", "no day")  # type: ignore[arg-type]
    assert runs(connection) == [("r1", True, "running", DAY, "{}")]
    start_run(connection, "r2", DAY)


def test_the_end_of_one_run_is_not_that_of_another(connection: duckdb.DuckDBPyConnection) -> None:
    start_run(connection, "r1", DAY)
    start_run(connection, "r2", DAY)
    finish_run(connection, "r2", "gate_failed", {})
    assert [(run[0], run[2]) for run in runs(connection)] == [("r1", "failed"), ("r2", "gate_failed")]
