"""Many documents, tried twice where that may help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.read import attempts as module
from tasks.read.attempts import attempts
from tasks.read.document import Job, Read
from tasks.read.facts import Publication
from tasks.read.limits import MEGABYTE, Limits
from tasks.read.pool import Failure


@pytest.fixture
def jobs(tmp_path: Path) -> Callable[..., list[Job]]:
    def make(**contents: bytes) -> list[Job]:
        made = []
        for name, data in contents.items():
            (tmp_path / name).write_bytes(data)
            made.append(Job(name, str(tmp_path / name), (Publication("p", name),), ()))
        return made

    return make


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Job], Read]:
    """A reader that dies, waits or answers as the document's name says, in a module that workers can import."""
    (tmp_path / "odd_reader.py").write_text(
        "import os, time\n"
        "from tasks.read.document import Read\n"
        "def read(job):\n"
        "    name = job.document_id\n"
        "    if 'slow' in name: time.sleep(0.5)\n"
        "    if 'wait' in name: time.sleep(60)\n"
        "    if 'always' in name or ('dies' in name and not job.second_reader): os.abort()\n"
        "    return Read(name + (' second' if job.second_reader else ' first'))\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    import odd_reader

    return odd_reader.read  # type: ignore[no-any-return]


def found(given: list[Job], limits: Limits, reader: Callable[[Job], Read]) -> dict[str, str]:
    return {
        job.document_id: result.reason_code if isinstance(result, Failure) else result.document_id.split()[1]
        for job, result in attempts(given, limits, 2, reader)
    }


def test_a_pdf_that_kills_the_first_reader_is_given_to_the_second_and_nothing_else_is(
    jobs: Callable[..., list[Job]], reader: Callable[[Job], Read]
) -> None:
    given = jobs(a=b"%PDF-", dies=b"%PDF-", always=b"%PDF-", dies_text=b"tekst", b=b"tekst")
    assert found(given, Limits(wall_seconds=30), reader) == {
        "a": "first",
        "b": "first",
        "dies_text": "worker_died",
        "dies": "second",
        "always": "worker_died",
    }


def test_the_second_reader_gets_the_time_that_is_left_and_none_after_a_timeout(
    jobs: Callable[..., list[Job]], reader: Callable[[Job], Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[object] = []
    real = module.run

    def noting(*given: object) -> object:
        handed.append(given[4:])
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "run", noting)
    given = jobs(slow_dies=b"%PDF-", wait=b"%PDF-")
    assert found(given, Limits(wall_seconds=6), reader) == {"wait": "timeout", "slow_dies": "second"}
    ((), (seconds,)) = handed
    assert [5 < left < 5.6 for left in seconds] == [True]  # type: ignore[attr-defined]
    assert found(given[:1], Limits(wall_seconds=5), reader) == {"slow_dies": "worker_died"}


def test_a_document_is_read_in_a_worker(jobs: Callable[..., list[Job]]) -> None:
    ((_, result),) = attempts(jobs(a=b"Tekst."), Limits(memory=500 * MEGABYTE))
    assert isinstance(result, Read)
    assert [passage["text"] for passage in result.passages] == ["Tekst."]
