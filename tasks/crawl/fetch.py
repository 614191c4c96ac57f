"""One polite, bounded GET: pacing, robots.txt, redirects, time, size, retries. What the bytes mean is not decided here.

Whatever goes wrong is a FetchFailed with a reason code. Hosts are checked in hosts.py, robots.txt in robots.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Self
from urllib.parse import urljoin

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_random_exponential

from schemas.settings import contact
from schemas.source import Limits
from tasks.crawl.failures import FetchFailed
from tasks.crawl.hosts import HostPolicy, PinnedTransport
from tasks.crawl.limiter import HostLimiter
from tasks.crawl.robots import AGENT, READ_BYTES, Robots, Rules
from tasks.crawl.unpack import unpacked

MOST_REDIRECTS = 5
TOTAL_FACTOR = 4
"""One answer, redirects included, may take this many times limits.seconds."""
ERROR_BYTES = 65_536
"""What is read of an answer that says no."""


@dataclass(frozen=True)
class Retry:
    """How often a passing failure (429, 5xx, network) is asked again, and the waits in between, in seconds."""

    attempts: int = 3
    first_wait: float = 1.0
    longest_wait: float = 60.0


@dataclass(frozen=True)
class Fetched:
    """An answer. body None: not modified since (status 304), or not wanted by its declared media type.

    media_type: as declared, lower case, without parameters; '' when the server says nothing.
    """

    url: str
    final_url: str
    status_code: int
    media_type: str
    etag: str | None
    last_modified: str | None
    body: bytes | None


def user_agent() -> str:
    """Who asks: name, version and, where the operator has said it, how to reach them. Raises what contact raises."""
    try:
        number = version("weerbaarheidsmonitor")
    except PackageNotFoundError:
        number = "0"
    given = contact()
    return f"{AGENT}/{number}" + (f" (+{given})" if given else "")


class Fetcher:
    """Fetches for one source; `limiter` and `robots` are shared by all sources of a crawl. Close it after use."""

    def __init__(
        self,
        policy: HostPolicy,
        limits: Limits,
        limiter: HostLimiter,
        robots: Robots,
        retry: Retry | None = None,
    ) -> None:
        self.policy = policy
        self.limits = limits
        self.limiter = limiter
        self.robots = robots
        self.retry = retry or Retry()
        self._transport = PinnedTransport(policy)
        self._client = httpx.Client(
            transport=self._transport,
            trust_env=False,
            timeout=httpx.Timeout(limits.seconds),
            headers={
                "User-Agent": user_agent(),
                "Accept": "*/*",
                "Accept-Encoding": "gzip",
                "Accept-Language": "nl",
            },
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def rules(self, address: str) -> Rules:
        """What robots.txt of this address's host asks. Raises FetchFailed (refused_host)."""
        return self.robots.rules(self.policy.check_url(address), self._read_robots)

    def get(
        self,
        address: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        wants: Callable[[str], bool] | None = None,
    ) -> Fetched:
        """The answer to a GET, asked again on passing failures.

        etag, last_modified: of the bytes held; the answer may then be 304, without body.
        wants: of the declared media type; when it says no, the body is left unread (None).
        Raises FetchFailed, see tasks/crawl/failures.py for the codes.
        """
        headers = {}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return self._retrying(lambda: self._once(address, headers, wants))

    def _retrying(self, ask: Callable[[], Fetched]) -> Fetched:
        backoff = wait_random_exponential(multiplier=self.retry.first_wait, max=self.retry.longest_wait)

        def is_passing(error: BaseException) -> bool:
            if not isinstance(error, FetchFailed) or not error.is_transient:
                return False
            return error.retry_after is None or error.retry_after <= self.retry.longest_wait

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.retry_after if isinstance(error, FetchFailed) else None
            return max(backoff(state), asked or 0.0)

        retrying = Retrying(
            stop=stop_after_attempt(self.retry.attempts), wait=wait, retry=retry_if_exception(is_passing), reraise=True
        )
        return retrying(ask)

    def _read_robots(self, address: str) -> str:
        answer = self._retrying(lambda: self._once(address, {}, None, is_robots=True))
        return (answer.body or b"").decode("utf-8", "replace")

    def _once(
        self, address: str, headers: dict[str, str], wants: Callable[[str], bool] | None, is_robots: bool = False
    ) -> Fetched:
        url = self.policy.check_url(address)
        seconds_left = self.limits.seconds * TOTAL_FACTOR
        for _ in range(MOST_REDIRECTS + 1):
            delay = 0.0
            if not is_robots:
                rules = self.robots.rules(url, self._read_robots)
                rules.check(str(url))
                delay = rules.delay
            interval = max(60.0 / self.limits.requests_per_minute, delay)
            self.limiter.wait(url.netloc.decode("ascii"), interval)
            # waiting for our own turn, and for robots.txt, is not this answer's time
            started = time.monotonic()
            self._transport.deadline.at = started + seconds_left
            with _as_failures(str(url)), self._client.stream("GET", url, headers=headers) as response:
                if not response.has_redirect_location:
                    return self._answer(address, response, wants, is_robots)
                url = self.policy.check_url(urljoin(str(url), response.headers["Location"]))
            seconds_left -= time.monotonic() - started
        raise FetchFailed("redirects", f"{address} verwijst meer dan {MOST_REDIRECTS} keer door.")

    def _answer(
        self,
        address: str,
        response: httpx.Response,
        wants: Callable[[str], bool] | None,
        is_robots: bool,
    ) -> Fetched:
        status = response.status_code
        if status != 200 and not (status == 304 and response.request.headers.keys() & _CONDITIONS):
            raise self._refusal(address, response)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        body = None
        if status == 200 and (wants is None or wants(media_type)):
            body = self._body(address, response, cut_at=READ_BYTES if is_robots else None)
        return Fetched(
            url=address,
            final_url=str(response.url),
            status_code=status,
            media_type=media_type,
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            body=body,
        )

    def _body(self, address: str, response: httpx.Response, cut_at: int | None = None) -> bytes:
        """The unpacked body; with cut_at only its start. Raises FetchFailed: too_large, truncated, bad_encoding."""
        limit = self.limits.bytes
        declared = response.headers.get("Content-Length", "")
        if cut_at is None and declared.isdecimal() and int(declared) > limit:
            raise _too_large(address, limit)
        body = bytearray()
        for piece in unpacked(response.iter_raw(), response.headers.get("Content-Encoding", "")):
            body += piece
            if cut_at is not None and len(body) >= cut_at:
                return bytes(body[:cut_at])
            if cut_at is None and len(body) > limit:
                raise _too_large(address, limit)
        return bytes(body)

    def _refusal(self, address: str, response: httpx.Response) -> FetchFailed:
        status = response.status_code
        try:
            body = self._body(address, response, cut_at=ERROR_BYTES)
        except (FetchFailed, httpx.HTTPError):
            body = b""
        if status == 400 and b"<error_code>" in body:
            # Notubiz: an older version of a document that was closed, or a document that is gone
            return FetchFailed("closed", f"{address} is door de bron afgesloten.", status_code=status, body=body)
        return FetchFailed(
            f"http_{status}",
            f"{address} gaf het antwoord {status}.",
            is_transient=status == 429 or status >= 500,
            retry_after=_retry_after(response.headers.get("Retry-After")),
            status_code=status,
            body=body,
        )


_CONDITIONS = {"if-none-match", "if-modified-since"}


def _too_large(address: str, limit: int) -> FetchFailed:
    return FetchFailed("too_large", f"{address} is groter dan {limit} bytes; verhoog limits.bytes als dat klopt.")


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header (a number or a date); None when there is none that can be read."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


@contextmanager
def _as_failures(address: str) -> Iterator[None]:
    """Turns what the client raises into FetchFailed."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchFailed("timeout", f"{address} antwoordde niet op tijd.", is_transient=True) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if "complete message body" in str(error):
            raise FetchFailed("truncated", f"{address} is halverwege afgebroken.", is_transient=True) from error
        said = str(error) or type(error).__name__
        raise FetchFailed("unreachable", f"{address} is niet bereikbaar: {said}.", is_transient=True) from error
