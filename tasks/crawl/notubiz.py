"""Connector `notubiz`: council papers from the open interface of Notubiz, version 1.17.0.

Two ways in, for each misses much of the other: registers (module items, where most papers have been since 2025) and
meetings (agenda items, nested, with documents and module items of their own).

Verified against: stored real answers (a meeting of Amsterdam 2018 and of Eindhoven 2024, module lists and items of
Alkmaar and Altena 2026) and the demo portal; the interface itself was not called. How a register is paged is not in
any stored answer: `page` is asked, and an answer that does not move on ends the register as incomplete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
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
SHORTEST_PERIOD = timedelta(days=60)
"""A register that is too much for the interface even so is not asked for in shorter periods."""
MOST_HOST_FAILURES = 3
"""Failures of the host in a row after which the rest waits for another night."""
NO_RIGHTS = b"No rights"
"""How an answer begins that tells us we may not see something; part of {"message": "No rights to see …"}."""


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
    except (PageLimitReached, _HostFails):
        pass  # noted by the session: what was found stands
    if not reading.papers:
        if reading.failure is not None:
            raise SourceFailed.of(reading.failure)
        raise SourceFailed(
            "failing",
            f"Notubiz gaf geen enkel stuk voor organisatie {session.options.organisation_id}. "
            "Klopt options.organisation_id, en klopt de periode?",
        )
    for paper in sorted(reading.papers.values(), key=lambda paper: paper.document_id):
        yield reading.publication(paper)


class _HostFails(Exception):
    """The interface failed too often in a row: the rest waits for another night."""


class _Reading:
    """The papers found so far, by the supplier's document number. failure: the last part that could not be read."""

    def __init__(self, source: Source, session: Session) -> None:
        self.session = session
        self.source = source
        self.base = (session.base_url or "").rstrip("/")
        self.papers: dict[int, Paper] = {}
        self.failure: FetchFailed | None = None
        self._failures_in_a_row = 0
        self._items: set[int] = set()
        self.start = source.from_date or EARLIEST
        self.end = min(source.until or session.as_of, session.as_of)

    def _ask(self, path: str, **parameters: Any) -> dict[str, Any]:
        query = urlencode({"format": "json", "version": VERSION, **parameters}, quote_via=quote)
        try:
            answer = self.session.json(f"{self.base}{path}?{query}")
        except FetchFailed as failure:
            self._failures_in_a_row = self._failures_in_a_row + 1 if failure.is_of_host else 0
            raise
        self._failures_in_a_row = 0
        if not isinstance(answer, dict):
            raise _unexpected(path)
        return answer

    def _list(self, path: str, key: str, **parameters: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """The records of a list, and its pagination. An answer without the list is no empty list."""
        answer = self._ask(path, **parameters)
        if not isinstance(answer.get(key), list):
            raise _unexpected(path)
        pagination = answer.get("pagination")
        return records(answer[key]), pagination if isinstance(pagination, dict) else {}

    # -- registers

    def registers(self) -> None:
        """Every item of every register of this council. Raises SourceFailed when the list of registers fails."""
        organisation = self.session.options.organisation_id
        try:
            modules, _ = self._list(f"/organisations/{organisation}/modules", "modules")
        except FetchFailed as failure:
            raise SourceFailed.of(failure) from failure
        wanted = self.session.options.modules
        for module in modules:
            # `name` is the supplier's own; councils rename their registers (custom_name) as they like
            number, name = module.get("id"), str(module.get("name") or module.get("custom_name") or "")
            if isinstance(number, int) and (not wanted or number in wanted):
                read = partial(self._register, number, name, self.start, self.end)
                self._surely(f"Het register {name}", read)
        absent = sorted(set(wanted) - {module.get("id") for module in modules})
        if absent:
            self.session.note(f"Dit register is er niet: {', '.join(str(number) for number in absent)}.")

    def _register(self, module: int, name: str, start: date, end: date) -> None:
        """All items of a register in a period; one that is too much for the interface is asked for in halves."""
        try:
            self._pages(module, name, start, end)
        except FetchFailed as failure:
            is_too_much = failure.reason_code in ("timeout", "http_504")
            if not is_too_much or end - start < SHORTEST_PERIOD:
                raise
            middle = start + (end - start) // 2
            self._register(module, name, start, middle)
            self._register(module, name, middle + timedelta(days=1), end)

    def _pages(self, module: int, name: str, start: date, end: date) -> None:
        path = f"/organisations/{self.session.options.organisation_id}/modules/{module}/items"
        page, had = 1, 0
        while True:
            items, pagination = self._list(path, "items", **_period(start, end), page=page)
            new = [item for item in items if isinstance(item.get("id"), int) and item["id"] not in self._items]
            for item in new:
                self._items.add(item["id"])
                self._keep(item_papers(item, name, self.session))
            had += len(items)
            total = pagination.get("total_results")
            if not isinstance(total, int) or had >= total:
                return
            if not new:
                self.session.incomplete(f"Het register {name} gaf {had} van {total} stukken: niet alles gelezen.")
                return
            page += 1

    # -- meetings

    def meetings(self) -> None:
        """Every public meeting of this council in scope, with all that hangs on its agenda."""
        self._surely("De lijst van vergaderingen", self._calendar)

    def _calendar(self) -> None:
        # the newest first: what a page limit leaves out is then the oldest
        for event in sorted(self._events(), key=_start, reverse=True):
            self._event(event)

    def _events(self) -> list[dict[str, Any]]:
        ahead = self.end if self.source.until else self.end + LOOK_AHEAD
        organisation = self.session.options.organisation_id
        page, events = 1, dict[Any, dict[str, Any]]()
        while True:
            listed, pagination = self._list(
                "/events", "events", organisation_id=organisation, **_period(self.start, ahead), page=page
            )
            new = {event.get("id"): event for event in listed if event.get("id") not in events}
            events |= new
            if not pagination.get("has_more_pages"):
                return list(events.values())
            if not new:
                self.session.incomplete("De lijst van vergaderingen gaf twee keer hetzelfde: niet alles gelezen.")
                return list(events.values())
            page += 1

    def _event(self, event: dict[str, Any]) -> None:
        if event.get("type") != "meeting" or not isinstance(event.get("id"), int):
            return
        if event.get("permission_group") != "public":
            self.session.skip("besloten vergaderingen")
        else:
            self._surely(f"De vergadering {event['id']}", partial(self._meeting, event["id"]), may_be_gone=True)

    def _meeting(self, number: int) -> None:
        answer = self._ask(f"/events/meetings/{number}")
        meeting = answer.get("meeting")
        if not isinstance(meeting, dict):
            self.session.skip("vergaderingen zonder rechten")
            return
        day = timestamp_day(_start(meeting))
        title = texts(meeting.get("attributes")).get(1, "")
        name = f"{title} {day}".strip() if day else title
        papers, items = agenda_papers(meeting, name, day, self.session)
        self._keep(papers)
        for item in items:
            if item not in self._items:
                self._items.add(item)
                self._surely(f"Het registerstuk {item}", partial(self._item, item, name, day), may_be_gone=True)

    def _item(self, number: int, meeting: str, day: date | None) -> None:
        item = self._ask(f"/modules/0/items/{number}").get("item")
        if isinstance(item, dict):
            self._keep(item_papers(item, "", self.session, meeting, day))

    # -- what is kept

    def _surely(self, what: str, read: Callable[[], None], may_be_gone: bool = False) -> None:
        """Read one part of the list; when it fails the rest goes on, and the list is known to be incomplete.

        What we have no right to see, or one meeting or item that is gone, is left out and counted. Raises _HostFails.
        """
        try:
            read()
        except FetchFailed as failure:
            self.failure = failure
            if NO_RIGHTS in failure.body or (may_be_gone and failure.reason_code in ("http_404", "closed")):
                self._failures_in_a_row = 0
                self.session.skip("onderdelen die de bron niet geeft")
            else:
                self.session.incomplete(f"{what} is niet te lezen: {failure.message}")
            if self._failures_in_a_row >= MOST_HOST_FAILURES:
                raise _HostFails from failure

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


def _start(meeting: dict[str, Any]) -> str:
    """When a meeting begins, as the supplier writes it; '' when it does not say."""
    plannings = records(meeting.get("plannings"))
    return str(plannings[0].get("start_date") or "") if plannings else ""


def _period(start: date, end: date) -> dict[str, str]:
    return {"date_from": f"{start} 00:00:00", "date_to": f"{end} 23:59:59"}


def _unexpected(path: str) -> FetchFailed:
    return FetchFailed("unexpected", f"{path} gaf iets anders dan Notubiz {VERSION} hoort te geven.")
