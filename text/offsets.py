"""Offset maps: which characters of a clean text stand where in the raw text it was made from.

Here belong the map and the one way to make it (a list of edits). What should be edited, and why, does not:
see text/normalise.py and tasks/read/clean.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Edit(NamedTuple):
    """Raw characters [raw_from, raw_to) become `text`; '' drops them."""

    raw_from: int
    raw_to: int
    text: str


@dataclass(frozen=True)
class OffsetMap:
    """Runs of characters that clean and raw text share, as flat triples (clean_start, raw_start, length).

    What lies between two runs is text that only one side has, or that was replaced by text of another length.
    A run of length 0 closes such a gap at its end. Offsets count characters (code points), ends are exclusive.
    """

    triples: tuple[int, ...]
    _clean_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _raw_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _lengths: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.triples) % 3 or self.triples[:2] != (0, 0):
            raise ValueError("an offset map holds whole triples clean_start, raw_start, length, from 0, 0 on")
        object.__setattr__(self, "_clean_starts", self.triples[0::3])
        object.__setattr__(self, "_raw_starts", self.triples[1::3])
        object.__setattr__(self, "_lengths", self.triples[2::3])

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text of `length` characters onto itself."""
        return cls((0, 0, length))

    @classmethod
    def from_flat(cls, flat: Iterable[int]) -> OffsetMap:
        """The map as stored in core_page.offset_map."""
        return cls(tuple(int(number) for number in flat))

    def flat(self) -> list[int]:
        """The map as it is stored in core_page.offset_map."""
        return list(self.triples)

    def to_raw(self, clean_from: int, clean_to: int) -> tuple[int, int]:
        """The raw span of the clean span [clean_from, clean_to): the least that holds all its characters.

        Text that the clean side lacks is left out at both ends. An empty span stays empty.
        """
        return self._span(clean_from, clean_to, self._clean_starts, self._raw_starts)

    def to_clean(self, raw_from: int, raw_to: int) -> tuple[int, int]:
        """The clean span of the raw span [raw_from, raw_to): the least that holds all of it that was kept."""
        return self._span(raw_from, raw_to, self._raw_starts, self._clean_starts)

    def _span(self, start: int, end: int, own: Sequence[int], other: Sequence[int]) -> tuple[int, int]:
        if start < 0 or end < start:
            raise ValueError(f"not a span: {start}, {end}")
        first = self._place(start, own, other, is_end=False)
        return first, first if end == start else max(first, self._place(end - 1, own, other, is_end=True))

    def _place(self, position: int, own: Sequence[int], other: Sequence[int], is_end: bool) -> int:
        """Where the character at `position` starts (or ends) on the other side."""
        index = bisect_right(own, position) - 1
        inside, length = position - own[index], self._lengths[index]
        if inside < length:
            return other[index] + inside + is_end
        if is_end and index + 1 < len(other):
            return other[index + 1]
        return other[index] + length


def apply_edits(raw: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The text after the edits, and the map from it to `raw`.

    Edits are in order and do not overlap (ValueError otherwise). A replacement of equal length keeps every
    character's place; one of another length is a gap that maps as a whole.
    """
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    clean_at = raw_at = 0

    def keep(text: str, raw_start: int) -> None:
        nonlocal clean_at
        start, raw, length = runs[-1] if runs else (0, 0, 0)
        if (start + length, raw + length) == (clean_at, raw_start) and runs:
            runs[-1] = start, raw, length + len(text)
        else:
            runs.append((clean_at, raw_start, len(text)))
        pieces.append(text)
        clean_at += len(text)

    for edit in edits:
        if not raw_at <= edit.raw_from <= edit.raw_to <= len(raw):
            raise ValueError(f"edits overlap or leave the text at {edit.raw_from}–{edit.raw_to}")
        keep(raw[raw_at : edit.raw_from], raw_at)
        if len(edit.text) == edit.raw_to - edit.raw_from:
            keep(edit.text, edit.raw_from)
        else:
            pieces.append(edit.text)
            clean_at += len(edit.text)
        raw_at = edit.raw_to
    keep(raw[raw_at:], raw_at)
    return "".join(pieces), OffsetMap(tuple(number for run in runs for number in run))


def merge_edits(stronger: Iterable[Edit], weaker: Iterable[Edit]) -> list[Edit]:
    """Both lists of edits as one; a weaker edit that touches a stronger one's characters is left out."""
    strong = sorted(stronger)
    merged = list(strong)
    starts = [edit.raw_from for edit in strong]
    for edit in weaker:
        index = bisect_right(starts, edit.raw_from) - 1
        overlaps_before = index >= 0 and strong[index].raw_to > edit.raw_from
        overlaps_after = index + 1 < len(strong) and strong[index + 1].raw_from < edit.raw_to
        if not overlaps_before and not overlaps_after:
            merged.append(edit)
    return sorted(merged)
