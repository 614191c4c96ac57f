"""From clean pages to sections: the paragraphs, list items and rows under one heading, in order, over page ends.

A paragraph that a page end or a column cuts in two is put together again. Cutting into passages is in passages.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tasks.read.clean import Block, CleanPage
from tasks.read.lines import ends_sentence
from tasks.read.page import Kind
from text.normalise import fold
from text.offsets import OffsetMap

_CONTENTS_HEADING = re.compile(r"(?:\d+\.?\s+)?(?:inhoud|inhoudsopgave|inhoudstafel|contents)", re.IGNORECASE)
_LONGEST_HEADING = 160
_LEAST_HEADING_WORDS = 5
"""A heading with nothing under it that has so many words says something by itself."""
_CUT_OFF = 60
"""A paragraph at least this long that ends a page without a full stop goes on, also with a capital."""

_NEEDS_FIGURE = (
    "€",
    "€ -",
    "(",
    " nr.",
    " art.",
    " ca.",
    " artikel",
    " bijlage",
    " van",
    " op",
    " tot",
    " in",
    " en",
    " met",
)
"""After these at the end of a column a figure goes on with the sentence."""


class Piece(NamedTuple):
    """Clean text [start, end) of a page, at `at` in the joined text of a paragraph."""

    at: int
    page: CleanPage
    start: int
    end: int


@dataclass
class Paragraph:
    """A block of text, whole again: its text, and where each of its characters stands."""

    kind: Kind
    pieces: list[Piece]
    text: str = ""
    to_joined: OffsetMap = field(default_factory=lambda: OffsetMap.identity(0))

    @classmethod
    def of(cls, kind: Kind, parts: Sequence[tuple[CleanPage, Block]]) -> Paragraph:
        """The paragraph that these blocks are together."""
        pieces, joined = [], ""
        for page, block in parts:
            joined += "\n" if joined else ""
            pieces.append(Piece(len(joined), page, block.start, block.end))
            joined += page.text[block.start : block.end]
        text, to_joined = fold(joined)
        return cls(kind, pieces, text, to_joined)

    def place(self, start: int, end: int) -> tuple[int, int, int, int]:
        """page_from, raw_from, page_to, raw_to of text[start:end], which begins and ends with no blank."""
        first, last = self.to_joined.to_raw(start, end)
        page_from, raw_from, _ = self._on_page(first)
        page_to, _, raw_to = self._on_page(last - 1)
        return page_from, raw_from, page_to, raw_to

    def _on_page(self, at: int) -> tuple[int, int, int]:
        """Page, raw start and raw end of a character of the joined text."""
        piece = max((piece for piece in self.pieces if piece.at <= at), key=lambda piece: piece.at)
        clean = min(piece.start + at - piece.at, piece.end - 1)
        raw_from, raw_to = piece.page.offsets.to_raw(clean, clean + 1)
        return piece.page.page_number, raw_from, raw_to


@dataclass
class Section:
    """What stands under one heading, notes apart. path: the headings above it, the highest first."""

    path: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    is_contents: bool = False


def sections(pages: Iterable[CleanPage]) -> list[Section]:
    """The sections of a document in order; none is without text."""
    found: list[Section] = []
    stack: list[tuple[int, str]] = []
    bare: tuple[CleanPage, Block] | None = None
    current = _Open(())
    for page, block in ((each, block) for each in pages for block in each.blocks):
        text = page.text[block.start : block.end]
        if block.kind == "heading":
            found += current.close()
            if bare is not None and block.level <= bare[1].level:
                found += _alone(bare, tuple(title for _, title in stack[:-1]))
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            stack.append((block.level, " ".join(text.split())[:_LONGEST_HEADING]))
            bare = (page, block)
            current = _Open(tuple(title for _, title in stack))
            continue
        bare = None
        is_contents = block.kind == "contents"
        if is_contents != current.is_contents:
            found += current.close()
            current = _Open(() if is_contents else tuple(title for _, title in stack), is_contents)
        current.add(page, block)
    found += current.close()
    if bare is not None:
        found += _alone(bare, tuple(title for _, title in stack[:-1]))
    return found


def _alone(heading: tuple[CleanPage, Block], path: tuple[str, ...]) -> list[Section]:
    """A heading with nothing under it, as a section of its own if it says something."""
    paragraph = Paragraph.of("paragraph", [heading])
    if len(paragraph.text.split()) < _LEAST_HEADING_WORDS:
        return []
    return [Section(path, [paragraph])]


class _Open:
    """A section that is being filled."""

    def __init__(self, path: tuple[str, ...], is_contents: bool = False) -> None:
        self.path = path
        self.is_contents = is_contents
        self._groups: list[list[tuple[CleanPage, Block]]] = []
        self._notes: list[list[tuple[CleanPage, Block]]] = []

    def add(self, page: CleanPage, block: Block) -> None:
        """Add a block; one that goes on with the last paragraph joins it."""
        if block.kind == "note":
            self._notes.append([(page, block)])
        elif self._groups and _goes_on(*self._groups[-1][-1], page, block):
            self._groups[-1].append((page, block))
        else:
            self._groups.append([(page, block)])

    def close(self) -> list[Section]:
        """The section, if there is any text in it."""
        if not self._groups and not self._notes:
            return []
        section = Section(
            self.path,
            [Paragraph.of(group[0][1].kind, group) for group in self._groups],
            [Paragraph.of("note", group) for group in self._notes],
            self.is_contents,
        )
        if self.path and _CONTENTS_HEADING.fullmatch(self.path[-1]):
            words = sum(len(paragraph.text.split()) for paragraph in section.paragraphs)
            section.is_contents = words < 12 * len(section.paragraphs)
        return [section]


def _goes_on(page: CleanPage, block: Block, next_page: CleanPage, next_block: Block) -> bool:
    """Whether a block goes on with the paragraph before it: over a page end, or in the next column.

    Only where blocks were made from lines: in markup a paragraph is what its author made one.
    """
    if page.page.text_source == "markup" or block.kind not in ("paragraph", "item") or next_block.kind != "paragraph":
        return False
    text = page.text[block.start : block.end]
    following = next_page.text[next_block.start : next_block.start + 1]
    if ends_sentence(text):
        return False
    if following.islower() or (following.isdigit() and text.endswith(_NEEDS_FIGURE)):
        return True
    is_page_end = page is not next_page and next_block is next_page.blocks[0]
    return is_page_end and len(text) >= _CUT_OFF and (following.isalpha() or following.isdigit())
