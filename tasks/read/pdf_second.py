"""The second reader of PDFs, pypdf: slower, but it fails with an error where PDFium takes its process down."""

from __future__ import annotations

import io
import re

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import LIMITS, Limits, check_characters, check_pages
from tasks.read.lines import marks_of_lines
from tasks.read.page import Page, Reading
from tasks.read.pdf import ENCRYPTED
from tasks.read.running import EDGE, running_lines
from tasks.read.scans import is_garbled

READER = "pypdf"

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def read_pdf_second(data: bytes, limits: Limits = LIMITS) -> Reading:
    """Every page that gives text; a page that fails is a page that needs OCR.

    Raises NotReadable (encrypted, too_large), Damaged when the file cannot be opened or no page can be read.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable("encrypted", ENCRYPTED)
        count = len(reader.pages)
        title = str((reader.metadata.title if reader.metadata else "") or "").strip()
    except (NotReadable, MemoryError):
        raise
    except (PyPdfError, Exception) as error:
        raise Damaged(f"De pdf is beschadigd en kan niet worden geopend ({error}).") from error
    check_pages(count, limits)
    texts: list[str | None] = []
    for index in range(count):
        try:
            texts.append(reader.pages[index].extract_text() or "")
        except MemoryError:
            raise
        except Exception:
            texts.append(None)
        check_characters(sum(len(text or "") for text in texts[-1:]), limits)
    if count == 0 or all(text is None for text in texts):
        raise Damaged("De pdf is beschadigd: van geen van de pagina's kan de tekst worden gelezen.")
    return Reading(READER, _pages(texts), title)


def _pages(texts: list[str | None]) -> list[Page]:
    lines = [[found.group() for found in _LINE.finditer(text or "")] for text in texts]
    running = running_lines([(page[:EDGE], page[::-1][:EDGE]) for page in lines])
    pages = []
    for number, (text, page_lines, repeated) in enumerate(zip(texts, lines, running, strict=True), 1):
        raw = text or ""
        marks = marks_of_lines(raw)
        edges = {*page_lines[:EDGE], *page_lines[-EDGE:]} & repeated
        marks = [mark for mark in marks if raw[mark.raw_from : mark.raw_to] not in edges]
        unread = text is None or len(raw.split()) == 0 or is_garbled(raw)
        pages.append(Page(number, raw, marks, [], "text_layer", unread))
    return pages
