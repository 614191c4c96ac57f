"""A page as a picture, with words on it marked: for people who check evidence, now and in the review app.

PDFium draws the page, and may abort its process on a hostile file: `draw` is made for an expendable worker (pool.py).
A document without pages of its own is typeset from its text (typeset.py). Which page and which words: viewer.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from text.quotes import find_quote

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL.Image import Image

MOST_PIXELS = 6_000_000
LONGEST_SIDE = 8_000
"""A larger page is drawn smaller."""
POINTS_PER_INCH = 72

NOT_DRAWN = "Deze bladzijde kan niet worden getekend; dit is de tekst zoals die is gelezen."
NOT_FOUND = "De plaats van de tekst is op deze bladzijde niet aan te wijzen."

YELLOW = (255, 232, 60)
LINE = (20, 20, 20)
HALO = (255, 255, 255)
CLOSE = 7
"""Pixels; marked lines that are nearer than this become one mark."""
ROOM = 8
"""Pixels around a mark that its line and halo fit in."""
_BREAKS = "\r\n\ufffe"


@dataclass(frozen=True)
class PictureJob:
    """What a worker is handed.

    path: the document's bytes. is_pdf: let PDFium draw it. raw_text: of the page, as it was read. spans: parts of it to
    mark; words: what they say, to find it by where PDFium reads the page otherwise. title, note: above the text
    where that is shown in the place of the page. dpi: dots per inch.
    """

    path: str
    is_pdf: bool
    page_number: int
    raw_text: str
    spans: tuple[tuple[int, int], ...] = ()
    words: str = ""
    title: str = ""
    note: str = NOT_DRAWN
    dpi: int = 110


@dataclass(frozen=True)
class Picture:
    """A PNG. is_marked: the words are marked on it. note: what is said above it, in Dutch; '' for a page as it is."""

    png: bytes
    is_marked: bool
    note: str = ""


class Box(NamedTuple):
    """A rectangle in pixels, from the top left corner of the picture; right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int


def draw(job: PictureJob) -> Picture:
    """The page as a picture; of its text where PDFium cannot open the PDF. Only for an expendable worker."""
    if job.is_pdf:
        import pypdfium2 as pdfium

        try:
            return _pdf_page(Path(job.path).read_bytes(), job)
        except (pdfium.PdfiumError, IndexError, ValueError, OSError):
            pass  # damaged, or gone: what was read of it can be shown
    return _text(job)


def _text(job: PictureJob) -> Picture:
    from tasks.read.typeset import typeset

    image, boxes = typeset(job.raw_text, job.spans, job.title, job.note, job.dpi)
    return Picture(_png(mark(image, boxes)), bool(boxes), job.note)


def _pdf_page(data: bytes, job: PictureJob) -> Picture:
    import pypdfium2 as pdfium

    from tasks.read.typeset import with_note

    with pdfium.PdfDocument(data) as document:
        page = document[job.page_number - 1]
        width, height = page.get_size()
        bitmap = page.render(scale=_scale(width, height, job.dpi), rev_byteorder=True)
        image = bitmap.to_pil().convert("RGB")
        boxes = _boxes_on(page, bitmap, job)
    if boxes or not job.words:
        return Picture(_png(mark(image, boxes)), bool(boxes))
    return Picture(_png(with_note(image, NOT_FOUND, job.dpi)), False, NOT_FOUND)


def _scale(width: float, height: float, dpi: int) -> float:
    """Pixels per point: those of dpi, less for a page that would be too large."""
    most = min((MOST_PIXELS / max(1.0, width * height)) ** 0.5, LONGEST_SIDE / max(1.0, width, height))
    return min(dpi / POINTS_PER_INCH, most)


def _boxes_on(page: pdfium.PdfPage, bitmap: pdfium.PdfBitmap, job: PictureJob) -> list[Box]:
    """Where the words are on the bitmap, a box a line; rotation and crop box of the page are PDFium's to work out."""
    from tasks.read.pdf import Characters

    text_page = page.get_textpage()
    try:
        raw = text_page.get_text_range() if text_page.count_chars() else ""
        characters = Characters(text_page, raw)
        position = bitmap.get_posconv(page)
        boxes: list[Box | None] = []
        for start, end in _spans_in(raw, job):
            for offset in range(start, end):
                left, bottom, right, top = characters.box(offset)
                if not raw[offset].isspace() and left < right and bottom < top:
                    corners = position.to_bitmap(left, bottom), position.to_bitmap(right, top)
                    (x0, x1), (y0, y1) = (sorted(side) for side in zip(*corners, strict=True))
                    boxes.append(Box(x0, y0, x1 + 1, y1 + 1))
                if raw[offset] in _BREAKS:
                    boxes.append(None)
            boxes.append(None)
    finally:
        text_page.close()
    return _within(lines_of(boxes), bitmap.width, bitmap.height)


def _spans_in(raw: str, job: PictureJob) -> tuple[tuple[int, int], ...]:
    """The spans to mark in the text as PDFium has it; that may differ from what was read, by another reader or OCR."""
    if raw == job.raw_text:
        return job.spans
    found = find_quote(job.words, raw)
    return (found,) if found else ()


def lines_of(boxes: Iterable[Box | None]) -> list[Box]:
    """Boxes of characters, in order, joined to one a line, up or across the page. None: a line ends here."""
    lines: list[Box] = []
    line: Box | None = None
    for box in boxes:
        if line is not None and (box is None or not _goes_on(line, box)):
            lines.append(line)
            line = None
        if box is not None:
            line = box if line is None else Box(*map(min, line[:2], box[:2]), *map(max, line[2:], box[2:]))
    return [*lines, line] if line is not None else lines


def _goes_on(line: Box, box: Box) -> bool:
    """Whether a character belongs to the line: beside it, and no further than a wide gap between words."""
    beside = max(line.left, box.left) - min(line.right, box.right)
    above = max(line.top, box.top) - min(line.bottom, box.bottom)
    thickness = [line.bottom - line.top, box.bottom - box.top]
    if above >= 0:  # not at one height: perhaps a line that runs up or down
        beside, above = above, beside
        thickness = [line.right - line.left, box.right - box.left]
    return above < 0 and beside <= 4 * max(thickness)


def _within(boxes: list[Box], width: int, height: int) -> list[Box]:
    """The boxes with some room around them, as far as they are on the picture."""
    roomy = []
    for box in boxes:
        room = max(2, min(box.bottom - box.top, box.right - box.left) // 6)
        wide = Box(
            max(0, box.left - room),
            max(0, box.top - room),
            min(width, box.right + room),
            min(height, box.bottom + room),
        )
        if wide.left < wide.right and wide.top < wide.bottom:
            roomy.append(wide)
    return roomy


def mark(image: Image, boxes: Sequence[Box]) -> Image:
    """Mark boxes: yellow like a pen, and around what touches one dark line in a light one.

    The lines are seen without colour, on any ground, and stay off the letters between two marked lines.
    """
    from PIL import Image as Images
    from PIL import ImageChops, ImageFilter

    if not boxes:
        return image
    left, top = (max(0, min(side) - ROOM) for side in list(zip(*boxes, strict=True))[:2])
    right, bottom = (max(side) + ROOM for side in list(zip(*boxes, strict=True))[2:])
    part = (left, top, min(right, image.width), min(bottom, image.height))
    ground = image.crop(part)
    marked = Images.new("L", ground.size)
    for box in boxes:
        marked.paste(255, (box.left - left, box.top - top, box.right - left, box.bottom - top))
    marked = marked.filter(ImageFilter.MaxFilter(CLOSE)).filter(ImageFilter.MinFilter(CLOSE))
    line = marked.filter(ImageFilter.MaxFilter(5))
    halo = line.filter(ImageFilter.MaxFilter(3))
    pen = ImageChops.multiply(ground, Images.new("RGB", ground.size, YELLOW))
    drawn = Images.composite(Images.new("RGB", ground.size, HALO), ground, halo)
    drawn = Images.composite(Images.new("RGB", ground.size, LINE), drawn, line)
    image.paste(Images.composite(pen, drawn, marked), part)
    return image


def _png(image: Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
