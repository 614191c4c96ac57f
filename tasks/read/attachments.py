"""What lies in a document that is itself a document: files in a zip, attachments of mail, files embedded in a PDF.

What is found in there is opened too, up to a depth. Bytes in, bytes and refusals out; nothing is written here.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from tasks.read.contents import NAMELESS, is_file, name_of, tidy
from tasks.read.contents import opened as opened_zip
from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, MEGABYTE, Limits
from tasks.read.sniff import NAMES
from text.formats import Format, format_of

MOST_DEPTH = 3
MOST_PARTS = 1_000
CONTAINERS: frozenset[Format] = frozenset(("zip", "email", "msg", "pdf"))
# no documents; what may be one but is not read (an old Word file) becomes one, so that reading tells it
_NO_DOCUMENTS: frozenset[Format] = frozenset(("image", "media", "archive", "program", "binary", "json"))
_PDF_SIGNS = (b"/EmbeddedFile", b"/FileAttachment", b"/ObjStm")
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_CONTENT_ID, _SHORT_NAME, _DISPLAY_NAME = 0x3712, 0x3704, 0x3001
"""Properties of an attachment in an Outlook message (MS-OXPROPS)."""


@dataclass(frozen=True)
class Attachment:
    """name: its place in the container: a name, or names from the outside in, joined by ' > '."""

    name: str
    data: bytes


@dataclass
class Found:
    """What lies in a container. rejects: (name, reason_code, message) of what became no document."""

    attachments: list[Attachment] = field(default_factory=list)
    rejects: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Refused:
    reason_code: str
    message: str


class _EnoughError(Exception):
    """There is more in it than will be looked at."""


def attachments(data: bytes, limits: Limits = LIMITS) -> Found:
    """The documents in a document, and what in there is none. A container that cannot be opened has none.

    limits: unpacked bounds the bytes of all parts together.
    """
    form = format_of(data)
    walk = _Walk(limits)
    if form in CONTAINERS:
        with suppress(_EnoughError, Damaged):
            walk.open(data, form, (), (hashlib.sha256(data).digest(),))
    return walk.found


def may_hold(data: bytes) -> bool:
    """Whether opening the document may be worth the while: a PDF without any sign of files in it is not opened."""
    return not data[:1024].lstrip().startswith(b"%PDF-") or any(sign in data for sign in _PDF_SIGNS)


class _Walk:
    """One walk through a container and what lies in it, with what it may still cost."""

    def __init__(self, limits: Limits) -> None:
        self.found = Found()
        self.left = limits.unpacked
        self._limits = limits
        self._parts = 0
        self._names: dict[str, set[bytes]] = {}

    def open(self, data: bytes, form: Format, path: tuple[str, ...], above: tuple[bytes, ...]) -> None:
        """Take every part of a container. above: digests of it and of what it lies in. Raises Damaged, _EnoughError."""
        for name, content in self._inside(data, form):
            self._parts += 1
            if self._parts > MOST_PARTS:
                message = f"In dit bestand zitten meer dan {MOST_PARTS} bestanden. De rest is niet gelezen."
                self.found.rejects.append(("meer", "too_large", message))
                raise _EnoughError
            place = (*path, tidy(name).replace(" > ", " - "))
            if isinstance(content, _Refused):
                self._refuse(place, content.reason_code, content.message)
            else:
                self._take(content, place, above)

    def _take(self, data: bytes, place: tuple[str, ...], above: tuple[bytes, ...]) -> None:
        digest = hashlib.sha256(data).digest()
        form = format_of(data)
        self.left -= len(data)
        if self.left < 0:
            self._refuse(place, "too_large", self._too_large())
        elif not data.strip(b"\0 \t\r\n"):
            self._refuse(place, "empty", "Het bestand is leeg.")
        elif digest in above:
            self._refuse(place, "too_large", "Dit bestand bevat zichzelf. Het is niet opnieuw geopend.")
        elif form in _NO_DOCUMENTS:
            self._refuse(place, "unsupported_type", f"Dit is {NAMES[form]}; dat is geen document dat wordt gelezen.")
        elif form == "zip":
            self._open_part(data, form, place, (*above, digest))
        elif (name := self._name(place, digest)) is not None:
            self.found.attachments.append(Attachment(name, data))
            if form in CONTAINERS:
                self._open_part(data, form, place, (*above, digest))

    def _open_part(self, data: bytes, form: Format, place: tuple[str, ...], above: tuple[bytes, ...]) -> None:
        try:
            if len(place) < MOST_DEPTH:
                self.open(data, form, place, above)
            elif any(True for _ in self._inside(data, form)):
                message = f"Dit bestand zit {MOST_DEPTH} lagen diep; wat daar weer in zit, is niet gelezen."
                self._refuse(place, "too_large", message)
        except Damaged as error:
            if form == "zip":  # of any other format reading tells
                self._refuse(place, error.reason_code, error.message)

    def _inside(self, data: bytes, form: Format) -> Iterator[tuple[str, bytes | _Refused]]:
        if form == "zip":
            return self._in_zip(data)
        if form == "email":
            return _in_mail(data)
        return _in_msg(data) if form == "msg" else _in_pdf(data)

    def _in_zip(self, data: bytes) -> Iterator[tuple[str, bytes | _Refused]]:
        """The files in a zip. One is unpacked only if the size that it says it has fits: zipfile reads no more."""
        with opened_zip(data) as archive:
            for entry in archive.infolist():
                if is_file(entry) and not stat.S_ISLNK(entry.external_attr >> 16):
                    yield name_of(entry), self._unpacked(archive, entry)

    def _unpacked(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | _Refused:
        if entry.flag_bits & 0x1:
            return _Refused(
                "encrypted", "Dit bestand is met een wachtwoord versleuteld. Vraag de bron om een open versie."
            )
        if entry.file_size > self.left:
            return _Refused("too_large", self._too_large())
        try:
            return archive.read(entry)
        except MemoryError:
            raise
        except NotImplementedError:
            return _Refused("unsupported_type", "Dit bestand is ingepakt op een manier die niet wordt gelezen.")
        except Exception as error:  # a broken entry brings zipfile to errors of every kind
            self.left -= entry.file_size
            return _Refused("damaged", f"Dit bestand is beschadigd en kan niet worden uitgepakt ({error}).")

    def _too_large(self) -> str:
        return (
            f"Alles wat in het bestand zit is samen groter dan {self._limits.unpacked // MEGABYTE} MB. "
            "Dit deel is niet gelezen."
        )

    def _name(self, place: tuple[str, ...], digest: bytes) -> str | None:
        """A name that no other part has; None for the same bytes under the same name once more."""
        name = " > ".join(place)
        known = self._names.setdefault(name, set())
        if digest in known:
            return None
        known.add(digest)
        return name if len(known) == 1 else self._name((*place[:-1], f"{place[-1]} ({len(known)})"), digest)

    def _refuse(self, place: tuple[str, ...], reason_code: str, message: str) -> None:
        self.found.rejects.append((" > ".join(place), reason_code, message))


def _in_mail(data: bytes) -> Iterator[tuple[str, bytes | _Refused]]:
    """The attachments of a mail: not its text, nor pictures within it (logos), nor signatures."""
    from tasks.read.mail import parsed

    message = parsed(data)
    stack: list[Any] = [message]
    while stack:
        part = stack.pop()
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not message:
            yield _forwarded(part)
        elif part.is_multipart():
            stack += [] if kind.startswith("message/") else reversed(part.get_payload())
        elif not _is_of_the_mail(part, kind):
            with suppress(Exception):  # the standard library fails on some parts that are wrong
                content = part.get_payload(decode=True)
                yield _filename(part), content if isinstance(content, bytes) else b""


def _is_of_the_mail(part: EmailMessage, kind: str) -> bool:
    disposition = str(part.get("content-disposition", "")).partition(";")[0].strip().lower()
    if kind in _SIGNATURES:
        return True
    if kind.startswith("image/"):
        return disposition == "inline" or "content-id" in part
    return kind.startswith("text/") and disposition != "attachment" and not _filename(part)


def _filename(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except Exception:  # as above
        return ""


def _forwarded(part: Any) -> tuple[str, bytes | _Refused]:
    """A message within a message, as it was sent."""
    from email import policy

    try:
        inner = part.get_payload(0)
        data = inner.as_bytes(policy=policy.default.clone(refold_source="none"))
        return _filename(part) or f"{inner.get('subject', '') or NAMELESS}.eml", data
    except Exception as error:  # as above
        return NAMELESS, _Refused("damaged", f"Dit bericht in een bericht is beschadigd ({error}).")


def _in_msg(data: bytes) -> Iterator[tuple[str, bytes | _Refused]]:
    """The attachments of an Outlook message, without pictures within its text."""
    from tasks.read.mail import opened

    message = opened(data)
    try:
        parts = list(message.attachments)
    except Exception as error:  # python-oxmsg meets broken messages with errors of every kind
        raise Damaged(f"De e-mail is beschadigd en kan niet worden gelezen ({error}).") from error
    for part in parts:
        try:
            content, told = part.file_bytes, part.properties.str_prop_value
            name = part.file_name or told(_SHORT_NAME) or told(_DISPLAY_NAME) or ""
            is_within = bool(told(_CONTENT_ID))
        except Exception as error:  # as above
            yield NAMELESS, _Refused("damaged", f"Deze bijlage is beschadigd ({error}).")
            continue
        if content is None:
            message_within = "Dit is een bericht in een bericht van Outlook; dat wordt nog niet gelezen."
            yield name, _Refused("unsupported_type", message_within)
        elif not (is_within and format_of(content) == "image"):
            yield name, content


def _in_pdf(data: bytes) -> Iterator[tuple[str, bytes | _Refused]]:
    """Files embedded in a PDF, portfolios among them, and those pinned to a page."""
    if not may_hold(data):
        return
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return  # damaged or locked: reading tells
    try:
        for number in range(min(pdf.count_attachments(), MOST_PARTS + 1)):
            yield _embedded(pdf.get_attachment(number))
        if b"/FileAttachment" in data:
            for handle in _pinned(pdf):
                yield _embedded(pdfium.PdfAttachment(handle, pdf))
    finally:
        pdf.close()


def _embedded(part: Any) -> tuple[str, bytes | _Refused]:
    import pypdfium2 as pdfium

    name = ""
    try:
        name = part.get_name()
        return name, bytes(part.get_data())
    except (pdfium.PdfiumError, UnicodeError) as error:
        return name, _Refused("damaged", f"Dit bestand in een pdf is beschadigd ({error}).")


def _pinned(pdf: Any) -> Iterator[Any]:
    import pypdfium2.raw as raw

    for page in pdf:
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, number)
            try:
                if annotation and raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FILEATTACHMENT:
                    handle = raw.FPDFAnnot_GetFileAttachment(annotation)
                    if handle:
                        yield handle
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
        page.close()
