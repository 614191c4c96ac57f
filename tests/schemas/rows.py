"""One good row of every table, about a fictional body, for tests of contracts and of the warehouse."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandera.errors
import polars as pl

from schemas.contracts import KEY_TWICE, contract, row_contract

DOCUMENT = "ab" + "0" * 62
DIGESTS = {name: f"{number:032x}" for number, name in enumerate(("publication", "passage", "candidate", "judgement"))}
NOON = datetime(2026, 11, 24, 12)

GOOD: dict[str, dict[str, Any]] = {
    "raw_publication": {
        "publication_id": DIGESTS["publication"],
        "source_id": "vr-duinrand/website",
        "organisation_id": "vr-duinrand",
        "organisation_name": None,
        "organisation_kind": None,
        "url": "https://duinrand.example/jaarverslag.pdf",
        "title": "Jaarverslag",
        "doc_type": None,
        "publication_date": date(2025, 5, 1),
        "meeting": None,
        "listing_version": None,
        "extra": "{}",
        "document_id": DOCUMENT,
        "state": "held",
        "is_listed": True,
        "first_seen_at": NOON,
        "last_seen_at": NOON,
    },
    "raw_fetch": {
        "fetch_id": "1",
        "publication_id": DIGESTS["publication"],
        "source_id": "vr-duinrand/website",
        "url": "https://duinrand.example/jaarverslag.pdf",
        "final_url": None,
        "status_code": 200,
        "media_type": None,
        "etag": None,
        "last_modified": None,
        "size_bytes": 3_000_000_000,
        "document_id": DOCUMENT,
        "reason_code": None,
        "fetched_at": NOON,
    },
    "raw_document": {
        "document_id": DOCUMENT,
        "media_type": "application/pdf",
        "size_bytes": 3_000_000_000,
        "store_path": f"ab/{DOCUMENT}",
        "fetched_at": NOON,
    },
    "core_organisation": {
        "organisation_id": "vr-duinrand",
        "kind": "veiligheidsregio",
        "name": "Veiligheidsregio Duinrand",
        "aliases": ["VR Duinrand"],
        "region_code": "VR95",
        "cbs_code": None,
        "is_chair": False,
        "website": None,
    },
    "core_source": {
        "source_id": "vr-duinrand/website",
        "organisation_id": "vr-duinrand",
        "connector": "website",
        "base_url": None,
        "state": "ok",
        "message": None,
        "listed_count": 0,
        "checked_at": NOON,
        "ok_at": NOON,
    },
    "core_document": {
        "document_id": DOCUMENT,
        "title": "Jaarverslag",
        "doc_type": "jaarverslag",
        "doc_type_basis": "title",
        "publication_date": None,
        "year_from": 2024,
        "year_to": 2024,
        "year_basis": "title",
        "about_organisation_id": "vr-duinrand",
        "about_name": "Veiligheidsregio Duinrand",
        "about_basis": "source",
        "org_kind": "veiligheidsregio",
        "is_draft": False,
        "page_count": 1,
        "passage_count": 1,
        "reader": "pdf 1",
    },
    "core_page": {
        "document_id": DOCUMENT,
        "page_number": 1,
        "raw_text": "De noodstroom is beproefd.",
        "clean_text": "De noodstroom is beproefd.",
        "offset_map": [0, 0, 26],
        "invisible_spans": [],
        "text_source": "text_layer",
        "language": "nl",
        "ocr_confidence": None,
    },
    "core_attachment": {
        "container_id": DOCUMENT,
        "name": "map.zip > plan.pdf",
        "document_id": "cd" + "0" * 62,
        "media_type": "application/pdf",
        "size_bytes": 10,
        "store_path": "cd/cd" + "0" * 62,
    },
    "core_fact": {
        "document_id": DOCUMENT,
        "fact": "doc_type",
        "value": "jaarverslag",
        "basis": "title",
        "certainty": "zeker",
        "found_in": "Jaarverslag",
    },
    "core_copy": {
        "passage_id": DIGESTS["passage"],
        "first_passage_id": DIGESTS["candidate"],
        "organisation_id": "vr-duinrand",
        "similarity": 0.9,
    },
    "core_passage": {
        "passage_id": DIGESTS["passage"],
        "document_id": DOCUMENT,
        "passage_number": 0,
        "page_from": 1,
        "page_to": 1,
        "raw_from": 0,
        "raw_to": 26,
        "text": "De noodstroom is beproefd.",
        "heading_path": "",
        "word_count": 4,
        "is_contents": False,
        "about_organisation_id": None,
        "about_basis": "none",
        "org_kind": None,
    },
    "core_embedding": {"text_hash": "t", "model_hash": "m", "vector": [0.5] * 384},
    "core_candidate": {
        "candidate_id": DIGESTS["candidate"],
        "passage_id": DIGESTS["passage"],
        "document_id": DOCUMENT,
        "measure": 5,
        "gate_score": -3.5,
        "codebook_version": "1",
    },
    "core_judgement": {
        "judgement_id": DIGESTS["judgement"],
        "candidate_id": DIGESTS["candidate"],
        "passage_id": DIGESTS["passage"],
        "document_id": DOCUMENT,
        "measure": 5,
        "is_evidence": True,
        "progress": "beproefd",
        "year_described": None,
        "elements": ["onderhoud"],
        "tags": [],
        "quote": "De noodstroom is beproefd.",
        "confidence": 0.9,
        "is_abstained": False,
        "classifier": "embedded",
        "classifier_version": "1",
        "raw_answer": "",
    },
    "core_verification": {
        "judgement_id": DIGESTS["judgement"],
        "document_id": DOCUMENT,
        "passage_id": DIGESTS["passage"],
        "measure": 5,
        "organisation_id": "vr-duinrand",
        "is_verified": True,
        "reason_code": None,
        "progress": "beproefd",
        "cap": None,
        "year_described": 2024,
        "page_number": 1,
        "raw_from": 0,
        "raw_to": 26,
        "quote": "De noodstroom is beproefd.",
        "is_ggd": False,
    },
    "core_summary": {
        "organisation_id": "vr-duinrand",
        "measure": 5,
        "year": 0,
        "sentence_number": 1,
        "sentence": "De noodstroom is beproefd.",
        "judgement_id": DIGESTS["judgement"],
    },
    "core_score": {
        "organisation_id": "vr-duinrand",
        "measure": 5,
        "level": "midden",
        "certainty": "matig",
        "progress": "beproefd",
        "evidence_count": 1,
        "document_count": 1,
        "element_count": 1,
        "newest_year": 2024,
        "explanation": "Midden.",
    },
    "core_gap": {
        "organisation_id": "vr-duinrand",
        "measure": 5,
        "element_id": "brandstof",
        "is_core": True,
        "progress": "geen",
    },
    "core_score_region": {
        "region_code": "VR95",
        "measure": 5,
        "level": "hoog",
        "region_level": "midden",
        "gemeente_level": "hoog",
        "is_raised": True,
        "explanation": "Hoog.",
    },
    "core_score_national": {
        "measure": 5,
        "level": "laag",
        "hoog_count": 0,
        "midden_count": 0,
        "laag_count": 25,
        "onbekend_count": 0,
        "spread": "eenduidig",
        "explanation": "Laag.",
    },
    "core_coverage": {
        "organisation_id": "vr-duinrand",
        "year": 2024,
        "publication_count": 2,
        "held_count": 2,
        "read_count": 0,
        "rejected_count": 0,
        "passage_count": 0,
        "is_in_scope": True,
        "state": "bekeken",
    },
    "core_change": {
        "organisation_id": "vr-duinrand",
        "measure": 5,
        "run_id": "r1",
        "level_before": "laag",
        "level_after": "midden",
        "explanation": "Midden.",
        "changed_at": NOON,
    },
    "core_measure": {"measure": 5, "theme": "Vitale voorzieningen", "name": "Noodstroom", "definition": "Noodstroom."},
    "core_element": {
        "measure": 5,
        "element_id": "brandstof",
        "name": "Brandstof",
        "is_core": True,
        "definition": "Voorraad.",
    },
    "core_reject": {
        "stage": "read",
        "item_id": DOCUMENT,
        "part": "",
        "reason_code": "encrypted",
        "message": "Het bestand is versleuteld.",
        "organisation_id": None,
        "document_id": None,
        "run_id": "r1",
        "rejected_at": NOON,
    },
    "core_ledger": {
        "stage": "read",
        "item_id": DOCUMENT,
        "input_hash": "h",
        "stage_version": "1",
        "outcome": "done",
        "batch_id": DIGESTS["publication"],
        "run_id": "r1",
        "loaded_at": NOON,
    },
    "core_run": {
        "run_id": "r1",
        "started_at": NOON,
        "finished_at": NOON,
        "state": "published",
        "as_of_date": date(2026, 11, 24),
        "counts": "{}",
    },
    "core_migration": {"migration_number": 1, "name": "0001_first_night", "applied_at": NOON},
}


def row(table: str, **changes: Any) -> dict[str, Any]:
    """A good row of a table, with some columns changed."""
    return {**GOOD[table], **changes}


def frame(table: str, *rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of a table as a frame with the types of its contract."""
    types = {name: column.dtype.type for name, column in contract(table).columns.items()}
    return pl.DataFrame([pl.Series(name, [one[name] for one in rows], kind) for name, kind in types.items()])


def broken(table: str, **changes: Any) -> set[str]:
    """The columns (for a rule over the row its sentence) that a row with these changes breaks; none: it is good."""
    return breaks(table, [changes])[0]


def breaks(table: str, many: list[dict[str, Any]]) -> list[set[str]]:
    """As `broken`, for many changes of a good row, checked together; that their keys are the same is not told."""
    found: list[set[str]] = [set() for _ in many]
    rules = {rule.error for rule in contract(table).checks}
    try:
        row_contract(table).validate(frame(table, *(row(table, **changes) for changes in many)), lazy=True)
    except pandera.errors.SchemaErrors as error:
        for case in error.failure_cases.iter_rows(named=True):
            if case["check"] != KEY_TWICE:
                found[case["index"]].add(case["check"] if case["check"] in rules else case["column"])
    return found
