"""Which documents can be read, by their bytes; of the others, why not. How a format is recognised: text/formats.py."""

from __future__ import annotations

import io
import zipfile

from tasks.read.failures import Damaged, NotReadable
from text.formats import Format, format_of, is_block_page, is_login_page

NAMES: dict[Format, str] = {
    "odp": "een presentatie (ODP)",
    "epub": "een e-boek (EPUB)",
    "ole": "een oud Office-document (doc of ppt)",
    "json": "een JSON-bestand",
    "image": "een afbeelding",
    "media": "geluid of beeld",
    "archive": "een ingepakt bestand",
    "program": "een programma",
    "binary": "een onbekend soort bestand",
}
"""Formats that are not read, for people."""


def sniff(data: bytes) -> Format:
    """The format of the bytes, one that is read.

    Raises Damaged for a zip that does not open. Raises NotReadable: empty; encrypted; unsupported_type for a format
    that is not read; not_a_document for the page of a firewall or a login, which a site gave instead of the document.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise NotReadable("empty", "Het bestand is leeg. Kijk bij de bron of het document daar wel te openen is.")
    found = format_of(data)
    if found == "html":
        _check_page(data)
    if found == "zip":
        _check_opens(data)
    if found == "encrypted":
        raise NotReadable(
            "encrypted", "Het document is met een wachtwoord versleuteld. Vraag de bron om een open versie."
        )
    if found in NAMES:
        raise NotReadable(
            "unsupported_type", f"Dit is {NAMES[found]}; dat soort wordt nog niet gelezen. Zoek een pdf of webpagina."
        )
    return found


def _check_page(data: bytes) -> None:
    if is_block_page(data):
        raise NotReadable(
            "not_a_document",
            "De site gaf een blokkade of foutmelding in plaats van het document. "
            "Probeer het later opnieuw of vraag de bron om toegang.",
        )
    if is_login_page(data):
        raise NotReadable(
            "not_a_document",
            "De site gaf een inlogpagina in plaats van het document: het document is niet openbaar of is verplaatst.",
        )


def _check_opens(data: bytes) -> None:
    try:
        zipfile.ZipFile(io.BytesIO(data)).close()
    except Exception as error:  # a broken table of contents brings zipfile to errors of every kind
        raise Damaged(f"Het bestand is een ingepakt document dat beschadigd is en niet open gaat ({error}).") from error
