"""Measuring workers from outside, because those that are killed cannot tell: time on the clock, and peak memory."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType

from tasks.read.attempts import read_in_worker
from tasks.read.document import Job, Read

_EVERY = 0.03
_KILOBYTE = 1024


class Watch:
    """While it is open it looks at every worker many times a second. Linux only: it reads /proc."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kijken-")
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._seen: dict[str, tuple[float, int]] = {}

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._thread.join()
        self._folder.cleanup()

    @property
    def reader(self) -> Callable[[Job], Read]:
        """What workers are to do: read, and say when they begin and end."""
        return partial(_noted, self._folder.name)

    def of(self, document_id: str) -> tuple[float, int]:
        """Seconds on the clock and peak bytes of memory of all attempts at a document together."""
        seconds, peak = 0.0, 0
        for note in Path(self._folder.name).glob(f"{document_id}-*"):
            fields = note.read_text().split()
            begin, (last, most) = float(fields[1]), self._seen.get(note.name, (0.0, 0))
            end = float(fields[2]) if len(fields) > 2 else last
            seconds += max(0.0, end - begin)
            peak = max(peak, most, int(fields[3]) if len(fields) > 3 else 0)
        return seconds, peak

    def _look(self) -> None:
        while not self._stopped.wait(_EVERY):
            for note in Path(self._folder.name).glob("[!.]*"):
                fields = note.read_text().split()
                if len(fields) == 2 and (peak := memory_peak(int(fields[0]))):
                    self._seen[note.name] = (time.monotonic(), max(peak, self._seen.get(note.name, (0, 0))[1]))


def memory_peak(pid: int | str = "self") -> int:
    """The most bytes of memory that a process has held; 0 when it is there no more."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * _KILOBYTE
    return 0


def memory_now() -> int:
    """The bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _noted(folder: str, job: Job) -> Read:
    """In the worker: the peak is that of this document alone."""
    Path("/proc/self/clear_refs").write_text("5")
    note = Path(folder) / f"{job.document_id}-{'second' if job.second_reader else 'first'}"
    begin = f"{os.getpid()} {time.monotonic()}"
    _put(note, begin)
    try:
        return read_in_worker(job)
    finally:
        _put(note, f"{begin} {time.monotonic()} {memory_peak()}")


def _put(note: Path, text: str) -> None:
    half = note.with_name(f".{note.name}")
    half.write_text(text)
    half.rename(note)
