"""Reading Markdown: headings, paragraphs, list items and tables. Front matter and HTML tags are no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from typing import TYPE_CHECKING

from tasks.read.decode import decode
from tasks.read.failures import NotReadable
from tasks.read.limits import LIMITS, Limits, check_page
from tasks.read.page import Kind, PageWriter, Reading
from tasks.read.plain import read_plain

if TYPE_CHECKING:
    from markdown_it.token import Token

READER = "markdown-it"

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)
# "##Artikel 5" is meant as a heading, whatever the standard says; "#weerbaar" alone is a hashtag
_TIGHT_HEADING = re.compile(r"^(#{2,6})(?=[^#\s])", re.MULTILINE)
# converters put an empty line after every line; table rows and underlined titles do not survive that
_LOOSE_ROW = re.compile(r"^(\|.*\|[ \t]*\n)\n+(?=\|)", re.MULTILINE)
_LOOSE_TITLE = re.compile(r"(?<!\n)\n\n+(?=={4,}[ \t]*$)", re.MULTILINE)
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)


_SIGNS = re.compile(r"[\[\]!*_`<&\\]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MOST_SIGNS, _MOST_LINES, _MOST_CELLS = 10_000, 100_000, 100_000
"""In one paragraph, and in a whole document: the time that the parser takes grows with their square."""


def read_markdown(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page with the blocks of the document. Raises NotReadable when there is no text in it, or too much."""
    from markdown_it import MarkdownIt

    text = decode(data)
    check_page(len(text), 1, limits)
    if _is_hard(text):
        return read_plain(data, limits)
    title = ""
    front = _FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        found = _TITLE.search(front.group(1))
        title = found.group(1).strip("\"'") if found else ""
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    writer = PageWriter(limits)
    text = _TIGHT_HEADING.sub(r"\1 ", _LOOSE_TITLE.sub("\n", _LOOSE_ROW.sub(r"\1", text)))
    _write(parser.parse(text), writer)
    page = writer.page()
    if not page.marks:
        raise NotReadable("empty", "Het bestand heeft geen tekst. Kijk bij de bron of het document daar te openen is.")
    first = next((mark for mark in page.marks if mark.kind == "heading"), None)
    if not title and first is not None:
        title = " ".join(page.raw_text[first.raw_from : first.raw_to].split())
    return Reading(READER, [page], title)


def _is_hard(text: str) -> bool:
    """Whether the parser would take very long: such a text is read as if it had no marks."""
    if text.count("\n") > _MOST_LINES or text.count("|") > _MOST_CELLS:
        return True
    return any(len(_SIGNS.findall(block)) > _MOST_SIGNS for block in _BLANK_LINE.split(text))


def _write(tokens: Sequence[Token], writer: PageWriter) -> None:
    kind: Kind = "paragraph"
    level = 0
    lists = 0
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            kind, level = "heading", int(token.tag[1:])
        elif token.type == "heading_close":
            kind, level = "item" if lists else "paragraph", 0
        elif token.type in ("list_item_open", "list_item_close"):
            lists += token.nesting
            kind = "item" if lists else "paragraph"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            writer.add_row(row or [])
            row = None
        elif token.type == "inline":
            text = _inline(token)
            if row is None:
                writer.add(kind, text, level)
            else:
                row.append(text)
        elif token.type in ("fence", "code_block"):
            writer.add("paragraph", token.content)
        elif token.type == "html_block":
            for part in _without_tags(token.content).split("\n\n"):
                writer.add("paragraph", part)


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        is_break = child.type == "html_inline" and child.content.lower().startswith("<br")
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif is_break or child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)


def _without_tags(text: str) -> str:
    return unescape(_TAG.sub(" ", text))
