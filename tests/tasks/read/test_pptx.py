"""Presentations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.page import Reading
from tasks.read.pptx import read_pptx

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = b"presentationml.presentation.main+xml"


def saved(*slides: Callable[[Any, Any], None], layout: int = 1, title: str = "") -> bytes:
    """A presentation with a slide (title and body) for each drawing."""
    made = Presentation()
    made.core_properties.title = title
    made.core_properties.modified = datetime(2024, 3, 5, 12)
    for draw in slides:
        draw(made.slides.add_slide(made.slide_layouts[layout]), made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def blocks(reading: Reading, number: int = 1) -> list[tuple[str, int, str]]:
    page = reading.pages[number - 1]
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def simple(title: str, *lines: str) -> Callable[[Any, Any], None]:
    def draw(slide: Any, made: Any) -> None:
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)

    return draw


def box(slide: Any, text: str, left: float = 1, top: float = 1) -> Any:
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(1))
    shape.text_frame.text = text
    return shape


def test_a_slide_is_a_page_with_its_title_as_heading_and_its_bullets_as_items() -> None:
    reading = read_pptx(
        saved(simple("Weerbaarheid", "Oefenen", "Noodstroom"), simple("Slot", "Vragen"), title=" Plan ")
    )
    assert (reading.reader, reading.title, reading.metadata_date) == ("python-pptx", "Plan", date(2024, 3, 5))
    assert [page.page_number for page in reading.pages] == [1, 2]
    assert blocks(reading) == [("heading", 1, "Weerbaarheid"), ("item", 0, "Oefenen"), ("item", 0, "Noodstroom")]
    assert blocks(reading, 2) == [("heading", 1, "Slot"), ("item", 0, "Vragen")]


def test_tables_groups_and_boxes_are_read_and_the_title_comes_first() -> None:
    def draw(slide: Any, made: Any) -> None:
        box(slide, "los kader")
        table = slide.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
        for number, text in enumerate(("Jaar", "Aantal", "2024", "12")):
            table.cell(number // 2, number % 2).text = text
        group = slide.shapes.add_group_shape()
        inner = group.shapes.add_group_shape().shapes.add_textbox(0, 0, Inches(1), Inches(1))
        inner.text_frame.text = "in een groep"
        title = slide.shapes.title
        title.text = "Kop"
        title._element.getparent().append(title._element)

    assert blocks(read_pptx(saved(draw, layout=5))) == [
        ("heading", 1, "Kop"),
        ("paragraph", 0, "los kader"),
        ("row", 0, "Jaar | Aantal"),
        ("row", 0, "2024 | 12"),
        ("paragraph", 0, "in een groep"),
    ]


def test_bullets_are_those_of_the_paragraph_or_of_the_layout() -> None:
    def draw(slide: Any, made: Any) -> None:
        slide.shapes.title.text = "Kop"
        frame = slide.placeholders[1].text_frame
        frame.text = "uit"
        frame.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f'<a:buNone xmlns:a="{A}"/>'))
        shape = box(slide, "aan", 1, 5)
        shape.text_frame.paragraphs[0]._p.get_or_add_pPr().append(parse_xml(f'<a:buChar xmlns:a="{A}" char="-"/>'))

    assert blocks(read_pptx(saved(draw)))[1:] == [("paragraph", 0, "uit"), ("item", 0, "aan")]


def test_what_nobody_sees_is_left_out() -> None:
    def draw(slide: Any, made: Any) -> None:
        slide.shapes.title.text = "Kop"
        slide.notes_slide.notes_text_frame.text = "notitie"
        box(slide, "verborgen")._element.nvSpPr.cNvPr.set("hidden", "1")
        box(slide, "links", left=-3)
        box(slide, "rechts", left=20)
        box(slide, "onder", top=20)
        group = slide.shapes.add_group_shape([box(slide, "groep ernaast", left=30)])
        assert group.left > made.slide_width
        shape = box(slide, "klein", 1, 4)
        shape.text_frame.paragraphs[0].runs[0].font.size = Pt(3)
        shape.text_frame.paragraphs[0].add_run().text = " groot"
        box(slide, "half erop", left=-1)

    def hidden(slide: Any, made: Any) -> None:
        slide.shapes.title.text = "Geheim"
        slide._element.set("show", "0")

    reading = read_pptx(saved(draw, hidden, simple("Na", "x")))
    assert blocks(reading) == [("heading", 1, "Kop"), ("paragraph", 0, "groot"), ("paragraph", 0, "half erop")]
    assert blocks(reading, 2) == []
    assert blocks(reading, 3)[0] == ("heading", 1, "Na")


def test_what_stands_on_every_slide_is_left_out() -> None:
    def draw(slide: Any, made: Any) -> None:
        slide.shapes.title.text = "Kop"
        for kind in ("ftr", "dt", "sldNum"):
            shape = box(slide, kind)
            shape._element.nvSpPr.nvPr.append(parse_xml(f'<p:ph xmlns:p="{P}" type="{kind}"/>'))

    P = "http://schemas.openxmlformats.org/presentationml/2006/main"
    assert blocks(read_pptx(saved(draw, layout=5))) == [("heading", 1, "Kop")]


def test_the_text_of_a_diagram_is_read() -> None:
    def draw(slide: Any, made: Any) -> None:
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        slide.shapes.title.text = "Kop"
        point = '<d:pt modelId="1"><d:t><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>'
        model = f'<d:dataModel xmlns:d="{DIAGRAM}" xmlns:a="{A}"><d:ptLst>{point.format("Een")}{point.format("Twee")}'
        blob = f"{model}</d:ptLst></d:dataModel>".encode()
        part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", made.part.package, blob)
        for relation in (slide.part.relate_to(part, f"{R}/diagramData"), "rId99"):
            frame = slide.shapes.add_table(1, 1, 0, 0, Inches(1), Inches(1))._element
            data = frame.graphic.graphicData
            data.remove(data[0])
            data.append(parse_xml(f'<d:relIds xmlns:d="{DIAGRAM}" xmlns:r="{R}" r:dm="{relation}"/>'))

    assert blocks(read_pptx(saved(draw, layout=5)))[1:] == [("item", 0, "Een"), ("item", 0, "Twee")]


def test_a_slide_show_is_read_as_a_presentation() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(simple("Kop", "x")))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                assert MAIN in content
                content = content.replace(MAIN, MAIN.replace(b"presentation.main", b"slideshow.main"))
            new.writestr(name, content)
    assert blocks(read_pptx(buffer.getvalue()))[0] == ("heading", 1, "Kop")


def test_what_is_no_presentation_or_has_no_text_is_damage() -> None:
    whole = saved(simple("Kop", "x"))
    for data in (b"PK\x03\x04 stuk", b"", b"geen zip", whole[:-40], whole[: len(whole) // 2]):
        with pytest.raises(Damaged, match="beschadigd"):
            read_pptx(data)
    with pytest.raises(Damaged, match="geen tekst"):
        read_pptx(saved(lambda slide, made: None))
    with pytest.raises(Damaged, match="geen tekst"):
        read_pptx(saved())


@pytest.mark.parametrize("limits", [Limits(unpacked=1_000), Limits(pages=1), Limits(characters=9)])
def test_what_is_too_large_is_refused(limits: Limits) -> None:
    with pytest.raises(NotReadable) as caught:
        read_pptx(saved(simple("Een", "tekst"), simple("Twee", "tekst")), limits)
    assert caught.value.reason_code == "too_large"
