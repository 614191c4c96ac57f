"""What a web page links to, and what it says: links, title, date, text. Parses HTML; asks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import lxml.html
from lxml import etree

from tasks.crawl.dates import timestamp_day
from tasks.crawl.urls import canonical

LARGEST_PAGE = 10_000_000
"""Bytes of HTML that are parsed."""

_LINKED = {"a": "href", "area": "href", "iframe": "src", "embed": "src", "object": "data"}
_UNSEEN = ("script", "style", "noscript", "template", "svg")
_DATES = ("article:published_time", "dcterms.issued", "dcterms.date", "dc.date", "date")


@dataclass(frozen=True)
class Link:
    """A link on a page: its address in canonical form, the text that a reader sees, the day that stands beside it."""

    url: str
    text: str
    day: date | None = None


@dataclass(frozen=True)
class Page:
    """What a page shows."""

    title: str
    published: date | None
    text: str
    links: tuple[Link, ...]


def read_page(body: bytes, url: str) -> Page | None:
    """The page at this address; None when nothing of it can be parsed."""
    root = _parsed(body)
    if root is None:
        return None
    base = next((element.get("href") for element in root.iter("base") if element.get("href")), "")
    return Page(
        title=_title(root),
        published=_published(root),
        text=_text(root),
        links=tuple(_links(root, canonical(base or "", url) or url)),
    )


def _parsed(body: bytes) -> lxml.html.HtmlElement | None:
    source: str | bytes = body[:LARGEST_PAGE]
    with suppress(UnicodeDecodeError):
        # most pages are UTF-8, and not all say so within the page
        source = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", body[:LARGEST_PAGE].decode("utf-8"))
    try:
        return lxml.html.document_fromstring(source)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _links(root: lxml.html.HtmlElement, base: str) -> Iterator[Link]:
    for element in root.iter(*_LINKED):
        address = element.get(_LINKED[str(element.tag)])
        if not address or address.lower().lstrip().startswith(("mailto:", "tel:", "javascript:", "data:", "#")):
            continue
        url = canonical(address, base)
        if url is not None:
            text = element.text_content() if element.tag == "a" else ""
            text = text if text.strip() else element.get("aria-label") or element.get("title") or ""
            yield Link(url, " ".join(text.split()), _day_beside(element))


def _day_beside(element: lxml.html.HtmlElement) -> date | None:
    """The day in a <time> of the list item, row or article that holds this link and no other."""
    for around in element.iterancestors("li", "tr", "article"):
        if len(list(around.iter("a"))) == 1:
            return next((day for one in around.iter("time") if (day := timestamp_day(one.get("datetime")))), None)
    return None


def _title(root: lxml.html.HtmlElement) -> str:
    for tag in ("h1", "title"):
        for element in root.iter(tag):
            if words := " ".join(element.text_content().split()):
                return words
    return ""


def _published(root: lxml.html.HtmlElement) -> date | None:
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").lower()
        if name in _DATES and (day := timestamp_day(element.get("content"))):
            return day
    return None


def _text(root: lxml.html.HtmlElement) -> str:
    """The words of the page's main part, or of the whole where it marks none."""
    part = next(root.iter("main", "article"), root)
    pieces = part.xpath(".//text()[not(ancestor::" + " or ancestor::".join(_UNSEEN) + ")]")
    return " ".join(" ".join(str(piece) for piece in pieces).split())
