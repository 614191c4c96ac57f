"""Cleaning a page: its blocks as running text, everything else gone, and an exact map back to the raw page.

Inside a block line ends become blanks, between blocks there is one newline. What no block covers (running headers,
page numbers) and what nobody can see is dropped. What counts as the same character is in text/normalise.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tasks.read.page import Kind, Page
from text.normalise import normalise_edits
from text.offsets import Edit, OffsetMap, apply_edits

VERSION = "1"

_BOUNDARY = "\u2029"
_DRAWN_SOFT_HYPHEN = re.compile(r"\u00ad(?!\u00ad*[\s\ufffe])")
"""In a text layer: what is drawn within a line is seen, so it is a hyphen, whatever its font calls it."""
_HYPHENS = "-\u2010\u00ad"


@dataclass(frozen=True)
class Block:
    """A block of a clean page: clean text [start, end)."""

    kind: Kind
    level: int
    start: int
    end: int


@dataclass(frozen=True)
class CleanPage:
    """A page with its clean text, the map from it to the raw text, and its blocks in order; none is empty."""

    page: Page
    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]

    @property
    def page_number(self) -> int:
        return self.page.page_number


def clean(page: Page) -> CleanPage:
    """The clean page."""
    masked, hyphens = _masked(page)
    edits = [_between(edit, masked, hyphens) for edit in normalise_edits(masked, keep_lines=False)]
    text, offsets = apply_edits(page.raw_text, edits)
    blocks = []
    for mark in page.marks:
        start, end = offsets.to_clean(mark.raw_from, mark.raw_to)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start < end:
            blocks.append(Block(mark.kind, mark.level, start, end))
    return CleanPage(page, text, offsets, tuple(blocks))


def _masked(page: Page) -> tuple[str, set[int]]:
    """The raw text with a tab for every character that goes and a boundary sign between blocks, as long as before.

    A tab, because normalising always rewrites it: no masked character can slip through. With it the places of hyphens
    of line ends that now end a block, where only the boundary sign stands.
    """
    raw = page.raw_text
    masked = ["\t"] * len(raw)
    hyphens = set()
    for mark in page.marks:
        masked[mark.raw_from : mark.raw_to] = raw[mark.raw_from : mark.raw_to].replace(_BOUNDARY, "\n")
        if page.text_source == "text_layer" and masked[mark.raw_to - 1] == "\u00ad":
            masked[mark.raw_to - 1] = "\u2010"  # a word cut by the end of a column or page
    for start, end in page.invisible:
        masked[start:end] = "\t" * (end - start)
    for one, other in pairwise(page.marks):
        if one.raw_to < other.raw_from:
            masked[other.raw_from - 1] = _BOUNDARY
        else:
            hyphens.add(one.raw_to - 1)
            masked[one.raw_to - 1] = _BOUNDARY
    text = "".join(masked)
    return _DRAWN_SOFT_HYPHEN.sub("\u2010", text) if page.text_source == "text_layer" else text, hyphens


def _between(edit: Edit, masked: str, hyphens: set[int]) -> Edit:
    """The edit, or if it lies between two blocks, one that ends the first with a newline, hyphen and all."""
    span = masked[edit.raw_from : edit.raw_to]
    if _BOUNDARY not in span or (not edit.text and (edit.raw_from == 0 or edit.raw_to == len(masked))):
        return edit
    end = edit.raw_to - (1 if span[-1].isalnum() else 0)
    is_hyphen = span[0] in _HYPHENS or any(at in hyphens for at in range(edit.raw_from, end))
    return Edit(edit.raw_from, end, "-\n" if is_hyphen else "\n")
