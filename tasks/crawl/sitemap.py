"""Sitemaps (sitemaps.org 0.9): lists of pages, lists of lists, packed or not. Parses XML; asks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from tasks.crawl.failures import FetchFailed
from tasks.crawl.unpack import gunzipped

MOST_ENTRIES = 50_000
"""Per sitemap, by the protocol; what comes after is not read."""


@dataclass(frozen=True)
class Entry:
    """One address of a sitemap, and when it says the page changed ('' when it does not)."""

    url: str
    lastmod: str


@dataclass(frozen=True)
class Sitemap:
    """What one sitemap file lists: pages, or other sitemaps."""

    pages: tuple[Entry, ...]
    sitemaps: tuple[str, ...]


def read_sitemap(body: bytes, limit: int) -> Sitemap:
    """The content of a sitemap, unpacked to at most `limit` bytes.

    Raises FetchFailed: unexpected when it is no sitemap, too_large, bad_encoding or truncated when it is packed badly.
    """
    if body.startswith(b"\x1f\x8b"):
        body = gunzipped(body, limit)
    pages: list[Entry] = []
    sitemaps: list[str] = []
    is_sitemap = False
    try:
        for _, element in etree.iterparse(BytesIO(body), resolve_entities=False, no_network=True, huge_tree=False):
            name = _name(element)
            is_sitemap = is_sitemap or name in ("urlset", "sitemapindex")
            if name not in ("url", "sitemap"):
                continue
            fields = {_name(child): (child.text or "").strip() for child in element}
            if url := fields.get("loc"):
                if name == "url":
                    pages.append(Entry(url, fields.get("lastmod", "")))
                else:
                    sitemaps.append(url)
            element.clear(keep_tail=False)
            if len(pages) + len(sitemaps) >= MOST_ENTRIES:
                is_sitemap = True
                break
    except etree.XMLSyntaxError as error:
        raise FetchFailed("unexpected", f"geen geldige sitemap: {error.msg}") from error
    if not is_sitemap:
        raise FetchFailed("unexpected", "geen sitemap: er staat geen urlset of sitemapindex in")
    return Sitemap(tuple(pages), tuple(sitemaps))


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace; '' for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
