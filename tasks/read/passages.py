"""Cutting sections into passages of 60 to 200 words that begin and end where sentences do.

Where to cut is the cheapest way through the section: paragraph ends before sentences, no list without its first line,
sizes near the middle. What is shorter than 60 words altogether stands alone. Whom a passage is about: text/acting.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.read.clean import CleanPage
from tasks.read.sections import Paragraph, sections
from text.sentences import sentences

VERSION = "1"

LEAST_WORDS, MOST_WORDS, BEST_WORDS = 60, 200, 120
MOST_CHARACTERS = 2_400
"""Of a passage of several sentences or rows: rows of figures have few words."""
NO_SENTENCE = 300
"""More words than this without a sentence end are no sentence, and are cut."""

# the same as \S*[^\W\d_]\S*, without looking at a long run of signs from each of them
_WORD = re.compile(r"(?<!\S)(?:(?![^\W\d_])\S)*+[^\W\d_]\S*")
_SOFT_END = re.compile(r"(?:;|:|•|\s[-–])\s+")


@dataclass(frozen=True)
class Passage:
    """A passage: clean text, and raw offsets as core_passage has them."""

    page_from: int
    raw_from: int
    page_to: int
    raw_to: int
    text: str
    heading_path: str
    word_count: int
    is_contents: bool


class _Unit(NamedTuple):
    """What is never cut: text [start, end) of a paragraph, a sentence, a row or an item without sentences."""

    paragraph: Paragraph
    start: int
    end: int
    words: int

    @property
    def ends_paragraph(self) -> bool:
        return self.end == len(self.paragraph.text)


def cut(pages: Iterable[CleanPage]) -> list[Passage]:
    """The passages of a document, section by section; of each section the notes come last."""
    passages = []
    for section in sections(pages):
        path = " > ".join(section.path)
        for paragraphs in (section.paragraphs, section.notes):
            units = [unit for paragraph in paragraphs for unit in _units(paragraph)]
            for first, last in _cuts(units):
                passage = _passage(units[first:last], path, section.is_contents)
                if passage.word_count:
                    passages.append(passage)
    return passages


def word_count(text: str) -> int:
    """Words of a text: what holds at least one letter. Figures alone are no words."""
    return len(_WORD.findall(text))


def _units(paragraph: Paragraph) -> list[_Unit]:
    text = paragraph.text
    spans = [(0, len(text))] if paragraph.kind in ("row", "contents") else sentences(text)
    units = []
    for start, end in spans:
        for piece_start, piece_end in _pieces(text, start, end):
            units.append(_Unit(paragraph, piece_start, piece_end, word_count(text[piece_start:piece_end])))
    return units


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span itself; if it is far too long for a sentence, pieces of it."""
    words = [found.start() + start for found in _WORD.finditer(text[start:end])]
    if len(words) <= NO_SENTENCE:
        return [(start, end)]
    soft = {found.end() + start for found in _SOFT_END.finditer(text[start:end])}
    cuts = [start]
    since = 0
    for number, at in enumerate(words):
        if number - since >= MOST_WORDS or (number - since >= BEST_WORDS and at in soft):
            cuts.append(at)
            since = number
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _cuts(units: Sequence[_Unit]) -> list[tuple[int, int]]:
    """[first, last) of each passage: the cheapest way to cut the units."""
    best = [0.0] + [float("inf")] * len(units)
    back = [0] * (len(units) + 1)
    for last in range(1, len(units) + 1):
        words = characters = 0
        closing = _closing_cost(units, last)
        for first in range(last - 1, -1, -1):
            words += units[first].words
            characters += units[first].end - units[first].start
            if last - first > 1 and (words > MOST_WORDS or characters > MOST_CHARACTERS):
                break
            cost = best[first] + _size_cost(words) + closing
            if cost < best[last]:
                best[last], back[last] = cost, first
    cuts = []
    last = len(units)
    while last > 0:
        cuts.append((back[last], last))
        last = back[last]
    return cuts[::-1]


def _size_cost(words: int) -> float:
    if words < LEAST_WORDS:
        return 4.0 + (LEAST_WORDS - words) / 10
    return 0.5 + abs(words - BEST_WORDS) / 40


def _closing_cost(units: Sequence[_Unit], last: int) -> float:
    """How bad it is to end a passage before unit `last`."""
    if last == len(units):
        return 0.0
    unit, following = units[last - 1], units[last]
    if not unit.ends_paragraph:
        return 3.0
    if unit.paragraph.text.rstrip().endswith(":"):
        return 4.0
    kinds = unit.paragraph.kind, following.paragraph.kind
    if kinds in (("item", "item"), ("paragraph", "item")):
        return 1.5
    return 1.0 if kinds == ("row", "row") else 0.5


def _passage(units: Sequence[_Unit], path: str, is_contents: bool) -> Passage:
    parts: list[tuple[Paragraph, int, int]] = []
    for unit in units:
        if parts and parts[-1][0] is unit.paragraph:
            parts[-1] = (unit.paragraph, parts[-1][1], unit.end)
        else:
            parts.append((unit.paragraph, unit.start, unit.end))
    parts = [(paragraph, *_stripped(paragraph.text, start, end)) for paragraph, start, end in parts]
    text = "\n".join(paragraph.text[start:end] for paragraph, start, end in parts)
    first, last = parts[0], parts[-1]
    page_from, raw_from, _, _ = first[0].place(first[1], first[2])
    _, _, page_to, raw_to = last[0].place(last[1], last[2])
    return Passage(page_from, raw_from, page_to, raw_to, text, path, word_count(text), is_contents)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end - 1 and text[start].isspace():
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end
