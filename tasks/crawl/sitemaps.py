"""The sitemaps of a site: where they are, and all that they list. What one sitemap file holds is in sitemap.py."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from tasks.crawl.failures import FetchFailed
from tasks.crawl.session import Session
from tasks.crawl.sitemap import Entry, read_sitemap
from tasks.crawl.urls import canonical

USUAL_PLACES = ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
MOST_SITEMAPS = 50
GONE = frozenset({"http_404", "http_410"})
ELSEWHERE = frozenset({"refused_host", "redirects", "http_401", "too_large"})
"""What a page may answer without anything being wrong with the site."""


class Sitemaps:
    """Reads the sitemaps of a session's site.

    which: False for none, an address, or True for those that robots.txt names, else the first usual place that has one.
    answered: how many could be read. failure: of the first that could not.
    """

    def __init__(self, session: Session, which: bool | str) -> None:
        self.session = session
        self.which = which
        self.base = canonical(session.base_url or "") or ""
        self.answered = 0
        self.failure: FetchFailed | None = None

    def entries(self) -> Iterator[Entry]:
        """The addresses that the sitemaps list, in order. Raises PageLimitReached."""
        if self.which is False:
            return
        guesses = deque(self._absolute(place) for place in USUAL_PLACES)
        named = self._named()
        waiting = deque(named or [guesses.popleft()])
        seen: set[str] = set()
        while waiting:
            address = waiting.popleft()
            if address in seen:
                continue
            if len(seen) >= MOST_SITEMAPS:
                self.session.incomplete(f"Niet alles gelezen: meer dan {MOST_SITEMAPS} sitemaps.")
                return
            seen.add(address)
            try:
                answer = self.session.data(address)
                listed = read_sitemap(answer.body or b"", self.session.source.limits.bytes)
            except FetchFailed as failure:
                self.failure = self.failure or failure
                if address in named or failure.reason_code not in GONE:
                    # a sitemap that is named and is not there leaves out all that it would list
                    self.session.incomplete(f"De sitemap {address} is niet te lezen: {failure.message}")
                elif guesses and self.answered == 0:
                    waiting.append(guesses.popleft())
                continue
            self.answered += 1
            waiting.extend(url for one in listed.sitemaps if (url := canonical(one, self.base)))
            yield from listed.pages

    def _named(self) -> list[str]:
        """The sitemaps that the options name, or robots.txt."""
        if isinstance(self.which, str):
            return [self._absolute(self.which)]
        try:
            addresses = self.session.fetcher.rules(self.base).sitemaps
        except FetchFailed:
            return []
        return [url for address in addresses if (url := canonical(address, self.base))]

    def _absolute(self, path: str) -> str:
        return canonical(path, self.base) or self.base


def told(session: Session, failure: FetchFailed, what: str) -> None:
    """One page less: counted when that is nothing out of the ordinary, else the list is known to be incomplete."""
    if failure.reason_code == "robots":
        session.skip("pagina's die robots.txt verbiedt")
    elif failure.reason_code in GONE:
        session.skip("pagina's die er niet (meer) zijn")
    elif failure.reason_code in ELSEWHERE:
        session.skip("pagina's die niet te lezen zijn")
    else:
        session.incomplete(f"{what}: {failure.message}")
