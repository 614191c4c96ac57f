"""Reading files as the stage does, and what became of each of them at what cost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.watch import Watch
from tasks.read.attempts import attempts
from tasks.read.document import Job, Read
from tasks.read.facts import Publication
from tasks.read.limits import LIMITS, Limits
from tasks.read.pool import Failure


@dataclass(frozen=True)
class Cost:
    """What became of a file. outcome: read, read in part, or rejected. seconds: on the clock. peak: bytes of memory."""

    path: Path
    outcome: str
    reason_code: str
    message: str
    reader: str
    pages: int
    text: str
    seconds: float
    peak: int


def read_files(paths: Sequence[Path], limits: Limits = LIMITS, workers: int | None = None) -> Iterator[Cost]:
    """Read the files in the pool. In order, but what is tried twice comes last."""
    jobs = [
        Job(hashlib.sha256(str(number).encode()).hexdigest(), str(path), (Publication("p", path.name),), (), limits)
        for number, path in enumerate(paths)
    ]
    with Watch() as watch:
        for job, result in attempts(jobs, limits, workers, watch.reader):
            yield _cost(Path(job.path), result, *watch.of(job.document_id))


def _cost(path: Path, result: Read | Failure, seconds: float, peak: int) -> Cost:
    if isinstance(result, Failure):
        return Cost(path, "rejected", result.reason_code, result.detail, "", 0, "", seconds, peak)
    reason, message = next(((code, text) for _, code, text in result.rejects), ("", ""))
    outcome = "read in part" if result.documents and reason else "read" if result.documents else "rejected"
    reader = str(result.documents[0]["reader"]) if result.documents else ""
    text = "\n".join(str(passage["text"]) for passage in result.passages)
    return Cost(path, outcome, reason, message, reader, len(result.pages), text, seconds, peak)
