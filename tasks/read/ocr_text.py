"""From what tesseract recognised (hOCR) to a page: the words that can be trusted, lines with place and size, raw text.

Knows no program and no file. hOCR and not TSV: only hOCR tells the baseline of a line and the height of its letters.
hOCR: https://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from tasks.read.ocr_rows import Piece, in_rows
from tasks.read.pdf import Line, PdfPage

LEAST_CONFIDENCE = 0.3
"""A word of less is not kept."""
_SOLID = 0.7
"""A page has text if it has a word of this confidence and three letters or figures."""
_SIZE = 1.04
"""Size of a font over the height that tesseract measures (x_size: from the foot of p to the top of d)."""
_SAME_SIZE = 0.08
"""Sizes that differ less than this part are one size: measured heights vary with the letters of a line."""

_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BBOX = re.compile(rf"bbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_X_SIZE = re.compile(rf"x_size {_NUMBER}")
_DESCENDERS = re.compile(rf"x_descenders {_NUMBER}")
_CONFIDENCE = re.compile(rf"x_wconf {_NUMBER}")


class Word(NamedTuple):
    """A word as recognised: pixels from the left and the top of the upright picture. confidence: 0 to 1."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


class RecognisedLine(NamedTuple):
    """A line as recognised. block: number of its block. baseline: height of its foot at its first word, slope: of the
    baseline, down is positive; size: height of its letters. Pixels of the picture, y from the top. is_level: whether it
    runs from left to right."""

    block: int
    baseline: float
    slope: float
    size: float
    is_level: bool
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Recognised:
    """All that was recognised on a page, in reading order.

    rotation: degrees clockwise that turned the picture upright. skew: degrees clockwise that straightened it then.
    width, height: of the page as it is shown, in points. scale: pixels to a point.
    """

    engine: str
    rotation: int
    skew: float
    width: float
    height: float
    scale: float
    lines: tuple[RecognisedLine, ...]

    def to_json(self) -> dict[str, Any]:
        """As fields that json can write."""
        return {**self.__dict__, "lines": [[*line[:5], [list(word) for word in line.words]] for line in self.lines]}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Recognised:
        """The reverse. Raises TypeError, KeyError or ValueError for what to_json did not write."""
        lines = tuple(
            RecognisedLine(
                int(block), float(baseline), float(slope), float(size), bool(is_level), tuple(map(_word, words))
            )
            for block, baseline, slope, size, is_level, words in fields["lines"]
        )
        return cls(
            str(fields["engine"]),
            int(fields["rotation"]),
            float(fields["skew"]),
            float(fields["width"]),
            float(fields["height"]),
            float(fields["scale"]),
            lines,
        )


class WordBox(NamedTuple):
    """Where a word of the raw text [start, end) stands on the page as it is shown; points, up is positive."""

    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float


def _word(values: Sequence[Any]) -> Word:
    text, *numbers = values
    return Word(str(text), *map(float, numbers))


def recognised(
    hocr: bytes, engine: str, rotation: int, skew: float, width: float, height: float, scale: float
) -> Recognised:
    """What the hOCR says; the other arguments are kept as they are.

    Raises ValueError when it is no hOCR.
    """
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(hocr, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"no hOCR: {error}") from error
    if root is None or next(root.iter("{*}body"), None) is None:
        raise ValueError("no hOCR: it has no body")
    return Recognised(engine, rotation, skew, width, height, scale, tuple(_hocr_lines(root)))


def _hocr_lines(root: Any) -> Iterator[RecognisedLine]:
    block = 0
    for node in root.iter("{*}div", "{*}span"):
        title = node.get("title", "")
        if node.get("class") == "ocr_carea":
            block += 1
        size, bbox = _X_SIZE.search(title), _BBOX.search(title)
        if size is None or bbox is None:
            continue
        words = tuple(_hocr_words(node))
        if not words:
            continue
        left, _, _, bottom = map(float, bbox.groups())
        height = float(size[1])
        found = _BASELINE.search(title)
        descenders = _DESCENDERS.search(title)
        slope, offset = map(float, found.groups()) if found else (0.0, -float(descenders[1]) if descenders else 0.0)
        # of text that runs upwards tesseract gives no baseline, or a wall
        is_level = found is not None and abs(slope) < 1
        yield RecognisedLine(block, bottom + offset + slope * (words[0].left - left), slope, height, is_level, words)


def _hocr_words(line: Any) -> Iterator[Word]:
    for node in line.iter("{*}span"):
        if node.get("class") != "ocrx_word":
            continue
        text = " ".join("".join(node.itertext()).split())
        title = node.get("title", "")
        bbox, confidence = _BBOX.search(title), _CONFIDENCE.search(title)
        if text and bbox and confidence:
            yield Word(text, float(confidence[1]) / 100, *map(float, bbox.groups()))


def quality(read: Recognised) -> float:
    """How well a page was read, 0 to 1: mean confidence of its words by length; one that is not level counts 0."""
    words = [word if line.is_level else word._replace(confidence=0.0) for line in read.lines for word in line.words]
    return _mean_confidence(words)


def amount(read: Recognised) -> float:
    """How much was read, in letters that are sure: what `quality` is the mean of."""
    return quality(read) * sum(len(word.text) for line in read.lines for word in line.words)


def letter_height(read: Recognised) -> float:
    """Of the page's ordinary text, in points; 0 without text."""
    return _typical(read.lines) / read.scale if read.lines else 0.0


def _mean_confidence(words: Sequence[Word]) -> float:
    characters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / characters if characters else 0.0


def page_of(read: Recognised, page_number: int) -> tuple[PdfPage, list[WordBox], float]:
    """The page upright, the boxes of its words on the page as it is shown, and the confidence of the words kept.

    A picture without text gives a page without text.
    """
    kept = _in_rows([line._replace(words=words) for line in read.lines if (words := _trusted(line.words))])
    if not any(_is_solid(word) for line in kept for word in line.words):
        kept = []
    width, height = _upright(read)
    text, lines, boxes = "", [], []
    for line, size in zip(kept, _sizes(kept), strict=True):
        text += "\r\n" if text else ""
        start = len(text)
        for word in line.words:
            text += " " if len(text) > start else ""
            boxes.append(WordBox(len(text), len(text) + len(word.text), *_shown(word, read)))
            text += word.text
        x0, x1 = line.words[0].left / read.scale, line.words[-1].right / read.scale
        y = height - line.baseline / read.scale
        lines.append(Line(start, len(text), x0, x1, y, round(size * _SIZE / read.scale, 1), False, False))
    page = PdfPage(page_number, text, lines, width, height)
    return page, boxes, _mean_confidence([word for line in kept for word in line.words])


def _trusted(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(word for word in words if word.confidence >= LEAST_CONFIDENCE)


def _in_rows(lines: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    """Table rows joined; baselines as if a page that lies a little askew had been straightened around its left edge."""
    slope = median(line.slope for line in lines) if lines else 0.0
    level = [line._replace(baseline=line.baseline - slope * line.words[0].left) for line in lines]
    pieces = [
        Piece(
            line.block,
            " ".join(word.text for word in line.words),
            line.words[0].left,
            line.words[-1].right,
            line.baseline,
            line.size,
        )
        for line in level
    ]
    return [
        level[row[0]]._replace(words=tuple(word for number in row for word in level[number].words))
        for row in in_rows(pieces)
    ]


def _is_solid(word: Word) -> bool:
    """What tesseract sees in a photograph is short or doubtful."""
    return word.confidence >= _SOLID and sum(map(str.isalnum, word.text)) >= 3


def _sizes(lines: Sequence[RecognisedLine]) -> list[float]:
    """Height of each line: that of the page's body or else its block's, unless it really differs from it."""
    if not lines:
        return []
    body = _typical(lines)
    blocks: dict[int, list[RecognisedLine]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line)
    typical = {block: _typical(members) for block, members in blocks.items()}
    sizes = []
    for line in lines:
        near = [size for size in (body, typical[line.block]) if abs(line.size - size) < _SAME_SIZE * size]
        sizes.append(near[0] if near else line.size)
    return sizes


def _typical(lines: Sequence[RecognisedLine]) -> float:
    """Median height over the characters."""
    return median(line.size for line in lines for word in line.words for _ in word.text)


def _shown(word: Word, read: Recognised) -> tuple[float, float, float, float]:
    """left, bottom, right, top of the word in points of the page as it is shown."""
    left, top, right, bottom = (value / read.scale for value in word[2:])
    if read.skew:
        across, down = _askew((left + right) / 2, (top + bottom) / 2, read)
        left, top, right, bottom = left + across, top + down, right + across, bottom + down
    if read.rotation == 90:
        left, top, right, bottom = top, read.height - right, bottom, read.height - left
    elif read.rotation == 180:
        left, top, right, bottom = read.width - right, read.height - bottom, read.width - left, read.height - top
    elif read.rotation == 270:
        left, top, right, bottom = read.width - bottom, left, read.width - top, right
    return round(left, 2), round(read.height - bottom, 2), round(right, 2), round(read.height - top, 2)


def _askew(x: float, y: float, read: Recognised) -> tuple[float, float]:
    """How far a point of the straightened page moves across and down when it lies askew again; points."""
    width, height = _upright(read)
    dx, dy = x - width / 2, y - height / 2
    sine, cosine = math.sin(math.radians(read.skew)), math.cos(math.radians(read.skew))
    return dx * cosine + dy * sine - dx, dy * cosine - dx * sine - dy


def _upright(read: Recognised) -> tuple[float, float]:
    """Width and height of the page when it is upright."""
    return (read.height, read.width) if read.rotation % 180 else (read.width, read.height)
