"""Rows of a table that tesseract read column by column: each amount goes back to the line it belongs to.

Columns of prose are never joined: only lines of nothing but figures move, and only where a whole block of them stands
on the same heights as lines to its left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A line of recognised text. block: of the page. y: of its baseline, down is positive; left, right, size alike."""

    block: int
    text: str
    left: float
    right: float
    y: float
    size: float


_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"\d")
_NONE = ("-", "–", "—")
_LEAST_LINES = 3
_SAME_HEIGHT = 0.25
"""Of the height of the letters."""
_MOST = 0.8
"""So many of a block's lines must have a line to their left."""


def in_rows(pieces: Sequence[Piece]) -> list[list[int]]:
    """The pieces by number, in reading order, those of one row together from left to right."""
    blocks: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        blocks.setdefault(piece.block, []).append(number)
    left_of: dict[int, int] = {}
    for members in blocks.values():
        figures = [number for number in members if _is_figures(pieces[number].text)]
        if len(figures) < _LEAST_LINES or len(figures) * 2 < len(members):
            continue
        found = {number: at for number in figures if (at := _left_of(number, pieces)) is not None}
        if len(found) >= _MOST * len(figures):
            left_of |= found
    rows: dict[int, list[int]] = {}
    for number in range(len(pieces)):
        first = number
        while first in left_of:
            first = left_of[first]
        rows.setdefault(first, []).append(number)
    return [sorted(rows[first], key=lambda number: pieces[number].left) for first in sorted(rows)]


def _is_figures(text: str) -> bool:
    """Numbers with signs, or the dash that stands for none."""
    return (_FIGURE.search(text) is not None and _WORD.search(text) is None) or text in _NONE


def _left_of(number: int, pieces: Sequence[Piece]) -> int | None:
    """The nearest piece to the left on the same height; None if there is none."""
    piece = pieces[number]
    near = [
        other
        for other, candidate in enumerate(pieces)
        if candidate.block != piece.block
        and candidate.right <= piece.left
        and abs(candidate.y - piece.y) < _SAME_HEIGHT * max(piece.size, candidate.size)
    ]
    return max(near, key=lambda other: pieces[other].right, default=None)
