"""What bytes are."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.crawl.sniff import HEAD, OFFICE, due_type, is_block_page, media_type

ODT = "application/vnd.oasis.opendocument.text"


def packed(**files: str) -> bytes:
    """A zip file with these files; __ in a name is a slash, a dot is written dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("dot", "."), text)
    return buffer.getvalue()


def office(folder: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}/main.xml", "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"\n" * 1019 + b"%PDF-", "application/pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/msword"),
        (b"{\\rtf1 tekst}", "application/rtf"),
        (b"<!DOCTYPE html><html>", "text/html"),
        (b"\xef\xbb\xbf  <html lang=nl>", "text/html"),
        (b"<p>een stuk</p>", "text/html"),
        (b"<!-- x --><div class=a>", "text/html"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'><body>", "text/html"),
        (b"<?xml version='1.0'?>\n<!-- html --><kamerstuk><title>", "application/xml"),
        (b"<?xml version='1.0'?>", "application/xml"),
        (b"<kamerstuk>", "application/xml"),
        (b"<3 dit is tekst", "text/plain"),
        (b'{"a": 1}', "application/json"),
        (b"[{}]", "application/json"),
        (b"[naam] ontbreekt", "text/plain"),
        (b"Gewone tekst.", "text/plain"),
        (b"# Kop\n\nTekst.", "text/markdown"),
        (b"tekst\n## Kop\n", "text/markdown"),
        (b"| a | b |\n|---|---|\n", "text/markdown"),
        (b"#geen kop", "text/plain"),
        (b"caf\xe9 met cp1252", "text/plain"),
        (b"\xff\xfet\0e\0", "text/plain"),
        (b"\0\1\2", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"  \n", "application/octet-stream"),
    ],
)
def test_bytes_are_known_by_their_looks(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


def test_office_files_are_told_apart_by_what_is_packed_in_them() -> None:
    for folder in ("word", "xl", "ppt"):
        assert media_type(office(folder)) == OFFICE[f"{folder}/"]
    assert media_type(office("other")) == "application/zip"
    assert media_type(packed(mimetype=ODT, contentdotxml="<x/>")) == ODT
    assert media_type(packed(stukken__adotpdf="x")) == "application/zip"


def test_a_packed_file_that_lies_or_is_broken_is_just_a_zip() -> None:
    assert media_type(b"PK\x03\x04 half a file") == "application/zip"
    assert media_type(packed(mimetype="application/" + "x" * 188)) == "application/" + "x" * 188
    assert media_type(packed(mimetype="application/" + "x" * 189)) == "application/zip"
    assert media_type(packed(mimetype="geen type; <script>")) == "application/zip"


def test_a_mark_beyond_its_place_does_not_count() -> None:
    assert media_type(b"x" * 1020 + b"%PDF-") == "text/plain"
    assert media_type(b"x" * HEAD + b"\n# Kop\n") == "text/plain"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail_and_every_answer_is_a_media_type(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"<", b"{"):
        assert media_type(start + data).count("/") == 1
    is_block_page(data)


@pytest.mark.parametrize(
    "page",
    [
        b"<html><title>Just a moment...</title>",
        b"<html><head><TITLE>Attention Required! | Cloudflare</title>",
        b"<title>Access Denied</title>",
        b"<title>Toegang geweigerd</title>",
        b'<script id="anubis_challenge" type="application/json">',
        b'<script src="/cdn-cgi/challenge-platform/h/b.js">',
        b"Incapsula incident ID: 1",
    ],
)
def test_the_page_of_a_firewall_is_known(page: bytes) -> None:
    assert is_block_page(page)


def test_a_page_about_access_is_no_firewall() -> None:
    assert not is_block_page(b"<html><title>Jaarstukken</title><p>De toegang is geweigerd aan onbevoegden.</p>")
    assert not is_block_page(b" " * HEAD + b"<title>Just a moment")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/a/b.pdf", "application/pdf"),
        ("/a/B.PDF", "application/pdf"),
        ("x.docx", OFFICE["word/"]),
        ("x.odt", ODT),
        ("x.htm", "text/html"),
        ("x.md", "text/markdown"),
        ("x.tar.gz", None),
        ("/v1.2/stuk", None),
        ("stuk", None),
        (".pdf", "application/pdf"),
    ],
)
def test_the_name_of_a_file_promises_a_type(path: str, kind: str | None) -> None:
    assert due_type(path) == kind
