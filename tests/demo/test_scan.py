"""Documents as a scan: pictures, askew, without a text layer."""

from __future__ import annotations

import hashlib
import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from demo.blocks import Block, Heading, Item, Paragraph, Table
from demo.scan import scan

TEXT: list[Block] = [
    Heading(1, "Een kop"),
    Paragraph("Een zin over het noodplan van het bestuur. " * 12),
    Item("•", "een punt"),
    Table((("Kop", "Uur"), ("Rij", "48"))),
]


def picture(data: bytes, page: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(data)[page].render(scale=200 / 72).to_pil().convert("L")


def inked_rows(image: Image.Image, left: int, right: int) -> list[int]:
    strip = image.crop((left, 0, right, image.height))
    return [row for row in range(strip.height) if strip.crop((0, row, strip.width, row + 1)).getextrema()[0] < 100]


def test_a_scan_has_no_text_but_a_picture_on_every_page() -> None:
    data = scan(TEXT * 6)
    file = pypdfium2.PdfDocument(data)
    assert len(file) > 1
    for page in file:
        assert page.get_textpage().get_text_range() == ""
        assert [round(side) for side in page.get_size()] == [595, 842]
    assert len(PdfReader(io.BytesIO(data)).pages[0].images) == 1


def test_short_text_takes_one_page() -> None:
    assert len(pypdfium2.PdfDocument(scan(TEXT))) == 1


def test_the_page_shows_every_block_below_the_last() -> None:
    rows = inked_rows(picture(scan(TEXT)), 150, 500)
    lines = [row for before, row in zip([-10, *rows], rows, strict=False) if row - before > 3]
    heights = {Heading: 1, Paragraph: 7, Item: 1, Table: 2}
    assert len(lines) == sum(heights.values())


def test_the_sheet_lies_askew_by_less_than_a_degree() -> None:
    image = picture(scan([Paragraph("Mmmmm " * 12)]))
    left, right = inked_rows(image, 190, 400), inked_rows(image, 1000, 1400)
    assert 3 <= right[0] - left[0] <= 12


def test_nothing_falls_off_the_page() -> None:
    image = picture(scan([Paragraph("WWWWWWWW " * 200)]))
    rows = inked_rows(image, 0, image.width)
    assert rows[0] > 100
    assert rows[-1] < image.height - 100
    assert image.crop((0, 0, 60, image.height)).getextrema()[0] == 255
    assert image.crop((image.width - 20, 0, image.width, image.height)).getextrema()[0] == 255


def test_the_bytes_are_the_same_every_time_and_on_every_machine() -> None:
    """Fixed once, as for PDF with a text layer."""
    data = scan(TEXT)
    assert data == scan(TEXT)
    assert hashlib.sha256(data).hexdigest()[:16] == "f51268a412ff505a"


def test_the_file_says_nothing_of_when_it_was_made() -> None:
    metadata = PdfReader(io.BytesIO(scan(TEXT))).metadata
    assert metadata["/CreationDate"].startswith("D:20000101")
    assert metadata["/ModDate"].startswith("D:20000101")


@pytest.mark.parametrize("sign", ["•", "12."])
def test_an_item_begins_with_its_sign(sign: str) -> None:
    assert scan([Item(sign, "punt")]) == scan([Paragraph(f"{sign} punt")])
