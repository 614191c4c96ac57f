"""What a document is, from its bytes: never from its name or from what a server called it."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from typing import Literal

from tasks.read.failures import Damaged, NotReadable

Format = Literal["pdf", "html", "docx", "odt", "xml", "markdown", "plain"]

HEAD = 65_536
"""Bytes that are looked at."""

_NAMES = {
    "xlsx": "een Excel-werkblad",
    "pptx": "een PowerPoint-presentatie",
    "ods": "een rekenblad (ODS)",
    "odp": "een presentatie (ODP)",
    "epub": "een e-boek (EPUB)",
    "zip": "een zip-bestand",
    "rtf": "een RTF-document",
    "ole": "een oud Office-document (doc, xls of ppt)",
    "json": "een JSON-bestand",
    "image": "een afbeelding",
    "media": "geluid of beeld",
    "archive": "een ingepakt bestand",
    "program": "een programma",
    "binary": "een onbekend soort bestand",
}
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\0\0\0\x18ftyp", "media"),
    (b"\0\0\0\x1cftyp", "media"),
    (b"\0\0\0 ftyp", "media"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/epub+zip": "epub",
}
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ELEMENT = re.compile(rb"<([a-zA-Z_][\w.:-]*)[\s/>]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title)[\s>]", re.I)
_HTML_PART = re.compile(rb"<(?:div|p|li|td|h[1-6]|a|span|br|article|main|section|table)[\s/>]", re.I)
_MARKDOWN_BLOCK = re.compile(r"^(?:#{1,6} +\S|#{2,6}\w|\|[ :|-]*-{3,}[ :|-]*\|?\s*$|```|={4,}\s*$)", re.MULTILINE)
_MARKDOWN_INLINE = re.compile(r"\*\*[^*\n]+\*\*|\[[^\]\n]+\]\([^)\n]+\)")
_BLOCKED = re.compile(
    rb"anubis_challenge|/\.within\.website/|/cdn-cgi/challenge-platform|cf-chl-|incapsula incident id"
    rb"|<title>\s*(?:just a moment|attention required|access denied|toegang geweigerd|making sure you"
    rb"|request rejected|(?:403|404|429|50[0-4])\b)",
    re.I,
)
_LOGIN_TITLE = re.compile(rb"<title>[^<]*\b(?:log ?in|inloggen|aanmelden|sign ?in)\b", re.I)
_PASSWORD = re.compile(rb"<input[^>]+type\s*=\s*[\"']?password", re.I)


def sniff(data: bytes) -> Format:
    """The format of the bytes.

    Raises Damaged for a zip that does not open. Raises NotReadable: empty; unsupported_type for a format that is not
    read; not_a_document for the page of a firewall or a login, which a site gave instead of the document.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise NotReadable("empty", "Het bestand is leeg. Kijk bij de bron of het document daar wel te openen is.")
    found = _format(data)
    if found == "html":
        _check_page(data[:HEAD])
    if found in _NAMES:
        raise NotReadable(
            "unsupported_type", f"Dit is {_NAMES[found]}; dat soort wordt nog niet gelezen. Zoek een pdf of webpagina."
        )
    return found  # type: ignore[return-value]


def _format(data: bytes) -> str:
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    return _text_format(head, data[-200:])


def _zip_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").decode("ascii", "replace").strip(), "zip")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error) as error:
        raise Damaged(f"Het bestand is een ingepakt document dat beschadigd is en niet open gaat ({error}).") from error
    if "[Content_Types].xml" in names:
        return next((kind for folder, kind in _OFFICE.items() if any(n.startswith(folder) for n in names)), "zip")
    return "zip"


def _text_format(head: bytes, tail: bytes) -> str:
    is_utf16 = head.startswith(_BOMS[1:])
    if is_utf16:
        head = head.decode("utf-16", "replace").encode()
    if b"\0" in head or _control_share(head) > 0.05:
        return "binary"
    start = head.removeprefix(_BOMS[0]).lstrip()
    if start.startswith(b"<"):
        first = _ELEMENT.search(start[:4096])
        name = first.group(1).lower().rsplit(b":", 1)[-1] if first else b""
        if start[:5] == b"<?xml":
            return "html" if name == b"html" else "xml"
        if _HTML.search(start[:4096]) or len(_HTML_PART.findall(start)) >= 3:
            return "html"
        if first and first.start() == 0 and tail.rstrip().endswith(b"</" + first.group(1) + b">"):
            return "xml"
    if re.match(rb'\{\s*"[^"\n]*"\s*:|\[\s*(?:[\[{"]|\d+,)', start):
        return "json"
    text = start.decode("utf-8", "replace")
    is_markdown = _MARKDOWN_BLOCK.search(text) or len(_MARKDOWN_INLINE.findall(text)) >= 3
    return "markdown" if is_markdown else "plain"


def _control_share(head: bytes) -> float:
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return control / max(1, len(head))


def _check_page(head: bytes) -> None:
    if _BLOCKED.search(head):
        raise NotReadable(
            "not_a_document",
            "De site gaf een blokkade of foutmelding in plaats van het document. "
            "Probeer het later opnieuw of vraag de bron om toegang.",
        )
    if _LOGIN_TITLE.search(head) and _PASSWORD.search(head):
        raise NotReadable(
            "not_a_document",
            "De site gaf een inlogpagina in plaats van het document: het document is niet openbaar of is verplaatst.",
        )
