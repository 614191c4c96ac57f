"""A codebook whose gate is made by hand: it scores the codebook's terms alone, so that scores can be worked out."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from schemas.settings import PROJECT
from schemas.weights import save_weights

WORDS, CHARACTERS, TERMS = 2**12, 2**13, 24


def measures(folder: Path) -> Path:
    """A codebook folder with the project's measures and constants, and no training text or weights."""
    folder.mkdir(parents=True)
    for path in (PROJECT / "codebook").glob("*.yaml"):
        shutil.copy(path, folder / path.name)
    return folder


def with_gate(folder: Path, name: str = "hand", random: bool = False, threshold: float = -0.25) -> Path:
    """Give a codebook a gate: a term of measure m adds 0.3 * 5 * 0.5 to −1 − m / 8; random: every feature weighs."""
    weights = np.zeros((WORDS + CHARACTERS + TERMS, 12), dtype=np.int8)
    for column in range(12):
        weights[WORDS + CHARACTERS + column, column] = 5
    if random:
        weights = np.random.default_rng(7).integers(-127, 128, weights.shape).astype(np.int8)
    arrays: dict[str, np.ndarray] = {
        "idf_words": np.ones(WORDS, dtype=np.float16),
        "idf_characters": np.ones(CHARACTERS, dtype=np.float16),
        "weights": weights,
        "scale": np.full(12, 0.5, dtype=np.float32),
        "intercepts": (-1 - np.arange(1, 13) / 8).astype(np.float32),
        "thresholds": np.full(12, threshold, dtype=np.float32),
    }
    save_weights(folder, "gate", name, arrays, {})
    return folder
