"""What bytes are, by looking at them: formats, media types, the pages that sites give in place of a document.

Pure functions of the bytes: never of a name, nor of what a server called them. What becomes of a format is decided in
tasks/crawl and tasks/read.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib
from typing import Literal

Format = Literal[
    "pdf", "html", "docx", "odt", "pptx", "xlsx", "xls", "ods", "rtf", "xml", "markdown", "plain", "email", "msg",
    "zip", "ole", "encrypted", "odp", "epub", "json", "image", "media", "archive", "program", "binary",
]  # fmt: skip
"""ole: an old Office document that is no msg or xls. encrypted: an Office document locked with a password."""

HEAD = 65_536
"""Bytes that are looked at; of packed formats also what their table of contents says."""
UNKNOWN = "application/octet-stream"
MEDIA_TYPES: dict[Format, str] = {
    "pdf": "application/pdf",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "xls": "application/vnd.ms-excel",
    "msg": "application/vnd.ms-outlook",
    "ole": "application/msword",
    "encrypted": "application/x-ole-storage",
    "rtf": "application/rtf",
    "xml": "application/xml",
    "markdown": "text/markdown",
    "plain": "text/plain",
    "email": "message/rfc822",
    "zip": "application/zip",
    "json": "application/json",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MAGIC: tuple[tuple[bytes, Format, str], ...] = (
    (b"{\\rtf", "rtf", "application/rtf"),
    (b"\x89PNG", "image", "image/png"),
    (b"\xff\xd8\xff", "image", "image/jpeg"),
    (b"GIF8", "image", "image/gif"),
    (b"II*\0", "image", "image/tiff"),
    (b"MM\0*", "image", "image/tiff"),
    (b"RIFF", "media", UNKNOWN),
    (b"ID3", "media", "audio/mpeg"),
    (b"OggS", "media", "audio/ogg"),
    (b"fLaC", "media", "audio/flac"),
    (b"\x1aE\xdf\xa3", "media", "video/x-matroska"),
    (b"\x1f\x8b", "archive", "application/gzip"),
    (b"BZh", "archive", "application/x-bzip2"),
    (b"\xfd7zXZ", "archive", "application/x-xz"),
    (b"7z\xbc\xaf", "archive", "application/x-7z-compressed"),
    (b"Rar!", "archive", "application/vnd.rar"),
    (b"MSCF", "archive", "application/vnd.ms-cab-compressed"),
    (b"\x7fELF", "program", "application/x-executable"),
)
# two letters that a text may begin with too: only where no text has bytes like the ones behind them
_SHORT_MAGIC: tuple[tuple[bytes, Format, str], ...] = (
    (b"BM", "image", "image/bmp"),
    (b"MZ", "program", "application/x-msdownload"),
)
_IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_OFFICE: dict[str, Format] = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_SAID: dict[str, Format] = {MEDIA_TYPES[one]: one for one in ("odt", "ods", "odp", "epub")}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ELEMENT = re.compile(rb"<([a-zA-Z_][\w.:-]*)[\s/>]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title)[\s>]", re.IGNORECASE)
_HTML_PART = re.compile(rb"<(?:div|p|li|td|h[1-6]|a|span|br|article|main|section|table)[\s/>]", re.IGNORECASE)
_HTML_FIRST = frozenset(
    b"div p h1 h2 h3 h4 h5 h6 article main section table ul ol form script style meta link center header nav".split()
)
_MARKDOWN_BLOCK = re.compile(r"^(?:#{1,6} +\S|#{2,6}\w|\|[ :|-]*-{3,}[ :|-]*\|?\s*$|```|={4,}\s*$)", re.MULTILINE)
_MARKDOWN_INLINE = re.compile(r"\*\*[^*\n]+\*\*|\[[^\]\n]+\]\([^)\n]+\)")
_JSON = re.compile(rb'\{\s*"[^"\n]*"\s*:|\[\s*(?:[\[{"]|\d+,)')
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60})[ \t]*:")
_MAIL_HEADERS = frozenset(
    b"from to cc subject date received mime-version message-id return-path reply-to sender delivered-to".split()
)
_LEAST_MAIL_HEADERS = 3
_BLOCKED = re.compile(
    rb"anubis_challenge|/\.within\.website/|/cdn-cgi/challenge-platform|cf-chl-|incapsula incident id"
    rb"|<title>\s*(?:just a moment|attention required|access denied|toegang geweigerd|making sure you"
    rb"|request rejected|(?:403|404|429|50[0-4])\b)",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(rb"<title>[^<]*\b(?:log ?in|inloggen|aanmelden|sign ?in)\b", re.IGNORECASE)
_PASSWORD = re.compile(rb"<input[^>]{1,2000}type\s*=\s*[\"']?password", re.IGNORECASE)


def format_of(data: bytes) -> Format:
    """The format of the bytes; binary when nothing is recognised, zip also for a broken one. Never raises."""
    return _recognised(data)[0]


def media_type(data: bytes) -> str:
    """The media type of the bytes; application/octet-stream when nothing is recognised. Never raises."""
    found, said = _recognised(data)
    return MEDIA_TYPES.get(found, said)


def is_block_page(data: bytes) -> bool:
    """A page that a firewall gives, or a server with an error, in the place of the answer."""
    return _BLOCKED.search(data[:HEAD]) is not None


def is_login_page(data: bytes) -> bool:
    """A page that is there to log in, by its title and its field for a password."""
    head = data[:HEAD]
    return _LOGIN_TITLE.search(head) is not None and _PASSWORD.search(head) is not None


def _recognised(data: bytes) -> tuple[Format, str]:
    """The format, and the media type where the format does not say it."""
    head = data[:HEAD]
    # a zip or a message may hold a PDF near its start
    if head.startswith(_ZIP):
        return _zip_format(data), UNKNOWN
    if head.startswith(_OLE):
        return _ole_format(data), UNKNOWN
    if b"%PDF-" in head[:1024]:
        return "pdf", UNKNOWN
    for magic, found, said in _MAGIC:
        if head.startswith(magic):
            return found, said
    for magic, found, said in _SHORT_MAGIC:
        if head.startswith(magic) and b"\0" in head[:1024]:
            return found, said
    if head[4:8] == b"ftyp":
        return ("image", "image/heic") if head[8:12] in _IMAGE_BRANDS else ("media", "video/mp4")
    return _text_format(head, data[-200:]), UNKNOWN


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            said = _said_type(archive) if "mimetype" in names else ""
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
        EOFError,
        struct.error,
        zlib.error,
    ):
        return "zip"
    if said in _SAID or said.startswith(_OPEN_DOCUMENT):
        return _SAID.get(said, "binary")
    if "[Content_Types].xml" in names:
        # drawings, printer files and programs are packed so too
        found = (kind for folder, kind in _OFFICE.items() if any(name.startswith(folder) for name in names))
        return next(found, "binary")
    return "program" if "META-INF/MANIFEST.MF" in names else "zip"


def _said_type(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument file or an e-book says it is, in a short part of its own; '' when that is too long."""
    if archive.getinfo("mimetype").file_size >= 200:
        return ""
    return archive.read("mimetype").decode("ascii", "replace").strip()


def _ole_format(data: bytes) -> Format:
    """Which old Office file: by the streams in it."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("__properties_version1.0"):
                return "msg"
            if ole.exists("EncryptedPackage"):
                return "encrypted"
            if ole.exists("Workbook") or ole.exists("Book"):
                return "xls"
    except Exception:  # a broken one brings olefile to errors of every kind
        return "ole"
    return "ole"


def _text_format(head: bytes, tail: bytes) -> Format:
    if head.startswith(_BOMS[1:]):
        head = head.decode("utf-16", "replace").encode()
    if b"\0" in head or _control_share(head) > 0.05:
        return "binary"
    start = head.removeprefix(_BOMS[0]).lstrip()
    if not start:
        return "binary"
    if _is_mail(start):
        return "email"
    text = start.decode("utf-8", "replace")
    is_markdown = bool(_MARKDOWN_BLOCK.search(text)) or len(_MARKDOWN_INLINE.findall(text)) >= 3
    if start.startswith(b"<") and (found := _marked_up(start, tail, is_markdown)):
        return found
    if _JSON.match(start):
        return "json"
    return "markdown" if is_markdown else "plain"


def _control_share(head: bytes) -> float:
    control = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return control / max(1, len(head))


def _marked_up(start: bytes, tail: bytes, is_markdown: bool) -> Literal["html", "xml"] | None:
    """html or xml for what begins with a < and is one of them."""
    first = _ELEMENT.search(start[:4096])
    name = first.group(1).lower().rsplit(b":", 1)[-1] if first else b""
    if start.startswith(b"<?xml"):
        return "html" if name == b"html" else "xml"
    if _HTML.search(start[:4096]) or len(_HTML_PART.findall(start)) >= 3:
        return "html"
    begins_so = first is not None and (first.start() == 0 or start.startswith(b"<!--"))
    if begins_so and name in _HTML_FIRST and not is_markdown:
        return "html"
    if first and first.start() == 0 and tail.rstrip().endswith(b"</" + first.group(1) + b">"):
        return "xml"
    return None


def _is_mail(start: bytes) -> bool:
    """Whether it begins with header lines, three different ones of a mail among them, before the first empty line."""
    found: set[bytes] = set()
    for number, line in enumerate(start.split(b"\n", 1_000)):
        if not line.strip():
            break
        if number and line[:1] in b" \t":
            continue
        header = _HEADER.match(line)
        if header is None:
            return False
        name = header.group(1).lower()
        if name in _MAIL_HEADERS:
            found.add(name)
        if len(found) >= _LEAST_MAIL_HEADERS:
            return True
    return False
