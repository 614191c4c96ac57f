"""Pictures of pages, made easier to read."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tasks.read.ocr_picture import has_grain, prepared, skew, turned


def lines_of_text(grain: float = 0.0, angle: float = 0.0) -> Image.Image:
    """A page of bars, as long and as far apart as words are, turned counterclockwise."""
    image = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(image)
    for y in range(200, 1500, 30):
        for x in range(150, 1000, 110):
            draw.rectangle((x, y, x + 60 + (x * y) % 37, y + 12), fill=0)
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    if not grain:
        return image
    noisy = np.asarray(image, dtype=np.int16) * 0.85 + 20 + np.random.default_rng(1).normal(0, grain, image.size[::-1])
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("angle", [-4.5, -1.2, -0.3, 0.4, 2.0, 5.0])
@pytest.mark.parametrize("grain", [0.0, 12.0])
def test_the_angle_of_a_page_that_lies_askew_is_found(angle: float, grain: float) -> None:
    assert skew(lines_of_text(grain, angle)) == pytest.approx(angle, abs=0.15)


@pytest.mark.parametrize(
    "image",
    [
        lines_of_text(),
        lines_of_text(angle=0.1),
        Image.new("L", (800, 1000), 255),
        Image.new("L", (800, 1000), 0),
        Image.new("L", (10, 1), 0),
        Image.new("L", (1, 1), 255),
    ],
)
def test_a_page_that_lies_straight_or_shows_nothing_has_no_angle(image: Image.Image) -> None:
    assert skew(image) == 0.0


def test_grain_is_found_and_taken_off() -> None:
    assert not has_grain(lines_of_text())
    assert not has_grain(lines_of_text(angle=1.0))
    grainy = lines_of_text(grain=15)
    assert has_grain(grainy)
    margin = (0, 0, 1240, 150)
    assert np.std(prepared(grainy).image.crop(margin)) < 0.6 * np.std(grainy.crop(margin))


def test_a_clean_straight_page_stays_as_it_is() -> None:
    image = lines_of_text()
    assert prepared(image) == (image, 0.0, False)


def test_a_page_is_straightened() -> None:
    image, angle, is_changed = prepared(lines_of_text(angle=1.5))
    assert (image.size, angle, is_changed) == ((1240, 1754), 1.5, True)
    assert skew(image) == 0.0


@pytest.mark.parametrize(("rotation", "corner"), [(0, (0, 0)), (90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_turning_is_clockwise(rotation: int, corner: tuple[int, int]) -> None:
    image = Image.new("L", (2, 2), 255)
    image.putpixel((0, 0), 0)
    assert turned(image, rotation).getpixel(corner) == 0
