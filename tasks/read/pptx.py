"""Reading presentations (PPTX): one page a slide; its title, text, lists and tables in order.

Notes of the speaker are left out: who looks at the slide does not see them. So are hidden slides (their page is empty,
so that page numbers are those of the slides), hidden shapes, shapes beside the slide, and what repeats on every slide.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tasks.read.dates import metadata_date
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import LIMITS, Limits, check_archive, check_characters, check_pages
from tasks.read.page import Page, PageWriter, Reading

if TYPE_CHECKING:
    from pptx.slide import Slide

READER = "python-pptx"

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_TITLES = ("title", "ctrTitle")
_REPEATED = ("dt", "ftr", "hdr", "sldNum")
_NO_BULLET = ("ctrTitle", "title", "subTitle")
_SHAPES = tuple(f"{_P}{name}" for name in ("sp", "graphicFrame", "grpSp"))
_TINY = 300
"""Hundredths of a point: text of this size or less cannot be read."""


def read_pptx(data: bytes, limits: Limits = LIMITS) -> Reading:
    """A page for each slide. Raises Damaged, NotReadable (encrypted, too_large)."""
    from pptx.package import Package

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, limits)
        # not pptx.Presentation: that refuses slide shows and templates
        part: Any = Package.open(io.BytesIO(data)).main_document_part
        presentation = part.presentation
        slides = list(presentation.slides)
        size = (presentation.slide_width or 0, presentation.slide_height or 0)
        properties = presentation.core_properties
        title = (properties.title or "").strip()
        made = metadata_date(*(str(moment or "") for moment in (properties.modified, properties.created)))
    except (NotReadable, MemoryError):
        raise
    except Exception as error:  # python-pptx meets broken packages with errors of every kind
        raise Damaged(f"De presentatie is beschadigd en kan niet worden geopend ({error}).") from error
    check_pages(len(slides), limits)
    pages: list[Page] = []
    length = 0
    for number, slide in enumerate(slides, 1):
        writer = PageWriter(limits)
        if slide._element.get("show", "1") not in ("0", "false"):
            _write(slide, size, writer)
        page = replace(writer.page(), page_number=number)
        length += len(page.raw_text)
        check_characters(length, limits)
        pages.append(page)
    if not any(page.marks for page in pages):
        raise Damaged("In de presentatie staat geen tekst. Mogelijk bestaat zij alleen uit afbeeldingen.")
    return Reading(READER, pages, title, made)


def _write(slide: Slide, size: tuple[int, int], writer: PageWriter) -> None:
    """The shapes of a slide in the order in which a screen reader tells them, the title first."""
    shapes = list(_shapes(slide._element, size))
    shapes.sort(key=lambda shape: _placeholder(shape) not in _TITLES)
    for shape in shapes:
        if shape.tag == f"{_P}sp":
            _write_text(shape, writer)
            continue
        for row in shape.iter(f"{_A}tr"):
            writer.add_row(" ".join(_words(part) for part in cell.iter(f"{_A}p")) for cell in row.iter(f"{_A}tc"))
        for relation in shape.iter(f"{_DIAGRAM}relIds"):
            _write_diagram(slide, relation.get(f"{_R}dm", ""), writer)


def _shapes(slide: Any, size: tuple[int, int]) -> Iterator[Any]:
    """Shapes that can be seen, those within groups too."""
    tree = slide.find(f"{_P}cSld/{_P}spTree")
    stack = list(reversed(tree)) if tree is not None else []
    while stack:
        shape = stack.pop()
        if shape.tag == "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent":
            stack += [one for choice in shape[:1] for one in reversed(choice)]
        if shape.tag not in _SHAPES or _is_hidden(shape):
            continue
        if shape.tag == f"{_P}grpSp":
            # places within a group are in its own measure, so only the group itself is looked at
            stack += [] if _is_beside(shape, size) else list(reversed(shape))
        elif _placeholder(shape) not in _REPEATED and (
            shape.getparent().tag == f"{_P}grpSp" or not _is_beside(shape, size)
        ):
            yield shape


def _is_hidden(shape: Any) -> bool:
    properties = next(shape.iter(f"{_P}cNvPr"), None)
    return properties is not None and properties.get("hidden", "0") in ("1", "true")


def _is_beside(shape: Any, size: tuple[int, int]) -> bool:
    """Whether a shape lies wholly outside the slide. One without a place of its own takes that of its layout."""
    transform = shape.find(f"{_P}xfrm")
    if transform is None:
        transform = next((found for found in shape.iterfind(f"*/{_A}xfrm")), None)
    if transform is None or not all(size):
        return False
    offset, extent = transform.find(f"{_A}off"), transform.find(f"{_A}ext")
    if offset is None or extent is None:
        return False
    try:
        left, top = int(offset.get("x", 0)), int(offset.get("y", 0))
        right, bottom = left + int(extent.get("cx", 0)), top + int(extent.get("cy", 0))
    except ValueError:
        return False
    return left >= size[0] or top >= size[1] or right <= 0 or bottom <= 0


def _placeholder(shape: Any) -> str:
    """What kind of placeholder a shape is: title, body, ftr, …; '' when it is none."""
    found = shape.find(f"*/{_P}nvPr/{_P}ph")
    return found.get("type", "body") if found is not None else ""


def _write_text(shape: Any, writer: PageWriter) -> None:
    place = _placeholder(shape)
    paragraphs = shape.findall(f"{_P}txBody/{_A}p")
    if place in _TITLES:
        writer.add("heading", " ".join(" ".join(_words(one) for one in paragraphs).split()), 1)
        return
    for paragraph in paragraphs:
        writer.add("item" if _is_item(paragraph, place) else "paragraph", _words(paragraph))


def _is_item(paragraph: Any, place: str) -> bool:
    """A bullet of its own, or that of the layout: bodies of slides have one unless it is turned off."""
    properties = paragraph.find(f"{_A}pPr")
    if properties is not None:
        if properties.find(f"{_A}buNone") is not None:
            return False
        if any(properties.find(f"{_A}{name}") is not None for name in ("buChar", "buAutoNum", "buBlip")):
            return True
    return bool(place) and place not in _NO_BULLET


def _words(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iterchildren(f"{_A}r", f"{_A}fld", f"{_A}br"):
        properties = element.find(f"{_A}rPr")
        height = properties.get("sz", "") if properties is not None else ""
        if height.isdigit() and int(height) <= _TINY:
            continue
        parts.append(" " if element.tag == f"{_A}br" else element.findtext(f"{_A}t") or "")
    return " ".join("".join(parts).split())


def _write_diagram(slide: Slide, relation_id: str, writer: PageWriter) -> None:
    """The texts of a diagram (SmartArt), which are in a part of their own, in their order."""
    from lxml import etree

    try:
        blob = slide.part.related_part(relation_id).blob
        root = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (KeyError, etree.XMLSyntaxError, ValueError):
        return
    for point in root.iter(f"{_DIAGRAM}t"):
        writer.add("item", " ".join(_words(paragraph) for paragraph in point.iter(f"{_A}p")))
