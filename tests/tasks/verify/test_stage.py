"""The stage verify on a real warehouse: what it reads, what it writes, and when it has nothing to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tasks.verify import stage
from tests.tasks.filled import QUOTE, TEXT, fill, load, settings
from text.digest import digest
from warehouse import staging
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse, open_warehouse

DOCUMENTS = [digest(n) * 2 for n in range(3)]
PASSAGES = [digest("passage", n) for n in range(3)]
COLUMNS = (
    "judgement_id, document_id, passage_id, measure, organisation_id, is_verified, reason_code, progress, cap, "
    "year_described, page_number, raw_from, raw_to, quote, is_ggd"
)


def judgement(n: int, document: int, **changes: Any) -> dict[str, Any]:
    """A row of core_judgement: evidence for measure 5 in a document's passage."""
    row = {
        "judgement_id": digest("judgement", n),
        "candidate_id": digest("candidate", n),
        "passage_id": PASSAGES[document],
        "document_id": DOCUMENTS[document],
        "measure": 5,
        "is_evidence": True,
        "progress": "uitvoering",
        "year_described": None,
        "elements": ["aggregaten"],
        "tags": [],
        "quote": QUOTE,
        "confidence": 0.9,
        "is_abstained": False,
        "classifier": "embedded",
        "classifier_version": "1",
        "raw_answer": "{}",
    }
    return row | changes


def page(document: int, number: int, text: str = TEXT, hidden: list[int] | None = None) -> dict[str, Any]:
    """A row of core_page."""
    return {
        "document_id": DOCUMENTS[document],
        "page_number": number,
        "raw_text": text,
        "clean_text": text,
        "offset_map": [0, 0, len(text)],
        "invisible_spans": hidden or [],
        "text_source": "text_layer",
        "language": "nl",
        "ocr_confidence": None,
    }


def classified(warehouse: Warehouse, rows: list[dict[str, Any]], mark: str = "1", documents: int = 3) -> None:
    """Load judgements as the stage classify does, whose items are documents."""
    frame = pl.DataFrame(rows, infer_schema_length=None) if rows else None
    items = [Item(one, digest("classified", one, mark)) for one in DOCUMENTS[:documents]]
    tables = {} if frame is None else {"core_judgement": frame}
    outcome = Outcome("classify", "1", items, tables, {"core_judgement": "*"})
    warehouse.load(staging.write(outcome, warehouse.staging))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three documents, judged: two about the region, one about the gemeente. Nothing is verified."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    with open_warehouse(folder) as opened:
        fill(opened)
        load(opened, "verify", {"core_verification": []}, "none")
        pages = [page(n, number) for n in range(3) for number in (1, 2, 3)]
        load(opened, "read", {"core_page": pages}, "pages")
        assert opened.rows("SELECT count(*) FROM core_verification") == [(0,)]
    return folder


@pytest.fixture
def warehouse(filled: Path, tmp_path: Path) -> Iterator[Warehouse]:
    """A copy of that folder, open."""
    shutil.copytree(filled, tmp_path / "data")
    with open_warehouse(tmp_path / "data") as opened:
        yield opened


def pending(warehouse: Warehouse, folder: Path) -> list[Item]:
    """What is left to do, the documents only."""
    return [one for one in stage.pending(warehouse, settings(folder)) if one.item_id in DOCUMENTS]


def run(warehouse: Warehouse, folder: Path) -> list[str]:
    """Do what is pending; the documents done."""
    items = stage.pending(warehouse, settings(folder))
    warehouse.load(staging.write(stage.work(items, settings(folder)), warehouse.staging))
    return [one.item_id for one in items if one.item_id in DOCUMENTS]


def test_every_judgement_gets_a_row_that_says_where_its_quote_stands_or_why_not(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    second = "Ze worden elke maand beproefd."
    classified(
        warehouse,
        [
            judgement(0, 0, progress="beproefd"),
            judgement(1, 0, quote=second, measure=4, year_described=2030),
            judgement(2, 0, quote="De regio heeft vier aggregaten staan."),
            judgement(3, 1, is_evidence=False, progress="geen", quote=None, elements=[]),
            judgement(4, 1, is_abstained=True),
            judgement(5, 2),
        ],
    )
    assert run(warehouse, tmp_path) == sorted(DOCUMENTS)
    found = {row[0]: row[1:] for row in warehouse.rows(f"SELECT {COLUMNS} FROM core_verification")}

    def row(document: int, *rest: object) -> tuple[object, ...]:
        return (DOCUMENTS[document], PASSAGES[document], *rest)

    assert found == {
        digest("judgement", 0): row(0, 5, "vr-x", True, None, "beproefd", None, 2023, 2, 0, 37, QUOTE, False),
        digest("judgement", 1): row(0, 4, "vr-x", True, None, "uitvoering", None, 2023, 2, 38, 68, second, False),
        digest("judgement", 2): row(
            *(0, 5, "vr-x", False, "quote_not_found", "uitvoering", None, 2023, None, None, None),
            *("De regio heeft vier aggregaten staan.", False),
        ),
        digest("judgement", 3): row(
            1, 5, None, False, "not_evidence", "geen", None, None, None, None, None, None, False
        ),
        digest("judgement", 4): row(1, 5, "vr-x", False, "abstained", "uitvoering", None, 2024, 2, 0, 37, QUOTE, False),
        digest("judgement", 5): row(2, 5, "gm-y", True, None, "uitvoering", None, 2023, 2, 0, 37, QUOTE, False),
    }


def test_what_was_verified_is_not_pending_until_it_is_judged_anew(warehouse: Warehouse, tmp_path: Path) -> None:
    classified(warehouse, [judgement(n, n) for n in range(3)])
    assert [one.item_id for one in pending(warehouse, tmp_path)] == sorted(DOCUMENTS)
    run(warehouse, tmp_path)
    assert stage.pending(warehouse, settings(tmp_path)) == []
    classified(warehouse, [judgement(0, 0, progress="plan")], "2", documents=1)
    assert run(warehouse, tmp_path) == [DOCUMENTS[0]]
    assert stage.pending(warehouse, settings(tmp_path)) == []
    progress = dict(warehouse.rows("SELECT document_id, progress FROM core_verification"))
    assert progress == {DOCUMENTS[0]: "plan", DOCUMENTS[1]: "uitvoering", DOCUMENTS[2]: "uitvoering"}


def test_a_document_without_judgements_loses_its_rows_and_is_done(warehouse: Warehouse, tmp_path: Path) -> None:
    classified(warehouse, [judgement(0, 0)])
    run(warehouse, tmp_path)
    classified(warehouse, [], "2")
    assert run(warehouse, tmp_path) == sorted(DOCUMENTS)
    assert warehouse.rows("SELECT count(*) FROM core_verification") == [(0,)]
    assert stage.pending(warehouse, settings(tmp_path)) == []


def organisations(warehouse: Warehouse, rows: list[tuple[str, str, str | None]], mark: str) -> None:
    """Replace the organisations of the warehouse."""
    known = [
        {
            "organisation_id": one,
            "kind": kind,
            "name": one,
            "aliases": ["Alias"],
            "region_code": region,
            "cbs_code": None,
            "is_chair": False,
            "website": None,
        }
        for one, kind, region in rows
    ]
    load(warehouse, "crawl", {"core_organisation": known}, mark)


def test_other_organisations_make_every_document_pending_again(warehouse: Warehouse, tmp_path: Path) -> None:
    classified(warehouse, [judgement(n, n) for n in range(3)])
    run(warehouse, tmp_path)
    before: list[tuple[str, str, str | None]] = [("gm-y", "gemeente", "VR99"), ("vr-x", "veiligheidsregio", "VR99")]
    organisations(warehouse, before, "same")
    assert pending(warehouse, tmp_path) == []
    organisations(warehouse, [*before, ("gm-z", "gemeente", "VR99")], "more")
    assert [one.item_id for one in pending(warehouse, tmp_path)] == sorted(DOCUMENTS)
    run(warehouse, tmp_path)
    assert pending(warehouse, tmp_path) == []
    organisations(warehouse, [("gm-y", "gemeente", "VR98"), *before[1:]], "moved")
    assert len(pending(warehouse, tmp_path)) == 3


def as_ggd(warehouse: Warehouse) -> None:
    """Make the passage of the gemeente's document one of the GGD."""
    rows = warehouse.query("SELECT * FROM core_passage ORDER BY passage_id").to_dicts()
    for row in rows:
        if row["passage_id"] == PASSAGES[2]:
            row["org_kind"] = "ggd"
    load(warehouse, "read", {"core_passage": rows}, "ggd")


@pytest.mark.parametrize(
    ("known", "owner", "reason"),
    [
        ([("gm-y", "gemeente", "VR99"), ("vr-x", "veiligheidsregio", "VR99")], "vr-x", None),
        ([("gm-a", "gemeente", "VR99"), ("gm-y", "gemeente", "VR99")], None, "no_organisation"),
        ([("gm-y", "gemeente", "VR98"), ("vr-x", "veiligheidsregio", "VR99")], None, "no_organisation"),
        ([("gm-y", "gemeente", None), ("vr-x", "veiligheidsregio", None)], None, "no_organisation"),
        ([("a-vr", "veiligheidsregio", "VR01"), ("gm-y", "gemeente", "VR01")], "a-vr", None),
    ],
)
def test_the_ggd_counts_for_the_veiligheidsregio_of_its_area(
    warehouse: Warehouse,
    tmp_path: Path,
    known: list[tuple[str, str, str | None]],
    owner: str | None,
    reason: str | None,
) -> None:
    as_ggd(warehouse)
    organisations(warehouse, known, "known")
    classified(warehouse, [judgement(0, 2, measure=12)])
    run(warehouse, tmp_path)
    found = warehouse.rows("SELECT organisation_id, reason_code, is_ggd FROM core_verification")
    assert found == [(owner, reason, True)]


def test_only_the_pages_of_passages_with_evidence_are_read(warehouse: Warehouse, tmp_path: Path) -> None:
    classified(
        warehouse, [judgement(0, 0), judgement(1, 1, is_evidence=False, progress="geen", quote=None, elements=[])]
    )
    handed = {one.item_id: [row[0] for row in one.payload["pages"]] for one in pending(warehouse, tmp_path)}
    assert handed == {DOCUMENTS[0]: [2], DOCUMENTS[1]: [], DOCUMENTS[2]: []}


def test_a_quote_over_a_page_break_keeps_its_longest_sentence_and_hidden_text_is_not_taken(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    first, second = "Er staan drie grote aggregaten. Ze zijn", "in 2023 getest. De diesel ligt ook klaar."
    text = f"{first} {second}"
    rows = warehouse.query("SELECT * FROM core_passage ORDER BY passage_id").to_dicts()
    for row in rows:
        if row["passage_id"] in PASSAGES[:2]:
            row |= {"text": text, "page_from": 2, "page_to": 3, "raw_to": len(second)}
    load(warehouse, "read", {"core_passage": rows}, "break")
    pages = [page(n, number, body) for n in range(2) for number, body in ((2, first), (3, second), (4, text))]
    pages[4]["invisible_spans"] = [30, 41]
    load(warehouse, "read", {"core_page": pages}, "break pages")
    classified(
        warehouse, [judgement(0, 0, quote=text), judgement(1, 1, quote="De diesel ligt ook klaar."), judgement(2, 2)]
    )
    run(warehouse, tmp_path)
    found = warehouse.rows(
        "SELECT document_id, reason_code, page_number, raw_from, raw_to, quote FROM core_verification"
    )
    assert {row[0]: row[1:] for row in found} == {
        DOCUMENTS[0]: (None, 2, 0, 31, "Er staan drie grote aggregaten."),
        DOCUMENTS[1]: ("invisible", 3, 16, 41, "De diesel ligt ook klaar."),
        DOCUMENTS[2]: ("quote_not_found", None, None, None, QUOTE),  # its page was never stored
    }


def test_a_document_that_is_gone_gets_no_rows_and_is_done(warehouse: Warehouse, tmp_path: Path) -> None:
    classified(warehouse, [judgement(0, 0), judgement(1, 1)])
    rows = warehouse.query(f"SELECT * FROM core_document WHERE document_id <> '{DOCUMENTS[0]}'").to_dicts()
    load(warehouse, "read", {"core_document": rows}, "gone")
    assert run(warehouse, tmp_path) == sorted(DOCUMENTS)
    assert warehouse.rows("SELECT document_id FROM core_verification") == [(DOCUMENTS[1],)]
    assert stage.pending(warehouse, settings(tmp_path)) == []


def test_the_outcome_is_the_same_in_any_order_of_items_and_names_what_it_replaces(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    classified(warehouse, [judgement(n, n) for n in range(3)])
    items = pending(warehouse, tmp_path)
    outcome = stage.work(items, settings(tmp_path))
    assert (outcome.stage, outcome.version) == ("verify", stage.VERSION)
    assert outcome.items == items
    assert outcome.replaces == {"core_verification": "document_id"}
    assert outcome.rejects == []
    table = outcome.tables["core_verification"]
    assert table.columns == COLUMNS.replace("\n", "").split(", ")
    turned = stage.work(items[::-1], settings(tmp_path)).tables["core_verification"]
    assert turned.sort("judgement_id").equals(table.sort("judgement_id"))
    nothing = stage.work([], settings(tmp_path)).tables["core_verification"]
    assert (nothing.height, nothing.schema) == (0, table.schema)
