"""What a classifier is: a name, a version, and one method. Which one runs is a setting; embedded.py is the default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Candidate:
    """A passage that may be evidence for these measures. org_kind: whose text it is, from metadata; None: not known."""

    text: str
    measures: tuple[int, ...]
    org_kind: str | None = None
    doc_type: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Judgement:
    """One candidate passage judged for one measure.

    confidence: 0 … 1, in what is_evidence says. is_abstained: too unsure to count, goes to review.
    quote: verbatim from the passage; None if not evidence. raw_answer: what the classifier answered, for JSON.
    """

    measure: int
    is_evidence: bool
    progress: str
    year_described: int | None
    elements: tuple[str, ...]
    tags: tuple[str, ...]
    quote: str | None
    confidence: float
    is_abstained: bool
    raw_answer: dict[str, Any]


class Classifier(Protocol):
    """Judges candidates; the same candidate gets the same judgement whatever stands beside it."""

    name: str
    version: str

    def judge(self, candidates: Sequence[Candidate]) -> list[list[Judgement]]:
        """Per candidate one judgement for each of its measures, in that order."""
        ...
