"""What a document is, from its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.sniff import HEAD, sniff


def packed(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("TYPES", "[Content_Types].xml"), text)
    return buffer.getvalue()


DOCX = packed(TYPES="<Types/>", word__document="<x/>")
ODT = packed(mimetype="application/vnd.oasis.opendocument.text", content="<x/>")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\n\n" + b" " * 1000 + b"%PDF-1.4", "pdf"),
        (DOCX, "docx"),
        (ODT, "odt"),
        (b"<!DOCTYPE html><html><body>Tekst</body></html>", "html"),
        (b"\xef\xbb\xbf  <HTML lang=nl><p>Tekst", "html"),
        (b"<head><title>x</title></head>", "html"),
        (b"<div>een</div><p>twee</p>", "plain"),
        (b"<div>een</div><p>twee</p><p>drie</p>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"><body/></html>', "html"),
        (b'<?xml version="1.0"?><x:html xmlns:x="x"></x:html>', "html"),
        (b'<?xml version="1.0"?><kamerstuk><p>a</p><p>b</p><p>c</p></kamerstuk>', "xml"),
        (b"<kamerstuk><al>a</al></kamerstuk>\n", "xml"),
        (b"<kamerstuk> is een woord", "plain"),
        (b"<meta charset='utf-8' />\n\n##Wet van 1990\n\nTekst", "markdown"),
        (b"# Kop\n\nTekst", "markdown"),
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
    ],
)
def test_the_bytes_tell_the_format(data: bytes, found: str) -> None:
    assert sniff(data) == found


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (packed(TYPES="<Types/>", xl__workbook="<x/>"), "een Excel-werkblad"),
        (packed(TYPES="<Types/>", ppt__presentation="<x/>"), "een PowerPoint-presentatie"),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "een rekenblad (ODS)"),
        (packed(mimetype="application/vnd.oasis.opendocument.presentation"), "een presentatie (ODP)"),
        (packed(mimetype="application/epub+zip"), "een e-boek (EPUB)"),
        (packed(mimetype="x" * 200), "een zip-bestand"),
        (packed(mimetype="application/x-other"), "een zip-bestand"),
        (packed(TYPES="<Types/>", other="x"), "een zip-bestand"),
        (packed(word__document="<x/>"), "een zip-bestand"),
        (b"PK\x05\x06" + b"\0" * 18, "een zip-bestand"),
        (b"{\\rtf1 tekst}", "een RTF-document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "een oud Office-document (doc, xls of ppt)"),
        (b'{"naam": 1}', "een JSON-bestand"),
        (b'[{"naam": 1}]', "een JSON-bestand"),
        (b"[1, 2]", "een JSON-bestand"),
        (b"\x89PNG\r\n", "een afbeelding"),
        (b"\xff\xd8\xff\xe0", "een afbeelding"),
        (b"GIF89a", "een afbeelding"),
        (b"II*\0....", "een afbeelding"),
        (b"MM\0*....", "een afbeelding"),
        (b"BM....", "een afbeelding"),
        (b"RIFF....", "geluid of beeld"),
        (b"ID3....", "geluid of beeld"),
        (b"OggS....", "geluid of beeld"),
        (b"\0\0\0\x18ftypmp42", "geluid of beeld"),
        (b"\0\0\0\x1cftypmp42", "geluid of beeld"),
        (b"\0\0\0 ftypmp42", "geluid of beeld"),
        (b"\x1f\x8b\x08", "een ingepakt bestand"),
        (b"7z\xbc\xaf", "een ingepakt bestand"),
        (b"Rar!\x1a", "een ingepakt bestand"),
        (b"\x7fELF", "een programma"),
        (b"MZ\x90", "een programma"),
        (b"tekst met \0 erin", "een onbekend soort bestand"),
        (b"\x01\x02\x03" + b"x" * 40, "een onbekend soort bestand"),
    ],
)
def test_a_format_that_is_not_read_is_named(data: bytes, name: str) -> None:
    with pytest.raises(NotReadable) as caught:
        sniff(data)
    assert caught.value.reason_code == "unsupported_type"
    assert caught.value.message == (f"Dit is {name}; dat soort wordt nog niet gelezen. Zoek een pdf of webpagina.")


@pytest.mark.parametrize("data", [b"PK\x03\x04 stuk", DOCX[:-30], ODT.replace(b"opendocument", b"closedocument", 1)])
def test_a_zip_that_does_not_open_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged, match="beschadigd"):
        sniff(data)


def test_a_few_control_characters_make_no_binary_file() -> None:
    assert sniff(b"\x01" + b"x" * 19) == "plain"
    with pytest.raises(NotReadable):
        sniff(b"\x01" + b"x" * 18)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0\0"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(NotReadable, match="leeg") as caught:
        sniff(data)
    assert caught.value.reason_code == "empty"


@pytest.mark.parametrize(
    "mark",
    [
        "<title>Just a moment...</title>",
        "<title>\n Access Denied</title>",
        "<title>Toegang geweigerd</title>",
        "<title>403 Forbidden</title>",
        "<title>Attention Required! | x</title>",
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
def test_the_page_of_a_firewall_is_no_document(mark: str) -> None:
    with pytest.raises(NotReadable, match="blokkade of foutmelding") as caught:
        sniff(f"<html><head></head><body>{mark}</body></html>".encode())
    assert caught.value.reason_code == "not_a_document"


def test_a_login_page_is_no_document_and_a_page_that_has_a_login_is() -> None:
    form = '<form><input name="p" type="password"></form>'
    with pytest.raises(NotReadable, match="inlogpagina") as caught:
        sniff(f"<html><title>Inloggen | Raad</title>{form}</html>".encode())
    assert caught.value.reason_code == "not_a_document"
    assert sniff(f"<html><title>Raadsstukken</title>{form}</html>".encode()) == "html"
    assert sniff(b"<html><title>Inloggen bij de gemeente: uitleg</title><p>Zo werkt het.</html>") == "html"


def test_only_the_start_is_looked_at_for_a_block_page() -> None:
    page = b"<html><p>" + b"x" * HEAD + b"anubis_challenge</html>"
    assert sniff(page) == "html"
