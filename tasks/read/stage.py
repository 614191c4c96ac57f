"""The stage read: held documents in; core_document, core_fact, core_page and core_passage out.

One item: a document. It is read again when its bytes' readers, what its sources say of it, or the register of
organisations change. A document that is held no more (taken down, replaced) loses its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from schemas.settings import Settings
from tasks.read.limits import LIMITS, Limits
from tasks.read.ocr import SETTINGS as OCR_SETTINGS
from tasks.read.ocr import engine
from tasks.read.page import PACKAGES as READER_PACKAGES
from text.digest import digest
from text.organisations import KnownOrganisation, Organisations
from warehouse.stage import Item, Outcome, Reject, gone_items
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

    from tasks.read.document import Job, Read
    from tasks.read.pool import Failure

NAME = "read"
READERS = "2"
CLEANER = "2"
CUTTER = "2"
FACTS = "2"
VERSION = f"reader {READERS}, cleaner {CLEANER}, cutter {CUTTER}, facts {FACTS}"
"""Raise a number when that part gives other rows for the same bytes."""

PACKAGES = (*dict.fromkeys(READER_PACKAGES.values()), "blingfire")
"""A new version of any of these may read or cut otherwise."""

HELD = """
SELECT d.document_id, d.store_path, p.publication_id, p.title, p.doc_type, p.publication_date,
       p.organisation_id, p.organisation_name, p.organisation_kind, s.organisation_id
FROM core_bytes d
JOIN core_publication p USING (document_id)
LEFT JOIN core_source s USING (source_id)
WHERE p.state NOT IN ('replaced', 'taken_down')
ORDER BY d.document_id, p.publication_id
"""
ORGANISATIONS = "SELECT organisation_id, kind, name, aliases FROM core_organisation ORDER BY organisation_id"


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """The documents that are new or changed in any way that reading looks at, and those held no more."""
    known = tuple(
        KnownOrganisation(organisation_id, kind, name, tuple(aliases))
        for organisation_id, kind, name, aliases in warehouse.rows(ORGANISATIONS)
    )
    packages = [version(package) for package in PACKAGES]
    common = digest(VERSION, *packages, OCR_SETTINGS, engine() or "no OCR", Organisations(known).digest())
    done = warehouse.input_hashes(NAME)
    items = []
    held = set()
    for document_id, group in groupby(warehouse.rows(HELD), key=lambda row: row[0]):
        rows = list(group)
        held.add(document_id)
        publications = [row[2:] for row in rows]
        input_hash = digest(common, document_id, *(_digest(publication) for publication in publications))
        if done.get(document_id) != input_hash:
            payload = {"store_path": rows[0][1], "publications": publications, "organisations": known}
            items.append(Item(document_id, input_hash, payload))
    return items + gone_items(NAME, done, held)


def _digest(publication: tuple[Any, ...]) -> str:
    return digest(*(None if value is None else str(value) for value in publication))


def work(
    items: list[Item],
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = LIMITS,
) -> Outcome:
    """Rows of the documents that can be read, rejects of the others.

    progress: called after each document with how many are done and how many there are. limits: what one may cost.
    """
    from tasks.read.attempts import attempts

    jobs = [_job(item, settings, limits) for item in items if item.payload]
    read: dict[str, Read] = {}
    failures: dict[str, Failure] = {}
    for job, result in attempts(jobs, limits):
        _sort_out(job, result, read, failures)
        if progress is not None:
            progress(len(read) + len(failures), len(jobs))
    _read_scans(jobs, read, settings, limits)
    rejects = _rejects(items, read, failures)
    return Outcome(
        NAME,
        VERSION,
        items,
        _frames([read[job.document_id] for job in jobs if job.document_id in read]),
        dict.fromkeys(("core_document", "core_fact", "core_page", "core_passage"), "document_id"),
        set(),
        rejects,
    )


def _read_scans(jobs: list[Job], read: dict[str, Read], settings: Settings, limits: Limits) -> None:
    """Read the documents with scanned pages once more, with what OCR makes of these pages."""
    from dataclasses import replace

    from tasks.read.attempts import attempts
    from tasks.read.ocr import OcrJob
    from tasks.read.pool import Failure
    from tasks.read.scanned import recognise

    scans = [job for job in jobs if job.document_id in read and read[job.document_id].unread]
    if not scans or engine() is None:
        return
    cache = str(settings.data / "ocr")
    pages = [OcrJob(job.path, number, cache) for job in scans for number in read[job.document_id].unread]
    found = iter(recognise(pages, limits))
    again = [replace(job, recognised=tuple(islice(found, len(read[job.document_id].unread)))) for job in scans]
    for job, result in attempts(again, limits):
        if not isinstance(result, Failure):  # it was read before: what OCR adds is lost, and its pages stay told of
            read[job.document_id] = result


def _job(item: Item, settings: Settings, limits: Limits) -> Job:
    from tasks.read.document import Job
    from tasks.read.facts import Publication

    path = settings.data / "raw" / item.payload["store_path"]
    publications = tuple(Publication(*publication) for publication in item.payload["publications"])
    return Job(item.item_id, str(path), publications, tuple(item.payload["organisations"]), limits)


def _sort_out(job: Job, result: Read | Failure, read: dict[str, Read], failures: dict[str, Failure]) -> None:
    from tasks.read.pool import Failure

    if isinstance(result, Failure):
        failures[job.document_id] = result
    else:
        if job.second_reader:  # PDFium draws the pages for OCR, and it died of this document
            result.unread.clear()
        read[job.document_id] = result


def _rejects(items: list[Item], read: dict[str, Read], failures: dict[str, Failure]) -> list[Reject]:
    rejects = []
    for item in items:
        found = list(read[item.item_id].rejects) if item.item_id in read else []
        if item.item_id not in read and item.item_id in failures:
            failure = failures[item.item_id]
            advice = "De andere documenten zijn gewoon gelezen. Vraag de bron om een andere versie van dit document."
            found = [("", failure.reason_code, f"{failure.detail} {advice}")]
        organisation_id = next((row[4] for row in item.payload.get("publications", ()) if row[4]), None)
        rejects += [
            Reject(NAME, item.item_id, reason_code, message, organisation_id, item.item_id, part)
            for part, reason_code, message in found
        ]
    return rejects


def _frames(read: list[Read]) -> dict[str, pl.DataFrame]:
    import polars as pl

    whole, text = pl.Int32, pl.String
    schemas: dict[str, dict[str, Any]] = {
        "core_document": {
            "document_id": text, "title": text, "doc_type": text, "doc_type_basis": text, "publication_date": pl.Date,
            "year_from": whole, "year_to": whole, "year_basis": text, "about_organisation_id": text,
            "about_name": text, "about_basis": text, "org_kind": text, "is_draft": pl.Boolean,
            "page_count": whole, "passage_count": whole, "reader": text,
        },
        "core_fact": dict.fromkeys(("document_id", "fact", "value", "basis", "certainty", "found_in"), text),
        "core_page": {
            "document_id": text, "page_number": whole, "raw_text": text, "clean_text": text,
            "offset_map": pl.List(whole), "invisible_spans": pl.List(whole), "text_source": text, "language": text,
            "ocr_confidence": pl.Float64,
        },
        "core_passage": {
            "passage_id": text, "document_id": text, "passage_number": whole, "page_from": whole, "page_to": whole,
            "raw_from": whole, "raw_to": whole, "text": text, "heading_path": text, "word_count": whole,
            "is_contents": pl.Boolean, "about_organisation_id": text, "about_basis": text, "org_kind": text,
        },
    }  # fmt: skip
    rows = {
        "core_document": [row for result in read for row in result.documents],
        "core_fact": [row for result in read for row in result.facts],
        "core_page": [row for result in read for row in result.pages],
        "core_passage": [row for result in read for row in result.passages],
    }
    return {table: pl.DataFrame(rows[table], schema=schema, orient="row") for table, schema in schemas.items()}
