"""Pages whose text runs up or down the sheet: their lines as they lie when the page is held so that it can be read.

PDFium tells places on the sheet as it lies in the file, also where the file says that the page has to be turned. Of
text that runs down it gives the last line first: it goes over the sheet from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from tasks.read.columns import rearranged
from tasks.read.pdf import Line, PdfPage

_SIDEWAYS = 2.2
"""A line of text that is not wider than so many times its size runs up or down."""
_LEAST_CHARACTERS = 8
_GLYPH_WIDTH = 0.5
"""Of an average character, in sizes: PDFium's boxes tell how high such a line is on the sheet, not how long."""


def upright(page: PdfPage) -> PdfPage:
    """The page with the places of its lines as read; the page itself when most of its text is not sideways."""
    sideways = [line for line in page.lines if _is_sideways(line)]
    if not sideways or 2 * sum(map(_length, sideways)) < sum(map(_length, page.lines)):
        return page
    is_swapped = any(line.y > page.height or line.x1 > page.width for line in page.lines)
    across, along = (page.height, page.width) if is_swapped else (page.width, page.height)
    runs_up = median(line.y for line in sideways) < along / 2
    if not runs_up and _is_backwards(sideways):
        page = rearranged(page, reversed(page.lines))
    lines = [_turned(line, across, along, runs_up) for line in page.lines]
    return replace(page, lines=lines, width=along, height=across)


def _length(line: Line) -> int:
    return line.end - line.start


def _is_sideways(line: Line) -> bool:
    return _length(line) >= _LEAST_CHARACTERS and line.x1 - line.x0 < _SIDEWAYS * line.size


def _is_backwards(lines: Sequence[Line]) -> bool:
    """Whether lines that run down follow each other to the right."""
    return sum(1 if line.x0 > above.x0 else -1 for above, line in pairwise(lines)) > 0


def _turned(line: Line, across: float, along: float, runs_up: bool) -> Line:
    start, height = (line.y, across - line.x1) if runs_up else (along - line.y, line.x0)
    return line._replace(x0=start, x1=start + _length(line) * line.size * _GLYPH_WIDTH, y=height)
