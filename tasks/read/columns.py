"""Columns that a program drew across: line by line over the whole page, so that PDFium runs them together.

Nearly every PDF draws a column before the next one, and its order is right; tables are drawn row by row, and are read
so. Only where the words show a gutter down a page of prose, the page is taken apart and put in the order of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tasks.read.pdf import Characters, Line, PdfPage

_SAMPLE = 4
"""Long lines that are looked at on each page; the rest only if two of them look as if they were several."""
_LONG_LINE = 60
_GUTTER = 8.0
"""Points: the least gap between two columns."""
_LEAST_LINES = 10
"""Lines with the gutter in them that a page must have."""
_LEAST_CHARACTERS = 22
"""Of an average line of a column of prose."""
_LEAST_LETTERS = 0.85
_WORD = re.compile(r"[^\s\ufffe]+\ufffe?")


class _Word(NamedTuple):
    """Raw characters [start, end) and their place in points."""

    start: int
    end: int
    x0: float
    x1: float
    y: float


def in_order(page: PdfPage, characters: Characters) -> PdfPage:
    """The page with its columns one after the other; the page itself when they are so already, or there are none."""
    if not _is_suspect(page.lines, characters):
        return page
    words = _words(characters, 0, len(page.raw_text))
    size = median(line.size for line in page.lines)
    strips = _strips(words, size)
    gutters = _gutters(strips)
    if not gutters:
        return page
    pieces = [piece for strip in strips for piece in _split(strip, gutters)]
    if not _is_prose(pieces, gutters, page.raw_text):
        return page
    return _rebuilt(page, _ordered(pieces, gutters), characters)


def _is_suspect(lines: Sequence[Line], characters: Characters) -> bool:
    """Whether two of a few long lines have a wide gap at the same place, or go back to the left."""
    long = [line for line in lines if line.end - line.start >= _LONG_LINE]
    if len(long) < _LEAST_LINES // 2:
        return False
    gaps: list[tuple[float, float]] = []
    jumps = 0
    for line in long[:: max(1, len(long) // _SAMPLE)][: _SAMPLE + 1]:
        words = _words(characters, line.start, line.end)
        jumps += any(word.x0 < before.x0 - line.size for before, word in pairwise(words))
        found = [gap for strip in _strips(words, line.size) for gap in _gaps(strip)]
        if jumps > 1 or any(left < end and start < right for left, right in gaps for start, end in found):
            return True
        gaps += found
    return False


def _words(characters: Characters, start: int, end: int) -> list[_Word]:
    words = []
    for found in _WORD.finditer(characters.raw, start, end):
        first = characters.box(found.start())
        last = characters.box(max(found.start(), found.end() - 1 - found.group().endswith("\ufffe")))
        words.append(_Word(*found.span(), first[0], last[2], characters.baseline(found.start())))
    return words


def _strips(words: Iterable[_Word], size: float) -> list[list[_Word]]:
    """Words that follow each other to the right at one height: a line of the page, or the parts of several columns."""
    strips: list[list[_Word]] = []
    for word in words:
        before = strips[-1][-1] if strips else None
        if before is not None and abs(word.y - before.y) < 0.4 * size and word.x0 > before.x1 - 0.5 * size:
            strips[-1].append(word)
        else:
            strips.append([word])
    return strips


def _gaps(strip: Sequence[_Word]) -> list[tuple[float, float]]:
    """Wide gaps between two words."""
    return [(one.x1, other.x0) for one, other in pairwise(strip) if other.x0 - one.x1 >= _GUTTER]


def _gutters(strips: Sequence[Sequence[_Word]]) -> list[float]:
    """Where the gutters are, from left to right: places with a gap in most lines that go past them."""
    gaps = [gap for strip in strips for gap in _gaps(strip)]
    found: list[float] = []
    for left, right in sorted(gaps, key=lambda gap: gap[1] - gap[0]):
        at = (left + right) / 2
        if any(abs(at - other) < 5 * _GUTTER for other in found):
            continue
        having = sum(1 for start, end in gaps if start < at < end)
        crossing = sum(1 for strip in strips for word in strip if word.x0 < at < word.x1)
        if having >= _LEAST_LINES and having >= 2 * crossing:
            found.append(at)
    return sorted(found)


def _split(strip: Sequence[_Word], gutters: Sequence[float]) -> list[list[_Word]]:
    pieces: list[list[_Word]] = [[strip[0]]]
    for before, word in pairwise(strip):
        is_gap = word.x0 - before.x1 >= _GUTTER / 2
        if is_gap and any(before.x1 <= at <= word.x0 for at in gutters):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return pieces


def _is_prose(pieces: Sequence[Sequence[_Word]], gutters: Sequence[float], raw: str) -> bool:
    """Whether every column holds long lines of words; a table has short cells or figures."""
    columns: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for piece in pieces:
        if not any(piece[0].x0 < at < piece[-1].x1 for at in gutters):
            columns[_column(piece, gutters)].append(raw[piece[0].start : piece[-1].end])
    for lines in columns:
        text = "".join("".join(lines).split())
        if len(lines) < _LEAST_LINES or median(map(len, lines)) < _LEAST_CHARACTERS:
            return False
        if sum(map(str.isalpha, text)) < _LEAST_LETTERS * len(text):
            return False
    return True


def _column(piece: Sequence[_Word], gutters: Sequence[float]) -> int:
    return sum(1 for at in gutters if piece[0].x0 > at)


def _ordered(pieces: Sequence[Sequence[_Word]], gutters: Sequence[float]) -> list[Sequence[_Word]]:
    """From top to bottom between lines over the full width, and there column by column."""
    ordered: list[Sequence[_Word]] = []
    band: list[Sequence[_Word]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece[0].y, piece[0].x0)):
        if any(piece[0].x0 < at < piece[-1].x1 for at in gutters):
            ordered += sorted(band, key=lambda each: _column(each, gutters))
            ordered.append(piece)
            band = []
        else:
            band.append(piece)
    return ordered + sorted(band, key=lambda each: _column(each, gutters))


def _rebuilt(page: PdfPage, pieces: Iterable[Sequence[_Word]], characters: Characters) -> PdfPage:
    """The page with its text and lines in this order."""
    from tasks.read.pdf import Line

    lines = []
    for piece in pieces:
        start, end = piece[0].start, piece[-1].end
        kind = characters.type_of(start)
        lines.append(
            Line(start, end, piece[0].x0, piece[-1].x1, piece[0].y, round(kind.size, 1), kind.is_bold, kind.is_italic)
        )
    return rearranged(page, lines)


def rearranged(page: PdfPage, lines: Iterable[Line]) -> PdfPage:
    """The page with these lines in this order as its text. Their offsets are those of the page's text so far."""
    raw = ""
    moved: list[Line] = []
    invisible: list[tuple[int, int]] = []
    for line in lines:
        if raw and not raw.endswith("\ufffe"):
            raw += "\r\n"
        shift = len(raw) - line.start
        raw += page.raw_text[line.start : line.end]
        moved.append(line._replace(start=line.start + shift, end=line.end + shift))
        for start, end in page.invisible:
            if start < line.end and end > line.start:
                invisible.append((max(start, line.start) + shift, min(end, line.end) + shift))
    return replace(page, raw_text=raw, lines=moved, invisible=invisible)
