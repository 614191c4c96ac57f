"""What happens in a worker of the pool: its limits, and one document after another within them.

Knows nothing of documents. How workers are started, and what becomes of their results, is in pool.py.
"""

from __future__ import annotations

import ctypes
import logging
import math
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from tasks.read.limits import MEGABYTE, Limits

Argument = TypeVar("Argument")
Result = TypeVar("Result")

WORN_OUT = 75
"""Exit code of a worker that was handed a document but has too little memory left for it: the next one takes it."""
_MOST_LEFT_BEHIND = 250 * MEGABYTE
"""Address space that the documents before may have left taken."""
_DIE_WITH_PARENT = 1


@dataclass(frozen=True)
class Task(Generic[Argument, Result]):
    """A document for a worker. cpu_seconds: of its own time. index: its number in the run."""

    function: Callable[[Argument], Result]
    argument: Argument
    cpu_seconds: int
    index: int


@dataclass
class _Worker:
    """This process. started, pids: shared with the pool, an entry for each document. size: bytes when it was new."""

    started: Any
    pids: Any
    size: int


_workers: list[_Worker] = []
"""Of this process: one, put there as it starts."""


def call(task: Task[Argument, Result]) -> bytes:
    """Give this document its own processor time, then do it. The result is pickled within its limits."""
    worker = _workers[0]
    if _address_space() > worker.size + _MOST_LEFT_BEHIND:
        os._exit(WORN_OUT)
    worker.started[task.index], worker.pids[task.index] = time.monotonic(), os.getpid()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime) + task.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))
    try:
        return pickle.dumps(task.function(task.argument), pickle.HIGHEST_PROTOCOL)
    finally:
        # a worker that is stopped while it sends its result would spoil the pipe for the others
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def limit_worker(limits: Limits, folder: str, started: Any, pids: Any) -> None:
    """Bound what this process may take, let a crash leave nothing, and readers keep their remarks to themselves."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # what native code says as it dies
    os.close(nowhere)
    os.setpgid(0, 0)  # so that it can be stopped with all that it started
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a reader in C would not let Python see to it
    _die_with_parent()
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_size, limits.file_size))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = limits.open_files if most == resource.RLIM_INFINITY else min(limits.open_files, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    _workers[:] = [_Worker(started, pids, _address_space())]


def _die_with_parent() -> None:
    """When this program is killed, so is the worker, in the middle of its document. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _address_space() -> int:
    """The bytes that the memory limit counts; 0 where that cannot be asked."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
