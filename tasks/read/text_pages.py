"""Pages that come as bare text: blocks from their lines, running headers and footers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.read.lines import marks_of_lines
from tasks.read.page import Page, TextSource
from tasks.read.running import EDGE, running_lines

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")


def marked_pages(texts: Sequence[str], text_source: TextSource) -> list[Page]:
    """A page for each text, from number 1, with marks."""
    lines = [[found.group() for found in _LINE.finditer(text)] for text in texts]
    running = running_lines([(page[:EDGE], page[::-1][:EDGE]) for page in lines])
    pages = []
    for number, (raw, page_lines, repeated) in enumerate(zip(texts, lines, running, strict=True), 1):
        edges = {*page_lines[:EDGE], *page_lines[-EDGE:]} & repeated if len(texts) > 1 else set()
        marks = [mark for mark in marks_of_lines(raw) if raw[mark.raw_from : mark.raw_to] not in edges]
        pages.append(Page(number, raw, marks, [], text_source))
    return pages
