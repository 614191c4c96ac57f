"""The stage read: from held documents to rows, and only what changed."""

from __future__ import annotations

import hashlib
import runpy
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from schemas.settings import Settings
from tasks.read import stage
from tasks.read.limits import MEGABYTE, Limits
from text.formats import media_type
from warehouse import staging
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse, open_warehouse

WHEN = datetime(2025, 1, 1)


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def organisation(name: str = "Gemeente Turfhaven", aliases: list[str] | None = None) -> dict[str, Any]:
    return {
        "organisation_id": "gm-turfhaven",
        "kind": "gemeente",
        "name": name,
        "aliases": aliases or [],
        "region_code": None,
        "cbs_code": None,
        "is_chair": False,
        "website": None,
    }


class Shelf:
    """Documents that are held, in a real warehouse and a real store of bytes."""

    def __init__(self, warehouse: Warehouse, data: Path) -> None:
        self.warehouse = warehouse
        self.data = data
        self.put_organisation()

    def _load(self, tables: dict[str, list[dict[str, Any]]]) -> None:
        from schemas.contracts import contract

        frames = {}
        for table, rows in tables.items():
            columns = {name: column.dtype.type for name, column in contract(table).columns.items()}
            frames[table] = pl.DataFrame(rows, schema=columns)
        outcome = Outcome("crawl", "1", [Item("turfhaven/site", str(id(tables)))], frames, {}, set(frames))
        self.warehouse.load(staging.write(outcome, self.warehouse.staging))

    def put_organisation(self, **changes: Any) -> None:
        self._load({"core_organisation": [organisation(**changes)]})

    def put(self, data: bytes, title: str = "Crisisplan 2024", number: int = 1, **changes: Any) -> str:
        document_id = hashlib.sha256(data).hexdigest()
        path = self.data / "raw" / document_id[:2] / document_id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        publication = {
            "publication_id": hashlib.md5(f"{document_id}{number}".encode()).hexdigest(),
            "source_id": "turfhaven/site",
            "organisation_id": "gm-turfhaven",
            "organisation_name": None,
            "organisation_kind": None,
            "url": f"https://turfhaven.example/{number}",
            "title": title,
            "doc_type": None,
            "publication_date": None,
            "meeting": None,
            "listing_version": None,
            "extra": "{}",
            "document_id": document_id,
            "state": "held",
            "is_listed": True,
            "first_seen_at": WHEN,
            "last_seen_at": WHEN,
        } | changes
        document = {
            "document_id": document_id,
            "media_type": media_type(data),
            "size_bytes": len(data),
            "store_path": f"{document_id[:2]}/{document_id}",
            "fetched_at": WHEN,
        }
        self._load({"raw_publication": [publication], "raw_document": [document]})
        return document_id


@pytest.fixture
def shelf(warehouse: Warehouse, settings: Settings) -> Shelf:
    return Shelf(warehouse, settings.data)


@pytest.fixture
def refresh(warehouse: Warehouse, settings: Settings) -> Callable[[], int]:
    """Do what the flow does; gives how many documents there were to do."""

    def do() -> int:
        items = stage.pending(warehouse, settings)
        if items:
            warehouse.load(staging.write(stage.work(items, settings), warehouse.staging))
        return len(items)

    return do


def test_a_held_document_is_read_once(shelf: Shelf, refresh: Callable[[], int]) -> None:
    document_id = shelf.put(b"De gemeente oefent.")
    assert refresh() == 1
    rows = shelf.warehouse.rows("SELECT document_id, title, about_organisation_id, about_basis FROM core_document")
    assert rows == [(document_id, "Crisisplan 2024", "gm-turfhaven", "manifest")]
    assert shelf.warehouse.rows("SELECT text, word_count FROM core_passage") == [("De gemeente oefent.", 3)]
    assert shelf.warehouse.rows("SELECT raw_text, offset_map FROM core_page") == [("De gemeente oefent.", [0, 0, 19])]
    assert shelf.warehouse.rows("SELECT outcome FROM core_ledger WHERE stage = 'read'") == [("done",)]
    assert refresh() == 0


def test_it_is_read_again_when_what_sources_say_of_it_changes(
    shelf: Shelf, refresh: Callable[[], int], settings: Settings
) -> None:
    shelf.put(b"Tekst.")
    shelf.put(b"Andere tekst.")
    assert refresh() == 2
    shelf.put(b"Tekst.", last_seen_at=datetime(2025, 2, 2), url="https://turfhaven.example/x", meeting="raad")
    assert refresh() == 0
    for change in (
        {"title": "Motie"},
        {"doc_type": "brief"},
        {"publication_date": WHEN.date()},
        {"organisation_name": "Turfhaven"},
        {"organisation_kind": "gemeente"},
        {"organisation_id": None},
        {"number": 2},
    ):
        shelf.put(b"Tekst.", **change)
        assert len(stage.pending(shelf.warehouse, settings)) == 1
        if "number" not in change:
            shelf.put(b"Tekst.")
            assert stage.pending(shelf.warehouse, settings) == []


def test_everything_is_read_again_when_the_register_of_organisations_changes(
    shelf: Shelf, refresh: Callable[[], int], settings: Settings
) -> None:
    shelf.put(b"Tekst.")
    assert refresh() == 1
    shelf.put_organisation()
    assert stage.pending(shelf.warehouse, settings) == []
    shelf.put_organisation(aliases=["Turfhaven"])
    assert len(stage.pending(shelf.warehouse, settings)) == 1


def test_it_is_read_again_with_another_version_of_this_stage(
    shelf: Shelf, refresh: Callable[[], int], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(b"Tekst.")
    assert refresh() == 1
    monkeypatch.setattr(stage, "VERSION", "reader 2")
    assert len(stage.pending(shelf.warehouse, settings)) == 1
    assert stage.NAME == "read"


def test_a_document_that_is_held_no_more_loses_its_rows(shelf: Shelf, refresh: Callable[[], int]) -> None:
    shelf.put(b"Tekst.")
    shelf.put(b"Andere.")
    assert refresh() == 2
    for state in ("taken_down", "replaced"):
        shelf.put(b"Tekst.", state=state)
        assert refresh() == (1 if state == "taken_down" else 0)
        assert shelf.warehouse.rows("SELECT text FROM core_passage") == [("Andere.",)]
        assert len(shelf.warehouse.rows("SELECT 1 FROM core_page")) == 1
        assert len(shelf.warehouse.rows("SELECT 1 FROM core_document")) == 1
    shelf.put(b"Tekst.")
    assert refresh() == 1
    assert len(shelf.warehouse.rows("SELECT 1 FROM core_document")) == 2


def test_no_longer_listed_is_still_held(shelf: Shelf, refresh: Callable[[], int]) -> None:
    shelf.put(b"Tekst.", is_listed=False)
    assert refresh() == 1
    assert len(shelf.warehouse.rows("SELECT 1 FROM core_document")) == 1


def test_what_cannot_be_read_is_a_reject_that_goes_when_it_can(shelf: Shelf, refresh: Callable[[], int]) -> None:
    document_id = shelf.put(b'{"naam": 1}')
    assert refresh() == 1
    found = shelf.warehouse.rows("SELECT item_id, reason_code, organisation_id, document_id, part FROM core_reject")
    assert [row[:4] for row in found] == [(document_id, "unsupported_type", "gm-turfhaven", document_id)]
    assert shelf.warehouse.rows("SELECT outcome FROM core_ledger WHERE stage = 'read'") == [("rejected",)]
    assert refresh() == 0
    (shelf.data / "raw" / document_id[:2] / document_id).write_bytes(b"Nu wel tekst.")
    shelf.put(b'{"naam": 1}', title="Plan")
    (shelf.data / "raw" / document_id[:2] / document_id).write_bytes(b"Nu wel tekst.")
    assert refresh() == 1
    assert shelf.warehouse.rows("SELECT 1 FROM core_reject WHERE stage = 'read'") == []


def test_missing_bytes_cost_one_document(shelf: Shelf, refresh: Callable[[], int]) -> None:
    lost = shelf.put(b"Weg.")
    shelf.put(b"Tekst.")
    (shelf.data / "raw" / lost[:2] / lost).unlink()
    assert refresh() == 2
    assert shelf.warehouse.rows("SELECT reason_code FROM core_reject") == [("missing_bytes",)]
    assert shelf.warehouse.rows("SELECT text FROM core_passage") == [("Tekst.",)]


def test_a_pdf_that_kills_its_worker_is_read_by_the_second_reader_and_other_formats_are_rejected(
    shelf: Shelf, settings: Settings, crashing_pdf: Callable[[int], bytes], capfd: pytest.CaptureFixture[str]
) -> None:
    saved, text = shelf.put(crashing_pdf(1)), shelf.put(b"Tekst.")
    slow = shelf.put(b"<html><body>" + b"<p><b><i><u>tekst" * 20_000)
    small = Limits(memory=400 * MEGABYTE, cpu_seconds=1)
    outcome = stage.work(stage.pending(shelf.warehouse, settings), settings, limits=small)
    readers = dict(outcome.tables["core_document"].select("document_id", "reader").iter_rows())
    assert {name: reader.split()[0] for name, reader in readers.items()} == {saved: "pypdf", text: "text"}
    advice = "De andere documenten zijn gewoon gelezen. Vraag de bron om een andere versie van dit document."
    message = f"Het lezen kostte meer dan 1 seconden rekentijd. {advice}"
    (reject,) = outcome.rejects
    assert (reject.item_id, reject.document_id, reject.part) == (slow, slow, "")
    assert (reject.reason_code, reject.message, reject.organisation_id) == ("timeout", message, "gm-turfhaven")
    assert capfd.readouterr().err == ""


def test_progress_is_told_after_each_document(shelf: Shelf, settings: Settings) -> None:
    shelf.put(b"Een.")
    shelf.put(b"Twee.")
    told: list[tuple[int, int]] = []
    stage.work(stage.pending(shelf.warehouse, settings), settings, lambda *counts: told.append(counts))
    assert told == [(1, 2), (2, 2)]


def test_rows_do_not_depend_on_the_order_of_documents(shelf: Shelf, settings: Settings) -> None:
    for text in (b"Een.", b"Twee.", b"Drie."):
        shelf.put(text)
    items = stage.pending(shelf.warehouse, settings)
    assert [item.item_id for item in items] == sorted(item.item_id for item in items)
    one, other = stage.work(items, settings), stage.work(items[::-1], settings)
    for table, frame in one.tables.items():
        assert frame.sort(frame.columns).equals(other.tables[table].sort(frame.columns))
    assert one.replaces == dict.fromkeys(one.tables, "document_id")
    assert (one.stage, one.version) == ("read", stage.VERSION)


def test_no_work_is_no_work(warehouse: Warehouse, settings: Settings) -> None:
    assert stage.pending(warehouse, settings) == []
    outcome = stage.work([], settings)
    assert all(frame.is_empty() for frame in outcome.tables.values())


def test_rows_change_only_with_a_version() -> None:
    golden = runpy.run_path(str(Path(__file__).parent / "golden" / "record.py"))
    remembered = golden["recorded"]()
    hint = "raise a version in tasks/read/stage.py, run tests/tasks/read/golden/record.py and look at what changed"
    assert golden["rows"]() == remembered["rows"], hint
    assert remembered["version"] == stage.VERSION, hint
