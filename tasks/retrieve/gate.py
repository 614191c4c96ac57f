"""The gate: a trained score per measure and a threshold on it. No top-k, so other documents never change a candidate.

Words and character n-grams with frozen idf, and the codebook's terms; a logistic regression, each measure against
none of them. The weights are codebook/weights/gate-*.npz.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.codebook import MEASURES, Codebook, load_codebook
from schemas.weights import load_weights
from text.sparse import CHARACTERS, WORDS, weighted
from text.terms import term_counts
from text.units import units

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

KIND = "gate"
TERM_WEIGHT = 0.3
"""One term of the codebook beside a text's other features, which together have length 1 per kind."""
DECIMALS = 6
"""Scores are rounded, so that the order of additions on another machine flips no candidate near the threshold."""


def features(texts: Sequence[str], codebook: Codebook, idf_words: np.ndarray, idf_characters: np.ndarray) -> csr_matrix:
    """Words, character n-grams and the codebook's own terms side by side: len(texts) × (2**12 + 2**13 + 24)."""
    from scipy import sparse

    terms = sparse.csr_matrix(term_counts(texts, codebook) * TERM_WEIGHT)
    return sparse.hstack(
        [weighted(WORDS.counts(texts), idf_words), weighted(CHARACTERS.counts(texts), idf_characters), terms]
    ).tocsr()


class Gate:
    """Scores passages against all measures."""

    def __init__(self, codebook: Path) -> None:
        """Raises SourceFileError when the weights are missing or damaged."""
        import numpy as np

        self._codebook = load_codebook(codebook)
        arrays, _ = load_weights(codebook, KIND)
        self._idf_words = arrays["idf_words"].astype(np.float64)
        self._idf_characters = arrays["idf_characters"].astype(np.float64)
        self._weights = arrays["weights"].astype(np.float64) * arrays["scale"].astype(np.float64)
        self._intercepts = arrays["intercepts"].astype(np.float64)
        self.thresholds = arrays["thresholds"].astype(np.float64)

    def scores(self, texts: Sequence[str]) -> np.ndarray:
        """len(texts) × 12 scores (log odds); column m − 1 is measure m."""
        import numpy as np

        if not texts:
            return np.zeros((0, len(MEASURES)))
        found = features(texts, self._codebook, self._idf_words, self._idf_characters)
        return np.round(found @ self._weights + self._intercepts, DECIMALS)

    def passes(self, texts: Sequence[str]) -> list[list[tuple[int, float]]]:
        """Per text the measures that it passes for, with their scores: those of its best unit.

        A passage of two paragraphs about two things would pass for neither as a whole.
        """
        import numpy as np

        parts = [[text[start:end] for start, end in units(text)] for text in texts]
        owners = np.repeat(np.arange(len(texts)), [len(some) for some in parts])
        scores = np.full((len(texts), len(MEASURES)), -np.inf)
        np.maximum.at(scores, owners, self.scores([part for some in parts for part in some]))
        return [[(m, float(row[m - 1])) for m in MEASURES if row[m - 1] >= self.thresholds[m - 1]] for row in scores]
