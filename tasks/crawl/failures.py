"""What can go wrong while crawling, as exceptions that carry a reason code. Words for people are Dutch.

What ends a command is in schemas/errors.py; here is what costs one document (FetchFailed) or one source (SourceFailed).
"""

from __future__ import annotations

from typing import Literal

SourceState = Literal["ok", "failing", "blocked", "empty", "not_asked"]

BLOCKED_CODES = frozenset({"blocked", "robots", "http_401", "http_403", "http_429", "refused_host"})
"""Codes that say: the source does not want us, or we may not go there. A source that ends so is blocked."""
HOST_CODES = frozenset({"unreachable", "timeout", "blocked", "http_403", "http_429"})
"""Codes that say something of the host, not of this one document; every http_5xx is one too."""


class FetchFailed(Exception):
    """One request did not give what was due.

    reason_code: http_<status>, unreachable, timeout, truncated, too_large, blocked, closed, robots, refused_host,
        redirects, bad_encoding, empty, missing_file, refused_path, unexpected.
    is_transient: asking again in a moment may help.
    retry_after: seconds the server asked for, if it did.
    body: the start of the answer, where there was one.
    """

    def __init__(
        self,
        reason_code: str,
        message: str,
        *,
        is_transient: bool = False,
        retry_after: float | None = None,
        status_code: int | None = None,
        body: bytes = b"",
    ) -> None:
        super().__init__(message)
        self.reason_code = reason_code
        self.message = message
        self.is_transient = is_transient
        self.retry_after = retry_after
        self.status_code = status_code
        self.body = body

    @property
    def is_of_host(self) -> bool:
        """The next document of the same host would probably fail too."""
        return self.reason_code in HOST_CODES or self.reason_code.startswith("http_5")


class SourceFailed(Exception):
    """The list of a source could not be had: yesterday's publications stay as they are."""

    def __init__(self, state: SourceState, message: str) -> None:
        super().__init__(message)
        self.state = state
        self.message = message

    @classmethod
    def of(cls, failure: FetchFailed) -> SourceFailed:
        """What a failed request for the list makes of its source."""
        return cls("blocked" if failure.reason_code in BLOCKED_CODES else "failing", failure.message)


class PageLimitReached(Exception):
    """The source's limits.pages is spent: what was listed so far stands, the rest comes another night."""
