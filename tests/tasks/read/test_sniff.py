"""Which documents can be read."""

from __future__ import annotations

import io
import zipfile

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.sniff import NAMES, sniff
from tests.ole import compound
from text.formats import HEAD, format_of


def packed(**files: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"Tekst", b"# Kop", b"{\\rtf1 tekst}", packed(stuk="x"), packed()])
def test_a_format_that_is_read_is_told(data: bytes) -> None:
    assert sniff(data) == format_of(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (packed(mimetype="application/vnd.oasis.opendocument.presentation"), "een presentatie (ODP)"),
        (packed(mimetype="application/epub+zip"), "een e-boek (EPUB)"),
        (compound({"WordDocument": b"x"}), "een oud Office-document (doc of ppt)"),
        (b'{"naam": 1}', "een JSON-bestand"),
        (b"\x89PNG\r\n", "een afbeelding"),
        (b"OggS....", "geluid of beeld"),
        (b"Rar!\x1a", "een ingepakt bestand"),
        (b"\x7fELF", "een programma"),
        (b"tekst met \0 erin", "een onbekend soort bestand"),
    ],
)
def test_a_format_that_is_not_read_is_named(data: bytes, name: str) -> None:
    with pytest.raises(NotReadable) as caught:
        sniff(data)
    assert caught.value.reason_code == "unsupported_type"
    assert caught.value.message == f"Dit is {name}; dat soort wordt nog niet gelezen. Zoek een pdf of webpagina."
    assert NAMES[format_of(data)] == name


def test_an_office_document_with_a_password_is_encrypted() -> None:
    with pytest.raises(NotReadable, match="wachtwoord") as caught:
        sniff(compound({"EncryptedPackage": b"x"}))
    assert caught.value.reason_code == "encrypted"


@pytest.mark.parametrize("data", [b"PK\x03\x04 stuk", packed(stuk="x")[:-30]], ids=["broken", "cut"])
def test_a_zip_that_does_not_open_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged, match="beschadigd"):
        sniff(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0\0"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(NotReadable, match="leeg") as caught:
        sniff(data)
    assert caught.value.reason_code == "empty"


def test_the_page_of_a_firewall_is_no_document() -> None:
    with pytest.raises(NotReadable, match="blokkade of foutmelding") as caught:
        sniff(b"<html><title>Just a moment...</title></html>")
    assert caught.value.reason_code == "not_a_document"


def test_a_login_page_is_no_document() -> None:
    with pytest.raises(NotReadable, match="inlogpagina") as caught:
        sniff(b'<html><title>Inloggen | Raad</title><form><input name="p" type="password"></form></html>')
    assert caught.value.reason_code == "not_a_document"


def test_only_the_start_is_looked_at_for_a_block_page() -> None:
    assert sniff(b"<html><p>" + b"x" * HEAD + b"anubis_challenge</html>") == "html"
