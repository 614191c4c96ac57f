"""One lock per data folder: who may write. How the warehouse is opened is in writer.py."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from schemas.errors import LockedError
from warehouse.disk import telling_disk_full


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the lock of a data folder, which must exist, for as long as the block runs.

    The system itself lets go of the lock when its holder dies, so a killed process is no obstacle; the note of the
    holder, `lock.holder`, only serves the message and is overwritten by the next one.

    Raises LockedError, naming the holder, when another process (or another opening in this one) has it.
    """
    lock = FileLock(data / "lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LockedError(
            f"The data folder {data} is in use by {_holder(data)}. "
            "Wait until it has finished, or stop it, and try again."
        ) from None
    note = data / "lock.holder"
    try:
        with telling_disk_full("the note of who uses the data folder", data):
            _write_note(note)
        yield
    finally:
        with suppress(OSError):
            note.unlink()
        lock.release()


def _write_note(note: Path) -> None:
    """Write pid, start time (UTC) and command of this process; whole or not at all."""
    text = json.dumps(
        {
            "pid": os.getpid(),
            "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        }
    )
    part = note.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, note)


def _holder(data: Path) -> str:
    """Who holds the lock, in words; the note may be missing for the instant before it is written."""
    try:
        note = json.loads((data / "lock.holder").read_text(encoding="utf-8"))
        return f"process {note['pid']} (`{note['command']}`, started {note['started_at']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
