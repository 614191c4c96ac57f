"""Reading OpenDocument texts (ODT): headings, paragraphs, list items and table rows in order.

A text box comes after the paragraph that it hangs on, footnotes come last. All of it is page 1.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from tasks.read.dates import metadata_date
from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, Limits, check_archive, read_entry
from tasks.read.page import PageWriter, Reading

READER = "lxml-odt"

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DATES = ("{http://purl.org/dc/elements/1.1/}date", "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creation-date")
# what was deleted, hidden, or is no text of the paragraph it stands in
_LEFT_OUT = frozenset(
    {f"{_TEXT}{name}" for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "note-citation", "note-body")}
    | {f"{_OFFICE}{name}" for name in ("annotation", "annotation-end")}
)
_BOX = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"
_BLANKS = frozenset({f"{_TEXT}{name}" for name in ("s", "tab", "line-break")})


def read_odt(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page with the blocks of the document. Raises Damaged, NotReadable (encrypted, too_large)."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, limits)
            content = read_entry(archive, "content.xml", limits)
            meta = read_entry(archive, "meta.xml", limits) if "meta.xml" in archive.namelist() else b"<meta/>"
    except zipfile.BadZipFile as error:
        raise Damaged(f"Het ODT-document is beschadigd en kan niet worden geopend ({error}).") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
        properties = etree.fromstring(meta, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged(f"Het ODT-document is beschadigd ({error}).") from error
    writer = PageWriter(limits)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is not None:
        _write(body, writer)
    page = writer.page()
    if not page.marks:
        raise Damaged("In het ODT-document staat geen tekst.")
    made = metadata_date(*(properties.findtext(f".//{tag}") or "" for tag in _DATES))
    return Reading(READER, [page], (properties.findtext(f".//{_DC_TITLE}") or "").strip(), made)


def _write(body: Any, writer: PageWriter) -> None:
    for element in body.iter(f"{_TEXT}h", f"{_TEXT}p", f"{_TABLE}table-row"):
        above = {parent.tag for parent in element.iterancestors()}
        if above & _LEFT_OUT or f"{_TABLE}table-row" in above:
            continue
        if element.tag == f"{_TABLE}table-row":
            cells = element.iterchildren(f"{_TABLE}table-cell")
            writer.add_row(" ".join(_words(part) for part in cell.iter(f"{_TEXT}p", f"{_TEXT}h")) for cell in cells)
        elif element.tag == f"{_TEXT}h":
            level = element.get(f"{_TEXT}outline-level", "1")
            writer.add("heading", _words(element), int(level) if level.isdigit() and level != "0" else 1)
        elif f"{_TEXT}table-of-content" in above:
            writer.add("contents", _words(element))
        else:
            writer.add("item" if f"{_TEXT}list-item" in above else "paragraph", _words(element))
    for note in body.iter(f"{_TEXT}note-body"):
        writer.add("note", " ".join(_words(part) for part in note.iter(f"{_TEXT}p")))


def _words(paragraph: Any) -> str:
    parts = [paragraph.text or ""]
    stack = [iter(paragraph)]
    open_elements = [paragraph]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            done = open_elements.pop()
            if open_elements:
                parts.append(done.tail or "")
            continue
        # the paragraphs of a text box are blocks of their own
        if child.tag in _LEFT_OUT or child.tag == _BOX or not isinstance(child.tag, str):
            parts.append(child.tail or "")
            continue
        parts.append(" " if child.tag in _BLANKS else child.text or "")
        stack.append(iter(child))
        open_elements.append(child)
    return " ".join("".join(parts).split())
