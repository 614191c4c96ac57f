"""What bytes are."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ole import compound, mail, sheet
from text.formats import HEAD, MEDIA_TYPES, format_of, is_block_page, is_login_page, media_type

OPEN = "application/vnd.oasis.opendocument."


def packed(**files: str) -> bytes:
    """A zip file with these files; __ in a name is a slash, TYPES the file that all new Office files have."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), text)
    return buffer.getvalue()


DOCX = packed(TYPES="<Types/>", word__document="<x/>")
ODT = packed(mimetype=f"{OPEN}text", content="<x/>")
MAIL = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: Oefening\r\n\r\nTekst"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n\n" + b" " * 1000 + b"%PDF-1.4", "pdf"),
        (b"\n" * 1019 + b"%PDF-", "pdf"),
        (b"x" * 1020 + b"%PDF-", "plain"),
        (DOCX, "docx"),
        (packed(TYPES="<Types/>", xl__workbook="<x/>"), "xlsx"),
        (packed(TYPES="<Types/>", ppt__presentation="<x/>"), "pptx"),
        (ODT, "odt"),
        (packed(mimetype=f"{OPEN}spreadsheet"), "ods"),
        (packed(mimetype=f"{OPEN}presentation"), "odp"),
        (packed(mimetype=f"{OPEN}graphics"), "binary"),
        (packed(mimetype="application/epub+zip"), "epub"),
        (packed(TYPES="<Types/>", visio__document="x"), "binary"),
        (packed(META__="", **{"META-INF/MANIFEST.MF": "x"}), "program"),
        (packed(mimetype="x" * 200), "zip"),
        (packed(mimetype="application/x-other"), "zip"),
        (packed(word__document="<x/>"), "zip"),
        (packed(stuk="%PDF-1.7"), "zip"),
        (b"PK\x05\x06" + b"\0" * 18, "zip"),
        (b"PK\x03\x04 half a file", "zip"),
        (DOCX[:-30], "zip"),
        (compound(mail({0x37: "Oefening", 0x1000: "%PDF-"})), "msg"),
        (compound({"Workbook": sheet([["a"]])}), "xls"),
        (compound({"Book": b"x"}), "xls"),
        (compound({"WordDocument": b"x"}), "ole"),
        (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "ole"),
        (b"{\\rtf1 tekst}", "rtf"),
        (MAIL, "email"),
        (b"\n" + MAIL.replace(b"\r\n", b"\n"), "email"),
        (b"Received: by x;\n\tMon, 1 Jan 2024\nX-Other: 1\nMessage-ID: <a@x>\nDate: nu\n", "email"),
        (b"From: a\nFrom: b\nSubject: c\n\nTo: d", "plain"),
        (b"From: a\nSubject: b\nGewone tekst.\nTo: c\n", "plain"),
        (b" Subject: b\nFrom: a\nTo: b\n\n", "email"),
        (b"<!DOCTYPE html><html><body>Tekst</body></html>", "html"),
        (b"\xef\xbb\xbf  <HTML lang=nl><p>Tekst", "html"),
        (b"<head><title>x</title></head>", "html"),
        (b"<div>een</div><p>twee</p>", "html"),
        (b"<p>een stuk</p>", "html"),
        (b"<!-- x --><div class=a>", "html"),
        (b"<div>een</div><p>twee</p><p>drie</p>\n\n# Kop", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><body/></html>', "html"),
        (b'<?xml version="1.0"?><x:html xmlns:x="x"></x:html>', "html"),
        (b'<?xml version="1.0"?><kamerstuk><p>a</p><p>b</p><p>c</p></kamerstuk>', "xml"),
        (b"<?xml version='1.0'?>\n<!-- html --><kamerstuk><title>", "xml"),
        (b"<?xml version='1.0'?>", "xml"),
        (b"<kamerstuk><al>a</al></kamerstuk>\n", "xml"),
        (b"<kamerstuk> is een woord", "plain"),
        (b"<3 dit is tekst", "plain"),
        (b"<3 dit is <p> tekst", "plain"),
        (b"<meta charset='utf-8' />\n\n##Wet van 1990\n\nTekst", "markdown"),
        (b"# Kop\n\nTekst", "markdown"),
        (b"tekst\n## Kop\n", "markdown"),
        (b"x" * HEAD + b"\n# Kop\n", "plain"),
        (b"#hashtag alleen", "plain"),
        (b"##Kop", "markdown"),
        (b"Kop\n=====\n", "markdown"),
        (b"| a | b |\n|---|---|\n| 1 | 2 |", "markdown"),
        (b"```\ncode\n```", "markdown"),
        (b"**een** **twee**", "plain"),
        (b"**een** [twee](x) **drie**", "markdown"),
        (b"- een\n- twee\n- drie\n- vier", "plain"),
        ("Gewone tekst, één regel.".encode("cp1252"), "plain"),
        ("Tekst in twee bytes".encode("utf-16"), "plain"),
        (b"\xfe\xff" + "Tekst".encode("utf-16-be"), "plain"),
        (b"[Raad] besluit", "plain"),
        (b"{naam} besluit", "plain"),
        (b"Tekst\x0cTekst\x1b", "plain"),
        (b"BMI van de inwoners", "plain"),
        (b"MZ is een afkorting", "plain"),
        (b'{"naam": 1}', "json"),
        (b'[{"naam": 1}]', "json"),
        (b"[1, 2]", "json"),
        (b"\x89PNG\r\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"),
        (b"II*\0....", "image"),
        (b"MM\0*....", "image"),
        (b"BM....\0\0\0\0", "image"),
        (b"\0\0\0 ftypheic", "image"),
        (b"RIFF....", "media"),
        (b"ID3....", "media"),
        (b"OggS....", "media"),
        (b"fLaC....", "media"),
        (b"\x1aE\xdf\xa3..", "media"),
        (b"\0\0\0\x18ftypmp42", "media"),
        (b"\x1f\x8b\x08", "archive"),
        (b"BZh9", "archive"),
        (b"\xfd7zXZ\0", "archive"),
        (b"7z\xbc\xaf", "archive"),
        (b"Rar!\x1a", "archive"),
        (b"MSCF\0\0", "archive"),
        (b"\x7fELF", "program"),
        (b"MZ\x90\0", "program"),
        (b"tekst met \0 erin", "binary"),
        (b"\x01" + b"x" * 19, "plain"),
        (b"\x01" + b"x" * 18, "binary"),
        (b"", "binary"),
        (b"  \n", "binary"),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, found: str) -> None:
    assert format_of(data) == found


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (DOCX, MEDIA_TYPES["docx"]),
        (ODT, f"{OPEN}text"),
        (MAIL, "message/rfc822"),
        (compound(mail({0x37: "Oefening"})), "application/vnd.ms-outlook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "application/msword"),
        (b"PK\x03\x04 half a file", "application/zip"),
        (packed(mimetype="geen type; <script>"), "application/zip"),
        (b"{\\rtf1 tekst}", "application/rtf"),
        (b"<p>een stuk</p>", "text/html"),
        (b'{"a": 1}', "application/json"),
        (b"Gewone tekst.", "text/plain"),
        (b"\x89PNG\r\n", "image/png"),
        (b"\0\0\0 ftypavif", "image/heic"),
        (b"\0\0\0 ftypisom", "video/mp4"),
        (b"BM....\0\0\0\0", "image/bmp"),
        (b"\x1f\x8b\x08", "application/gzip"),
        (b"\0\1\2", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_every_format_has_a_media_type(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail_and_every_answer_is_a_media_type(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"<", b"{", b"From: a\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        assert media_type(start + data).count("/") == 1
    is_block_page(data)
    is_login_page(data)


@given(st.data())
def test_a_broken_compound_file_is_still_some_format(data: st.DataObject) -> None:
    whole = bytearray(compound({"Workbook": sheet([["a"]]), "map/diep": b"x"}))
    for _ in range(8):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert format_of(bytes(whole[: data.draw(st.integers(8, len(whole)))])) in ("xls", "ole", "msg", "encrypted")


@pytest.mark.parametrize(
    "mark",
    [
        "<title>Just a moment...</title>",
        "<title>\n Access Denied</title>",
        "<title>Toegang geweigerd</title>",
        "<title>403 Forbidden</title>",
        "<TITLE>Attention Required! | x</title>",
        "<title>Making sure you are not a bot</title>",
        "<title>Request Rejected</title>",
        "<title>503 Service</title>",
        "<script id='anubis_challenge'>",
        "<script src='/cdn-cgi/challenge-platform/x.js'>",
        "<script src='/.within.website/x.js'>",
        "<div class='cf-chl-widget'>",
        "Incapsula incident ID: 1",
    ],
)
def test_the_page_of_a_firewall_is_known(mark: str) -> None:
    assert is_block_page(f"<html><head></head><body>{mark}</body></html>".encode())


def test_a_page_about_access_is_no_firewall() -> None:
    assert not is_block_page(b"<html><title>Jaarstukken</title><p>De toegang is geweigerd aan onbevoegden.</p>")
    assert not is_block_page(b" " * HEAD + b"<title>Just a moment")


def test_a_login_page_is_known_by_its_title_and_its_field() -> None:
    form = b'<form><input name="p" type="password"></form>'
    assert is_login_page(b"<html><title>Inloggen | Raad</title>" + form)
    assert not is_login_page(b"<html><title>Raadsstukken</title>" + form)
    assert not is_login_page(b"<html><title>Inloggen bij de gemeente: uitleg</title><p>Zo werkt het.</html>")
