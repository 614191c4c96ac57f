"""What a reader of a PDF page can and cannot see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tasks.read.pdf import read_pdf

Draw = Callable[[Any], None]


@pytest.fixture
def hidden(pdf: Callable[..., bytes]) -> Callable[[Draw], list[str]]:
    """The pieces of text of a drawing that cannot be seen."""

    def find(draw: Draw) -> list[str]:
        (page,) = read_pdf(pdf(draw)).pages
        assert page.raw_text
        return [page.raw_text[start:end] for start, end in page.invisible]

    return find


def word(
    canvas: Any, text: str = "woord", y: float = 700, colour: tuple[float, ...] = (0, 0, 0), mode: int = 0
) -> None:
    line = canvas.beginText(70, y)
    line.setFont("Helvetica", 12)
    line.setFillColorRGB(*colour)
    line.setTextRenderMode(mode)
    line.textOut(text)
    canvas.drawText(line)


def box(canvas: Any, grey: float, x: float = 50, y: float = 690, width: float = 200, height: float = 30) -> None:
    canvas.setFillColorRGB(grey, grey, grey)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def test_black_on_white_is_seen(hidden: Callable[[Draw], list[str]]) -> None:
    assert hidden(word) == []


@pytest.mark.parametrize("shade", [1.0, 0.98])
def test_white_on_white_is_not_seen(hidden: Callable[[Draw], list[str]], shade: float) -> None:
    def draw(canvas: Any) -> None:
        word(canvas)
        word(canvas, "geheime opdracht", 650, (shade, shade, shade))

    assert hidden(draw) == ["geheime opdracht"]


def test_light_grey_on_white_is_seen(hidden: Callable[[Draw], list[str]]) -> None:
    assert hidden(lambda canvas: word(canvas, colour=(0.85, 0.85, 0.85))) == []


def test_white_on_a_dark_bar_is_seen(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(canvas: Any) -> None:
        box(canvas, 0.2)
        word(canvas, "kop van de tabel", 700, (1, 1, 1))

    assert hidden(draw) == []


def test_white_beside_a_dark_bar_is_not_seen(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(canvas: Any) -> None:
        box(canvas, 0.2, y=600)
        word(canvas, "geheim", 700, (1, 1, 1))

    assert hidden(draw) == ["geheim"]


def test_text_under_a_bar_is_not_seen_and_text_over_it_is(hidden: Callable[[Draw], list[str]]) -> None:
    def under(canvas: Any) -> None:
        word(canvas, "zwartgelakt")
        box(canvas, 0)

    def over(canvas: Any) -> None:
        box(canvas, 0.8)
        word(canvas, "leesbaar")

    assert hidden(under) == ["zwartgelakt"]
    assert hidden(over) == []


def test_text_in_the_colour_of_the_bar_under_it_is_not_seen(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(canvas: Any) -> None:
        box(canvas, 0.4)
        word(canvas, "geheim", 700, (0.4, 0.4, 0.4))

    assert hidden(draw) == ["geheim"]


def test_a_dash_on_a_coloured_cell_is_seen(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(canvas: Any) -> None:
        box(canvas, 0.15)
        word(canvas, "-", 700, (1, 1, 1))

    assert hidden(draw) == []


@pytest.mark.parametrize(("mode", "found"), [(3, ["geheim"]), (7, ["geheim"]), (1, [])])
def test_text_that_is_drawn_as_nothing_is_not_seen(
    hidden: Callable[[Draw], list[str]], mode: int, found: list[str]
) -> None:
    def draw(canvas: Any) -> None:
        word(canvas)
        word(canvas, "geheim", 650, mode=mode)

    assert hidden(draw) == found


def test_an_ocr_layer_over_its_scan_is_seen_and_over_blank_paper_is_not(
    hidden: Callable[[Draw], list[str]], picture: Callable[..., Any]
) -> None:
    def layer(stripes: bool) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawImage(picture(stripes=stripes), 0, 0, width=595, height=842)
            word(canvas, "tekst van de scan", mode=3)
            word(canvas, "tweede regel", 650, mode=3)

        return draw

    assert hidden(layer(True)) == []
    assert hidden(layer(False)) == ["tekst van de scan\r\ntweede regel"]


def test_an_ocr_layer_is_judged_by_the_line(hidden: Callable[[Draw], list[str]], picture: Callable[..., Any]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawImage(picture(20, 20), 70, 695, width=30, height=20)
        word(canvas, "inkt van deze regel", mode=3)
        word(canvas, "niets", 650, mode=3)

    assert hidden(draw) == ["niets"]


def test_text_under_an_image_is_seen_only_if_the_image_shows_it(
    hidden: Callable[[Draw], list[str]], picture: Callable[..., Any]
) -> None:
    def under(stripes: bool) -> Draw:
        def draw(canvas: Any) -> None:
            word(canvas, "onder het beeld")
            canvas.drawImage(picture(stripes=stripes), 50, 600, width=200, height=200)

        return draw

    assert hidden(under(True)) == []
    assert hidden(under(False)) == ["onder het beeld"]


def test_tiny_text_is_not_seen_and_small_print_is(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(size: float) -> Draw:
        def on(canvas: Any) -> None:
            canvas.setFont("Helvetica", size)
            canvas.drawString(70, 700, "Woordje")

        return on

    assert hidden(draw(1)) == ["Woordje"]
    assert hidden(draw(1.9)) == ["Woordje"]
    assert hidden(draw(5)) == []


@pytest.mark.parametrize(("x", "y"), [(-300, 700), (700, 700), (70, 900), (70, -50)])
def test_text_outside_the_page_is_not_seen(hidden: Callable[[Draw], list[str]], x: float, y: float) -> None:
    def draw(canvas: Any) -> None:
        word(canvas)
        canvas.drawString(x, y, "buiten")

    assert hidden(draw) in (["buiten"], [])


def test_see_through_text_is_not_seen(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(alpha: float) -> Draw:
        def on(canvas: Any) -> None:
            canvas.setFillAlpha(alpha)
            canvas.drawString(70, 700, "doorzichtig")

        return on

    assert hidden(draw(0.1)) == ["doorzichtig"]
    assert hidden(draw(0.4)) == []


def test_hidden_words_side_by_side_are_one_span_and_apart_are_two(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(canvas: Any) -> None:
        word(canvas, "een twee", 700, (1, 1, 1))
        word(canvas, "zichtbaar", 680)
        word(canvas, "drie", 660, (1, 1, 1))

    assert hidden(draw) == ["een twee", "drie"]


def test_text_in_a_form_is_judged_too(hidden: Callable[[Draw], list[str]]) -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("vorm")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(70, 700, "geheim")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(70, 650, "open")
        canvas.endForm()
        canvas.doForm("vorm")

    assert hidden(draw) == ["geheim"]


def test_an_image_in_a_form_counts_as_image(pdf: Callable[..., bytes], picture: Callable[..., Any]) -> None:
    def draw(canvas: Any) -> None:
        canvas.beginForm("vorm", 0, 0, 595.28, 841.89)
        canvas.drawImage(picture(), 0, 0, width=595.28, height=841.89)
        canvas.endForm()
        canvas.doForm("vorm")

    (page,) = read_pdf(pdf(draw)).pages
    assert page.image_share == pytest.approx(1, abs=0.05)


def test_a_very_large_page_is_painted_small(pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageSize((14_000, 14_000))
        canvas.setFont("Helvetica", 400)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(1000, 7000, "geheim")
        canvas.setFillColorRGB(0.9, 0.9, 0.9)
        canvas.drawString(1000, 3000, "open")

    (page,) = read_pdf(pdf(draw)).pages
    assert [page.raw_text[start:end] for start, end in page.invisible] == ["geheim"]


@pytest.mark.parametrize(("state", "unseen"), [("OFF", ["geheim"]), ("ON", [])])
def test_text_on_a_layer_is_seen_only_when_the_layer_is_on(
    pdf: Callable[..., bytes], state: str, unseen: list[str]
) -> None:
    import io

    import pikepdf

    def draw(canvas: Any) -> None:
        word(canvas, "zichtbaar", 700)
        canvas._code.append("/OC /Laag BDC")
        word(canvas, "geheim", 650)
        canvas._code.append("EMC")

    with pikepdf.open(io.BytesIO(pdf(draw))) as document:
        layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Laag"))
        shown = pikepdf.Dictionary({"/ON": [], "/OFF": [], f"/{state}": [layer]})
        document.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=shown)
        document.pages[0].Resources.Properties = pikepdf.Dictionary(Laag=layer)
        for mode in (pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate):
            saved = io.BytesIO()
            document.save(saved, object_stream_mode=mode)
            (page,) = read_pdf(saved.getvalue()).pages
            assert [page.raw_text[start:end] for start, end in page.invisible] == unseen
