"""What a connector works with while it lists one source: requests, limits, and a place to say what went wrong.

Connectors ask through a session only; how a request is made is in fetch.py, what becomes of a listing in listing.py.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from schemas.source import Organisation, Source
from tasks.crawl.failures import FetchFailed, PageLimitReached
from tasks.crawl.fetch import Fetched, Fetcher
from tasks.crawl.publication import Publication
from tasks.crawl.sniff import HTML, due_type
from text.formats import is_block_page, media_type


@dataclass(frozen=True)
class Problem:
    """One listed thing that cannot be had. part: publication_id, or another name within the source."""

    part: str
    reason_code: str
    message: str


@dataclass
class Session:
    """One source, one night.

    options: the connector's own Options, validated. folder: where the source file stands.
    known: address -> publication, as the source listed it when last asked. settled: those of which nothing is due while
    their listing stays the same, so that a connector need not ask again what they are.
    """

    source_id: str
    source: Source
    base_url: str | None
    options: Any
    folder: Path
    as_of: date
    organisations: tuple[Organisation, ...]
    fetcher: Fetcher
    known: Mapping[str, Publication] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    is_complete: bool = True
    pages: int = 0
    _notes: list[str] = field(default_factory=list)
    _skipped: Counter[str] = field(default_factory=Counter)

    # -- what went wrong, for people

    def note(self, message: str) -> None:
        """Something the operator should know of this source; once each."""
        if message not in self._notes:
            self._notes.append(message)

    def incomplete(self, message: str) -> None:
        """Part of the list could not be had: what is not seen tonight may still be there."""
        self.is_complete = False
        self.note(message)

    def skip(self, what: str, count: int = 1) -> None:
        """Left out on purpose, and counted: `what` reads after a number ("vertrouwelijke stukken")."""
        self._skipped[what] += count

    def reject(self, part: str, reason_code: str, message: str) -> None:
        """One listed thing that cannot be had; the rest goes on."""
        self.problems.append(Problem(part, reason_code, message))

    @property
    def message(self) -> str | None:
        """All notes and counts in one text; None when there is nothing to say."""
        counts = [f"{count} {what} overgeslagen." for what, count in sorted(self._skipped.items())]
        return " ".join([*self._notes, *counts]) or None

    # -- requests for the list

    def _spend_page(self) -> None:
        limit = self.source.limits.pages
        if self.pages >= limit:
            self.incomplete(f"Niet alles gelezen: de grens van {limit} pagina's (limits.pages) is bereikt.")
            raise PageLimitReached
        self.pages += 1

    def json(self, url: str) -> Any:
        """The JSON answer of an interface. HTML in its place is FetchFailed (blocked). Raises PageLimitReached."""
        self._spend_page()
        answer = self.fetcher.get(url)
        body = answer.body or b""
        if answer.media_type == HTML or body.lstrip()[:1] == b"<":
            raise FetchFailed("blocked", f"{url} gaf een webpagina in plaats van gegevens: de bron houdt ons tegen.")
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise FetchFailed("unexpected", f"{url} gaf geen geldige JSON: {error}.") from error

    def page(self, url: str) -> Fetched:
        """A web page; body None when it is no HTML. A firewall's page is FetchFailed (blocked)."""
        self._spend_page()
        answer = self.fetcher.get(url, wants=lambda declared: declared in ("", HTML, "application/xhtml+xml"))
        if answer.body and is_block_page(answer.body):
            raise FetchFailed("blocked", f"{url} gaf de pagina van een firewall: de bron houdt ons tegen.")
        return answer

    def data(self, url: str) -> Fetched:
        """Any answer to a request for part of the list, such as a sitemap."""
        self._spend_page()
        return self.fetcher.get(url)

    # -- requests for documents

    def document(self, publication: Publication, etag: str | None, last_modified: str | None) -> Fetched:
        """The bytes of a publication; body None: not modified. Raises FetchFailed, also for bytes that are not due."""
        if publication.path is not None:
            return self._file(publication, publication.path)
        answer = self.fetcher.get(publication.url, etag=etag, last_modified=last_modified)
        if answer.body is not None:
            self._check_document(publication, answer.body)
        return answer

    def _file(self, publication: Publication, path: Path) -> Fetched:
        limit = self.source.limits.bytes
        if path.exists() and not path.is_file():
            # opening a pipe would wait for ever
            raise FetchFailed("unreachable", f"{publication.url} is geen gewoon bestand.")
        try:
            with path.open("rb") as file:
                body = file.read(limit + 1)
        except FileNotFoundError as error:
            raise FetchFailed(
                "missing_file", f"{publication.url} staat in de lijst, maar het bestand is er niet."
            ) from error
        except OSError as error:
            raise FetchFailed("unreachable", f"{publication.url} is niet te lezen: {error.strerror}.") from error
        if len(body) > limit:
            raise FetchFailed("too_large", f"{publication.url} is groter dan {limit} bytes (limits.bytes).")
        self._check_document(publication, body)
        return Fetched(publication.url, publication.url, 200, due_type(path.name) or "", None, None, body)

    @staticmethod
    def _check_document(publication: Publication, body: bytes) -> None:
        if not body:
            raise FetchFailed("empty", f"{publication.url} is leeg (0 bytes).")
        if publication.path is not None or media_type(body) != HTML:
            return
        due = publication.media_type or due_type(publication.url.partition("?")[0])
        if is_block_page(body) or due not in (None, HTML, "application/xhtml+xml"):
            raise FetchFailed("blocked", f"{publication.url} gaf een webpagina in plaats van het document.")
