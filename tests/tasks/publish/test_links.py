"""Links from evidence to its source."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.publish.links import safe_link, source_link
from text.formats import MEDIA_TYPES

WEB = "https://a.example/x"
DOCX = MEDIA_TYPES["docx"]


def row(**change: Any) -> dict[str, Any]:
    """A row of out_evidence, as far as a link looks at it."""
    return {
        "media_type": "application/pdf",
        "page_count": 30,
        "page_number": 12,
        "attachment_name": None,
        "quote": "De regio oefent elk jaar.",
        "url": WEB,
        "page_url": f"{WEB}#page=12",
        **change,
    }


@pytest.mark.parametrize(
    ("change", "href", "text"),
    [
        ({}, f"{WEB}#page=12", "bladzijde 12"),
        ({"page_count": 1, "page_number": 1, "page_url": f"{WEB}#page=1"}, f"{WEB}#page=1", "bladzijde 1"),
        (
            {"media_type": "text/html", "page_count": 1, "page_url": WEB},
            f"{WEB}#:~:text=De%20regio%20oefent%20elk%20jaar",
            "webpagina",
        ),
        (
            {"media_type": "text/plain", "page_count": 1, "page_url": WEB},
            f"{WEB}#:~:text=De%20regio%20oefent%20elk%20jaar",
            "document",
        ),
        ({"media_type": DOCX, "page_count": 1, "page_url": WEB}, WEB, "document"),
        ({"media_type": DOCX, "page_url": WEB}, WEB, "bladzijde 12"),
        ({"media_type": MEDIA_TYPES["pptx"], "page_count": 1, "page_url": WEB}, WEB, "dia 12"),
        ({"media_type": MEDIA_TYPES["xlsx"], "page_url": WEB}, WEB, "werkblad 12"),
        ({"attachment_name": "nota.pdf", "page_url": WEB}, WEB, "bladzijde 12 van bijlage nota.pdf"),
        (
            {"attachment_name": "nota.html", "page_url": WEB, "media_type": "text/html", "page_count": 1},
            WEB,
            "bijlage nota.html",
        ),
        ({"page_url": "folder:a.pdf#page=12", "url": "folder:a.pdf"}, None, "bladzijde 12"),
    ],
)
def test_a_link_says_where_it_leads_and_leads_as_near_as_a_browser_can_go(
    change: dict[str, Any], href: str | None, text: str
) -> None:
    link = source_link(row(**change))
    assert (link.href, link.text, link.address) == (href, text, row(**change)["url"])


def test_what_is_masked_in_a_quote_is_in_no_link() -> None:
    quote = "Meld u bij [naam] of bel voor meer uitleg [telefoonnummer]."
    link = source_link(row(media_type="text/html", page_count=1, page_url=WEB, quote=quote))
    assert link.href == f"{WEB}#:~:text=Meld%20u%20bij,of%20bel%20voor%20meer%20uitleg"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("http://a.example", "http://a.example"),
        ("javascript:alert(1)", None),
        ("folder:a.pdf", None),
        ("//a.example", None),
        ("", None),
        (None, None),
        (" https://a.example", None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, link: str | None) -> None:
    assert safe_link(url) == link
