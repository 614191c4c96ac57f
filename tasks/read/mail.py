"""Reading e-mail (EML, and MSG of Outlook): its subject as heading, who wrote to whom and when, and its text.

The text is the plain one, else the one in HTML. Attachments are no part of it: they are documents of their own.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from tasks.read.decode import decode
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import LIMITS, Limits, check_characters
from tasks.read.lines import marks_of_lines
from tasks.read.page import PageWriter, Reading

if TYPE_CHECKING:
    from oxmsg import Message

READER_EML = "email"
READER_MSG = "python-oxmsg"

_MONTHS = tuple(
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
_LONGEST_HEADER = 1_500
"""Characters. A longer list of recipients is cut: reading it takes the square of its length."""
_TOO_LONG = re.compile(
    rb"^((?:content-[a-z-]{1,40}|from|to|cc|subject|date)[ \t]*:(?:[^\n]|\n[ \t]){%d})(?:[^\n]|\n[ \t])*"
    % _LONGEST_HEADER,
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_SHOWN = 1_000
_LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")


def read_email(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page: subject, names, date, text. Raises Damaged, NotReadable (encrypted, too_large)."""
    message = parsed(data)
    if message.get_content_type() in _LOCKED and message.get_param("smime-type") != "signed-data":
        raise _encrypted()
    plain, html = _bodies(message)
    people = [("Van", _header(message, "from")), ("Aan", _header(message, "to")), ("Cc", _header(message, "cc"))]
    return _reading(READER_EML, _header(message, "subject"), people, _day(message), plain, html, limits)


def parsed(data: bytes) -> EmailMessage:
    """The message in the bytes, its longest headers cut. Raises Damaged when it is nested too deeply."""
    from email import policy
    from email.parser import BytesParser

    try:
        return BytesParser(EmailMessage, policy=policy.default).parsebytes(_shortened(data))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Damaged(f"De e-mail is beschadigd en kan niet worden gelezen ({error}).") from error


def read_msg(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page: subject, names, date, text. Raises Damaged, NotReadable (encrypted, too_large)."""
    message = opened(data)
    try:
        if "smime" in message.message_class.lower() and "multipartsigned" not in message.message_class.lower():
            raise _encrypted()
        names = "; ".join(one.name or "" for one in message.recipients)
        sent, subject, sender = message.sent_date, message.subject, message.sender or ""
        plain = message.body or ""
        html = b"" if plain.strip() else _msg_html(message)
    except NotReadable:
        raise
    except Exception as error:  # python-oxmsg meets broken messages with errors of every kind
        raise _damaged(error) from error
    people = [("Van", sender), ("Aan", names)]
    return _reading(READER_MSG, subject, people, sent.date() if sent else None, plain, html, limits)


def opened(data: bytes) -> Message:
    """The Outlook message in the bytes. Raises Damaged."""
    from oxmsg import Message

    try:
        return Message.load(io.BytesIO(data))
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged(error) from error


def _shortened(data: bytes) -> bytes:
    """The bytes, of which no header that is looked at takes more than _LONGEST_HEADER, in parts within neither."""
    return _TOO_LONG.sub(rb"\1", data)


def _encrypted() -> NotReadable:
    return NotReadable("encrypted", "De e-mail is versleuteld. Vraag de bron om een open versie.")


def _damaged(error: Exception) -> Damaged:
    return Damaged(f"De e-mail is beschadigd en kan niet worden gelezen ({type(error).__name__}: {error}).")


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())[:_LONGEST_SHOWN]
    except Exception:  # the standard library's parser of headers fails on some that are wrong
        return ""


def _day(message: EmailMessage) -> date | None:
    try:
        sent = getattr(message.get("date"), "datetime", None)
        return sent.date() if sent else None
    except Exception:  # as above
        return None


def _bodies(message: EmailMessage) -> tuple[str, bytes]:
    """The plain text, and the one in HTML as bytes where the plain one is empty."""
    plain = _content(message, "plain")
    return (plain, b"") if plain.strip() else ("", _content(message, "html").encode())


def _content(message: EmailMessage, kind: str) -> str:
    """The text of that kind; '' when there is none. What it is said to be encoded in is tried first."""
    try:
        body: Any = message.get_body((kind,))
        data = body.get_payload(decode=True) if body is not None else None
        charset = body.get_content_charset() if body is not None else None
    except Exception:  # the standard library fails on some parts that are wrong
        return ""
    if not isinstance(data, bytes):
        return ""
    if charset and charset not in ("us-ascii", "utf-8"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            pass
    return decode(data)


def _msg_html(message: Message) -> bytes:
    """The HTML, in UTF-8 if it is that or its encoding is known; else as it is."""
    from oxmsg.domain import constants

    raw = message.properties.binary_prop_value(constants.PID_HTML) or b""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        with suppress(LookupError, UnicodeDecodeError):
            return (message.html_body or "").encode("utf-8", "replace")
        return raw
    return raw or (message.html_body or "").encode("utf-8", "replace")


def _reading(
    reader: str,
    subject: str,
    people: list[tuple[str, str]],
    sent: date | None,
    plain: str,
    html: bytes,
    limits: Limits,
) -> Reading:
    writer = PageWriter(limits)
    writer.add("heading", " ".join(subject.split()), 1)
    for label, names in people:
        if names:
            writer.add("paragraph", f"{label}: {' '.join(names.split())[:_LONGEST_SHOWN]}")
    if sent:
        writer.add("paragraph", f"Datum: {sent.day} {_MONTHS[sent.month - 1]} {sent.year}")
    check_characters(len(plain) or len(html) // 10, limits)
    for mark in marks_of_lines(plain):
        writer.add(mark.kind, plain[mark.raw_from : mark.raw_to], mark.level + (mark.kind == "heading"))
    if html:
        _write_html(html, writer, limits)
    page = writer.page()
    if not page.marks:
        raise Damaged("In de e-mail staat geen tekst.")
    return Reading(reader, [page], " ".join(subject.split()), sent)


def _write_html(html: bytes, writer: PageWriter, limits: Limits) -> None:
    from tasks.read.html import read_html

    try:
        pages = read_html(html, limits).pages
    except Damaged:
        return  # a mail without text still has its subject
    for page in pages:
        for mark in page.marks:
            writer.add(mark.kind, page.raw_text[mark.raw_from : mark.raw_to], mark.level + (mark.kind == "heading"))
