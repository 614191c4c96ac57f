"""Titles from what a source shows: file names and link texts. Only the wording; what is a link is in links.py."""

from __future__ import annotations

import re
from urllib.parse import unquote

LONGEST_TITLE = 500
"""Characters; a longer text is a paragraph that somebody made a link of."""

_KIND = r"(?:pdf|docx?|odt|rtf|html?|zip)"
_SIZE = re.compile(rf"\W*(?:\b{_KIND}\b\W*)?\b(\d+(?:[.,]\d+)?\s*(?:kb|mb|kib|mib|bytes))\b\W*$", re.IGNORECASE)
_FORMAT = re.compile(rf"\W+{_KIND}\W*$", re.IGNORECASE)
_EMPTY_WORDS = frozenset(
    {"download", "downloaden", "downloads", "open", "openen", "bekijk", "bekijken", "lees", "meer", "hier", "klik"}
    | {"pdf", "html", "word", "doc", "docx", "odt", "document", "bestand", "link", "website", "file", "here", "more"}
    | {"de", "het", "dit", "deze", "als", "in", "een", "via", "read", "view"}
)


def title_of_file(name: str) -> str:
    """A readable title from a file name: no folder, extension, underscores or %20."""
    stem = unquote(name).rpartition("/")[2]
    head, dot, extension = stem.rpartition(".")
    if dot and head and re.fullmatch(r"[A-Za-z0-9]{1,5}", extension):
        stem = head
    words = re.sub(r"[_+\s]+", " ", stem).strip()
    return (words if " " in words else words.replace("-", " "))[:LONGEST_TITLE]


def title_of_link(text: str) -> str | None:
    """The text of a link without the size and kind of its file; None when it says nothing ("download", "lees meer")."""
    shown = _FORMAT.sub("", _SIZE.sub("", " ".join(text.split()))).strip(" :–-")
    words = re.findall(r"\w+", shown.casefold())
    if all(word in _EMPTY_WORDS for word in words):
        return None
    return shown[:LONGEST_TITLE]


def size_in_link(text: str) -> str | None:
    """The size that a link text ends in, as it stands there ("1,2 MB"); None when it names none."""
    found = _SIZE.search(" ".join(text.split()))
    return found[1] if found else None
