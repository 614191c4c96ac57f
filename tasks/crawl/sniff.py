"""What type a publication should have, by its name. What its bytes are: text/formats.py."""

from __future__ import annotations

from text.formats import MEDIA_TYPES

HTML = MEDIA_TYPES["html"]
BY_EXTENSION = {
    ".pdf": MEDIA_TYPES["pdf"],
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".docx": MEDIA_TYPES["docx"],
    ".xlsx": MEDIA_TYPES["xlsx"],
    ".pptx": MEDIA_TYPES["pptx"],
    ".doc": MEDIA_TYPES["ole"],
    ".xls": MEDIA_TYPES["xls"],
    ".odt": MEDIA_TYPES["odt"],
    ".ods": MEDIA_TYPES["ods"],
    ".rtf": MEDIA_TYPES["rtf"],
    ".eml": MEDIA_TYPES["email"],
    ".msg": MEDIA_TYPES["msg"],
    ".zip": MEDIA_TYPES["zip"],
    ".md": MEDIA_TYPES["markdown"],
    ".txt": MEDIA_TYPES["plain"],
    ".xml": MEDIA_TYPES["xml"],
}


def due_type(path: str) -> str | None:
    """The media type that the name of a file promises, if any."""
    dot = path.rfind(".")
    return BY_EXTENSION.get(path[dot:].lower()) if dot >= 0 else None
