"""A pool of expendable processes: a document that kills, blocks or overfills its worker costs only itself.

Knows nothing of documents: a function and its arguments go in, a result or a Failure comes out, in order. This process
holds the results of a few documents at a time, however many there are.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import pickle
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import spawn
from typing import TYPE_CHECKING, Any, Literal

from tasks.read.limits import LIMITS, MEGABYTE, Limits
from tasks.read.worker import WORN_OUT, Argument, Result, Task, call, limit_worker

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

PRELOADED = ("tasks.read.document", "pypdfium2", "lxml.html")
"""Loaded once, in the process that workers are forked from."""
MOST_WORKERS = 4
_TASKS_PER_WORKER = 10
"""A worker is replaced after so many documents, so that what one leaves in memory does not weigh on the next."""
_AHEAD = 3
"""Documents of each worker that are handed out before the results of the first are taken: what bounds memory here."""
_CRASHES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP, signal.SIGILL)


@dataclass(frozen=True)
class Failure:
    """What became of a document that gave no result. detail: for people, in Dutch. seconds: on the clock, till then."""

    reason_code: Literal["worker_died", "timeout", "memory"]
    detail: str
    seconds: float = field(default=0.0, compare=False)


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
            initializer=limit_worker,
            initargs=(limits, folder, times.started, times.pids),
            context=context,
        )
        try:
            under_way: deque[_UnderWay] = deque()
            for index, argument in enumerate(arguments):
                wall = min(limits.wall_seconds, seconds[index]) if seconds else limits.wall_seconds
                task = Task(function, argument, max(1, min(limits.cpu_seconds, math.ceil(wall))), index)
                under_way.append(_UnderWay(pool, task, wall, times))
                if len(under_way) >= workers * _AHEAD:
                    yield under_way.popleft().outcome(limits)
            while under_way:
                yield under_way.popleft().outcome(limits)
            pool.close()
            pool.join()
        finally:
            pool.stop()
            pool.join()


class _UnderWay:
    """A document that was handed out."""

    def __init__(self, pool: ProcessPool, task: Task[Any, Any], wall: float, times: _Times) -> None:
        self._pool, self._task, self._wall, self._times = pool, task, wall, times
        self._future = self._scheduled()

    def _scheduled(self) -> ProcessFuture[bytes]:
        future = self._pool.schedule(call, args=(self._task,), timeout=self._wall)
        index, ended = self._task.index, self._times.ended

        def note(_: object) -> None:  # knows nothing of self: a circle would keep results in memory
            ended[index] = time.monotonic()

        future.add_done_callback(note)
        return future

    def outcome(self, limits: Limits) -> Any:
        """The result of a document, or its Failure; of a worker that died, nothing that it started lives on."""
        from concurrent.futures import TimeoutError as FutureTimeoutError

        from pebble import ProcessExpired

        index = self._task.index
        while True:
            try:
                return pickle.loads(self._future.result())  # noqa: S301 (made by our own worker)
            except FutureTimeoutError:
                reason, detail = "timeout", f"Het lezen duurde langer dan {limits.wall_seconds} seconden."
            except MemoryError:
                reason, detail = "memory", f"Het lezen vroeg meer dan {limits.memory // MEGABYTE} MB geheugen."
            except ProcessExpired as error:
                if error.exitcode == WORN_OUT:
                    self._future = self._scheduled()
                    continue
                reason, detail = _death(error.exitcode, limits)
            break
        if reason != "memory" and self._times.pids[index]:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._times.pids[index], signal.SIGKILL)
        begin = self._times.started[index]
        seconds = max(0.0, self._times.ended[index] - begin) if begin else 0.0
        return Failure(reason, detail, seconds)  # type: ignore[arg-type]


def _death(exit_code: int | None, limits: Limits) -> tuple[str, str]:
    if exit_code is not None and -exit_code == signal.SIGXCPU:
        return "timeout", f"Het lezen kostte meer dan {limits.cpu_seconds} seconden rekentijd."
    detail = f"Het lezen is afgebroken: het leesproces stopte onverwacht (code {exit_code})."
    if exit_code is not None and -exit_code in _CRASHES:
        # libraries in C abort when they get no memory, and do not say so
        detail += f" Mogelijk vroeg het meer dan {limits.memory // MEGABYTE} MB geheugen."
    return "worker_died", detail


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
