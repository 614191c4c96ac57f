"""The frame of a page, and a document as an article."""

from __future__ import annotations

import datetime

import lxml.html

from demo.blocks import Heading, Item, Paragraph, Table
from demo.webpage import article, page


def test_a_page_has_menu_notice_and_footer_around_its_own_part() -> None:
    root = lxml.html.document_fromstring(page("Site & Co", "Titel <1>", "<p>eigen</p>"))
    assert root.findtext(".//title") == "Titel <1> | Site & Co"
    assert root.find(".//main").text_content().strip() == "eigen"
    assert [link.get("href") for link in root.iterfind(".//nav//a")] == ["/", "/documenten", "/over-ons", "/contact"]
    assert "cookies" in root.find(".//div").get("class")
    assert "Site & Co is een verzonnen organisatie" in root.find(".//footer").text_content()
    assert root.get("lang") == "nl"


def test_a_page_can_have_another_menu() -> None:
    root = lxml.html.document_fromstring(page("Site", "Titel", "", menu=[("/a?b=1&c=2", "A & B")]))
    assert [(link.get("href"), link.text) for link in root.iterfind(".//nav//a")] == [("/a?b=1&c=2", "A & B")]


def test_a_page_tells_when_it_was_published_if_that_is_known() -> None:
    told = lxml.html.document_fromstring(page("Site", "Titel", "", published=datetime.date(2024, 6, 9)))
    assert [(meta.get("name"), meta.get("content")) for meta in told.iterfind(".//meta[@name]")] == [
        ("dcterms.issued", "2024-06-09")
    ]
    assert lxml.html.document_fromstring(page("Site", "Titel", "")).find(".//meta[@name]") is None


def test_an_article_has_an_element_per_block_and_escapes_text() -> None:
    blocks = [
        Heading(1, "Kop & <b>"),
        Paragraph("Zin <i>."),
        Item("•", "een &"),
        Item("2.", "twee <"),
        Paragraph("Daarna."),
        Table((("K", "<"), ("R", "&"))),
        Item("•", "laatste"),
    ]
    assert article(blocks).split("\n") == [
        "<article>",
        "<h1>Kop &amp; &lt;b&gt;</h1>",
        "<p>Zin &lt;i&gt;.</p>",
        "<ul>",
        "<li>een &amp;</li>",
        "<li>2. twee &lt;</li>",
        "</ul>",
        "<p>Daarna.</p>",
        "<table>",
        "<tr><th>K</th><th>&lt;</th></tr>",
        "<tr><td>R</td><td>&amp;</td></tr>",
        "</table>",
        "<ul>",
        "<li>laatste</li>",
        "</ul>",
        "</article>",
    ]


def test_a_list_of_nothing_is_an_empty_article() -> None:
    assert article([]) == "<article>\n</article>"
