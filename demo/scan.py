"""Demonstration documents as a scan: pictures of pages in a PDF without a text layer, by Pillow.

Byte-identical on every machine: the sheet lies askew by whole pixels (no rounding of floating point), black and white
only, compressed as fax (no zlib of the machine), no dates.
"""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import TYPE_CHECKING

from demo.blocks import Block, Heading, Item, Table

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

DPI = 200
PAGE = (1654, 2339)  # A4 at 200 dpi, in pixels
MARGIN = 200
CELL_GAP = "   "  # between the cells of a table
BODY_SIZE = 30  # of a letter, in pixels: about 11 points
HEADING_SIZE = 44
# The sheet lies askew by one pixel in so many: about 0.4 degrees.
PIXELS_PER_STEP = 140
BLACK_BELOW = 140
# A moment for the PDF's own dates, so that it does not say when it was made.
MOMENT = time.gmtime(946_684_800)


def scan(blocks: list[Block]) -> bytes:
    """The blocks as PDF of one black-and-white picture a page, each slightly turned."""
    pages = [_askew(page) for page in _pages(blocks)]
    output = io.BytesIO()
    pages[0].save(
        output,
        "PDF",
        resolution=float(DPI),
        save_all=True,
        append_images=pages[1:],
        creationDate=MOMENT,
        modDate=MOMENT,
    )
    return output.getvalue()


def _pages(blocks: list[Block]) -> list[Image]:
    """The blocks drawn on sheets, as many as it takes, with an empty line after every block; grey-scale."""
    import reportlab
    from PIL import Image, ImageDraw, ImageFont

    fonts = Path(reportlab.__file__).parent / "fonts"
    body = ImageFont.truetype(str(fonts / "Vera.ttf"), BODY_SIZE, layout_engine=ImageFont.Layout.BASIC)
    bold = ImageFont.truetype(str(fonts / "VeraBd.ttf"), HEADING_SIZE, layout_engine=ImageFont.Layout.BASIC)
    pages: list[Image.Image] = []
    at = PAGE[1]
    for block in blocks:
        font, size = (bold, HEADING_SIZE) if isinstance(block, Heading) else (body, BODY_SIZE)
        lines = [line for text in _texts(block) for line in _wrapped(text, font)]
        for line in [*lines, ""]:
            if at + size * 3 // 2 > PAGE[1] - MARGIN:
                pages.append(Image.new("L", PAGE, 255))
                at = MARGIN
            ImageDraw.Draw(pages[-1]).text((MARGIN, at), line, font=font, fill=0)
            at += size * 3 // 2
    return pages


def _texts(block: Block) -> list[str]:
    """What a block says, each on a line of its own: a row of a table is a line."""
    match block:
        case Table(rows):
            return [CELL_GAP.join(row) for row in rows]
        case Item(sign, text):
            return [f"{sign} {text}"]
        case _:
            return [block.text]


def _wrapped(text: str, font: FreeTypeFont) -> list[str]:
    """The text in lines that fit between the margins; one word that does not fit has a line to itself."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and font.getlength(f"{lines[-1]} {word}") <= PAGE[0] - 2 * MARGIN:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _askew(page: Image) -> Image:
    """The sheet turned a little, by moving each strip of columns, then of rows, a pixel more; black and white."""
    from PIL import Image

    width, height = page.size
    down = Image.new("L", page.size, 255)
    for step, left in enumerate(range(0, width, PIXELS_PER_STEP)):
        down.paste(page.crop((left, 0, min(left + PIXELS_PER_STEP, width), height)), (left, step))
    turned = Image.new("L", page.size, 255)
    for step, top in enumerate(range(0, height, PIXELS_PER_STEP)):
        turned.paste(down.crop((0, top, width, min(top + PIXELS_PER_STEP, height))), (-step, top))
    return turned.point([0 if grey < BLACK_BELOW else 255 for grey in range(256)], "1")
