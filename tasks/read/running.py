"""Running headers and footers: lines at the top or bottom that come back on page after page.

Compared with their digits as '#' where there are letters too. Measured (notes on reading): top and bottom three lines,
on at least half of the pages, gave no false removals; headers that alternate between left and right pages are looked
for apart. Headers that change with the chapter are found by their place: where on most pages a line stands, which
nearly always a page near by has too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.read.lines import is_figures

EDGE = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:pagina|pag\.|blz\.|page|p\.)?\s*[-–|]*\s*(\d{1,4})\s*[-–|]*(?:\s*(?:van|of|/|\|)\s*\d{1,4})?", re.IGNORECASE
)
_LAST_FIGURES = re.compile(r"(?:(?:^|\s+)(?:€\s*)?[(+−-]?\d[\d.,]*[%)]*)+$")
_AMOUNT = re.compile(r"\d[.,]\d|[-+−(€]\s?\d|\d%|\d{5}")
_SLOT = 3.0
"""Points: lines that differ less in height stand at the same place."""
LINE_STEP = 12.0
"""Points that a line is taken to be high where only the order of lines is known."""
_LEAST_PAGES = 4
"""Pages on which a place must have a line of a chapter header."""
_MOST_INNER = 2
"""How often the title of a chapter may stand in the middle of pages."""


class EdgeLine(NamedTuple):
    """A line near the top or bottom of a page. place: its distance from there, in points; size: points."""

    text: str
    place: float
    size: float = 0.0


Edges = tuple[Sequence[EdgeLine], Sequence[EdgeLine]]


def running_lines(pages: Sequence[Edges], inner: Iterable[str] = ()) -> list[tuple[set[int], set[int]]]:
    """For each page which of its lines at the top and at the bottom are running headers or footers, by their number.

    pages: of each page its outermost lines at the top and at the bottom, the outermost first; only the first three of
    each can be running. inner: the lines in the middle of pages; what often stands there is no header of a chapter.
    """
    common = {key for key, count in Counter(map(_key, inner)).items() if count > _MOST_INNER}
    found: list[tuple[set[int], set[int]]] = [(set(), set()) for _ in pages]
    for edge in (0, 1):
        lines = [page[edge][:EDGE] for page in pages]
        keys = [[_key(line.text) for line in each] for each in lines]
        repeated = _repeated([set(each) for each in keys])
        placed = _of_chapters(lines, keys, common)
        offsets = _offsets(lines)
        for number, each in enumerate(lines):
            for index, line in enumerate(each):
                label = _PAGE_NUMBER.fullmatch(line.text.strip())
                is_label = label is not None and (index == 0 or offsets[int(label.group(1)) - number] > 1)
                if is_label or ((keys[number][index] in repeated or (number, index) in placed) and not _is_row(line)):
                    found[number][edge].add(index)
    return found


def _key(text: str) -> str:
    text = " ".join(text.lower().split())
    return _DIGITS.sub("#", text) if any(map(str.isalpha, text)) else text


def _is_row(line: EdgeLine) -> bool:
    """A row of figures, which ends in them: the years over a table, a total. No header, also where it comes back."""
    figures = _LAST_FIGURES.search(line.text.strip())
    words = figures.group().split() if figures else []
    return is_figures(line.text) and (len(words) > 2 or (len(words) == 2 and _AMOUNT.search(line.text) is not None))


def _offsets(lines: Sequence[Sequence[EdgeLine]]) -> Counter[int]:
    """How many pages have a number that is so much more than their place in the document."""
    offsets: Counter[int] = Counter()
    for number, each in enumerate(lines):
        labels = (_PAGE_NUMBER.fullmatch(line.text.strip()) for line in each)
        offsets.update({int(label.group(1)) - number for label in labels if label})
    return offsets


def _repeated(edges: list[set[str]]) -> set[str]:
    every = Counter(key for keys in edges for key in keys)
    repeated = {key for key, count in every.items() if count >= 2 and count * 2 >= len(edges)}
    for parity in (0, 1):
        side = edges[parity::2]
        counts = Counter(key for keys in side for key in keys)
        repeated |= {key for key, count in counts.items() if count >= 3 and count * 4 >= len(side) * 3}
    return repeated


def _of_chapters(
    lines: Sequence[Sequence[EdgeLine]], keys: Sequence[Sequence[str]], common: set[str]
) -> set[tuple[int, int]]:
    """(page, line) of headers that change now and then: they stand where most pages have a line of a near page."""
    slots: dict[tuple[int, float], list[tuple[int, int]]] = defaultdict(list)
    for number, each in enumerate(lines):
        for index, line in enumerate(each):
            slots[round(line.place / _SLOT), round(line.size * 2)].append((number, index))
    found = set()
    for places in slots.values():
        pages_of: dict[str, set[int]] = defaultdict(set)
        for number, index in places:
            pages_of[keys[number][index]].add(number)
        back = {
            (number, index)
            for number, index in places
            if keys[number][index] not in common
            and pages_of[keys[number][index]] & {number - 2, number - 1, number + 1, number + 2}
        }
        pages = {number for number, _ in places}
        if len(back) >= _LEAST_PAGES and len(back) * 10 >= len(places) * 8 and len(pages) * 2 >= len(lines):
            found |= set(places)  # with the header of a chapter of one page
    return found
