"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from tasks.read.docx import read_docx
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(build: Callable[[Any], None]) -> bytes:
    document = Document()
    build(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def blocks(build: Callable[[Any], None]) -> list[tuple[str, int, str]]:
    (page,) = read_docx(saved(build)).pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def paragraph(inner: str) -> Any:
    return parse_xml(f"<w:p {W}>{inner}</w:p>")


def test_headings_paragraphs_lists_and_tables_come_in_order() -> None:
    def build(document: Any) -> None:
        document.add_heading("Plan", 0)
        document.add_heading("Aanpak", 2)
        document.add_paragraph("Eerste zin.")
        document.add_paragraph("punt", style="List Bullet")
        table = document.add_table(2, 2)
        for row, cells in zip(table.rows, (("Jaar", "Aantal"), ("2024", "12")), strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("Slot.")

    assert blocks(build) == [
        ("heading", 1, "Plan"),
        ("heading", 2, "Aanpak"),
        ("paragraph", 0, "Eerste zin."),
        ("item", 0, "punt"),
        ("row", 0, "Jaar | Aantal"),
        ("row", 0, "2024 | 12"),
        ("paragraph", 0, "Slot."),
    ]


def test_the_reader_and_the_title() -> None:
    def build(document: Any) -> None:
        document.core_properties.title = " Plan "
        document.add_paragraph("Tekst")

    reading = read_docx(saved(build))
    assert (reading.reader, reading.title) == ("python-docx", "Plan")
    assert reading.pages[0].raw_text == "Tekst"


def test_numbering_outline_and_contents_are_signs_too() -> None:
    def build(document: Any) -> None:
        body = document.element.body
        body.insert(0, paragraph('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>punt</w:t></w:r>'))
        body.insert(1, paragraph('<w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Kop</w:t></w:r>'))
        body.insert(2, paragraph('<w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>tekst</w:t></w:r>'))
        body.insert(3, paragraph('<w:pPr><w:pStyle w:val="TOC2"/></w:pPr><w:r><w:t>Kop 3</w:t></w:r>'))
        body.insert(4, paragraph('<w:pPr><w:pStyle w:val="Inhopg1"/></w:pPr><w:r><w:t>Kop 4</w:t></w:r>'))
        body.insert(5, paragraph('<w:pPr><w:pStyle w:val="Kop3"/></w:pPr><w:r><w:t>Kop 5</w:t></w:r>'))

    assert blocks(build) == [
        ("item", 0, "punt"),
        ("heading", 3, "Kop"),
        ("paragraph", 0, "tekst"),
        ("contents", 0, "Kop 3"),
        ("contents", 0, "Kop 4"),
        ("heading", 3, "Kop 5"),
    ]


def test_insertions_count_and_deletions_do_not() -> None:
    def build(document: Any) -> None:
        inner = (
            "<w:r><w:t>Wij </w:t></w:r><w:ins><w:r><w:t>oefenen</w:t></w:r></w:ins>"
            "<w:del><w:r><w:t>weg</w:t></w:r></w:del><w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>"
            "<w:r><w:tab/><w:t>elk</w:t><w:br/><w:t>jaar</w:t><w:noBreakHyphen/><w:t>in</w:t></w:r>"
        )
        document.element.body.insert(0, paragraph(inner))

    assert blocks(build) == [("paragraph", 0, "Wij oefenen elk jaar-in")]


def test_text_in_a_control_is_text() -> None:
    def build(document: Any) -> None:
        inner = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>ingevuld</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(0, parse_xml(inner))
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell._tc.insert(0, parse_xml(inner))

    assert blocks(build) == [("paragraph", 0, "ingevuld"), ("row", 0, "ingevuld")]


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ("<w:vanish/>", False),
        ('<w:vanish w:val="0"/>', True),
        ('<w:vanish w:val="false"/>', True),
        ('<w:sz w:val="3"/>', False),
        ('<w:sz w:val="4"/>', True),
        ('<w:color w:val="FFFFFF"/>', False),
        ('<w:color w:val="fefefe"/>', False),
        ('<w:color w:val="FF0000"/>', True),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="003366"/>', True),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="auto"/>', False),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="FFFFFF"/>', False),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', True),
    ],
)
def test_hidden_tiny_and_white_text_is_no_text(properties: str, shown: bool) -> None:
    def build(document: Any) -> None:
        inner = f"<w:r><w:t>open</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t> geheim</w:t></w:r>"
        document.element.body.insert(0, paragraph(inner))

    assert blocks(build) == [("paragraph", 0, "open geheim" if shown else "open")]


def test_white_text_in_a_styled_table_can_be_read() -> None:
    def build(document: Any) -> None:
        table = document.add_table(1, 1, style="Table Grid")
        run = table.rows[0].cells[0].paragraphs[0].add_run("kop van de tabel")
        run.font.color.rgb = RGBColor(255, 255, 255)
        run.font.size = Pt(9)

    assert blocks(build) == [("row", 0, "kop van de tabel")]


def test_a_table_in_a_table_is_read_once() -> None:
    def build(document: Any) -> None:
        outer = document.add_table(1, 2)
        outer.rows[0].cells[0].text = "buiten"
        outer.rows[0].cells[1].add_table(1, 1).rows[0].cells[0].text = "binnen"

    assert [text for _, _, text in blocks(build)] == ["buiten", "binnen"]


def test_a_text_box_comes_after_the_paragraph_it_hangs_on() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p>{}</w:txbxContent>"
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    inner = (
        f"<w:r><w:t>voor </w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice>{box.format(table)}</mc:Choice>"
        f"<mc:Fallback>{box.format('')}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>na</w:t></w:r>"
    )

    def build(document: Any) -> None:
        document.element.body.insert(0, paragraph(inner))
        cell = document.add_table(1, 1).rows[0].cells[0]
        cell._tc.insert(0, paragraph(inner))

    expected = [("paragraph", 0, "voor na"), ("paragraph", 0, "kader"), ("row", 0, "cel")]
    in_table = [("row", 0, "voor na"), ("paragraph", 0, "kader"), ("row", 0, "cel")]
    assert blocks(build) == expected + in_table


def test_footnotes_and_endnotes_come_last() -> None:
    def build(document: Any) -> None:
        document.add_paragraph("Tekst.")
        package = document.part.package
        for name in ("footnote", "endnote"):
            notes = "".join(
                f"<w:{name} {kind}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{name}>"
                for kind, text in (('w:type="separator"', "weg"), ("", f"{name} een"), ("", "twee"))
            )
            blob = f"<w:{name}s {W}>{notes}</w:{name}s>".encode()
            part = Part(PackURI(f"/word/{name}s.xml"), "application/xml", blob, package)
            document.part.relate_to(part, f"{RELATIONS}/{name}s")
        broken = Part(PackURI("/word/footnotes2.xml"), "application/xml", b"<kapot", package)
        document.part.relate_to(broken, f"{RELATIONS}/footnotes")

    assert blocks(build) == [
        ("paragraph", 0, "Tekst."),
        ("note", 0, "footnote een"),
        ("note", 0, "twee"),
        ("note", 0, "endnote een"),
        ("note", 0, "twee"),
    ]


def test_what_is_no_word_document_or_has_no_text_is_damage() -> None:
    for data in (b"PK\x03\x04 stuk", b"", b"geen zip"):
        with pytest.raises(Damaged, match="beschadigd"):
            read_docx(data)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Damaged, match="beschadigd"):
        read_docx(buffer.getvalue())
    with pytest.raises(Damaged, match="geen tekst"):
        read_docx(saved(lambda document: None))


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(NotReadable) as caught:
        read_docx(saved(lambda document: document.add_paragraph("x")), Limits(unpacked=1_000))
    assert caught.value.reason_code == "too_large"
    with pytest.raises(NotReadable) as caught:
        read_docx(saved(lambda document: document.add_paragraph("xyz")), Limits(characters=2))
    assert caught.value.reason_code == "too_large"


def test_the_date_in_the_metadata_is_when_it_was_last_changed_else_made() -> None:
    def build(document: Any) -> None:
        document.core_properties.created = datetime(2012, 1, 2)
        document.core_properties.modified = datetime(2024, 3, 18, 23, 59)
        document.add_paragraph("Tekst")

    assert read_docx(saved(build)).metadata_date == date(2024, 3, 18)


def test_when_the_empty_template_was_made_is_no_date() -> None:
    assert read_docx(saved(lambda document: document.add_paragraph("Tekst"))).metadata_date is None


def test_very_many_white_runs_cost_no_time_and_shade_is_still_seen() -> None:
    document = Document()
    paragraph = document.add_paragraph("Begin. ")
    for _ in range(3_000):
        paragraph.add_run("wit ").font.color.rgb = RGBColor(255, 255, 255)
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_docx(buffer.getvalue()).pages[0].raw_text == "Begin."


def test_a_package_that_refers_to_itself_is_damage() -> None:
    from benchmarks.hostile.files import makers

    with pytest.raises(Damaged):
        read_docx(makers()["relation_to_itself.docx"]())
