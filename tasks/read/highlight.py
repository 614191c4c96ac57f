"""Marking places on a picture: from boxes of characters to marks that everybody can see. Knows nothing of documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

YELLOW = (255, 232, 60)
LINE = (20, 20, 20)
HALO = (255, 255, 255)
CLOSE = 7
"""Pixels; marked lines that are nearer than this become one mark."""
ROOM = 8
"""Pixels around a mark that its line and halo fit in."""


class Box(NamedTuple):
    """A rectangle in pixels, from the top left corner of the picture; right and bottom exclusive."""

    left: int
    top: int
    right: int
    bottom: int


def lines_of(boxes: Iterable[Box | None]) -> list[Box]:
    """Boxes of characters, in order, joined to one a line, up or across the page. None: a line ends here."""
    lines: list[Box] = []
    line: Box | None = None
    for box in boxes:
        if line is not None and (box is None or not _goes_on(line, box)):
            lines.append(line)
            line = None
        if box is not None:
            line = box if line is None else Box(*map(min, line[:2], box[:2]), *map(max, line[2:], box[2:]))
    return [*lines, line] if line is not None else lines


def _goes_on(line: Box, box: Box) -> bool:
    """Whether a character belongs to the line: beside it, and no further than a wide gap between words."""
    beside = max(line.left, box.left) - min(line.right, box.right)
    above = max(line.top, box.top) - min(line.bottom, box.bottom)
    thickness = [line.bottom - line.top, box.bottom - box.top]
    if above >= 0:  # not at one height: perhaps a line that runs up or down
        beside, above = above, beside
        thickness = [line.right - line.left, box.right - box.left]
    return above < 0 and beside <= 4 * max(thickness)


def on_picture(boxes: Iterable[Box | None], width: int, height: int) -> list[Box]:
    """Boxes of characters as lines_of joins them, with some room around them, as far as they are on the picture."""
    roomy = []
    for box in lines_of(boxes):
        room = max(2, min(box.bottom - box.top, box.right - box.left) // 6)
        wide = Box(
            max(0, box.left - room),
            max(0, box.top - room),
            min(width, box.right + room),
            min(height, box.bottom + room),
        )
        if wide.left < wide.right and wide.top < wide.bottom:
            roomy.append(wide)
    return roomy


def mark(image: Image, boxes: Sequence[Box]) -> Image:
    """Mark boxes: yellow like a pen, and around what touches one dark line in a light one.

    The lines are seen without colour, on any ground, and stay off the letters between two marked lines.
    """
    from PIL import Image as Images
    from PIL import ImageChops, ImageFilter

    if not boxes:
        return image
    left, top = (max(0, min(side) - ROOM) for side in list(zip(*boxes, strict=True))[:2])
    right, bottom = (max(side) + ROOM for side in list(zip(*boxes, strict=True))[2:])
    part = (left, top, min(right, image.width), min(bottom, image.height))
    ground = image.crop(part)
    marked = Images.new("L", ground.size)
    for box in boxes:
        marked.paste(255, (box.left - left, box.top - top, box.right - left, box.bottom - top))
    marked = marked.filter(ImageFilter.MaxFilter(CLOSE)).filter(ImageFilter.MinFilter(CLOSE))
    line = marked.filter(ImageFilter.MaxFilter(5))
    halo = line.filter(ImageFilter.MaxFilter(3))
    pen = ImageChops.multiply(ground, Images.new("RGB", ground.size, YELLOW))
    drawn = Images.composite(Images.new("RGB", ground.size, HALO), ground, halo)
    drawn = Images.composite(Images.new("RGB", ground.size, LINE), drawn, line)
    image.paste(Images.composite(pen, drawn, marked), part)
    return image
