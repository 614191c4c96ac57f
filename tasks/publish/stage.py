"""The stage publish: build the run's folder, check it, and only then let it take the place of the one before.

The analysts' tables are SELECTs in warehouse/out/*.sql; personal data in them is masked in masking.py, the checks are
in checks.py, the report in report.py.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schemas.codebook import codebook_version
from schemas.errors import NothingPublishedError
from schemas.scoring import load_scoring
from schemas.settings import Settings
from text.digest import digest
from warehouse import publish_file, published, query, staging
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse

NAME = "publish"
VERSION = "4"
ALL = "all"
MANIFEST = "manifest.json"
MAX_SECONDS = 600.0

log = logging.getLogger("weerbaarheid")

# All that readers can see and that does not follow from the ledgers of the stages before. Times are left out.
VISIBLE = """
SELECT 'publication', publication_id, document_id, state, is_listed::VARCHAR, title, url FROM core_publication
UNION ALL SELECT 'source', source_id, connector, state, listed_count::VARCHAR, base_url, NULL FROM core_source
UNION ALL SELECT 'reject', stage, item_id, part, reason_code, organisation_id, document_id FROM core_reject
UNION ALL SELECT 'organisation', organisation_id, kind, name, region_code, cbs_code, website FROM core_organisation
UNION ALL SELECT 'ledger', stage, item_id, input_hash, NULL, NULL, NULL FROM core_ledger
          WHERE stage IN ('read', 'verify', 'summarise', 'score')
ORDER BY ALL
"""


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """The one item, if a reader would see another result than what is published now, or nothing is published."""
    version = codebook_version(settings.codebook)
    input_hash = digest(VERSION, version, *(repr(row) for row in warehouse.rows(VISIBLE)))
    if warehouse.input_hashes(NAME).get(ALL) == input_hash and _published_hash(warehouse.data) == input_hash:
        return []
    return [Item(ALL, input_hash, {"codebook_version": version})]


def publish(warehouse: Warehouse, settings: Settings, item: Item) -> Path:
    """Publish and return the folder.

    Raises GateError where a check fails: the folder of the run before stays the published one. Killed at any moment:
    the next run finds either the old pointer, or the new one and only the ledger to write.
    """
    if _published_hash(warehouse.data) != item.input_hash:
        _build(warehouse, settings, item)
    warehouse.load(staging.write(Outcome(NAME, VERSION, [item]), warehouse.staging))
    return published.current(warehouse.data)


def _build(warehouse: Warehouse, settings: Settings, item: Item) -> None:
    from tasks.publish.checks import check
    from tasks.publish.masking import masking
    from tasks.publish.report import write_report

    folder = published.new_run_folder(warehouse.data, warehouse.run_id)
    log.info("publish: tables")
    publish_file.build(warehouse, folder / query.FILE, publish_file.out_selects(), masking(warehouse))
    table = _reader(folder / query.FILE)
    log.info("publish: checks")
    results = check(table)
    (folder / "checks.json").write_text(json.dumps(results.as_json(), indent=1, ensure_ascii=False), encoding="utf-8")
    results.raise_if_failed(folder)
    facts = {
        "run_id": warehouse.run_id,
        "as_of_date": settings.as_of.isoformat(),
        "codebook_version": item.payload["codebook_version"],
        "input_hash": item.input_hash,
    }
    log.info("publish: report")
    write_report(folder / "report", table, facts, load_scoring(settings.codebook))
    (folder / MANIFEST).write_text(json.dumps(facts, indent=1), encoding="utf-8")
    published.swap(warehouse.data, warehouse.run_id)


def _reader(file: Path) -> Callable[[str], list[dict[str, Any]]]:
    """All rows of an out_ table of this file, in the order in which it was written."""

    def rows(table: str) -> list[dict[str, Any]]:
        sql = f"SELECT * FROM {table}"  # noqa: S608 - a name of ours
        return query.as_dicts(*query.query_file(file, sql, max_rows=sys.maxsize - 1, max_seconds=MAX_SECONDS))

    return rows


def _published_hash(data: Path) -> str | None:
    try:
        return str(json.loads((published.current(data) / MANIFEST).read_text(encoding="utf-8"))["input_hash"])
    except (NothingPublishedError, OSError, ValueError, KeyError):
        return None
