"""Reading PDFs with PDFium: the text of each page in reading order, its lines and their sizes.

PDFium aborts its process on some hostile files: this module may only be used in an expendable worker (pool.py). What
the lines are is decided in layout.py, what cannot be seen in visibility.py, whether a page needs OCR in scans.py.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tasks.read.dates import metadata_date
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import LIMITS, Limits, check_characters, check_pages

if TYPE_CHECKING:
    import pypdfium2 as pdfium

READER = "pdfium"

_SIGNS_OF_LAYERS = (b"/OCProperties", b"/ObjStm")
"""Layers that can be switched off are named in the file, or in a part of it that is packed."""

ENCRYPTED = "Het document is met een wachtwoord versleuteld. Vraag de bron om een open versie."
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
# PDFium ends a line with \r\n, or with U+FFFE where it was hyphenated
_BLANK = re.compile(r"\s+")
_LINE = re.compile(r"[^\s\ufffe](?:[^\r\n\ufffe]*[^\s\ufffe])?\ufffe?")


class Line(NamedTuple):
    """A line of a page: raw [start, end); x from x0 to x1, baseline y, size in points; up is positive."""

    start: int
    end: int
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool
    is_italic: bool


@dataclass
class PdfPage:
    """A page as PDFium gives it. width, height: points. image_share: part of the page that images cover, 0 to 1."""

    page_number: int
    raw_text: str
    lines: list[Line]
    width: float
    height: float
    image_share: float = 0.0
    path_count: int = 0
    invisible: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class PdfReading:
    """All pages of a PDF, and the title and date in its metadata."""

    pages: list[PdfPage]
    title: str
    metadata_date: date | None


def read_pdf(data: bytes, limits: Limits = LIMITS) -> PdfReading:
    """Text and lines of every page.

    Raises NotReadable: encrypted (the empty password does not open it), too_large; Damaged when PDFium cannot open it
    or none of its pages.
    """
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    # where PDFium fails and sets no error it would give that of the document before, such as a password
    pdfium_c.FPDF_LoadMemDocument(b"-", 1, None)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise NotReadable("encrypted", ENCRYPTED) from error
        raise Damaged(f"De pdf is beschadigd en kan niet worden geopend ({error}).") from error
    with document:
        check_pages(len(document), limits)
        pages: list[PdfPage] = []
        characters = failed = 0
        has_form = document.get_formtype() != 0
        if has_form:
            document.init_forms()
        has_layers = any(sign in data for sign in _SIGNS_OF_LAYERS)
        for index in range(len(document)):
            try:
                page = document[index]
            except pdfium.PdfiumError:
                failed += 1
                pages.append(PdfPage(index + 1, "", [], 0, 0))
                continue
            is_filled_in = has_form and _flatten(page)
            if is_filled_in:
                page.close()
                page = document[index]
            read = _read_page(page, index + 1, has_layers, is_filled_in)
            page.close()
            pages.append(read)
            characters += len(read.raw_text)
            check_characters(characters, limits)
        if failed == len(pages):
            raise Damaged("De pdf is beschadigd: geen van de pagina's kan worden geopend.")
        made = metadata_date(document.get_metadata_value("CreationDate"), document.get_metadata_value("ModDate"))
        return PdfReading(pages, document.get_metadata_value("Title").strip(), made)


def _flatten(page: pdfium.PdfPage) -> bool:
    """Make what its form fields show part of the page, over which it lies to PDFium; whether there was any."""
    import pypdfium2.raw as pdfium_c

    done: int = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    return done == pdfium_c.FLATTEN_SUCCESS


def _read_page(page: pdfium.PdfPage, page_number: int, has_layers: bool, is_filled_in: bool) -> PdfPage:
    from tasks.read.columns import in_order
    from tasks.read.fields import beside_labels
    from tasks.read.visibility import PageObjects, invisible_spans

    text_page = page.get_textpage()
    try:
        raw = text_page.get_text_range() if text_page.count_chars() else ""
        characters = Characters(text_page, raw)
        width, height = page.get_size()
        objects = PageObjects(page, has_layers)
        of_page = set(objects.styles)  # before text within forms is looked at, which adds to it
        read = PdfPage(
            page_number,
            raw,
            _lines(characters),
            width,
            height,
            objects.image_share,
            objects.path_count,
            invisible_spans(page, characters, objects),
        )
        if is_filled_in:  # what is not drawn by the page itself is drawn by a field
            return beside_labels(read, _lines_of_fields(characters, read.lines, of_page))
        return in_order(read, characters)
    finally:
        text_page.close()


class Type(NamedTuple):
    """How a text object is set. size: points on the page."""

    size: float
    is_bold: bool
    is_italic: bool


class Characters:
    """The characters of a page: from offsets in its text to what PDFium knows of each. Offsets count code points."""

    def __init__(self, text_page: pdfium.PdfTextPage, raw: str) -> None:
        import pypdfium2.raw as pdfium_c

        self.raw = raw
        self._c = pdfium_c
        self.page = text_page.raw
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = pdfium_c.FS_MATRIX()
        self._types: dict[int, Type] = {}
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()
        self._fonts: dict[tuple[bytes, int], tuple[bool, bool]] = {}
        self._index: list[int] | None = None
        if len(raw) != text_page.count_chars():
            # half characters (UTF-16) and characters without text make the two counts differ
            self._index, units = [], 0
            for character in raw:
                self._index.append(max(0, pdfium_c.FPDFText_GetCharIndexFromTextIndex(self.page, units)))
                units += 2 if ord(character) > 0xFFFF else 1

    def index(self, offset: int) -> int:
        """PDFium's number of the character at this offset."""
        return offset if self._index is None else self._index[offset]

    def box(self, offset: int) -> tuple[float, float, float, float]:
        """left, bottom, right, top in points."""
        left, right, bottom, top = self._edges
        self._c.FPDFText_GetCharBox(self.page, self.index(offset), left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def baseline(self, offset: int) -> float:
        """Height of the line that the character stands on, in points."""
        x, y = self._edges[:2]
        self._c.FPDFText_GetCharOrigin(self.page, self.index(offset), x, y)
        return y.value

    def size(self, offset: int) -> float:
        """Size of the character on the page in points, its scaling included."""
        return self.type_of(offset).size

    def type_of(self, offset: int) -> Type:
        """How the character is set; asked once for all that one text object draws."""
        address = self.text_object(offset)
        found = self._types.get(address) if address else None
        if found is None:
            found = Type(self._size(offset), *self._font(offset))
            self._types[address] = found
        return found

    def _size(self, offset: int) -> float:
        matrix = self._matrix
        size = self._c.FPDFText_GetFontSize(self.page, self.index(offset))
        if self._c.FPDFText_GetMatrix(self.page, self.index(offset), matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        return abs(size)

    def _font(self, offset: int) -> tuple[bool, bool]:
        """Whether it is bold, and whether it is italic; asked once for each font."""
        index = self.index(offset)
        self._c.FPDFText_GetFontInfo(self.page, index, self._name, len(self._name), self._flags)
        name = self._name.value
        weight = self._c.FPDFText_GetFontWeight(self.page, index)
        found = self._fonts.get((name, weight))
        if found is None:
            text = name.decode("utf-8", "replace")
            found = _BOLD.search(text) is not None or weight >= 600, _ITALIC.search(text) is not None
            self._fonts[name, weight] = found
        return found

    def text_object(self, offset: int) -> int:
        """Address of the text object that draws the character; 0 for a blank that PDFium put in."""
        drawn = self._c.FPDFText_GetTextObject(self.page, offset if self._index is None else self._index[offset])
        return ctypes.addressof(drawn.contents) if drawn else 0

    def drawn(self, offset: int) -> Any:
        """The text object that draws the character, as PDFium hands it out."""
        return self._c.FPDFText_GetTextObject(self.page, self.index(offset))


def _lines(characters: Characters) -> list[Line]:
    return [_line(characters, *found.span()) for found in _LINE.finditer(characters.raw)]


def _line(characters: Characters, start: int, end: int) -> Line:
    raw = characters.raw
    last = end - 2 if raw[end - 1] == "\ufffe" and end - start > 1 else end - 1
    middle = (start + last) // 2
    types = [characters.type_of(start), characters.type_of(last)]
    if not raw[middle].isspace():
        types.append(characters.type_of(middle))
    first, final = characters.box(start), characters.box(last)
    return Line(
        start,
        end,
        min(first[0], final[0]),
        max(first[2], final[2]),
        characters.baseline(start),
        round(max(each.size for each in types), 1),
        all(each.is_bold for each in types),
        all(each.is_italic for each in types),
    )


def _lines_of_fields(characters: Characters, lines: Sequence[Line], of_page: Collection[int]) -> list[Line]:
    """What fields show, those of one baseline apart: PDFium puts one field behind the other, wherever they stand."""
    found = []
    for line in lines:
        if characters.text_object(line.start) in of_page:
            continue
        start = line.start
        for blank in _BLANK.finditer(characters.raw, line.start, line.end):
            if characters.text_object(blank.end()) != characters.text_object(blank.start() - 1):
                found.append(_line(characters, start, blank.start()))
                start = blank.end()
        found.append(_line(characters, start, line.end))
    return found
