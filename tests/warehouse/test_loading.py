from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from schemas.errors import ContractError
from tests.schemas.rows import frame, row
from warehouse import staging
from warehouse.loading import LoadReport, is_loaded, load, primary_keys
from warehouse.migrations import migrate
from warehouse.runs import utc_now
from warehouse.stage import Item, Outcome, Reject

ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64
Load = Callable[..., LoadReport]


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"python_enable_replacements": False}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        yield connection


@pytest.fixture
def put(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Load:
    def put(outcome: Outcome, run_id: str = "r1") -> LoadReport:
        return load(connection, staging.read(staging.write(outcome, tmp_path)), run_id)

    return put


def pages(*rows: tuple[str, int], **changes: Any) -> pl.DataFrame:
    return frame("core_page", *(row("core_page", document_id=one, page_number=n, **changes) for one, n in rows))


def read(*items: str, mark: str = "1", **values: Any) -> Outcome:
    values.setdefault("replaces", {"core_page": "document_id"})
    return Outcome("read", "7", [Item(one, f"{one[0]}-{mark}") for one in items], **values)


def held(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT left(document_id, 1), page_number FROM core_page ORDER BY ALL").fetchall()


def ledger(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    columns = "stage, left(item_id, 1), input_hash, stage_version, outcome, run_id"
    return connection.execute(f"SELECT {columns} FROM core_ledger ORDER BY ALL").fetchall()


def rejects(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    columns = "stage, left(item_id, 1), part, reason_code, run_id"
    return connection.execute(f"SELECT {columns} FROM core_reject ORDER BY ALL").fetchall()


def everything(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("core_page", "core_ledger", "core_reject", "core_organisation")
    return {table: connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in tables}


def test_rows_and_ledger_come_in_together(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    report = put(read(ONE, TWO, tables={"core_page": pages((ONE, 1), (ONE, 2), (TWO, 1))}))
    assert report == LoadReport({"core_page": 3}, rejected=0, contract_rejected=0, is_new=True)
    assert held(connection) == [("1", 1), ("1", 2), ("2", 1)]
    assert ledger(connection) == [
        ("read", "1", "1-1", "7", "done", "r1"),
        ("read", "2", "2-1", "7", "done", "r1"),
    ]
    (moment,) = connection.execute("SELECT max(loaded_at) FROM core_ledger").fetchone() or ()
    assert abs(utc_now() - moment) < timedelta(minutes=1)


def test_the_same_batch_again_changes_nothing(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    outcome = read(
        ONE,
        TWO,
        tables={"core_page": pages((ONE, 1), (ONE, 0))},
        rejects=[Reject("read", TWO, "empty", "Leeg.")],
    )
    first = put(outcome)
    before = everything(connection)
    again = put(outcome, "r2")
    assert first.is_new is True
    assert again == LoadReport({}, 0, 0, is_new=False)
    assert everything(connection) == before


def test_a_batch_goes_in_again_when_one_of_its_items_was_done_otherwise_since(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    first = read(ONE, TWO, tables={"core_page": pages((ONE, 1), (TWO, 1))})
    put(first)
    put(read(TWO, mark="2", tables={"core_page": pages((TWO, 8))}))
    assert held(connection) == [("1", 1), ("2", 8)]
    assert put(first).is_new is True
    assert held(connection) == [("1", 1), ("2", 1)]


def test_a_batch_without_items_is_never_known_as_loaded(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    outcome = Outcome(
        "crawl", "1", [], {"core_organisation": frame("core_organisation", row("core_organisation"))}, {}, set()
    )
    outcome.upserts.add("core_organisation")
    assert put(outcome).is_new is True
    assert put(outcome).is_new is True
    assert ledger(connection) == []
    assert connection.execute("SELECT count(*) FROM core_organisation").fetchone() == (1,)


def test_the_ledger_tells_whether_a_batch_was_loaded(
    connection: duckdb.DuckDBPyConnection, put: Load, tmp_path: Path
) -> None:
    batch = staging.batch_id(staging.write(read(ONE, TWO), tmp_path))
    assert not is_loaded(connection, batch)
    put(read(ONE, TWO))
    assert is_loaded(connection, batch)
    assert is_loaded(connection, batch, 2)
    assert not is_loaded(connection, batch, 1)
    assert not is_loaded(connection, batch, 3)
    assert not is_loaded(connection, "another", 0)


def test_old_rows_of_the_items_go_and_those_of_others_stay(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    put(read(ONE, TWO, tables={"core_page": pages((ONE, 1), (ONE, 2), (TWO, 1))}))
    report = put(read(ONE, mark="2", tables={"core_page": pages((ONE, 1), (ONE, 3))}), "r2")
    assert report.loaded == {"core_page": 2}
    assert held(connection) == [("1", 1), ("1", 3), ("2", 1)]
    assert ledger(connection) == [
        ("read", "1", "1-2", "7", "done", "r2"),
        ("read", "2", "2-1", "7", "done", "r1"),
    ]


@pytest.mark.parametrize("tables", [{}, {"core_page": pages()}])
def test_old_rows_go_even_if_no_new_ones_come(
    connection: duckdb.DuckDBPyConnection, put: Load, tables: dict[str, pl.DataFrame]
) -> None:
    put(read(ONE, TWO, tables={"core_page": pages((ONE, 1), (TWO, 1))}))
    put(read(ONE, mark="2", tables=tables))
    assert held(connection) == [("2", 1)]


def test_every_row_goes_when_a_stage_says_so(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    put(read(ONE, TWO, tables={"core_page": pages((ONE, 1), (TWO, 1))}))
    put(Outcome("other", "1", [Item("all", "x")], {"core_page": pages((THREE, 1))}, {"core_page": "*"}))
    assert held(connection) == [("3", 1)]


def test_an_upsert_replaces_the_rows_with_its_keys_and_no_others(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    put(read(ONE, tables={"core_page": pages((ONE, 1), (ONE, 2))}))
    changed = pages((ONE, 2), (ONE, 3), raw_text="Anders.", clean_text="Anders.")
    outcome = read(TWO, tables={"core_page": changed}, replaces={}, upserts={"core_page"})
    assert put(outcome).loaded == {"core_page": 2}
    rows = connection.execute("SELECT page_number, raw_text FROM core_page ORDER BY 1").fetchall()
    assert rows == [(1, "De noodstroom is beproefd."), (2, "Anders."), (3, "Anders.")]


def test_of_an_upsert_known_and_new_rows_go_in_and_bad_ones_stay_out(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    def embed(*texts: str, mark: str) -> LoadReport:
        rows = frame("core_embedding", *(row("core_embedding", text_hash=text) for text in texts))
        return put(read(ONE, mark=mark, tables={"core_embedding": rows}, replaces={}, upserts={"core_embedding"}))

    embed("a", "b", mark="1")
    assert embed("a", "c", mark="2").loaded == {"core_embedding": 2}
    assert embed("b", "", "a", mark="3") == LoadReport({"core_embedding": 2}, 1, 1)
    assert embed("a", "b", "c", mark="4") == LoadReport({"core_embedding": 3}, 0, 0)
    assert connection.execute("SELECT text_hash FROM core_embedding ORDER BY 1").fetchall() == [("a",), ("b",), ("c",)]


def test_vectors_go_in_and_replace_each_other(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    for number in (0.25, 0.5):
        rows = frame("core_embedding", row("core_embedding", vector=[number] * 384))
        put(read(ONE, mark=str(number), tables={"core_embedding": rows}, replaces={}, upserts={"core_embedding"}))
    assert connection.execute("SELECT vector[1], vector[384] FROM core_embedding").fetchall() == [(0.5, 0.5)]


def test_rejects_of_a_stage_are_kept_and_an_item_rejected_as_a_whole_is_so_in_the_ledger(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    report = put(
        read(
            ONE,
            TWO,
            tables={"core_page": pages((TWO, 1))},
            rejects=[
                Reject("read", ONE, "encrypted", "Versleuteld.", "vr-x", ONE),
                Reject("read", TWO, "illegible", "Onleesbaar.", part="page 3"),
            ],
        )
    )
    assert (report.rejected, report.contract_rejected) == (2, 0)
    assert rejects(connection) == [
        ("read", "1", "", "encrypted", "r1"),
        ("read", "2", "page 3", "illegible", "r1"),
    ]
    assert [row[4] for row in ledger(connection)] == ["rejected", "done"]
    one = connection.execute("SELECT message, organisation_id, document_id, rejected_at FROM core_reject").fetchall()
    assert one[0][:3] == ("Versleuteld.", "vr-x", ONE)
    assert one[1][:3] == ("Onleesbaar.", None, None)
    assert abs(utc_now() - one[0][3]) < timedelta(minutes=1)


def test_rejects_of_an_item_go_when_it_is_done_again_and_those_of_others_and_other_stages_stay(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    both = [Reject("read", one, "encrypted", "Versleuteld.") for one in (ONE, TWO)]
    put(read(ONE, TWO, rejects=both))
    put(Outcome("retrieve", "1", [Item(ONE, "x")], rejects=[Reject("retrieve", ONE, "odd", "Vreemd.")]))
    put(read(ONE, mark="2", tables={"core_page": pages((ONE, 1))}))
    assert rejects(connection) == [("read", "2", "", "encrypted", "r1"), ("retrieve", "1", "", "odd", "r1")]
    assert [row[4] for row in ledger(connection)] == ["done", "rejected", "rejected"]


def test_rows_that_break_their_contract_are_set_aside_and_the_others_go_in(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    report = put(read(ONE, TWO, tables={"core_page": pages((ONE, 0), (ONE, 1), (TWO, 1))}))
    assert report == LoadReport({"core_page": 2}, rejected=1, contract_rejected=1)
    assert held(connection) == [("1", 1), ("2", 1)]
    assert rejects(connection) == [("read", "1", f"core_page: {ONE}, 0", "contract", "r1")]
    assert [row[4] for row in ledger(connection)] == ["done", "done"]
    (message,) = connection.execute("SELECT message FROM core_reject").fetchone() or ()
    assert "page_number: greater_than_or_equal_to(1) (it is 0)" in message


def test_an_item_none_of_whose_rows_went_in_is_rejected_in_the_ledger(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    report = put(read(ONE, TWO, tables={"core_page": pages((ONE, 0), (ONE, -1), (TWO, 1), (TWO, 0))}))
    assert report.contract_rejected == 3
    assert [row[4] for row in ledger(connection)] == ["rejected", "done"]


def test_a_row_in_another_table_keeps_an_item_from_being_rejected(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    document = frame("core_document", row("core_document", document_id=ONE))
    put(read(ONE, tables={"core_page": pages((ONE, 0)), "core_document": document}))
    assert [row[4] for row in ledger(connection)] == ["done"]
    assert len(rejects(connection)) == 1


def test_a_row_with_the_key_of_another_items_row_is_set_aside(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    def passages(document: str, *ids: str) -> dict[str, pl.DataFrame]:
        rows = [row("core_passage", document_id=document, passage_id=one * 32) for one in ids]
        return {"core_passage": frame("core_passage", *rows)}

    replaces = {"core_passage": "document_id"}
    put(read(ONE, tables=passages(ONE, "a", "b"), replaces=replaces))
    report = put(read(TWO, tables=passages(TWO, "c", "b", "d"), replaces=replaces))
    assert report == LoadReport({"core_passage": 2}, rejected=1, contract_rejected=1)
    found = connection.execute("SELECT left(passage_id, 1), left(document_id, 1) FROM core_passage ORDER BY 1")
    assert found.fetchall() == [("a", "1"), ("b", "1"), ("c", "2"), ("d", "2")]
    assert rejects(connection) == [("read", "2", f"core_passage: {'b' * 32}", "contract", "r1")]
    (message,) = connection.execute("SELECT message FROM core_reject").fetchone() or ()
    assert "the primary key is that of a row of another item" in message


def test_a_stage_writes_its_own_tables_only(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    for table in ("core_ledger", "core_reject", "core_run", "core_migration", "core_nothing", "x; --"):
        values: dict[str, Any] = {"tables": {table: pl.DataFrame({"a": [1]})}, "upserts": {table}}
        for where in ({"replaces": {table: "*"}}, {"tables": values["tables"]}, {"upserts": values["upserts"]}):
            with pytest.raises(ContractError, match="is no table for stages"):
                put(read(ONE, **{"replaces": {}, **where}))
    assert ledger(connection) == []


def test_rows_are_replaced_by_a_column_that_is_there(connection: duckdb.DuckDBPyConnection, put: Load) -> None:
    with pytest.raises(ContractError, match="replaces rows of core_page by source_id, which is no column"):
        put(read(ONE, replaces={"core_page": "source_id"}))


def test_a_batch_that_does_not_fit_its_contract_at_all_leaves_nothing(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    put(read(ONE, tables={"core_page": pages((ONE, 1))}))
    before = everything(connection)
    wrong = {"core_page": pages((ONE, 2)), "core_passage": pl.DataFrame({"passage_id": ["x"]})}
    with pytest.raises(ContractError, match="A frame for core_passage lacks document_id"):
        put(read(ONE, mark="2", tables=wrong, rejects=[Reject("read", ONE, "odd", "Vreemd.")]))
    assert everything(connection) == before


def test_a_load_that_fails_within_the_transaction_leaves_nothing(
    connection: duckdb.DuckDBPyConnection, put: Load
) -> None:
    put(read(ONE, tables={"core_page": pages((ONE, 1))}))
    before = everything(connection)
    connection.execute("ALTER TABLE core_ledger RENAME TO core_away")
    connection.execute("CREATE VIEW core_ledger AS FROM core_away")
    with pytest.raises(duckdb.Error):
        put(read(ONE, mark="2", tables={"core_page": pages((ONE, 2))}, rejects=[Reject("read", ONE, "odd", "Vreemd.")]))
    connection.execute("DROP VIEW core_ledger")
    connection.execute("ALTER TABLE core_away RENAME TO core_ledger")
    assert everything(connection) == before
    assert put(read(ONE, mark="2", tables={"core_page": pages((ONE, 2))})).is_new


def test_primary_keys_are_those_of_the_tables(connection: duckdb.DuckDBPyConnection) -> None:
    keys = primary_keys(connection)
    assert keys["core_page"] == ["document_id", "page_number"]
    assert keys["core_passage"] == ["passage_id"]
