"""Columns drawn across."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tasks.read.pdf import PdfPage, read_pdf

LEFT = [f"linker regel {name} met gewone woorden" for name in "abcdefghijklmn"]
RIGHT = [f"rechter regel {name} met andere woorden" for name in "abcdefghijklmn"]

Pair = tuple[str, str]


def page(
    pdf: Callable[..., bytes], rows: list[Pair], by_row: bool = True, top: str = "", middle: str = "", white: str = ""
) -> PdfPage:
    """Two columns of lines; `middle` stands over the full width before the eighth line, `white` is drawn in white."""

    def draw(canvas: Any) -> None:
        placed = []
        y = 700.0
        for number, pair in enumerate(rows):
            if middle and number == 7:
                placed.append((60, y - 6, middle, 14))
                y -= 26
            placed += [(x, y, text, 10) for x, text in zip((60, 310), pair, strict=True) if text]
            y -= 12
        if not by_row:
            placed.sort(key=lambda each: each[0])
        if top:
            placed.insert(0, (60, 730, top, 14))
        for x, height, text, size in placed:
            canvas.setFont("Helvetica", size)
            canvas.setFillGray(1 if text == white else 0)
            canvas.drawString(x, height, text)

    return read_pdf(pdf(draw)).pages[0]


def texts(read: PdfPage) -> list[str]:
    return [read.raw_text[line.start : line.end] for line in read.lines]


def test_columns_drawn_line_by_line_are_put_one_after_the_other(pdf: Callable[..., bytes]) -> None:
    read = page(pdf, list(zip(LEFT, RIGHT, strict=True)))
    assert texts(read) == [*LEFT, *RIGHT]
    assert read.raw_text == "\r\n".join([*LEFT, *RIGHT])
    assert [line.x0 for line in read.lines] == [pytest.approx(60, abs=2)] * 14 + [pytest.approx(310, abs=2)] * 14
    assert [line.y for line in read.lines[14:16]] == [pytest.approx(700, abs=0.1), pytest.approx(688, abs=0.1)]


def test_a_heading_over_both_columns_parts_them(pdf: Callable[..., bytes]) -> None:
    middle = "Een kop over de hele breedte van deze bladzijde, boven twee kolommen"
    read = page(pdf, list(zip(LEFT, RIGHT, strict=True)), top="Vooraf staat een kop die breed genoeg is", middle=middle)
    found = [*LEFT[:7], *RIGHT[:7], middle, *LEFT[7:], *RIGHT[7:]]
    assert texts(read) == ["Vooraf staat een kop die breed genoeg is", *found]
    assert [line.size for line in read.lines if line.size > 10] == [14.0, 14.0]


def test_columns_drawn_one_after_the_other_stay_as_pdfium_gives_them(pdf: Callable[..., bytes]) -> None:
    rows = list(zip(LEFT, RIGHT, strict=True))
    assert texts(page(pdf, rows, by_row=False)) == [*LEFT, *RIGHT]


def test_a_table_stays_row_by_row(pdf: Callable[..., bytes]) -> None:
    short = [(left, f"€ 1.{number}00") for number, left in enumerate(LEFT)]
    assert texts(page(pdf, short))[0] == f"{LEFT[0]} € 1.000"
    figures = [(f"Post {n} 1.250.000 1.300.000 1.400.000", f"2.250.000 2.300.000 2.40{n}.000") for n in range(14)]
    assert len(texts(page(pdf, figures))) == 14


def test_few_lines_side_by_side_are_no_columns(pdf: Callable[..., bytes]) -> None:
    rows = list(zip(LEFT, RIGHT, strict=True))
    assert len(texts(page(pdf, rows[:9]))) == 9
    assert len(texts(page(pdf, rows[:10]))) == 20


def test_what_cannot_be_seen_is_still_known_after_its_line_has_moved(pdf: Callable[..., bytes]) -> None:
    read = page(pdf, list(zip(LEFT, RIGHT, strict=True)), white=RIGHT[3])
    assert "".join(read.raw_text[start:end] for start, end in read.invisible) == RIGHT[3]
