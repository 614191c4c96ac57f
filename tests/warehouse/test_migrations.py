from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from schemas.errors import NewerDataError
from warehouse.migrations import FOLDER, known, migrate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_first.sql").write_text("CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);", encoding="utf-8")
    (tmp_path / "0002_second.sql").write_text("ALTER TABLE a ADD COLUMN y INTEGER;", encoding="utf-8")
    (tmp_path / "notes.sql").write_text("no sql", encoding="utf-8")
    return tmp_path


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def applied(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, str]]:
    return connection.execute("SELECT migration_number, name FROM core_migration ORDER BY 1").fetchall()


def test_the_numbers_of_our_own_migrations_have_no_gap() -> None:
    assert list(known()) == list(range(1, len(known()) + 1))
    assert known()[1] == FOLDER / "0001_first_night.sql"


def test_a_new_file_gets_every_migration_in_order(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    assert migrate(connection, folder) == [1, 2]
    assert applied(connection) == [(1, "0001_first"), (2, "0002_second")]
    assert connection.execute("SELECT x, y FROM a").fetchall() == [(1, None)]
    (moment,) = connection.execute("SELECT max(applied_at) FROM core_migration").fetchone() or (None,)
    assert abs(datetime.now(UTC).replace(tzinfo=None) - moment) < timedelta(minutes=1)


def test_an_older_file_gets_what_it_lacks_and_keeps_its_rows(
    connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    second = (folder / "0002_second.sql").rename(folder / "second")
    assert migrate(connection, folder) == [1]
    connection.execute("INSERT INTO a VALUES (2)")
    second.rename(folder / "0002_second.sql")
    assert migrate(connection, folder) == [2]
    assert connection.execute("SELECT x, y FROM a ORDER BY x").fetchall() == [(1, None), (2, None)]


def test_a_file_that_is_up_to_date_stays_as_it_is(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    migrate(connection, folder)
    assert migrate(connection, folder) == []
    assert connection.execute("SELECT count(*) FROM a").fetchone() == (1,)


def test_a_file_of_a_newer_program_is_refused_and_left_alone(
    connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    migrate(connection, folder)
    (folder / "0002_second.sql").unlink()
    (folder / "0003_other.sql").write_text("CREATE TABLE b (x INTEGER)", encoding="utf-8")
    with pytest.raises(NewerDataError, match=r"newer version of this program \(it has 0002_second\)"):
        migrate(connection, folder)
    assert applied(connection) == [(1, "0001_first"), (2, "0002_second")]
    assert connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'b'").fetchone() == (0,)


def test_of_several_newer_migrations_the_newest_is_named(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    migrate(connection, folder)
    (folder / "0001_first.sql").unlink()
    (folder / "0002_second.sql").unlink()
    with pytest.raises(NewerDataError, match=r"it has 0002_second\)"):
        migrate(connection, folder)


def test_a_migration_that_fails_leaves_nothing_of_itself(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    (folder / "0002_second.sql").write_text("CREATE TABLE b (x INTEGER); SELECT nothing;", encoding="utf-8")
    with pytest.raises(duckdb.BinderException):
        migrate(connection, folder)
    assert applied(connection) == [(1, "0001_first")]
    assert connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'b'").fetchone() == (0,)
    (folder / "0002_second.sql").write_text("CREATE TABLE b (x INTEGER);", encoding="utf-8")
    assert migrate(connection, folder) == [2]
