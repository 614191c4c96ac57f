from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import duckdb
import polars as pl
import pytest

from schemas.contracts import contract
from schemas.errors import ContractError
from tests.schemas.rows import DOCUMENT, GOOD, NOON, broken, frame, row
from warehouse.known_rows import SIGHTINGS, split
from warehouse.migrations import migrate

SECOND = timedelta(seconds=1)
TABLE, KEY = "raw_publication", ["publication_id"]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"python_enable_replacements": False}) as connection:
        migrate(connection)
        yield connection


def hold(connection: duckdb.DuckDBPyConnection, table: str, *rows: dict[str, Any]) -> None:
    connection.register("given", frame(table, *rows))
    connection.execute(f"INSERT INTO {table} SELECT * FROM given")
    connection.unregister("given")


def publication(number: int, **changes: Any) -> dict[str, Any]:
    return row(TABLE, publication_id=f"{number:032x}", **changes)


def test_the_same_rows_are_known_and_others_are_not(connection: duckdb.DuckDBPyConnection) -> None:
    hold(connection, TABLE, publication(1), publication(2), publication(3))
    rows = frame(TABLE, publication(4), publication(2), publication(1, title="Anders"), publication(3))
    known, fresh = split(connection, TABLE, KEY, rows)
    assert known.equals(frame(TABLE, publication(2), publication(3)))
    assert fresh.equals(frame(TABLE, publication(4), publication(1, title="Anders")))


@pytest.mark.parametrize("table", sorted(name for name, columns in GOOD.items() if set(SIGHTINGS) & set(columns)))
def test_a_row_seen_later_is_known_and_no_contract_minds_that(
    connection: duckdb.DuckDBPyConnection, table: str
) -> None:
    seen = [column for column in SIGHTINGS if column in GOOD[table]]
    later = dict.fromkeys(seen, NOON + SECOND)
    assert broken(table, **later) == set()
    hold(connection, table, row(table))
    key = list(contract(table).unique or [])
    assert split(connection, table, key, frame(table, row(table, **later)))[1].height == 0
    for column in seen:
        assert split(connection, table, key, frame(table, row(table, **{column: NOON - SECOND})))[0].height == 0


def test_what_was_never_seen_is_known_as_such_only(connection: duckdb.DuckDBPyConnection) -> None:
    held = row("core_source", ok_at=None, checked_at=None)
    hold(connection, "core_source", held)

    def is_known(**changes: Any) -> bool:
        return split(connection, "core_source", ["source_id"], frame("core_source", {**held, **changes}))[0].height == 1

    assert is_known()
    assert not is_known(ok_at=NOON)
    hold(connection, "core_source", row("core_source", source_id="vr-duinrand/ander"))
    assert not is_known(source_id="vr-duinrand/ander")


@pytest.mark.parametrize("column", sorted(set(GOOD[TABLE]) - {"publication_id", *SIGHTINGS}))
def test_a_change_in_any_other_column_makes_a_row_unknown(connection: duckdb.DuckDBPyConnection, column: str) -> None:
    others: dict[str, Any] = {
        "publication_date": None,
        "is_listed": False,
        "first_seen_at": NOON + SECOND,
        "document_id": DOCUMENT[::-1],
    }
    hold(connection, TABLE, publication(1))
    changed = frame(TABLE, publication(1, **{column: others.get(column, "anders")}))
    assert split(connection, TABLE, KEY, changed)[1].height == 1


def test_lists_and_vectors_are_compared_too(connection: duckdb.DuckDBPyConnection) -> None:
    hold(connection, "core_embedding", row("core_embedding"))
    hold(connection, "core_organisation", row("core_organisation"))
    for table, changes in (
        ("core_embedding", {"vector": [0.5] * 383 + [0.25]}),
        ("core_organisation", {"aliases": []}),
    ):
        key = list(contract(table).unique or [])
        assert split(connection, table, key, frame(table, row(table)))[0].height == 1
        assert split(connection, table, key, frame(table, row(table, **changes)))[0].height == 0


def test_with_a_key_that_comes_twice_no_row_is_known(connection: duckdb.DuckDBPyConnection) -> None:
    hold(connection, TABLE, publication(1), publication(2))
    rows = frame(TABLE, publication(1), publication(2), publication(1, title="Anders"))
    known, fresh = split(connection, TABLE, KEY, rows)
    assert known.height == 0
    assert fresh.equals(rows)


def test_columns_in_another_order_and_of_wider_types_are_made_to_fit(connection: duckdb.DuckDBPyConnection) -> None:
    hold(connection, "core_source", row("core_source"))
    rows = frame("core_source", row("core_source")).with_columns(pl.col("listed_count").cast(pl.Int64))
    known, _ = split(connection, "core_source", ["source_id"], rows.select(reversed(rows.columns)))
    assert known.equals(frame("core_source", row("core_source")))


def test_a_frame_that_does_not_fit_is_a_fault_of_the_program(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(ContractError, match="A frame for core_source lacks"):
        split(connection, "core_source", ["source_id"], pl.DataFrame({"source_id": ["x"]}))
