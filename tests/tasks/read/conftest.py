"""Real PDFs, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

Draw = Callable[[Any], None]


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stage finds no tesseract, also where there is one: what it makes of scans is tested in tests/system."""
    monkeypatch.setattr("tasks.read.stage.engine", lambda: None)


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """A PDF with a page for each drawing; `title` and `password` are those of the file."""

    def make(*drawings: Draw, title: str = "", password: str | None = None, compress: int = 1) -> bytes:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas

        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4, encrypt=password, pageCompression=compress)
        if title:
            canvas.setTitle(title)
        for draw in drawings:
            draw(canvas)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return make


@pytest.fixture
def lines() -> Callable[..., Draw]:
    """A drawing of lines of text: (text, size, bold) or just text, each 14 points below the one before it."""

    def make(*rows: Any, top: float = 700, left: float = 70, step: float = 14) -> Draw:
        def draw(canvas: Any) -> None:
            y = top
            for row in rows:
                text, size, bold = (row, 10, False) if isinstance(row, str) else row
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
                if text:
                    canvas.drawString(left, y, text)
                y -= step

        return draw

    return make


@pytest.fixture
def picture() -> Callable[..., Any]:
    """An image of the given size in pixels: plain, or with black stripes like lines of text."""

    def make(width: int = 200, height: int = 280, stripes: bool = True) -> Any:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        image = Image.new("L", (width, height), 255)
        if stripes:
            for y in range(0, height, 4):
                image.paste(0, (0, y, width, y + 2))
        return ImageReader(image)

    return make


@pytest.fixture
def emoji_pdf() -> bytes:
    """Two lines, 12 and 8 points, whose letter A stands for a character beyond the first 65,536."""
    mapping = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"5 beginbfchar <41> <D83DDE00> <42> <0042> <43> <0043> <44> <0044> <45> <0045> endbfchar\n"
        b"endcmap end end"
    )
    drawing = b"BT /F 12 Tf 50 150 Td (ABC) Tj ET BT /F 8 Tf 50 100 Td (DE) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(mapping), mapping),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"


@pytest.fixture
def crashing_pdf() -> Callable[[int], bytes]:
    """A PDF of so many pages whose form draws itself: PDFium takes memory until its process is aborted."""

    def make(page_count: int) -> bytes:
        drawing = b"BT /F 12 Tf 50 150 Td (Tekst van de bladzijde.) Tj ET /X Do"
        cycle = b"q /X Do /X Do Q"
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * page_count, page_count),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources 7 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 7 0 R/Length %d>>stream\n%s\nendstream"
            % (len(cycle), cycle),
            b"<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>",
        ]
        body, places = b"%PDF-1.7\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(body))
            body += b"%d 0 obj%s endobj\n" % (number, content)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        return body + b"xref\n0 8\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 8>>\nstartxref\n%d\n%%%%EOF" % (
            table,
            len(body),
        )

    return make
