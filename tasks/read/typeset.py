"""Text set as a page: for documents that have no pages, or whose page cannot be drawn.

Everything is drawn as letters, so nothing in a text is markup here. What is marked is drawn in highlight.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tasks.read.highlight import Box
from text.normalise import BULLETS

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

WIDTH = 595
MARGIN = 50
SIZE = 11
TITLE_SIZE = 14
LEADING = 1.5
"""Points; LEADING in sizes of the font."""
AROUND = 1_500
"""Characters shown on each side of what is marked, and then to the end of their line."""
MOST = 6_000
"""Characters shown of a page on which nothing is marked."""
MOST_IN_HEAD = 400
"""Characters of a title or a note."""
MOST_LINES = 400
MORE = "[…]"
INK, PAPER, NOTE_PAPER = (0, 0, 0), (255, 255, 255), (235, 235, 235)

_INSTEAD = dict.fromkeys(f"{BULLETS}●▪■◦‣∙", "•") | dict.fromkeys("‐‑", "-")


class _Line(NamedTuple):
    """A line of the picture: [start, end) of the text that is shown."""

    start: int
    end: int


def typeset(
    raw_text: str, spans: Sequence[tuple[int, int]], title: str, note: str, dpi: int
) -> tuple[Image, list[Box]]:
    """A page of the text around the spans, under its title and a note; and where the spans are on it, a box a line."""
    from PIL import Image as Images
    from PIL import ImageDraw

    scale = dpi / 72
    font, step, margin = _font(SIZE, dpi), round(SIZE * LEADING * scale), round(MARGIN * scale)
    width = round((WIDTH - 2 * MARGIN) * scale)
    start, end = _part(raw_text, spans)
    part = raw_text[start:end]
    shown = "".join(map(_shown, part))
    spans = [(max(0, span_from - start), span_to - start) for span_from, span_to in spans]
    lines = _around(_lines(shown, font, width), spans)
    more = [start > 0, bool(raw_text[end:].strip())]
    if lines:
        more = [more[0] or lines[0].start > 0, more[1] or bool(part[lines[-1].end :].strip())]
    head = _head(title, note, dpi)
    room = 0 if "\n\n" in part else step // 2  # between paragraphs, where the text itself leaves none
    rooms = [room * ("\n" in part[line.end : after.start]) for line, after in pairwise(lines)]
    height = head.height + 2 * margin + step * (len(lines) + sum(more)) + sum(rooms)
    image = Images.new("RGB", (round(WIDTH * scale), height), PAPER)
    image.paste(head, (0, 0))
    pen, boxes, top = ImageDraw.Draw(image), [], head.height + margin
    if more[0]:
        pen.text((margin, top), MORE, INK, font)
        top += step
    for line, below in zip(lines, [*rooms, 0], strict=False):
        pen.text((margin, top), shown[line.start : line.end], INK, font)
        for span_from, span_to in spans:
            left, right = max(span_from, line.start), min(span_to, line.end)
            if shown[left:right].strip():
                x0, x1 = (margin + round(font.getlength(shown[line.start : at])) for at in (left, right))
                boxes.append(Box(x0 - 3, top - step // 8, x1 + 3, top + step - step // 4))
        top += step + below
    if more[1]:
        pen.text((margin, top), MORE, INK, font)
    return image, boxes


def _around(lines: list[_Line], spans: Sequence[tuple[int, int]]) -> list[_Line]:
    """Not more lines than fit on a picture, those around the spans kept."""
    first = next((number for number, line in enumerate(lines) if spans and line.end > spans[0][0]), 0)
    return lines[max(0, first - MOST_LINES // 4) :][:MOST_LINES]


def with_note(image: Image, note: str, dpi: int) -> Image:
    """The picture with a note above it."""
    from PIL import Image as Images

    head = _head("", note, dpi, image.width)
    whole = Images.new("RGB", (image.width, head.height + image.height), PAPER)
    whole.paste(head, (0, 0))
    whole.paste(image, (0, head.height))
    return whole


def _head(title: str, note: str, dpi: int, width: int = 0) -> Image:
    """The title and the note, on grey paper. width: pixels; 0 for that of a page."""
    from PIL import Image as Images
    from PIL import ImageDraw

    scale = dpi / 72
    width = width or round(WIDTH * scale)
    margin = min(round(MARGIN * scale), width // 8)
    placed: list[tuple[int, str, FreeTypeFont]] = []
    y = round(SIZE * scale)
    for text, size, bold in ((title, TITLE_SIZE, True), (note, SIZE, False)):
        font = _font(size, dpi, bold)
        shown = "".join(map(_shown, text[:MOST_IN_HEAD]))
        for line in _lines(shown, font, width - 2 * margin)[:4]:
            placed.append((y, shown[line.start : line.end], font))
            y += round(size * LEADING * scale)
    image = Images.new("RGB", (width, y + round(SIZE * scale / 2)), NOTE_PAPER)
    pen = ImageDraw.Draw(image)
    for top, text, font in placed:
        pen.text((margin, top), text, INK, font)
    return image


def _part(raw_text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """What is shown of the text: whole lines, but of a very long line whole words."""
    start, end = 0, min(len(raw_text), MOST)
    if spans:
        start, end = max(0, spans[0][0] - AROUND), min(len(raw_text), spans[-1][1] + AROUND)
    before = raw_text.rfind("\n", max(0, start - AROUND), start)
    after = raw_text.find("\n", end, end + AROUND)
    if start > 0:
        start = before + 1 if before >= 0 else 0 if start <= AROUND else raw_text.rfind(" ", 0, start) + 1
    if end < len(raw_text):
        end = after if after >= 0 else len(raw_text) if len(raw_text) - end <= AROUND else raw_text.find(" ", end)
    return start, end if end >= 0 else len(raw_text)


def _lines(shown: str, font: FreeTypeFont, width: int) -> list[_Line]:
    """The text in lines no wider than width, in pixels; a word that is too long is broken."""
    lines: list[_Line] = []
    start = 0
    for paragraph in shown.split("\n"):
        at, stop = start, start + len(paragraph)
        if not paragraph.strip():
            at = stop
            if not lines or lines[-1].start != lines[-1].end:
                lines.append(_Line(start, start))
        while at < stop:
            until = _fit(shown, at, stop, font, width)
            lines.append(_Line(at, until))
            at = until + (until < stop and shown[until] == " ")
        start = stop + 1
    return lines


def _fit(shown: str, start: int, stop: int, font: FreeTypeFont, width: int) -> int:
    """Where a line that begins at start ends: after the last word that fits, in a word only if it is the first."""
    low, high = start + 1, min(stop, start + 400)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(shown[start:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    if low == stop:
        return stop
    blank = shown.rfind(" ", start + 1, low + 1)
    return blank if blank > start else low


def _shown(character: str) -> str:
    """One character that the font has, in the place of this one; a letter without its accent if need be."""
    if character == "\n":
        return character
    if character not in _INSTEAD and unicodedata.category(character)[0] in "ZC":
        return " "
    if ord(character) in _glyphs():
        return character
    instead = _INSTEAD.get(character) or unicodedata.normalize("NFD", character)[0]
    return instead if ord(instead) in _glyphs() else character


def _folder() -> Path:
    """Where reportlab keeps the fonts that come with it: Bitstream Vera, made for reading on screens."""
    import reportlab

    return Path(reportlab.__file__).parent / "fonts"


@lru_cache(maxsize=8)
def _font(size: float, dpi: int, bold: bool = False) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(_folder() / ("VeraBd.ttf" if bold else "Vera.ttf"), size * dpi / 72)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    from reportlab.pdfbase.ttfonts import TTFontFile

    return frozenset(TTFontFile(str(_folder() / "Vera.ttf")).charToGlyph)
