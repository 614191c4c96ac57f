"""The text of a demonstration document as blocks: headings, paragraphs, list items and tables.

Markdown is taken apart here, once, for every format; what a block looks like belongs in the module of that format.
Emphasis and links become plain text, HTML and code are text as it stands: a report on paper has none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True)
class Heading:
    level: int  # 1 … 6
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Item:
    """One item of a list, with the sign before it: a bullet, or its number and a full stop."""

    sign: str
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells, the heading row first; every row has as many cells as the heading row."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Item | Table
BULLET = "•"


def blocks(markdown: str) -> list[Block]:
    """The blocks of a Markdown text, in order. A quotation is read as the paragraphs in it."""
    return list(_blocks(MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)))


def with_title(title: str, markdown: str) -> list[Block]:
    """The blocks with a heading of the first level at the top: the text's own if it begins with one, else the title."""
    found = blocks(markdown)
    first = found[0] if found else None
    if isinstance(first, Heading) and first.level == 1:
        return found
    return [Heading(1, title), *found]


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    signs: list[int | None] = []  # per open list: None for bullets, else the next number
    sign = ""
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    before = ""
    level = 1
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag.removeprefix("h"))
            case "bullet_list_open":
                signs.append(None)
            case "ordered_list_open":
                signs.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                signs.pop()
            case "list_item_open":
                number = signs[-1]
                sign = BULLET if number is None else f"{number}."
                signs[-1] = None if number is None else number + 1
            case "list_item_close":
                sign = ""
            case "tr_open":
                cells = []
            case "tr_close":
                rows.append(tuple(cells))
            case "table_close":
                yield Table(tuple(rows))
                rows = []
            case "fence" | "code_block":
                yield Paragraph(" ".join(token.content.split()))
            case "inline":
                text = _plain(token)
                if before in ("th_open", "td_open"):
                    cells.append(text)
                elif before == "heading_open":
                    yield Heading(level, text)
                elif sign:
                    yield Item(sign, text)
                    sign = ""
                elif text:
                    yield Paragraph(text)
        before = token.type


def _plain(inline: Token) -> str:
    """The words of a line without its marks; a line break in the file is a space."""
    parts = []
    for token in inline.children or []:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type in ("text", "code_inline", "image"):
            parts.append(token.content)
    return "".join(parts).strip()
