"""What happens in a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tasks.read.worker import WORN_OUT

PROJECT = Path(__file__).resolve().parents[3]
LIMITED = """
import resource, sys, tempfile, time
from tasks.read import worker
from tasks.read.limits import Limits
started, pids = [0.0] * 3, [0] * 3
worker.limit_worker(Limits(memory=600 << 20, file_size=1 << 20, open_files=64), sys.argv[1], started, pids)
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIMITED + code, *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_worker_is_bounded_in_what_it_may_take(tmp_path: Path) -> None:
    done = run(
        "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0] for name in"
        " ('AS', 'CORE', 'FSIZE', 'NOFILE')], tempfile.gettempdir())",
        str(tmp_path),
    )
    assert done.stdout.strip() == f"[{600 << 20}, 0, {1 << 20}, 64] {tmp_path}"


def test_a_worker_says_nothing(tmp_path: Path) -> None:
    done = run("import logging; logging.getLogger('x').error('oei'); sys.stderr.write('oei')", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_document_has_its_own_processor_time_and_sending_the_result_has_none(tmp_path: Path) -> None:
    code = (
        "ask = lambda _: resource.getrlimit(resource.RLIMIT_CPU)[0]\n"
        "import pickle\n"
        "print(pickle.loads(worker.call(worker.Task(ask, 0, 7, 1))), ask(0), started[1] > 0, pids[1] > 0, pids[0])"
    )
    within, after, *noted = run(code, str(tmp_path)).stdout.split()
    assert 7 < int(within) < 12
    assert int(after) == -1
    assert noted == ["True", "True", "0"]


def test_a_worker_with_little_memory_left_takes_no_document(tmp_path: Path) -> None:
    code = "kept = bytearray({} << 20); print(worker.call(worker.Task(len, 'abc', 5, 0)) != b'')"
    assert run(code.format(200), str(tmp_path)).stdout.strip() == "True"
    assert run(code.format(300), str(tmp_path)).returncode == WORN_OUT


def test_a_worker_does_not_outlive_the_program_that_started_it(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', *sys.argv[1:]]).pid,"
            " flush=True); time.sleep(60)",
            LIMITED + "open(sys.argv[1] + '/ready', 'w'); time.sleep(60)",
            str(tmp_path),
        ],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    deadline = time.monotonic() + 30
    while not (tmp_path / "ready").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_running(worker)


def is_running(pid: int) -> bool:
    """Whether it is there and no zombie."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
