from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from schemas.errors import DiskFullError, LockedError
from warehouse.lock import locked

HOLD = """
import sys, time
from pathlib import Path
from warehouse.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(data: Path) -> subprocess.Popen[str]:
    """A process that holds the lock."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(data)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_holds_the_folder_until_that_one_is_killed(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        with pytest.raises(LockedError) as caught, locked(tmp_path):
            pass
        note = json.loads((tmp_path / "lock.holder").read_text(encoding="utf-8"))
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert f"in use by process {process.pid} (`-c {tmp_path}`, started {note['started_at']})" in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert "Wait until it has finished" in str(caught.value)
    assert (tmp_path / "lock.holder").exists()  # left by the killed one, and no obstacle
    with locked(tmp_path):
        pass


def test_the_note_names_this_process_while_it_holds_the_folder_and_goes_with_it(tmp_path: Path) -> None:
    with locked(tmp_path):
        note = json.loads((tmp_path / "lock.holder").read_text(encoding="utf-8"))
        assert note["pid"] == os.getpid()
        assert note["command"].startswith(Path(sys.argv[0]).name)
        age = datetime.now(UTC) - datetime.fromisoformat(note["started_at"])
        assert timedelta(0) <= age < timedelta(seconds=30)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "lock.holder"]
    assert not (tmp_path / "lock.holder").exists()


def test_the_folder_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        pass


def test_another_thread_may_let_go_of_what_one_thread_took(tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        held = ExitStack()
        pool.submit(held.enter_context, locked(tmp_path)).result()
        with pytest.raises(LockedError), locked(tmp_path):
            pass
        held.close()
    with locked(tmp_path):
        pass


def test_two_openings_in_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(LockedError, match=f"process {os.getpid()} "), locked(tmp_path):
            pass
        assert (tmp_path / "lock.holder").exists()


@pytest.mark.parametrize("note", [None, "", "{}", "[]", '{"pid": 1}', "no json"])
def test_a_holder_without_a_readable_note_is_another_process(tmp_path: Path, note: str | None) -> None:
    with locked(tmp_path):
        (tmp_path / "lock.holder").unlink()
        if note is not None:
            (tmp_path / "lock.holder").write_text(note, encoding="utf-8")
        with pytest.raises(LockedError, match="in use by another process"), locked(tmp_path):
            pass


def test_a_child_that_outlives_a_killed_holder_does_not_keep_the_lock(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from warehouse.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n"
        "    if os.fork() == 0:\n"
        "        print(os.getpid(), flush=True)\n"
        "        time.sleep(60)\n"
        "        os._exit(0)\n"
        "    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    child = int(process.stdout.readline())
    process.kill()
    try:
        process.wait()
        os.kill(child, 0)  # it is still there
        with locked(tmp_path):
            pass
    finally:
        os.kill(child, signal.SIGKILL)


def test_a_full_disk_is_told_apart(tmp_path: Path) -> None:
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from schemas.errors import DiskFullError\n"
        "from warehouse.lock import locked\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "try:\n"
        "    with locked(Path(sys.argv[1])):\n"
        "        pass\n"
        "except DiskFullError:\n"
        "    sys.exit(66)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 66
    assert DiskFullError.exit_code == 6
    with locked(tmp_path):
        pass
