"""A pool of expendable processes: a document that kills, blocks or overfills its worker costs only itself.

Knows nothing of documents: a function and its arguments go in, a result or a Failure comes out, in order. This process
holds the results of a few documents at a time, however many there are.
"""

from __future__ import annotations

import logging
import math
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import spawn
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from tasks.read.limits import LIMITS, MEGABYTE, Limits

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

Argument = TypeVar("Argument")
Result = TypeVar("Result")

PRELOADED = ("tasks.read.document", "pypdfium2", "lxml.html")
"""Loaded once, in the process that workers are forked from."""
MOST_WORKERS = 4
_TASKS_PER_WORKER = 10
"""A worker is replaced after so many documents, so that what one leaves in memory does not weigh on the next."""
_AHEAD = 3
"""Documents of each worker that are handed out before the results of the first are taken: what bounds memory here."""
_CRASHES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP, signal.SIGILL)
_DIE_WITH_PARENT = 1


@dataclass(frozen=True)
class Failure:
    """What became of a document that gave no result. detail: for people, in Dutch. seconds: on the clock, till then."""

    reason_code: Literal["worker_died", "timeout", "memory"]
    detail: str
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True)
class _Task(Generic[Argument, Result]):
    function: Callable[[Argument], Result]
    argument: Argument
    cpu_seconds: int
    index: int


@dataclass(frozen=True)
class _Times:
    """When each document began (told by its worker), in which process, and ended; 0 for not yet."""

    started: Any
    pids: Any
    ended: list[float]


def worker_count() -> int:
    """How many workers there are: one for each core, at most four."""
    return max(1, min(MOST_WORKERS, os.cpu_count() or 1))


def run(
    function: Callable[[Argument], Result],
    arguments: Sequence[Argument],
    limits: Limits = LIMITS,
    workers: int | None = None,
    seconds: Sequence[float] | None = None,
) -> Iterator[Result | Failure]:
    """The results of `function` for each argument, in the order of the arguments.

    function: of a module (workers import it); arguments and results are pickled. seconds: for each argument, what it
    may take on the clock, where that is less than the limits say.
    """
    from pebble import ProcessPool

    workers = min(workers or worker_count(), max(1, len(arguments)))
    context = _context()
    count = max(1, len(arguments))
    times = _Times(context.RawArray("d", count), context.RawArray("i", count), [0.0] * count)
    with tempfile.TemporaryDirectory(prefix="lezen-", ignore_cleanup_errors=True) as folder:
        pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS_PER_WORKER,
            initializer=_limit_worker,
            initargs=(limits, folder, times.started, times.pids),
            context=context,
        )
        try:
            under_way: deque[tuple[int, ProcessFuture[bytes]]] = deque()
            for index, argument in enumerate(arguments):
                wall = min(limits.wall_seconds, seconds[index]) if seconds else limits.wall_seconds
                task = _Task(function, argument, max(1, min(limits.cpu_seconds, math.ceil(wall))), index)
                under_way.append((index, _scheduled(pool, task, wall, times.ended)))
                if len(under_way) >= workers * _AHEAD:
                    yield _outcome(*under_way.popleft(), limits, times)
            while under_way:
                yield _outcome(*under_way.popleft(), limits, times)
            pool.close()
            pool.join()
        finally:
            pool.stop()
            pool.join()


def _scheduled(pool: ProcessPool, task: _Task[Any, Any], wall: float, ended: list[float]) -> ProcessFuture[bytes]:
    future = pool.schedule(_call, args=(task,), timeout=wall)

    def note(_: object) -> None:
        ended[task.index] = time.monotonic()

    future.add_done_callback(note)
    return future


def _outcome(index: int, future: ProcessFuture[bytes], limits: Limits, times: _Times) -> Any:
    """The result of a document, or its Failure; of a worker that died, nothing that it started lives on."""
    from concurrent.futures import TimeoutError as FutureTimeoutError

    from pebble import ProcessExpired

    try:
        return pickle.loads(future.result())  # noqa: S301 (made by our own worker)
    except FutureTimeoutError:
        reason, detail = "timeout", f"Het lezen duurde langer dan {limits.wall_seconds} seconden."
    except MemoryError:
        reason, detail = "memory", f"Het lezen vroeg meer dan {limits.memory // MEGABYTE} MB geheugen."
    except ProcessExpired as error:
        reason, detail = _death(error.exitcode, limits)
    if reason != "memory" and times.pids[index]:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(times.pids[index], signal.SIGKILL)
    begin = times.started[index]
    return Failure(reason, detail, max(0.0, times.ended[index] - begin) if begin else 0.0)  # type: ignore[arg-type]


def _death(exit_code: int | None, limits: Limits) -> tuple[str, str]:
    if exit_code is not None and -exit_code == signal.SIGXCPU:
        return "timeout", f"Het lezen kostte meer dan {limits.cpu_seconds} seconden rekentijd."
    detail = f"Het lezen is afgebroken: het leesproces stopte onverwacht (code {exit_code})."
    if exit_code is not None and -exit_code in _CRASHES:
        # libraries in C abort when they get no memory, and do not say so
        detail += f" Mogelijk vroeg het meer dan {limits.memory // MEGABYTE} MB geheugen."
    return "worker_died", detail


_started: Any = None
_pids: Any = None


def _call(task: _Task[Argument, Result]) -> bytes:
    """In the worker: give this document its own processor time, then do it. The result is pickled within its limits."""
    _started[task.index], _pids[task.index] = time.monotonic(), os.getpid()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime) + task.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))
    try:
        return pickle.dumps(task.function(task.argument), pickle.HIGHEST_PROTOCOL)
    finally:
        # a worker that is stopped while it sends its result would spoil the pipe for the others
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def _limit_worker(limits: Limits, folder: str, started: Any, pids: Any) -> None:
    """In the worker: bound what it may take, let a crash leave nothing, and readers keep their remarks."""
    global _started, _pids
    _started, _pids = started, pids
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


def _die_with_parent() -> None:
    """When this program is killed, so is the worker, in the middle of its document. Linux only."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _context() -> Any:
    """Workers are forked from a small process of their own, never from this one, which may have threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    _leave_main_alone()
    return context


def _leave_main_alone() -> None:
    """Keep workers from importing the program that started them: that may be Prefect, and costs seconds each.

    The standard library has every new process import its parent's main module, and no switch for it.
    """
    original = spawn.get_preparation_data
    if getattr(original, "leaves_main_alone", False):
        return

    def preparation_data(name: str) -> dict[str, Any]:
        data: dict[str, Any] = original(name)
        if name.startswith("pebble_"):
            data.pop("init_main_from_name", None)
            data.pop("init_main_from_path", None)
        return data

    preparation_data.leaves_main_alone = True  # type: ignore[attr-defined]
    spawn.get_preparation_data = preparation_data
