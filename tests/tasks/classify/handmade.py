"""A codebook with weights made by hand, so that every log probability can be worked out on paper.

A term of a measure adds 5 to that measure's score, two terms 10; none has 3, the rest 0; the other three models say
nothing. So evidence has margin (terms · 5 / 2 − 1.5) / 2 over none: −0.75 without a term, 0.5 with one, 1.75 with two,
and a measure with one term more than another is 2.5 before it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from schemas.weights import save_weights
from tasks.classify.embedding import WIDTH, Embedder

TERMS = {m: (f"kernwoord{m:02}", f"trefwoord{m:02}") for m in range(1, 13)} | {5: ("aggregaten", "brandstof")}
ELEMENTS = ("eerste", "tweede", "derde", "vierde", "vijfde")
TERM, NONE, CUE = 5.0, 3.0, 5.0


class HashedWords(Embedder):
    """Vectors from a hash of each word: quick, and the same everywhere."""

    def _embed(self, text: str) -> np.ndarray:
        made = np.zeros(WIDTH, dtype=np.float32)
        for word in text.lower().split():
            made[int(hashlib.sha256(word.encode()).hexdigest(), 16) % WIDTH] += 1
        return made / max(1e-9, float(np.linalg.norm(made)))


def measure(number: int) -> dict[str, Any]:
    """The content of one measure file. Element n has the term onderdeel<measure>-<n>."""
    return {
        "number": number,
        "slug": f"maatregel-{number}",
        "theme": "Thema",
        "name": f"Maatregel {number}",
        "definition": "Een verzonnen maatregel.",
        "queries": [f"Vraag {n} over {TERMS[number][0]} in de regio." for n in range(4)],
        "terms": [{"term": TERMS[number][0], "variants": [TERMS[number][1]]}],
        "elements": [
            {
                "id": name,
                "name": name,
                "core": True,
                "definition": "Een deel.",
                "terms": [f"onderdeel{number:02}{name}"],
                "examples": [f"Hier staat onderdeel{number:02}{name} beschreven."],
            }
            for name in ELEMENTS
        ],
        "progress": dict.fromkeys(("voornemen", "plan", "uitvoering", "beproefd"), "Wat telt."),
        "counts": ["Dit telt."],
        "not_counts": ["Dit telt niet."],
        "examples": [
            {
                "text": f"De {TERMS[number][0]} staat klaar.",
                "evidence": True,
                "progress": "uitvoering",
                "why": "Klaar.",
            },
            {"text": f"Het jaar {number} was rustig.", "evidence": False, "progress": "geen", "why": "Niets."},
        ],
    }


def codebook(folder: Path, bias: float = 0.1, second: float = 0.35, sure: float = 0.65, topic: float = -10.0) -> Path:
    """Write the twelve measures and judging.yaml (JSON is YAML too)."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 13):
        (folder / f"{number:02}_maatregel.yaml").write_text(json.dumps(measure(number)), encoding="utf-8")
    constants = {"none_bias": bias, "topic_margin": topic, "second_share": second, "abstain_below": sure}
    judging = {
        "version": 1,
        "gate": {"recall": {"value": 0.9, "reason": "Voorbeeld."}},
        "classify": {name: {"value": value, "reason": "Voorbeeld."} for name, value in constants.items()},
    }
    (folder / "judging.yaml").write_text(json.dumps(judging), encoding="utf-8")
    return folder


def arrays() -> dict[str, np.ndarray]:
    """The weights told of above. Progress: each cue adds 5 to its step. Elements: chances .88, .38, .25, .05, .05."""
    small, wide, fine = np.float16, WIDTH + 24, 2**14
    dense = np.zeros((wide, 13), dtype=small)
    for number in range(1, 13):
        dense[WIDTH + number - 1, number] = TERM / 5
    progress = np.zeros((WIDTH + 7, 4), dtype=small)
    for cue, step in enumerate((0, 0, 1, 1, 2, 2, 3)):
        progress[WIDTH + cue, step] = CUE / 2
    made = {
        "mean": np.zeros(WIDTH, dtype=np.float32),
        "spread": np.ones(WIDTH, dtype=np.float32),
        "idf": np.ones(fine, dtype=small),
        "dense_all": dense,
        "dense_all_intercept": np.array([NONE] + [0.0] * 12, dtype=np.float32),
        "sparse_all": np.zeros((fine, 13), dtype=np.int8),
        "sparse_all_scale": np.ones(13, dtype=np.float32),
        "sparse_all_intercept": np.array([0.0] * 13, dtype=np.float32),
        "dense_evidence": np.zeros((wide, 1), dtype=small),
        "dense_evidence_intercept": np.zeros(1, dtype=np.float32),
        "sparse_evidence": np.zeros((fine, 1), dtype=np.int8),
        "sparse_evidence_scale": np.ones(1, dtype=np.float32),
        "sparse_evidence_intercept": np.zeros(1, dtype=np.float32),
        "progress": progress,
        "progress_intercept": np.zeros(4, dtype=np.float32),
    }
    for number in range(1, 13):
        made[f"elements_{number}"] = np.zeros((WIDTH, 5), dtype=small)
        made[f"elements_{number}_intercept"] = np.array([2, -0.5, -1.1, -3, -3], dtype=np.float32)
    return made


def handmade(folder: Path, bias: float = 0.1, second: float = 0.35, sure: float = 0.65, **changed: np.ndarray) -> Path:
    """Codebook and weights in `folder`; `changed` takes the place of weights of the same name."""
    codebook(folder, bias, second, sure)
    save_weights(folder, "embedded", "0123456789abcdef", arrays() | changed, {"lines": 0})
    return folder
