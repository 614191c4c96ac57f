"""Form fields: what is filled in stands beside its label, as on the page. PDFium gives it after all other text."""

from __future__ import annotations

from collections.abc import Collection

from tasks.read.columns import rearranged
from tasks.read.pdf import Line, PdfPage

_SAME_LINE = 0.8
"""Of the size of a line: baselines that differ less are the same to a reader."""


def beside_labels(page: PdfPage, filled: Collection[Line]) -> PdfPage:
    """The page with each line of `filled` behind the line to its left, else where its height says."""
    if not filled:
        return page
    starts = {line.start for line in filled}
    order = [line for line in page.lines if line.start not in starts]
    for field in sorted(filled, key=lambda line: (-line.y, line.x0)):
        order.insert(_place(order, field), field)
    return rearranged(page, order)


def _place(order: list[Line], field: Line) -> int:
    """Before which line the field goes."""
    beside = [
        (line.x0, place)
        for place, line in enumerate(order)
        if abs(line.y - field.y) < _SAME_LINE * max(line.size, field.size) and line.x0 <= field.x0
    ]
    if beside:
        return max(beside)[1] + 1
    below = (place for place, line in enumerate(order) if line.y < field.y)
    return next(below, len(order))
