"""Words and character n-grams of a text as a sparse row, by statistics that are frozen: transform only.

Features are hashed, so there is no vocabulary to keep; idf comes from the training text and never changes with what is
judged. (1 + log tf) · idf, each row to length 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from scipy.sparse import csr_matrix


@dataclass(frozen=True)
class Grams:
    """One kind of feature. analyzer: word or char_wb. lengths: of the n-grams. bits: 2 ** bits features."""

    analyzer: str
    lengths: tuple[int, int]
    bits: int

    def counts(self, texts: Sequence[str]) -> csr_matrix:
        """How often each feature stands in each text: len(texts) × 2 ** bits."""
        from sklearn.feature_extraction.text import HashingVectorizer

        vectorizer = HashingVectorizer(
            analyzer=self.analyzer,
            ngram_range=self.lengths,
            n_features=2**self.bits,
            norm=None,
            alternate_sign=False,
            lowercase=True,
        )
        return vectorizer.transform(texts)


WORDS = Grams("word", (1, 1), 12)
CHARACTERS = Grams("char_wb", (3, 5), 13)
FINE_CHARACTERS = Grams("char_wb", (3, 5), 14)


def inverse_frequency(counts: csr_matrix) -> np.ndarray:
    """Smoothed idf per feature over the rows of a training text."""
    import numpy as np

    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    return np.log((1 + counts.shape[0]) / (1 + frequency)) + 1


def weighted(counts: csr_matrix, idf: np.ndarray) -> csr_matrix:
    """(1 + log tf) · idf with rows of length 1."""
    import numpy as np
    from scipy import sparse

    made = counts.astype(float)
    made.data = 1 + np.log(made.data)
    made = made.multiply(idf).tocsr()
    length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel()) + 1e-9
    return (sparse.diags(1 / length) @ made).tocsr()
