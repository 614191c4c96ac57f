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

if TYPE_CHECKING:
    import numpy as np

CODE_VERSION = "1"
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

    def label_logs(self, candidates: Sequence[Candidate]) -> np.ndarray:
        """n × 13 log scores with the none bias, measures that the owner rules out at minus infinity."""
        import numpy as np

        texts = [candidate.text for candidate in candidates]
        logs = self.model.log_probabilities(self.embedder.vectors(texts), texts)
        logs[:, 0] -= self._bias
        for row, candidate in enumerate(candidates):
            possible = possible_measures(candidate.org_kind, candidate.text)
            logs[row, [m for m in range(1, 13) if m not in possible]] = -np.inf
        return logs

    def judge(self, candidates: Sequence[Candidate]) -> list[list[Judgement]]:
        """Per candidate one judgement for each of its measures."""
        if not candidates:
            return []
        texts = [candidate.text for candidate in candidates]
        logs = self.label_logs(candidates)
        vectors = self.embedder.vectors(texts)
        progress = self.model.progress(vectors, texts)
        return [
            [
                self._one(candidate, measure, logs[row], vectors[row : row + 1], progress[row])
                for measure in candidate.measures
            ]
            for row, candidate in enumerate(candidates)
        ]

    def _one(
        self, candidate: Candidate, measure: int, logs: np.ndarray, vector: np.ndarray, progress: np.ndarray
    ) -> Judgement:
        ranked = sorted(range(1, 13), key=lambda m: (-logs[m], m))
        chance = (
            1 / (1 + math.exp(min(700.0, max(-700.0, logs[0] - logs[measure])))) if logs[measure] > -math.inf else 0.0
        )
        is_first = measure == ranked[0]
        is_second = measure == ranked[1] and logs[measure] - logs[ranked[0]] >= math.log(self._second)
        is_evidence = chance > LIKELY and (is_first or is_second)
        confidence = round(chance if is_evidence else 1 - chance if chance <= LIKELY else 0.5, 4)
        answer = {
            "logs": [round(float(value), 4) if value > -math.inf else None for value in logs],
            "progress": [round(float(value), 4) for value in progress],
        }
        if not is_evidence:
            unsure = (is_first or is_second) and chance > 1 - self._sure
            return Judgement(measure, False, "geen", None, (), (), None, confidence, unsure, answer)
        words = quote(candidate.text, lambda parts: self.model.sentence_scores(parts, measure).tolist())
        return Judgement(
            measure=measure,
            is_evidence=True,
            progress=PROGRESS[1 + middle(progress)],
            year_described=year_named(words) or year_named(candidate.text),
            elements=self._elements(candidate.text, measure, vector),
            tags=tags(candidate.text),
            quote=words,
            confidence=confidence,
            is_abstained=chance < self._sure,
            raw_answer=answer,
        )

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
