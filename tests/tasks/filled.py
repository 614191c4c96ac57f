"""A small warehouse, filled as the stages would: one veiligheidsregio and its chair gemeente, three documents."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from schemas.settings import PROJECT, Settings
from text.digest import digest
from warehouse import staging
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse

NOW = datetime(2026, 11, 24, 2, 30)
TEXT = "De regio heeft drie aggregaten staan. Ze worden elke maand beproefd."
QUOTE = "De regio heeft drie aggregaten staan."

SOURCES = """
organisation: {{id: {id}, kind: {kind}, name: {name}, region_code: VR99, is_chair: {chair}}}
sources:
  - {{id: site, connector: folder, from: 2023-01-01, until: 2024-12-31, options: {{path: .}}}}
"""


def settings(folder: Path, run_id: str = "run-1", as_of: date = date(2026, 11, 24)) -> Settings:
    """Settings of a run in `folder`, whose sources are the two organisations'."""
    sources = folder / "sources"
    if not sources.exists():
        sources.mkdir()
        for one, kind, name, chair in (
            ("vr-x", "veiligheidsregio", "Regio X", "false"),
            ("gm-y", "gemeente", "Y", "true"),
        ):
            text = SOURCES.format(id=one, kind=kind, name=name, chair=chair)
            (sources / f"{one}.yaml").write_text(text, encoding="utf-8")
    return Settings(data=folder / "data", sources=sources, codebook=PROJECT / "codebook", as_of=as_of, run_id=run_id)


def load(warehouse: Warehouse, stage: str, tables: dict[str, list[dict[str, Any]]], mark: str = "1") -> None:
    """Load rows as a stage would: those of the tables go first."""
    frames = {name: pl.DataFrame(rows, infer_schema_length=None) for name, rows in tables.items() if rows}
    outcome = Outcome(stage, "1", [Item("all", digest(stage, mark))], frames, dict.fromkeys(tables, "*"))
    warehouse.load(staging.write(outcome, warehouse.staging))


def fill(warehouse: Warehouse, mark: str = "1", progress: str = "uitvoering", listed: bool = True) -> None:
    """Fill it: documents 0 and 1 about the region (2023, 2024), 2 about the gemeente; evidence in 0 and 1 only."""
    documents = [digest(n) * 2 for n in range(3)]
    passages = [digest("passage", n) for n in range(3)]
    owners = ["vr-x", "vr-x", "gm-y"]
    load(
        warehouse,
        "crawl",
        {
            "core_organisation": [
                {
                    "organisation_id": one,
                    "kind": kind,
                    "name": name,
                    "aliases": ["Alias"],
                    "region_code": "VR99",
                    "cbs_code": None,
                    "is_chair": one == "gm-y",
                    "website": None,
                }
                for one, kind, name in (("gm-y", "gemeente", "Y"), ("vr-x", "veiligheidsregio", "Regio X"))
            ],
            "core_source": [
                {
                    "source_id": f"{one}/site",
                    "organisation_id": one,
                    "connector": "website",
                    "base_url": f"https://{one}.example",
                    "state": "ok",
                    "message": None,
                    "listed_count": 2,
                    "checked_at": NOW,
                    "ok_at": NOW,
                }
                for one in ("gm-y", "vr-x")
            ],
            "raw_publication": [
                {
                    "publication_id": digest("publication", n),
                    "source_id": f"{owners[n]}/site",
                    "organisation_id": owners[n],
                    "organisation_name": None,
                    "organisation_kind": None,
                    "url": f"https://{owners[n]}.example/{n}.pdf",
                    "title": f"Stuk {n}",
                    "doc_type": "jaarstukken",
                    "publication_date": date(2024, 6, 1),
                    "meeting": None,
                    "listing_version": None,
                    "extra": "{}",
                    "document_id": documents[n],
                    "state": "held",
                    "is_listed": listed,
                    "first_seen_at": NOW,
                    "last_seen_at": NOW,
                }
                for n in range(3)
            ],
            "raw_document": [
                {
                    "document_id": one,
                    "media_type": "application/pdf",
                    "size_bytes": 10,
                    "store_path": f"{one[:2]}/{one}",
                    "fetched_at": NOW,
                }
                for one in documents
            ],
        },
        mark,
    )
    load(
        warehouse,
        "read",
        {
            "core_document": [
                {
                    "document_id": documents[n],
                    "title": f"Jaarstukken {2023 + n % 2}",
                    "doc_type": "jaarstukken",
                    "doc_type_basis": "title",
                    "publication_date": date(2024 + n % 2, 6, 1),
                    "year_from": 2023 + n % 2,
                    "year_to": 2023 + n % 2,
                    "year_basis": "title",
                    "about_organisation_id": owners[n],
                    "about_name": None,
                    "about_basis": "source",
                    "org_kind": "gemeente" if n == 2 else "veiligheidsregio",
                    "is_draft": False,
                    "page_count": 3,
                    "passage_count": 1,
                    "reader": "pdfium",
                }
                for n in range(3)
            ],
            "core_passage": [
                {
                    "passage_id": passages[n],
                    "document_id": documents[n],
                    "passage_number": 1,
                    "page_from": 2,
                    "page_to": 2,
                    "raw_from": 0,
                    "raw_to": len(TEXT),
                    "text": TEXT,
                    "heading_path": "Bedrijfsvoering",
                    "word_count": 11,
                    "is_contents": False,
                    "about_organisation_id": owners[n],
                    "about_basis": "document",
                    "org_kind": "gemeente" if n == 2 else "veiligheidsregio",
                }
                for n in range(3)
            ],
        },
        mark,
    )
    found = [(0, "aggregaten", QUOTE), (1, "onderhoud", "Ze worden elke maand beproefd.")]
    load(
        warehouse,
        "classify",
        {
            "core_judgement": [
                {
                    "judgement_id": digest("judgement", n),
                    "candidate_id": digest("candidate", n),
                    "passage_id": passages[n],
                    "document_id": documents[n],
                    "measure": 5,
                    "is_evidence": True,
                    "progress": progress,
                    "year_described": None,
                    "elements": [element],
                    "tags": [],
                    "quote": quote,
                    "confidence": 0.9,
                    "is_abstained": False,
                    "classifier": "embedded",
                    "classifier_version": "1",
                    "raw_answer": "{}",
                }
                for n, element, quote in found
            ]
        },
        mark,
    )
    load(
        warehouse,
        "verify",
        {
            "core_verification": [
                {
                    "judgement_id": digest("judgement", n),
                    "document_id": documents[n],
                    "passage_id": passages[n],
                    "measure": 5,
                    "organisation_id": "vr-x",
                    "is_verified": True,
                    "reason_code": None,
                    "progress": progress,
                    "cap": None,
                    "year_described": 2023 + n,
                    "page_number": 2,
                    "raw_from": 0,
                    "raw_to": len(quote),
                    "quote": quote,
                    "is_ggd": False,
                }
                for n, _, quote in found
            ]
        },
        f"{mark} {progress}",
    )
