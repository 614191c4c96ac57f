"""OCR of a page, with a stand-in for the program tesseract: what it is asked, what is kept, what can go wrong."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tasks.read import ocr
from tasks.read.failures import NotReadable
from tasks.read.ocr import OcrJob, engine, load, ocr_page

HOCR = """<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_carea" title="bbox 0 0 9 9">
<span class="ocr_line" title="bbox 290 290 800 340; baseline 0 -10; x_size 40">
<span class="ocrx_word" title="bbox 290 290 500 330; x_wconf {0}">Plan</span>
<span class="ocrx_word" title="bbox 520 290 800 340; x_wconf {0}">-1.234</span></span></div></body></html>"""

PROGRAM = """#!/bin/sh
echo "$@" >> {folder}/asked
case "$*" in
  --version*) echo "tesseract {version}" ;;
  --list-langs*) printf 'List of available languages in "x" ({count}):\\n{languages}' ;;
  *--psm\\ 0*) {osd} ;;
  *) {recognise} ;;
esac
"""


class Tesseract:
    """A program of that name on the PATH, that answers as it is told and writes down what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for command in ("cp", "sed", "touch", "sleep"):
            (folder / command).symlink_to(shutil.which(command) or command)
        self.answer()

    def answer(
        self,
        recognise: str = "",
        languages: str = "nld\\nosd\\n",
        version: str = "9.8.7",
        osd: str = "exit 1",
        confidence: int = 95,
    ) -> None:
        """What it does from now on: shell commands for a page and for its orientation."""
        (self.folder / "page.hocr").write_text(HOCR.format(confidence))
        program = PROGRAM.format(
            folder=self.folder,
            version=version,
            count=languages.count("n"),
            languages=languages,
            osd=osd,
            recognise=recognise or f'cp {self.folder}/page.hocr "$2.hocr"',
        )
        (self.folder / "tesseract").write_text(program)
        (self.folder / "tesseract").chmod(0o755)
        engine.cache_clear()

    def asked(self) -> list[str]:
        """The pages it was asked to recognise or to find the orientation of."""
        log = self.folder / "asked"
        lines = log.read_text().splitlines() if log.exists() else []
        return [line for line in lines if not line.startswith(("--version", "--list-langs"))]

    def remove(self) -> None:
        (self.folder / "tesseract").unlink()
        engine.cache_clear()


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tesseract]:
    stand_in = Tesseract(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(stand_in.folder))
    yield stand_in
    engine.cache_clear()


@pytest.fixture
def job(tmp_path: Path, pdf: Callable[..., bytes], picture: Callable[..., Any]) -> OcrJob:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(lambda canvas: canvas.drawImage(picture(), 0, 0, width=500, height=700)))
    return OcrJob(str(path), 1, str(tmp_path / "cache"))


def test_the_engine_is_named_with_its_version_and_language(tesseract: Tesseract) -> None:
    assert engine() == "tesseract 9.8.7 nld"


def test_without_dutch_or_without_the_program_there_is_no_engine(
    tesseract: Tesseract, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tesseract.answer(languages="eng\\nosd\\n")
    assert engine() is None
    tesseract.answer(version="unknown")
    assert engine() is None
    (tesseract.folder / "tesseract").write_text("no program at all")
    engine.cache_clear()
    assert engine() is None
    monkeypatch.setenv("PATH", str(tmp_path))
    engine.cache_clear()
    assert engine() is None


def test_a_page_becomes_text_with_places(tesseract: Tesseract, job: OcrJob) -> None:
    read = ocr_page(job)
    assert read.page.raw_text == "Plan -1.234"
    assert read.page.page_number == 1
    assert (read.page.width, read.page.height) == (pytest.approx(595.28, abs=0.01), pytest.approx(841.89, abs=0.01))
    assert read.confidence == pytest.approx(0.95)
    assert read.rotation == 0
    assert not read.is_cached
    assert [read.page.raw_text[word.start : word.end] for word in read.words] == ["Plan", "-1.234"]
    (asked,) = tesseract.asked()
    assert "-l nld " in asked
    assert asked.endswith(" --psm 3 --dpi 300 hocr")


def test_a_page_is_read_once(tesseract: Tesseract, job: OcrJob) -> None:
    first, second = ocr_page(job), ocr_page(job)
    assert len(tesseract.asked()) == 1
    assert second.is_cached
    assert (second.page, second.words, second.key) == (first.page, first.words, first.key)
    assert load(job.cache, first.key) == second
    assert load(job.cache, "0" * 32) is None


def test_what_was_read_before_needs_no_program(tesseract: Tesseract, job: OcrJob) -> None:
    first = ocr_page(job)
    tesseract.remove()
    assert ocr_page(job).page == first.page


def test_another_version_of_the_program_reads_again(tesseract: Tesseract, job: OcrJob) -> None:
    ocr_page(job)
    tesseract.answer(version="9.9.0")
    assert not ocr_page(job).is_cached
    assert ocr_page(job).is_cached


@pytest.mark.parametrize(
    "content",
    [b"", b"no gzip", gzip.compress(b"{}"), gzip.compress(b'{"lines": [[1]]}')],
    ids=["empty", "no gzip", "no fields", "odd lines"],
)
def test_a_broken_store_is_made_anew(tesseract: Tesseract, job: OcrJob, content: bytes) -> None:
    first = ocr_page(job)
    (stored,) = Path(job.cache).rglob("*.gz")
    assert stored.parent.name == first.key[:2]
    whole = stored.read_bytes()
    stored.write_bytes(content or whole[:-12])
    assert ocr_page(job).page == first.page
    assert stored.read_bytes() == whole
    assert [path.name for path in Path(job.cache).rglob("*") if path.is_file()] == [stored.name]


def test_without_the_program_the_page_needs_ocr(tesseract: Tesseract, job: OcrJob) -> None:
    tesseract.remove()
    with pytest.raises(NotReadable) as caught:
        ocr_page(job)
    assert caught.value.reason_code == "needs_ocr"
    assert "apt-get install tesseract-ocr tesseract-ocr-nld" in caught.value.message


@pytest.mark.parametrize("does", ["exit 3", "kill -9 $$", "exec sleep 30"])
def test_a_program_that_fails_dies_or_hangs_costs_the_page(
    tesseract: Tesseract, job: OcrJob, does: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 1)
    tesseract.answer(recognise=does)
    with pytest.raises(NotReadable) as caught:
        ocr_page(job)
    assert caught.value.reason_code == "ocr_failed"
    assert not list(Path(job.cache).rglob("*.*"))


def test_a_page_that_cannot_be_drawn_fails(tesseract: Tesseract, job: OcrJob, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and nothing else")
    for bad in (OcrJob(str(broken), 1, job.cache), OcrJob(job.path, 2, job.cache), OcrJob("/nowhere", 1, job.cache)):
        with pytest.raises(NotReadable) as caught:
            ocr_page(bad)
        assert caught.value.reason_code == "ocr_failed"
    assert tesseract.asked() == []


def test_a_poor_page_is_turned_as_the_program_says_and_the_better_reading_stays(
    tesseract: Tesseract, job: OcrJob
) -> None:
    better = f'[ -e {tesseract.folder}/again ] && sed s/_wconf.40/_wconf\\ 93/ {tesseract.folder}/page.hocr > "$2.hocr"'
    tesseract.answer(
        recognise=f'{better} || cp {tesseract.folder}/page.hocr "$2.hocr"; touch {tesseract.folder}/again',
        osd='printf "Orientation in degrees: 270\\nRotate: 90\\n" > "$2.osd"',
        confidence=40,
    )
    read = ocr_page(job)
    assert read.rotation == 90
    assert read.confidence == pytest.approx(0.93)
    assert (read.page.width, read.page.height) == (pytest.approx(841.89, abs=0.01), pytest.approx(595.28, abs=0.01))
    assert len(tesseract.asked()) == 3


def test_a_poor_page_whose_orientation_cannot_be_told_stays_as_it_is(tesseract: Tesseract, job: OcrJob) -> None:
    tesseract.answer(confidence=72)
    read = ocr_page(job)
    assert (read.rotation, read.page.raw_text) == (0, "Plan -1.234")
    assert len(tesseract.asked()) == 2


def test_a_huge_page_is_drawn_smaller(tesseract: Tesseract, job: OcrJob, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PIXELS", 500_000)
    ocr_page(job)
    (asked,) = tesseract.asked()
    assert "--dpi 72" in asked
