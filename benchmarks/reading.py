"""How fast documents are read, against pypdf and poppler: part of `make bench`, on the PDFs of a folder.

Each candidate is a process of its own that is started anew, held to one core (to two where two are compared), its
start-up and imports included. Pages that need OCR are not read: OCR takes seconds a page and is timed apart.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PAGES = 20_000
"""Of the run in which memory is looked at."""
RUNS = 3
SCAN_PAGES = 6


@dataclass(frozen=True)
class Timed:
    """Seconds of one candidate, best of the runs: a busy machine only ever adds to them."""

    name: str
    seconds: float


def with_text(folder: Path) -> list[Path]:
    """The PDFs of a folder that open and have a text layer on at least half of their pages."""
    import pypdfium2 as pdfium

    found = []
    for path in sorted(folder.glob("*.pdf")):
        try:
            with pdfium.PdfDocument(path) as document:
                texts = [page.get_textpage().count_chars() > 50 for page in document]
        except pdfium.PdfiumError:
            continue
        if sum(texts) * 2 >= len(texts) > 0:
            found.append(path)
    return found


def pypdf(paths: list[Path]) -> None:
    """Plain text by pypdf."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    for path in paths:
        try:
            for page in PdfReader(path).pages:
                page.extract_text()
        except PyPdfError as error:
            print(f"pypdf: {path.name}: {error}", file=sys.stderr)


def text(paths: list[Path]) -> None:
    """Plain text by PDFium, as our reader gets it."""
    import pypdfium2 as pdfium

    for path in paths:
        with pdfium.PdfDocument(path) as document:
            for page in document:
                page.get_textpage().get_text_range()


def extraction(paths: list[Path]) -> None:
    """All that our reader takes from a PDF: text, lines with places and sizes, what cannot be seen, signs of scans."""
    from tasks.read.pdf import read_pdf

    for path in paths:
        read_pdf(path.read_bytes())


def poppler(paths: list[Path]) -> None:
    """Plain text by pdftotext, a process for each file."""
    for path in paths:
        subprocess.run(["pdftotext", "-raw", "-q", path, os.devnull], check=False)


def stage(paths: list[Path]) -> None:
    """The whole stage read: workers, facts, cleaning, passages, staging, contracts, loading."""
    from schemas.settings import Settings
    from tasks.read import stage as read
    from warehouse import staging
    from warehouse.writer import open_warehouse

    read.engine = lambda: None  # type: ignore[assignment]  # OCR is timed apart
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        with open_warehouse(settings.data) as warehouse:
            with warehouse.cursor() as cursor:
                for path in paths:
                    document_id = hashlib.sha256(path.read_bytes()).hexdigest()
                    place = settings.data / "raw" / document_id[:2] / document_id
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, place)
                    cursor.execute(_DOCUMENT, [document_id, path.stat().st_size, f"{document_id[:2]}/{document_id}"])
                    cursor.execute(_PUBLICATION, [document_id[:32], path.name, path.name, document_id])
            items = read.pending(warehouse, settings)
            for first in range(0, len(items), 50):
                warehouse.load(staging.write(read.work(items[first : first + 50], settings), warehouse.staging))


_DOCUMENT = """
INSERT OR IGNORE INTO raw_document BY NAME
SELECT ? AS document_id, 'application/pdf' AS media_type, ? AS size_bytes, ? AS store_path,
       now()::TIMESTAMP AS fetched_at
"""
_PUBLICATION = """
INSERT OR IGNORE INTO raw_publication BY NAME
SELECT ? AS publication_id, 's' AS source_id, ? AS url, ? AS title, '{}' AS extra, ? AS document_id,
       'held' AS state, true AS is_listed, now()::TIMESTAMP AS first_seen_at, now()::TIMESTAMP AS last_seen_at
"""

CANDIDATES: dict[str, Callable[[list[Path]], None]] = {
    "pypdf": pypdf,
    "text": text,
    "extraction": extraction,
    "poppler": poppler,
    "stage": stage,
}


def timed(name: str, folder: Path, cores: int = 1) -> Timed:
    """Best of RUNS runs of a candidate in a new process, held to so many cores."""
    best = float("inf")
    kept = set(sorted(os.sched_getaffinity(0))[:cores])
    for _ in range(RUNS):
        began = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.reading", name, str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, kept))
        best = min(best, time.perf_counter() - began)
    return Timed(name, best)


def memory(paths: list[Path], pages: int = PAGES) -> list[tuple[int, float, float]]:
    """(pages read, MB held by this process, MB held by the largest of its workers), some ten times on the way."""
    from tasks.read.attempts import attempts
    from tasks.read.document import Job
    from tasks.read.facts import Publication

    jobs = [Job("a" * 64, str(path), (Publication("p", path.name),), ()) for path in paths]
    seen: list[tuple[int, float, float]] = []
    done = 0
    while done < pages:
        for _, result in attempts(jobs):
            done += len(getattr(result, "pages", ()))
            if done // (pages // 10) > len(seen):
                seen.append((done, _held(os.getpid()), max(map(_held, _descendants(os.getpid())), default=0.0)))
    return seen


def _held(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def _descendants(process: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def ocr_seconds(folder: Path) -> tuple[int, float]:
    """Pages of scans that were read by OCR, and the seconds that the pool took; (0, 0.0): no tesseract."""
    from tasks.read.document import Job, read_document
    from tasks.read.facts import Publication
    from tasks.read.limits import LIMITS
    from tasks.read.ocr import OcrJob, engine
    from tasks.read.scanned import recognise

    if engine() is None:
        return 0, 0.0
    with tempfile.TemporaryDirectory() as cache:
        jobs = []
        for path in sorted(folder.glob("*.pdf")):
            read = read_document(Job("a" * 64, str(path), (Publication("p", path.name),), ()))
            jobs += [OcrJob(str(path), number, cache) for number in read.unread[:2]]
        began = time.perf_counter()
        recognise(jobs[:SCAN_PAGES], LIMITS)
        return len(jobs[:SCAN_PAGES]), time.perf_counter() - began


def report(corpus: Path) -> str:
    """The chapter of RESULTS.md on reading: every figure of this run, in Markdown."""
    paths = with_text(corpus)
    if not paths:
        return f"## Reading\n\nNot measured: there are no PDFs with text in {corpus.name}.\n"
    with tempfile.TemporaryDirectory() as chosen:
        for path in paths:
            (Path(chosen) / path.name).symlink_to(path.resolve())
        times = {
            name: timed(name, Path(chosen)) for name in CANDIDATES if name != "poppler" or shutil.which("pdftotext")
        }
        both = timed("stage", Path(chosen), cores=2)
    kept = memory(paths)
    scans, seconds = ocr_seconds(corpus)
    peer, gain = times["pypdf"].seconds, times["stage"].seconds / both.seconds
    ocr = f"{scans} pages in {seconds:.0f} s, {seconds / scans:.1f} s a page" if scans else "not measured"
    rows = "\n".join(f"| {LABELS[one.name]} | {one.seconds:.1f} | {peer / one.seconds:.1f} |" for one in times.values())
    held = "\n".join(f"| {pages:,} | {own:.0f} | {worker:.0f} |" for pages, own, worker in kept)
    return f"""## Reading

{len(paths)} PDFs with a text layer. Seconds on the clock of a new process on one core, start-up included, best
of {RUNS}.

| | seconds | times faster than pypdf |
|---|---|---|
{rows}

The whole stage on two cores instead of one: {both.seconds:.1f} s, {gain:.2f} times faster.
OCR, which is not in the above: {ocr}.

Memory while {kept[-1][0]:,} pages are read, MB:

| pages | the process that reads | its largest worker |
|---|---|---|
{held}
"""


LABELS = {
    "pypdf": "pypdf, plain text",
    "text": "PDFium, plain text (what our reader starts from)",
    "extraction": "our reader: text, lines, sizes, what cannot be seen",
    "poppler": "pdftotext -raw (a program, not used)",
    "stage": "the whole stage read: workers, cleaning, facts, passages, loading",
}

if __name__ == "__main__":
    CANDIDATES[sys.argv[1]](sorted(Path(sys.argv[2]).glob("*.pdf")))
