"""Reading XML: Dutch official publications (kamerstukken, bekendmakingen), and any other XML by its elements' text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.read.dates import issued
from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, Limits
from tasks.read.page import Kind, PageWriter, Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "lxml"

_SKIPPED = frozenset({"metadata", "meta", "meta-data", "script", "style", "plaatje", "illustratie", "jci", "colspec"})
_HEADINGS = frozenset({"titel", "kop", "tussenkop", "subtitel", "title", "heading", "h1", "h2", "h3", "h4", "h5", "h6"})
_WITHIN_HEADING = frozenset({"label", "nr", "titel", "subtitel"})
_QUESTIONS = frozenset({"vraag", "antwoord"})
_ITEMS = frozenset({"li", "item", "li.nr"})
_NOTES = frozenset({"noot", "noot.al", "note", "footnote"})
_ROWS = frozenset({"row", "tr"})
_CELLS = frozenset({"entry", "td", "th"})
# elements that stand within a line of text; a number within a list item too
_INLINE_TAGS = (
    "nadruk extref intref ref sup sub inf a b i em strong span ondernummer datum nr label noot.nr noot.lijst dossiernr"
    " naam achternaam voornaam organisatie functie plaats u q abbr redactie externe-verwijzing kamervraagonderwerp"
)
_INLINE = frozenset(_INLINE_TAGS.split())


def read_xml(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page with the text of the elements. Raises Damaged for what is no XML or holds no text."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged(f"Het XML-bestand is beschadigd ({error}).") from error
    writer = PageWriter(limits)
    if root is not None:
        _write(root, writer)
    page = writer.page()
    if not page.marks:
        raise Damaged("In het XML-bestand staat geen tekst.")
    headings = [page.raw_text[mark.raw_from : mark.raw_to] for mark in page.marks if mark.kind == "heading"]
    published = issued(root.iter("{*}meta")) if root is not None else None
    return Reading(READER, [page], " ".join(" - ".join(headings[:2]).split()), published)


def _write(root: _Element, writer: PageWriter) -> None:
    """Walk down without recursion; every element that is not inline ends the block before it."""
    from lxml import etree

    text: list[str] = []
    inside: list[str] = []
    row: list[str] | None = None
    skipped = 0

    def flush() -> None:
        if row is not None:
            text.append(" ")
            return
        words = " ".join("".join(text).split())
        text.clear()
        if words:
            writer.add(*_kind(inside, words))

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
        if event == "start":
            inside.append(tag)
            if skipped or tag in _SKIPPED or not tag:
                skipped += 1
                continue
            if tag in _ROWS and row is None:
                flush()
                row = []
            elif not _is_inline(inside):
                inside.pop()
                flush()
                inside.append(tag)
            text.append(element.text or "")
        else:
            if skipped:
                skipped -= 1
                inside.pop()
            else:
                if row is not None and tag in _CELLS:
                    row.append("".join(text))
                    text.clear()
                elif row is not None and tag in _ROWS:
                    cells, row = row, None
                    text.clear()
                    writer.add_row(cells)
                elif not _is_inline(inside):
                    flush()
                elif tag in ("label", "nr", "li.nr"):
                    text.append(" ")
                inside.pop()
            text.append(element.tail or "" if not skipped else "")
    flush()


def _is_inline(inside: list[str]) -> bool:
    tag = inside[-1]
    if tag == "nr" and inside[-2:-1] and inside[-2] in _QUESTIONS:
        return False
    if tag in _INLINE:
        return True
    return tag in _WITHIN_HEADING | {"li.nr"} and any(above in ("kop", "stuknr", "li") for above in inside[:-1][-2:])


def _kind(inside: list[str], words: str) -> tuple[Kind, str, int]:
    if inside[-1:] == ["nr"] and inside[-2:-1] and inside[-2] in _QUESTIONS:
        return "heading", words, 2
    if inside[-1:] == ["kamervraagomschrijving"]:
        return "heading", words, 1
    for tag in reversed(inside):
        if tag in _HEADINGS:
            if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                return "heading", words, int(tag[1])
            # the deeper a title lies in the tree, the lower it is
            depth = sum(1 for above in inside if above not in _INLINE and above not in _HEADINGS)
            return "heading", words, max(1, depth)
        if tag in _NOTES:
            return "note", words, 0
        if tag in _ITEMS:
            return "item", words, 0
    return "paragraph", words, 0
