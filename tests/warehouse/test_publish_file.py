from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from schemas.contracts import contract
from schemas.errors import ContractError, GateError
from tests.schemas.rows import frame, row
from warehouse import staging
from warehouse.publish_file import SELECTS, build, out_selects
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse, open_warehouse

COLUMNS = "measure, 'Thema' AS theme, 'Naam' AS name, 'Wat het is' AS definition"
MEASURES = {"out_measure": f"SELECT {COLUMNS} FROM core_score ORDER BY measure DESC"}


def fill(warehouse: Warehouse, *measures: int) -> None:
    """Scores for some measures."""
    rows = frame("core_score", *(row("core_score", measure=measure) for measure in measures))
    outcome = Outcome("score", "1", [Item("all", repr(measures))], {"core_score": rows}, {"core_score": "*"})
    warehouse.load(staging.write(outcome, warehouse.staging))


def ask(file: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_table_has_the_rows_of_its_select_in_that_order(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse, 2, 12, 7)
        assert build(warehouse, tmp_path / "out.duckdb", MEASURES) == {"out_measure": 3}
    assert ask(tmp_path / "out.duckdb", "SELECT measure, name FROM out_measure") == [
        (12, "Naam"),
        (7, "Naam"),
        (2, "Naam"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out.duckdb"]


def test_tables_and_columns_say_what_they_are(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse, 1)
        build(warehouse, tmp_path / "out.duckdb", MEASURES)
    schema = contract("out_measure")
    assert ask(tmp_path / "out.duckdb", "SELECT table_name, comment FROM duckdb_tables()") == [
        ("out_measure", schema.description)
    ]
    comments = ask(tmp_path / "out.duckdb", "SELECT column_name, comment FROM duckdb_columns() WHERE NOT internal")
    assert comments == [(name, column.description) for name, column in schema.columns.items()]


def test_columns_have_the_types_of_the_contract(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse, 3)
        select = f"SELECT sum(measure) AS measure, {COLUMNS.split(', ', 1)[1]} FROM core_score"
        build(warehouse, tmp_path / "out.duckdb", {"out_measure": select})
    assert ask(tmp_path / "out.duckdb", "SELECT measure, typeof(measure) FROM out_measure") == [(3, "INTEGER")]


def test_older_programs_can_read_the_file(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        build(warehouse, tmp_path / "out.duckdb", MEASURES)
    ((tags,),) = ask(tmp_path / "out.duckdb", "SELECT tags FROM duckdb_databases() WHERE database_name = 'out'")
    assert isinstance(tags, dict)
    assert tags["storage_version"].startswith("v1.5.0")


def test_a_table_without_rows_is_there_all_the_same(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        assert build(warehouse, tmp_path / "out.duckdb", MEASURES) == {"out_measure": 0}
    assert ask(tmp_path / "out.duckdb", "DESCRIBE out_measure")[0][:2] == ("measure", "INTEGER")


def test_rows_that_break_the_contract_are_not_published_and_what_was_there_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.duckdb"
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse, 1, 2)
        build(warehouse, target, MEASURES)
        wrong = {"out_measure": f"SELECT {COLUMNS.replace('measure', 'measure + 12 AS measure')} FROM core_score"}
        with pytest.raises(GateError) as caught:
            build(warehouse, target, wrong)
        assert "2 rows of out_measure break its contract; the first (13): measure: " in str(caught.value)
        assert "(it is 13)" in str(caught.value)
        assert "What was published before stays" in str(caught.value)
        assert ask(target, "SELECT count(*) FROM out_measure") == [(2,)]
        fill(warehouse, 4)
        assert build(warehouse, target, MEASURES) == {"out_measure": 1}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out.duckdb"]


def test_a_select_that_does_not_fit_its_table_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        for table in ("out_measure", "out_nothing"):
            with pytest.raises(ContractError, match=table):
                build(warehouse, tmp_path / "out.duckdb", {table: "SELECT 1 AS a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_a_place_with_quotes_in_its_name_is_a_place(tmp_path: Path) -> None:
    folder = tmp_path / "Den 'Haag'"
    folder.mkdir()
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse, 1)
        build(warehouse, folder / "out.duckdb", MEASURES)
    assert ask(folder / "out.duckdb", "SELECT count(*) FROM out_measure") == [(1,)]


def test_what_a_killed_run_left_half_built_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "out.duckdb.part").write_bytes(b"half")
    with open_warehouse(tmp_path / "data") as warehouse:
        build(warehouse, tmp_path / "out.duckdb", MEASURES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out.duckdb"]


def test_readers_of_the_file_before_keep_it(tmp_path: Path) -> None:
    target = tmp_path / "out.duckdb"
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse, 1)
        build(warehouse, target, MEASURES)
        with duckdb.connect(str(target), read_only=True) as reader:
            fill(warehouse, 1, 2)
            build(warehouse, target, MEASURES)
            assert reader.execute("SELECT count(*) FROM out_measure").fetchone() == (1,)
    assert ask(target, "SELECT count(*) FROM out_measure") == [(2,)]


def test_every_select_is_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "out_b.sql").write_text("SELECT 2", encoding="utf-8")
    (tmp_path / "out_a.sql").write_text("SELECT 'é'", encoding="utf-8")
    (tmp_path / "notes.sql").write_text("no table", encoding="utf-8")
    assert list(out_selects(tmp_path).items()) == [("out_a", "SELECT 'é'"), ("out_b", "SELECT 2")]
    assert sorted(out_selects()) == sorted(path.stem for path in SELECTS.glob("out_*.sql"))


def test_our_own_selects_fit_their_contracts(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        counts = build(warehouse, tmp_path / "out.duckdb", out_selects())
    assert set(counts.values()) == {0}
    assert len(counts) >= 12
