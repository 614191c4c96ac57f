"""What bytes are, by looking at them: media types, block pages. Pure functions of the bytes.

Reading the document is in tasks/read; what a server says of its answer is in fetch.py.
"""

from __future__ import annotations

import re
import struct
import zipfile
from io import BytesIO

PDF = "application/pdf"
HTML = "text/html"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
BY_EXTENSION = {
    ".pdf": PDF,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".docx": OFFICE["word/"],
    ".xlsx": OFFICE["xl/"],
    ".pptx": OFFICE["ppt/"],
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".zip": ZIP,
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".xml": "application/xml",
}
HEAD = 65_536
"""Bytes that are looked at."""

_TAG = re.compile(rb"<(!doctype\s+html|html|head|body|title|meta|script|div|p|table|h1)[\s>]", re.IGNORECASE)
_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")
_MARKDOWN = re.compile(r"^(#{1,6} \S|\|.*\|\s*$|```)", re.MULTILINE)
_CHALLENGES = (
    b"anubis_challenge",
    b"/.within.website/",
    b"/cdn-cgi/challenge-platform",
    b"cf-chl-",
    b"incapsula incident id",
    b"<title>just a moment",
    b"<title>attention required",
    b"<title>access denied",
    b"<title>toegang geweigerd",
    b"<title>making sure you",
)


def media_type(data: bytes) -> str:
    """The media type of the bytes; application/octet-stream when nothing is recognised."""
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "application/msword"
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    return _text_type(head)


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and (said := _said_type(archive)):
                return said
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, struct.error):
        return ZIP
    if "[Content_Types].xml" in names:
        for folder, office in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return office
    return ZIP


def _said_type(archive: zipfile.ZipFile) -> str | None:
    """What an OpenDocument file says it is, in a first part that is not packed; None when that is no media type."""
    part = archive.getinfo("mimetype")
    if part.compress_type != zipfile.ZIP_STORED or part.file_size > 200:
        return None
    said = archive.read(part).decode("ascii", "replace").strip().lower()
    return said if _TYPE.fullmatch(said) else None


def _text_type(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UNKNOWN
    if start.startswith(b"<"):
        if _TAG.search(start[:4096]) and not _is_other_xml(start):
            return HTML
        return "application/xml" if start.startswith(b"<?xml") or re.match(rb"<[a-zA-Z]", start) else "text/plain"
    if start.startswith((b"{", b"[")) and start[:2] != b"[!" and re.match(rb'[{\[]\s*(["{\[\]}]|$)', start):
        return "application/json"
    if not start:
        return UNKNOWN
    return "text/markdown" if _MARKDOWN.search(head.decode("utf-8", "replace")) else "text/plain"


def _is_other_xml(start: bytes) -> bool:
    """Starts as XML, and its first element is not html."""
    if not start.startswith(b"<?xml"):
        return False
    first = re.search(rb"<([a-zA-Z][\w:.-]*)", start)
    return first is None or first.group(1).lower() not in (b"html", b"xhtml:html")


def is_block_page(data: bytes) -> bool:
    """An HTML page that a firewall puts in the place of the answer."""
    head = data[:HEAD].lower()
    return any(mark in head for mark in _CHALLENGES)


def due_type(path: str) -> str | None:
    """The media type that the name of a file promises, if any."""
    dot = path.rfind(".")
    return BY_EXTENSION.get(path[dot:].lower()) if dot >= 0 else None
