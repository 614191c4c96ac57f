"""Sitemaps."""

from __future__ import annotations

import gzip

import pytest

from tasks.crawl import sitemap
from tasks.crawl.failures import FetchFailed
from tasks.crawl.sitemap import MOST_ENTRIES, Entry, Sitemap, read_sitemap

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGES = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {SPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <!-- made by hand -->
  <url><loc> https://a.example/een </loc><lastmod>2025-06-18</lastmod>
    <image:image><image:loc>https://a.example/foto.jpg</image:loc></image:image></url>
  <url><loc>https://a.example/twee?a=1&amp;b=2</loc></url>
  <url><lastmod>2025-01-01</lastmod></url>
</urlset>""".encode()
INDEX = (
    f"<sitemapindex {SPACE}><sitemap><loc>https://a.example/s1.xml</loc><lastmod>2025</lastmod></sitemap>"
    "<sitemap><loc>https://a.example/s2.xml.gz</loc></sitemap></sitemapindex>"
).encode()


def test_pages_come_with_the_day_they_changed() -> None:
    assert read_sitemap(PAGES, 10**6) == Sitemap(
        (Entry("https://a.example/een", "2025-06-18"), Entry("https://a.example/twee?a=1&b=2", "")), ()
    )


def test_an_index_lists_other_sitemaps() -> None:
    assert read_sitemap(INDEX, 10**6) == Sitemap((), ("https://a.example/s1.xml", "https://a.example/s2.xml.gz"))


def test_a_sitemap_without_namespace_and_an_empty_one_are_read() -> None:
    assert read_sitemap(b"<urlset><url><loc>https://a.example/x</loc></url></urlset>", 10**6).pages == (
        Entry("https://a.example/x", ""),
    )
    assert read_sitemap(b"<urlset/>", 10**6) == Sitemap((), ())


def test_a_packed_sitemap_is_unpacked_within_its_limit() -> None:
    packed = gzip.compress(PAGES)
    assert len(read_sitemap(packed, len(PAGES)).pages) == 2
    with pytest.raises(FetchFailed) as failure:
        read_sitemap(packed, len(PAGES) - 1)
    assert failure.value.reason_code == "too_large"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"<rss><channel><url><loc>https://a.example/x</loc></url></channel></rss>", "geen sitemap"),
        (b"<html><body>Niet gevonden</body></html>", "geen sitemap"),
        (b"<urlset><url>", "geen geldige sitemap"),
        (b"niets", "geen geldige sitemap"),
        (b"", "geen geldige sitemap"),
    ],
)
def test_what_is_no_sitemap_is_unexpected(body: bytes, why: str) -> None:
    with pytest.raises(FetchFailed, match=why) as failure:
        read_sitemap(body, 10**6)
    assert failure.value.reason_code == "unexpected"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    entities = '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = f"{entities}<urlset><url><loc>https://a.example/&x;</loc></url></urlset>".encode()
    assert read_sitemap(body, 10**6).pages == (Entry("https://a.example/", ""),)


def test_no_more_entries_are_read_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ENTRIES == 50_000
    monkeypatch.setattr(sitemap, "MOST_ENTRIES", 2)
    urls = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(5))
    assert [one.url for one in read_sitemap(f"<urlset>{urls}</urlset>".encode(), 10**6).pages] == [
        "https://a.example/0",
        "https://a.example/1",
    ]
