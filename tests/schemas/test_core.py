from __future__ import annotations

from typing import Any

import pytest

from tests.schemas.rows import breaks, broken

ABOUT = "whom it is about has a basis"
KINDS = ["veiligheidsregio", "gemeente", "ggd", "rijk", "overig"]


@pytest.mark.parametrize(
    ("table", "column", "good", "bad"),
    [
        ("core_organisation", "organisation_id", ["gm-x"], ["", "GM", "a b"]),
        ("core_organisation", "kind", ["veiligheidsregio", "gemeente"], ["ggd", ""]),
        ("core_organisation", "name", ["X"], [""]),
        ("core_organisation", "aliases", [[], ["X"]], [[""], [None]]),
        ("core_organisation", "region_code", [None, "VR01"], ["VR1", "01"]),
        ("core_organisation", "cbs_code", [None, "GM0001"], ["GM1", "0001", "GM00011"]),
        ("core_source", "source_id", ["a/b"], ["a", "a/B"]),
        ("core_source", "connector", ["folder", "open_data2"], ["Folder", "a-b", ""]),
        ("core_source", "state", ["ok", "empty", "not_asked"], ["error", ""]),
        ("core_source", "listed_count", [0, 1], [-1]),
        ("core_document", "document_id", ["0" * 64], ["0" * 63, "0" * 65, "G" * 64]),
        ("core_document", "title", ["", "x"], []),
        ("core_document", "doc_type", ["overig"], [""]),
        ("core_document", "doc_type_basis", ["source", "title", "text", "none"], ["date"]),
        ("core_document", "year_basis", ["title", "text", "date", "none"], ["source"]),
        ("core_document", "about_basis", ["title", "text", "source", "manifest"], ["passage"]),
        ("core_document", "org_kind", [*KINDS, None], ["waterschap"]),
        ("core_document", "page_count", [0, 1], [-1]),
        ("core_document", "passage_count", [0, 1], [-1]),
        ("core_document", "reader", ["x"], [""]),
        ("core_page", "page_number", [1, 2], [0]),
        ("core_page", "raw_text", ["", "x"], []),
        ("core_page", "offset_map", [[], [0, 0, 1], [0, 0, 1, 2, 2, 3]], [[0, 0], [0], [0, 0, -1]]),
        ("core_page", "text_source", ["text_layer", "ocr", "markup"], ["pdf"]),
        ("core_passage", "passage_id", ["0" * 32], ["0" * 31, "0" * 64]),
        ("core_passage", "passage_number", [0, 1], [-1]),
        ("core_passage", "page_from", [1], [0]),
        ("core_passage", "page_to", [1, 2], [0]),
        ("core_passage", "raw_from", [0, 25], [-1]),
        ("core_passage", "raw_to", [1, 26], [-1]),
        ("core_passage", "text", ["x"], [""]),
        ("core_passage", "word_count", [1, 200], [0]),
        ("core_passage", "org_kind", [*KINDS, None], [""]),
        ("core_embedding", "text_hash", ["x"], [""]),
        ("core_embedding", "vector", [[0.0] * 384], [[float("nan")] * 384]),
        ("core_candidate", "measure", [1, 12], [0, 13]),
        ("core_candidate", "gate_score", [-5.0, 5.0], [float("inf")]),
        ("core_judgement", "measure", [1, 12], [0, 13]),
        ("core_judgement", "progress", ["voornemen", "plan", "uitvoering", "beproefd"], ["hoog"]),
        ("core_judgement", "year_described", [None, 1900, 2100], [1899, 2101]),
        ("core_judgement", "elements", [[], ["a", "b"]], [[""]]),
        ("core_judgement", "tags", [["capaciteit", "effect", "landelijk", "uitvoering"]], [["plan"]]),
        ("core_judgement", "confidence", [0.0, 1.0], [-0.01, 1.01]),
        ("core_verification", "measure", [1, 12], [0, 13]),
        ("core_verification", "organisation_id", [None, "gm-x"], ["GM"]),
        ("core_verification", "page_number", [1], [0]),
        ("core_verification", "raw_from", [0, 25], [-1]),
        ("core_verification", "raw_to", [1, 26], [0, -1]),
        ("core_verification", "cap", [None, "begroting"], [""]),
    ],
)
def test_a_column_takes_what_is_in_its_range(table: str, column: str, good: list[Any], bad: list[Any]) -> None:
    told = breaks(table, [{column: value} for value in good + bad])
    assert told[: len(good)] == [set()] * len(good)
    assert [column in one for one in told[len(good) :]] == [True] * len(bad)


def test_a_vector_has_384_numbers() -> None:
    from schemas.core import core_embedding

    assert core_embedding.columns["vector"].dtype.type.shape == (384,)


def test_only_a_gemeente_chairs_a_region() -> None:
    assert broken("core_organisation", is_chair=True) == {"only a gemeente chairs a region"}
    assert broken("core_organisation", is_chair=True, kind="gemeente") == set()
    assert broken("core_organisation", is_chair=False, kind="gemeente") == set()


@pytest.mark.parametrize("state", ["failing", "blocked"])
def test_a_source_that_fails_says_why(state: str) -> None:
    assert broken("core_source", state=state) == {"what fails or blocks says why"}
    assert broken("core_source", state=state, message="Geen antwoord.") == set()


def test_the_years_of_a_document_are_in_order_and_both_known_or_neither() -> None:
    both = {"year_from and year_to are both known or neither"}
    assert broken("core_document", year_from=2023, year_to=2024) == set()
    assert broken("core_document", year_from=2024, year_to=2023) == {"year_to is not before year_from"}
    assert broken("core_document", year_from=None) == both
    assert broken("core_document", year_to=None) == both
    assert broken("core_document", year_from=None, year_to=None) == set()


def test_whom_something_is_about_has_a_basis() -> None:
    assert broken("core_document", about_basis="none") == {ABOUT}
    assert broken("core_document", about_basis="none", about_organisation_id=None) == set()
    assert broken("core_document", about_basis="text", about_organisation_id=None) == set()
    assert broken("core_passage", about_organisation_id="gm-x") == {ABOUT}
    assert broken("core_passage", about_organisation_id="gm-x", about_basis="passage") == set()
    assert broken("core_passage", about_organisation_id="gm-x", about_basis="document") == set()
    assert broken("core_passage", about_basis="source") == {"about_basis"}


def test_what_cannot_be_seen_lies_within_the_page() -> None:
    assert broken("core_page", invisible_spans=[0, 26]) == set()
    assert broken("core_page", invisible_spans=[0, 27]) == {"invisible_spans lie within raw_text"}
    assert broken("core_page", invisible_spans=[0, 26, 3]) == {"invisible_spans"}


def test_only_ocr_has_a_confidence() -> None:
    assert broken("core_page", text_source="ocr", ocr_confidence=0.9) == set()
    assert broken("core_page", ocr_confidence=0.9) == {"only OCR has a confidence"}


def test_a_passage_ends_after_it_starts() -> None:
    assert broken("core_passage", page_from=2, page_to=1) == {"page_to is not before page_from"}
    assert broken("core_passage", raw_from=25) == set()
    assert broken("core_passage", raw_from=26) == {"on one page raw_to is after raw_from"}
    assert broken("core_passage", raw_from=26, page_to=2) == set()


def test_evidence_has_progress_and_a_quote_and_nothing_else_has() -> None:
    progress = "progress is geen if and only if it is no evidence"
    quote = "evidence and only evidence has a quote"
    assert broken("core_judgement", is_evidence=False, progress="geen", quote=None) == set()
    assert broken("core_judgement", progress="geen") == {progress}
    assert broken("core_judgement", quote=None) == {quote}
    assert broken("core_judgement", is_evidence=False, progress="geen") == {quote}
    assert broken("core_judgement", is_evidence=False, quote=None) == {progress}


def test_what_is_verified_has_a_quote_in_a_place_and_progress() -> None:
    for column in ("page_number", "raw_from", "raw_to", "quote"):
        assert broken("core_verification", **{column: None}) == {"what is verified has a quote and its place"}
    assert broken("core_verification", progress="geen") == {"what is verified is evidence"}
    assert broken("core_verification", reason_code="quote_not_found") == {
        "what is not verified, and only that, says why"
    }
    assert broken("core_verification", raw_from=26) == {"raw_to is after raw_from"}


def test_what_is_not_verified_says_why_and_may_lack_the_rest() -> None:
    without = {"is_verified": False, "page_number": None, "raw_from": None, "raw_to": None, "quote": None}
    assert broken("core_verification", **without) == {"what is not verified, and only that, says why"}
    assert broken("core_verification", **without, reason_code="not_evidence", progress="geen") == set()
    assert broken("core_verification", **without, reason_code="Not Evidence") == {"reason_code"}
