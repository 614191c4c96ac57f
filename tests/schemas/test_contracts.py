from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import duckdb
import pandera.errors
import pandera.polars as pa
import polars as pl
import pytest

from schemas import core, core_read, core_score, core_work, out, raw
from schemas.contracts import KEY_TWICE, column_descriptions, contract, row_contract
from tests.schemas.rows import GOOD, breaks, broken, frame, row
from warehouse.migrations import migrate


@pytest.fixture(scope="module")
def ddl() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        migrate(connection)
        yield connection


def tables(ddl: duckdb.DuckDBPyConnection) -> list[str]:
    return [name for (name,) in ddl.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]


def written(*modules: object) -> dict[str, pa.DataFrameSchema]:
    found = {}
    for module in modules:
        found.update({name: one for name, one in vars(module).items() if isinstance(one, pa.DataFrameSchema)})
    return found


def test_every_table_has_a_contract_and_every_contract_a_table(ddl: duckdb.DuckDBPyConnection) -> None:
    assert sorted(written(raw, core, core_read, core_score, core_work)) == tables(ddl)
    for table in tables(ddl):
        assert contract(table).name == table


def test_tables_and_contracts_have_the_same_columns_of_the_same_types_in_the_same_order(
    ddl: duckdb.DuckDBPyConnection,
) -> None:
    for table in tables(ddl):
        kept = pl.DataFrame(ddl.sql(f"SELECT * FROM {table}").to_arrow_table()).schema
        agreed = [(name, column.dtype.type) for name, column in contract(table).columns.items()]
        assert agreed == list(kept.items()), table


def test_tables_and_contracts_agree_on_what_may_be_null(ddl: duckdb.DuckDBPyConnection) -> None:
    for table in tables(ddl):
        kept = {name: null == "YES" for name, _, null, *_ in ddl.execute(f"DESCRIBE {table}").fetchall()}
        assert {name: column.nullable for name, column in contract(table).columns.items()} == kept, table


def test_tables_and_contracts_have_the_same_primary_key(ddl: duckdb.DuckDBPyConnection) -> None:
    keys = dict(
        ddl.execute(
            "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
        ).fetchall()
    )
    assert {table: list(contract(table).unique or []) for table in tables(ddl)} == keys


def test_contracts_take_their_own_columns_only_and_in_order(ddl: duckdb.DuckDBPyConnection) -> None:
    for table in tables(ddl):
        assert contract(table).strict is True
        assert contract(table).ordered is True


def test_every_table_and_column_says_what_it_is() -> None:
    for table, one in written(raw, core, core_read, core_score, core_work, out).items():
        assert one.description, table
        for column, description in column_descriptions(table).items():
            assert len(description) > 3, (table, column)
            assert description != "None", (table, column)


def test_the_descriptions_come_in_the_order_of_the_columns() -> None:
    assert list(column_descriptions("core_candidate").items())[1] == ("passage_id", "The passage")
    assert list(column_descriptions("core_candidate")) == list(contract("core_candidate").columns)


def test_the_good_row_of_every_table_is_good(ddl: duckdb.DuckDBPyConnection) -> None:
    assert sorted(GOOD) == tables(ddl)
    for table in GOOD:
        assert broken(table) == set(), table


def test_what_may_not_be_null_breaks_the_contract_when_it_is() -> None:
    for table in GOOD:
        needed = [name for name, column in contract(table).columns.items() if not column.nullable]
        for name, told in zip(needed, breaks(table, [{name: None} for name in needed]), strict=True):
            assert name in told, (table, name)


def test_a_row_contract_is_the_contract_with_every_failure_told_by_row() -> None:
    first = row("core_passage", passage_id="1" * 32)
    bad = row("core_passage", passage_id="2" * 32, page_from=2, page_to=1)
    rows = frame("core_passage", first, bad, first, row("core_passage", word_count=0))
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        row_contract("core_passage").validate(rows, lazy=True)
    told = caught.value.failure_cases.select("index", "column", "check", "failure_case").sort("index").rows()
    assert told == [
        (0, "passage_id", KEY_TWICE, "1" * 32),
        (1, "passage_id", "page_to is not before page_from", "2" * 32),
        (2, "passage_id", KEY_TWICE, "1" * 32),
        (3, "word_count", "greater_than_or_equal_to(1)", "0"),
    ]


def test_a_row_contract_leaves_the_contract_itself_as_it_is() -> None:
    before = len(contract("core_passage").columns["passage_id"].checks)
    assert len(row_contract("core_passage").columns["passage_id"].checks) > before
    assert len(contract("core_passage").columns["passage_id"].checks) == before
    assert row_contract("core_passage").name == "core_passage"
    assert row_contract("core_passage").strict is True
    assert row_contract("core_passage").ordered is True
    assert list(row_contract("core_passage").columns) == list(contract("core_passage").columns)


def test_a_contract_is_found_in_any_module_of_its_layer() -> None:
    assert contract("raw_fetch") is raw.raw_fetch
    assert contract("core_page") is core.core_page
    assert contract("core_fact") is core_read.core_fact
    assert contract("core_gap") is core_score.core_gap
    assert contract("core_run") is core_work.core_run
    assert contract("out_run") is out.out_run


@pytest.mark.parametrize("name", ["core_nothing", "nothing_core", "contracts_x", "corescore_x", "DIGEST", "core"])
def test_a_table_without_a_contract_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        contract(name)


def test_pandera_is_not_imported_before_there_is_something_to_check() -> None:
    code = (
        "import sys, warehouse.writer, warehouse.staging, warehouse.published, schemas.contracts\n"
        "slow = {'pandera', 'pandas', 'pyarrow', 'fsspec', 'polars', 'duckdb'} & set(sys.modules)\n"
        "assert not slow, slow"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
