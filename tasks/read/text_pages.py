"""Pages that come as bare text: blocks from their lines, running headers and footers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.read.lines import marks_of_lines
from tasks.read.page import Page, TextSource
from tasks.read.running import EDGE, LINE_STEP, EdgeLine, running_lines

_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")


def marked_pages(texts: Sequence[str], text_source: TextSource) -> list[Page]:
    """A page for each text, from number 1, with marks."""
    lines = [list(_LINE.finditer(text)) for text in texts]
    edges = [(page[:EDGE], page[::-1][:EDGE]) for page in lines]
    found = running_lines([(_edge(top), _edge(bottom)) for top, bottom in edges]) if len(texts) > 1 else []
    pages = []
    for number, raw in enumerate(texts):
        masked = raw
        for which, running in enumerate(found[number] if found else ()):
            for index in running:
                start, end = edges[number][which][index].span()
                masked = masked[:start] + " " * (end - start) + masked[end:]
        pages.append(Page(number + 1, raw, marks_of_lines(masked), [], text_source))
    return pages


def _edge(lines: Sequence[re.Match[str]]) -> list[EdgeLine]:
    return [EdgeLine(line.group(), index * LINE_STEP) for index, line in enumerate(lines)]
