"""What robots.txt allows."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tasks.crawl.failures import FetchFailed
from tasks.crawl.robots import AGENT, READ_BYTES, Robots, Rules

HERE = httpx.URL("https://a.example/map/x")


def rules(text: str) -> Rules:
    return Robots().rules(HERE, lambda _: text)


def allows(text: str, path: str = "/map/x") -> bool:
    try:
        rules(text).check(f"https://a.example{path}")
    except FetchFailed:
        return False
    return True


def failing(failure: FetchFailed) -> Callable[[str], str]:
    def read(address: str) -> str:
        raise failure

    return read


def test_our_own_name_goes_before_the_rule_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: weerbaarheidsmonitor\nDisallow: /intern/\n"
    assert AGENT == "Weerbaarheidsmonitor"
    assert allows(text)
    assert not allows(text, "/intern/x")


def test_what_is_forbidden_is_told_by_its_address() -> None:
    with pytest.raises(FetchFailed) as failure:
        rules("User-agent: *\nDisallow: /map").check("https://a.example/map/x")
    assert failure.value.reason_code == "robots"
    assert failure.value.message == "robots.txt van de bron verbiedt https://a.example/map/x."


def test_the_longest_rule_wins_and_nothing_said_is_allowed() -> None:
    text = "User-agent: *\nDisallow: /map/\nAllow: /map/open/\nDisallow: /*.doc$\n"
    assert not allows(text)
    assert allows(text, "/map/open/x")
    assert allows(text, "/elders")
    assert not allows(text, "/x.doc")
    assert allows("")
    assert allows("<html>geen robots</html>")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5\n", 2.5),
        ("User-agent: *\nCrawl-delay: 0\n", 0.0),
        ("User-agent: *\nCrawl-delay: -3\n", 0.0),
        ("User-agent: ander\nCrawl-delay: 9\n", 0.0),
        ("User-agent: *\nDisallow:\n", 0.0),
    ],
)
def test_a_crawl_delay_is_kept(text: str, delay: float) -> None:
    assert rules(text).delay == delay


def test_sitemaps_are_named() -> None:
    text = "Sitemap: https://a.example/s.xml\nUser-agent: *\nSitemap: https://a.example/t.xml\n"
    assert rules(text).sitemaps == ["https://a.example/s.xml", "https://a.example/t.xml"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 428, 430, 499])
def test_no_robots_file_means_everything_is_allowed(status: int) -> None:
    found = Robots().rules(HERE, failing(FetchFailed(f"http_{status}", "x", status_code=status)))
    found.check("https://a.example/x")
    assert (found.delay, found.sitemaps) == (0.0, [])


def test_too_many_redirects_mean_no_robots_file() -> None:
    Robots().rules(HERE, failing(FetchFailed("redirects", "x"))).check("https://a.example/x")


@pytest.mark.parametrize(
    ("code", "status"), [("http_500", 500), ("http_503", 503), ("http_429", 429), ("http_399", 399), ("timeout", None)]
)
def test_a_robots_file_that_cannot_be_had_means_nothing_is_allowed_for_that_reason(
    code: str, status: int | None
) -> None:
    found = Robots().rules(HERE, failing(FetchFailed(code, "wat er was", status_code=status)))
    with pytest.raises(
        FetchFailed, match=r"^robots\.txt is niet te lezen, dus niets gevraagd\. wat er was$"
    ) as failure:
        found.check("https://a.example/x")
    assert failure.value.reason_code == code
    assert (found.delay, found.sitemaps) == (0.0, [])


def test_one_robots_file_is_read_per_scheme_host_and_port_and_only_once() -> None:
    robots = Robots()
    asked: list[str] = []

    def read(address: str) -> str:
        asked.append(address)
        return ""

    for url in (
        "https://a.example/x",
        "https://a.example/y",
        "http://a.example/x",
        "http://a.example:8700/",
        "https://b.example/",
    ):
        robots.rules(httpx.URL(url), read)
    assert asked == [
        "https://a.example/robots.txt",
        "http://a.example/robots.txt",
        "http://a.example:8700/robots.txt",
        "https://b.example/robots.txt",
    ]


def test_half_a_megabyte_is_read() -> None:
    assert READ_BYTES == 512_000
