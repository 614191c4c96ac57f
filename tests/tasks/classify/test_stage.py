"""The stage classify on a real warehouse: a judgement per candidate, vectors made once, nothing left to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.classify import stage
from tasks.classify.embedded import version
from tasks.classify.embedding import model_hash, text_hash
from tests.tasks.classify.handmade import handmade
from tests.tasks.filled import fill, load, settings
from text.digest import digest
from warehouse import staging
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse, open_warehouse

DOCUMENTS = [digest(n) * 2 for n in range(3)]
PASSAGES = [digest("passage", n) for n in range(3)]
TEXTS = [
    "De aggregaten hebben brandstof en zijn in 2022 getest, ondanks de werkdruk.",
    "Het was een rustig jaar voor de afdeling.",
    "De aggregaten hebben brandstof en zijn in 2022 getest, ondanks de werkdruk.",
]
FOUND = [(0, 5), (0, 7), (2, 5)]


def retrieved(warehouse: Warehouse, mark: str = "1") -> None:
    """Load candidates as the stage retrieve does, whose items are documents. Document 1 has none."""
    rows = [
        {
            "candidate_id": digest(PASSAGES[n], m),
            "passage_id": PASSAGES[n],
            "document_id": DOCUMENTS[n],
            "measure": m,
            "gate_score": 0.5,
            "codebook_version": "1",
        }
        for n, m in FOUND
    ]
    items = [Item(one, digest("retrieved", one, mark)) for one in DOCUMENTS]
    outcome = Outcome("retrieve", "1", items, {"core_candidate": pl.DataFrame(rows)}, {"core_candidate": "document_id"})
    warehouse.load(staging.write(outcome, warehouse.staging))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data and a codebook: three documents of one passage each, three candidates, nothing judged."""
    folder = tmp_path_factory.mktemp("filled")
    handmade(folder / "codebook")
    with open_warehouse(folder / "data") as opened:
        fill(opened)
        load(opened, "verify", {"core_verification": []}, "none")
        passages = opened.query("SELECT * FROM core_passage")
        texts = pl.DataFrame({"passage_id": PASSAGES, "text": TEXTS})
        changed = passages.drop("text").join(texts, on="passage_id").select(passages.columns)
        load(opened, "read", {"core_passage": changed.to_dicts()}, "2")
        load(opened, "classify", {"core_judgement": []}, "none")
        retrieved(opened)
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "copy"))


def asked(folder: Path) -> Settings:
    return settings(folder).model_copy(update={"codebook": folder / "codebook"})


def run(warehouse: Warehouse, chosen: Settings) -> Outcome:
    outcome = stage.work(stage.pending(warehouse, chosen), chosen)
    warehouse.load(staging.write(outcome, warehouse.staging))
    return outcome


def test_there_is_a_judgement_per_candidate_and_a_vector_per_text_and_then_nothing_to_do(folder: Path) -> None:
    chosen = asked(folder)
    with open_warehouse(chosen.data) as warehouse:
        items = stage.pending(warehouse, chosen)
        assert [item.item_id for item in items] == sorted(DOCUMENTS)
        judge = version(chosen.codebook)
        for item in items:
            hashed = digest(stage.VERSION, digest("retrieved", item.item_id, "1"), judge, model_hash())
            assert item.input_hash == hashed
            assert item.payload["known"] == {}
        outcome = run(warehouse, chosen)
        assert (outcome.stage, outcome.version) == ("classify", stage.VERSION)
        rows = warehouse.query("SELECT * FROM core_judgement ORDER BY document_id, measure").to_dicts()
        by_place = {(DOCUMENTS.index(row["document_id"]), row["measure"]): row for row in rows}
        assert sorted(by_place) == FOUND
        assert len(rows) == 3
        for (document, measure), row in by_place.items():
            assert row["candidate_id"] == digest(PASSAGES[document], measure)
            assert row["judgement_id"] == digest(row["candidate_id"], judge)
            assert row["passage_id"] == PASSAGES[document]
            assert (row["classifier"], row["classifier_version"]) == ("embedded", judge)
            assert set(json.loads(row["raw_answer"])) == {"unit", "logs", "progress"}
        power = by_place[0, 5]
        assert (power["is_evidence"], power["is_abstained"], power["progress"]) == (True, False, "beproefd")
        assert (power["quote"], power["year_described"]) == (TEXTS[0], 2022)
        assert (power["elements"], power["tags"]) == (["eerste"], ["capaciteit"])
        assert power["confidence"] == pytest.approx(0.8641, abs=2e-4)
        other = by_place[0, 7]
        assert (other["is_evidence"], other["progress"], other["quote"]) == (False, "geen", None)
        assert (other["elements"], other["tags"], other["year_described"]) == ([], [], None)
        # the same text in two documents is one vector; a passage that is no candidate has none
        kept = warehouse.rows("SELECT text_hash, model_hash, vector FROM core_embedding")
        assert [row[:2] for row in kept] == [(text_hash(TEXTS[0]), model_hash())]
        assert (len(kept[0][2]), sum(v * v for v in kept[0][2])) == (384, pytest.approx(1, abs=1e-3))
        assert stage.pending(warehouse, chosen) == []
        assert warehouse.query("SELECT * FROM core_reject").is_empty()


def test_vectors_that_are_kept_are_used_and_not_made_again(folder: Path) -> None:
    chosen = asked(folder)
    with open_warehouse(chosen.data) as warehouse:
        first = run(warehouse, chosen)
        assert first.tables["core_embedding"].height == 1
        retrieved(warehouse, "2")
        items = stage.pending(warehouse, chosen)
        known = {item.item_id: list(item.payload["known"]) for item in items}
        assert known == {DOCUMENTS[0]: [text_hash(TEXTS[0])], DOCUMENTS[1]: [], DOCUMENTS[2]: [text_hash(TEXTS[0])]}
        again = run(warehouse, chosen)
        assert again.tables["core_embedding"].is_empty()
        columns = ["judgement_id", "quote", "confidence", "raw_answer"]
        both = [one.tables["core_judgement"].select(columns).sort("judgement_id") for one in (first, again)]
        assert both[0].equals(both[1])
        assert warehouse.rows("SELECT count(*) FROM core_judgement") == [(3,)]
        assert stage.pending(warehouse, chosen) == []


def test_other_weights_are_a_reason_to_judge_all_again(folder: Path) -> None:
    chosen = asked(folder)
    with open_warehouse(chosen.data) as warehouse:
        run(warehouse, chosen)
        before = warehouse.input_hashes("classify")
        weights = folder / "codebook" / "weights" / "embedded-0123456789abcdef.npz"
        weights.rename(weights.with_name("embedded-f.npz"))
        assert len(stage.pending(warehouse, chosen)) == 3
        run(warehouse, chosen)
        assert warehouse.rows("SELECT DISTINCT classifier_version FROM core_judgement") == [(version(chosen.codebook),)]
        after = warehouse.input_hashes("classify")
        assert all(before[one] != after[one] for one in DOCUMENTS)


def test_only_documents_whose_candidates_are_new_are_judged(folder: Path) -> None:
    chosen = asked(folder)
    with open_warehouse(chosen.data) as warehouse:
        outcome = stage.work(stage.pending(warehouse, chosen)[:1], chosen)
        warehouse.load(staging.write(outcome, warehouse.staging))
        assert [item.item_id for item in stage.pending(warehouse, chosen)] == sorted(DOCUMENTS)[1:]


def test_documents_without_candidates_load_no_model_and_give_empty_tables(folder: Path) -> None:
    chosen = asked(folder)
    shutil.rmtree(folder / "codebook")
    outcome = stage.work([Item(DOCUMENTS[1], "h", {"rows": [], "known": {}})], chosen)
    assert {name: frame.height for name, frame in outcome.tables.items()} == {"core_judgement": 0, "core_embedding": 0}
    assert outcome.tables["core_embedding"].schema["vector"] == pl.Array(pl.Float32, 384)
    assert (outcome.replaces, outcome.upserts) == ({"core_judgement": "document_id"}, {"core_embedding"})


def test_the_owner_and_kind_of_a_passage_reach_the_classifier(folder: Path) -> None:
    chosen = asked(folder)
    row = (PASSAGES[0], TEXTS[0], "ggd", "jaarstukken", 2024, 5, "candidate")
    outcome = stage.work(
        [Item(DOCUMENTS[0], "h", {"rows": [row], "known": {text_hash(TEXTS[0]): [0.0] * 384}})], chosen
    )
    assert outcome.tables["core_judgement"]["is_evidence"].to_list() == [False]
    assert outcome.tables["core_judgement"]["confidence"].to_list() == [1.0]
