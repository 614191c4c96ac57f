"""Sessions and sources against real loopback servers and real folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from schemas.source import Limits, Organisation, Source
from tasks.crawl.connectors import options_of
from tasks.crawl.fetch import Fetcher, Retry
from tasks.crawl.hosts import HostPolicy
from tasks.crawl.limiter import HostLimiter
from tasks.crawl.robots import Robots
from tasks.crawl.session import Session
from tests.tasks.crawl.fetching import Make

Sessions = Callable[..., Session]

ORGANISATIONS = (
    Organisation(id="vr-x", kind="veiligheidsregio", name="Veiligheidsregio X", aliases=("VRX",)),
    Organisation(id="gm-y", kind="gemeente", name="Gemeente Y"),
)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Sessions]:
    """Makes the session of one source: start(connector, base_url, options, known=…, settled=…, **keys in its YAML)."""
    with ExitStack() as closing:

        def starting(
            connector: str, base_url: str | None, options: dict[str, Any] | None = None, **given: Any
        ) -> Session:
            of_session = {name: given.pop(name) for name in ("known", "settled", "as_of") if name in given}
            limits = {"requests_per_minute": 60_000, "seconds": 2, **given.pop("limits", {})}
            keys = {"id": "one", "connector": connector, "options": options or {}, "limits": limits, **given}
            if base_url is not None:
                keys |= {"base_url": base_url, "allow_loopback": True}
            source = Source.model_validate(keys)
            policy = HostPolicy.of(source, source.base_url)
            fetcher = Fetcher(policy, source.limits, HostLimiter(), Robots(), Retry(attempts=2, first_wait=0.01))
            return Session(
                source_id="vr-x/one",
                source=source,
                base_url=source.base_url,
                options=options_of(source),
                folder=tmp_path,
                as_of=of_session.pop("as_of", date(2026, 11, 24)),
                organisations=ORGANISATIONS,
                fetcher=closing.enter_context(fetcher),
                **of_session,
            )

        yield starting


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    """A server without robots.txt; what nobody told it of is not found."""
    httpserver.no_handler_status_code = 404
    return httpserver


@pytest.fixture
def fetcher(site: HTTPServer) -> Iterator[Make]:
    """Makes a fetcher for the server; file_hosts, retry and any limit may be given by name."""
    with ExitStack() as closing:

        def make(
            base_url: str | None = None,
            file_hosts: tuple[str, ...] = (),
            retry: Retry = Retry(3, 0.001, 0.01),
            **limits: float,
        ) -> Fetcher:
            policy = HostPolicy(base_url or site.url_for("").rstrip("/"), file_hosts, allow_loopback=True)
            given = Limits.model_validate({"requests_per_minute": 60_000, **limits})
            return closing.enter_context(Fetcher(policy, given, HostLimiter(), Robots(), retry))

        yield make
