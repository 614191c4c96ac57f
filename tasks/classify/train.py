"""Training the embedded classifier: one function, the same weights for the same text. The models are in model.py.

Figures come from five folds, a voice in one fold only, so that no author is both learned from and asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.codebook import MEASURES, PROGRESS, Codebook, TrainingLine, canonical, load_codebook, load_training
from schemas.settings import PROJECT
from schemas.weights import save_weights
from tasks.classify.embedded import middle
from tasks.classify.embedding import Embedder, KeptEmbedder, model_hash
from tasks.classify.model import KIND, Model, dense_features, progress_features
from tasks.classify.owner import possible_measures
from text.digest import digest
from text.sparse import FINE_CHARACTERS, inverse_frequency, weighted
from text.windows import learned_from

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

CODE_VERSION = "1"
FOLDS = 5
DENSE_STRENGTH, SPARSE_STRENGTH, PROGRESS_STRENGTH, ELEMENT_STRENGTH = 0.02, 10.0, 0.01, 0.02
"""Inverse of the regularisation (scikit-learn's C), chosen by grouped cross-validation."""
FEWEST_OF_AN_ELEMENT = 4
CACHE = PROJECT / ".cache" / "embeddings.sqlite"


@dataclass
class Units:
    """What is learned from, a column per field of `Learned`, with vectors and character counts."""

    texts: list[str]
    line: np.ndarray
    label: np.ndarray
    weight: np.ndarray
    is_whole: np.ndarray
    fold: np.ndarray
    vectors: np.ndarray
    counts: csr_matrix


Fitted = dict[str, "np.ndarray"]


def train(folder: Path, embedder: Embedder | None = None, folds: bool = True) -> dict[str, Any]:
    """Train and write codebook/weights/embedded-<hash>.npz; returns figures.

    embedder: for tests; else vectors are kept in .cache/. folds: also measure on unseen voices, which takes longer.
    """
    import numpy as np

    codebook = load_codebook(folder)
    lines = load_training(codebook)
    units = gather(codebook, lines, embedder or KeptEmbedder(CACHE))
    everything = np.ones(len(units.texts), dtype=bool)
    arrays = _fit_labels(units, codebook, everything)
    arrays |= _fit_progress(units, lines, arrays, everything)
    arrays |= _fit_elements(units, lines, codebook, arrays)
    figures: dict[str, Any] = {"lines": len(lines), "units": len(units.texts)}
    if folds:
        figures |= _cross_validate(units, codebook, lines)
    path = save_weights(folder, KIND, inputs(codebook, lines), arrays, {"lines": len(lines)})
    return {"file": path.name, "bytes": path.stat().st_size, **figures}


def inputs(codebook: Codebook, lines: list[TrainingLine]) -> str:
    """Digest of all that the classifier's weights follow from; their file is named by it."""
    return digest(
        CODE_VERSION,
        model_hash(),
        *(canonical(codebook.measures[m]) for m in MEASURES),
        *(canonical(line) for line in lines),
    )


def gather(codebook: Codebook, lines: list[TrainingLine], embedder: Embedder) -> Units:
    """All units with their vectors and character counts."""
    import numpy as np

    rows = learned_from(codebook, lines, FOLDS)
    texts = [row.text for row in rows]
    return Units(
        texts=texts,
        line=np.array([row.line for row in rows]),
        label=np.array([row.label for row in rows]),
        weight=np.array([row.weight for row in rows]),
        is_whole=np.array([row.is_whole for row in rows]),
        fold=np.array([row.fold for row in rows]),
        vectors=embedder.vectors(texts).astype(np.float64),
        counts=FINE_CHARACTERS.counts(texts),
    )


def _logistic(features: Any, labels: np.ndarray, weights: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients (features × classes, one column for two classes) and intercepts."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=2000)
    model.fit(features, labels, sample_weight=weights)
    return model.coef_.T, model.intercept_


def _fit_labels(units: Units, codebook: Codebook, chosen: np.ndarray) -> Fitted:
    """The four models of which measure, and whether it is evidence."""
    import numpy as np

    mean = units.vectors[chosen].mean(axis=0)
    spread = units.vectors[chosen].std(axis=0) + 1e-9
    idf = inverse_frequency(units.counts[chosen]).astype(np.float16)
    picked = [units.texts[i] for i in np.flatnonzero(chosen)]
    dense = dense_features(units.vectors[chosen], picked, codebook, mean, spread)
    sparse = weighted(units.counts[chosen], idf.astype(np.float64))
    label, weight = units.label[chosen], units.weight[chosen]
    arrays: Fitted = {"mean": mean.astype(np.float32), "spread": spread.astype(np.float32), "idf": idf}
    for name, features, strength in (("dense", dense, DENSE_STRENGTH), ("sparse", sparse, SPARSE_STRENGTH)):
        for what, labels in (("all", label), ("evidence", label > 0)):
            coefficients, intercepts = _logistic(features, labels, weight, strength)
            arrays |= _stored(f"{name}_{what}", coefficients, intercepts, is_small=name == "sparse")
    return arrays


def _stored(name: str, coefficients: np.ndarray, intercepts: np.ndarray, is_small: bool) -> Fitted:
    """Arrays as kept: large ones in 8 bits with a scale per class, the rest in 16."""
    import numpy as np

    intercept = {f"{name}_intercept": intercepts.astype(np.float32)}
    if not is_small:
        return {name: coefficients.astype(np.float16), **intercept}
    scale = np.abs(coefficients).max(axis=0) / 127
    return {
        name: np.round(coefficients / scale).astype(np.int8),
        f"{name}_scale": scale.astype(np.float32),
        **intercept,
    }


def _fit_progress(units: Units, lines: list[TrainingLine], arrays: Fitted, chosen: np.ndarray) -> Fitted:
    """How far along: on whole passages that are evidence."""
    import numpy as np

    of = np.flatnonzero(chosen & units.is_whole & (units.label > 0) & (units.line >= 0))
    steps = np.array([PROGRESS.index(lines[units.line[i]].progress) - 1 for i in of])
    features = progress_features(
        units.vectors[of], [units.texts[i] for i in of], arrays["mean"].astype(float), arrays["spread"].astype(float)
    )
    coefficients, intercepts = _logistic(features, steps, np.ones(len(of)), PROGRESS_STRENGTH)
    return _stored("progress", coefficients, intercepts, is_small=False)


def _fit_elements(units: Units, lines: list[TrainingLine], codebook: Codebook, arrays: Fitted) -> Fitted:
    """Per measure which elements: one two-way model each. An element with too few passages stays unlikely."""
    import numpy as np

    made: Fitted = {}
    scaled = (units.vectors - arrays["mean"].astype(float)) / arrays["spread"].astype(float)
    for measure in MEASURES:
        known = codebook.measures[measure].element_ids()
        of = np.flatnonzero(units.is_whole & (units.line >= 0) & (units.label == measure))
        columns, intercepts = [], []
        for element in known:
            has = np.array([element in lines[units.line[i]].elements for i in of])
            if FEWEST_OF_AN_ELEMENT <= has.sum() < len(has):
                coefficients, intercept = _logistic(scaled[of], has, np.ones(len(of)), ELEMENT_STRENGTH)
                columns.append(coefficients[:, 0])
                intercepts.append(intercept[0])
            else:
                columns.append(np.zeros(scaled.shape[1]))
                intercepts.append(-3.0)
        made |= _stored(f"elements_{measure}", np.array(columns).T, np.array(intercepts), is_small=False)
    return made


def _cross_validate(units: Units, codebook: Codebook, lines: list[TrainingLine]) -> dict[str, Any]:
    """Figures on voices that a model did not learn from: measure, evidence and progress, before the none bias."""
    import numpy as np
    from sklearn.metrics import cohen_kappa_score, f1_score, roc_auc_score

    logs = np.zeros((len(lines), 13))
    steps = np.zeros(len(lines), dtype=int)
    for fold in range(FOLDS):
        chosen = units.fold != fold
        arrays = _fit_labels(units, codebook, chosen)
        arrays |= _fit_progress(units, lines, arrays, chosen)
        asked = np.flatnonzero(units.is_whole & (units.fold == fold))
        model, texts = Model.of(codebook, arrays), [units.texts[i] for i in asked]
        logs[units.line[asked]] = model.log_probabilities(units.vectors[asked], texts)
        steps[units.line[asked]] = [middle(chances) for chances in model.progress(units.vectors[asked], texts)]
    for row, line in enumerate(lines):
        logs[row, [m for m in MEASURES if m not in possible_measures(line.org_kind, line.text)]] = -np.inf
    logs[:, 0] -= codebook.judging.classify.none_bias.value
    gold = np.array([line.measure if line.evidence else 0 for line in lines])
    found = logs.argmax(axis=1)
    margin = np.nan_to_num(logs[:, 1:].max(axis=1) - logs[:, 0], neginf=-99)
    is_evidence = gold > 0
    true_steps = np.array([PROGRESS.index(line.progress) - 1 for line in lines])
    return {
        "macro_f1": round(float(f1_score(gold, found, average="macro")), 3),
        "evidence_f1": round(float(f1_score(is_evidence, found > 0)), 3),
        "evidence_auc": round(float(roc_auc_score(is_evidence, margin)), 3),
        "false_accept": round(float((found[~is_evidence] > 0).mean()), 3),
        "measure_accuracy": round(float((logs[is_evidence, 1:].argmax(axis=1) + 1 == gold[is_evidence]).mean()), 3),
        "progress_kappa": round(
            float(cohen_kappa_score(true_steps[is_evidence], steps[is_evidence], weights="quadratic")), 3
        ),
    }
