"""Hostile HTML and XML: depth, size, entities, scripts, broken encodings."""

from __future__ import annotations

from benchmarks.hostile.building import MEGABYTE, Makers

_SENTENCE = b"De gemeente oefent elk jaar met de veiligheidsregio. "
_XML = b'<?xml version="1.0"?>'


def makers() -> Makers:
    """The files by name."""
    return {**_html(), **_xml()}


def _html() -> Makers:
    return {
        "divs_1_million.html": lambda: _page(b"<div>" * 1_000_000 + _SENTENCE),
        "divs_1_million_closed.html": lambda: _page(b"<div>" * 1_000_000 + _SENTENCE + b"</div>" * 1_000_000),
        "divs_with_text_30000.html": lambda: _page((b"<div>" + _SENTENCE) * 30_000),
        "bold_1_million.html": lambda: _page(b"<b>" * 1_000_000 + _SENTENCE),
        "bold_in_paragraphs.html": lambda: _page(b"<p><b><i><u>tekst" * 30_000),
        "tables_in_tables_5000.html": lambda: _page(b"<table><tr><td>tekst" * 5_000),
        "lists_in_lists_20000.html": lambda: _page(b"<ul><li>punt" * 20_000),
        "links_300000.html": lambda: _page(b"<a href=x>koppeling</a> " * 300_000),
        "cells_1_million.html": lambda: _page(b"<table><tr>" + b"<td>1" * 1_000_000 + b"</table>"),
        "rows_300000.html": lambda: _page(b"<table>" + b"<tr><td>gemeente<td>100" * 300_000 + b"</table>"),
        "headings_300000.html": lambda: _page(b"<h2>Kop</h2>" * 300_000),
        "paragraphs_500000.html": lambda: _page(b"<p>tekst" * 500_000),
        "hidden_300000.html": lambda: _page(b"<p style='display:none'>verborgen</p>" * 300_000 + _SENTENCE),
        "styles_of_blanks.html": lambda: _page(b"<p style='" + b"display " * 2_000_000 + b"'>" + _SENTENCE),
        "attribute_of_50mb.html": lambda: _page(b"<p title='" + b"a" * 50 * MEGABYTE + b"'>" + _SENTENCE),
        "attributes_1_million.html": lambda: _page(
            b"<p " + b" ".join(b"a%d=1" % at for at in range(1_000_000)) + b">" + _SENTENCE
        ),
        "entities_10_million.html": lambda: _page(b"&amp;" * 10_000_000),
        "laughs.html": lambda: b"<!DOCTYPE html [" + _entities() + b"]><html><body>&e9; " + _SENTENCE + b"</html>",
        "one_line_of_50mb.html": lambda: _page(b"<p>" + _SENTENCE * 1_000_000),
        "one_word_of_15mb.html": lambda: _page(b"<p>" + b"a" * 15_000_000),
        "script_makes_text.html": lambda: _page(
            b"<div id=x></div><script>x.innerText='" + _SENTENCE * 9 + b"'</script>"
        ),
        "script_of_50mb.html": lambda: _page(b"<script>" + b"var a=1;" * 6_000_000 + b"</script>" + _SENTENCE),
        "script_open.html": lambda: _page(_SENTENCE + b"<script>" + b"<p>tekst" * 300_000),
        "comments_open.html": lambda: _page(_SENTENCE + b"<!--" * 1_000_000),
        "angles_5_million.html": lambda: _page(_SENTENCE + b"<" * 5_000_000),
        "broken_encoding.html": lambda: b"<meta charset=utf-7>" + _page(_SENTENCE + bytes(range(128, 256)) * 5_000),
        "unknown_encoding.html": lambda: b"<meta charset=hex_codec>" + _page(b"\xff" + _SENTENCE),
        "noughts.html": lambda: _page(b"\0".join([_SENTENCE] * 1_000)),
        "noughts_behind_the_head.html": lambda: _page(_SENTENCE * 2_000 + b"\0" * 1_000 + b"<p>" + _SENTENCE),
        "svg_and_frames.html": lambda: _page(
            b"<iframe srcdoc='<script>1</script>'></iframe><svg><text>" * 20_000 + b"</svg>" + _SENTENCE
        ),
        "selects_of_options.html": lambda: _page(b"<select>" + b"<option>a" * 500_000 + b"</select>" + _SENTENCE),
        "controls_40000.html": lambda: _page(
            b"".join(b"<p aria-controls=a%d id=a%d hidden>tekst" % (at, at) for at in range(40_000))
        ),
    }


def _xml() -> Makers:
    return {
        "laughs.xml": lambda: _XML + b"<!DOCTYPE x [" + _entities() + b"]><x><al>&e9;</al></x>",
        "quadratic_laughs.xml": lambda: (
            _XML + b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1_000_000 + b'">]><x><al>' + b"&a;" * 100_000 + b"</al></x>"
        ),
        "file_of_this_machine.xml": lambda: (
            _XML + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><al>Begin &a; einde.</al></x>'
        ),
        "file_of_a_site.xml": lambda: (
            _XML + b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]><x><al>Begin &a; einde.</al></x>'
        ),
        "outside_dtd.xml": lambda: (
            _XML + b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>'
            b"<x><al>Tekst.</al></x>"
        ),
        "include.xml": lambda: (
            _XML + b'<x xmlns:xi="http://www.w3.org/2001/XInclude"><al>Tekst.</al>'
            b'<xi:include href="file:///etc/passwd" parse="text"/></x>'
        ),
        "depth_1_million.xml": lambda: _XML + b"<x>" * 1_000_000 + b"tekst" + b"</x>" * 1_000_000,
        "depth_200_and_wide.xml": lambda: _XML + b"<y>" + (b"<x>" * 200 + b"tekst" + b"</x>" * 200) * 3_000 + b"</y>",
        "depth_of_titles.xml": lambda: _XML + b"<x><titel>kop</titel>" * 20_000 + b"</x>" * 20_000,
        "attributes_1_million.xml": lambda: (
            _XML + b"<x " + b" ".join(b'a%d="1"' % at for at in range(1_000_000)) + b"><al>tekst</al></x>"
        ),
        "names_1_million.xml": lambda: (
            _XML + b"<x>" + b"".join(b"<a%d>t</a%d>" % (at, at) for at in range(500_000)) + b"</x>"
        ),
        "namespaces_100000.xml": lambda: (
            _XML + b"<x " + b" ".join(b'xmlns:n%d="u%d"' % (at, at) for at in range(100_000)) + b"><al>tekst</al></x>"
        ),
        "elements_2_million.xml": lambda: _XML + b"<x>" + b"<al>t</al>" * 2_000_000 + b"</x>",
        "text_of_50mb.xml": lambda: _XML + b"<x><al>" + _SENTENCE * 1_000_000 + b"</al></x>",
        "open_everywhere.xml": lambda: _XML + b"<x><al>tekst<" * 300_000,
        "wrong_encoding.xml": lambda: b'<?xml version="1.0" encoding="UTF-16"?><x><al>tekst</al></x>',
        "cdata_open.xml": lambda: _XML + b"<x><al>tekst</al><![CDATA[" + b"]]" * 1_000_000,
    }


def _page(body: bytes) -> bytes:
    return b"<!DOCTYPE html><html><head><title>Oefenen</title></head><body>" + body + b"</body></html>"


def _entities() -> bytes:
    return b'<!ENTITY e0 "lol">' + b"".join(
        b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 10)
    )
