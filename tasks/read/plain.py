"""Reading text without any marks: what is a heading, a list or a paragraph shows only from its lines."""

from __future__ import annotations

from tasks.read.decode import decode
from tasks.read.failures import NotReadable
from tasks.read.limits import LIMITS, Limits, check_characters, check_page, check_pages
from tasks.read.page import Reading
from tasks.read.text_pages import marked_pages

READER = "text"


def read_plain(data: bytes, limits: Limits = LIMITS) -> Reading:
    """A page per form feed. Raises NotReadable when there is no text in it, or too much."""
    text = decode(data)
    check_characters(len(text), limits)
    parts = text.split("\f")
    if not text.strip():
        raise NotReadable("empty", "Het bestand heeft geen tekst. Kijk bij de bron of het document daar te openen is.")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    check_pages(len(parts), limits)
    for part in parts:
        check_page(len(part), part.count("\n") + 1, limits)
    return Reading(READER, marked_pages(parts, "markup"))
