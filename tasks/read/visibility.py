"""Text that a reader of a PDF page cannot see: white on white, under a bar, outside the page, tiny, drawn as nothing.

First the cheap signs (how the text is drawn, what else is drawn where). Only for what they make suspect the page is
painted, and what leaves no trace of ink in its place is invisible. So an OCR layer under a scan counts as visible.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from tasks.read.pdf import Characters

TINY = 2.0
"""Points: smaller text is no text to a reader."""
_PAINT_SCALE = 100 / 72
_PAINT_PIXELS = 6_000_000
_LEAST_CONTRAST = 16
_LIGHT = 215
_THIN = 3.0
_MOST_COVERS = 400
_HIDDEN_MODES = (3, 7)
_OPTIONAL_CONTENT = [79, 67, 0]
"""The name of the mark of a layer, OC, in UTF-16."""
_MOST_IN_FORM = 50
_LONG_WORD = 60
"""A longer run of letters may be of several text objects: its place is looked at."""
_LINE_END = re.compile(r"[\r\n\ufffe]")
_WORD = re.compile(r"[^\s\ufffe]+")


Box = tuple[float, float, float, float]
"""left, bottom, right, top in points."""


class _Cover(NamedTuple):
    """Something drawn over an area; colour None: an image or the like."""

    order: int
    box: Box
    colour: tuple[int, int, int] | None


class _Style(NamedTuple):
    order: int
    colour: tuple[int, int, int]
    alpha: int
    mode: int
    is_on_layer: bool = False

    @property
    def is_faint(self) -> bool:
        """Whether text drawn so may be invisible wherever it stands."""
        return self.mode in _HIDDEN_MODES or self.alpha < 64 or min(self.colour) >= _LIGHT or self.is_on_layer


class PageObjects:
    """What is drawn on a page, in order: text objects by address, and what may lie over or under text.

    Most pages have no text object that may be invisible: then no single word has to be looked at.
    """

    def __init__(self, page: pdfium.PdfPage, has_layers: bool = True) -> None:
        import pypdfium2.raw as pdfium_c

        self._c = pdfium_c
        self._has_layers = has_layers
        self._edges = tuple(ctypes.c_float() for _ in range(4))
        self._name, self._length = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
        self._modes = ctypes.c_int(), ctypes.c_int()
        self._shades = tuple(ctypes.c_uint() for _ in range(4))
        self.width, self.height = page.get_size()
        self.box = page.get_cropbox()
        self.styles: dict[int, _Style] = {}
        self.covers: list[_Cover] = []
        self.path_count = 0
        self._form_has_text = False
        self._near: dict[tuple[int, int, int], list[_Cover]] = {}
        images = 0.0
        left, bottom, right, top = self.box
        area = max(1.0, (right - left) * (top - bottom))
        texts: list[tuple[Any, _Style, Box]] = []
        for order in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
            drawn = pdfium_c.FPDFPage_GetObject(page.raw, order)
            kind = pdfium_c.FPDFPageObj_GetType(drawn)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                texts.append((drawn, self.add_text(drawn, order), self._bounds(drawn)))
                continue
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self.path_count += 1
                if not self._is_filled(drawn):
                    continue
            box = self._bounds(drawn)
            covered = max(0.0, min(box[2], right) - max(box[0], left)) * max(
                0.0, min(box[3], top) - max(box[1], bottom)
            )
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                if covered > 20:
                    self.covers.append(_Cover(order, box, self._colour(drawn)[0]))
                continue
            if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
                images += self._look_into_form(drawn, area)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                images += covered / area
            if covered > 20:
                self.covers.append(_Cover(order, box, None))
        self.image_share = min(1.0, images)
        self._reach = _reach(self.covers)
        self.suspects = {_address(drawn) for drawn, style, box in texts if self._is_suspect_object(drawn, style, box)}

    @property
    def has_suspects(self) -> bool:
        """Whether any text of the page may be invisible."""
        return bool(self.suspects) or self._form_has_text

    def add_text(self, drawn: Any, order: int) -> _Style:
        """Note how a text object is drawn."""
        colour, alpha = self._colour(drawn)
        address = _address(drawn)
        style = _Style(order, colour, alpha, self._c.FPDFTextObj_GetTextRenderMode(drawn))
        if self._has_layers and self._is_on_layer(drawn):
            style = style._replace(is_on_layer=True)
        self.styles[address] = style
        return style

    def is_suspect(self, style: _Style, box: Box) -> bool:
        """Whether text drawn so at this place may be invisible."""
        if style.is_faint:
            return True
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return any(
            cover.box[0] <= x <= cover.box[2] and cover.box[1] <= y <= cover.box[3]
            for cover in self._covers_that_hide(style, box)
        )

    def _is_suspect_object(self, drawn: Any, style: _Style, box: Box) -> bool:
        """The same for a whole text object: whether any of its words may be invisible."""
        left, bottom, right, top = box
        if right <= left and top <= bottom:
            return False  # blanks
        inside = self.box[0] <= left and right <= self.box[2] and self.box[1] <= bottom and top <= self.box[3]
        if not inside or style.is_faint:
            return True
        if top - bottom < TINY and self._size(drawn) < TINY:
            return True
        return any(
            cover.box[0] <= right and left <= cover.box[2] and cover.box[1] <= top and bottom <= cover.box[3]
            for cover in self._covers_that_hide(style, box)
        )

    def _covers_that_hide(self, style: _Style, box: Box) -> list[_Cover]:
        """What may lie over text of this style and place, or under it in nearly its colour."""
        near = self._near.get(style.colour)
        if near is None:
            near = [c for c in self.covers if c.colour is not None and _near(c.colour, style.colour)][:_MOST_COVERS]
            self._near[style.colour] = near
        first = bisect_right(self.covers, style.order, key=_order)
        if first == len(self.covers):
            return near
        left, bottom, right, top = self._reach[first]
        if box[0] > right or box[2] < left or box[1] > top or box[3] < bottom:
            return near
        return [*near, *self.covers[first : first + _MOST_COVERS]]

    def _size(self, drawn: Any) -> float:
        """Size of a text object on the page in points."""
        size, matrix = self._edges[0], self._c.FS_MATRIX()
        self._c.FPDFTextObj_GetFontSize(drawn, size)
        self._c.FPDFPageObj_GetMatrix(drawn, matrix)
        return float(size.value * (matrix.c**2 + matrix.d**2) ** 0.5)

    def _bounds(self, drawn: Any) -> Box:
        left, bottom, right, top = self._edges
        self._c.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
        return left.value, bottom.value, right.value, top.value

    def _colour(self, drawn: Any) -> tuple[tuple[int, int, int], int]:
        red, green, blue, alpha = self._shades
        if not self._c.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
            return (0, 0, 0), 255
        return (red.value, green.value, blue.value), alpha.value

    def _is_on_layer(self, drawn: Any) -> bool:
        """Whether it is drawn on a layer, which may be switched off: whether it is shows when the page is painted."""
        for index in range(self._c.FPDFPageObj_CountMarks(drawn)):
            mark = self._c.FPDFPageObj_GetMark(drawn, index)
            if (
                self._c.FPDFPageObjMark_GetName(mark, self._name, 8, self._length)
                and self._name[:3] == _OPTIONAL_CONTENT
            ):
                return True
        return False

    def _is_filled(self, drawn: Any) -> bool:
        mode, stroke = self._modes
        self._c.FPDFPath_GetDrawMode(drawn, mode, stroke)
        return mode.value != self._c.FPDF_FILLMODE_NONE

    def _look_into_form(self, form: Any, area: float) -> float:
        """Part of the page that a form covers, if it holds an image. Whether there is text in it is noted."""
        share = 0.0
        for index in range(min(_MOST_IN_FORM, self._c.FPDFFormObj_CountObjects(form))):
            kind = self._c.FPDFPageObj_GetType(self._c.FPDFFormObj_GetObject(form, index))
            if kind == self._c.FPDF_PAGEOBJ_IMAGE and not share:
                left, bottom, right, top = self._bounds(form)
                share = max(0.0, right - left) * max(0.0, top - bottom) / area
            elif kind in (self._c.FPDF_PAGEOBJ_TEXT, self._c.FPDF_PAGEOBJ_FORM):
                self._form_has_text = True
        if self._c.FPDFFormObj_CountObjects(form) > _MOST_IN_FORM:
            self._form_has_text = True
        return share


def _order(cover: _Cover) -> int:
    return cover.order


def _reach(covers: Sequence[_Cover]) -> list[Box]:
    """For each cover the box around it and all that come after it."""
    boxes = [cover.box for cover in reversed(covers)]
    around = accumulate(boxes, lambda a, b: (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
    return list(around)[::-1]


def _address(drawn: Any) -> int:
    """Where PDFium keeps what it handed out; 0 for nothing. Much faster than ctypes.cast."""
    return ctypes.addressof(drawn.contents) if drawn else 0


def invisible_spans(page: pdfium.PdfPage, characters: Characters, objects: PageObjects) -> list[tuple[int, int]]:
    """Raw spans of words that cannot be seen, in order; neighbours are joined."""
    if not objects.has_suspects:
        return []
    hidden: list[tuple[int, int]] = []
    suspect: list[tuple[int, int]] = []
    left, bottom, right, top = objects.box
    was_layer = False
    for found in _WORD.finditer(characters.raw):
        start, end = found.span()
        address = characters.text_object(start)
        if address in objects.styles and address not in objects.suspects and end - start < _LONG_WORD:
            was_layer = False
            continue
        box = _word_box(characters, start, end)
        outside = box[2] <= left or box[0] >= right or box[3] <= bottom or box[1] >= top
        if outside or (box[3] - box[1] < TINY and characters.size(start) < TINY):
            hidden.append((start, end))
            continue
        style = _style(characters, objects, start)
        if not objects.is_suspect(style, box):
            continue
        # an OCR layer lies only roughly over its ink: judge it by the line
        is_layer = style.mode in _HIDDEN_MODES
        if is_layer and was_layer and suspect and _LINE_END.search(characters.raw, suspect[-1][1], start) is None:
            suspect[-1] = (suspect[-1][0], end)
        else:
            suspect.append((start, end))
        was_layer = is_layer
    if suspect:
        painted = _Painted(page, objects)
        hidden += [span for span in suspect if not painted.shows(_word_box(characters, *span))]
    return _joined(characters.raw, sorted(hidden))


def _style(characters: Characters, objects: PageObjects, offset: int) -> _Style:
    address = characters.text_object(offset)
    found = objects.styles.get(address)
    if found is not None or not address:
        return found or _Style(0, (0, 0, 0), 255, 0)
    # text inside a form: drawn with its form, whose place in the order is not known; taken as on top of everything
    return objects.add_text(characters.drawn(offset), 1 << 30)


def _word_box(characters: Characters, start: int, end: int) -> Box:
    first = characters.box(start)
    last = characters.box(end - 1) if end - start > 1 else first
    return min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3])


def _near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 40 for a, b in zip(one, other, strict=True))


def _joined(raw: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not raw[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


class _Painted:
    """The page as it looks, in grey."""

    def __init__(self, page: pdfium.PdfPage, objects: PageObjects) -> None:
        pixels = objects.width * objects.height * _PAINT_SCALE**2
        self._scale = _PAINT_SCALE * min(1.0, (_PAINT_PIXELS / max(1.0, pixels)) ** 0.5)
        self._bitmap = page.render(scale=self._scale, grayscale=True)
        self._page = page
        self._buffer = memoryview(self._bitmap.buffer).cast("B")

    def shows(self, box: Box) -> bool:
        """Whether there is more than one shade in this area (points)."""
        import pypdfium2.raw as pdfium_c

        if min(box[2] - box[0], box[3] - box[1]) < _THIN:
            # a dash fills its own box: look a little beyond it
            box = (box[0] - 1.5, box[1] - 1.5, box[2] + 1.5, box[3] + 1.5)
        corners = []
        for x, y in ((box[0], box[1]), (box[2], box[3])):
            column, row = ctypes.c_int(), ctypes.c_int()
            pdfium_c.FPDF_PageToDevice(
                self._page.raw, 0, 0, self._bitmap.width, self._bitmap.height, 0, x, y, column, row
            )
            corners.append((column.value, row.value))
        (x0, y0), (x1, y1) = corners
        first, last = max(0, min(x0, x1)), min(self._bitmap.width, max(x0, x1) + 1)
        shades = [255, 0]
        for row_number in range(max(0, min(y0, y1)), min(self._bitmap.height, max(y0, y1) + 1)):
            at = row_number * self._bitmap.stride
            line = bytes(self._buffer[at + first : at + last])
            if line:
                shades = [min(shades[0], min(line)), max(shades[1], max(line))]
        return shades[1] - shades[0] >= _LEAST_CONTRAST
