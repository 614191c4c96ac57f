"""What a candidate and a judgement hold, and that any object with the one method will do as a classifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import FrozenInstanceError, fields

import pytest

from tasks.classify.classifier import Candidate, Classifier, Judgement


class Never:
    """Calls nothing evidence."""

    name, version = "never", "1"

    def judge(self, candidates: Sequence[Candidate]) -> list[list[Judgement]]:
        return [
            [Judgement(m, False, "geen", None, (), (), None, 0.75, False, {"measure": m}) for m in one.measures]
            for one in candidates
        ]


def test_of_a_candidate_only_text_and_measures_need_be_known() -> None:
    candidate = Candidate("De kist staat klaar.", (5, 4))
    assert (candidate.org_kind, candidate.doc_type, candidate.year) == (None, None, None)
    assert candidate == Candidate(text="De kist staat klaar.", measures=(5, 4))
    assert candidate != Candidate("De kist staat klaar.", (4, 5))


def test_candidates_and_judgements_cannot_be_changed() -> None:
    judgement = Never().judge([Candidate("De kist.", (5,))])[0][0]
    with pytest.raises(FrozenInstanceError):
        Candidate("De kist.", (5,)).text = "De bak."  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        judgement.confidence = 1.0  # type: ignore[misc]


def test_a_judgement_has_no_defaults_so_nothing_is_left_unsaid() -> None:
    assert [field.name for field in fields(Judgement)] == [
        "measure",
        "is_evidence",
        "progress",
        "year_described",
        "elements",
        "tags",
        "quote",
        "confidence",
        "is_abstained",
        "raw_answer",
    ]
    with pytest.raises(TypeError):
        Judgement(5, False, "geen", None, (), (), None, 0.75, False)  # type: ignore[call-arg]


def test_a_classifier_is_whatever_has_a_name_a_version_and_judges() -> None:
    classifier: Classifier = Never()
    answers = classifier.judge([Candidate("De kist.", (5, 4)), Candidate("De bak.", ())])
    assert [[one.measure for one in row] for row in answers] == [[5, 4], []]
    assert (classifier.name, classifier.version) == ("never", "1")
