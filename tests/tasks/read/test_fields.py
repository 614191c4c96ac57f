"""Form fields beside their labels."""

from __future__ import annotations

from tasks.read.fields import beside_labels
from tasks.read.pdf import Line, PdfPage


def page(*lines: tuple[str, float, float]) -> PdfPage:
    """A page of lines: (text, x, y)."""
    raw, placed = "", []
    for text, x, y in lines:
        raw += "\r\n" if raw else ""
        placed.append(Line(len(raw), len(raw) + len(text), x, x + 50, y, 10, False, False))
        raw += text
    return PdfPage(1, raw, placed, 595, 842)


def order(read: PdfPage) -> list[str]:
    return [read.raw_text[line.start : line.end] for line in read.lines]


def test_a_field_stands_behind_the_line_to_its_left_and_fields_of_one_line_from_left_to_right() -> None:
    read = page(("Naam", 70, 700), ("Datum", 70, 670), ("nu", 300, 671), ("Turfhaven", 200, 699), ("vast", 200, 670))
    assert order(beside_labels(read, read.lines[2:])) == ["Naam", "Turfhaven", "Datum", "vast", "nu"]


def test_a_field_without_a_label_stands_where_its_height_says() -> None:
    read = page(("Boven", 70, 700), ("Onder", 70, 600), ("midden", 70, 650), ("laatst", 70, 500))
    assert order(beside_labels(read, read.lines[2:])) == ["Boven", "midden", "Onder", "laatst"]


def test_a_page_without_filled_fields_stays_as_it_is() -> None:
    read = page(("Boven", 70, 700))
    assert beside_labels(read, []) is read
