"""Training the gate: a 13-way logistic regression on training text and codebook, and thresholds for a set recall.

A measure's score is its log odds against "none of them", not against everything else: so sister measures do not push
each other's thresholds down, and at equal recall far less ordinary text passes.

Thresholds come from scores of passages that the model did not see: five folds, a voice in one fold only.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.codebook import MEASURES, Codebook, TrainingLine, canonical, load_codebook, load_training
from schemas.weights import save_weights
from tasks.retrieve.gate import KIND, features
from text.digest import digest
from text.sparse import CHARACTERS, WORDS, inverse_frequency
from text.windows import Learned, learned_from

if TYPE_CHECKING:
    import numpy as np

CODE_VERSION = "2"
FOLDS = 5
STRENGTH = 10.0
"""Inverse of the regularisation (scikit-learn's C)."""


def train_gate(folder: Path) -> dict[str, Any]:
    """Train, write codebook/weights/gate-<hash>.npz, and return figures: recall and passing share by five folds."""
    import numpy as np

    codebook = load_codebook(folder)
    lines = load_training(codebook)
    rows = learned_from(codebook, lines, FOLDS)
    held_out = np.zeros((len(lines), len(MEASURES)))
    for fold in range(FOLDS):
        fitted = _fit([row for row in rows if row.fold != fold], codebook)
        asked = [row for row in rows if row.is_whole and row.fold == fold]
        held_out[[row.line for row in asked]] = _scores(fitted, [row.text for row in asked], codebook)
    thresholds = np.array([_threshold(lines, held_out, m, codebook) for m in MEASURES])
    coefficients, intercepts, idf_words, idf_characters = _fit(rows, codebook)
    scale = np.abs(coefficients).max(axis=0) / 127
    arrays = {
        "idf_words": idf_words.astype(np.float16),
        "idf_characters": idf_characters.astype(np.float16),
        "weights": np.round(coefficients / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "intercepts": intercepts.astype(np.float32),
        "thresholds": thresholds.astype(np.float32),
    }
    figures = _figures(lines, held_out, thresholds)
    path = save_weights(folder, KIND, inputs(codebook, lines), arrays, figures)
    return {"file": path.name, **figures}


def inputs(codebook: Codebook, lines: list[TrainingLine]) -> str:
    """Digest of all that the gate's weights follow from; their file is named by it."""
    return digest(
        CODE_VERSION,
        *(canonical(codebook.measures[m]) for m in MEASURES),
        canonical(codebook.judging),
        *(canonical(line) for line in lines),
    )


def _fit(rows: list[Learned], codebook: Codebook) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Coefficients (features × 12), intercepts (12) and both idf vectors, from these texts."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    picked = [row.text for row in rows]
    idf_words = inverse_frequency(WORDS.counts(picked)).astype(np.float16).astype(np.float64)
    idf_characters = inverse_frequency(CHARACTERS.counts(picked)).astype(np.float16).astype(np.float64)
    found = features(picked, codebook, idf_words, idf_characters)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
    model.fit(found, [row.label for row in rows], sample_weight=[row.weight for row in rows])
    # the classes are 0 (none) and the measures, in order: what is kept is each measure against none
    return (model.coef_[1:] - model.coef_[0]).T, model.intercept_[1:] - model.intercept_[0], idf_words, idf_characters


def _scores(
    fitted: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], texts: list[str], codebook: Codebook
) -> np.ndarray:
    coefficients, intercepts, idf_words, idf_characters = fitted
    scores: np.ndarray = features(texts, codebook, idf_words, idf_characters) @ coefficients + intercepts
    return scores


def _threshold(lines: list[TrainingLine], held_out: np.ndarray, measure: int, codebook: Codebook) -> float:
    """The score that the wanted share of the measure's unseen evidence reaches."""
    import numpy as np

    recall = codebook.judging.gate.recall.value
    of = [n for n, line in enumerate(lines) if line.evidence and line.measure == measure]
    scores = np.sort(held_out[of, measure - 1])
    return float(scores[int(np.floor((1 - recall) * len(scores)))])


def _figures(lines: list[TrainingLine], held_out: np.ndarray, thresholds: np.ndarray) -> dict[str, Any]:
    import numpy as np

    passes = held_out >= thresholds
    evidence = [n for n, line in enumerate(lines) if line.evidence]
    rest = [n for n, line in enumerate(lines) if not line.evidence]
    return {
        "lines": len(lines),
        "gate_recall": round(float(np.mean([passes[n, lines[n].measure - 1] for n in evidence])), 3),
        "gate_passing_non_evidence": round(float(passes[rest].any(axis=1).mean()), 3),
        "gate_measures_per_evidence": round(float(passes[evidence].sum(axis=1).mean()), 2),
    }
