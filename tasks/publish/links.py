"""Links from evidence in the report to its source: where they lead, and what they say.

The address comes from out_evidence (page_url), the words from its published quote, so that what is masked in the quote
is in no address. What a browser can do with an address is known in text/addresses.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from text.addresses import HTML, at_words, page_name


class SourceLink(NamedTuple):
    """href: where a browser may go; None: nowhere, then `address` is shown as text. text: what the link says."""

    href: str | None
    text: str
    address: str


def source_link(evidence: Mapping[str, Any]) -> SourceLink:
    """The link to the source of a row of out_evidence: at its page, or at its words.

    An attachment cannot be opened at a page from outside: the link goes to what it lies in, and names it.
    """
    media_type, address, name = evidence["media_type"], evidence["page_url"], evidence["attachment_name"]
    page = page_name(media_type, evidence["page_count"])
    place = f"{page} {evidence['page_number']}" if page else "webpagina" if media_type == HTML else "document"
    if name is not None:
        place = f"{place} van bijlage {name}" if page else f"bijlage {name}"
    else:
        address = at_words(address, media_type, evidence["quote"])
    return SourceLink(safe_link(address), place, evidence["url"])


def safe_link(url: str | None) -> str | None:
    """The address if a browser may follow it; None for local files and anything else."""
    return url if url and re.match(r"https?://", url) else None
