"""Reading many documents in the pool: the first reader, and for PDFs that kill it the second one in the time left.

What a result means for tables is in stage.py; how one document is read in document.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.read.limits import LIMITS, Limits
from tasks.read.pool import Failure, run
from text.formats import HEAD, format_of

if TYPE_CHECKING:
    from tasks.read.document import Job, Read

LEAST_SECONDS = 5.0
"""With less time left than this the second reader is not tried."""


def read_in_worker(job: Job) -> Read:
    """In the worker: read one document."""
    from tasks.read.document import read_document

    return read_document(job)


def attempts(
    jobs: Sequence[Job],
    limits: Limits = LIMITS,
    workers: int | None = None,
    reader: Callable[[Job], Read] = read_in_worker,
) -> Iterator[tuple[Job, Read | Failure]]:
    """Each job once, with what came of it in the end: in order, but those that are tried twice come last.

    The two attempts at one document together take at most the seconds on the clock that the limits allow.
    """
    again: list[Job] = []
    seconds: list[float] = []
    for job, result in zip(jobs, run(reader, jobs, limits, workers), strict=True):
        left = _seconds_left(job, result, limits)
        if left >= LEAST_SECONDS:
            again.append(replace(job, second_reader=True))
            seconds.append(left)
        else:
            yield job, result
    yield from zip(again, run(reader, again, limits, workers, seconds), strict=True)


def _seconds_left(job: Job, result: Read | Failure, limits: Limits) -> float:
    """For the second reader: pypdf reads or refuses what PDFium dies of, but it is slower, so no help against time."""
    if not isinstance(result, Failure) or result.reason_code == "timeout":
        return 0.0
    with Path(job.path).open("rb") as file:
        is_pdf = format_of(file.read(HEAD)) == "pdf"
    return limits.wall_seconds - result.seconds if is_pdf else 0.0
