from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.schemas.rows import NOON, breaks, broken


@pytest.mark.parametrize(
    ("table", "column", "good", "bad"),
    [
        ("core_reject", "stage", ["read"], ["", "Read"]),
        ("core_reject", "item_id", ["all"], [""]),
        ("core_reject", "part", ["", "core_page: x"], []),
        ("core_reject", "reason_code", ["http_404"], ["", "404"]),
        ("core_reject", "message", ["x"], [""]),
        ("core_ledger", "outcome", ["done", "rejected"], ["failed"]),
        ("core_ledger", "batch_id", ["0" * 32], ["1"]),
        ("core_run", "state", ["published", "unchanged", "gate_failed", "failed"], ["ok"]),
        ("core_run", "counts", ['{"read": 1}'], ["[]", ""]),
        ("core_migration", "migration_number", [1, 2], [0]),
    ],
)
def test_a_column_takes_what_is_in_its_range(table: str, column: str, good: list[Any], bad: list[Any]) -> None:
    told = breaks(table, [{column: value} for value in good + bad])
    assert told[: len(good)] == [set()] * len(good)
    assert [column in one for one in told[len(good) :]] == [True] * len(bad)


def test_a_run_ends_after_it_starts() -> None:
    assert broken("core_run", finished_at=NOON + timedelta(seconds=1)) == set()
    assert broken("core_run", finished_at=NOON - timedelta(seconds=1)) == {"it ends after it starts"}


def test_a_run_that_runs_has_not_ended_and_one_that_was_killed_has_no_end_either() -> None:
    assert broken("core_run", state="running") == {"what runs has not ended"}
    assert broken("core_run", state="running", finished_at=None) == set()
    assert broken("core_run", state="failed", finished_at=None) == set()
