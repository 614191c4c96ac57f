"""The stage retrieve on a real warehouse: what it proposes, of whom, and when it has nothing to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from schemas.codebook import codebook_version
from schemas.settings import Settings
from tasks.retrieve import stage
from tests.tasks.retrieve.hand_gate import measures, with_gate
from text.digest import digest
from warehouse import staging
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse, open_warehouse

POWER = "Er is noodstroom en een dieselvoorraad."
WEAKER = "Er is noodstroom."
POINT = "Het noodsteunpunt en de andere steunpunten."
PLAIN = "De bak is blauw geverfd."
THRESHOLD = -0.875

Passage = tuple[str, dict[str, Any]]


@pytest.fixture
def asked(tmp_path: Path) -> Settings:
    """Settings with a codebook whose gate scores terms alone."""
    folder = with_gate(measures(tmp_path / "codebook"), threshold=THRESHOLD)
    return Settings(
        data=tmp_path / "data", sources=tmp_path / "sources", codebook=folder, as_of=date(2026, 11, 24), run_id="run-1"
    )


def document(n: int) -> str:
    return digest("document", n) * 2


def passage_id(n: int, number: int) -> str:
    return digest("passage", n, number)


def read(warehouse: Warehouse, n: int, passages: list[Passage], mark: str = "1") -> None:
    """Load a document's passages as the stage read does."""
    rows = [
        {
            "passage_id": passage_id(n, number),
            "document_id": document(n),
            "passage_number": number,
            "page_from": 1,
            "page_to": 1,
            "raw_from": 100 * number,
            "raw_to": 100 * number + len(text),
            "text": text,
            "heading_path": "",
            "word_count": len(text.split()),
            "is_contents": False,
            "about_organisation_id": None,
            "about_basis": "none",
            "org_kind": None,
        }
        | changes
        for number, (text, changes) in enumerate(passages, start=1)
    ]
    frame = pl.DataFrame(rows[::-1], infer_schema_length=None)
    items = [Item(document(n), digest("read", n, mark))]
    outcome = Outcome("read", "1", items, {"core_passage": frame}, {"core_passage": "document_id"})
    assert warehouse.load(staging.write(outcome, warehouse.staging)).rejected == 0


def run(warehouse: Warehouse, asked: Settings) -> list[str]:
    """Do what is pending; which documents that were."""
    items = stage.pending(warehouse, asked)
    report = warehouse.load(staging.write(stage.work(items, asked), warehouse.staging))
    assert report.rejected == 0
    return [item.item_id for item in items]


def candidates(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    return warehouse.rows("SELECT * FROM core_candidate ORDER BY candidate_id")


def test_a_passage_that_passes_becomes_a_candidate_once_for_each_measure(asked: Settings) -> None:
    version = codebook_version(asked.codebook)
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(PLAIN, {}), (POWER, {}), (f"{POWER} {POINT}", {}), (WEAKER, {})])
        items = stage.pending(warehouse, asked)
        assert [(item.item_id, item.payload["codebook_version"]) for item in items] == [(document(1), version)]
        texts = [PLAIN, POWER, f"{POWER} {POINT}", WEAKER]
        assert items[0].payload["passages"] == [(passage_id(1, n), text) for n, text in enumerate(texts, start=1)]
        assert run(warehouse, asked) == [document(1)]
        found = warehouse.rows("SELECT * FROM core_candidate WHERE measure = 5 ORDER BY gate_score DESC, passage_id")
        first, second = sorted([passage_id(1, 2), passage_id(1, 3)])
        assert found == [
            (digest(one, 5), one, document(1), 5, score, version)
            for one, score in ((first, -0.125), (second, -0.125), (passage_id(1, 4), -0.875))
        ]
        assert warehouse.rows("SELECT DISTINCT passage_id FROM core_candidate WHERE measure = 4") == [
            (passage_id(1, 3),)
        ]
        assert {row[1] for row in candidates(warehouse)} == {passage_id(1, n) for n in (2, 3, 4)}


def test_work_says_which_rows_go_and_has_its_columns_even_without_candidates(asked: Settings) -> None:
    items = [Item(document(1), digest(1), {"passages": [], "codebook_version": "v"})]
    outcome = stage.work(items, asked)
    assert (outcome.stage, outcome.version, outcome.items) == ("retrieve", "2", items)
    assert outcome.replaces == {"core_candidate": "document_id"}
    assert outcome.tables["core_candidate"].schema == {
        "candidate_id": pl.String,
        "passage_id": pl.String,
        "document_id": pl.String,
        "measure": pl.Int32,
        "gate_score": pl.Float64,
        "codebook_version": pl.String,
    }
    assert outcome.tables["core_candidate"].height == 0
    assert outcome.rejects == []


def test_a_contents_page_proposes_nothing(asked: Settings) -> None:
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(POWER, {"is_contents": True}), (POWER, {"is_contents": False})])
        run(warehouse, asked)
        assert [row[1] for row in candidates(warehouse)] == [passage_id(1, 2)]


NAMED = {"about_organisation_id": "vr-x", "about_basis": "passage"}


@pytest.mark.parametrize(
    ("text", "changes", "is_proposed"),
    [
        (POWER, {"org_kind": None}, True),
        (POWER, {"org_kind": "gemeente"}, True),
        (POWER, {"org_kind": "veiligheidsregio"}, True),
        (POWER, {"org_kind": "ggd"}, True),
        (POWER, {"org_kind": "rijk"}, False),
        (POWER, {"org_kind": "overig"}, False),
        (POWER, {"org_kind": "rijk"} | NAMED, True),
        (POWER, {"org_kind": "overig"} | NAMED, True),
        (POWER, {"org_kind": "rijk", "is_contents": True} | NAMED, False),
        (f"{POWER} Ook bij gemeenten.", {"org_kind": "rijk"}, True),
        (f"Gemeente Schelpenburg: {POWER}", {"org_kind": "overig"}, True),
        (f"{POWER} Ook bij de veiligheidsregio.", {"org_kind": "rijk"}, True),
        (f"{POWER} Ook bij de Veiligheidsregio.", {"org_kind": "rijk"}, True),
        (f"{POWER} Ook bij de GHOR.", {"org_kind": "rijk"}, True),
        (f"{POWER} Ook bij een GGD.", {"org_kind": "rijk"}, True),
        (f"{POWER} Ook gemeentelijk.", {"org_kind": "rijk"}, False),
        (f"{POWER} Ook GGDX en randgemeente.", {"org_kind": "rijk"}, False),
    ],
)
def test_of_the_rijk_and_others_only_what_names_a_body_like_ours_is_proposed(
    asked: Settings, text: str, changes: dict[str, Any], is_proposed: bool
) -> None:
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(text, changes)])
        (item,) = stage.pending(warehouse, asked)
    assert item.payload["passages"] == ([(passage_id(1, 1), text)] if is_proposed else [])


def test_after_a_load_nothing_is_pending_though_nothing_was_proposed(asked: Settings) -> None:
    with open_warehouse(asked.data) as warehouse:
        assert stage.pending(warehouse, asked) == []
        read(warehouse, 1, [(PLAIN, {})])
        assert run(warehouse, asked) == [document(1)]
        assert candidates(warehouse) == []
        assert stage.pending(warehouse, asked) == []


def test_another_document_changes_no_old_candidate(asked: Settings) -> None:
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(POWER, {}), (WEAKER, {})])
        run(warehouse, asked)
        before = candidates(warehouse)
        assert before
        read(warehouse, 2, [(f"{POWER} {POINT}", {})] * 3)
        assert run(warehouse, asked) == [document(2)]
        after = candidates(warehouse)
        assert [row for row in after if row[2] == document(1)] == before
        assert len(after) > len(before)


def test_documents_give_the_same_candidates_whichever_comes_first(asked: Settings) -> None:
    found = []
    for order in ((1, 2), (2, 1)):
        with open_warehouse(asked.data / str(order[0])) as warehouse:
            for n in order:
                read(warehouse, n, [(POWER, {}), (POINT, {})])
            assert run(warehouse, asked) == sorted([document(1), document(2)])
            found.append(candidates(warehouse))
    assert found[0] == found[1]
    assert len({row[2] for row in found[0]}) == 2


def test_a_document_that_is_read_anew_loses_its_old_candidates(asked: Settings) -> None:
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(POWER, {})])
        read(warehouse, 2, [(POWER, {})])
        run(warehouse, asked)
        read(warehouse, 1, [(PLAIN, {})], mark="2")
        assert run(warehouse, asked) == [document(1)]
        assert {row[2] for row in candidates(warehouse)} == {document(2)}


def test_all_documents_are_pending_again_when_the_gate_file_has_another_name(asked: Settings) -> None:
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(POWER, {})])
        read(warehouse, 2, [(PLAIN, {})])
        run(warehouse, asked)
        before = candidates(warehouse)
        with_gate(asked.codebook, name="other")
        expected = {
            document(n): digest("2", digest("read", n, "1"), codebook_version(asked.codebook), "gate-other.npz")
            for n in (1, 2)
        }
        assert {item.item_id: item.input_hash for item in stage.pending(warehouse, asked)} == expected
        assert run(warehouse, asked) == sorted(expected)
        assert warehouse.input_hashes("retrieve") == expected
        assert stage.pending(warehouse, asked) == []
        # the other gate has a threshold of -0.25, which this passage reaches as well
        assert [row[:5] for row in candidates(warehouse)] == [row[:5] for row in before]
        assert [row[5] for row in candidates(warehouse)] == [codebook_version(asked.codebook)] * len(before)


def test_all_documents_are_pending_again_when_a_constant_of_the_codebook_changes(asked: Settings) -> None:
    with open_warehouse(asked.data) as warehouse:
        read(warehouse, 1, [(POWER, {})])
        run(warehouse, asked)
        path = asked.codebook / "judging.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("version: 1\n", "version: 2\n"), encoding="utf-8")
        assert [item.item_id for item in stage.pending(warehouse, asked)] == [document(1)]
