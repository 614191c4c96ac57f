"""Pages with text that runs up or down the sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tasks.read.layout import lay_out
from tasks.read.pdf import PdfPage, read_pdf
from tasks.read.turned import upright

WORDS = ["Eerste regel van deze tekst", "Tweede regel van deze tekst", "Derde regel van deze tekst"]


def draw(degrees: int, words: list[str] = WORDS) -> Callable[[Any], None]:
    """Lines from (100, 500) on, 14 points apart, as they are read on a page that is 842 wide and 595 high."""

    def drawing(canvas: Any) -> None:
        if degrees == 90:
            canvas.translate(595.28, 0)
        else:
            canvas.translate(0, 841.89)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica", 10)
        for index, text in enumerate(words):
            canvas.drawString(100, 500 - 14 * index, text)

    return drawing


@pytest.mark.parametrize("degrees", [90, -90])
def test_lines_lie_as_they_are_read(pdf: Callable[..., bytes], degrees: int) -> None:
    page = upright(read_pdf(pdf(draw(degrees))).pages[0])
    assert (page.width, page.height) == (pytest.approx(841.89, abs=0.1), pytest.approx(595.28, abs=0.1))
    assert [line.y for line in page.lines] == [pytest.approx(500 - 14 * index, abs=3) for index in range(3)]
    assert [line.x0 for line in page.lines] == [pytest.approx(100, abs=2)] * 3
    assert [line.x1 - line.x0 for line in page.lines] == [pytest.approx(125, abs=20)] * 3
    assert [page.raw_text[line.start : line.end] for line in page.lines] == WORDS


@pytest.mark.parametrize("rotate", [90, 270])
def test_it_does_not_matter_whether_the_file_says_that_the_page_is_to_be_turned(
    pdf: Callable[..., bytes], rotate: int
) -> None:
    def flagged(canvas: Any) -> None:
        draw(90 if rotate == 90 else -90, [*WORDS, *["Nog een regel van deze tekst"] * 20])(canvas)
        canvas.setPageRotation(rotate)

    read = read_pdf(pdf(flagged)).pages[0]
    page = upright(read)
    assert (page.width, page.height) == (pytest.approx(841.89, abs=0.1), pytest.approx(595.28, abs=0.1))
    assert page.lines[0].y == pytest.approx(500, abs=3)
    assert len(lay_out([read])[0].marks) == 1


def test_a_page_with_a_few_words_up_its_edge_stays_as_it_is(pdf: Callable[..., bytes]) -> None:
    def drawing(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        for index, text in enumerate(WORDS):
            canvas.drawString(100, 700 - 14 * index, text)
        draw(90, ["Langs de rand"])(canvas)

    page = read_pdf(pdf(drawing)).pages[0]
    assert upright(page) is page


def test_a_page_without_lines_or_with_short_ones_stays_as_it_is(pdf: Callable[..., bytes]) -> None:
    empty = PdfPage(1, "", [], 595, 842)
    assert upright(empty) is empty
    page = read_pdf(pdf(draw(90, ["Kort", "1234567"]))).pages[0]
    assert upright(page) is page
