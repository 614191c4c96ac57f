"""The stage summarise on a real warehouse."""

from __future__ import annotations

from pathlib import Path

from tasks.summarise import stage
from tests.tasks.filled import QUOTE, fill, load, settings
from text.digest import digest
from warehouse import staging
from warehouse.writer import open_warehouse


def test_verified_quotes_become_sentences_that_cite_them(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data) as warehouse:
        fill(warehouse)
        items = stage.pending(warehouse, asked)
        warehouse.load(staging.write(stage.work(items, asked), warehouse.staging))
        rows = warehouse.rows("SELECT * FROM core_summary ORDER BY ALL")
        one, two = digest("judgement", 0), digest("judgement", 1)
        assert rows == [
            ("vr-x", 5, 0, 1, QUOTE, one),
            ("vr-x", 5, 0, 2, "Ze worden elke maand beproefd.", two),
            ("vr-x", 5, 2023, 1, QUOTE, one),
            ("vr-x", 5, 2024, 1, "Ze worden elke maand beproefd.", two),
        ]
        assert stage.pending(warehouse, asked) == []


def test_a_summary_goes_when_its_evidence_goes(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data) as warehouse:
        fill(warehouse)
        for mark in ("first", "second"):
            if mark == "second":
                load(warehouse, "verify", {"core_verification": []}, mark)
            items = stage.pending(warehouse, asked)
            assert len(items) == 1
            warehouse.load(staging.write(stage.work(items, asked), warehouse.staging))
        assert warehouse.rows("SELECT count(*) FROM core_summary") == [(0,)]


def test_a_sentence_that_a_later_report_repeats_is_said_once(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with open_warehouse(asked.data) as warehouse:
        fill(warehouse)
        rows = warehouse.query("SELECT * FROM core_verification ORDER BY year_described").to_dicts()
        for row, year in zip(rows, (2023, 2024), strict=True):
            row["quote"] = f"De regio had in {year} drie aggregaten staan."
        load(warehouse, "verify", {"core_verification": rows}, "yearly")
        copy = {
            "passage_id": digest("passage", 1),
            "first_passage_id": digest("passage", 0),
            "organisation_id": "vr-x",
            "similarity": 1.0,
        }
        for copies, sentences in (([], 4), ([copy], 2)):
            load(warehouse, "link", {"core_copy": copies}, repr(copies))
            warehouse.load(staging.write(stage.work(stage.pending(warehouse, asked), asked), warehouse.staging))
            assert warehouse.rows("SELECT count(*) FROM core_summary") == [(sentences,)]
