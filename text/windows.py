"""What is learned from: training passages, whole and in windows, in folds by author, and the codebook's own text.

Windows, because a passage is often about more than the sentences that are evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schemas.codebook import MEASURES, Codebook, TrainingLine
from text.digest import digest
from text.sentences import sentences

SENTENCES = 2
BOOK_WEIGHT = 0.5
"""Of a query or an example of an element, beside a training passage: shorter, and cleaner than real text."""


def windows(text: str) -> list[str]:
    """Every two sentences in a row; nothing for a text that is no longer than that."""
    parts = [text[start:end].strip() for start, end in sentences(text)]
    parts = [part for part in parts if part]
    if len(parts) <= SENTENCES:
        return []
    return [" ".join(parts[i : i + SENTENCES]) for i in range(len(parts) - SENTENCES + 1)]


def with_windows(text: str) -> list[tuple[str, float]]:
    """The text with weight 1, then its windows, which weigh 1 together."""
    parts = windows(text)
    return [(text, 1.0), *((part, 1 / len(parts)) for part in parts)]


def fold_of(voice: str, folds: int) -> int:
    """The fold, from 0, that all text of this voice is in: no author is both learned from and asked."""
    return int(digest("fold", voice), 16) % folds


def of_the_book(codebook: Codebook) -> list[tuple[str, int, float]]:
    """Queries, examples of elements and worked examples: text, label (0 none, 1-12 a measure), weight."""
    found = []
    for number in MEASURES:
        measure = codebook.measures[number]
        found += [(query, number, BOOK_WEIGHT) for query in measure.queries]
        found += [(text, number, BOOK_WEIGHT) for element in measure.elements for text in element.examples]
        found += [(example.text, number if example.evidence else 0, 1.0) for example in measure.examples]
    return found


class Learned(NamedTuple):
    """One text to learn from.

    line: the number of its training line, −1 for the codebook's. label: 0 none, 1–12. is_whole: not a window. fold: −1
    for the codebook's, which every fold learns from.
    """

    text: str
    line: int
    label: int
    weight: float
    is_whole: bool
    fold: int


def learned_from(codebook: Codebook, lines: Sequence[TrainingLine], folds: int) -> list[Learned]:
    """Training passages, whole and in windows, then the codebook's own text."""
    rows = []
    for number, line in enumerate(lines):
        label, fold = line.measure if line.evidence else 0, fold_of(line.voice, folds)
        parts = enumerate(with_windows(line.text))
        rows += [Learned(text, number, label, weight, n == 0, fold) for n, (text, weight) in parts]
    return rows + [Learned(text, -1, label, weight, True, -1) for text, label, weight in of_the_book(codebook)]
