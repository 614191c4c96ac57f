"""The sitemaps of a site on loopback."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_httpserver import HTTPServer

from tasks.crawl import sitemaps
from tasks.crawl.failures import FetchFailed, PageLimitReached
from tasks.crawl.session import Session
from tasks.crawl.sitemaps import MOST_SITEMAPS, USUAL_PLACES, Sitemaps, told

Sessions = Callable[..., Session]


@pytest.fixture
def base(httpserver: HTTPServer) -> str:
    httpserver.no_handler_status_code = 404
    return httpserver.url_for("").rstrip("/")


def serve(site: HTTPServer, path: str, body: str, status: int = 200) -> None:
    site.expect_request(path).respond_with_data(body, status=status)


def pages(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


def index(*urls: str) -> str:
    return f"<sitemapindex>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in urls)}</sitemapindex>"


def read(session: Session, which: bool | str = True) -> tuple[list[str], Sitemaps]:
    reading = Sitemaps(session, which)
    return [entry.url for entry in reading.entries()], reading


def asked(site: HTTPServer) -> list[str]:
    return [request.path for request, _ in site.log if request.path != "/robots.txt"]


def test_no_sitemap_is_asked_for_when_none_is_wanted(httpserver: HTTPServer, start: Sessions, base: str) -> None:
    found, reading = read(start("website", base), False)
    assert (found, reading.answered, reading.failure) == ([], 0, None)
    assert httpserver.log == []


@pytest.mark.parametrize("number", range(3))
def test_the_usual_places_are_tried_in_turn_until_one_has_a_sitemap(
    httpserver: HTTPServer, start: Sessions, base: str, number: int
) -> None:
    assert USUAL_PLACES == ("/sitemap.xml", "/sitemap_index.xml", "/wp-sitemap.xml")
    for place in USUAL_PLACES[number:]:
        serve(httpserver, place, pages(f"{base}/x"))
    session = start("website", base)
    found, reading = read(session)
    assert (found, reading.answered) == ([f"{base}/x"], 1)
    assert asked(httpserver) == list(USUAL_PLACES[: number + 1])
    assert (session.message, session.is_complete) == (None, True)


def test_a_site_without_a_sitemap_is_nothing_to_tell(httpserver: HTTPServer, start: Sessions, base: str) -> None:
    session = start("website", base)
    found, reading = read(session)
    assert (found, reading.answered) == ([], 0)
    assert reading.failure is not None
    assert reading.failure.reason_code == "http_404"
    assert asked(httpserver) == list(USUAL_PLACES)
    assert (session.message, session.is_complete) == (None, True)


def test_robots_goes_before_the_usual_places_and_the_options_before_robots(
    httpserver: HTTPServer, start: Sessions, base: str
) -> None:
    serve(httpserver, "/robots.txt", f"Sitemap: {base}/r.xml\nSitemap: /s.xml\nSitemap: ftp://a.example/t.xml\n")
    for name in ("r", "s", "kaart", "sitemap"):
        serve(httpserver, f"/{name}.xml", pages(f"{base}/{name}"))
    assert read(start("website", base))[0] == [f"{base}/r", f"{base}/s"]
    assert read(start("website", base), "/kaart.xml")[0] == [f"{base}/kaart"]


@pytest.mark.parametrize(("status", "body"), [(404, ""), (503, ""), (200, "<html>Log in</html>"), (200, "")])
def test_a_named_sitemap_that_cannot_be_read_leaves_the_list_incomplete(
    httpserver: HTTPServer, start: Sessions, base: str, status: int, body: str
) -> None:
    serve(httpserver, "/kaart.xml", body, status)
    session = start("website", base)
    found, reading = read(session, "/kaart.xml")
    assert (found, reading.answered) == ([], 0)
    assert not session.is_complete
    assert (session.message or "").startswith(f"De sitemap {base}/kaart.xml is niet te lezen: ")
    assert asked(httpserver)[-1] == "/kaart.xml"


def test_a_sitemap_in_a_usual_place_that_is_broken_is_told_too(
    httpserver: HTTPServer, start: Sessions, base: str
) -> None:
    serve(httpserver, "/sitemap.xml", "<html>Log in</html>")
    session = start("website", base)
    assert read(session)[0] == []
    assert not session.is_complete
    assert asked(httpserver) == ["/sitemap.xml"]


def test_an_index_leads_to_others_and_each_is_read_once(httpserver: HTTPServer, start: Sessions, base: str) -> None:
    serve(httpserver, "/sitemap.xml", index(f"{base}/a.xml", "/b.xml", f"{base}/weg.xml", f"{base}/sitemap.xml"))
    serve(httpserver, "/a.xml", pages(f"{base}/1", f"{base}/2"))
    serve(httpserver, "/b.xml", index(f"{base}/a.xml", f"{base}/c.xml"))
    serve(httpserver, "/c.xml", pages(f"{base}/3"))
    session = start("website", base)
    found, reading = read(session)
    assert (found, reading.answered) == ([f"{base}/1", f"{base}/2", f"{base}/3"], 4)
    assert asked(httpserver) == ["/sitemap.xml", "/a.xml", "/b.xml", "/weg.xml", "/c.xml"]
    assert session.is_complete, "what an index names and is not there was taken away, as pages are"


def test_no_more_sitemaps_are_read_than_the_limit(
    httpserver: HTTPServer, start: Sessions, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_SITEMAPS == 50
    monkeypatch.setattr(sitemaps, "MOST_SITEMAPS", 3)
    serve(httpserver, "/sitemap.xml", index(*(f"{base}/{number}.xml" for number in range(5))))
    for number in range(5):
        serve(httpserver, f"/{number}.xml", pages(f"{base}/{number}"))
    session = start("website", base)
    assert read(session)[0] == [f"{base}/0", f"{base}/1"]
    assert not session.is_complete
    assert session.message == "Niet alles gelezen: meer dan 3 sitemaps."


def test_the_page_limit_ends_it_after_what_was_found(httpserver: HTTPServer, start: Sessions, base: str) -> None:
    serve(httpserver, "/sitemap.xml", index(f"{base}/a.xml", f"{base}/b.xml"))
    serve(httpserver, "/a.xml", pages(f"{base}/1"))
    reading = Sitemaps(start("website", base, limits={"pages": 2}), True)
    entries = reading.entries()
    assert next(entries).url == f"{base}/1"
    with pytest.raises(PageLimitReached):
        next(entries)
    assert reading.answered == 2


@pytest.mark.parametrize(
    ("code", "message", "is_complete"),
    [
        ("robots", "1 pagina's die robots.txt verbiedt overgeslagen.", True),
        ("http_404", "1 pagina's die er niet (meer) zijn overgeslagen.", True),
        ("http_410", "1 pagina's die er niet (meer) zijn overgeslagen.", True),
        ("refused_host", "1 pagina's die niet te lezen zijn overgeslagen.", True),
        ("redirects", "1 pagina's die niet te lezen zijn overgeslagen.", True),
        ("http_401", "1 pagina's die niet te lezen zijn overgeslagen.", True),
        ("too_large", "1 pagina's die niet te lezen zijn overgeslagen.", True),
        ("http_403", "Een pagina: x", False),
        ("http_500", "Een pagina: x", False),
        ("truncated", "Een pagina: x", False),
        ("timeout", "Een pagina: x", False),
    ],
)
def test_a_page_less_is_counted_or_makes_the_list_incomplete(
    start: Sessions, base: str, code: str, message: str, is_complete: bool
) -> None:
    session = start("website", base)
    told(session, FetchFailed(code, "x"), "Een pagina")
    assert (session.message, session.is_complete) == (message, is_complete)
