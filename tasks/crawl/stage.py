"""The stage crawl: every source is asked each night; only what is new or changed is fetched.

One item a source, and one for the organisations. Sources of a batch are asked side by side, in threads under one
limiter, so that a host is never asked faster than its sources allow.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from schemas.errors import MonitorError, UsageError
from schemas.settings import Settings
from schemas.source import Organisation, Source, SourceFile, load_sources
from tasks.crawl.connectors import check_files, connector, options_of
from tasks.crawl.failures import FetchFailed, SourceFailed
from tasks.crawl.fetch import Fetcher
from tasks.crawl.hosts import HostPolicy
from tasks.crawl.limiter import HostLimiter
from tasks.crawl.listing import Listing, Row, is_settled, not_listed, take
from tasks.crawl.publication import listed_before
from tasks.crawl.robots import Robots
from tasks.crawl.session import Session
from text.digest import digest
from warehouse.raw_store import RawStore
from warehouse.stage import EVERY_ROW, Item, Outcome, Reject
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

NAME = "crawl"
VERSION = "1"
ORGANISATIONS = "organisations"
REMOVED = "removed"
THREADS = 8

KNOWN = """
SELECT p.*, held.etag, held.last_modified, held.fetched_at, last.fetched_at AS tried_at, last.reason_code AS last_reason
FROM raw_publication p
LEFT JOIN (
    SELECT publication_id, etag, last_modified, fetched_at FROM raw_fetch WHERE reason_code IS NULL
    QUALIFY row_number() OVER (PARTITION BY publication_id ORDER BY fetched_at DESC, fetch_id) = 1
) held USING (publication_id)
LEFT JOIN (
    SELECT publication_id, fetched_at, reason_code FROM raw_fetch
    QUALIFY row_number() OVER (PARTITION BY publication_id ORDER BY fetched_at DESC, fetch_id) = 1
) last USING (publication_id)
WHERE p.source_id = ?
"""
REJECTED = """
SELECT part, reason_code, message, organisation_id FROM core_reject WHERE stage = ? AND item_id = ? AND part <> ''
ORDER BY part, reason_code
"""

log = logging.getLogger("weerbaarheid")


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """One item per source asked for, and one for the organisations where they changed.

    Raises SourceFileError for source files that are wrong, UsageError for an --only that names nobody.
    """
    files = load_sources(settings.sources)
    check_files(files)
    organisations = tuple(file.organisation for file in files if file.organisation)
    unknown = sorted(set(settings.only) - {one.id for one in organisations})
    if unknown:
        known = ", ".join(one.id for one in organisations)
        raise UsageError(f"--only: no organisation {', '.join(unknown)}. There are: {known}.")
    items = []
    named = digest(VERSION, *(one.model_dump_json() for one in organisations))
    if warehouse.input_hashes(NAME).get(ORGANISATIONS) != named:
        items.append(Item(ORGANISATIONS, named, {"organisations": organisations}))
    if not settings.only:
        items += _removed(warehouse, files)
    for file in files:
        if settings.only and (file.organisation is None or file.organisation.id not in settings.only):
            continue
        for source in file.sources:
            source_id = file.source_id(source)
            payload = {
                "file": file,
                "source": source,
                "organisations": organisations,
                "known": {row["publication_id"]: row for row in warehouse.query(KNOWN, [source_id]).to_dicts()},
                "before": warehouse.rows(
                    "SELECT listed_count, ok_at FROM core_source WHERE source_id = ?", [source_id]
                ),
                "rejected": warehouse.rows(REJECTED, [NAME, source_id]),
            }
            items.append(Item(source_id, digest(VERSION, source.model_dump_json(), settings.run_id), payload))
    return items


def _removed(warehouse: Warehouse, files: list[SourceFile]) -> list[Item]:
    """An item for each source that is known but stands in no file any more."""
    present = {file.source_id(source) for file in files for source in file.sources}
    known = [name for (name,) in warehouse.rows("SELECT source_id FROM core_source ORDER BY source_id")]
    return [
        Item(name, digest(VERSION, REMOVED, name), {REMOVED: warehouse.query(KNOWN, [name]).to_dicts()})
        for name in known
        if name not in present
    ]


@dataclass
class Asked:
    """What one source gave: its row of core_source, its listing (None: it failed), and what to tell."""

    row: Row
    listing: Listing | None
    rejects: list[Reject] = field(default_factory=list)


def work(items: list[Item], settings: Settings) -> Outcome:
    """Ask the sources of these items and fetch what is due. A source that fails costs the others nothing."""
    shared = HostLimiter(), Robots()
    store = RawStore(settings.data / "raw")
    tables: dict[str, list[Row]] = {}
    replaces: dict[str, str] = {}
    sources = [item for item in items if item.item_id != ORGANISATIONS and REMOVED not in item.payload]
    unlisted: list[Row] = []
    for item in items:
        if item.item_id == ORGANISATIONS:
            tables["core_organisation"] = [_organisation(one) for one in item.payload["organisations"]]
            replaces["core_organisation"] = EVERY_ROW
        elif REMOVED in item.payload:
            replaces["core_source"] = "source_id"
            unlisted += not_listed(item.payload[REMOVED])
    with ThreadPoolExecutor(max_workers=THREADS) as threads:
        answers = list(threads.map(lambda item: ask(item, settings, store, *shared), sources))
    tables["core_source"] = [asked.row for asked in answers]
    listings = [asked.listing for asked in answers if asked.listing]
    tables["raw_publication"] = unlisted + [row for listing in listings for row in listing.publications]
    tables["raw_fetch"] = [row for listing in listings for row in listing.fetches]
    documents = {name: row for listing in listings for name, row in listing.documents.items()}
    tables["raw_document"] = [documents[name] for name in sorted(documents)]
    return Outcome(
        NAME,
        VERSION,
        items,
        {name: _frame(rows) for name, rows in tables.items() if rows},
        replaces=replaces,
        upserts={"core_source", "raw_publication", "raw_fetch", "raw_document"} & {n for n, r in tables.items() if r},
        rejects=[reject for asked in answers for reject in asked.rejects],
    )


def ask(item: Item, settings: Settings, store: RawStore, limiter: HostLimiter, robots: Robots) -> Asked:
    """Ask one source. One that cannot be listed keeps all that was known of it, and says why."""
    file: SourceFile = item.payload["file"]
    source: Source = item.payload["source"]
    known: dict[str, Row] = item.payload["known"]
    module = connector(source.connector)
    base_url = source.base_url or module.DEFAULT_BASE_URL
    now = datetime.now(UTC).replace(tzinfo=None)
    organisation_id = file.organisation.id if file.organisation else None
    log.info("crawl: %s", item.item_id)
    with Fetcher(HostPolicy.of(source, base_url), source.limits, limiter, robots) as fetcher:
        session = Session(
            source_id=item.item_id,
            source=source,
            base_url=base_url,
            options=options_of(source),
            folder=file.path.parent,
            as_of=settings.as_of,
            organisations=item.payload["organisations"],
            fetcher=fetcher,
            known={row["url"]: listed_before(row) for row in known.values() if row["is_listed"]},
            settled=frozenset(row["url"] for row in known.values() if is_settled(row, now)),
        )
        listing, failed = None, None
        try:
            listed = list(module.publications(source, session))
            listing = take(session, listed, known, store, settings.run_id, now, organisation_id)
        except SourceFailed as failure:
            failed = failure
        except FetchFailed as failure:
            failed = SourceFailed.of(failure)
        except MonitorError:
            raise  # a full disk ends the run, not this source
        except Exception as error:
            log.exception("crawl: %s", item.item_id)
            failed = SourceFailed("failing", f"Fout in dit programma bij het lezen van de bron: {error!r}. Meld dit.")
    before = item.payload["before"]
    row = {
        "source_id": item.item_id,
        "organisation_id": organisation_id,
        "connector": source.connector,
        "base_url": base_url,
        "state": failed.state if failed else "ok",
        "message": failed.message if failed else session.message,
        "listed_count": listing.listed if listing else (before[0][0] if before else 0),
        "checked_at": now,
        "ok_at": (before[0][1] if before else None) if failed else now,
    }
    rejects = [
        Reject(NAME, item.item_id, problem.reason_code, problem.message, organisation_id, None, problem.part)
        for problem in session.problems
    ]
    rejects += _still_rejected(item, session, listing)
    if failed:
        rejects.append(Reject(NAME, item.item_id, f"source_{failed.state}", failed.message, organisation_id))
    return Asked(row, listing, rejects)


def _still_rejected(item: Item, session: Session, listing: Listing | None) -> list[Reject]:
    """What was rejected before and was not met again tonight: the loading of this item takes the old rejects away."""
    met = {problem.part for problem in session.problems}
    if listing is not None:
        # listed: tried, settled, or refused before; a part that is no publication was looked at anew
        listed = {row["publication_id"] for row in listing.publications if row["is_listed"]}
        met |= {part for part, *_ in item.payload["rejected"] if part in listed or part not in item.payload["known"]}
        met -= listing.refused_before
    return [
        Reject(NAME, item.item_id, reason_code, message, organisation_id, None, part)
        for part, reason_code, message, organisation_id in item.payload["rejected"]
        if part not in met
    ]


def _organisation(one: Organisation) -> Row:
    return {
        "organisation_id": one.id,
        "kind": one.kind,
        "name": one.name,
        "aliases": list(one.aliases),
        "region_code": one.region_code,
        "cbs_code": one.cbs_code,
        "is_chair": one.is_chair,
        "website": one.website,
    }


def _frame(rows: list[Row]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(rows, infer_schema_length=None)
