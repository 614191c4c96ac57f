"""Text set as a page."""

from __future__ import annotations

from itertools import pairwise
from time import process_time

from PIL import Image, ImageChops

from tasks.read.typeset import AROUND, MORE, MOST_LINES, typeset, with_note

DPI = 72
PARAGRAPH = "De regio oefent elk jaar met de gemeenten en evalueert wat er misging. "


def set_text(
    text: str, *spans: tuple[int, int], title: str = "Verslag", note: str = "Let op."
) -> tuple[Image.Image, list]:
    return typeset(text, spans, title, note, DPI)


def ink(image: Image.Image, part: tuple[int, int, int, int]) -> bool:
    """Whether anything but paper is on this part."""
    low, high = image.convert("L").crop(part).getextrema()
    return high - low > 60


def test_what_is_marked_is_marked_line_by_line_under_the_head() -> None:
    text = f"Kop\n{PARAGRAPH * 3}\nSlot"
    start = text.index("oefent")
    end = text.rindex("evalueert")
    image, boxes = set_text(text, (start, end))
    assert len(boxes) == 3
    assert [box.left for box in boxes[1:]] == [boxes[1].left] * 2
    assert boxes[0].left > boxes[1].left
    assert boxes[-1].right < boxes[0].right
    assert all(above.bottom <= below.top for above, below in pairwise(boxes))
    assert all(ink(image, box) for box in boxes)
    assert set_text(text)[1] == []


def test_two_parts_of_a_line_are_marked_apart() -> None:
    _, boxes = set_text("Wij oefenen 3 elk jaar.", (0, 11), (14, 23))
    assert len(boxes) == 2
    assert boxes[0].top == boxes[1].top
    assert boxes[0].right < boxes[1].left


def test_no_line_runs_off_the_paper_not_even_a_word_that_is_too_long() -> None:
    for text in (PARAGRAPH * 10, "w" * 2_000, "https://" + "a" * 300 + " " + PARAGRAPH):
        image, _ = set_text(text, title="T" * 200)
        assert image.width == 595
        assert not ink(image, (546, 0, 595, image.height))
        assert ink(image, (500, 0, 546, image.height))


def test_only_the_text_around_what_is_marked_is_shown_in_whole_paragraphs() -> None:
    paragraphs = [f"{number}. {PARAGRAPH * 3}" for number in range(60)]
    text = "\n".join(paragraphs)
    whole, _ = set_text(text)
    start = text.index(paragraphs[30])
    image, boxes = set_text(text, (start, start + 20))
    assert image.height < whole.height
    top, bottom = boxes[0].top - 100, image.height - boxes[0].bottom
    assert 300 < top < 900
    assert 300 < bottom < 900
    first, _ = set_text(text, (0, 20))
    assert first.height < image.height
    assert len(MORE) == 3


def test_a_long_text_without_any_line_end_is_cut_between_words() -> None:
    text = PARAGRAPH * 500
    start = text.index("oefent", 12_000)
    image, boxes = set_text(text, (start, start + 6))
    assert len(boxes) == 1
    lines = image.height / 16
    assert 2 * AROUND / 90 < lines < 4 * AROUND / 60


def test_a_picture_has_no_more_lines_than_it_may_and_still_shows_what_is_marked() -> None:
    text = "\n".join("ab" for _ in range(3_000))
    image, boxes = set_text(text, (6_000, 6_002))
    assert len(boxes) == 1
    assert image.height < (MOST_LINES + 10) * 24 + 100
    assert ink(image, boxes[0])


def test_of_a_very_long_text_only_what_is_shown_costs_time() -> None:
    text = PARAGRAPH * 200_000
    started = process_time()
    _, boxes = set_text(text, (9_000_000, 9_000_050), title="T" * 3_000_000)
    assert process_time() - started < 1
    assert boxes


def test_characters_that_the_font_lacks_leave_the_rest_in_place() -> None:
    plain, _ = set_text("• een lijst-teken en een cafe", (2, 5))
    odd, boxes = set_text("\uf0b7\u00a0een\tlijst\u2011teken en een caf\u0435\x07", (2, 5))
    assert ImageChops.difference(plain, odd).crop((0, 0, 190, plain.height)).getbbox() is None
    assert boxes == set_text("• een lijst-teken", (2, 5))[1]


def test_an_empty_page_is_a_page() -> None:
    image, boxes = set_text("")
    assert boxes == []
    assert image.height > 100
    assert set_text("\n\n \n", (0, 3))[1] == []


def test_markup_in_a_text_is_shown_as_letters() -> None:
    """Else the tags would leave no ink."""
    tags, _ = set_text("<b><font size=40></b>", title="", note="")
    blank, _ = set_text(" ", title="", note="")
    assert ImageChops.difference(tags.crop((0, 0, 300, 170)), blank.crop((0, 0, 300, 170))).getbbox() is not None
    assert tags.size == blank.size


def test_a_note_is_put_above_a_picture_of_any_width() -> None:
    for width in (60, 595, 2_000):
        picture = Image.new("RGB", (width, 50), (0, 0, 255))
        noted = with_note(picture, "De plaats is niet aan te wijzen.", DPI)
        assert noted.width == width
        assert noted.height > 70
        assert noted.getpixel((width // 2, noted.height - 10)) == (0, 0, 255)
        assert ink(noted, (0, 0, width, noted.height - 50))
