"""Demonstration documents as PDF with a text layer, in one column or two, by reportlab.

Byte-identical on every machine: no dates, no compression (so no zlib of the machine), fonts that every PDF reader or
reportlab itself has. Here is what a printed report looks like; what it says belongs in the document.
"""

from __future__ import annotations

import hashlib
import io
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from demo.blocks import Block, Heading, Item, Paragraph, Table
from demo.documents import Document
from demo.hyphens import hyphenated

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus.flowables import Flowable

# A title that is longer is cut off in the line above a page.
HEADER_LENGTH = 90
# More headings than this, and a report gets a contents page.
HEADINGS_WITHOUT_CONTENTS = 6


@dataclass(frozen=True)
class HouseStyle:
    """How the reports of an organisation look: its typeface, and whether lines are justified and hyphenated."""

    font: str
    bold: str
    is_justified: bool


HOUSE_STYLES = (
    HouseStyle("Helvetica", "Helvetica-Bold", is_justified=False),
    HouseStyle("Times-Roman", "Times-Bold", is_justified=True),
    HouseStyle("Vera", "VeraBd", is_justified=True),
)


def house_style(document: Document) -> HouseStyle:
    """The style of the organisation's reports, the same for all of them; two columns are always justified."""
    number = hashlib.sha256(document.organisation_id.encode()).digest()[0] % len(HOUSE_STYLES)
    style = HOUSE_STYLES[number]
    if document.about.layout == "two-columns":
        return HouseStyle(style.font, style.bold, is_justified=True)
    return style


def pdf(document: Document, blocks: list[Block]) -> bytes:
    """The document as PDF 1.4: its title, a contents page if it has many headings, then its text.

    Every page carries the title above and the page number below.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import cm
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    _register_fonts()
    style = house_style(document)
    width, height = A4
    running = textwrap.shorten(document.about.title, HEADER_LENGTH, placeholder=" …")

    def header(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont(style.font, 8)
        canvas.drawString(2 * cm, height - 1.2 * cm, running)

    def footer(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont(style.font, 8)
        canvas.drawRightString(width - 2 * cm, 1.1 * cm, f"pagina {canvas.getPageNumber()}")

    class Template(BaseDocTemplate):
        def afterFlowable(self, flowable: Flowable) -> None:
            level = getattr(flowable, "contents_level", None)
            if level is not None:
                self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))

    inner = width - 4 * cm
    gap = 0.8 * cm
    column = (inner - gap) / 2
    body_height = height - 4 * cm
    whole = [Frame(2 * cm, 2 * cm, inner, body_height, id="whole")]
    columns = [
        Frame(2 * cm, 2 * cm, column, body_height, id="left"),
        Frame(2 * cm + column + gap, 2 * cm, column, body_height, id="right"),
    ]
    one_column = PageTemplate("one-column", whole, onPage=header, onPageEnd=footer)
    two_columns = PageTemplate("two-columns", columns, onPage=header, onPageEnd=footer)
    output = io.BytesIO()
    template = Template(
        output, pagesize=A4, invariant=1, pageCompression=0, title=document.about.title, author=document.organisation_id
    )
    is_narrow = document.about.layout == "two-columns"
    has_contents = sum(isinstance(block, Heading) for block in blocks) > HEADINGS_WITHOUT_CONTENTS
    template.addPageTemplates(
        [two_columns, one_column] if is_narrow and not has_contents else [one_column, two_columns]
    )
    template.multiBuild(_story(document, blocks, style, has_contents, column if is_narrow else inner))
    return output.getvalue()


def _register_fonts() -> None:
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def _story(
    document: Document, blocks: list[Block], style: HouseStyle, has_contents: bool, width: float
) -> list[Flowable]:
    """The flowables of the document: its title, the contents page if any, its text."""
    from reportlab.platypus import NextPageTemplate, PageBreak
    from reportlab.platypus import Paragraph as Text

    styles = _styles(style)
    title, *rest = blocks
    story: list[Flowable] = [_heading(title, styles, contents_level=None)]
    if has_contents:
        story += [NextPageTemplate(document.about.layout), *_contents(styles), PageBreak()]
    for block in rest:
        if isinstance(block, Heading):
            story.append(_heading(block, styles, contents_level=min(block.level, 3) - 1))
        elif isinstance(block, Paragraph):
            story.append(Text(_markup(block.text, style), styles["body"]))
        elif isinstance(block, Item):
            story.append(Text(_markup(block.text, style), styles["item"], bulletText=block.sign))
        else:
            story.append(_table(block, styles, width))
    return story


def _styles(style: HouseStyle) -> dict[str, ParagraphStyle]:
    from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle

    align = TA_JUSTIFY if style.is_justified else TA_LEFT
    body = ParagraphStyle(
        "body", fontName=style.font, fontSize=10, leading=13.5, spaceAfter=7, alignment=align, allowOrphans=0
    )
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=11, spaceAfter=0, alignment=TA_LEFT)
    return {
        "body": body,
        "item": ParagraphStyle(
            "item", parent=body, leftIndent=14, bulletIndent=2, spaceAfter=3, bulletFontName=style.font
        ),
        "cell": cell,
        "cell-bold": ParagraphStyle("cell-bold", parent=cell, fontName=style.bold),
        "contents": ParagraphStyle("contents", parent=body, fontSize=14, leading=18, fontName=style.bold),
        "contents-0": ParagraphStyle("contents-0", parent=body, alignment=TA_LEFT, spaceAfter=3),
        "contents-1": ParagraphStyle("contents-1", parent=body, alignment=TA_LEFT, spaceAfter=3, leftIndent=12),
        "contents-2": ParagraphStyle("contents-2", parent=body, alignment=TA_LEFT, spaceAfter=3, leftIndent=24),
        **{
            f"heading-{level}": ParagraphStyle(
                f"heading-{level}",
                parent=body,
                fontName=style.bold,
                fontSize=size,
                leading=size * 1.25,
                spaceBefore=size * 0.6,
                alignment=TA_LEFT,
                keepWithNext=1,
            )
            for level, size in ((1, 18), (2, 14), (3, 11.5))
        },
    }


def _markup(text: str, style: HouseStyle) -> str:
    return escape(hyphenated(text) if style.is_justified else text)


def _heading(block: Block, styles: dict[str, ParagraphStyle], contents_level: int | None) -> Any:
    from reportlab.platypus import Paragraph as Text

    assert isinstance(block, Heading)
    flowable = Text(escape(block.text), styles[f"heading-{min(block.level, 3)}"])
    flowable.contents_level = contents_level
    return flowable


def _contents(styles: dict[str, ParagraphStyle]) -> list[Flowable]:
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus.tableofcontents import TableOfContents

    return [
        Text("Inhoud", styles["contents"]),
        TableOfContents(levelStyles=[styles[f"contents-{level}"] for level in range(3)], dotsMinLevel=0),
    ]


def _table(block: Table, styles: dict[str, ParagraphStyle], width: float) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph as Text
    from reportlab.platypus import Table as Grid

    heading, *rows = block.rows
    cells = [[Text(escape(cell), styles["cell-bold"]) for cell in heading]]
    cells += [[Text(escape(cell), styles["cell"]) for cell in row] for row in rows]
    grid = Grid(cells, colWidths=[(width - 12) / len(heading)] * len(heading), repeatRows=1, spaceAfter=8)
    grid.setStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return grid
