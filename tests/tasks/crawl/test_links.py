"""What a page links to, and what it says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.crawl.links import Link, Page, read_page

HERE = "https://a.example/map/pagina"


def page(html: str, encoding: str = "utf-8") -> Page:
    found = read_page(html.encode(encoding), HERE)
    assert found is not None
    return found


def links(html: str) -> list[tuple[str, str]]:
    return [(link.url, link.text) for link in page(f"<html><body>{html}</body></html>").links]


def test_links_have_their_whole_address_and_the_text_a_reader_sees() -> None:
    assert links('<a href="stuk.pdf#p2">Jaarstukken\n <b>2024</b></a><p><a href="/x?utm_source=y">Meer</a></p>') == [
        ("https://a.example/map/stuk.pdf", "Jaarstukken 2024"),
        ("https://a.example/x", "Meer"),
    ]


def test_a_link_without_text_has_its_label_or_title() -> None:
    assert links(
        '<a href=a aria-label="Het plan" title="t"><img src=x></a><a href=b title="Kaart"> </a><a href=c></a>'
    ) == [
        ("https://a.example/map/a", "Het plan"),
        ("https://a.example/map/b", "Kaart"),
        ("https://a.example/map/c", ""),
    ]


def test_embedded_files_are_links_too() -> None:
    assert links(
        '<iframe src="a.pdf" title="Verslag">x</iframe><embed src="b.pdf"><object data="c.pdf"></object>'
        '<map><area href="d.pdf"></map>'
    ) == [
        ("https://a.example/map/a.pdf", "Verslag"),
        ("https://a.example/map/b.pdf", ""),
        ("https://a.example/map/c.pdf", ""),
        ("https://a.example/map/d.pdf", ""),
    ]


def test_what_is_no_web_address_is_no_link() -> None:
    html = (
        '<a href="mailto:a@a.example">m</a><a href="TEL:112">t</a><a href=" javascript:x()">j</a><a href="#top">o</a>'
    )
    assert links(html + '<a href="data:x,y">d</a><a href="">l</a><a name=x>n</a><a href="ftp://a.example">f</a>') == []


def test_a_base_element_moves_the_links() -> None:
    html = '<html><head><base href="/elders/"></head><body><a href="x">X</a></body></html>'
    assert page(html).links == (Link("https://a.example/elders/x", "X"),)


def test_the_day_of_a_link_is_the_time_beside_it_if_it_is_the_only_link_there() -> None:
    html = (
        '<ul><li><time datetime="2025-06-18">18 juni</time><a href=a>A</a></li>'
        '<li><time datetime="2025-06-19">x</time><a href=b>B</a><a href=c>C</a></li>'
        "<li><time>zonder</time><a href=d>D</a></li></ul>"
        '<table><tr><td><a href=e>E</a><td><time datetime="niets"></time>'
        '<time datetime="2024-01-02 10:00"></time></table>'
        '<article><time datetime="2023-03-04">x</time><p><a href=f>F</a></article><p><a href=g>G</a>'
    )
    days = {link.text: link.day for link in page(html).links}
    assert days == {
        "A": date(2025, 6, 18),
        "B": None,
        "C": None,
        "D": None,
        "E": date(2024, 1, 2),
        "F": date(2023, 3, 4),
        "G": None,
    }


def test_the_title_is_the_first_heading_that_says_something_else_the_title_of_the_page() -> None:
    assert page("<title>Site</title><h1> </h1><h1>Het  <i>plan</i></h1><h1>Nog een</h1>").title == "Het plan"
    assert page("<title> Het plan\n- Site</title><p>x</p>").title == "Het plan - Site"
    assert page("<p>x</p>").title == ""


@pytest.mark.parametrize(
    ("meta", "day"),
    [
        ('<meta property="article:published_time" content="2025-06-18T22:30:00Z">', date(2025, 6, 19)),
        ('<meta name="DCTERMS.issued" content="2025-06-18">', date(2025, 6, 18)),
        ('<meta name="date" content="gisteren"><meta name="dc.date" content="2024-01-01">', date(2024, 1, 1)),
        ('<meta name="generator" content="2025-06-18">', None),
        ('<meta name="date">', None),
    ],
)
def test_the_day_of_a_page_stands_in_its_head(meta: str, day: date | None) -> None:
    assert page(f"<html><head>{meta}</head><body>x</body></html>").published == day


def test_the_text_is_that_of_the_main_part_without_what_nobody_sees() -> None:
    unseen = "<script>x()</script><style>y</style>"
    html = f"<nav>menu</nav><main><h1>Kop</h1>{unseen}<p>Een\n tekst.</p></main><footer>z</footer>"
    assert page(html).text == "Kop Een tekst."
    assert page("<p>Eerst</p><article>Het stuk</article>").text == "Het stuk"
    assert page("<p>Alleen dit</p><noscript>nee</noscript>").text == "Alleen dit"


def test_letters_come_out_right_whatever_the_encoding_says_or_leaves_out() -> None:
    assert page("<h1>Café</h1>").title == "Café"
    assert page('<?xml version="1.0" encoding="UTF-8"?><html><h1>Café</h1></html>').title == "Café"
    assert page("\ufeff<h1>Café</h1>").title == "Café"
    assert page('<meta charset="windows-1252"><h1>Café €</h1>', "cp1252").title == "Café €"


def test_a_page_of_nothing_is_none() -> None:
    for body in (b"", b"   ", b"<!-- x -->"):
        found = read_page(body, HERE)
        assert found is None or (found.title, found.text, found.links) == ("", "", ())


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    read_page(b"<html><a href='" + body, HERE)
    read_page(body, HERE)
