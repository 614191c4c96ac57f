from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from schemas.errors import NothingPublishedError, UsageError
from warehouse.published import new_run_folder, swap
from warehouse.query import FILE, MAX_ROWS, MAX_SECONDS, query, query_file
from warehouse.writer import open_warehouse


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    folder = new_run_folder(data, "r1")
    with duckdb.connect(str(folder / FILE)) as connection:
        connection.execute(
            "CREATE TABLE out_score AS SELECT range AS n, ['a'] AS l, DATE '2026-11-24' AS d FROM range(5)"
        )
    swap(data, "r1")
    return data


def test_a_question_gives_columns_and_rows(data: Path) -> None:
    assert query(data, "SELECT n AS number, l, d FROM out_score WHERE n > 2 ORDER BY n DESC") == (
        ["number", "l", "d"],
        [(4, ["a"], date(2026, 11, 24)), (3, ["a"], date(2026, 11, 24))],
    )
    assert query(data, "SELECT n FROM out_score WHERE false") == (["n"], [])
    assert query(data, "SELECT 1 AS one;") == (["one"], [(1,)])


@pytest.mark.parametrize("sql", ["DESCRIBE out_score", "SHOW TABLES", "SUMMARIZE out_score", "EXPLAIN FROM out_score"])
def test_one_may_ask_what_there_is(data: Path, sql: str) -> None:
    assert query(data, sql)[1]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT x FROM out_score", 'Referenced column "x" not found'),
        ("SELECT * FROM out_scores", "out_score"),
        ("SELEKT 1", "syntax error"),
        ("SELECT 'a'::INTEGER", "Could not convert string"),
        ("SELECT * FROM out_score WHERE n = $1", "The query does not work"),
    ],
)
def test_wrong_sql_is_told_in_the_words_of_duckdb(data: Path, sql: str, told: str) -> None:
    with pytest.raises(UsageError, match=r"The query does not work\. DuckDB says: ") as caught:
        query(data, sql)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO out_score VALUES (1, [], NULL)",
        "CREATE TABLE x (a INTEGER)",
        "CREATE TEMP TABLE x (a INTEGER)",
        "DROP TABLE out_score",
        "COPY out_score TO '/tmp/x.csv'",
        "EXPORT DATABASE '/tmp/x'",
        "ATTACH '/tmp/x.duckdb'",
        "SET memory_limit = '99GB'",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "CHECKPOINT",
        "LOAD httpfs",
        "INSTALL httpfs",
        "CREATE SECRET s (TYPE http)",
    ],
)
def test_nothing_but_reading_works(data: Path, sql: str) -> None:
    with pytest.raises(UsageError, match="for reading: only SELECT"):
        query(data, sql)
    assert query(data, "SELECT count(*) AS n FROM out_score") == (["n"], [(5,)])


@pytest.mark.parametrize(("sql", "count"), [("", 0), ("  ", 0), ("-- nothing", 0), ("SELECT 1; SELECT 2", 2)])
def test_a_question_is_one_question(data: Path, sql: str, count: int) -> None:
    with pytest.raises(UsageError, match=f"Give one query; this is {count}"):
        query(data, sql)


@pytest.mark.parametrize(
    "source",
    [
        "read_csv('{file}')",
        "read_text('{file}')",
        "read_blob('{file}')",
        "'{file}'",
        "glob('{folder}/*')",
        "read_parquet('{file}')",
        "read_json('{file}')",
        "sniff_csv('{file}')",
        "read_csv('http://127.0.0.1:9/x.csv')",
        "read_parquet('s3://bucket/x')",
        "secret",
    ],
)
def test_files_network_and_variables_are_out_of_reach(data: Path, source: str) -> None:
    secret = [("inside",)]
    file = data / "secret.csv"
    file.write_text("a\ninside\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        query(data, f"SELECT * FROM {source.format(file=file, folder=data)}")
    assert "inside" not in str(caught.value)
    assert secret == [("inside",)]


def test_the_limits_are_these(data: Path) -> None:
    assert (MAX_ROWS, MAX_SECONDS) == (1_000_000, 60.0)
    settings = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_persistent_secrets": "false",
        "python_enable_replacements": "false",
        "temp_directory": "",
        "memory_limit": "953.6 MiB",
        "threads": "2",
        "lock_configuration": "true",
    }
    assert dict(query(data, "SELECT name, value FROM duckdb_settings()")[1]).items() >= settings.items()
    with pytest.raises(UsageError, match="Expected a single SELECT"):
        query(data, "SELECT * FROM query('INSERT INTO out_score VALUES (1, [], NULL)')")


def test_rows_are_counted(data: Path) -> None:
    assert len(query(data, "SELECT * FROM out_score", max_rows=5)[1]) == 5
    with pytest.raises(UsageError, match=r"more than 4 rows\. Ask for less, or add LIMIT 4"):
        query(data, "SELECT * FROM out_score", max_rows=4)


def test_a_question_that_takes_too_long_is_stopped(data: Path) -> None:
    start = time.monotonic()
    with pytest.raises(UsageError, match=r"took longer than 0\.2 seconds"):
        query(data, "SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE a.range % 7 = 3", max_seconds=0.2)
    assert time.monotonic() - start < 10


def test_a_question_that_takes_too_much_memory_is_stopped_and_writes_nothing(data: Path) -> None:
    before = sorted(path for path in data.rglob("*"))
    with pytest.raises(UsageError, match="needs more memory than it may use"):
        query(data, "SELECT list(a.range), list(random()) FROM range(100000000) a")
    assert sorted(path for path in data.rglob("*")) == before


def test_nothing_published_is_said(tmp_path: Path) -> None:
    with pytest.raises(NothingPublishedError):
        query(tmp_path, "SELECT 1")
    new_run_folder(tmp_path, "r1")
    swap(tmp_path, "r1")
    with pytest.raises(NothingPublishedError, match="There is no "):
        query(tmp_path, "SELECT 1")
    with pytest.raises(NothingPublishedError):
        query_file(tmp_path / "no.duckdb", "SELECT 1")
    assert not (tmp_path / "no.duckdb").exists()


def test_a_question_and_the_writer_do_not_wait_for_each_other(data: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from warehouse.query import query\n"
        "print(query(Path(sys.argv[1]), 'SELECT count(*) FROM out_score')[1])\n"
    )
    file = data / "published" / "r1" / FILE
    with open_warehouse(data) as warehouse:
        told = subprocess.run([sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=True)
        assert told.stdout == "[(5,)]\n"
        with duckdb.connect(str(file), read_only=True):
            folder = new_run_folder(data, "r2")
            (folder / FILE).write_bytes(file.read_bytes())
            swap(data, "r2")
        assert warehouse.rows("SELECT 1") == [(1,)]
    assert query(data, "SELECT count(*) FROM out_score")[1] == [(5,)]


def test_many_may_ask_at_once(data: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: query(data, f"SELECT {n}, count(*) FROM out_score")[1], range(32)))
    assert answers == [[(n, 5)] for n in range(32)]
