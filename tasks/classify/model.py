"""The trained models as plain arithmetic on arrays: features in, log probabilities out. Training is in train.py.

Two views of a text: its e5 vector with the codebook's term counts, and its hashed character n-grams. On each view a
13-way logistic regression (0 none, 1–12 a measure) and a two-way one (evidence or not); the four are averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.codebook import Codebook, load_codebook
from schemas.weights import load_weights
from tasks.classify.cues import cue_counts
from text.sparse import FINE_CHARACTERS, weighted
from text.terms import term_counts

if TYPE_CHECKING:
    import numpy as np

KIND = "embedded"
TERM_WEIGHT = 5.0
CUE_WEIGHT = 2.0
DECIMALS = 4
"""Log probabilities are rounded, so that another machine's last bits flip no label."""


def dense_features(
    vectors: np.ndarray, texts: Sequence[str], codebook: Codebook, mean: np.ndarray, spread: np.ndarray
) -> np.ndarray:
    """Standardised vectors and weighted term counts: n × (384 + 24)."""
    import numpy as np

    return np.hstack([(vectors - mean) / spread, term_counts(texts, codebook) * TERM_WEIGHT])


def progress_features(vectors: np.ndarray, texts: Sequence[str], mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Standardised vectors and weighted counts of progress cues."""
    import numpy as np

    return np.hstack([(vectors - mean) / spread, cue_counts(texts) * CUE_WEIGHT])


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Log probabilities per row."""
    import numpy as np

    shifted = scores - scores.max(axis=1, keepdims=True)
    logs: np.ndarray = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs


def mixed(
    dense_all: np.ndarray,
    sparse_all: np.ndarray,
    dense_evidence: np.ndarray,
    sparse_evidence: np.ndarray,
    topic_margin: float,
) -> np.ndarray:
    """Log probabilities of 13 classes from the four models' log probabilities (n × 13, n × 13, n × 2, n × 2).

    Which measure: the mean of the 13-way models. Evidence or not: half their margin of the best measure over none, half
    the margin of the two-way models; but at most the former less topic_margin. The two-way models are too sure of
    themselves on text unlike any they learned from (a window, a salamander), where no measure stands out.
    """
    import numpy as np

    joint = log_softmax((dense_all + sparse_all) / 2)
    evidence = (dense_evidence + sparse_evidence) / 2
    best = joint[:, 1:].max(axis=1)
    topic = best - joint[:, 0]
    margin = np.minimum((topic + evidence[:, 1] - evidence[:, 0]) / 2, topic - topic_margin)
    joint[:, 0] = best - margin
    return log_softmax(joint)


class Model:
    """The weights in codebook/weights/embedded-*.npz, ready to use."""

    def __init__(self, folder: Path) -> None:
        """Raises SourceFileError when the weights are missing or damaged."""
        arrays, self.meta = load_weights(folder, KIND)
        self._take(load_codebook(folder), arrays)

    @classmethod
    def of(cls, codebook: Codebook, arrays: dict[str, np.ndarray]) -> Model:
        """Weights that are in no file: those of a fold while training measures itself."""
        model = cls.__new__(cls)
        model.meta = {}
        model._take(codebook, arrays)
        return model

    def _take(self, codebook: Codebook, arrays: dict[str, np.ndarray]) -> None:
        import numpy as np

        self.codebook = codebook
        self._arrays = {
            name: array if array.dtype == np.int8 else array.astype(np.float64) for name, array in arrays.items()
        }

    def log_probabilities(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """n × 13, before the none bias."""
        import numpy as np

        a = self._arrays
        dense = dense_features(vectors, texts, self.codebook, a["mean"], a["spread"])
        sparse = weighted(FINE_CHARACTERS.counts(texts), a["idf"])
        made = mixed(
            log_softmax(dense @ a["dense_all"] + a["dense_all_intercept"]),
            log_softmax(self._sparse(sparse, "sparse_all")),
            _two_way(dense @ a["dense_evidence"] + a["dense_evidence_intercept"]),
            _two_way(self._sparse(sparse, "sparse_evidence")),
            self.codebook.judging.classify.topic_margin.value,
        )
        return np.round(made, DECIMALS)

    def sentence_scores(self, texts: Sequence[str], measure: int) -> np.ndarray:
        """How much each text speaks of the measure rather than of nothing, by characters and terms alone."""
        logs = log_softmax(self._sparse(weighted(FINE_CHARACTERS.counts(texts), self._arrays["idf"]), "sparse_all"))
        terms = term_counts(texts, self.codebook)
        scores: np.ndarray = logs[:, measure] - logs[:, 0] + terms[:, measure - 1] + terms[:, 11 + measure]
        return scores

    def progress(self, vectors: np.ndarray, texts: Sequence[str]) -> np.ndarray:
        """n × 4 probabilities: voornemen, plan, uitvoering, beproefd."""
        import numpy as np

        a = self._arrays
        found = progress_features(vectors, texts, a["mean"], a["spread"])
        made: np.ndarray = np.exp(log_softmax(found @ a["progress"] + a["progress_intercept"]))
        return made

    def elements(self, vectors: np.ndarray, measure: int) -> np.ndarray:
        """n × (elements of the measure, in the codebook's order) probabilities."""
        import numpy as np

        a = self._arrays
        scores = ((vectors - a["mean"]) / a["spread"]) @ a[f"elements_{measure}"] + a[f"elements_{measure}_intercept"]
        made: np.ndarray = 1 / (1 + np.exp(-scores))
        return made

    def _sparse(self, found: np.ndarray, name: str) -> np.ndarray:
        a = self._arrays
        scores: np.ndarray = found @ (a[name] * a[f"{name}_scale"]) + a[f"{name}_intercept"]
        return scores


def _two_way(scores: np.ndarray) -> np.ndarray:
    """Log probabilities of no and yes from one score per row."""
    import numpy as np

    scores = scores.reshape(-1, 1)
    return np.hstack([-np.logaddexp(0, scores), -np.logaddexp(0, -scores)])
