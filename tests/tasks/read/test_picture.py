"""Pages as pictures: the marks are where the words are, whatever the page does with them."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from reportlab.pdfbase.pdfmetrics import stringWidth

from tasks.read.failures import Damaged
from tasks.read.highlight import YELLOW
from tasks.read.pdf import read_pdf
from tasks.read.picture import MOST_PIXELS, NOT_FOUND, Picture, PictureJob, draw
from tests.tasks.read.test_ocr import Tesseract, tesseract  # noqa: F401 - a fixture

DPI = 72
"""A pixel is a point: places on the page can be read from the picture."""
WIDTH, HEIGHT = 595, 842


@pytest.fixture
def job(tmp_path: Path) -> Callable[..., PictureJob]:
    """A job for the first page of a PDF; marks `words`, which stand in its text from the first of them to the last."""

    def make(data: bytes, words: str = "", until: str = "", **change: Any) -> PictureJob:
        path = tmp_path / "stuk.pdf"
        path.write_bytes(data)
        raw = read_pdf(data).pages[0].raw_text
        start = raw.index(words)
        end = raw.index(until, start) + len(until) if until else start + len(words)
        spans = ((start, end),) if words else ()
        return replace(PictureJob(str(path), True, 1, raw, spans, raw[start:end], dpi=DPI), **change)

    return make


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.png)).convert("RGB")


def yellow(picture: Picture, part: tuple[int, int, int, int] | None = None) -> tuple[int, int, int, int] | None:
    """The least rectangle that holds all marked pixels; part: of this part of the picture."""
    image = opened(picture)
    if part:
        image = image.crop(part)
    bands = ImageChops.difference(image, Image.new("RGB", image.size, YELLOW)).split()
    differs = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return differs.point([255] + [0] * 255).getbbox()


def near(found: tuple[int, int, int, int] | None, expected: tuple[float, float, float, float], slack: int = 5) -> bool:
    assert found is not None, "nothing is marked"
    return all(abs(one - other) <= slack for one, other in zip(found, expected, strict=True))


def place(text: str, words: str, x: float, y: float, size: float = 10) -> tuple[float, float, float, float]:
    """Where words of a line of Helvetica are, in pixels from the top left: left, top, right, bottom."""
    left = x + stringWidth(text[: text.index(words)], "Helvetica", size)
    return left, HEIGHT - y - 0.75 * size, left + stringWidth(words, "Helvetica", size), HEIGHT - y + 0.2 * size


LINE = "Vooraf staat iets. De regio oefent elk jaar. Daarna staat iets."
QUOTE = "De regio oefent elk jaar."


def test_a_quote_is_marked_where_it_stands_and_nothing_else_is(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    picture = draw(job(pdf(lines("Een regel.", LINE, "Nog een regel.")), QUOTE))
    assert picture.is_marked
    assert picture.note == ""
    assert opened(picture).size == (596, 842)
    assert near(yellow(picture), place(LINE, QUOTE, 70, 686))


def test_a_page_without_a_quote_is_drawn_as_it_is(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    picture = draw(job(pdf(lines(LINE))))
    assert not picture.is_marked
    assert yellow(picture) is None
    assert opened(picture).convert("L").getextrema()[0] < 60


def test_a_quote_over_two_lines_is_marked_line_by_line_up_to_its_hyphen(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    first, second = "Wij hebben bij elke brandweerkazerne nood-", "stroom voor drie dagen. En meer."
    picture = draw(job(pdf(lines(first, second, step=20)), "brandweerkazerne", "drie dagen."))
    above = yellow(picture, (0, 0, WIDTH, HEIGHT - 690))
    below = yellow(picture, (0, HEIGHT - 690, WIDTH, HEIGHT))
    assert near(above, place(first, "brandweerkazerne nood-", 70, 700))
    left, top, right, bottom = place(second, "stroom voor drie dagen.", 70, 680)
    assert near(below, (left, top - HEIGHT + 690, right, bottom - HEIGHT + 690))


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_page_is_drawn_upright_for_its_reader_with_the_mark_in_place(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any], rotation: int
) -> None:
    def turned(canvas: Any) -> None:
        canvas.setPageRotation(rotation)  # and reportlab turns the paper itself, but for 180
        lines(LINE, top=400)(canvas)

    picture = draw(job(pdf(turned), QUOTE))
    left, _, right, _ = place(LINE, QUOTE, 70, 400)
    below, above = 398, 407.5
    expected = {
        90: (below, left, above, right),
        180: (WIDTH - right, below, WIDTH - left, above),
        270: (WIDTH - above, HEIGHT - right, WIDTH - below, HEIGHT - left),
    }
    assert near(yellow(picture), expected[rotation])


def test_a_crop_box_moves_the_mark_with_the_page_and_cuts_what_is_outside(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    def cropped(canvas: Any) -> None:
        canvas.setCropBox((60, 600, 210, 740))
        lines(LINE)(canvas)

    picture = draw(job(pdf(cropped), QUOTE))
    assert opened(picture).size == (150, 140)
    left, top, _, bottom = place(LINE, QUOTE, 70, 700)
    above = HEIGHT - 740
    assert near(yellow(picture), (left - 60, top - above, 150, bottom - above))


def test_text_that_runs_up_the_page_gets_one_mark(job: Callable[..., PictureJob], pdf: Callable[..., bytes]) -> None:
    def upwards(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.rotate(90)
        canvas.drawString(300, -200, LINE)

    picture = draw(job(pdf(upwards), QUOTE))
    start = 300 + stringWidth("Vooraf staat iets. ", "Helvetica", 10)
    end = start + stringWidth(QUOTE, "Helvetica", 10)
    assert near(yellow(picture), (192, HEIGHT - end, 202, HEIGHT - start))


def test_a_quote_from_one_column_to_the_next_leaves_what_is_between_them_unmarked(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    left = lines("Dit staat links boven in de kolom.", "De regio heeft een plan voor", top=700)
    right = lines("uitval van stroom en water.", "Dit staat rechts onder.", top=700, left=330)

    def both(canvas: Any) -> None:
        left(canvas)
        right(canvas)

    picture = draw(job(pdf(both), "De regio heeft", "stroom en water."))
    assert near(
        yellow(picture, (0, 0, 320, HEIGHT)),
        place("De regio heeft een plan voor", "De regio heeft een plan voor", 70, 686),
    )
    assert yellow(picture, (260, 0, 320, HEIGHT)) is None
    assert yellow(picture, (320, 0, WIDTH, HEIGHT)) is not None


def test_a_mark_is_seen_without_colour(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    grey = opened(draw(job(pdf(lines(LINE)), QUOTE))).convert("L")
    left, top, right, _ = map(round, place(LINE, QUOTE, 70, 700))
    edge = [grey.getpixel((x, y)) for x in range(left + 5, right - 5) for y in range(top - 6, top)]
    assert min(edge) < 60


def test_words_are_found_again_where_another_reader_read_them_otherwise(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    data = pdf(lines(LINE, "Noodstroom is er voor"))
    one = job(data, QUOTE)
    other = replace(one, raw_text="kop\n" + one.raw_text, spans=((4, 9),), words="De  regio\noefent elk jaar.")
    assert near(yellow(draw(other)), place(LINE, QUOTE, 70, 700))


def test_words_that_are_not_found_are_not_marked_and_the_picture_says_so(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    plain = draw(job(pdf(lines(LINE)), QUOTE))
    lost = draw(replace(job(pdf(lines(LINE)), QUOTE), raw_text="van een scan", words="wat er niet staat"))
    assert (lost.is_marked, lost.note) == (False, NOT_FOUND)
    assert yellow(lost) is None
    assert opened(lost).width == opened(plain).width
    assert opened(lost).height > opened(plain).height + 20


def test_resolution_is_what_is_asked_and_a_huge_page_is_drawn_smaller(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    assert opened(draw(job(pdf(lines(LINE)), QUOTE, dpi=144))).size == (1191, 1684)

    def huge(canvas: Any) -> None:
        canvas.setPageSize((14_400, 14_400))
        lines(LINE)(canvas)

    def narrow(canvas: Any) -> None:
        canvas.setPageSize((100, 14_400))
        lines(LINE, left=10)(canvas)

    large = opened(draw(job(pdf(huge), QUOTE, dpi=300))).size
    assert 0.9 * MOST_PIXELS < large[0] * large[1] <= 1.01 * MOST_PIXELS
    assert opened(draw(job(pdf(narrow), "Vooraf", dpi=110))).height == 8_000


def test_a_damaged_pdf_is_repaired_as_reading_does(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    one = job(pdf(*[lines(LINE, f"Bladzijde {number}.") for number in range(20)]), QUOTE, note="Dit is de tekst.")
    path = Path(one.path)
    path.write_bytes(path.read_bytes()[: int(0.9 * path.stat().st_size)])
    with pytest.raises(Damaged):
        read_pdf(path.read_bytes())
    picture = draw(one)
    assert (picture.is_marked, picture.note) == (True, "")
    assert near(yellow(picture), place(LINE, QUOTE, 70, 700))


def test_a_pdf_that_cannot_be_opened_and_a_page_that_is_not_there_are_shown_as_their_text(
    job: Callable[..., PictureJob], pdf: Callable[..., bytes], lines: Callable[..., Any], tmp_path: Path
) -> None:
    one = job(pdf(lines(LINE)), QUOTE, note="Dit is de tekst.")
    (tmp_path / "kapot").write_bytes(b"%PDF-1.7 en verder niets")
    for broken in (replace(one, path=str(tmp_path / "kapot")), replace(one, page_number=9)):
        picture = draw(broken)
        assert (picture.is_marked, picture.note) == (True, "Dit is de tekst.")
        assert yellow(picture) is not None


HOCR = """<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_carea">
<span class="ocr_line" title="bbox 300 400 1300 450; baseline 0 -10; x_size 40">
<span class="ocrx_word" title="bbox 300 400 500 450; x_wconf 95">Vooraf.</span>
<span class="ocrx_word" title="bbox 600 400 800 450; x_wconf 95">Wij</span>
<span class="ocrx_word" title="bbox 820 400 1300 450; x_wconf 95">oefenen</span></span>
<span class="ocr_line" title="bbox 300 500 1300 550; baseline 0 -10; x_size 40">
<span class="ocrx_word" title="bbox 300 500 500 550; x_wconf 95">elk</span>
<span class="ocrx_word" title="bbox 520 500 800 550; x_wconf 95">jaar.</span>
<span class="ocrx_word" title="bbox 900 500 1300 550; x_wconf 95">Daarna.</span></span></div></body></html>"""
"""What tesseract says of a page at 300 dots to the inch."""


def test_a_scan_is_marked_where_ocr_read_the_words(
    tesseract: Tesseract,  # noqa: F811
    pdf: Callable[..., bytes],
    picture: Callable[..., Any],
    tmp_path: Path,
) -> None:
    (tesseract.folder / "page.hocr").write_text(HOCR)
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf(lambda canvas: canvas.drawImage(picture(stripes=False), 0, 0, width=WIDTH, height=HEIGHT)))
    raw = "Vooraf. Wij oefenen\r\nelk jaar. Daarna."
    span = (raw.index("Wij"), raw.index(" Daarna"))
    scan = PictureJob(str(path), True, 1, raw, (span,), "Wij oefenen elk jaar.", dpi=DPI, ocr_cache=str(tmp_path / "c"))
    first = draw(scan)
    assert first.is_marked
    point = 72 / 300
    assert near(yellow(first, (0, 0, WIDTH, 114)), (600 * point, 400 * point, 1300 * point, 450 * point))
    assert near(
        yellow(first, (0, 114, WIDTH, HEIGHT)), (300 * point, 500 * point - 114, 800 * point, 550 * point - 114)
    )
    tesseract.remove()
    assert draw(scan) == first
    lost = draw(replace(scan, ocr_cache=str(tmp_path / "d")))
    assert (lost.is_marked, lost.note) == (False, NOT_FOUND)
