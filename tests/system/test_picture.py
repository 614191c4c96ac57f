"""A scanned page as a picture, read by tesseract itself."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tasks.read.ocr import OcrJob, ocr_page
from tasks.read.picture import PictureJob, draw
from tests.tasks.read.test_picture import near, yellow

LINES = (
    "Vooraf staat hier iets anders.",
    "De veiligheidsregio oefent elk jaar",
    "met alle gemeenten. Daarna volgt meer.",
)
QUOTE = "De veiligheidsregio oefent elk jaar met alle gemeenten."
DPI = 200


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_quote_on_a_scan_is_marked_where_it_is_seen(tmp_path: Path, rotation: int) -> None:
    font = ImageFont.truetype(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf", 33)
    paper = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(paper)
    for number, line in enumerate(LINES):
        pen.text((200, 300 + 60 * number), line, 0, font)
    points = 72 / DPI
    width, height = (paper.width * points, paper.height * points)
    buffer = io.BytesIO()
    if rotation:  # scanned on its side, and the page says to turn it back
        paper = paper.rotate(90, expand=True)
        width, height = height, width
    canvas = Canvas(buffer, pagesize=(height, width) if rotation else (width, height))
    canvas.setPageRotation(rotation)
    canvas.drawImage(ImageReader(paper), 0, 0, width=width, height=height)
    canvas.showPage()
    canvas.save()
    path = tmp_path / "scan.pdf"
    path.write_bytes(buffer.getvalue())

    raw = ocr_page(OcrJob(str(path), 1, str(tmp_path / "ocr"))).page.raw_text
    start, end = raw.index("De veilig"), raw.index(" Daarna")
    job = PictureJob(str(path), True, 1, raw, ((start, end),), QUOTE, dpi=72, ocr_cache=str(tmp_path / "ocr"))
    left, top = 200 * points, 360 * points
    first = (left, top, left + font.getlength(LINES[1]) * points, top + 40 * points)
    second = (left, top + 60 * points, left + font.getlength("met alle gemeenten.") * points, top + 100 * points)
    expected = (first[0], first[1], max(first[2], second[2]), second[3])
    assert near(yellow(draw(job)), expected)
    # the same words where another way of reading split the lines otherwise
    assert near(yellow(draw(replace(job, raw_text="anders", spans=((0, 6),)))), expected)
