"""The stage publish on a real warehouse: when it publishes, what readers get, and what stays when a check fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from faker import Faker

from schemas.errors import GateError
from schemas.settings import Settings
from tasks.publish import stage
from tasks.score import stage as scoring
from tasks.summarise import stage as summarising
from tests.tasks.filled import QUOTE, fill, load, settings
from text.digest import digest
from warehouse import staging
from warehouse.publish_file import out_selects
from warehouse.published import current
from warehouse.query import query
from warehouse.writer import Warehouse, open_warehouse


def publish(warehouse: Warehouse, asked: Settings) -> bool:
    """Score, summarise and publish what is new; whether anything was published."""
    for before in (summarising, scoring):
        if items := before.pending(warehouse, asked):
            warehouse.load(staging.write(before.work(items, asked), warehouse.staging))
    items = stage.pending(warehouse, asked)
    for item in items:
        stage.publish(warehouse, asked, item)
    return bool(items)


def test_readers_get_tables_a_report_and_what_was_checked(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        warehouse.start_run(asked.as_of)
        assert publish(warehouse, asked)
    folder = current(asked.data)
    assert json.loads((folder / "manifest.json").read_text())["run_id"] == "run-1"
    assert all(finding["success"] for finding in json.loads((folder / "checks.json").read_text()))
    assert QUOTE in (folder / "report" / "organisatie" / "vr-x.html").read_text(encoding="utf-8")
    columns, rows = query(
        asked.data, "SELECT organisation_name, page_url, quote FROM out_evidence ORDER BY year_described"
    )
    assert columns == ["organisation_name", "page_url", "quote"]
    assert rows[0] == ("Regio X", "https://vr-x.example/0.pdf#page=2", QUOTE)
    assert query(asked.data, "SELECT state FROM out_run")[1] == [("published",)]
    commented = query(
        asked.data, "SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND table_name LIKE 'out_%'"
    )
    assert commented[1] == [(0,)]


def test_evidence_links_to_its_source_at_the_page_at_the_words_or_at_what_it_lies_in(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    page, inner = digest(0) * 2, digest(1) * 2
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        with warehouse.cursor() as cursor:
            cursor.execute("UPDATE raw_document SET media_type = 'text/html' WHERE document_id = ?", [page])
            cursor.execute("UPDATE core_document SET page_count = 1 WHERE document_id = ?", [page])
            # the second document is no publication of its own any more: it lies in the third
            cursor.execute("DELETE FROM raw_publication WHERE document_id = ?", [inner])
            cursor.execute("DELETE FROM raw_document WHERE document_id = ?", [inner])
        attachment = {"container_id": digest(2) * 2, "name": "nota <2>.pdf", "document_id": inner}
        held = {"media_type": "application/pdf", "size_bytes": 8, "store_path": f"{inner[:2]}/{inner}"}
        load(warehouse, "attachments", {"core_attachment": [{**attachment, **held}]})
        assert publish(warehouse, asked)
    rows = query(
        asked.data, "SELECT attachment_name, url, page_url, media_type FROM out_evidence ORDER BY year_described"
    )[1]
    assert rows == [
        (None, "https://vr-x.example/0.pdf", "https://vr-x.example/0.pdf", "text/html"),
        ("nota <2>.pdf", "https://gm-y.example/2.pdf#nota <2>.pdf", "https://gm-y.example/2.pdf", "application/pdf"),
    ]
    report = (current(asked.data) / "report" / "organisatie" / "vr-x.html").read_text(encoding="utf-8")
    words = "https://vr-x.example/0.pdf#:~:text=De%20regio%20heeft%20drie%20aggregaten%20staan"
    assert f'<a href="{words}" rel="noopener">webpagina</a>' in report
    inside = "bladzijde 2 van bijlage nota &lt;2&gt;.pdf"
    assert f'<a href="https://gm-y.example/2.pdf" rel="noopener">{inside}</a>' in report


def test_an_address_of_a_pdf_that_names_a_place_is_led_to_the_page_of_the_quote(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        with warehouse.cursor() as cursor:
            cursor.execute("UPDATE raw_publication SET url = url || '#page=9&zoom=50'")
        rows = warehouse.query(out_selects()["out_evidence"])
    assert sorted(rows["page_url"]) == ["https://vr-x.example/0.pdf#page=2", "https://vr-x.example/1.pdf#page=2"]


def test_every_published_table_has_its_rows(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        publish(warehouse, asked)
    counts = {
        name: query(asked.data, f"SELECT count(*) FROM {name}")[1][0][0]
        for (name,) in query(asked.data, "SELECT table_name FROM information_schema.tables")[1]
    }
    assert counts["out_score"] == 24
    assert (counts["out_organisation"], counts["out_measure"], counts["out_score_region"]) == (2, 12, 12)
    assert (counts["out_document"], counts["out_passage"], counts["out_judgement"]) == (3, 2, 2)
    assert (counts["out_evidence"], counts["out_summary"], counts["out_source"]) == (2, 4, 2)
    assert counts["out_element"] * 2 == counts["out_gap"]


def test_copies_are_published_where_both_passages_were_judged(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        first, second, unjudged = (digest("passage", n) for n in range(3))
        copies = [
            {"passage_id": copy, "first_passage_id": of, "organisation_id": "vr-x", "similarity": 0.9}
            for copy, of in ((second, first), (unjudged, first), (digest("passage", 3), unjudged))
        ]
        load(warehouse, "link", {"core_copy": copies})
        publish(warehouse, asked)
    assert query(asked.data, "SELECT * FROM out_copy")[1] == [(second, first, "vr-x", 0.9)]


def test_nothing_new_publishes_nothing(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        assert publish(warehouse, asked)
        assert not publish(warehouse, settings(tmp_path, "run-2"))


def test_a_document_that_is_not_listed_any_more_is_published_as_such(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        publish(warehouse, asked)
        fill(warehouse, "2", listed=False)
        assert publish(warehouse, asked)
    assert query(asked.data, "SELECT DISTINCT is_listed FROM out_evidence")[1] == [(False,)]


def test_a_failed_check_leaves_what_was_published(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        publish(warehouse, asked)
        before = current(asked.data).resolve()
        rows = warehouse.query("SELECT * FROM core_verification").to_dicts()
        load(
            warehouse, "verify", {"core_verification": [{**row, "quote": "Dit staat er niet."} for row in rows]}, "bad"
        )
        with pytest.raises(GateError, match=r"out_evidence\.is_quote_in_passage"):
            publish(warehouse, asked)
        assert current(asked.data).resolve() == before
        assert stage.pending(warehouse, asked) != []


def test_a_run_killed_between_the_swap_and_the_ledger_only_writes_the_ledger(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        publish(warehouse, asked)
        before = current(asked.data).resolve()
        (item,) = [stage.Item("all", warehouse.input_hashes("publish")["all"], {"codebook_version": "x"})]
        stage.publish(warehouse, asked, item)
        assert current(asked.data).resolve() == before


def test_a_published_folder_that_somebody_removed_is_made_again(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        publish(warehouse, asked)
        (asked.data / "published" / "current").unlink()
        assert publish(warehouse, asked)
    assert (current(asked.data) / "report" / "index.html").exists()


def test_no_reader_gets_personal_data_and_the_warehouse_keeps_it(tmp_path: Path) -> None:
    fake = Faker("nl_NL")
    fake.seed_instance(7)
    name = f"{fake.first_name()} {fake.last_name()}"
    quote = f"Mevrouw {name} heeft drie aggregaten staan."
    passage = f"{quote} Bel haar op 06-12345678 of mail {fake.user_name()}@voorbeeld.example. BSN {fake.ssn()}."
    asked = settings(tmp_path)
    with open_warehouse(asked.data, "run-1") as warehouse:
        fill(warehouse)
        for table, column, value in (
            ("core_passage", "text", passage),
            ("core_judgement", "quote", quote),
            ("core_verification", "quote", quote),
            ("core_document", "title", f"Brief: {name} (inwoner)"),
        ):
            rows = warehouse.query(f"SELECT * FROM {table}").to_dicts()
            load(warehouse, "personal", {table: [{**row, column: value} for row in rows]}, table)
        assert publish(warehouse, asked)
        assert warehouse.rows("SELECT DISTINCT text FROM core_passage") == [(passage,)]
    folder = current(asked.data)
    published = query(asked.data, "SELECT DISTINCT quote, passage_text, title FROM out_evidence")[1]
    masked = "Mevrouw [naam] heeft drie aggregaten staan."
    rest = " Bel haar op [telefoonnummer] of mail [e-mailadres]. BSN [BSN]."
    assert published == [(masked, masked + rest, "Brief: [naam] (inwoner)")]
    assert query(asked.data, "SELECT DISTINCT sentence FROM out_summary")[1] == [(masked,)]
    report = "".join(page.read_text(encoding="utf-8") for page in (folder / "report").rglob("*.html"))
    assert "[naam]" in report
    assert name not in report
