"""The stage verify: judgements, passages and pages in; a row of core_verification per judgement. Items: documents."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from schemas.settings import Settings
from tasks.verify.checks import verdict
from tasks.verify.claims import Bodies, Claim, Paper, VerifiablePage
from text.digest import digest
from text.quotes import Place
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

NAME = "verify"
VERSION = "3"

DOCUMENTS = """
SELECT d.document_id, d.doc_type, d.publication_date, d.year_from, d.year_to, d.about_organisation_id, d.org_kind,
       (SELECT min(p.organisation_id) FROM core_publication p WHERE p.document_id = d.document_id)
FROM core_document d WHERE d.document_id = ?
"""
CLAIMS = """
SELECT j.judgement_id, j.passage_id, j.measure, j.is_evidence, j.is_abstained, j.progress, j.year_described, j.quote,
       p.text, p.is_contents, p.page_from, p.raw_from, p.page_to, p.raw_to, p.about_organisation_id, p.org_kind
FROM core_judgement j JOIN core_passage p USING (passage_id)
WHERE j.document_id = ? ORDER BY j.judgement_id
"""
PAGES = """
SELECT page_number, clean_text, offset_map, invisible_spans FROM core_page
WHERE document_id = ? AND page_number IN (
    SELECT unnest(range(p.page_from, p.page_to + 1)) FROM core_judgement j JOIN core_passage p USING (passage_id)
    WHERE j.document_id = ? AND j.is_evidence)
ORDER BY page_number
"""


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """Documents whose judgements are new, or that were checked against other organisations."""
    organisations = warehouse.rows(
        "SELECT organisation_id, kind, region_code FROM core_organisation ORDER BY organisation_id"
    )
    bodies = _bodies(organisations)
    registry = digest(*(repr(row) for row in organisations))
    done = warehouse.input_hashes(NAME)
    items = []
    for document_id, judged in sorted(warehouse.input_hashes("classify").items()):
        input_hash = digest(VERSION, judged, registry)
        if done.get(document_id) != input_hash:
            payload = {
                "document": warehouse.rows(DOCUMENTS, [document_id]),
                "claims": warehouse.rows(CLAIMS, [document_id]),
                "pages": warehouse.rows(PAGES, [document_id, document_id]),
                "bodies": bodies,
            }
            items.append(Item(document_id, input_hash, payload))
    return items


def work(items: list[Item], settings: Settings) -> Outcome:
    """A row of core_verification for every judgement of these documents."""
    rows = [row for item in items if item.payload["document"] for row in _document(item.payload)]
    return Outcome(
        NAME, VERSION, items, {"core_verification": _frame(rows)}, replaces={"core_verification": "document_id"}
    )


def _bodies(organisations: list[tuple[Any, ...]]) -> Bodies:
    return Bodies(
        {one: region for one, _, region in organisations if region},
        {region: one for one, kind, region in organisations if region and kind == "veiligheidsregio"},
    )


def _document(payload: dict[str, Any]) -> list[dict[str, Any]]:
    paper = Paper(*payload["document"][0])
    pages = {row[0]: VerifiablePage(*row) for row in payload["pages"]}
    rows = []
    for _, group in groupby(payload["claims"], key=lambda row: row[0]):
        *head, page_from, raw_from, page_to, raw_to, about, org_kind = next(group)
        columns: list[Any] = [*head, Place(page_from, raw_from, page_to, raw_to), about, org_kind]
        claim = Claim(*columns)
        near = [pages[number] for number in range(page_from, page_to + 1) if number in pages]
        found = verdict(claim, paper, near, payload["bodies"])
        rows.append(
            {
                "judgement_id": claim.judgement_id,
                "document_id": paper.document_id,
                "passage_id": claim.passage_id,
                "measure": claim.measure,
                "organisation_id": found.organisation_id,
                "is_verified": found.reason_code is None,
                "reason_code": found.reason_code,
                "progress": found.progress,
                "cap": found.cap,
                "year_described": found.year_described,
                "page_number": found.place.page_from if found.place else None,
                "raw_from": found.place.raw_from if found.place else None,
                "raw_to": found.place.raw_to if found.place else None,
                "quote": found.quote,
                "is_ggd": found.is_ggd,
            }
        )
    return rows


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    schema = {
        **dict.fromkeys(("judgement_id", "document_id", "passage_id"), pl.String),
        "measure": pl.Int32,
        "organisation_id": pl.String,
        "is_verified": pl.Boolean,
        **dict.fromkeys(("reason_code", "progress", "cap"), pl.String),
        **dict.fromkeys(("year_described", "page_number", "raw_from", "raw_to"), pl.Int32),
        "quote": pl.String,
        "is_ggd": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema)
