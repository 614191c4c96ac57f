"""The classifier that ships: no key, no network. Metadata says whose text it is, trained models say the rest.

A label is the likelier of "evidence for this measure" and "no evidence"; close to the line it abstains.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.codebook import PROGRESS
from schemas.weights import weights_file
from tasks.classify.classifier import Candidate, Judgement
from tasks.classify.cues import tags, year_named
from tasks.classify.embedding import Embedder
from tasks.classify.model import KIND, Model
from tasks.classify.owner import possible_measures
from tasks.classify.quoting import quote
from text.digest import digest
from text.terms import holds, spelled
from text.units import units

if TYPE_CHECKING:
    import numpy as np

CODE_VERSION = "3"
LIKELY = 0.5
SURER = 0.3
"""An element whose own terms stand in the quote needs only this probability."""


class EmbeddedClassifier:
    """Implements Classifier."""

    name = "embedded"

    def __init__(self, codebook: Path, embedder: Embedder | None = None) -> None:
        """Raises SourceFileError when codebook or weights are not as they should be."""
        self.embedder = embedder or Embedder()
        self.model = Model(codebook)
        self.version = version(codebook)
        constants = self.model.codebook.judging.classify
        self._bias = constants.none_bias.value
        self._second = constants.second_share.value
        self._sure = constants.abstain_below.value

    def unit_logs(self, candidate: Candidate) -> tuple[list[str], np.ndarray, np.ndarray]:
        """The passage's units, their vectors (n × 384), and log scores (n × 13) with the none bias.

        Measures that the owner rules out are at minus infinity.
        """
        import numpy as np

        texts = [candidate.text[start:end] for start, end in units(candidate.text)]
        vectors = self.embedder.vectors(texts)
        logs = self.model.log_probabilities(vectors, texts)
        logs[:, 0] -= self._bias
        possible = possible_measures(candidate.org_kind, candidate.text)
        logs[:, [m for m in range(1, 13) if m not in possible]] = -np.inf
        return texts, vectors, logs

    def judge(self, candidates: Sequence[Candidate]) -> list[list[Judgement]]:
        """Per candidate one judgement for each of its measures."""
        judged = []
        for candidate in candidates:
            texts, vectors, logs = self.unit_logs(candidate)
            judged.append([self._one(measure, texts, vectors, logs) for measure in candidate.measures])
        return judged

    def likeliest(self, candidate: Candidate) -> int:
        """The measure that the passage is likeliest to be evidence for, evidence or not."""
        _, _, logs = self.unit_logs(candidate)
        margins = logs[:, 1:] - logs[:, :1]
        row = int(margins.max(axis=1).argmax())
        return int(margins[row].argmax()) + 1

    def _one(self, measure: int, texts: list[str], vectors: np.ndarray, logs: np.ndarray) -> Judgement:
        """Judge by the unit that speaks most for the measure, those that speak first for another one last."""
        row = max(
            range(len(texts)), key=lambda i: (self._place(logs[i], measure) > 0, logs[i, measure] - logs[i, 0], -i)
        )
        line, vector = logs[row], vectors[row : row + 1]
        progress = self.model.progress(vector, [texts[row]])[0]
        chance = 0.0 if line[measure] == -math.inf else 1 / (1 + math.exp(min(700.0, line[0] - line[measure])))
        is_evidence = chance > LIKELY and self._place(line, measure) > 0
        confidence = round(chance if is_evidence else max(LIKELY, 1 - chance), 4)
        answer = {
            "unit": row,
            "logs": [round(float(value), 4) if value > -math.inf else None for value in line],
            "progress": [round(float(value), 4) for value in progress],
        }
        if not is_evidence:
            unsure = self._place(line, measure) > 0 and chance > 1 - self._sure
            return Judgement(measure, False, "geen", None, (), (), None, confidence, unsure, answer)
        words = quote(texts[row], lambda parts: self.model.sentence_scores(parts, measure).tolist())
        return Judgement(
            measure=measure,
            is_evidence=True,
            progress=PROGRESS[1 + middle(progress)],
            year_described=year_named(words) or year_named(texts[row]),
            elements=self._elements(texts[row], measure, vector),
            tags=tags(texts[row]),
            quote=words,
            confidence=confidence,
            is_abstained=chance < self._sure,
            raw_answer=answer,
        )

    def _place(self, line: np.ndarray, measure: int) -> int:
        """2: the likeliest measure of the unit; 1: the second, and likely enough beside it; 0: neither."""
        ranked = sorted(range(1, 13), key=lambda m: (-line[m], m))
        if measure == ranked[0]:
            return 2
        if measure != ranked[1] or line[measure] == -math.inf:
            return 0
        return int(line[measure] - line[ranked[0]] >= math.log(self._second))

    def _elements(self, text: str, measure: int, vector: np.ndarray) -> tuple[str, ...]:
        """Likely elements, and those less likely whose own terms stand in the text; at least the likeliest one."""
        known = self.model.codebook.measures[measure].elements
        chances = self.model.elements(vector, measure)[0].round(4)
        words = spelled(text)
        found = [
            element.id
            for element, chance in zip(known, chances, strict=True)
            if chance >= LIKELY or (chance >= SURER and any(holds(words, term) for term in element.terms))
        ]
        return tuple(found or [known[int(chances.argmax())].id])


def middle(chances: np.ndarray) -> int:
    """The median of an ordinal scale: the first step at which half of the probability is reached."""
    total = 0.0
    for step, chance in enumerate(chances):
        total += round(float(chance), 6)
        if total >= LIKELY:
            return step
    return len(chances) - 1


def version(codebook: Path) -> str:
    """The version of the classifier: its code, and the name of its weights."""
    return digest(CODE_VERSION, weights_file(codebook, KIND).name)
