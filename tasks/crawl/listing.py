"""What becomes of one source's list: which publications are fetched, and what is known of each afterwards.

Works on plain rows; asking and fetching go through the session, bytes go to the raw store before any row is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tasks.crawl.failures import FetchFailed
from tasks.crawl.publication import Publication, publication_id
from tasks.crawl.session import Session
from text.digest import digest
from text.formats import media_type
from warehouse.raw_store import RawStore

RECHECK = timedelta(days=30)
"""A document at an unchanged address is asked again, conditionally, after so long."""
RETRY = timedelta(days=1)
"""A document that its source refused for good is asked again after so long: the re-check budget of a quiet night."""
FOR_GOOD = frozenset(
    {"http_404", "http_410", "http_403", "http_401", "closed", "too_large", "blocked", "robots", "redirects"}
)
HOST_FAILURES = 5
"""So many failures of the host in a row, and the rest of its documents waits for another night."""

OUTAGE_COUNT, OUTAGE_SHARE = 20, 0.95
"""So many documents and such a share of a source gone in one night is an outage, not news."""

OF_FETCHES = frozenset({"etag", "last_modified", "fetched_at", "tried_at", "last_reason"})
"""What a known row tells of its last fetches, beside the columns of raw_publication."""

Row = dict[str, Any]


def is_settled(row: Row, now: datetime) -> bool:
    """A known row whose bytes are held and were asked for within RECHECK: only a new listing makes it due."""
    is_held = row["document_id"] is not None and row["fetched_at"] is not None
    return is_held and now - row["fetched_at"] < RECHECK


@dataclass
class Listing:
    """Rows for the warehouse, and how many publications were listed.

    refused_before: listed, refused for good on an earlier night and not asked again tonight: their rejects stand.
    """

    publications: list[Row] = field(default_factory=list)
    fetches: list[Row] = field(default_factory=list)
    documents: dict[str, Row] = field(default_factory=dict)
    listed: int = 0
    refused_before: set[str] = field(default_factory=set)


def take(
    session: Session,
    listed: Iterable[Publication],
    known: Mapping[str, Row],
    store: RawStore,
    run_id: str,
    now: datetime,
    organisation_id: str | None,
) -> Listing:
    """Fetch what is new or changed and make the rows.

    known: publication_id -> its row of raw_publication, with what OF_FETCHES names.
    organisation_id: of the source; a publication that names another organisation of ours is that one's.
    """
    listing = Listing()
    taking = _Taking(session, store, run_id, now)
    seen: set[str] = set()
    for publication in listed:
        name = publication_id(session.source_id, publication.url)
        if name in seen:
            continue
        seen.add(name)
        before = known.get(name)
        if before is not None and before["state"] == "taken_down":
            # what was taken down is not fetched again, however often it is listed
            listing.publications.append({**_stored(before), "is_listed": True, "last_seen_at": now})
            continue
        row = _row(publication, name, session.source_id, before, now, organisation_id)
        if taking.was_refused(publication, before):
            row["state"] = "failed"
            listing.refused_before.add(name)
        elif taking.is_due(publication, before):
            taking.fetch(publication, row, before, listing)
        listing.publications.append(row)
    listing.listed = len(seen)
    _replaced(listing, known)
    handled = {row["publication_id"] for row in listing.publications}
    gone = [name for name, row in known.items() if name not in handled and row["is_listed"]]
    listed_before = sum(row["is_listed"] for row in known.values())
    if len(gone) >= OUTAGE_COUNT and len(gone) >= OUTAGE_SHARE * listed_before:
        session.incomplete(
            f"{len(gone)} van {listed_before} documenten staan ineens niet meer in de lijst: een storing?"
        )
    if session.is_complete:
        listing.publications += not_listed(known[name] for name in gone)
    taking.tell_what_waits()
    return listing


@dataclass
class _Taking:
    """One source's fetching tonight: what was spent, and whether its host still answers."""

    session: Session
    store: RawStore
    run_id: str
    now: datetime
    fetched: int = 0
    waiting: int = 0
    failures_in_a_row: int = 0

    def was_refused(self, publication: Publication, known: Row | None) -> bool:
        """Nothing is held of it, its source refused it for good within RETRY, and the list says nothing new of it."""
        if known is None or known["document_id"] is not None or known["last_reason"] not in FOR_GOOD:
            return False
        is_asked_again = self.now - known["tried_at"] >= RETRY
        return known["listing_version"] == publication.listing_version and not is_asked_again

    def is_due(self, publication: Publication, known: Row | None) -> bool:
        """New, changed by its listing, failed before or not looked at for RECHECK; and there is room for it tonight."""
        due = (
            known is None or known["listing_version"] != publication.listing_version or not is_settled(known, self.now)
        )
        if due and (self.fetched >= self.session.source.limits.documents or self.failures_in_a_row >= HOST_FAILURES):
            self.waiting += 1
            return False
        return due

    def fetch(self, publication: Publication, row: Row, known: Row | None, listing: Listing) -> None:
        """Fetch one document. A failure costs this document only; what was held of it stays."""
        self.fetched += 1
        is_same_address = known is not None and known["document_id"] is not None
        etag, changed = (known["etag"], known["last_modified"]) if known and is_same_address else (None, None)
        fetch: Row = {
            "fetch_id": digest(row["publication_id"], self.run_id),
            "publication_id": row["publication_id"],
            "source_id": row["source_id"],
            "url": publication.url,
            "final_url": None,
            "status_code": None,
            "media_type": None,
            "etag": etag,
            "last_modified": changed,
            "size_bytes": None,
            "document_id": row["document_id"],
            "reason_code": None,
            "fetched_at": self.now,
        }
        listing.fetches.append(fetch)
        try:
            answer = self.session.document(publication, etag, changed)
        except FetchFailed as failure:
            self.failures_in_a_row = self.failures_in_a_row + 1 if failure.is_of_host else 0
            fetch.update(status_code=failure.status_code, reason_code=failure.reason_code)
            message = f"{publication.title}: {failure.message}"
            self.session.reject(row["publication_id"], failure.reason_code, message)
            if known is not None and known["document_id"] is not None:
                # what is held keeps counting; the old version in the row makes the next night ask again
                row["listing_version"] = known["listing_version"]
            else:
                row["state"] = "failed"
            return
        self.failures_in_a_row = 0
        fetch.update(
            final_url=answer.final_url if publication.path is None else None,
            status_code=answer.status_code,
            media_type=answer.media_type or None,
            etag=answer.etag or etag,
            last_modified=answer.last_modified or changed,
        )
        if answer.body is None:
            return
        stored = self.store.put(answer.body)
        fetch.update(size_bytes=stored.size_bytes, document_id=stored.document_id)
        row.update(document_id=stored.document_id, state="held")
        listing.documents[stored.document_id] = {
            "document_id": stored.document_id,
            "media_type": media_type(answer.body),
            "size_bytes": stored.size_bytes,
            "store_path": stored.store_path,
            "fetched_at": self.now,
        }

    def tell_what_waits(self) -> None:
        """Say what is left for another night."""
        if self.waiting and self.failures_in_a_row >= HOST_FAILURES:
            self.session.note(f"De bron viel uit: {self.waiting} documenten wachten op een volgende nacht.")
        elif self.waiting:
            self.session.note(f"De grens limits.documents is bereikt: {self.waiting} documenten wachten.")


def _row(
    publication: Publication, name: str, source_id: str, known: Row | None, now: datetime, organisation_id: str | None
) -> Row:
    """The publication as listed tonight, with what is held of it."""
    extra = dict(publication.extra)
    if publication.vendor_id:
        extra["vendor_id"] = publication.vendor_id
    held = known["document_id"] if known else None
    names_other = publication.organisation_name is not None or publication.organisation_kind is not None
    return {
        "publication_id": name,
        "source_id": source_id,
        "organisation_id": publication.organisation_id or (None if names_other else organisation_id),
        "organisation_name": publication.organisation_name,
        "organisation_kind": publication.organisation_kind,
        "url": publication.url,
        "title": publication.title,
        "doc_type": publication.doc_type,
        "publication_date": publication.publication_date,
        "meeting": publication.meeting,
        "listing_version": publication.listing_version,
        "extra": json.dumps(extra, ensure_ascii=False, sort_keys=True),
        "document_id": held,
        "state": "held" if held else "listed",
        "is_listed": True,
        "first_seen_at": known["first_seen_at"] if known else now,
        "last_seen_at": now,
    }


def _replaced(listing: Listing, known: Mapping[str, Row]) -> None:
    """Older versions of a document that the supplier names alike stop counting once the newer one is held."""
    held = {
        vendor: row["publication_id"]
        for row in listing.publications
        if row["state"] == "held" and (vendor := _vendor(row))
    }
    listed = {row["publication_id"] for row in listing.publications}
    for name, row in known.items():
        newer = held.get(_vendor(row) or "")
        is_past = row["state"] in ("replaced", "taken_down")
        if newer is not None and newer != name and name not in listed and not is_past:
            listing.publications.append({**_stored(row), "is_listed": False, "state": "replaced"})


def not_listed(rows: Iterable[Row]) -> list[Row]:
    """Known rows as publications that are not listed any more, as far as they still were."""
    return [{**_stored(row), "is_listed": False} for row in rows if row["is_listed"]]


def _vendor(row: Row) -> str | None:
    value = json.loads(row["extra"]).get("vendor_id")
    return str(value) if value else None


def _stored(row: Row) -> Row:
    """A known row with the columns of raw_publication alone."""
    return {key: value for key, value in row.items() if key not in OF_FETCHES}
