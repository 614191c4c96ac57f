"""From a demonstration document to the bytes that its organisation publishes, in the format of its front matter.

Each format has its own module; here they are chosen and remembered. Same document, same bytes, always.
"""

from __future__ import annotations

import threading

from demo.blocks import with_title
from demo.documents import Document
from demo.docx import docx
from demo.pdf import pdf
from demo.scan import scan
from demo.webpage import article, page

# What is left of a file that broke off while it was being sent.
BROKEN_SHARE = 0.6


def render(document: Document, site: str) -> bytes:
    """The bytes of the document; `site` is the name that a web page carries in its head."""
    blocks = with_title(document.about.title, document.text)
    match document.about.format:
        case "html":
            return page(site, document.about.title, article(blocks), published=document.about.date).encode()
        case "md":
            return document.text.encode()
        case "docx":
            return docx(document, blocks)
        case "scan":
            return scan(blocks)
    whole = pdf(document, blocks)
    return whole[: int(len(whole) * BROKEN_SHARE)] if document.about.format == "broken" else whole


class Rendered:
    """The bytes of documents, each rendered when first asked for and remembered from then on. Safe for threads."""

    def __init__(self) -> None:
        self._bytes: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def get(self, document: Document, site: str) -> bytes:
        """The bytes of the document, as render gives them."""
        with self._lock:  # one at a time: rendering is work for one core, and the libraries keep state of their own
            if document.key not in self._bytes:
                self._bytes[document.key] = render(document, site)
            return self._bytes[document.key]
