"""What robots.txt allows (RFC 9309), per scheme, host and port, read once per crawl.

4xx: everything is allowed; 5xx or no answer: nothing is. Crawl-delay is not in the RFC, and is kept to all the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from tasks.crawl.failures import FetchFailed

AGENT = "Weerbaarheidsmonitor"
"""The product token that a robots.txt can name."""
READ_BYTES = 500 * 1024
"""What is read of a robots.txt; the rest is left, as the RFC permits."""


@dataclass(frozen=True)
class Rules:
    """What one host asks. parsed None: everything is allowed, or, with a failure, nothing."""

    parsed: Protego | None
    failure: FetchFailed | None = None

    def check(self, url: str) -> None:
        """Raises FetchFailed when this address may not be asked for: robots, or why robots.txt could not be read."""
        if self.failure is not None:
            raise FetchFailed(
                self.failure.reason_code, f"robots.txt is niet te lezen, dus niets gevraagd. {self.failure}"
            )
        if self.parsed is not None and not self.parsed.can_fetch(url, AGENT):
            raise FetchFailed("robots", f"robots.txt van de bron verbiedt {url}.")

    @property
    def delay(self) -> float:
        """Seconds between two requests that the host asks for; 0 when it asks nothing."""
        asked = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return float(asked) if asked is not None and asked > 0 else 0.0

    @property
    def sitemaps(self) -> list[str]:
        """Addresses of sitemaps that the host names."""
        return list(self.parsed.sitemaps) if self.parsed else []


class Robots:
    """The rules of every host met in a crawl; `read` fetches one robots.txt (text of at most READ_BYTES)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rules: dict[str, Rules] = {}

    def rules(self, url: httpx.URL, read: Callable[[str], str]) -> Rules:
        """The rules for the host of this URL."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            known = self._rules.get(origin)
        if known is None:
            # two threads may both read it: harmless, and no thread waits for another's slow host
            known = self._read(f"{origin}/robots.txt", read)
            with self._lock:
                known = self._rules.setdefault(origin, known)
        return known

    @staticmethod
    def _read(address: str, read: Callable[[str], str]) -> Rules:
        try:
            return Rules(Protego.parse(read(address)))
        except FetchFailed as failure:
            status = failure.status_code or 0
            # 429 is "too busy", not "no such file"; more redirects than we follow count as no file
            is_absent = (400 <= status < 500 and status != 429) or failure.reason_code == "redirects"
            return Rules(None, None if is_absent else failure)
