"""The website of a region: what leads to its documents, and what should not be followed."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import lxml.etree
import lxml.html
import pytest
from starlette.testclient import TestClient

from demo.addresses import path_of
from demo.documents import Document
from demo.render import Rendered
from demo.sites import Site
from demo.website import website

HOME = "http://127.0.0.1:8701"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def documents(make_document: Callable[..., Document]) -> list[Document]:
    return [
        make_document(
            f"vr-test/stuk-{number}",
            title=f"Stuk & {number}",
            format="html" if number == 3 else "md",
            date=datetime.date(2022 + number % 3, 3, number + 1),
        )
        for number in range(20)
    ]


@pytest.fixture
def client(documents: list[Document], make_site: Callable[..., Site]) -> Callable[..., TestClient]:
    def make(**other: object) -> TestClient:
        return TestClient(website(make_site(**other), documents, Rendered()), base_url=HOME)

    return make


def links(page: str) -> list[tuple[str, str]]:
    main = lxml.html.document_fromstring(page).find(".//main")
    return [(link.get("href"), link.text_content()) for link in main.iterfind(".//a")]


def entries(xml: bytes) -> list[tuple[str, str | None]]:
    root = lxml.etree.fromstring(xml)
    return [(url.findtext("s:loc", None, NAMESPACE), url.findtext("s:lastmod", None, NAMESPACE)) for url in root]


def test_the_home_page_has_menu_and_the_newest_documents(client: Callable[..., TestClient]) -> None:
    answer = client().get("/")
    assert answer.status_code == 200
    assert 'href="/documenten"' in answer.text
    assert links(answer.text) == [
        ("/kalender/1", "Kalender"),
        ("/media/2024/03/stuk-17.md", "Stuk & 17"),
        ("/media/2024/03/stuk-14.md", "Stuk & 14"),
    ]


def test_overview_pages_lead_to_every_document_newest_first(
    client: Callable[..., TestClient], documents: list[Document]
) -> None:
    address, found = "/documenten", []
    for _ in range(3):
        page = client().get(address).text
        found += [link for link in links(page) if link[0].startswith(("/media/20", "/publicaties")) and "&" in link[1]]
        address = next((href for href, text in links(page) if text == "Volgende pagina"), "")
    assert address == ""
    newest_first = sorted(documents, key=lambda document: document.about.date, reverse=True)
    assert found == [(path_of(document), document.about.title) for document in newest_first]
    assert len(links(client().get("/documenten?pagina=3").text)) == 4 + 3 + 1


def test_a_page_of_the_overview_that_is_no_number_is_the_first(client: Callable[..., TestClient]) -> None:
    first = client().get("/documenten").text
    for asked in ("een", "0", "", "99999", "²"):
        assert client().get("/documenten", params={"pagina": asked}).text == first


def test_eight_documents_are_one_page(make_site: Callable[..., Site], documents: list[Document]) -> None:
    page = TestClient(website(make_site(), documents[:8], Rendered()), base_url=HOME).get("/documenten").text
    assert "Volgende pagina" not in page
    page = TestClient(website(make_site(), documents[:9], Rendered()), base_url=HOME).get("/documenten").text
    assert '<a rel="next" href="/documenten?pagina=2">Volgende pagina</a>' in page


def test_the_overview_leads_to_a_page_per_year_with_dates(client: Callable[..., TestClient]) -> None:
    page = client().get("/documenten").text
    years = [link for link in links(page) if "uit" in link[1]]
    assert years == [(f"/documenten/{year}", f"Documenten uit {year}") for year in (2024, 2023, 2022)]
    answer = client().get("/documenten/2022")
    assert "<h1>Documenten uit 2022</h1>" in answer.text
    assert '<time datetime="2022-03-04">4 maart 2022</time>' in answer.text
    assert len(links(answer.text)) == 7
    assert client().get("/documenten/2021").status_code == 404


def test_one_link_of_the_overview_is_dead(client: Callable[..., TestClient]) -> None:
    (dead,) = [href for href, text in links(client().get("/documenten").text) if "Nieuwsbrief" in text]
    answer = client().get(dead)
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.text


def test_files_and_web_pages_are_given_as_they_are(client: Callable[..., TestClient]) -> None:
    file = client().get("/media/2022/03/stuk-0.md")
    assert file.headers["content-type"] == "text/markdown; charset=utf-8"
    assert file.headers["content-disposition"] == 'inline; filename="stuk-0.md"'
    assert file.headers["last-modified"] == "Tue, 01 Mar 2022 09:00:00 GMT"
    page = client().get("/publicaties/stuk-3")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "content-disposition" not in page.headers
    assert "Een zin over de avond van het bestuur." in page.text
    assert "Veiligheidsregio Test" in page.text
    held = client().get("/publicaties/stuk-3", headers={"If-None-Match": page.headers["etag"]})
    assert held.status_code == 304


def test_robots_closes_off_the_trap_and_names_the_sitemap(client: Callable[..., TestClient]) -> None:
    assert client().get("/robots.txt").text == f"User-agent: *\nDisallow: /kalender/\n\nSitemap: {HOME}/sitemap.xml\n"
    assert client(has_sitemap=False).get("/robots.txt").text == "User-agent: *\nDisallow: /kalender/\n"


def test_the_trap_has_no_end(client: Callable[..., TestClient]) -> None:
    assert links(client().get("/kalender/1").text) == [("/kalender/2", "Volgende dag")]
    assert links(client().get("/kalender/98").text) == [("/kalender/99", "Volgende dag")]


def test_the_sitemap_lists_every_document_and_half_of_them_with_a_date(
    client: Callable[..., TestClient], documents: list[Document]
) -> None:
    answer = client().get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    found = entries(answer.content)
    assert found[:3] == [(f"{HOME}/", None), (f"{HOME}/over-ons", None), (f"{HOME}/contact", None)]
    assert dict(found[3:]) == {
        HOME + path_of(document): None if document.number % 2 else str(document.about.date) for document in documents
    }
    assert {None, "2022-03-01"} & {lastmod for _, lastmod in found[3:]}


def test_a_site_without_overview_pages_has_a_sitemap_of_sitemaps_and_no_menu_entry(
    client: Callable[..., TestClient],
) -> None:
    bare = client(start=())
    answer = bare.get("/sitemap.xml")
    assert lxml.etree.fromstring(answer.content).tag.endswith("sitemapindex")
    assert entries(answer.content) == [(f"{HOME}/sitemap-documenten.xml", None)]
    assert len(entries(bare.get("/sitemap-documenten.xml").content)) == 22
    assert bare.get("/documenten").status_code == 404
    home = bare.get("/").text
    assert "/documenten" not in home
    assert links(home) == [("/kalender/1", "Kalender")]


def test_a_site_without_sitemap_has_none(client: Callable[..., TestClient]) -> None:
    for path in ("/sitemap.xml", "/sitemap-documenten.xml"):
        assert client(has_sitemap=False).get(path).status_code == 404
        assert client().get(path).status_code == 200


@pytest.mark.parametrize("name", ["over-ons", "contact", "cookies", "privacy", "toegankelijkheid"])
def test_ordinary_pages_say_nothing(client: Callable[..., TestClient], name: str) -> None:
    answer = client().get(f"/{name}")
    assert answer.status_code == 200
    assert links(answer.text) == []


def test_there_is_nothing_else(client: Callable[..., TestClient]) -> None:
    for path in ("/iets", "/media/2022/03/stuk-1.md", "/publicaties/", "/publicaties/stuk-0"):
        assert client().get(path).status_code == 404
