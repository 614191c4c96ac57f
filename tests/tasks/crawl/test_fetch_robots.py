"""Fetching and robots.txt: what a host forbids is not asked, whoever leads there."""

from __future__ import annotations

import time

import pytest
from pytest_httpserver import HTTPServer

from tasks.crawl.failures import FetchFailed
from tasks.crawl.fetch import Fetcher
from tests.tasks.crawl.fetching import Make, failure


def test_what_robots_forbids_is_not_asked_nor_is_a_redirect_to_it(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /intern/\n")
    site.expect_request("/x").respond_with_data("", status=302, headers={"Location": "/intern/x"})
    one = fetcher()
    assert failure(one, site.url_for("/intern/x")).reason_code == "robots"
    assert failure(one, site.url_for("/x")).reason_code == "robots"
    assert [request.path for request, _ in site.log] == ["/robots.txt", "/x"]


def test_a_robots_file_that_cannot_be_had_forbids_everything(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/robots.txt").respond_with_data("", status=500)
    site.expect_request("/x").respond_with_data("ok")
    assert failure(fetcher(), site.url_for("/x")).reason_code == "http_500"
    assert [request.path for request, _ in site.log] == ["/robots.txt"] * 3


def test_only_the_start_of_a_robots_file_is_read(site: HTTPServer, fetcher: Make) -> None:
    rules = "User-agent: *\nDisallow: /a\n" + "#" * 512_000 + "\nDisallow: /b\n"
    site.expect_request("/robots.txt").respond_with_data(rules)
    site.expect_request("/b").respond_with_data("ok")
    one = fetcher(bytes=1000)
    assert failure(one, site.url_for("/a")).reason_code == "robots"
    assert one.get(site.url_for("/b")).body == b"ok"


def test_the_rules_of_a_host_can_be_asked_for(site: HTTPServer, fetcher: Make) -> None:
    site.expect_request("/robots.txt").respond_with_data("Sitemap: https://a.example/s.xml\n")
    assert fetcher().rules(site.url_for("/")).sitemaps == ["https://a.example/s.xml"]
    with pytest.raises(FetchFailed):
        fetcher().rules("http://b.example/")


def test_requests_are_paced_by_their_limit_and_by_a_crawl_delay_if_that_is_longer(
    site: HTTPServer, fetcher: Make
) -> None:
    site.expect_request("/x").respond_with_data("ok")

    def took(one: Fetcher) -> float:
        started = time.monotonic()
        for _ in range(3):
            one.get(site.url_for("/x"))
        return time.monotonic() - started

    # the request for robots.txt has a turn too, so each of the three waits
    assert 0.3 <= took(fetcher(requests_per_minute=600)) < 2
    site.expect_request("/robots.txt").respond_with_data("User-agent: *\nCrawl-delay: 0.2\n")
    assert 0.4 <= took(fetcher(requests_per_minute=60_000)) < 2
