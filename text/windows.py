"""What is learned from: training passages, whole and in windows, in folds by author, and the codebook's own text.

Windows, because a passage is often about more than the sentences that are evidence.
"""

from __future__ import annotations

from schemas.codebook import MEASURES, Codebook
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
