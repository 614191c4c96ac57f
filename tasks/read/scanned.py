"""Scanned pages: which are handed to OCR, what came of each, and what is told of those that stay unread.

OCR of one page is in ocr.py. Each page is a task of its own in the pool, so that the pages of one scan go in parallel
and a page that fails costs only itself.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.read.failures import NotReadable
from tasks.read.layout import lay_out
from tasks.read.limits import Limits
from tasks.read.ocr import SECONDS, OcrJob, OcrPage, ocr_page
from tasks.read.page import Page
from tasks.read.pdf import PdfPage
from tasks.read.pool import Failure, run

log = logging.getLogger("weerbaarheid")

INSTALL = "Installeer tesseract met Nederlands (apt-get install tesseract-ocr tesseract-ocr-nld)"

_SHOWN = 50
"""Page numbers that a message names."""
_REPORT_EVERY = 25
"""Pages between two lines of progress: a page takes seconds."""


@dataclass(frozen=True)
class Unrecognised:
    """A page that OCR could not read, and why."""

    page_number: int
    reason_code: str
    message: str


Recognised = OcrPage | Unrecognised


def recognise(pages: Sequence[OcrJob], limits: Limits) -> list[Recognised]:
    """What OCR made of each page, in order."""
    found: list[Recognised] = []
    limits = replace(limits, cpu_seconds=2 * SECONDS, wall_seconds=2 * SECONDS)  # tesseract minds its own time
    for job, result in zip(pages, run(_recognise, pages, limits), strict=True):
        if isinstance(result, Failure):
            result = Unrecognised(job.page_number, "ocr_failed", result.detail)
        found.append(result)
        if len(found) % _REPORT_EVERY == 0:
            log.info("read: OCR of %d of %d pages", len(found), len(pages))
    return found


def _recognise(job: OcrJob) -> Recognised:
    """In the worker."""
    try:
        return ocr_page(job)
    except NotReadable as error:
        return Unrecognised(job.page_number, error.reason_code, error.message)


def lay_out_with_ocr(pages: Sequence[PdfPage], recognised: Mapping[int, Recognised]) -> list[Page]:
    """The pages with marks, those that OCR read as it read them; what it could not read still needs OCR."""
    read = {number: one for number, one in recognised.items() if isinstance(one, OcrPage)}
    laid = lay_out([read[page.page_number].page if page.page_number in read else page for page in pages])
    return [
        replace(page, text_source="ocr", needs_ocr=False, ocr_confidence=read[page.page_number].confidence or None)
        if page.page_number in read
        else page
        for page in laid
    ]


def whole_scan(unread: Sequence[int], count: int, recognised: Mapping[int, Recognised]) -> NotReadable:
    """Why a document none of whose pages could be read is rejected."""
    if first := _first_failure(recognised):
        return NotReadable(first.reason_code, f"Het document is een scan van {count} pagina's. {first.message}")
    return NotReadable(
        "needs_ocr",
        f"Het document is een scan: op {len(unread)} van de {count} pagina's staat geen leesbare tekst. "
        f"{INSTALL}; dan wordt het de volgende nacht gelezen.",
    )


def page_rejects(unread: Sequence[int], count: int, recognised: Mapping[int, Recognised]) -> list[tuple[str, str, str]]:
    """The reject of the pages that stay unread, if any: (part, reason_code, message)."""
    if not unread:
        return []
    first = _first_failure(recognised)
    shown = ", ".join(map(str, unread[:_SHOWN])) + (" …" if len(unread) > _SHOWN else "")
    message = f"Op {len(unread)} van de {count} pagina's staat geen leesbare tekst (scan). Niet gelezen: pagina"
    advice = first.message if first else f"{INSTALL}; dan worden ze de volgende nacht gelezen."
    reason_code = first.reason_code if first else "needs_ocr"
    return [("pages", reason_code, f"{message} {shown}. {advice} De andere pagina's zijn wel gelezen.")]


def _first_failure(recognised: Mapping[int, Recognised]) -> Unrecognised | None:
    return next((one for one in recognised.values() if isinstance(one, Unrecognised)), None)
