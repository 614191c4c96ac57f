"""The stage unpack: what lies in documents that are held becomes documents that are held."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest

from schemas.settings import Settings
from tasks.read import stage as read
from tasks.read import unpack
from tasks.read.limits import MEGABYTE, Limits
from tests.tasks.read.test_stage import Shelf
from warehouse import staging
from warehouse.writer import Warehouse, open_warehouse

ONE, TWO = b"De gemeente oefent.", b"<html><p>De regio heeft een plan.</p></html>"
ROWS = "SELECT name, document_id, media_type, size_bytes FROM core_attachment ORDER BY name"


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with open_warehouse(tmp_path / "data") as opened:
        yield Shelf(opened, tmp_path / "data")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def run(warehouse: Warehouse, settings: Settings, limits: Limits | None = None) -> int:
    """Do what the flow does; gives how many containers there were to open."""
    items = unpack.pending(warehouse, settings)
    if items:
        outcome = unpack.work(items, settings, **({"limits": limits} if limits else {}))
        warehouse.load(staging.write(outcome, warehouse.staging))
    return len(items)


def run_read(warehouse: Warehouse, settings: Settings) -> int:
    items = read.pending(warehouse, settings)
    if items:
        warehouse.load(staging.write(read.work(items, settings), warehouse.staging))
    return len(items)


def test_what_is_in_a_zip_becomes_documents_once(shelf: Shelf, settings: Settings) -> None:
    container = shelf.put(packed(**{"map/een.txt": ONE, "twee.html": TWO, "foto.png": b"\x89PNG"}), "Vergaderstukken")
    shelf.put(b"Geen zip.", number=2)
    assert run(shelf.warehouse, settings) == 1
    assert shelf.warehouse.rows(ROWS) == [
        ("map/een.txt", sha256(ONE), "text/plain", len(ONE)),
        ("twee.html", sha256(TWO), "text/html", len(TWO)),
    ]
    assert (shelf.data / "raw" / sha256(ONE)[:2] / sha256(ONE)).read_bytes() == ONE
    rejects = shelf.warehouse.rows("SELECT stage, item_id, part, reason_code, organisation_id FROM core_reject")
    assert rejects == [("unpack", container, "foto.png", "unsupported_type", "gm-turfhaven")]
    assert run(shelf.warehouse, settings) == 0


def test_they_are_read_as_documents_of_whom_the_container_is_of(shelf: Shelf, settings: Settings) -> None:
    container = shelf.put(packed(**{"een.txt": ONE, "twee.html": TWO}), "Vergaderstukken")
    run(shelf.warehouse, settings)
    assert run_read(shelf.warehouse, settings) == 3
    found = shelf.warehouse.rows("SELECT document_id, about_organisation_id, passage_count FROM core_document")
    assert sorted(found) == sorted(
        [(container, "gm-turfhaven", 0), (sha256(ONE), "gm-turfhaven", 1), (sha256(TWO), "gm-turfhaven", 1)]
    )
    page = shelf.warehouse.rows("SELECT raw_text, clean_text FROM core_page WHERE document_id = ?", [container])
    assert page == [("een.txt\ntwee.html", "")]


def test_what_lies_in_mails_and_pdfs_is_found_too(shelf: Shelf, settings: Settings) -> None:
    made = pikepdf.new()
    made.add_blank_page()
    made.attachments["een.txt"] = pikepdf.AttachedFileSpec(made, ONE, filename="een.txt")
    buffer = io.BytesIO()
    made.save(buffer)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@x.example", "b@x.example", "Stukken"
    letter.set_content("Zie de bijlage.")
    letter.add_attachment(buffer.getvalue(), maintype="application", subtype="pdf", filename="plan.pdf")
    shelf.put(letter.as_bytes())
    shelf.put(buffer.getvalue(), number=2)
    assert run(shelf.warehouse, settings) == 2
    names = [row[0] for row in shelf.warehouse.rows(ROWS)]
    assert names == ["een.txt", "plan.pdf", "plan.pdf > een.txt"]


def test_a_takedown_of_the_container_takes_down_what_is_in_it(shelf: Shelf, settings: Settings) -> None:
    data = packed(**{"een.txt": ONE})
    shelf.put(data)
    run(shelf.warehouse, settings)
    assert run_read(shelf.warehouse, settings) == 2
    shelf.put(data, state="taken_down")
    assert run(shelf.warehouse, settings) == 1
    assert shelf.warehouse.rows(ROWS) == []
    assert run_read(shelf.warehouse, settings) == 2
    for table in ("core_document", "core_page", "core_passage"):
        assert shelf.warehouse.rows(f"SELECT document_id FROM {table}") == []
    assert (run(shelf.warehouse, settings), run_read(shelf.warehouse, settings)) == (0, 0)
    shelf.put(data)
    assert run(shelf.warehouse, settings) == 1
    assert len(shelf.warehouse.rows(ROWS)) == 1


def test_a_takedown_hides_what_is_in_it_even_before_it_is_unpacked_again(shelf: Shelf, settings: Settings) -> None:
    data = packed(**{"een.txt": ONE})
    shelf.put(data)
    run(shelf.warehouse, settings)
    run_read(shelf.warehouse, settings)
    shelf.put(data, state="taken_down")
    run_read(shelf.warehouse, settings)
    assert shelf.warehouse.rows("SELECT document_id FROM core_document") == []


def test_what_two_containers_hold_stays_while_one_of_them_does(shelf: Shelf, settings: Settings) -> None:
    first, second = packed(**{"een.txt": ONE}), packed(**{"kopie.txt": ONE})
    shelf.put(first)
    shelf.put(second, number=2)
    run(shelf.warehouse, settings)
    shelf.put(first, state="replaced")
    run(shelf.warehouse, settings)
    assert [row[:2] for row in shelf.warehouse.rows(ROWS)] == [("kopie.txt", sha256(ONE))]
    run_read(shelf.warehouse, settings)
    assert (sha256(ONE),) in shelf.warehouse.rows("SELECT document_id FROM core_document")


def test_a_container_is_opened_again_by_another_version(
    shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put(packed(**{"een.txt": ONE}))
    assert run(shelf.warehouse, settings) == 1
    monkeypatch.setattr(unpack, "VERSION", "other")
    assert run(shelf.warehouse, settings) == 1
    assert len(shelf.warehouse.rows(ROWS)) == 1


def test_a_worker_that_runs_out_of_memory_costs_its_one_container(shelf: Shelf, settings: Settings) -> None:
    large = shelf.put(packed(zeros=b"0" * 300 * MEGABYTE))
    shelf.put(packed(een=ONE), number=2)
    run(shelf.warehouse, settings, Limits(memory=400 * MEGABYTE, unpacked=500 * MEGABYTE))
    assert [row[0] for row in shelf.warehouse.rows(ROWS)] == ["een"]
    ((item_id, part, reason, message),) = shelf.warehouse.rows(
        "SELECT item_id, part, reason_code, message FROM core_reject"
    )
    assert (item_id, part, reason) == (large, "", "memory")
    assert (
        message == "Of er bijlagen in dit bestand zitten, is niet na te gaan. Het lezen vroeg meer dan 400 MB geheugen."
    )
    assert run(shelf.warehouse, settings) == 0


def test_bytes_that_are_not_there_and_pdfs_without_a_sign_need_no_worker(
    shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = shelf.put(packed(een=ONE))
    (shelf.data / "raw" / lost[:2] / lost).unlink()
    shelf.put(b"%PDF-1.7 niets", number=2)
    told: list[tuple[int, int]] = []
    items = unpack.pending(shelf.warehouse, settings)
    outcome = unpack.work(items, settings, lambda *counts: told.append(counts))
    assert (len(items), told, outcome.rejects) == (2, [], [])
    assert outcome.tables["core_attachment"].is_empty()


def test_a_fault_of_this_program_is_told(shelf: Shelf, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(data: bytes, limits: Limits) -> None:
        raise KeyError("x")

    monkeypatch.setattr("tasks.read.attachments.attachments", fault)
    path = shelf.data / "raw"
    container = shelf.put(packed(een=ONE))
    job = unpack.Job(container, str(path / container[:2] / container), str(path))
    ((part, reason, message),) = unpack._unpack(job).rejects
    assert (part, reason) == ("", "unexpected")
    assert message.endswith("KeyError: 'x'")


def test_progress_is_told_after_each_container(shelf: Shelf, settings: Settings) -> None:
    shelf.put(packed(een=ONE))
    shelf.put(packed(twee=TWO), number=2)
    told: list[tuple[int, int]] = []
    unpack.work(unpack.pending(shelf.warehouse, settings), settings, lambda *counts: told.append(counts))
    assert told == [(1, 2), (2, 2)]
