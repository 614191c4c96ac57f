"""Reading web pages: the main text with its headings, lists and tables; menus and what nobody sees left out.

trafilatura says which text is the main text. The blocks themselves come from the page, because trafilatura leaves out
headings that matter (Vraag 1, Antwoord 1) and table structure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tasks.read.dates import issued
from tasks.read.decode import decode
from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, Limits, check_characters
from tasks.read.page import Kind, PageWriter, Reading

if TYPE_CHECKING:
    from lxml.html import HtmlElement

READER = "trafilatura"

_BOILERPLATE_TAGS = "script style noscript template svg iframe object nav footer aside form button select dialog canvas"
_BOILERPLATE = _BOILERPLATE_TAGS.split()
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike"
    " strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|$|!)|(?:text-indent|left|top|margin-left)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_FEW_WORDS = 25
_HUGE_TAG = re.compile(r"<([a-zA-Z][\w:-]*)\s[^<>]{10000,}>")
_MOST_ATTRIBUTES = 1_000
"""Of one tag: libxml2 compares each with all others."""
_MOST_HEADINGS_ABOVE = 30


@dataclass(frozen=True)
class _Block:
    kind: Kind
    level: int
    cells: tuple[str, ...]
    link_share: float = 0.0

    @property
    def text(self) -> str:
        return " | ".join(self.cells) if self.kind == "row" else self.cells[0]


def read_html(data: bytes, limits: Limits = LIMITS) -> Reading:
    """The page of the document. Raises Damaged when there is no text in it, NotReadable when it is too large."""
    from lxml import etree
    from lxml import html as lxml_html

    text = decode(data)
    check_characters(len(text) // 10, limits)
    text = _HUGE_TAG.sub(_without_attributes, text)
    # an encoding declared within the text would make lxml refuse it
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        # huge_tree: without it whatever lies deeper than 256 elements is lost
        tree = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Damaged(f"De webpagina is beschadigd en kan niet worden gelezen ({error}).") from error
    title, published = _title(tree), issued(tree.iter("meta"))
    _prune(tree)
    writer = PageWriter(limits)
    for block in _main_blocks(_blocks(tree), lxml_html.tostring(tree, encoding="unicode")):
        if block.kind == "row":
            writer.add_row(block.cells)
        else:
            writer.add(block.kind, block.text, block.level)
    page = writer.page()
    if not page.marks:
        raise Damaged("In de webpagina staat geen tekst. Mogelijk toont de site de tekst pas met een script.")
    return Reading(READER, [page], title, published)


def _without_attributes(tag: re.Match[str]) -> str:
    """The tag as it is, or without its attributes when no page of a person has so many: then nobody sees its text."""
    return f"<{tag[1]} hidden>" if tag[0].count("=") > _MOST_ATTRIBUTES else tag[0]


def _title(tree: HtmlElement) -> str:
    for path in ("//meta[@property='og:title']/@content", "//title//text()", "//h1//text()"):
        found = " ".join("".join(str(part) for part in tree.xpath(path)).split())
        if found:
            return found
    return ""


def _prune(tree: HtmlElement) -> None:
    """Take out what is no text of the page, or what nobody who looks at the page can see."""
    unfolds = {target for value in tree.xpath("//@aria-controls") for target in str(value).split()}
    doomed = list(tree.iter(*_BOILERPLATE))
    doomed += [header for header in tree.iter("header") if header.getparent() is tree.find("body")]
    for element in tree.xpath("//*[@hidden or @style]"):
        # a panel that a button on the page unfolds can be seen
        if element.get("id") not in unfolds and _is_hidden(element):
            doomed.append(element)
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()
    for comment in tree.xpath("//comment() | //processing-instruction()"):
        if comment.getparent() is not None:
            comment.drop_tree()


def _is_hidden(element: HtmlElement) -> bool:
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _main_blocks(blocks: list[_Block], page: str) -> list[_Block]:
    """The blocks of the main text, by trafilatura's finding, with the headings above them.

    What trafilatura leaves out between two pieces of main text is main text too, unless it is a list of links.
    """
    main = _condensed(_main_text(page))
    words = sum(len(block.text.split()) for block in blocks)
    if len(main) < 5 * _FEW_WORDS and words > _FEW_WORDS:
        return blocks
    found = [
        index
        for index, block in enumerate(blocks)
        if block.kind != "heading" and all(_condensed(cell) in main for cell in block.cells)
    ]
    if not found:
        return blocks
    sure = set(found)
    kept: list[_Block] = []
    above: list[_Block] = []
    for index, block in enumerate(blocks[: found[-1] + 1]):
        if block.kind == "heading":
            is_next = bool(above) and above[-1] is blocks[index - 1]
            above = [heading for heading in above if is_next or heading.level < block.level][-_MOST_HEADINGS_ABOVE:]
            above.append(block)
        elif index in sure or (index > found[0] and block.link_share < 0.5):
            kept += above
            above = []
            kept.append(block)
    return kept


def _main_text(page: str) -> str:
    from trafilatura import bare_extraction

    document: Any = bare_extraction(page, include_comments=False, include_tables=True, favor_recall=True)
    return "" if document is None or document.body is None else " ".join(document.body.itertext())


def _condensed(text: str) -> str:
    return "".join(text.split())


def _blocks(tree: HtmlElement) -> list[_Block]:
    """The text of the tree as blocks, in order. Goes down without recursion: pages may be nested very deeply."""
    from lxml import etree

    blocks: list[_Block] = []
    text: list[str] = []
    linked = 0
    inside: list[str] = []
    row: list[str] | None = None
    root = tree.find("body")

    def add(piece: str | None) -> None:
        nonlocal linked
        if piece:
            text.append(piece)
            linked += len(_condensed(piece)) if "a" in inside else 0

    def flush() -> None:
        nonlocal linked
        words = " ".join("".join(text).split())
        if words and row is None:
            blocks.append(_Block(*_kind(inside), (words,), linked / len(_condensed(words))))
        if row is None:
            text.clear()
            linked = 0
        else:
            text.append(" ")

    for event, element in etree.iterwalk(tree if root is None else root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag == "tr" and row is None and not _is_layout(element):
                flush()
                row = []
            elif tag not in _INLINE:
                flush() if tag != "br" else add(" ")
            inside.append(tag)
            add(element.text)
            continue
        if row is not None and tag in ("td", "th"):
            row.append(" ".join("".join(text).split()))
            text.clear()
        elif row is not None and tag == "tr":
            cells = tuple(cell for cell in row if cell)
            text.clear()
            row, linked = None, 0
            if cells:
                blocks.append(_Block("row", 0, cells))
        elif tag not in _INLINE and tag != "br":
            flush()
        inside.pop()
        add(element.tail)
    flush()
    return blocks


def _kind(inside: list[str]) -> tuple[Kind, int]:
    for tag in reversed(inside):
        if tag in _HEADINGS:
            return "heading", _HEADINGS[tag]
        if tag in ("li", "dd"):
            return "item", 0
    return "paragraph", 0


def _is_layout(row: HtmlElement) -> bool:
    """A table row that only sets out a page: with tables, headings or long text in it."""
    if next(row.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return True
    return any(len(list(cell.iter("p", "li"))) > 3 for cell in row)
