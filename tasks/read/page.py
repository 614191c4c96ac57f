"""What every reader gives: pages of raw text, with marks for its headings, paragraphs, list items and table rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from tasks.read.limits import LIMITS, Limits, check_page

Kind = Literal["heading", "paragraph", "item", "row", "note", "contents"]
TextSource = Literal["text_layer", "ocr", "markup"]

PACKAGES = {
    "pdfium": "pypdfium2",
    "pikepdf": "pikepdf",
    "pypdf": "pypdf",
    "trafilatura": "trafilatura",
    "markdown-it": "markdown-it-py",
    "python-docx": "python-docx",
    "lxml": "lxml",
    "lxml-odt": "lxml",
    "python-pptx": "python-pptx",
    "calamine": "python-calamine",
    "python-oxmsg": "python-oxmsg",
}
"""The package behind each reader, by the name that a Reading gives it."""


class Mark(NamedTuple):
    """A block of a page: raw text [raw_from, raw_to), without white space at its ends.

    level: 1 and up for a heading, the highest first; 0 for anything else. What no mark covers is no part of the text.
    """

    kind: Kind
    raw_from: int
    raw_to: int
    level: int = 0


@dataclass
class Page:
    """One page as read.

    invisible: raw spans that a reader of the page cannot see. needs_ocr: there is something on it, but no usable text.
    ocr_confidence: mean over the words that OCR read, 0 to 1; None without OCR.
    """

    page_number: int
    raw_text: str
    marks: list[Mark] = field(default_factory=list)
    invisible: list[tuple[int, int]] = field(default_factory=list)
    text_source: TextSource = "markup"
    needs_ocr: bool = False
    ocr_confidence: float | None = None


@dataclass
class Reading:
    """A document as a reader gave it.

    title: what the document says of itself; '' if nothing. metadata_date: when it was issued or made, by its metadata.
    """

    reader: str
    pages: list[Page]
    title: str = ""
    metadata_date: date | None = None


class PageWriter:
    """Builds the one page of a document in markup, block by block."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0

    def add(self, kind: Kind, text: str, level: int = 0) -> None:
        """Add a block; one without text is left out. Raises NotReadable when the document gets too long."""
        text = text.strip()
        if not text:
            return
        check_page(self._length + len(text), len(self._marks) + 1, self._limits)
        self._marks.append(Mark(kind, self._length, self._length + len(text), level))
        self._parts.append(text)
        self._length += len(text) + 1

    def add_row(self, cells: Iterable[str]) -> None:
        """Add a table row: its cells in order, the empty ones left out."""
        filled = (" ".join(cell.split()) for cell in cells)
        self.add("row", " | ".join(cell for cell in filled if cell))

    def page(self) -> Page:
        """The page as it is now."""
        return Page(1, "\n".join(self._parts), list(self._marks))
