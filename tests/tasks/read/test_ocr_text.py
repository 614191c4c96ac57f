"""From hOCR to lines and text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.layout import lay_out
from tasks.read.ocr_text import Recognised, RecognisedLine, Word, page_of, quality, recognised

SCALE = 300 / 72
WIDTH, HEIGHT = 595.28, 841.89


def hocr(*blocks: Sequence[str]) -> bytes:
    """hOCR of blocks of lines, each line spelled as its attributes, a colon, and words as confidence|box|text."""
    body = ""
    for block in blocks:
        body += "<div class='ocr_carea' title='bbox 0 0 9 9'><p class='ocr_par' title='bbox 0 0 9 9'>"
        for line in block:
            title, _, words = line.partition(" : ")
            spans = "".join(
                f"<span class='ocrx_word' title='bbox {box}; x_wconf {confidence}'>{escape(text)}</span> "
                for confidence, box, text in (word.split("|", 2) for word in words.split("  "))
            )
            body += f"<span class='ocr_line' title=\"{title}\">{spans}</span>"
        body += "</p></div>"
    head = "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'x'>"
    page = f"<div class='ocr_page' title='image \"a.png\"; bbox 0 0 2480 3508; ppageno 0'>{body}</div>"
    return f"{head}<html xmlns='http://www.w3.org/1999/xhtml'><body>{page}</body></html>".encode()


def read(data: bytes, rotation: int = 0, skew: float = 0.0) -> Recognised:
    return recognised(data, "tesseract 5 nld", rotation, skew, WIDTH, HEIGHT, SCALE)


TWO_LINES = hocr(
    [
        "bbox 250 400 800 450; baseline 0 -10; x_size 40; x_descenders 9; x_ascenders 8"
        " : 96|250 410 300 440|De  95|320 405 800 450|veilig-",
        "bbox 250 460 900 500; baseline 0 -8; x_size 41; x_descenders 9; x_ascenders 8"
        " : 96|250 460 600 500|heidsregio  92|620 470 900 492|oefent",
    ]
)


def test_lines_have_their_text_place_and_size() -> None:
    page, boxes, confidence = page_of(read(TWO_LINES), 7)
    assert (page.page_number, page.width, page.height) == (7, WIDTH, HEIGHT)
    assert page.raw_text == "De veilig-\r\nheidsregio oefent"
    first, second = page.lines
    assert [page.raw_text[line.start : line.end] for line in page.lines] == ["De veilig-", "heidsregio oefent"]
    assert (first.x0, first.x1) == (pytest.approx(60), pytest.approx(192))
    # 450 - 10 pixels from the top of the page
    assert first.y == pytest.approx(HEIGHT - 440 * 72 / 300)
    assert second.y == pytest.approx(HEIGHT - 492 * 72 / 300)
    assert first.size == second.size == pytest.approx(10.0, abs=0.3)
    assert not first.is_bold
    assert not first.is_italic
    assert confidence == pytest.approx((2 * 0.96 + 7 * 0.95 + 10 * 0.96 + 6 * 0.92) / 25)
    assert [page.raw_text[box.start : box.end] for box in boxes] == ["De", "veilig-", "heidsregio", "oefent"]
    assert boxes[0][2:] == pytest.approx((60, HEIGHT - 105.6, 72, HEIGHT - 98.4), abs=0.01)


def test_a_page_goes_through_the_layout_and_its_hyphens_are_mended() -> None:
    from tasks.read.clean import clean

    (laid_out,) = lay_out([page_of(read(TWO_LINES), 1)[0]])
    assert clean(laid_out).text == "De veiligheidsregio oefent"


def test_words_that_cannot_be_trusted_are_left_out() -> None:
    page, boxes, _ = page_of(
        read(
            hocr(["bbox 0 0 90 30; baseline 0 0; x_size 40 : 95|0 0 30 30|Plan  12|40 0 60 30|~ij  91|70 0 90 30|2025"])
        ),
        1,
    )
    assert page.raw_text == "Plan 2025"
    assert len(boxes) == 2


def test_a_page_without_words_has_no_text() -> None:
    for data in (hocr(), hocr(["bbox 0 0 90 30; baseline 0 0; x_size 40 : 5|0 0 30 30|~"])):
        page, boxes, confidence = page_of(read(data), 1)
        assert (page.raw_text, page.lines, boxes, confidence) == ("", [], [], 0.0)
    assert quality(read(hocr())) == 0.0


@pytest.mark.parametrize("data", [b"", b"no markup", b"<html/>"])
def test_what_is_no_hocr_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="no hOCR"):
        read(data)


def test_a_page_that_lies_askew_keeps_the_pieces_of_a_row_at_one_height() -> None:
    page, _, _ = page_of(
        read(
            hocr(
                ["bbox 250 410 800 450; baseline -0.02 -10; x_size 40 : 95|250 410 800 450|Brandweer"],
                ["bbox 1800 379 2000 419; baseline -0.02 -10; x_size 40 : 95|1800 379 2000 419|-1.234"],
            )
        ),
        1,
    )
    left, right = page.lines
    assert left.y == pytest.approx(right.y, abs=0.1)


def test_heights_that_vary_a_little_are_one_size_and_headings_keep_theirs() -> None:
    line = "bbox 250 {0} 800 {0}; baseline 0 0; x_size {1} : 95|250 {0} 800 {0}|woorden"
    rows = [line.format(400 + 60 * n, size) for n, size in enumerate((40, 41, 39, 40, 42, 60))]
    page, _, _ = page_of(read(hocr(rows[5:], rows[:5])), 1)
    assert page.lines[0].size > 1.4 * page.lines[1].size
    assert len({line.size for line in page.lines[1:]}) == 1


@pytest.mark.parametrize(
    ("rotation", "box"),
    [
        (0, (24, 721.89, 48, 817.89)),
        # upright 24 from the left and 24 from the top: a quarter clockwise back is 24 from the top and the right …
        (90, (24, 24, 120, 48)),
        (180, (547.28, 24, 571.28, 120)),
        (270, (475.28, 793.89, 571.28, 817.89)),
    ],
)
def test_boxes_lie_where_the_word_stands_on_the_page_as_shown(
    rotation: int, box: tuple[float, float, float, float]
) -> None:
    page, boxes, _ = page_of(
        read(hocr(["bbox 100 100 200 500; baseline 0 0; x_size 40 : 95|100 100 200 500|Plan"]), rotation), 1
    )
    assert boxes[0][2:] == pytest.approx(box, abs=0.01)
    assert (page.width, page.height) == ((HEIGHT, WIDTH) if rotation in (90, 270) else (WIDTH, HEIGHT))


def test_boxes_of_a_page_that_was_straightened_lie_where_the_word_stands() -> None:
    line = "bbox {0} 1700 {1} 1740; baseline 0 0; x_size 40 : 95|{0} 1700 {1} 1740|Plan"
    straight, askew = (page_of(read(hocr([line.format(2200, 2300)]), 0, skew), 1)[1][0] for skew in (0.0, 2.0))
    # at the right edge, 242 points from the middle, two degrees counterclockwise lift a word by 8.4 points
    assert askew.bottom - straight.bottom == pytest.approx(242.3 * 0.0349, abs=0.1)
    assert askew.right - askew.left == pytest.approx(24, abs=0.01)
    assert askew.left == pytest.approx(straight.left, abs=0.5)


def test_words_that_run_upwards_count_for_nothing_in_how_well_a_page_was_read() -> None:
    line = "bbox 0 0 9 90; {}x_size 40 : 90|0 0 9 90|Plan"
    assert quality(read(hocr([line.format("baseline 0 0; ")]))) == pytest.approx(0.9)
    assert quality(read(hocr([line.format("")]))) == 0.0


_number = st.floats(0, 5000).map(lambda value: round(value, 1))
_words = st.builds(
    Word,
    st.text('abcé€-1.%,"<&', min_size=1, max_size=8),
    st.floats(0, 1),
    *[_number] * 4,
)
_lines = st.builds(
    RecognisedLine,
    st.integers(0, 5),
    _number,
    st.floats(-0.1, 0.1),
    st.floats(1, 90),
    st.booleans(),
    st.lists(_words, min_size=1).map(tuple),
)
_pages = st.builds(
    Recognised,
    st.just("tesseract 5 nld"),
    st.sampled_from([0, 90, 180, 270]),
    st.floats(-5, 5),
    st.just(WIDTH),
    st.just(HEIGHT),
    st.just(SCALE),
    st.lists(_lines, max_size=6).map(tuple),
)


@given(_pages)
@settings(max_examples=50, deadline=None)
def test_whatever_was_recognised_can_be_kept_as_json(page: Recognised) -> None:
    assert Recognised.from_json(json.loads(json.dumps(page.to_json()))) == page


@given(_pages)
@settings(max_examples=50, deadline=None)
def test_lines_and_words_point_at_their_text(recognised_page: Recognised) -> None:
    page, boxes, confidence = page_of(recognised_page, 1)
    assert "\r\n".join(page.raw_text[line.start : line.end] for line in page.lines) == page.raw_text
    assert " ".join(page.raw_text[box.start : box.end] for box in boxes).split() == page.raw_text.split()
    assert 0 <= confidence <= 1
