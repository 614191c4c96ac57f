"""From the lines of a PDF to blocks: which lines belong together, what is a heading, a list item, a table row, a note.

Sizes, places and boldness come from pdf.py, the signs in the words themselves from lines.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tasks.read.lines import ends_sentence, heading_depth, is_contents_page, is_figures, is_item
from tasks.read.page import Kind, Mark, Page
from tasks.read.pdf import Line, PdfPage
from tasks.read.running import EDGE, EdgeLine, running_lines
from tasks.read.scans import needs_ocr
from tasks.read.turned import upright

_DATE = re.compile(r"(?:\w+,? )?\d{1,2} [a-z]+\.? \d{4}\.?", re.IGNORECASE)
_MARGIN = 0.17
"""Part of the height of a page at its top and bottom where running headers and footers stand."""
_MOST_HEADING_WORDS = 20
_MOST_LEVELS = 6


@dataclass
class _Block:
    lines: list[Line]
    text: str
    kind: Kind = "paragraph"
    style: tuple[float, bool, int] | None = None
    gap_above: bool = False


@dataclass(frozen=True)
class _Body:
    """The ordinary text of a document: its size, the distance of its lines, whether most of it is bold."""

    size: float
    leading: float
    is_bold: bool


def lay_out(pages: Sequence[PdfPage]) -> list[Page]:
    """The pages with marks; running headers and footers have none."""
    turned = [upright(page) for page in pages]
    kept = _without_running(turned)
    body = _body(kept)
    blocks = [_blocks(page, lines, body) for page, lines in zip(turned, kept, strict=True)]
    styles = sorted(
        {block.style for page in blocks for block in page if block.style}, key=lambda s: (-s[0], not s[1], s[2])
    )
    levels = {style: min(rank, _MOST_LEVELS) for rank, style in enumerate(styles, 1)}
    return [
        Page(
            page.page_number,
            page.raw_text,
            [
                Mark(block.kind, block.lines[0].start, block.lines[-1].end, levels[block.style] if block.style else 0)
                for block in page_blocks
            ],
            page.invisible,
            "text_layer",
            needs_ocr(as_given),
        )
        for as_given, page, page_blocks in zip(pages, turned, blocks, strict=True)
    ]


def _without_running(pages: Sequence[PdfPage]) -> list[list[Line]]:
    edges = []
    for page in pages:
        by_height = sorted(page.lines, key=lambda line: -line.y)
        top = [line for line in by_height if line.y > page.height * (1 - _MARGIN)][:EDGE]
        bottom = [line for line in reversed(by_height) if line.y < page.height * _MARGIN][:EDGE]
        edges.append((top, bottom))
    found = running_lines(
        [
            (
                [EdgeLine(_text(page, line), page.height - line.y, line.size) for line in top],
                [EdgeLine(_text(page, line), line.y, line.size) for line in bottom],
            )
            for page, (top, bottom) in zip(pages, edges, strict=True)
        ],
        (
            _text(page, line)
            for page, (top, bottom) in zip(pages, edges, strict=True)
            for line in page.lines
            if line not in top and line not in bottom
        ),
    )
    kept = []
    for page, (top, bottom), running in zip(pages, edges, found, strict=True):
        gone = {top[index].start for index in running[0]} | {bottom[index].start for index in running[1]}
        kept.append([line for line in page.lines if line.start not in gone])
    return kept


def _text(page: PdfPage, line: Line) -> str:
    return page.raw_text[line.start : line.end]


def _body(pages: Sequence[Sequence[Line]]) -> _Body:
    sizes: Counter[float] = Counter()
    bold = 0
    for line in (line for lines in pages for line in lines):
        sizes[_rounded(line.size)] += line.end - line.start
        bold += line.end - line.start if line.is_bold else 0
    if not sizes:
        return _Body(10.0, 12.0, False)
    size = max(sizes.items(), key=lambda entry: (entry[1], -entry[0]))[0]
    steps = [
        above.y - line.y
        for lines in pages
        for above, line in pairwise(lines)
        if abs(above.size - size) < 0.6 and abs(line.size - size) < 0.6 and 0.8 * size < above.y - line.y < 2.2 * size
    ]
    return _Body(size, median(steps) if steps else 1.2 * size, bold * 2 > sizes.total())


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _blocks(page: PdfPage, lines: Sequence[Line], body: _Body) -> list[_Block]:
    texts = [_text(page, line) for line in lines]
    if is_contents_page(texts):
        return [_Block([line], text, "contents") for line, text in zip(lines, texts, strict=True)]
    blocks: list[_Block] = []
    width = median(line.x1 - line.x0 for line in lines) if lines else 0.0
    for line, text in zip(lines, texts, strict=True):
        block = blocks[-1] if blocks else None
        if block is not None and _belongs(block, line, text, body, width):
            joint = "" if block.text.endswith("\ufffe") else " "
            block.lines.append(line)
            block.text += joint + text
        else:
            gap = block is None or not 0 <= block.lines[-1].y - line.y <= 1.25 * body.leading
            blocks.append(_Block([line], text, "row" if is_figures(text) else "paragraph", gap_above=gap))
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        _classify(block, following, page, body)
    return blocks


def _belongs(block: _Block, line: Line, text: str, body: _Body, width: float) -> bool:
    """Whether the line goes on with the block above it."""
    above = block.lines[-1]
    step = above.y - line.y
    if abs(step) < 0.35 * max(line.size, above.size):
        return True  # the same line, in two pieces
    if step < 0 or step > 1.35 * max(body.leading * line.size / body.size, line.size):
        return False
    if block.kind == "row" or is_figures(text) or is_item(text):
        return False
    if abs(line.size - above.size) > 0.6 or line.is_bold != above.is_bold:
        return False
    if len(block.lines) == 1 and block.gap_above and heading_depth(block.text) and _stands_apart(block, text, width):
        return False
    if heading_depth(text) and ends_sentence(block.text) and line.x0 <= block.lines[0].x0 + 1:
        return False
    is_short = above.x1 - above.x0 < 0.8 * max(width, *(each.x1 - each.x0 for each in block.lines))
    return not (is_short and ends_sentence(block.text))


def _stands_apart(block: _Block, following: str, width: float) -> bool:
    """Whether a numbered line with room above it is a heading that has the text close below it."""
    line = block.lines[0]
    return line.x1 - line.x0 < 0.8 * width and following[:1].isupper()


def _classify(block: _Block, following: _Block | None, page: PdfPage, body: _Body) -> None:
    if block.kind == "row":
        return
    first = block.lines[0]
    style = _heading_style(block, following, body)
    if style is not None:
        block.kind, block.style = "heading", style
    elif first.size < body.size - 0.9 and first.y < 0.4 * page.height and block.text[:1].isdigit():
        block.kind = "note"
    elif is_item(block.text):
        block.kind = "item"


def _heading_style(block: _Block, following: _Block | None, body: _Body) -> tuple[float, bool, int] | None:
    """(size, bold, depth of its number) of a heading; None for what is none."""
    text = block.text.strip()
    words = text.split()
    if not 1 <= len(words) <= _MOST_HEADING_WORDS or len(block.lines) > 3 or not any(map(str.isalpha, text)):
        return None
    if _DATE.fullmatch(text):
        return None
    size = _rounded(block.lines[0].size)
    is_bold = block.lines[0].is_bold and not body.is_bold
    depth = heading_depth(text)
    is_larger = size >= body.size + 1
    if text.endswith((".", ";", ",", ":")) and not size >= 1.3 * body.size:
        return None
    if following is not None and following.kind == "row" and not is_larger and not depth:
        return None  # the head of a table
    if is_item(text) and not depth and not is_larger:
        return None
    is_sign = text[:1].isupper() or text[:1].isdigit() or is_larger
    if is_larger or (is_bold and size >= body.size - 0.5 and is_sign):
        return size, is_bold, depth
    if not block.gap_above or size < body.size - 0.5:
        return None
    is_slanted = block.lines[0].is_italic and following is not None and not following.lines[0].is_italic
    is_numbered = depth > 0 and len(words) <= 12
    return (size, is_bold, depth) if is_numbered or (is_slanted and text[:1].isupper() and len(words) <= 8) else None
