"""Training the gate: one logistic regression per measure on training text, and thresholds for a set recall.

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
from text.windows import fold_of, with_windows

if TYPE_CHECKING:
    import numpy as np

CODE_VERSION = "1"
FOLDS = 5
STRENGTH = 1.0
"""Inverse of the regularisation (scikit-learn's C)."""


def train_gate(folder: Path) -> dict[str, Any]:
    """Train, write codebook/weights/gate-<hash>.npz, and return figures: recall and passing share by five folds."""
    import numpy as np

    codebook = load_codebook(folder)
    lines = load_training(codebook)
    texts, owners, weights = _units(lines)
    folds = np.array([fold_of(line.voice, FOLDS) for line in lines])[owners]
    is_whole = np.concatenate([[True], owners[1:] != owners[:-1]])
    held_out = np.zeros((len(lines), len(MEASURES)))
    for fold in range(FOLDS):
        fitted = _fit(lines, owners, weights, texts, folds != fold, codebook)
        asked = np.flatnonzero(is_whole & (folds == fold))
        held_out[owners[asked]] = _scores(fitted, [texts[i] for i in asked], codebook)
    thresholds = np.array([_threshold(lines, held_out, m, codebook) for m in MEASURES])
    everything = np.ones(len(texts), dtype=bool)
    coefficients, intercepts, idf_words, idf_characters = _fit(lines, owners, weights, texts, everything, codebook)
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
    inputs = digest(
        CODE_VERSION,
        *(canonical(codebook.measures[m]) for m in MEASURES),
        canonical(codebook.judging),
        *(canonical(line) for line in lines),
    )
    path = save_weights(folder, KIND, inputs, arrays, figures)
    return {"file": path.name, **figures}


def _units(lines: list[TrainingLine]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Whole passages and their windows: texts, the line that each is of, and its weight (1, or 1 / windows)."""
    import numpy as np

    texts, owners, weights = [], [], []
    for number, line in enumerate(lines):
        for text, weight in with_windows(line.text):
            texts.append(text)
            owners.append(number)
            weights.append(weight)
    return texts, np.array(owners), np.array(weights)


def _fit(
    lines: list[TrainingLine],
    owners: np.ndarray,
    weights: np.ndarray,
    texts: list[str],
    chosen: np.ndarray,
    codebook: Codebook,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Coefficients (features × 12), intercepts (12) and both idf vectors, from the chosen units."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    picked = [texts[i] for i in np.flatnonzero(chosen)]
    idf_words = inverse_frequency(WORDS.counts(picked)).astype(np.float16).astype(np.float64)
    idf_characters = inverse_frequency(CHARACTERS.counts(picked)).astype(np.float16).astype(np.float64)
    found = features(picked, codebook, idf_words, idf_characters)
    columns, intercepts = [], []
    for measure in MEASURES:
        wanted = np.array([line.evidence and measure in (line.measure, line.second_measure) for line in lines])
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", max_iter=1000)
        model.fit(found, wanted[owners[chosen]], sample_weight=weights[chosen])
        columns.append(model.coef_[0])
        intercepts.append(model.intercept_[0])
    return np.array(columns).T, np.array(intercepts), idf_words, idf_characters


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
