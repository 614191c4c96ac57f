"""The units in which a passage is judged: its paragraphs. A passage may hold two of them about two different things.

A short paragraph goes with the one before it; a long one is divided between sentences. Offsets are into the passage.
"""

from __future__ import annotations

import re

from text.sentences import sentences

FEWEST_WORDS = 25
MOST_WORDS = 140


def units(text: str) -> list[tuple[int, int]]:
    """Spans [from, to) of the units of a passage, in order; a text without words has one all the same."""
    spans = [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text) if found[0].strip()]
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and (_words(text[start:end]) < FEWEST_WORDS or _words(text[slice(*joined[-1])]) < FEWEST_WORDS):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [part for span in joined for part in _divided(text, *span)] or [(0, len(text))]


def _divided(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span in about equal parts of at most MOST_WORDS, cut between sentences."""
    total = _words(text[start:end])
    if total <= MOST_WORDS:
        return [(start, end)]
    share = total / -(-total // MOST_WORDS)
    parts, begun, words = [], start, 0
    ends = [start + stop for _, stop in sentences(text[start:end])]
    for before, stop in zip([start, *ends], ends, strict=False):
        words += _words(text[before:stop])
        if words >= share and stop < end:
            parts.append((begun, stop))
            begun, words = stop, 0
    if parts and words < FEWEST_WORDS:
        begun = parts.pop()[0]
    return [*parts, (begun, end)]


def _words(text: str) -> int:
    return len(text.split())
