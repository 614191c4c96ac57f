"""Marks on a picture."""

from __future__ import annotations

import pytest
from PIL import Image

from tasks.read.highlight import YELLOW, Box, lines_of, mark, on_picture


def test_boxes_of_characters_become_one_box_a_line() -> None:
    first, second = Box(10, 10, 14, 20), Box(15, 12, 20, 20)
    assert lines_of([first, second]) == [Box(10, 10, 20, 20)]
    assert lines_of([first, None, second]) == [first, second]
    assert lines_of([first, Box(10, 22, 14, 32)]) == [Box(10, 10, 14, 32)]
    assert lines_of([first, Box(10, 90, 14, 100)]) == [first, Box(10, 90, 14, 100)]
    assert lines_of([first, Box(200, 10, 204, 20)]) == [first, Box(200, 10, 204, 20)]
    assert lines_of([first, Box(300, 300, 304, 310)]) == [first, Box(300, 300, 304, 310)]
    assert lines_of([None]) == []


def test_lines_get_room_and_stay_on_the_picture() -> None:
    assert on_picture([Box(10, 10, 40, 22)], 100, 100) == [Box(8, 8, 42, 24)]
    assert on_picture([Box(-5, 90, 400, 126)], 100, 100) == [Box(0, 84, 100, 100)]
    assert on_picture([Box(120, 10, 140, 20), Box(10, -40, 40, -20)], 100, 100) == []


@pytest.mark.parametrize("paper", [0, 128, 255])
def test_a_mark_has_a_dark_line_in_a_light_one_on_any_ground(paper: int) -> None:
    image = mark(Image.new("RGB", (60, 60), (paper, paper, paper)), [Box(20, 20, 40, 40)])
    across = [image.convert("L").getpixel((30, y)) for y in range(14, 20)]
    assert min(across) < 40
    assert max(across) > 240
    assert image.getpixel((5, 5)) == (paper, paper, paper)


def test_letters_stay_to_be_read_and_paper_becomes_yellow() -> None:
    image = Image.new("RGB", (60, 60), (255, 255, 255))
    image.paste((0, 0, 0), (25, 25, 30, 30))
    mark(image, [Box(20, 20, 40, 40)])
    assert image.getpixel((27, 27)) == (0, 0, 0)
    assert image.getpixel((22, 22)) == YELLOW


def test_lines_close_together_become_one_mark_and_others_stay_apart() -> None:
    def ink(gap: int) -> int:
        image = mark(Image.new("RGB", (80, 80), (255, 255, 255)), [Box(20, 20, 60, 30), Box(20, 30 + gap, 60, 50)])
        return min(image.convert("L").getpixel((40, y)) for y in range(28, 32 + gap))

    assert ink(4) > 200
    assert ink(12) < 40


def test_without_boxes_a_picture_stays_as_it_is_and_at_its_edge_a_mark_does_not_leave_it() -> None:
    image = Image.new("RGB", (30, 20), (9, 9, 9))
    assert mark(image.copy(), []).tobytes() == image.tobytes()
    marked = mark(image.copy(), [Box(0, 0, 30, 20)])
    assert marked.size == (30, 20)
    assert marked.tobytes() != image.tobytes()
