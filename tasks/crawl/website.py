"""Connector `website`: the documents of one site, found by its sitemaps and by a bounded walk from start pages.

A document is a file (PDF, Word, …) that a page or sitemap names, or a web page under one of the `html` prefixes. The
walk stays on the source's own host, obeys robots.txt and ends at limits.pages.

Verified against: pages and sitemaps made for the tests, the demo's four sites, and stored descriptions of regional
sites; no real site was asked.
"""

from __future__ import annotations

import re
from collections import Counter, deque
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
from tasks.crawl.sitemaps import Sitemaps, told
from tasks.crawl.sniff import BY_EXTENSION, HTML, due_type
from tasks.crawl.titles import size_in_link, title_of_file, title_of_link
from tasks.crawl.urls import canonical, leads_in_circles

DEFAULT_BASE_URL: str | None = None
# Named like documents, but the working parts of a site: feeds, sitemaps, robots.txt
NOT_DOCUMENTS = frozenset({HTML, "application/xml", "text/plain"})
PAGES = frozenset({"", ".html", ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".do"})
"""Endings of addresses that may be pages; what ends otherwise and is no document (pictures, feeds) is left alone."""
FILES = frozenset(BY_EXTENSION.values()) - NOT_DOCUMENTS
DOWNLOADS = frozenset(
    {"application/octet-stream", "binary/octet-stream", "application/x-download", "application/x-pdf"}
)
"""What servers say of a file of which they do not know the kind."""
MOST_VARIANTS = 20
"""Pages that differ only in what comes after the ?: more is a calendar or a search without end."""
MOST_HOST_FAILURES = 3
"""Failures of the host in a row after which the rest of the site waits for another night."""

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
    walk.tell()
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
        self._links: dict[str, Link] = {}
        self._variants: Counter[str] = Counter()
        self._elsewhere: dict[str, set[str]] = {}
        self._reached: dict[str, str | None] = {}
        self._report: str | None = None
        for path in self.options.start:
            self._enqueue(self._absolute(path))

    def _absolute(self, path: str) -> str:
        return canonical(path, self.base) or self.base

    def _is_here(self, url: str) -> bool:
        return urlsplit(url).netloc == urlsplit(self.base).netloc

    def _here(self, url: str) -> str:
        """The address, under the site's own scheme if it is on this site: http and https are one site."""
        parts = urlsplit(url)
        home = urlsplit(self.base)
        return url if parts.netloc != home.netloc else parts._replace(scheme=home.scheme).geturl()

    def _enqueue(self, url: str) -> None:
        parts = urlsplit(url)
        if url in self._reached or not self._is_here(url) or leads_in_circles(url) or _ending(url) not in PAGES:
            return
        if parts.query:
            self._variants[parts.path] += 1
            if self._variants[parts.path] > MOST_VARIANTS:
                self.session.skip("pagina's die alleen na het vraagteken verschillen")
                return
        self._reached[url] = self._report
        self._queue.append(url)

    # -- sitemaps

    def sitemaps(self) -> None:
        """Take what the site's sitemaps list. Raises PageLimitReached."""
        reading = Sitemaps(self.session, self.options.sitemap)
        try:
            for entry in reading.entries():
                if url := canonical(entry.url, self.base):
                    self._listed(self._here(url), entry.lastmod)
        finally:
            self.answered += reading.answered
            self.failure = self.failure or reading.failure

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
        failures_in_a_row = 0
        while self._queue and failures_in_a_row < MOST_HOST_FAILURES:
            address = self._queue.popleft()
            self._report = address if self._is_report_page(address) else self._reached[address]
            if self._is_as_before(address):
                self._keep(address)
                continue
            try:
                answer = self.session.page(address)
            except FetchFailed as failure:
                self.failure = self.failure or failure
                told(self.session, failure, "Een pagina is niet te lezen")
                failures_in_a_row = failures_in_a_row + 1 if failure.is_of_host else 0
                continue
            self.answered += 1
            failures_in_a_row = 0
            here = canonical(answer.final_url) or address
            if answer.body is None:
                self._file(address, answer.media_type)
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
        """A report page, or a file without an ending, that is settled and of which the list says nothing new."""
        found, before = self.found.get(address), self.session.known.get(address)
        if before is None or address not in self.session.settled:
            return False
        if not self._is_report_page(address):
            return self._was_in_scope(before)
        return found is not None and found.listing_version == before.listing_version

    def _keep(self, address: str) -> None:
        """The report page, and what is found on it alone, as listed before."""
        for url, before in self.session.known.items():
            is_from_here = before.extra.get("found_on") == address and url not in self.found
            if url == address or (is_from_here and self._is_document(url) and self._was_in_scope(before)):
                self.found[url] = replace(before, media_type=self._due(url))
                if self._is_report_page(url):
                    self._enqueue(url)

    def _file(self, address: str, declared: str) -> None:
        """An address without an ending that turns out to be a file: a document, or a picture and the like."""
        if declared not in FILES | DOWNLOADS:
            self.session.skip("bestanden die geen document zijn")
            return
        link = self._links.get(address, Link(address, ""))
        path = urlsplit(address).path
        day = _whole(link.day or day_in(link.text)) or day_in_path(path)
        self._add(address, title_of_link(link.text) or title_of_file(path), day, size_in_link(link.text))

    def _linked(self, link: Link) -> None:
        link = replace(link, url=self._here(link.url))
        if not self._is_document(link.url):
            self._links.setdefault(link.url, link)
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
            self._elsewhere.setdefault(urlsplit(url).netloc, set()).add(url)
            return False
        return True

    def tell(self) -> None:
        """Note the files on hosts that the source does not name."""
        for host, urls in sorted(self._elsewhere.items()):
            self.session.note(f"Bestanden op {host}: {len(urls)}. Zet die naam bij file_hosts als ze erbij horen.")

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


def _ending(url: str) -> str:
    """What comes after the last dot of the last part of the path, in lower case; '' when there is no such thing."""
    name = urlsplit(url).path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 and re.fullmatch(r"[A-Za-z]\w{0,4}", name[dot + 1 :]) else ""


def _whole(day: date | None) -> Day | None:
    return Day(day) if day else None
