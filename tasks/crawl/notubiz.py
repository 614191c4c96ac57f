"""Connector `notubiz`: council papers from the open interface of Notubiz, version 1.17.0.

Two ways in, for each misses much of the other: registers (module items, where most papers have been since 2025) and
meetings (agenda items, nested, with documents and module items of their own).

Verified against: stored real answers (a meeting of Amsterdam 2018 and of Eindhoven 2024, module lists and items of
Alkmaar and Altena 2026) and the demo portal; the interface itself was not called. How a register is paged is not in
any stored answer: `page` is asked, and an answer that does not move on ends the register as incomplete.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field

from schemas.source import Source
from tasks.crawl.dates import timestamp_day
from tasks.crawl.failures import FetchFailed, PageLimitReached, SourceFailed
from tasks.crawl.notubiz_papers import Paper, agenda_papers, item_papers, records, texts
from tasks.crawl.publication import Publication
from tasks.crawl.session import Session

DEFAULT_BASE_URL: str | None = "https://api.notubiz.nl"
VERSION = "1.17.0"
"""Pinned: another version answers in another shape."""
EARLIEST = date(2016, 1, 1)
LOOK_AHEAD = timedelta(days=60)
"""Papers are published before their meeting."""


class Options(BaseModel):
    """organisation_id: the council's number at the supplier. modules: only these registers; none named: all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisation_id: int = Field(ge=1)
    modules: tuple[int, ...] = ()


def check(source: Source, options: Options, folder: object) -> list[tuple[str, str]]:
    """Nothing that the model has not checked."""
    return []


def publications(source: Source, session: Session) -> Iterator[Publication]:
    """Every public paper in scope, once each, in order of address.

    Raises SourceFailed when the interface cannot be asked, or has nothing at all.
    """
    reading = _Reading(source, session)
    try:
        reading.registers()
        reading.meetings()
    except PageLimitReached:
        pass  # noted by the session: what was found stands
    if not reading.papers:
        raise SourceFailed(
            "failing",
            f"Notubiz gaf geen enkel stuk voor organisatie {session.options.organisation_id}. "
            "Klopt options.organisation_id, en klopt de periode?",
        )
    for paper in sorted(reading.papers.values(), key=lambda paper: paper.document_id):
        yield reading.publication(paper)


class _Reading:
    """The papers found so far, by the supplier's document number."""

    def __init__(self, source: Source, session: Session) -> None:
        self.session = session
        self.source = source
        self.base = (session.base_url or "").rstrip("/")
        self.papers: dict[int, Paper] = {}
        self._items: set[int] = set()
        self.start = source.from_date or EARLIEST
        self.end = min(source.until or session.as_of, session.as_of)

    def _ask(self, path: str, **parameters: Any) -> dict[str, Any]:
        query = urlencode({"format": "json", "version": VERSION, **parameters}, quote_via=quote)
        answer = self.session.json(f"{self.base}{path}?{query}")
        if not isinstance(answer, dict):
            raise FetchFailed("unexpected", f"{path} gaf iets anders dan Notubiz {VERSION} hoort te geven.")
        return answer

    # -- registers

    def registers(self) -> None:
        """Every item of every register of this council. Raises SourceFailed when the list of registers fails."""
        organisation = self.session.options.organisation_id
        try:
            modules = records(self._ask(f"/organisations/{organisation}/modules").get("modules"))
        except FetchFailed as failure:
            raise SourceFailed.of(failure) from failure
        wanted = self.session.options.modules
        for module in modules:
            number, name = module.get("id"), str(module.get("custom_name") or module.get("name") or "")
            if isinstance(number, int) and (not wanted or number in wanted):
                self._surely(f"Het register {name}", lambda number=number, name=name: self._register(number, name))

    def _register(self, module: int, name: str) -> None:
        path = f"/organisations/{self.session.options.organisation_id}/modules/{module}/items"
        period = {"date_from": f"{self.start} 00:00:00", "date_to": f"{self.end} 23:59:59"}
        page, had = 1, 0
        while True:
            answer = self._ask(path, **period, page=page)
            items = records(answer.get("items"))
            new = [item for item in items if item.get("id") not in self._items]
            for item in new:
                self._items.add(item["id"])
                self._keep(item_papers(item, name, self.session))
            had += len(items)
            pagination = answer.get("pagination")
            total = pagination.get("total_results") if isinstance(pagination, dict) else None
            if not items or not isinstance(total, int) or had >= total:
                return
            if not new:
                self.session.incomplete(f"Het register {name} gaf twee keer dezelfde stukken: niet alles gelezen.")
                return
            page += 1

    # -- meetings

    def meetings(self) -> None:
        """Every public meeting of this council in scope, with all that hangs on its agenda."""
        self._surely("De lijst van vergaderingen", self._calendar)

    def _calendar(self) -> None:
        ahead = self.end if self.source.until else self.end + LOOK_AHEAD
        period = {"date_from": f"{self.start} 00:00:00", "date_to": f"{ahead} 23:59:59"}
        page, seen = 1, set()
        while True:
            answer = self._ask("/events", organisation_id=self.session.options.organisation_id, **period, page=page)
            new = [event for event in records(answer.get("events")) if event.get("id") not in seen]
            for event in new:
                seen.add(event.get("id"))
                self._event(event)
            pagination = answer.get("pagination")
            if not isinstance(pagination, dict) or not pagination.get("has_more_pages"):
                return
            if not new:
                self.session.incomplete("De lijst van vergaderingen gaf twee keer hetzelfde: niet alles gelezen.")
                return
            page += 1

    def _event(self, event: dict[str, Any]) -> None:
        if event.get("type") != "meeting" or not isinstance(event.get("id"), int):
            return
        if event.get("permission_group") != "public":
            self.session.skip("besloten vergaderingen")
        else:
            self._surely(f"De vergadering {event['id']}", lambda: self._meeting(event["id"]))

    def _meeting(self, number: int) -> None:
        answer = self._ask(f"/events/meetings/{number}")
        meeting = answer.get("meeting")
        if not isinstance(meeting, dict):
            self.session.skip("vergaderingen zonder rechten")
            return
        plannings = records(meeting.get("plannings"))
        day = timestamp_day(plannings[0].get("start_date")) if plannings else None
        title = texts(meeting.get("attributes")).get(1, "")
        name = f"{title} {day}".strip() if day else title
        papers, items = agenda_papers(meeting, name, day, self.session)
        self._keep(papers)
        for item in items:
            if item not in self._items:
                self._items.add(item)
                self._surely(f"Het registerstuk {item}", lambda item=item: self._item(item, name, day))

    def _item(self, number: int, meeting: str, day: date | None) -> None:
        item = self._ask(f"/modules/0/items/{number}").get("item")
        if isinstance(item, dict):
            self._keep(item_papers(item, "", self.session, meeting, day))

    # -- what is kept

    def _surely(self, what: str, read: Any) -> None:
        """Read one part of the list; when it fails the rest goes on, and the list is known to be incomplete."""
        try:
            read()
        except FetchFailed as failure:
            if failure.status_code in (400, 403, 404):
                self.session.skip("onderdelen die de bron niet geeft")
            else:
                self.session.incomplete(f"{what} is niet te lezen: {failure.message}")

    def _keep(self, papers: list[Paper]) -> None:
        for paper in papers:
            if paper.day is not None and not self.start <= paper.day <= self.end + LOOK_AHEAD:
                self.session.skip("stukken van buiten de periode")
                continue
            known = self.papers.get(paper.document_id)
            self.papers[paper.document_id] = paper if known is None else known.joined(paper)

    def publication(self, paper: Paper) -> Publication:
        """The paper as crawling knows it. An address that leads nowhere is built anew from number and version."""
        url = paper.url
        try:
            self.session.fetcher.policy.check_url(url)
        except FetchFailed:
            url = f"{self.base}/document/{paper.document_id}/{paper.version}"
        return Publication(
            url=url,
            title=paper.title,
            doc_type=paper.doc_type or None,
            publication_date=paper.day,
            meeting=paper.meeting or None,
            listing_version=f"{paper.version}:{paper.last_modified}:{paper.size}",
            media_type=paper.media_type or None,
            vendor_id=str(paper.document_id),
            extra=paper.extra,
        )
