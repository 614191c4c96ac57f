"""Figures of a comparison, worked out by hand, and kappa against scikit-learn."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from demo.compare import ORDERED, compare, compare_evidence, compare_levels, kappa
from demo.expected import Cell, Planted

LEVELS = st.sampled_from(ORDERED)


def cell(organisation_id: str, measure: int, level: str, reason: str = "") -> Cell:
    return Cell(organisation_id=organisation_id, measure=measure, level=level, reason=reason)


def row(organisation_id: str, measure: int, level: str) -> dict[str, object]:
    return {"organisation_id": organisation_id, "measure": measure, "level": level}


def planted(name: str, measure: int, quote: str, **other: object) -> Planted:
    values = {"document": "vr-a/stuk", "organisation": "vr-a", "progress": "plan"}
    return Planted.model_validate({"id": name, "measure": measure, "quote": quote} | values | other)


def found(measure: int, text: str, **other: object) -> dict[str, object]:
    values = {"document": "vr-a/stuk", "organisation_id": "vr-a", "progress": "plan", "quote": text[:20]}
    return {"measure": measure, "passage_text": text} | values | other


@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=30))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    truth, answer = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ours = kappa(truth, answer)
    if truth == answer:
        assert ours == 1.0
    else:
        theirs = cohen_kappa_score(
            [ORDERED.index(level) for level in truth],
            [ORDERED.index(level) for level in answer],
            weights="quadratic",
            labels=[0, 1, 2],
        )
        assert math.isclose(ours, theirs, abs_tol=1e-9)


def test_kappa_of_nothing_is_none_and_of_one_level_is_one() -> None:
    assert kappa([], []) is None
    assert kappa(["laag", "laag"], ["laag", "laag"]) == 1.0


def test_a_miss_of_two_levels_weighs_four_times_a_miss_of_one() -> None:
    truth = ["laag", "midden", "hoog", "laag"]
    assert kappa(truth, ["laag", "midden", "hoog", "midden"]) == pytest.approx(1 - 1 / 4 / (20 / 16))
    assert kappa(truth, ["laag", "midden", "hoog", "hoog"]) == pytest.approx(1 - 4 / 4 / (26 / 16))


def test_levels_are_compared_cell_by_cell() -> None:
    expected = [
        cell("vr-a", 1, "hoog", "twee stukken"),
        cell("vr-a", 2, "midden"),
        cell("vr-a", 3, "laag"),
        cell("vr-a", 4, "laag", "niets"),
        cell("vr-b", 1, "onbekend"),
        cell("vr-b", 2, "onbekend", "geen bron"),
        cell("vr-b", 3, "onbekend"),
        cell("vr-b", 4, "midden"),
    ]
    levels = [
        row("vr-a", 1, "midden"),
        row("vr-a", 2, "midden"),
        row("vr-a", 3, "laag"),
        row("vr-a", 4, "onbekend"),
        row("vr-b", 1, "onbekend"),
        row("vr-b", 2, "laag"),
        row("vr-x", 1, "hoog"),
    ]
    result = compare_levels(levels, expected)
    assert result.pop("level_kappa") == pytest.approx(kappa(["hoog", "midden", "laag"], ["midden", "midden", "laag"]))
    assert result == {
        "level_cells": 3,
        "level_right": 4,
        "level_expected": 8,
        "onbekend_right": 2,
        "onbekend_expected": 3,
        "level_misses": [
            {"organisation_id": "vr-a", "measure": 1, "level": "midden", "expected": "hoog", "reason": "twee stukken"},
            {"organisation_id": "vr-a", "measure": 4, "level": "onbekend", "expected": "laag", "reason": "niets"},
            {"organisation_id": "vr-b", "measure": 2, "level": "laag", "expected": "onbekend", "reason": "geen bron"},
            {"organisation_id": "vr-b", "measure": 4, "level": "onbekend", "expected": "midden", "reason": ""},
        ],
    }


def test_without_levels_there_is_no_kappa() -> None:
    assert compare_levels([], [cell("vr-a", 1, "hoog")])["level_kappa"] is None


def test_evidence_is_right_when_its_passage_holds_a_planted_quote() -> None:
    expected = [
        planted("a", 4, "Wij richten in alle wijken steunpunten in"),
        planted("b", 5, "Er staat een aggregaat"),
        planted("c", 9, "De gemeente deelde folders uit", progress="uitvoering"),
        planted("trap", 0, "Een steunpunt voor studenten", organisation=None, progress="geen"),
    ]
    evidence = [
        found(4, "Eerst dit. Wij richten  in alle\nwijken steun­punten in. Dan dat."),
        found(9, "De gemeente deelde folders uit."),
        found(10, "Een steunpunt voor studenten."),
        found(11, "Heel iets anders."),
    ]
    result = compare_evidence(evidence, expected)
    assert (result["passages_found"], result["passages_expected"]) == (2, 3)
    assert (result["evidence_right"], result["evidence_found"]) == (2, 4)
    assert result["passage_recall"] == pytest.approx(2 / 3)
    assert result["passage_precision"] == 0.5
    assert result["progress_right"] == 1
    assert result["passages_missed"] == [
        {
            "id": "b",
            "document": "vr-a/stuk",
            "organisation": "vr-a",
            "measure": 5,
            "progress": "plan",
            "quote": "Er staat een aggregaat",
        }
    ]
    assert result["evidence_too_many"] == [
        {
            "organisation_id": "vr-a",
            "document": "vr-a/stuk",
            "measure": 10,
            "progress": "plan",
            "quote": "Een steunpunt voor s",
            "trap": "trap",
        },
        {
            "organisation_id": "vr-a",
            "document": "vr-a/stuk",
            "measure": 11,
            "progress": "plan",
            "quote": "Heel iets anders.",
            "trap": None,
        },
    ]
    assert [(miss["id"], miss["found"]) for miss in result["progress_misses"]] == [("c", ["plan"])]


@pytest.mark.parametrize(
    "other",
    [
        {"document": "vr-a/ander"},
        {"organisation_id": "gm-b"},
        {"measure": 5},
        {"passage_text": "Wij richten steunpunten"},
        {"document": None},
    ],
)
def test_evidence_in_another_place_for_another_body_or_measure_is_wrong(other: dict[str, object]) -> None:
    text = "Wij richten steunpunten in."
    result = compare_evidence([found(4, text) | other], [planted("a", 4, "Wij richten steunpunten in")])
    assert (result["passage_recall"], result["passage_precision"]) == (0, 0)


def test_the_second_measure_counts_as_right() -> None:
    expected = [planted("a", 4, "Wij richten steunpunten in", second_measure=10)]
    result = compare_evidence([found(10, "Wij richten steunpunten in.")], expected)
    assert (result["passage_recall"], result["passage_precision"]) == (1, 1)


def test_a_trap_of_another_document_is_not_fallen_into() -> None:
    trap = planted("trap", 0, "Een steunpunt", organisation=None, progress="geen", document="vr-a/ander")
    assert compare_evidence([found(4, "Een steunpunt.")], [trap])["evidence_too_many"][0]["trap"] is None


def test_a_passage_found_twice_counts_once_and_one_right_progress_is_enough() -> None:
    expected = [planted("a", 4, "Wij richten steunpunten in")]
    evidence = [found(4, "Wij richten steunpunten in.", progress=step) for step in ("uitvoering", "plan")]
    result = compare_evidence(evidence, expected)
    assert (result["passages_found"], result["evidence_right"], result["progress_right"]) == (1, 2, 1)
    assert result["progress_misses"] == []


def test_without_evidence_or_passages_there_are_no_shares() -> None:
    result = compare_evidence([], [])
    assert (result["passage_recall"], result["passage_precision"]) == (None, None)


def test_compare_reads_the_files_and_finds_documents_by_address(tmp_path: Path) -> None:
    (tmp_path / "levels.csv").write_text("organisation_id,measure,level,reason\nvr-a,4,midden,plan\n")
    (tmp_path / "passages.yaml").write_text(
        "- {id: a, document: vr-a/stuk, organisation: vr-a, measure: 4, progress: plan, quote: Wij doen iets}\n"
    )
    evidence = [
        {"organisation_id": "vr-a", "measure": 4, "progress": "plan", "quote": "Wij", "passage_text": "Wij doen iets."}
        | {"url": "http://127.0.0.1:8701/x"}
    ]
    addresses = {"http://127.0.0.1:8701/x": "vr-a/stuk"}
    result = compare([row("vr-a", 4, "midden")], evidence, key_of=addresses.get, expected=tmp_path)
    assert (result["level_kappa"], result["passage_recall"], result["passage_precision"]) == (1.0, 1.0, 1.0)
    assert result["level_misses"] == result["passages_missed"] == result["evidence_too_many"] == []
    wrong = compare([], evidence, key_of={}.get, expected=tmp_path)
    assert wrong["passage_recall"] == 0
