from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from schemas.errors import ContractError, DiskFullError, LockedError, NewerDataError, UsageError
from tests.schemas.rows import frame, row
from tests.warehouse.batches import batch, document, stage
from warehouse import staging
from warehouse.loading import LoadReport
from warehouse.migrations import known
from warehouse.stage import Item, Outcome, Reject
from warehouse.writer import FILE, new_run_id, open_warehouse

RUN_ID = r"\d{8}T\d{6}Z-[0-9a-f]{6}"


def pages(data: Path) -> int:
    with open_warehouse(data) as warehouse:
        return int(warehouse.rows("SELECT count(*) FROM core_page")[0][0])


def test_a_new_data_folder_is_made_with_every_table(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    with open_warehouse(data) as warehouse:
        assert warehouse.data == data
        assert warehouse.staging == data / "staging"
        assert warehouse.rows("SELECT migration_number FROM core_migration ORDER BY 1") == [(n,) for n in known()]
        assert sorted(path.name for path in data.iterdir())[:2] == ["lock", "lock.holder"]
    assert sorted(path.name for path in data.iterdir()) == ["lock", FILE]


def test_rows_are_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with open_warehouse(tmp_path, "r1") as warehouse:
        report = warehouse.load(stage(warehouse.staging, 1))
        assert report == LoadReport({"core_page": 3}, 0, 0, is_new=True)
        assert warehouse.input_hashes("read") == {document(1): batch(1).items[0].input_hash}
        assert warehouse.input_hashes("crawl") == {}
        assert warehouse.rows("SELECT DISTINCT run_id FROM core_ledger") == [("r1",)]
    assert pages(tmp_path) == 3


def test_staging_goes_when_it_is_loaded_and_loading_again_changes_nothing(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        path = stage(warehouse.staging, 1)
        warehouse.load(path)
        assert staging.batches(warehouse.staging) == []
        assert warehouse.load(path) == LoadReport(is_new=False)
        assert warehouse.load(stage(warehouse.staging, 1)) == LoadReport(is_new=False)
        assert staging.batches(warehouse.staging) == []
        assert warehouse.rows("SELECT count(*) FROM core_page") == [(3,)]


def test_a_batch_can_come_from_any_address(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        path = stage("memory://elsewhere/staging", 1)
        assert warehouse.load(path).loaded == {"core_page": 3}
        assert staging.batches("memory://elsewhere/staging") == []
        assert warehouse.load(path).is_new is False


def test_a_batch_that_never_was_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse, pytest.raises(ContractError, match="no complete batch at"):
        warehouse.load(warehouse.staging / ("0" * 32))


def test_what_killed_runs_left_in_staging_goes_when_it_is_opened(tmp_path: Path) -> None:
    stage(tmp_path / "staging", 1)
    with open_warehouse(tmp_path) as warehouse:
        assert list(warehouse.staging.iterdir()) == []
        stage(warehouse.staging, 2)
        with open_warehouse(tmp_path):
            assert len(staging.batches(warehouse.staging)) == 1


def test_opened_again_in_the_process_it_is_the_same_one_until_the_last_leaves(tmp_path: Path) -> None:
    with open_warehouse(tmp_path, "r1") as outer:
        with open_warehouse(tmp_path / "x" / "..") as inner:
            assert inner is outer
        with open_warehouse(tmp_path, "r1") as inner:
            assert inner.run_id == "r1"
        assert outer.rows("SELECT 1") == [(1,)]
    with pytest.raises(duckdb.ConnectionException):
        outer.rows("SELECT 1")
    with open_warehouse(tmp_path, "r2") as later:
        assert later.run_id == "r2"


def test_another_run_in_the_same_process_has_to_wait(tmp_path: Path) -> None:
    told = "in use by run r1 of this same process"
    with open_warehouse(tmp_path, "r1"), pytest.raises(LockedError, match=told), open_warehouse(tmp_path, "r2"):
        pass
    with open_warehouse(tmp_path, "r2"):
        pass


def test_two_data_folders_are_two_warehouses(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "a", "r1") as a, open_warehouse(tmp_path / "b", "r2") as b:
        a.load(stage(a.staging, 1))
        assert b.rows("SELECT count(*) FROM core_page") == [(0,)]


def test_without_a_run_id_it_makes_one_that_sorts_by_time(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        assert re.fullmatch(RUN_ID, warehouse.run_id)
    made = datetime.strptime(new_run_id()[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - made).total_seconds()) < 10
    assert new_run_id() != new_run_id()


def test_another_process_is_told_who_has_it(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from schemas.errors import LockedError\n"
        "from warehouse.writer import open_warehouse\n"
        "try:\n"
        "    with open_warehouse(Path(sys.argv[1])):\n"
        "        pass\n"
        "except LockedError as error:\n"
        "    print(error)\n"
    )
    with open_warehouse(tmp_path):
        told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert f"in use by process {os.getpid()} " in told.stdout


def test_a_file_that_another_program_has_open_is_a_locked_one(tmp_path: Path) -> None:
    with open_warehouse(tmp_path):
        pass
    code = (
        "import sys, duckdb\n"
        "with duckdb.connect(sys.argv[1], read_only=True):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / FILE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LockedError, match=r"Another program has .* open"), open_warehouse(tmp_path):
            pass
    assert pages(tmp_path) == 0


def test_a_folder_of_a_newer_program_is_refused_and_let_go(tmp_path: Path) -> None:
    with open_warehouse(tmp_path):
        pass
    with duckdb.connect(str(tmp_path / FILE)) as connection:
        connection.execute("INSERT INTO core_migration VALUES (9999, '9999_later', now()::TIMESTAMP)")
    for _ in range(2):
        with pytest.raises(NewerDataError, match="9999_later"), open_warehouse(tmp_path):
            pass


def test_a_file_that_is_no_warehouse_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 1000)
    for _ in range(2):
        with pytest.raises(UsageError, match="cannot be opened as a warehouse"), open_warehouse(tmp_path):
            pass


def test_a_data_folder_that_is_a_file_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    for data in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(UsageError, match=f"{data} cannot be used as data folder: "), open_warehouse(data):
            pass


def test_queries_give_frames_and_rows(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(stage(warehouse.staging, 1))
        sql = "SELECT page_number, sum(page_number) AS s FROM core_page WHERE page_number > ? GROUP BY 1 ORDER BY 1"
        frame = warehouse.query(sql, [1])
        assert frame.rows() == [(2, 2), (3, 3)]
        assert frame.schema == {"page_number": pl.Int32, "s": pl.Int64}
        assert warehouse.rows(sql, (1,)) == [(2, 2), (3, 3)]
        assert warehouse.query("SELECT 1 AS a WHERE false").schema == {"a": pl.Int32}
        assert warehouse.query("SELECT loaded_at FROM core_ledger").schema == {"loaded_at": pl.Datetime("us")}
        assert warehouse.rows("SELECT current_setting('TimeZone')") == [("UTC",)]


def test_sql_does_not_see_the_variables_of_the_program(tmp_path: Path) -> None:
    frame = pl.DataFrame({"a": [1]})
    with open_warehouse(tmp_path) as warehouse:
        for ask in (warehouse.rows, warehouse.query):
            with pytest.raises(duckdb.CatalogException):
                ask("SELECT * FROM frame")
    assert frame.height == 1


def test_it_never_reaches_for_extensions(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        settings = dict(warehouse.rows("SELECT name, value FROM duckdb_settings()"))
    assert settings["autoinstall_known_extensions"] == "false"
    assert settings["autoload_known_extensions"] == "false"
    assert settings["python_enable_replacements"] == "false"


def test_a_query_that_fails_keeps_the_error_of_duckdb(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        with pytest.raises(duckdb.CatalogException):
            warehouse.rows("SELECT * FROM nothing")
        assert warehouse.rows("SELECT 1") == [(1,)]


def test_a_contract_that_is_broken_as_a_whole_leaves_warehouse_and_staging(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        path = staging.write(
            Outcome("read", "1", [Item("a", "h")], {"core_page": pl.DataFrame({"x": [1]})}), warehouse.staging
        )
        with pytest.raises(ContractError):
            warehouse.load(path)
        assert warehouse.input_hashes("read") == {}
        warehouse.load(stage(warehouse.staging, 1))
    assert pages(tmp_path) == 3


def test_many_threads_may_load_and_ask_at_once(tmp_path: Path) -> None:
    seen: list[int] = []

    def work(number: int) -> None:
        with open_warehouse(tmp_path) as warehouse:
            warehouse.load(stage(warehouse.staging, number))
            whole = warehouse.rows("SELECT count(*) FROM core_page GROUP BY document_id")
            seen.extend(count for (count,) in whole)

    with open_warehouse(tmp_path, "r1") as warehouse, ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(24)))
        assert warehouse.rows("SELECT count(*) FROM core_page") == [(72,)]
        assert len(warehouse.input_hashes("read")) == 24
    assert set(seen) == {3}


def test_threads_that_open_and_leave_by_themselves_do_not_stand_in_each_others_way(tmp_path: Path) -> None:
    ready = threading.Barrier(4)

    def work(number: int) -> None:
        ready.wait()
        with open_warehouse(tmp_path, "r1") as warehouse:
            warehouse.load(stage(warehouse.staging, number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert pages(tmp_path) == 12


def test_a_reader_in_another_thread_sees_whole_batches_only(tmp_path: Path) -> None:
    with open_warehouse(tmp_path) as warehouse:
        warehouse.load(stage(warehouse.staging, 1, pages=50))
        stop, seen = threading.Event(), set()

        def look() -> None:
            while not stop.is_set():
                seen.add(warehouse.rows("SELECT count(*) FROM core_page")[0][0])

        thread = threading.Thread(target=look)
        thread.start()
        for mark in range(5):
            warehouse.load(stage(warehouse.staging, 1, pages=50, mark=str(mark + 2)))
        stop.set()
        thread.join()
    assert seen == {50}


def test_runs_start_and_end_through_it(tmp_path: Path) -> None:
    with open_warehouse(tmp_path, "r1") as warehouse:
        warehouse.start_run(date(2026, 11, 24))
        assert warehouse.rows("SELECT run_id, state, as_of_date FROM core_run") == [
            ("r1", "running", date(2026, 11, 24))
        ]
        warehouse.finish_run("unchanged", {"read": 0})
        assert warehouse.rows("SELECT state, counts FROM core_run") == [("unchanged", '{"read": 0}')]


def test_it_is_closed_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_warehouse(tmp_path, "r1"):
        raise ZeroDivisionError
    with open_warehouse(tmp_path, "r2"):
        pass


def test_a_night_without_news_needs_no_contract(tmp_path: Path) -> None:
    code = (
        "import sys, datetime\n"
        "from pathlib import Path\n"
        "import polars as pl\n"
        "from warehouse import staging\n"
        "from warehouse.stage import Item, Outcome, Reject\n"
        "from warehouse.writer import open_warehouse\n"
        "with open_warehouse(Path(sys.argv[1])) as warehouse:\n"
        "    rejects = [Reject('read', 'a', 'empty', 'Leeg.')]\n"
        "    outcome = Outcome('read', '1', [Item('a', 'h')], replaces={'core_page': 'document_id'}, rejects=rejects)\n"
        "    warehouse.load(staging.write(outcome, warehouse.staging))\n"
        "    sources = warehouse.query('SELECT * FROM core_source')\n"
        "    sources = sources.with_columns(checked_at=pl.lit(datetime.datetime(2026, 12, 1)))\n"
        "    outcome = Outcome('crawl', '1', [Item('s', 'h2')], {'core_source': sources}, {}, {'core_source'})\n"
        "    assert warehouse.load(staging.write(outcome, warehouse.staging)).loaded == {'core_source': 1}\n"
        "slow = {'pandera', 'pandas'} & set(sys.modules)\n"
        "assert not slow, slow\n"
    )
    with open_warehouse(tmp_path) as warehouse:
        sources = {"core_source": frame("core_source", row("core_source"))}
        warehouse.load(
            staging.write(Outcome("crawl", "1", [Item("s", "h1")], sources, {}, {"core_source"}), warehouse.staging)
        )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    with open_warehouse(tmp_path) as warehouse:
        assert warehouse.rows("SELECT outcome FROM core_ledger ORDER BY stage") == [("done",), ("rejected",)]
        assert warehouse.rows("SELECT checked_at FROM core_source") == [(datetime(2026, 12, 1),)]


def test_a_batch_that_does_not_fit_leaves_what_was_loaded_and_says_so(tmp_path: Path) -> None:
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from schemas.errors import DiskFullError\n"
        "from tests.warehouse.batches import stage\n"
        "from warehouse.writer import open_warehouse\n"
        "data = Path(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))\n"
        "number = 0\n"
        "try:\n"
        "    with open_warehouse(data, 'r1') as warehouse:\n"
        "        while True:\n"
        "            warehouse.load(stage(data.parent / 'elsewhere', number, 20, 10_000))\n"
        "            number += 1\n"
        "except DiskFullError as error:\n"
        "    print(number, error)\n"
    )
    data = tmp_path / "data"
    ran = subprocess.run([sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=True)
    loaded, told = ran.stdout.split(" ", 1)
    assert "a batch of stage read did not fit in" in told
    assert "Nothing is wrong with the data" in told
    assert int(loaded) > 3
    with open_warehouse(data) as warehouse:
        assert sorted(warehouse.input_hashes("read")) == sorted(document(n) for n in range(int(loaded)))
        assert warehouse.rows("SELECT count(*), count(DISTINCT document_id) FROM core_page") == [
            (20 * int(loaded), int(loaded))
        ]
        assert warehouse.load(stage(tmp_path / "elsewhere", int(loaded), 20, 10_000)).is_new is True
    assert DiskFullError.exit_code == 6


def test_rejects_are_counted(tmp_path: Path) -> None:
    outcome = batch(1)
    outcome.rejects.append(Reject("read", document(1), "illegible", "Onleesbaar.", part="page 9"))
    with open_warehouse(tmp_path) as warehouse:
        report = warehouse.load(staging.write(outcome, warehouse.staging))
    assert (report.rejected, report.contract_rejected) == (1, 0)
