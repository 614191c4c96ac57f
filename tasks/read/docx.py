"""Reading Word documents (OOXML): headings, paragraphs, list items and table rows in order; hidden text left out.

A text box comes after the paragraph that it hangs on, footnotes come last; headers and footers are left out. A Word
file has no pages of its own: all of it is page 1.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from tasks.read.dates import metadata_date
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import LIMITS, Limits, check_archive
from tasks.read.page import Kind, PageWriter, Reading

if TYPE_CHECKING:
    from docx.document import Document

READER = "python-docx"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
_NOTES = ("/footnotes", "/endnotes")
_HEADING_STYLE = re.compile(r"(?:heading|kop)\s*([1-9])", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"(?:title|titel)", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|inhopg|inhoud)\s*\d", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list|lijst|opsomming", re.IGNORECASE)
_MOST_PROPERTIES = 3
_PROPERTIES = frozenset(f"{_W}{name}" for name in ("rPr", "pPr", "tcPr", "trPr", "tblPr", "tblPrEx"))
_TINY = 3
"""Half points: text of this size or less cannot be read."""


def read_docx(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page with the blocks of the document. Raises Damaged, NotReadable (encrypted, too_large)."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, limits)
        document = docx.Document(io.BytesIO(data))
        styles = _style_names(document)
        properties = document.core_properties
        title = (properties.title or "").strip()
        made = metadata_date(*(str(moment or "") for moment in (properties.modified, properties.created)))
    except (NotReadable, MemoryError):
        raise
    except Exception as error:  # python-docx meets broken packages with errors of every kind
        raise Damaged(f"Het Word-document is beschadigd en kan niet worden geopend ({error}).") from error
    writer = PageWriter(limits)
    for kind, text, level in _blocks(document.element.body, styles):
        if kind == "row":
            writer.add_row(text.split("\t"))
        else:
            writer.add(kind, text, level)
    for note in _notes(document):
        writer.add("note", note)
    page = writer.page()
    if not page.marks:
        raise Damaged("In het Word-document staat geen tekst.")
    return Reading(READER, [page], title, made)


def _style_names(document: Document) -> dict[str, str]:
    return {style.style_id: style.name or "" for style in document.styles}


def _blocks(body: Any, styles: dict[str, str]) -> Iterator[tuple[Kind, str, int]]:
    """Blocks in order; the cells of a row with tabs between them."""
    for element in body.iterchildren():
        if element.tag == f"{_W}p":
            text = _text(element)
            if text.strip():
                kind, level = _kind(element, styles)
                yield kind, text, level
            yield from _boxes(element, styles)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                if _is_within(row, element, _BOX):
                    continue
                # a table within a cell has rows of its own
                cells = [" ".join(_text(part) for part in _paragraphs(cell)) for cell in row.iterchildren(f"{_W}tc")]
                yield "row", "\t".join(" ".join(cell.split()) for cell in cells), 0
            yield from _boxes(element, styles)
        elif element.tag == f"{_W}sdt":
            for content in element.iterchildren(f"{_W}sdtContent"):
                yield from _blocks(content, styles)


def _boxes(element: Any, styles: dict[str, str]) -> Iterator[tuple[Kind, str, int]]:
    """The blocks of the text boxes that hang on a paragraph or table, without the copy of each for older programs."""
    for box in element.iter(_BOX):
        if not _is_within(box, element, _BOX, _FALLBACK):
            yield from _blocks(box, styles)


def _is_within(element: Any, top: Any, *tags: str) -> bool:
    """Whether one of these lies between an element and the one above it where looking stops."""
    parent = element
    while parent is not None and parent is not top:
        if parent is not element and parent.tag in tags:
            return True
        parent = parent.getparent()
    return False


def _notes(document: Document) -> Iterator[str]:
    """Footnotes and endnotes, in the order of the file; the lines that part them from the text have a type."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(_NOTES):
            continue
        try:
            root = etree.fromstring(relation.target_part.blob, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue  # without its notes it is still a document
        for note in root.iterchildren(f"{_W}footnote", f"{_W}endnote"):
            if note.get(f"{_W}type", "normal") == "normal":
                yield " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p")).strip()


def _paragraphs(cell: Any) -> Iterator[Any]:
    for element in cell.iterchildren(f"{_W}p", f"{_W}sdt"):
        yield from (part for part in element.iter(f"{_W}p") if not _is_within(part, element, _BOX))


def _kind(paragraph: Any, styles: dict[str, str]) -> tuple[Kind, int]:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return "paragraph", 0
    style = properties.find(f"{_W}pStyle")
    style_id = style.get(f"{_W}val", "") if style is not None else ""
    name = styles.get(style_id, style_id)
    heading = _HEADING_STYLE.match(name) or _HEADING_STYLE.match(style_id)
    if heading:
        return "heading", int(heading.group(1))
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None and outline.get(f"{_W}val", "9").isdigit() and int(outline.get(f"{_W}val")) < 9:
        return "heading", int(outline.get(f"{_W}val")) + 1
    if _TITLE_STYLE.fullmatch(name):
        return "heading", 1
    if _CONTENTS_STYLE.match(name):
        return "contents", 0
    if properties.find(f"{_W}numPr") is not None or _LIST_STYLE.match(name):
        return "item", 0
    return "paragraph", 0


def _text(paragraph: Any) -> str:
    """The text of a paragraph as one sees it: insertions in, deletions and hidden runs out."""
    parts: list[str] = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if _is_left_out(element, paragraph):
            continue
        if element.tag == f"{_W}t":
            parts.append(element.text or "")
        elif element.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            parts.append(" ")
    return "".join(parts)


def _is_left_out(element: Any, paragraph: Any) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag in (f"{_W}del", f"{_W}moveFrom", _FALLBACK, _BOX, f"{_W}pPr"):
            return True
        if parent.tag == f"{_W}r" and _is_hidden(parent):
            return True
        parent = parent.getparent()
    return False


def _is_hidden(run: Any) -> bool:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    vanish = properties.find(f"{_W}vanish")
    if vanish is not None and vanish.get(f"{_W}val", "true") not in ("0", "false", "off"):
        return True
    size = properties.find(f"{_W}sz")
    if size is not None and size.get(f"{_W}val", "").isdigit() and int(size.get(f"{_W}val")) <= _TINY:
        return True
    colour = properties.find(f"{_W}color")
    is_white = colour is not None and colour.get(f"{_W}val", "").upper() in ("FFFFFF", "FEFEFE")
    return is_white and not _has_shade(run)


def _has_shade(run: Any) -> bool:
    """Whether run, paragraph, cell or table around it have a colour of their own, so that white can be read."""
    parent = run
    while parent is not None:
        # properties come first: to look through all of a long parent for each run takes for ever
        for properties in islice(parent, _MOST_PROPERTIES):
            if properties.tag not in _PROPERTIES:
                continue
            for shade in properties.iterchildren(f"{_W}shd"):
                if shade.get(f"{_W}fill", "auto").upper() not in ("AUTO", "FFFFFF"):
                    return True
            if properties.tag == f"{_W}rPr" and properties.find(f"{_W}highlight") is not None:
                return True
            if properties.tag == f"{_W}tblPr" and properties.find(f"{_W}tblStyle") is not None:
                return True
        parent = parent.getparent()
    return False
