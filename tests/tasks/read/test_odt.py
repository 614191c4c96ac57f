"""OpenDocument texts."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.odt import read_odt

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0" xmlns:table="{OASIS}:table:1.0"'
META = '<office:m xmlns:office="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> Plan </dc:title></office:m>'


def odt(body: str, meta: str | None = META) -> bytes:
    content = f"<office:document {NAMES}><office:body><office:text>{body}</office:text></office:body></office:document>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", content)
        if meta is not None:
            archive.writestr("meta.xml", meta)
    return buffer.getvalue()


def blocks(body: str) -> list[tuple[str, int, str]]:
    (page,) = read_odt(odt(body)).pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def test_headings_paragraphs_lists_and_rows_come_in_order() -> None:
    body = """
    <text:h text:outline-level="2">Aanpak</text:h><text:h>Kop</text:h><text:h text:outline-level="0">Nul</text:h>
    <text:p>Een <text:span>zin <text:span>in</text:span> delen</text:span>.</text:p>
    <text:list><text:list-item><text:p>punt</text:p></text:list-item></text:list>
    <table:table><table:table-row><table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>
    <table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table><text:p>Slot</text:p>"""
    assert blocks(body) == [
        ("heading", 2, "Aanpak"),
        ("heading", 1, "Kop"),
        ("heading", 1, "Nul"),
        ("paragraph", 0, "Een zin in delen."),
        ("item", 0, "punt"),
        ("row", 0, "a b | c"),
        ("paragraph", 0, "Slot"),
    ]


def test_blanks_tabs_and_line_breaks_are_blanks() -> None:
    assert blocks("<text:p>a<text:s/>b<text:tab/>c<text:line-break/>d</text:p>") == [("paragraph", 0, "a b c d")]


def test_deleted_hidden_and_remarked_text_is_no_text() -> None:
    body = """
    <text:tracked-changes><text:p>weg</text:p></text:tracked-changes>
    <text:p>open<text:hidden-text>weg</text:hidden-text> <office:annotation><text:p>weg</text:p></office:annotation>
    slot <!-- weg --> eind</text:p>"""
    assert blocks(body) == [("paragraph", 0, "open slot eind")]


def test_footnotes_come_last_and_a_text_box_after_its_paragraph() -> None:
    note = "<text:note-citation>1</text:note-citation><text:note-body><text:p>noot</text:p><text:p>twee</text:p>"
    box = f'<d:frame xmlns:d="{OASIS}:drawing:1.0"><d:text-box><text:p>kader</text:p></d:text-box></d:frame>'
    body = f"<text:p>voor<text:note>{note}</text:note-body></text:note> {box}na</text:p><text:p>slot</text:p>"
    assert blocks(body) == [
        ("paragraph", 0, "voor na"),
        ("paragraph", 0, "kader"),
        ("paragraph", 0, "slot"),
        ("note", 0, "noot twee"),
    ]


def test_a_table_of_contents_is_contents() -> None:
    assert blocks("<text:table-of-content><text:p>Kop 3</text:p></text:table-of-content>") == [("contents", 0, "Kop 3")]


def test_the_title_is_that_of_the_metadata() -> None:
    reading = read_odt(odt("<text:p>x</text:p>"))
    assert (reading.reader, reading.title) == ("lxml-odt", "Plan")
    assert read_odt(odt("<text:p>x</text:p>", None)).title == ""
    assert read_odt(odt("<text:p>x</text:p>", "<m/>")).title == ""


def test_what_is_no_such_document_or_has_no_text_is_damage() -> None:
    with pytest.raises(Damaged, match="geen tekst"):
        read_odt(odt(""))
    with pytest.raises(Damaged, match="beschadigd"):
        read_odt(odt("<text:p>"))
    with pytest.raises(Damaged, match="beschadigd"):
        read_odt(b"PK\x03\x04")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(Damaged, match="geen tekst"):
        read_odt(buffer.getvalue())


def test_text_is_bounded() -> None:
    for limits in (Limits(characters=2), Limits(unpacked=50)):
        with pytest.raises(NotReadable) as caught:
            read_odt(odt("<text:p>abc</text:p>"), limits)
        assert caught.value.reason_code == "too_large"


def test_the_date_in_the_metadata_is_when_it_was_last_changed_else_made() -> None:
    names = f'xmlns:meta="{OASIS}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    made = "<meta:creation-date>2023-01-02T10:00:00</meta:creation-date>"
    changed = "<dc:date>2024-03-18T10:00:00.123</dc:date>"
    assert read_odt(odt("<text:p>x</text:p>", f"<m {names}>{made}{changed}</m>")).metadata_date == date(2024, 3, 18)
    assert read_odt(odt("<text:p>x</text:p>", f"<m {names}>{made}</m>")).metadata_date == date(2023, 1, 2)
    assert read_odt(odt("<text:p>x</text:p>")).metadata_date is None
