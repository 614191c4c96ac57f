"""A page as a picture, with words on it marked: for people who check evidence, now and in the review app.

PDFium draws the page, and may abort its process on a hostile file: `draw` is made for an expendable worker (pool.py).
A document without pages of its own is typeset from its text (typeset.py). Which page and which words: viewer.py.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.read.highlight import Box, mark, on_picture
from text.quotes import find_quote

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL.Image import Image

MOST_PIXELS = 6_000_000
LONGEST_SIDE = 8_000
"""A larger page is drawn smaller."""
POINTS_PER_INCH = 72

NOT_FOUND = "De plaats van de tekst is op deze bladzijde niet aan te wijzen."

_BREAKS = "\r\n\ufffe"


@dataclass(frozen=True)
class PictureJob:
    """What a worker is handed.

    path: the document's bytes. is_pdf: let PDFium draw it. raw_text: of the page, as it was read. spans: parts of it to
    mark; words: what they say, to find it by where PDFium reads the page otherwise. title, note: above the text
    where that is shown in the place of the page. dpi: dots per inch. ocr_cache: of a page that OCR read, the folder of
    what it read (ocr.py); '' for a page with a text layer.
    """

    path: str
    is_pdf: bool
    page_number: int
    raw_text: str
    spans: tuple[tuple[int, int], ...] = ()
    words: str = ""
    title: str = ""
    note: str = ""
    dpi: int = 110
    ocr_cache: str = ""


@dataclass(frozen=True)
class Picture:
    """A PNG. is_marked: the words are marked on it. note: what is said above it, in Dutch; '' for a page as it is."""

    png: bytes
    is_marked: bool
    note: str = ""


def draw(job: PictureJob) -> Picture:
    """The page as a picture; of its text where the PDF cannot be drawn at all. Only for an expendable worker."""
    if job.is_pdf:
        for data in _ways_to_read(Path(job.path)):
            picture = _pdf_page(data, job)
            if picture is not None:
                return picture
    return _text(job)


def _ways_to_read(path: Path) -> Iterator[bytes]:
    """The PDF as it is, then repaired, as reading tries them. Nothing where it is gone, or past repair."""
    from tasks.read.failures import Damaged, NotReadable
    from tasks.read.repair import repaired

    with suppress(OSError, Damaged, NotReadable):
        data = path.read_bytes()
        yield data
        yield repaired(data)


def _text(job: PictureJob) -> Picture:
    from tasks.read.typeset import typeset

    image, boxes = typeset(job.raw_text, job.spans, job.title, job.note, job.dpi)
    return Picture(_png(mark(image, boxes)), bool(boxes), job.note)


def _pdf_page(data: bytes, job: PictureJob) -> Picture | None:
    """The page as PDFium draws it; None where it cannot."""
    import pypdfium2 as pdfium

    from tasks.read.typeset import with_note

    try:
        with pdfium.PdfDocument(data) as document:
            page = document[job.page_number - 1]
            width, height = page.get_size()
            bitmap = page.render(scale=_scale(width, height, job.dpi), rev_byteorder=True)
            image = bitmap.to_pil().convert("RGB")
            place = _places_of_words if job.ocr_cache else _places_of_characters
            boxes = on_picture(place(page, bitmap, job), bitmap.width, bitmap.height)
    except (pdfium.PdfiumError, IndexError, ValueError):
        return None
    if boxes or not job.words:
        return Picture(_png(mark(image, boxes)), bool(boxes))
    return Picture(_png(with_note(image, NOT_FOUND, job.dpi)), False, NOT_FOUND)


def _scale(width: float, height: float, dpi: int) -> float:
    """Pixels per point: those of dpi, less for a page that would be too large."""
    most = min((MOST_PIXELS / max(1.0, width * height)) ** 0.5, LONGEST_SIDE / max(1.0, width, height))
    return min(dpi / POINTS_PER_INCH, most)


def _places_of_characters(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap, job: PictureJob) -> Iterator[Box | None]:
    """Where the characters to mark are on the bitmap, None at the end of a line.

    Rotation and crop box of the page are PDFium's to work out.
    """
    from tasks.read.pdf import Characters

    text_page = page.get_textpage()
    try:
        raw = text_page.get_text_range() if text_page.count_chars() else ""
        characters = Characters(text_page, raw)
        position = bitmap.get_posconv(page)
        for start, end in _spans_in(raw, job):
            for offset in range(start, end):
                left, bottom, right, top = characters.box(offset)
                if not raw[offset].isspace() and left < right and bottom < top:
                    corners = position.to_bitmap(left, bottom), position.to_bitmap(right, top)
                    (x0, x1), (y0, y1) = (sorted(side) for side in zip(*corners, strict=True))
                    yield Box(x0, y0, x1 + 1, y1 + 1)
                if raw[offset] in _BREAKS:
                    yield None
            yield None
    finally:
        text_page.close()


def _places_of_words(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap, job: PictureJob) -> Iterator[Box | None]:
    """Where the words to mark of a scan are on the bitmap, None at the end of a line. OCR reads it anew if need be."""
    from tasks.read.failures import NotReadable
    from tasks.read.ocr import OcrJob, ocr_page

    try:
        read = ocr_page(OcrJob(job.path, job.page_number, job.ocr_cache))
    except NotReadable:
        return
    raw = read.page.raw_text
    width, height = page.get_size()
    across, up = bitmap.width / width, bitmap.height / height
    for start, end in _spans_in(raw, job):
        done = start
        for word in read.words:
            if word.start < end and start < word.end:
                if any(character in _BREAKS for character in raw[done : word.start]):
                    yield None
                yield Box(
                    math.floor(word.left * across),
                    math.floor((height - word.top) * up),
                    math.ceil(word.right * across),
                    math.ceil((height - word.bottom) * up),
                )
                done = word.end
        yield None


def _spans_in(raw: str, job: PictureJob) -> tuple[tuple[int, int], ...]:
    """The spans to mark in the text as PDFium has it; that may differ from what was read, by another reader or OCR."""
    if raw == job.raw_text:
        return job.spans
    found = find_quote(job.words, raw)
    return (found,) if found else ()


def _png(image: Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
