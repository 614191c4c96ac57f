from __future__ import annotations

from typing import Any

import pytest

from tests.schemas.rows import breaks, broken

LEVELS = ["hoog", "midden", "laag", "onbekend"]
PROGRESS = ["geen", "voornemen", "plan", "uitvoering", "beproefd"]


@pytest.mark.parametrize(
    ("table", "column", "good", "bad"),
    [
        ("core_summary", "measure", [1, 12], [0, 13]),
        ("core_summary", "year", [0, 1900, 2100], [1, 1899, 2101]),
        ("core_summary", "sentence_number", [1, 2], [0]),
        ("core_summary", "sentence", ["x"], [""]),
        ("core_summary", "judgement_id", ["0" * 32], ["", "0" * 31]),
        ("core_score", "level", LEVELS, ["geen"]),
        ("core_score", "certainty", ["zeker", "matig", "onzeker"], ["hoog"]),
        ("core_score", "progress", PROGRESS, ["hoog"]),
        ("core_score", "evidence_count", [1, 2], [-1]),
        ("core_score", "document_count", [0, 1], [-1]),
        ("core_score", "element_count", [0, 1], [-1]),
        ("core_score", "newest_year", [None, 1900, 2100], [1899, 2101]),
        ("core_score", "explanation", ["x"], [""]),
        ("core_gap", "element_id", ["a-b"], ["", "A"]),
        ("core_gap", "progress", PROGRESS, ["laag"]),
        ("core_score_region", "region_code", ["VR01"], ["01"]),
        ("core_score_region", "gemeente_level", [*LEVELS, None], ["geen"]),
        ("core_score_national", "measure", [1, 12], [0, 13]),
        ("core_score_national", "level", LEVELS, ["geen"]),
        ("core_score_national", "hoog_count", [0, 25], [-1]),
        ("core_score_national", "midden_count", [0, 25], [-1]),
        ("core_score_national", "laag_count", [0, 25], [-1]),
        ("core_score_national", "onbekend_count", [0, 25], [-1]),
        ("core_score_national", "spread", ["eenduidig", "wisselend", "onbekend"], ["matig"]),
        ("core_coverage", "year", [0, 1900], [1]),
        ("core_coverage", "publication_count", [2, 3], [-1]),
        ("core_coverage", "held_count", [0, 2], [-1]),
        ("core_coverage", "read_count", [0, 2], [-1]),
        ("core_coverage", "rejected_count", [0, 2], [-1]),
        ("core_coverage", "passage_count", [0, 2], [-1]),
        ("core_coverage", "state", ["bekeken", "deels", "niet_gevonden", "bron_faalt", "geen_bron"], ["ok"]),
        ("core_change", "measure", [1, 12], [0, 13]),
        ("core_change", "level_after", ["hoog", "onbekend"], ["geen"]),
        ("core_measure", "measure", [1, 12], [0, 13]),
        ("core_element", "element_id", ["a-b"], ["a b"]),
    ],
)
def test_a_column_takes_what_is_in_its_range(table: str, column: str, good: list[Any], bad: list[Any]) -> None:
    told = breaks(table, [{column: value} for value in good + bad])
    assert told[: len(good)] == [set()] * len(good)
    assert [column in one for one in told[len(good) :]] == [True] * len(bad)


def test_there_are_no_more_documents_than_judgements() -> None:
    assert broken("core_score", document_count=2) == {"no more documents than judgements"}
    assert broken("core_score", evidence_count=3, document_count=3) == set()
    assert broken("core_score", evidence_count=3, document_count=2) == set()


def test_a_region_is_raised_if_and_only_if_its_level_is_another() -> None:
    told = {"it is raised if and only if it differs from its veiligheidsregio's"}
    assert broken("core_score_region", is_raised=False) == told
    assert broken("core_score_region", region_level="hoog") == told
    assert broken("core_score_region", region_level="hoog", is_raised=False) == set()


def test_onbekend_is_not_raised() -> None:
    assert broken("core_score_region", region_level="onbekend") == {"onbekend is not raised"}
    assert broken("core_score_region", region_level="onbekend", level="onbekend", is_raised=False) == set()


def test_no_more_is_held_than_listed() -> None:
    assert broken("core_coverage", held_count=3) == {"no more held than listed"}
    assert broken("core_coverage", held_count=1) == set()


def test_a_change_is_to_another_level() -> None:
    assert broken("core_change", level_after="laag") == {"it is another level"}
