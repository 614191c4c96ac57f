"""Showing a stored page: which words are marked on it, the picture, and the same told in words.

The picture is made in an expendable worker. A document that kills its worker is shown as the text that was read of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from schemas.errors import MonitorError
from tasks.read.limits import Limits
from tasks.read.picture import Picture, PictureJob, draw
from tasks.read.pool import Failure, run
from text.addresses import PDF, page_name
from text.offsets import OffsetMap
from warehouse.stored_page import StoredPage

LIMITS = Limits(cpu_seconds=30, wall_seconds=60)
DPI = 110
OCR_CACHE = "ocr"
"""Folder of the data folder in which reading keeps what OCR read."""
NOT_DRAWN = "kan niet worden getekend; dit is de tekst zoals die is gelezen."
NO_PAGES = "Dit document heeft geen bladzijden; dit is de tekst zoals die is gelezen."
_WORD = re.compile(r"[^\W_]{2,}")


def show(page: StoredPage, data: Path, dpi: int = DPI, limits: Limits = LIMITS) -> Picture:
    """The page as a picture, with its words marked. data: the data folder it is from.

    Raises MonitorError where not even its text can be shown.
    """
    job = PictureJob(
        str(page.path),
        page.media_type == PDF,
        page.page_number,
        page.raw_text,
        marked_spans(page),
        page.words,
        page.title,
        _note(page),
        dpi,
        str(data / OCR_CACHE) if page.text_source == "ocr" else "",
    )
    drawn = next(iter(run(draw, [job], limits, 1)))
    if isinstance(drawn, Failure):  # its text can be shown still
        drawn = next(iter(run(draw, [replace(job, is_pdf=False)], limits, 1)))
    if isinstance(drawn, Failure):
        raise MonitorError(
            f"Page {page.page_number} of {page.title} cannot be shown. The worker said: {drawn.detail} "
            "Try again when the computer has less to do; if it goes wrong again, please report it with this message."
        )
    return drawn


def _note(page: StoredPage) -> str:
    """What is said above the text of a page that is not drawn."""
    name = page_name(page.media_type, page.page_count)
    if name is None:
        return NO_PAGES
    return f"{'Dit' if name == 'werkblad' else 'Deze'} {name} {NOT_DRAWN}"


def marked_spans(page: StoredPage) -> tuple[tuple[int, int], ...]:
    """The parts of the page's raw text that hold its words: without what cleaning took out from between them.

    A sentence may run on around a footnote or a page number; those are no part of what it says.
    """
    if page.raw_from >= page.raw_to:
        return ()
    spans: list[tuple[int, int]] = []
    triples = OffsetMap.from_flat(page.offset_map).triples
    clean_end = 0
    for clean_start, raw_start, length in zip(triples[0::3], triples[1::3], triples[2::3], strict=True):
        start, end = max(raw_start, page.raw_from), min(raw_start + length, page.raw_to)
        if start < end:
            gap = page.raw_text[spans[-1][1] : start] if spans else ""
            is_left_out = _WORD.search(gap) and not _WORD.search(page.clean_text[clean_end:clean_start])
            if spans and not is_left_out:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        clean_end = clean_start + length
    return tuple(spans) or ((page.raw_from, page.raw_to),)


def describe(page: StoredPage, picture: Picture) -> str:
    """What the picture shows, in Dutch, for who cannot see it."""
    document = f"‘{page.title}’" + (f" (bijlage {page.attachment_name})" if page.attachment_name else "")
    name = page_name(page.media_type, page.page_count)
    where = f"{name.capitalize()} {page.page_number} van {page.page_count} van document" if name else "Document"
    sentences = [f"{where} {document}.", picture.note]
    if page.words:
        words = "Het citaat" if page.is_quote else "De passage"
        marking = "is gemarkeerd" if picture.is_marked else "is niet gemarkeerd"
        sentences.append(f"{words} {marking}: ‘{' '.join(page.words.split())}’")
    return " ".join(filter(None, sentences))
