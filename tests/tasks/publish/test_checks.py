"""The checks before publishing: a whole that is right passes, each fault is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.codebook import MEASURES
from schemas.errors import GateError
from tasks.publish.checks import Finding, Results, check, is_within

Tables = dict[str, list[dict[str, Any]]]


def tables() -> Tables:
    evidence = {
        "judgement_id": "j1",
        "organisation_id": "vr-x",
        "measure": 1,
        "document_id": "d1",
        "progress": "plan",
        "page_number": 1,
        "url": "https://voorbeeld.example",
        "quote": "Dit is  bewijs.",
        "passage_text": "Dit is\nbewijs. Meer.",
    }
    return {
        "out_organisation": [{"organisation_id": "vr-x"}],
        "out_document": [{"document_id": "d1"}],
        "out_evidence": [evidence],
        "out_score": [
            {"organisation_id": "vr-x", "measure": m, "level": "midden" if m == 1 else "laag", "explanation": "Omdat."}
            for m in MEASURES
        ],
        "out_score_region": [{"region_code": "VR99", "measure": m, "level": "laag"} for m in MEASURES],
        "out_score_national": [{"measure": m, "level": "onbekend"} for m in MEASURES],
        "out_summary": [{"judgement_id": "j1"}],
        "out_coverage": [{"organisation_id": "vr-x", "year": 2024}],
    }


def rows_of(made: Tables) -> Callable[[str], list[dict[str, Any]]]:
    return lambda name: made.get(name, [])


def failures(change: Callable[[Tables], None]) -> set[tuple[str, str]]:
    made = tables()
    change(made)
    return {(f.table, f.column) for f in check(rows_of(made)).findings if not f.success}


def test_a_whole_that_is_right_passes() -> None:
    results = check(rows_of(tables()))
    assert [f for f in results.findings if not f.success] == []
    assert {f.table for f in results.findings} == (set(tables()) - {"out_document"}) | {"every_table"}
    results.raise_if_failed(Path("folder"))


def test_documents_about_nobody_known_make_a_whole_without_organisations() -> None:
    made: Tables = {name: [] for name in tables()}
    made["out_score_national"] = tables()["out_score_national"]
    assert [f for f in check(rows_of(made)).findings if not f.success] == []


@pytest.mark.parametrize("table", ["out_score", "out_score_national", "out_coverage"])
def test_a_table_that_is_empty_while_there_are_organisations_is_named(table: str) -> None:
    assert failures(lambda made: made[table].clear()) == {(table, "rows")}


def _set(table: str, column: str, value: Any) -> Callable[[Tables], None]:
    return lambda made: made[table][0].__setitem__(column, value)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda made: made["out_score"].pop(), ("out_score", "rows")),
        (
            lambda made: made["out_score"].__setitem__(0, made["out_score"][1]),
            ("out_score", "organisation_id, measure"),
        ),
        (_set("out_score", "organisation_id", "vr-y"), ("out_score", "organisation_id")),
        (_set("out_score", "measure", 13), ("out_score", "measure")),
        (_set("out_score", "level", "goed"), ("out_score", "level")),
        (_set("out_score", "explanation", None), ("out_score", "explanation")),
        (lambda made: made["out_score"][1].__setitem__("level", "hoog"), ("out_score", "is_backed")),
        (_set("out_score_region", "measure", 2), ("out_score_region", "region_code, measure")),
        (_set("out_score_region", "level", "goed"), ("out_score_region", "level")),
        (lambda made: made["out_score_national"].pop(), ("out_score_national", "rows")),
        (_set("out_score_national", "measure", 2), ("out_score_national", "measure")),
        (_set("out_score_national", "level", "goed"), ("out_score_national", "level")),
        (lambda made: made["out_evidence"].append(made["out_evidence"][0]), ("out_evidence", "judgement_id")),
        (_set("out_evidence", "organisation_id", "vr-y"), ("out_evidence", "organisation_id")),
        (_set("out_evidence", "document_id", "d2"), ("out_evidence", "document_id")),
        (_set("out_evidence", "progress", "geen"), ("out_evidence", "progress")),
        (_set("out_evidence", "page_number", 0), ("out_evidence", "page_number")),
        (_set("out_evidence", "url", None), ("out_evidence", "url")),
        (_set("out_evidence", "quote", "Dit is geen bewijs."), ("out_evidence", "is_quote_in_passage")),
        (_set("out_summary", "judgement_id", "j9"), ("out_summary", "judgement_id")),
        (_set("out_coverage", "organisation_id", "vr-y"), ("out_coverage", "organisation_id")),
        (lambda made: made["out_coverage"].append(made["out_coverage"][0]), ("out_coverage", "organisation_id, year")),
        (
            lambda made: made["out_organisation"].append(made["out_organisation"][0]),
            ("out_organisation", "organisation_id"),
        ),
    ],
)
def test_each_fault_is_found_and_named(change: Callable[[Tables], None], named: tuple[str, str]) -> None:
    assert named in failures(change)


def test_an_evidence_table_without_rows_is_no_fault_of_its_own() -> None:
    def nothing_found(made: Tables) -> None:
        made["out_evidence"], made["out_summary"] = [], []
        made["out_score"][0]["level"] = "laag"

    assert failures(nothing_found) == set()


def test_a_level_above_laag_without_any_evidence_is_a_fault() -> None:
    assert ("out_score", "is_backed") in failures(lambda made: made["out_evidence"].clear())


@pytest.mark.parametrize(
    ("table", "column", "kind", "value"),
    [
        ("out_evidence", "passage_text", "bsn", "Aanvrager 111222333 woont hier."),
        ("out_passage", "text", "iban", "Rekening NL91 ABNA 0417 1643 00."),
        ("out_document", "about_name", "email", "a.b@voorbeeld.example"),
        ("out_organisation", "website", "email", "https://voorbeeld.example/?aan=a.b@voorbeeld.example"),
        ("out_summary", "sentence", "email", "Mail a.b@voorbeeld.example."),
    ],
)
def test_personal_data_that_is_left_is_named_by_its_place_and_not_shown(
    table: str, column: str, kind: str, value: str
) -> None:
    made = tables()
    made.setdefault(table, [{}])[0][column] = value
    (finding,) = [f for f in check(rows_of(made)).findings if f.table == "every_table"]
    assert not finding.success
    assert f"{table}.{column} ({kind})" in finding.found
    assert value.split()[-2 if " " in value else 0] not in finding.found


def test_an_id_and_an_address_may_hold_nine_digits() -> None:
    made = tables()
    made["out_evidence"][0] |= {"document_id": "111222333", "url": "https://voorbeeld.example/111222333"}
    made["out_document"][0]["document_id"] = "111222333"
    assert [f for f in check(rows_of(made)).findings if not f.success] == []


def test_a_failed_check_says_what_failed_where_and_what_stays() -> None:
    results = Results((Finding("out_score", "in_set", "level", False, "['goed']"), Finding("a", "b", "c", True, "")))
    with pytest.raises(GateError, match=r"what was published before stays: out_score\.level: in_set \(\['goed'\]\)\. "):
        results.raise_if_failed(Path("run-1"))
    assert results.as_json()[1]["success"] is True


@pytest.mark.parametrize(
    ("quote", "passage", "within"),
    [
        ("een plan", "Er is een plan.", True),
        ("een  plan", "Er is een\nplan.", True),
        ("geen plan", "Er is een plan.", False),
        ("Een plan", "Er is een plan.", False),
        ("", "Er is een plan.", False),
        (None, "Er is een plan.", False),
    ],
)
def test_a_quote_must_stand_in_its_passage_word_for_word(quote: str | None, passage: str, within: bool) -> None:
    assert is_within(quote, passage) is within
