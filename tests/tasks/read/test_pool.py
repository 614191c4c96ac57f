"""Expendable workers."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tasks.read.limits import MEGABYTE, Limits
from tasks.read.pool import Failure, run, worker_count

SMALL = Limits(memory=700 * MEGABYTE, cpu_seconds=1, wall_seconds=60)


@pytest.fixture
def victims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A module of functions that behave badly, which workers can import."""
    (tmp_path / "bad_documents.py").write_text(
        "import os, subprocess, tempfile, time\n"
        "kept = []\n"
        "def treat(what):\n"
        "    if what == 'abort': os.abort()\n"
        "    if what == 'leave': os._exit(3)\n"
        "    if what == 'memory': return len(bytearray(900 << 20))\n"
        "    if what == 'spin':\n"
        "        while True: pass\n"
        "    if what == 'sleep': time.sleep(60)\n"
        "    if what == 'child': subprocess.Popen(['sleep', '61.5']); time.sleep(60)\n"
        "    if what == 'litter': tempfile.mkstemp(); os.kill(os.getpid(), 9)\n"
        "    if what == 'write': open(os.environ['TMPDIR'] + '/big', 'wb').write(bytes(2 << 20))\n"
        "    if what == 'open': return str(len([open('/dev/null') for _ in range(300)]))\n"
        "    if what == 'heavy': return bytes(300 << 20)\n"
        "    if what == 'tmp': return os.environ['TMPDIR']\n"
        "    if what == 'pid': return str(os.getpid())\n"
        "    if what == 'leak': kept.append(bytearray(300 << 20)); return str(os.getpid())\n"
        "    if what.startswith('text'): return 'x' * 20_000_000\n"
        "    if what == 'raise': raise ValueError('mis')\n"
        "    return what.upper()\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import bad_documents

    return bad_documents.treat


def test_results_come_in_order_from_other_processes() -> None:
    assert list(run(str.upper, ["a", "b", "c"])) == ["A", "B", "C"]
    assert list(run(str.upper, [])) == []
    (pid,) = run(_pid, [0])
    assert pid != os.getpid()


def _pid(_: int) -> int:
    return os.getpid()


def test_a_document_that_kills_blocks_or_overfills_its_worker_costs_only_itself(victims: object) -> None:
    documents = ["a", "abort", "b", "memory", "c", "spin", "d", "leave", "e"]
    found = list(run(victims, documents, SMALL, workers=2))  # type: ignore[arg-type]
    good = [result for result in found if isinstance(result, str)]
    assert good == ["A", "B", "C", "D", "E"]
    failures = [result for result in found if isinstance(result, Failure)]
    assert [failure.reason_code for failure in failures] == ["worker_died", "memory", "timeout", "worker_died"]
    assert failures[0].detail == (
        "Het lezen is afgebroken: het leesproces stopte onverwacht (code -6). "
        "Mogelijk vroeg het meer dan 700 MB geheugen."
    )
    assert failures[1].detail == "Het lezen vroeg meer dan 700 MB geheugen."
    assert failures[2].detail == "Het lezen kostte meer dan 1 seconden rekentijd."
    assert failures[3].detail == "Het lezen is afgebroken: het leesproces stopte onverwacht (code 3)."


def test_a_document_that_waits_for_ever_is_given_up(victims: object) -> None:
    found = list(run(victims, ["sleep"], Limits(wall_seconds=1)))  # type: ignore[arg-type]
    assert found == [Failure("timeout", "Het lezen duurde langer dan 1 seconden.")]


def test_an_error_in_the_function_is_raised_here(victims: object) -> None:
    results = run(victims, ["raise"], SMALL)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="mis"):
        next(results)


def test_workers_are_as_many_as_cores_and_at_most_four() -> None:
    assert worker_count() == max(1, min(4, os.cpu_count() or 1))


def test_workers_do_not_import_the_program_that_started_them(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(
        "import sys\n"
        "with open(sys.argv[1], 'a') as log: log.write('imported\\n')\n"
        "if __name__ == '__main__':\n"
        "    from tasks.read.pool import run\n"
        "    print(list(run(str.upper, ['a', 'b'])))\n"
    )
    log = tmp_path / "log"
    project = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, str(script), str(log)],
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['A', 'B']"
    assert log.read_text() == "imported\n"


def test_a_run_that_is_left_early_leaves_no_worker_behind(victims: object) -> None:
    results = run(victims, ["a", "sleep", "sleep"], Limits(memory=700 * MEGABYTE, wall_seconds=60))  # type: ignore[arg-type]
    assert next(results) == "A"
    start = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 20


def test_what_a_document_may_take_on_the_clock_can_be_less_for_one(victims: object) -> None:
    found = list(run(victims, ["sleep", "a"], Limits(wall_seconds=60), seconds=[0.5, 60]))  # type: ignore[arg-type]
    assert [getattr(result, "reason_code", result) for result in found] == ["timeout", "A"]
    assert 0.4 < found[0].seconds < 10  # type: ignore[union-attr]


def test_what_a_document_started_does_not_outlive_its_worker(victims: object) -> None:
    found = list(run(victims, ["child", "a"], Limits(wall_seconds=1)))  # type: ignore[arg-type]
    assert [getattr(result, "reason_code", result) for result in found] == ["timeout", "A"]
    time.sleep(0.2)
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 61.5" not in running.splitlines()


def test_a_worker_that_is_killed_leaves_no_file(victims: object) -> None:
    folder, killed = run(victims, ["tmp", "litter"], SMALL)  # type: ignore[arg-type]
    assert (folder.startswith("/"), killed.reason_code) == (True, "worker_died")  # type: ignore[union-attr]
    assert not Path(folder).exists()  # type: ignore[arg-type]


def test_files_are_bounded(victims: object) -> None:
    limits = Limits(file_size=1 << 20)
    with pytest.raises(OSError, match="File too large"):
        list(run(victims, ["write"], limits))  # type: ignore[arg-type]
    with pytest.raises(OSError, match="Too many open files"):
        list(run(victims, ["open"], limits))  # type: ignore[arg-type]


def test_a_result_that_does_not_fit_in_the_memory_of_its_worker_is_told(victims: object) -> None:
    heavy, after = run(victims, ["heavy", "a"], Limits(memory=500 * MEGABYTE), workers=1)  # type: ignore[arg-type]
    assert heavy == Failure("memory", "Het lezen vroeg meer dan 500 MB geheugen.")
    assert after == "A"


def test_a_worker_that_has_little_memory_left_is_replaced_before_the_next_document(victims: object) -> None:
    pids = list(run(victims, ["pid", "pid", "leak", "pid", "pid"], SMALL, workers=1))  # type: ignore[arg-type]
    assert pids[0] == pids[1] == pids[2]
    assert pids[2] != pids[3]
    assert pids[3] == pids[4]


def test_this_process_holds_a_few_results_at_a_time(victims: object) -> None:
    peak_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sizes = [len(text) for text in run(victims, [f"text{number}" for number in range(20)], workers=2)]  # type: ignore[arg-type]
    assert sizes == [20_000_000] * 20
    # 20 results are 400 MB; two workers have three each under way
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak_before) / 1024 < 250
