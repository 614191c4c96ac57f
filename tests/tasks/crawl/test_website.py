"""The connector `website` against sites on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from schemas.source import Source
from tasks.crawl.failures import SourceFailed
from tasks.crawl.publication import Publication
from tasks.crawl.session import Session
from tasks.crawl.website import MOST_HOST_FAILURES, MOST_VARIANTS, Options, check, publications

Sessions = Callable[..., Session]


def serve(site: HTTPServer, path: str, body: str, kind: str = "text/html", status: int = 200) -> None:
    site.expect_request(path).respond_with_data(body, status=status, content_type=kind)


def listed(session: Session) -> dict[str, Publication]:
    """By path."""
    base = session.base_url or ""
    return {one.url.removeprefix(base): one for one in publications(session.source, session)}


def asked(site: HTTPServer) -> list[str]:
    return [request.path for request, _ in site.log if request.path != "/robots.txt"]


def sitemap(site: HTTPServer, *entries: tuple[str, str]) -> str:
    """A sitemap of paths with their last change ('' for none)."""
    urls = (
        f"<url><loc>{site.url_for(path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in entries
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(urls)}</urlset>'


@pytest.fixture
def base(httpserver: HTTPServer) -> Iterator[str]:
    """The site's address; what a test does not put there is not there."""
    before, httpserver.no_handler_status_code = httpserver.no_handler_status_code, 404
    yield httpserver.url_for("").rstrip("/")
    httpserver.no_handler_status_code = before


@pytest.fixture
def walk(start: Sessions, base: str) -> Sessions:
    """A session of the site; only start pages unless told otherwise."""

    def walking(options: dict[str, Any] | None = None, **keys: Any) -> Session:
        return start("website", base, {"sitemap": False, **(options or {})}, **keys)

    return walking


def test_a_link_gives_title_day_and_size(httpserver: HTTPServer, walk: Sessions, base: str) -> None:
    page = """<ul><li><a href="/media/plan.pdf">Crisisplan Noord (PDF, 1,2 MB)</a>
        <time datetime="2024-03-05">5 maart 2024</time></li>
        <li><a href="/media/jaarstukken_2023.pdf">Download</a></li>
        <li><a href="/media/brief.docx">Brief van 18 juni 2025</a></li>
        <li><a href="/media/nota.pdf?v=2">Nota</a></li></ul>"""
    serve(httpserver, "/", page)
    found = listed(walk())
    assert list(found) == ["/media/brief.docx", "/media/jaarstukken_2023.pdf", "/media/nota.pdf?v=2", "/media/plan.pdf"]
    assert found["/media/plan.pdf"] == Publication(
        url=f"{base}/media/plan.pdf",
        title="Crisisplan Noord",
        publication_date=date(2024, 3, 5),
        listing_version="1,2 MB",
        media_type="application/pdf",
    )
    assert found["/media/jaarstukken_2023.pdf"].title == "jaarstukken 2023"
    assert found["/media/brief.docx"].publication_date == date(2025, 6, 18)
    assert found["/media/nota.pdf?v=2"].publication_date is None
    assert found["/media/nota.pdf?v=2"].media_type == "application/pdf"


def test_the_walk_follows_pages_of_its_own_host_once_each(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(httpserver, "/", '<a href="/een">1</a><a href="/twee#x">2</a><a href="https://elders.example/">weg</a>')
    serve(httpserver, "/een", '<a href="/">terug</a><a href="/twee">2</a><a href="a.pdf">A</a>')
    serve(httpserver, "/twee", '<a href="/een">1</a><a href="https://elders.example/b.pdf">B</a><a href="/f.xml">f</a>')
    serve(httpserver, "/f.xml", "<rss/>", "application/xml")
    session = walk()
    assert list(listed(session)) == ["/a.pdf"]
    assert asked(httpserver) == ["/", "/een", "/twee"]
    assert session.message == "Bestanden op elders.example: 1. Zet die naam bij file_hosts als ze erbij horen."
    assert session.is_complete


def test_a_declared_file_host_may_give_files(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(httpserver, "/", '<a href="https://files.example/b.pdf">B</a><a href="https://files.example/pagina">P</a>')
    assert list(listed(walk(file_hosts=["files.example"]))) == ["https://files.example/b.pdf"]


def test_an_address_without_an_ending_may_be_a_file(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(httpserver, "/", '<a href="/download/2024/05/rapport">Haal op</a>')
    serve(httpserver, "/download/2024/05/rapport", "%PDF-1.7", "application/pdf")
    session = walk()
    found = listed(session)["/download/2024/05/rapport"]
    assert (found.title, found.publication_date, found.media_type) == ("Haal op", date(2024, 5, 1), None)
    assert found.extra == {"date_precision": "month"}
    httpserver.clear_log()
    later = walk(known={found.url: found}, settled=frozenset({found.url}))
    assert listed(later) == {"/download/2024/05/rapport": found}
    assert asked(httpserver) == ["/"], "what is known to be a file and is not due is not asked what it is"


@pytest.mark.parametrize(
    ("kind", "is_document"),
    [
        ("application/octet-stream", True),
        ("application/vnd.oasis.opendocument.text", True),
        ("image/png", False),
        ("application/json", False),
        ("text/calendar", False),
        ("application/xml", False),
    ],
)
def test_only_what_is_declared_as_a_document_or_a_download_is_one(
    httpserver: HTTPServer, walk: Sessions, kind: str, is_document: bool
) -> None:
    serve(httpserver, "/", '<a href="/a.pdf">A</a><a href="/media/12">Download (PDF, 3 MB)</a>')
    serve(httpserver, "/media/12", "...", kind)
    session = walk()
    found = listed(session)
    assert ("/media/12" in found) is is_document
    assert session.message == (None if is_document else "1 bestanden die geen document zijn overgeslagen.")
    if is_document:
        assert (found["/media/12"].title, found["/media/12"].listing_version) == ("12", "3 MB")


def test_pictures_styles_and_feeds_are_not_even_asked(httpserver: HTTPServer, walk: Sessions) -> None:
    names = ("foto.jpg", "stijl.css", "feed.rss", "lied.mp3", "s.js")
    serve(httpserver, "/", '<a href="/a.pdf">A</a>' + "".join(f'<a href="/{name}">{name}</a>' for name in names))
    assert list(listed(walk())) == ["/a.pdf"]
    assert asked(httpserver) == ["/"]


@pytest.mark.parametrize("path", ["/p.html", "/p.PHP", "/p.aspx", "/versie-2.0", "/p.", "/.p", "/12.34", "/a.bcdefg"])
def test_addresses_that_may_be_pages_are_visited(httpserver: HTTPServer, walk: Sessions, path: str) -> None:
    serve(httpserver, "/", f'<a href="{path}">P</a>')
    serve(httpserver, path, '<a href="/a.pdf">A</a>')
    assert list(listed(walk())) == ["/a.pdf"]


def test_http_and_https_of_a_site_are_one_site(httpserver: HTTPServer, walk: Sessions, base: str) -> None:
    other = base.replace("http://", "https://")
    serve(httpserver, "/", f'<a href="{other}/een">1</a><a href="{other}/a.pdf">A</a><a href="/a.pdf">A</a>')
    serve(httpserver, "/een", '<a href="/b.pdf">B</a>')
    assert list(listed(walk())) == ["/a.pdf", "/b.pdf"]


def test_a_calendar_without_end_is_left_after_so_many_pages(httpserver: HTTPServer, walk: Sessions) -> None:
    assert MOST_VARIANTS == 20
    links = "".join(f'<a href="/agenda?maand={number}">{number}</a>' for number in range(22))
    serve(httpserver, "/", f'<a href="/a.pdf">A</a>{links}<a href="/over?x=1">O</a>')
    serve(httpserver, "/agenda", "<p>Niets.</p>")
    serve(httpserver, "/over", "<p>Niets.</p>")
    session = walk()
    listed(session)
    assert asked(httpserver).count("/agenda") == 20
    assert asked(httpserver).count("/over") == 1
    assert session.message == "2 pagina's die alleen na het vraagteken verschillen overgeslagen."


def test_a_host_that_keeps_failing_is_left_for_another_night(httpserver: HTTPServer, walk: Sessions) -> None:
    assert MOST_HOST_FAILURES == 3
    pages = {"/1": 500, "/2": 500, "/3": 404, "/4": 500, "/5": 500, "/6": 500, "/7": 200}
    serve(httpserver, "/", '<a href="/a.pdf">A</a>' + "".join(f'<a href="{path}">x</a>' for path in pages))
    for path, status in pages.items():
        serve(httpserver, path, "", status=status)
    session = walk()
    assert list(listed(session)) == ["/a.pdf"]
    assert list(dict.fromkeys(asked(httpserver))) == ["/", "/1", "/2", "/3", "/4", "/5", "/6"]
    assert not session.is_complete


def test_a_link_says_more_than_an_address(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(
        httpserver,
        "/",
        '<a href="/2024/05/nota.pdf">Download</a><a href="/2024/05/nota.pdf">Nota water van 7 mei 2024</a>'
        '<a href="/2024/05/nota.pdf">Andere woorden</a>',
    )
    found = listed(walk())["/2024/05/nota.pdf"]
    assert (found.title, found.publication_date, found.extra) == ("Nota water van 7 mei 2024", date(2024, 5, 7), {})


def test_a_sitemap_named_by_robots_lists_documents_and_pages(
    httpserver: HTTPServer, start: Sessions, base: str
) -> None:
    serve(httpserver, "/robots.txt", f"User-agent: *\nDisallow: /dicht\nSitemap: {base}/index.xml", "text/plain")
    index = f"<sitemapindex><sitemap><loc>{base}/deel.xml</loc></sitemap>"
    serve(httpserver, "/index.xml", f"{index}<sitemap><loc>{base}/index.xml</loc></sitemap></sitemapindex>")
    entries = (("/a.pdf", "2024-02-01"), ("/over", ""), ("/dicht/x", ""), ("/2023/01/b_c.pdf", "2024-02-02"))
    serve(httpserver, "/deel.xml", sitemap(httpserver, *entries))
    serve(httpserver, "/over", '<a href="/c.pdf">C</a>')
    session = start("website", base, {"start": []})
    found = listed(session)
    assert {path: one.listing_version for path, one in found.items()} == {
        "/2023/01/b_c.pdf": "2024-02-02",
        "/a.pdf": "2024-02-01",
        "/c.pdf": None,
    }
    assert found["/a.pdf"].publication_date == date(2024, 2, 1)
    assert (found["/2023/01/b_c.pdf"].publication_date, found["/2023/01/b_c.pdf"].title) == (date(2023, 1, 1), "b c")
    assert session.message == "1 pagina's die robots.txt verbiedt overgeslagen."
    assert asked(httpserver) == ["/index.xml", "/deel.xml", "/over"]


@pytest.mark.parametrize(
    ("day", "is_listed"), [("2022-12-31", False), ("2023-01-01", True), ("2024-06-30", True), ("2024-07-01", False)]
)
def test_what_is_dated_outside_the_period_is_left_out(
    httpserver: HTTPServer, walk: Sessions, day: str, is_listed: bool
) -> None:
    serve(httpserver, "/", f'<a href="/vast.pdf">Vast</a><a href="/x.pdf">Stuk {day}</a>')
    session = walk(**{"from": "2023-01-01", "until": "2024-06-30"})
    assert ("/x.pdf" in listed(session)) is is_listed
    assert session.message == (None if is_listed else "1 documenten van buiten de periode overgeslagen.")


def test_nothing_after_today_is_listed_and_a_month_counts_until_its_end(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(
        httpserver,
        "/",
        '<a href="/2024/05/a.pdf">A</a><a href="/2024/04/b.pdf">B</a><a href="/c.pdf">C 2024-06-02</a>'
        '<a href="/d.pdf">D 2024-06-01</a>',
    )
    assert list(listed(walk(**{"from": "2024-05-31"}, as_of=date(2024, 6, 1)))) == ["/2024/05/a.pdf", "/d.pdf"]


REPORT = """<html><head><meta property="article:published_time" content="2025-04-02"><title>t</title></head>
<h1>Jaarverslag 2024</h1><a href="/publicaties/jv/deel-2">Verder</a><a href="/bijlage.pdf">Bijlage A</a>
<a href="/colofon">Colofon</a></html>"""


def serve_report(site: HTTPServer) -> None:
    serve(site, "/", '<a href="/publicaties/jv">Lees meer</a>')
    serve(site, "/publicaties/jv", REPORT)
    serve(site, "/publicaties/jv/deel-2", '<h1>Deel 2</h1><a href="/cijfers.pdf">Cijfers van 3 mei 2025</a>')
    serve(site, "/colofon", '<a href="/lijst.pdf">Lijst</a>')


def test_report_pages_are_documents_with_the_title_and_day_of_the_page(
    httpserver: HTTPServer, walk: Sessions, base: str
) -> None:
    serve_report(httpserver)
    found = listed(walk({"html": ["/publicaties/"]}))
    assert list(found) == [
        "/bijlage.pdf",
        "/cijfers.pdf",
        "/lijst.pdf",
        "/publicaties/jv",
        "/publicaties/jv/deel-2",
    ]
    report = found["/publicaties/jv"]
    assert (report.title, report.publication_date) == ("Jaarverslag 2024", date(2025, 4, 2))
    assert (report.media_type, report.extra) == ("text/html", {})
    assert found["/bijlage.pdf"].extra == {"found_on": f"{base}/publicaties/jv"}
    assert found["/publicaties/jv/deel-2"].extra == {"found_on": f"{base}/publicaties/jv"}
    assert found["/cijfers.pdf"].extra == {"found_on": f"{base}/publicaties/jv/deel-2"}
    assert found["/lijst.pdf"].extra == {"found_on": f"{base}/publicaties/jv"}


def test_a_report_page_listed_before_is_not_visited_and_stays_as_it_was_with_what_it_leads_to(
    httpserver: HTTPServer, walk: Sessions
) -> None:
    serve_report(httpserver)
    options = {"html": ["/publicaties/"]}
    session = walk(options)
    first = list(publications(session.source, session))
    httpserver.clear_log()
    known = {one.url: one for one in first}
    again = walk(options, known=known, settled=frozenset(known))
    second = list(publications(again.source, again))
    assert second == first
    assert asked(httpserver) == ["/"]
    assert again.is_complete


def test_a_report_page_is_visited_when_it_is_due_or_its_listing_changed(
    httpserver: HTTPServer, start: Sessions, base: str
) -> None:
    path = "/publicaties/jv"
    serve(httpserver, "/sitemap.xml", sitemap(httpserver, (path, "2025-01-02")))
    serve(httpserver, path, "<h1>Nieuwe titel</h1>")
    url = f"{base}{path}"
    for version, settled, visits in (
        ("2025-01-02", {url}, 0),
        ("2025-01-01", {url}, 1),
        ("2025-01-02", set[str](), 1),
    ):
        httpserver.clear_log()
        known = {url: Publication(url, "Oude titel", listing_version=version)}
        session = start(
            "website", base, {"start": [], "html": ["/publicaties/"]}, known=known, settled=frozenset(settled)
        )
        found = listed(session)[path]
        assert asked(httpserver).count(path) == visits
        assert found.title == ("Nieuwe titel" if visits else "Oude titel")
        assert found.media_type == "text/html"


def test_what_a_kept_report_page_led_to_is_left_out_when_it_fell_out_of_scope(
    httpserver: HTTPServer, walk: Sessions
) -> None:
    serve_report(httpserver)
    options = {"html": ["/publicaties/"]}
    session = walk(options)
    known = {one.url: one for one in publications(session.source, session)}
    later = walk(options, known=known, settled=frozenset(known), **{"from": "2025-05-04"})
    assert "/cijfers.pdf" not in listed(later)
    later = walk(options, known=known, settled=frozenset(known), **{"from": "2025-05-03"})
    assert "/cijfers.pdf" in listed(later)


def test_the_page_limit_ends_the_walk_and_what_was_found_stands(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(httpserver, "/", '<a href="/a.pdf">A</a><a href="/een">1</a>')
    serve(httpserver, "/een", '<a href="/b.pdf">B</a>')
    session = walk(limits={"pages": 1})
    assert list(listed(session)) == ["/a.pdf"]
    assert not session.is_complete
    assert list(listed(walk(limits={"pages": 2}))) == ["/a.pdf", "/b.pdf"]


@pytest.mark.parametrize(
    ("status", "is_complete", "said"),
    [
        (404, True, "1 pagina's die er niet (meer) zijn overgeslagen."),
        (410, True, "1 pagina's die er niet (meer) zijn overgeslagen."),
        (500, False, "500"),
        (429, False, "429"),
    ],
)
def test_a_page_that_is_gone_costs_nothing_and_one_the_host_fails_on_makes_the_list_incomplete(
    httpserver: HTTPServer, walk: Sessions, status: int, is_complete: bool, said: str
) -> None:
    serve(httpserver, "/", '<a href="/a.pdf">A</a><a href="/weg">1</a>')
    serve(httpserver, "/weg", "", status=status)
    session = walk()
    assert list(listed(session)) == ["/a.pdf"]
    assert session.is_complete is is_complete
    assert said in (session.message or "")


def test_a_site_without_documents_fails(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(httpserver, "/", "<p>Hier staat niets.</p>")
    with pytest.raises(SourceFailed, match="geen enkel document") as caught:
        listed(walk())
    assert caught.value.state == "failing"


@pytest.mark.parametrize(("status", "state"), [(500, "failing"), (403, "blocked"), (404, "failing")])
def test_a_site_that_answers_nothing_fails_with_the_reason(
    httpserver: HTTPServer, walk: Sessions, status: int, state: str
) -> None:
    serve(httpserver, "/", "", status=status)
    with pytest.raises(SourceFailed, match=str(status)) as caught:
        listed(walk())
    assert caught.value.state == state


def test_a_closed_port_is_a_failing_source(start: Sessions) -> None:
    with pytest.raises(SourceFailed, match="niet bereikbaar") as caught:
        listed(start("website", "http://127.0.0.1:9", {"sitemap": False}))
    assert caught.value.state == "failing"


def test_a_firewall_page_blocks_the_source(httpserver: HTTPServer, walk: Sessions) -> None:
    serve(httpserver, "/", "<html><title>Just a moment...</title></html>")
    with pytest.raises(SourceFailed, match="firewall") as caught:
        listed(walk())
    assert caught.value.state == "blocked"


def test_an_address_and_a_place_to_begin_are_needed() -> None:
    bare = Source.model_validate({"id": "one", "connector": "website"})
    here = Source.model_validate({"id": "one", "connector": "website", "base_url": "https://a.example"})
    assert [key for key, _ in check(bare, Options(), None)] == ["base_url"]
    assert check(here, Options(), None) == []
    assert [key for key, _ in check(here, Options(start=(), sitemap=False), None)] == ["options"]
    assert check(here, Options(start=()), None) == []
    assert check(here, Options(sitemap=False), None) == []
    assert Options() == Options(start=("/",), sitemap=True, html=())
