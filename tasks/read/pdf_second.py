"""The second reader of PDFs, pypdf: slower, but it fails with an error where PDFium takes its process down."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from tasks.read.dates import metadata_date
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import LIMITS, Limits, check_characters, check_pages
from tasks.read.page import Reading
from tasks.read.pdf import ENCRYPTED
from tasks.read.scans import is_garbled
from tasks.read.text_pages import marked_pages

READER = "pypdf"


def read_pdf_second(data: bytes, limits: Limits = LIMITS) -> Reading:
    """Every page that gives text; a page that fails is a page that needs OCR.

    Raises NotReadable (encrypted, too_large), Damaged when the file cannot be opened or no page can be read.
    """
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable("encrypted", ENCRYPTED)
        count = len(reader.pages)
        metadata: Mapping[str, Any] = reader.metadata or {}
        title = str(metadata.get("/Title") or "").strip()
        made = metadata_date(*(str(metadata.get(key) or "") for key in ("/CreationDate", "/ModDate")))
    except (NotReadable, MemoryError):
        raise
    except (PyPdfError, Exception) as error:
        raise Damaged(f"De pdf is beschadigd en kan niet worden geopend ({error}).") from error
    check_pages(count, limits)
    texts: list[str | None] = []
    characters = 0
    is_bomb = False
    for index in range(count):
        try:
            texts.append(reader.pages[index].extract_text() or "")
        except MemoryError:
            raise
        except Exception as error:
            is_bomb = is_bomb or isinstance(error, LimitReachedError)
            texts.append(None)
        characters += len(texts[-1] or "")
        check_characters(characters, limits)
    if count == 0 or all(text is None for text in texts):
        if is_bomb:
            raise NotReadable(
                "too_large",
                "De bladzijden van de pdf worden uitgepakt zo groot dat ze niet worden gelezen. "
                "Kijk of het wel een document is.",
            )
        raise Damaged("De pdf is beschadigd: van geen van de pagina's kan de tekst worden gelezen.")
    pages = marked_pages([text or "" for text in texts], "text_layer")
    for page, text in zip(pages, texts, strict=True):
        page.needs_ocr = text is None or not text.strip() or is_garbled(text)
    return Reading(READER, pages, title, made)
