"""How many of the codebook's own terms a text holds, per measure. Counting only; what that means is trained."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from schemas.codebook import MEASURES, Codebook

if TYPE_CHECKING:
    import numpy as np

MOST = 2
"""Counts stop here: a text that repeats a term is not more about it."""
_SHORT = 4
"""Terms up to so long are abbreviations and must stand alone; longer ones may be the start of a longer word."""
_NO_WORD = re.compile(r"[^\wà-ÿ]+")


def spelled(text: str) -> str:
    """The text as words in lower case with one space before and after each."""
    return f" {_NO_WORD.sub(' ', text.lower()).strip()} "


def holds(spelled_text: str, term: str) -> bool:
    """Whether the term stands in a text that `spelled` made."""
    wanted = spelled(term)
    return (wanted if len(wanted) - 2 <= _SHORT else wanted[:-1]) in spelled_text


def term_counts(texts: Sequence[str], codebook: Codebook) -> np.ndarray:
    """len(texts) × 24: per measure its terms, then per measure the terms of its elements, each counted up to MOST."""
    import numpy as np

    lists = [
        *([s for term in codebook.measures[m].terms for s in term.spellings()] for m in MEASURES),
        *([term for element in codebook.measures[m].elements for term in element.terms] for m in MEASURES),
    ]
    counts = np.zeros((len(texts), len(lists)))
    for row, text in enumerate(texts):
        words = spelled(text)
        for column, terms in enumerate(lists):
            counts[row, column] = min(MOST, sum(holds(words, term) for term in terms))
    return counts
