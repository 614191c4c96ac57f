"""A pool of expendable processes: a document that kills, blocks or overfills its worker costs only itself.

Knows nothing of documents: a function and its arguments go in, a result or a Failure comes out, in order.
"""

from __future__ import annotations

import logging
import math
import multiprocessing
import os
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import spawn
from typing import Any, Generic, Literal, TypeVar

from tasks.read.limits import LIMITS, Limits

Argument = TypeVar("Argument")
Result = TypeVar("Result")

PRELOADED = ("tasks.read.document", "pypdfium2", "lxml.html")
"""Loaded once, in the process that workers are forked from."""
MOST_WORKERS = 4
_TASKS_PER_WORKER = 10
"""A worker is replaced after so many documents, so that what one leaves in memory does not weigh on the next."""


@dataclass(frozen=True)
class Failure:
    """What became of a document that gave no result. detail: for people, in Dutch."""

    reason_code: Literal["worker_died", "timeout", "memory"]
    detail: str


@dataclass(frozen=True)
class _Task(Generic[Argument, Result]):
    function: Callable[[Argument], Result]
    argument: Argument
    cpu_seconds: int


def worker_count() -> int:
    """How many workers there are: one for each core, at most four."""
    return max(1, min(MOST_WORKERS, os.cpu_count() or 1))


def run(
    function: Callable[[Argument], Result],
    arguments: Sequence[Argument],
    limits: Limits = LIMITS,
    workers: int | None = None,
) -> Iterator[Result | Failure]:
    """The results of `function` for each argument, in the order of the arguments.

    function: of a module (workers import it); arguments and results are pickled.
    """
    from concurrent.futures import TimeoutError as FutureTimeoutError

    from pebble import ProcessExpired, ProcessPool

    pool = ProcessPool(
        max_workers=min(workers or worker_count(), max(1, len(arguments))),
        max_tasks=_TASKS_PER_WORKER,
        initializer=_limit_worker,
        initargs=(limits,),
        context=_context(),
    )
    try:
        futures = [
            pool.schedule(_call, args=(_Task(function, argument, limits.cpu_seconds),), timeout=limits.wall_seconds)
            for argument in arguments
        ]
        for future in futures:
            try:
                yield future.result()
            except FutureTimeoutError:
                yield Failure("timeout", f"Het lezen duurde langer dan {limits.wall_seconds} seconden.")
            except MemoryError:
                yield Failure("memory", f"Het lezen vroeg meer dan {limits.memory // 1024**2} MB geheugen.")
            except ProcessExpired as error:
                yield _died(error.exitcode, limits)
        pool.close()
        pool.join()
    finally:
        pool.stop()
        pool.join()


def _died(exit_code: int | None, limits: Limits) -> Failure:
    import signal

    if exit_code is not None and -exit_code == signal.SIGXCPU:
        return Failure("timeout", f"Het lezen kostte meer dan {limits.cpu_seconds} seconden rekentijd.")
    return Failure("worker_died", f"Het lezen is afgebroken: het leesproces stopte onverwacht (code {exit_code}).")


def _call(task: _Task[Argument, Result]) -> Result:
    """In the worker: give this document its own processor time, then do it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime) + task.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))
    return task.function(task.argument)


def _limit_worker(limits: Limits) -> None:
    """In the worker: bound its memory, let a crash leave no core file, and readers keep their remarks to themselves."""
    logging.disable(logging.CRITICAL)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)  # what native code says as it dies
    os.close(nowhere)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
