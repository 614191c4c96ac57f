"""Connector `website`: the documents of one site, found by its sitemap and by a bounded walk from start pages.

A document is a file (PDF, Word, …) that a page or sitemap names, or a web page under one of the `html` prefixes. The
walk stays on the source's own host, obeys robots.txt and ends at limits.pages.

Verified against: pages and sitemaps made for the tests, the demo's four sites, and stored descriptions of regional
sites; no real site was asked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, cast
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from schemas.source import Source
from tasks.crawl.dates import Day, Precision, day_in, day_in_path, timestamp_day
from tasks.crawl.failures import FetchFailed, PageLimitReached, SourceFailed
from tasks.crawl.links import Link, read_page
from tasks.crawl.publication import Publication
from tasks.crawl.session import Session
from tasks.crawl.sitemap import read_sitemap
from tasks.crawl.sniff import HTML, due_type
from tasks.crawl.titles import size_in_link, title_of_file, title_of_link
from tasks.crawl.urls import canonical, leads_in_circles

DEFAULT_BASE_URL: str | None = None
# Named like documents, but the working parts of a site: feeds, sitemaps, robots.txt
NOT_DOCUMENTS = frozenset({HTML, "application/xml", "text/plain"})
MOST_SITEMAPS = 50

Path = Annotated[str, Field(pattern=r"^/")]


class Options(BaseModel):
    """start: pages where the walk begins. sitemap: read the site's sitemaps too; a path names one that robots.txt does
    not. html: web pages whose path begins so are documents themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: tuple[Path, ...] = ("/",)
    sitemap: bool | Path = True
    html: tuple[Path, ...] = ()


def check(source: Source, options: Options, folder: object) -> list[tuple[str, str]]:
    """A site has an address, and a place to begin."""
    problems = []
    if source.base_url is None:
        problems.append(("base_url", "a website needs its address, such as https://www.example.nl"))
    if not options.start and options.sitemap is False:
        problems.append(("options", "give start pages, or let the sitemap be read: now nothing can be found"))
    return problems


def publications(source: Source, session: Session) -> Iterator[Publication]:
    """Every document of the site that is in scope, by address.

    Raises SourceFailed when nothing at all could be asked, or nothing was found: an empty site is a failure.
    """
    walk = _Walk(source, session)
    try:
        walk.sitemaps()
        walk.pages()
    except PageLimitReached:
        pass  # noted by the session: what was found stands
    if not walk.found:
        if walk.failure is not None and walk.answered == 0:
            raise SourceFailed.of(walk.failure)
        raise SourceFailed(
            "failing", "Op de site is geen enkel document gevonden. Klopt het adres, en kloppen de startpagina's?"
        )
    for url in sorted(walk.found):
        yield walk.found[url]


class _Walk:
    """What is found and what is still to be visited. failure: the first request for the list that failed.

    A report page that is settled is not visited again. What only it leads to is then listed as before: each such
    document says so in extra (found_on).
    """

    def __init__(self, source: Source, session: Session) -> None:
        self.source = source
        self.session = session
        self.options: Options = session.options
        self.base = canonical(session.base_url or "") or ""
        self.found: dict[str, Publication] = {}
        self.failure: FetchFailed | None = None
        self.answered = 0
        self._queue: deque[str] = deque()
        self._reached: dict[str, str | None] = {}
        self._report: str | None = None
        for path in self.options.start:
            self._enqueue(self._absolute(path))

    def _absolute(self, path: str) -> str:
        return canonical(path, self.base) or self.base

    def _is_here(self, url: str) -> bool:
        return urlsplit(url).netloc == urlsplit(self.base).netloc

    def _enqueue(self, url: str) -> None:
        if url not in self._reached and self._is_here(url) and not leads_in_circles(url):
            self._reached[url] = self._report
            self._queue.append(url)

    # -- sitemaps

    def sitemaps(self) -> None:
        """Read the sitemaps that the options or robots.txt name, else /sitemap.xml, and those that they name."""
        if self.options.sitemap is False or not self.base:
            return
        if isinstance(self.options.sitemap, str):
            waiting = deque([self._absolute(self.options.sitemap)])
        else:
            named = [url for address in self._named_by_robots() if (url := canonical(address, self.base))]
            waiting = deque(named or [self._absolute("/sitemap.xml")])
        seen: set[str] = set()
        while waiting and len(seen) < MOST_SITEMAPS:
            address = waiting.popleft()
            if address in seen:
                continue
            seen.add(address)
            try:
                answer = self.session.data(address)
                listed = read_sitemap(answer.body or b"", self.source.limits.bytes)
            except FetchFailed as failure:
                self._failed(failure, f"De sitemap {address} is niet te lezen: {failure.message}")
                continue
            self.answered += 1
            waiting.extend(url for one in listed.sitemaps if (url := canonical(one, self.base)))
            for entry in listed.pages:
                if url := canonical(entry.url, self.base):
                    self._listed(url, entry.lastmod)

    def _named_by_robots(self) -> list[str]:
        try:
            return self.session.fetcher.rules(self.base).sitemaps
        except FetchFailed:
            return []

    def _listed(self, url: str, lastmod: str) -> None:
        is_document = self._is_document(url)
        if is_document:
            day = day_in_path(urlsplit(url).path) or _whole(timestamp_day(lastmod))
            self._add(url, title_of_file(urlsplit(url).path), day, lastmod or None)
        if not is_document or self._is_report_page(url):
            self._enqueue(url)

    # -- pages

    def pages(self) -> None:
        """Visit pages, nearest first, until none is left or the limit is reached (PageLimitReached)."""
        while self._queue:
            address = self._queue.popleft()
            self._report = address if self._is_report_page(address) else self._reached[address]
            if self._is_as_before(address):
                self._keep(address)
                continue
            try:
                answer = self.session.page(address)
            except FetchFailed as failure:
                self._failed(failure, f"Een pagina is niet te lezen: {failure.message}")
                continue
            self.answered += 1
            here = canonical(answer.final_url) or address
            if answer.body is None:
                # an address without an ending that turns out to be a file
                self._add(address, title_of_file(urlsplit(address).path), day_in_path(urlsplit(address).path), None)
                continue
            page = read_page(answer.body, here)
            if page is None:
                self.session.skip("pagina's zonder leesbare inhoud")
                continue
            if address in self.found:
                known = self.found[address]
                self.found[address] = replace(
                    known, title=page.title or known.title, publication_date=page.published or known.publication_date
                )
            for link in page.links:
                self._linked(link)

    def _is_as_before(self, address: str) -> bool:
        """A report page that is settled, and of which the list says nothing new."""
        found, before = self.found.get(address), self.session.known.get(address)
        if found is None or before is None or address not in self.session.settled:
            return False
        return self._is_report_page(address) and found.listing_version == before.listing_version

    def _keep(self, address: str) -> None:
        """The report page, and what is found on it alone, as listed before."""
        for url, before in self.session.known.items():
            is_from_here = before.extra.get("found_on") == address and url not in self.found
            if url == address or (is_from_here and self._is_document(url) and self._was_in_scope(before)):
                self.found[url] = replace(before, media_type=self._due(url))
                if self._is_report_page(url):
                    self._enqueue(url)

    def _linked(self, link: Link) -> None:
        if not self._is_document(link.url):
            self._enqueue(link.url)
            return
        day = _whole(link.day or day_in(link.text)) or day_in_path(urlsplit(link.url).path)
        title = title_of_link(link.text)
        self._add(link.url, title or title_of_file(urlsplit(link.url).path), day, size_in_link(link.text), bool(title))
        if self._is_report_page(link.url):
            self._enqueue(link.url)

    # -- documents

    def _is_document(self, url: str) -> bool:
        if self._is_report_page(url):
            return True
        due = due_type(urlsplit(url).path)
        return due is not None and due not in NOT_DOCUMENTS and self._may_come_from(url)

    def _is_report_page(self, url: str) -> bool:
        return self._is_here(url) and any(urlsplit(url).path.startswith(prefix) for prefix in self.options.html)

    def _may_come_from(self, url: str) -> bool:
        """Files of another host are somebody else's, unless the source declares the host."""
        if self._is_here(url):
            return True
        try:
            self.session.fetcher.policy.check_url(url)
        except FetchFailed:
            self.session.skip("verwijzingen naar bestanden op andere hosts")
            return False
        return True

    def _add(self, url: str, title: str, day: Day | None, version: str | None, is_titled: bool = False) -> None:
        """Keep a document; what a link says goes before what a sitemap or the address says."""
        if day is not None and not self._in_scope(day):
            self.session.skip("documenten van buiten de periode")
            return
        known = self.found.get(url)
        if known is None:
            extra: dict[str, str] = {"date_precision": day.precision} if day and day.precision != "day" else {}
            if self._report is not None and self._report != url:
                extra["found_on"] = self._report
            self.found[url] = Publication(
                url=url,
                title=title or url,
                publication_date=day.day if day else None,
                listing_version=version,
                media_type=self._due(url),
                extra=extra,
            )
            return
        is_better = day is not None and (known.publication_date is None or day.precision == "day")
        exact = {name: value for name, value in known.extra.items() if name != "date_precision"}
        self.found[url] = replace(
            known,
            title=title if is_titled and known.title == title_of_file(urlsplit(url).path) else known.title,
            publication_date=day.day if is_better and day else known.publication_date,
            listing_version=known.listing_version or version,
            extra=exact if is_better and day and day.precision == "day" else known.extra,
        )

    def _due(self, url: str) -> str | None:
        """The media type that the address promises."""
        return HTML if self._is_report_page(url) else due_type(urlsplit(url).path)

    def _in_scope(self, day: Day) -> bool:
        start, end = self.source.from_date, min(self.source.until or self.session.as_of, self.session.as_of)
        return day.day <= end and (start is None or day.last() >= start)

    def _was_in_scope(self, before: Publication) -> bool:
        """The period of the source may have been changed since."""
        if before.publication_date is None:
            return True
        return self._in_scope(Day(before.publication_date, cast(Precision, before.extra.get("date_precision", "day"))))

    def _failed(self, failure: FetchFailed, message: str) -> None:
        """One page or sitemap less. Only a failure of the host means that documents may be missing tonight."""
        self.failure = self.failure or failure
        if failure.is_of_host:
            self.session.incomplete(message)
        elif failure.reason_code == "robots":
            self.session.skip("pagina's die robots.txt verbiedt")
        else:
            self.session.skip("pagina's die er niet (meer) zijn")


def _whole(day: date | None) -> Day | None:
    return Day(day) if day else None
