"""What a demonstration document is called on the web, and which document an address belongs to.

Names and addresses only; the bytes are made in render.py, the answers are in website.py and notubiz.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from demo.documents import Document
from demo.sites import Site

# format: ending of the file name, media type
KINDS = {
    "pdf": ("pdf", "application/pdf"),
    "scan": ("pdf", "application/pdf"),
    "broken": ("pdf", "application/pdf"),
    "html": ("html", "text/html; charset=utf-8"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "md": ("md", "text/markdown; charset=utf-8"),
}


def file_name(document: Document) -> str:
    """The name of the document's file: its slug with the ending of its format."""
    return f"{document.slug}.{KINDS[document.about.format][0]}"


def media_type(document: Document) -> str:
    """The Content-Type that belongs to its format."""
    return KINDS[document.about.format][1]


def path_of(document: Document) -> str:
    """Where the document stands on its organisation's website: web pages and files each in a place of their own."""
    if document.about.format == "html":
        return f"/publicaties/{document.slug}"
    return f"/media/{document.about.date:%Y/%m}/{file_name(document)}"


def key_of(
    url: str, documents: Iterable[Document], sites: Iterable[Site], ports: Mapping[int, int] | None = None
) -> str | None:
    """Which document ("<organisation_id>/<slug>") is at the address, whatever its version; None for any other address.

    ports: declared port to port in use; without it the declared ones are in use.
    """
    parts = urlsplit(url)
    here = {site.organisation_id for site in sites if parts.port == (ports or {}).get(site.port, site.port)}
    number = re.match(r"/document/([0-9]+)(?:/|$)", parts.path)
    for document in documents:
        if document.organisation_id in here:
            is_it = document.number == int(number[1]) if number else path_of(document) == parts.path
            if is_it:
                return document.key
    return None
