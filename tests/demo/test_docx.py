"""Documents as Word file, read back by python-docx."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from collections.abc import Callable

from docx import Document as read_docx

from demo.blocks import Block, Heading, Item, Paragraph, Table
from demo.documents import Document
from demo.docx import docx

TEXT: list[Block] = [
    Heading(1, "Kop"),
    Heading(2, "Onderkop"),
    Paragraph("Een zin met € en ë → alles."),
    Item("•", "punt"),
    Item("2.", "tweede"),
    Table((("Kop", "Uur"), ("Rij", "48"))),
]


def test_every_block_has_words_own_style(make_document: Callable[..., Document]) -> None:
    file = read_docx(io.BytesIO(docx(make_document(), TEXT)))
    assert [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs] == [
        ("Heading 1", "Kop"),
        ("Heading 2", "Onderkop"),
        ("Normal", "Een zin met € en ë → alles."),
        ("List Bullet", "punt"),
        ("List Number", "tweede"),
    ]
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Kop", "Uur"], ["Rij", "48"]]


def test_the_file_says_its_title_its_maker_and_its_own_day(make_document: Callable[..., Document]) -> None:
    properties = read_docx(io.BytesIO(docx(make_document(title="Nota"), TEXT))).core_properties
    assert (properties.title, properties.author) == ("Nota", "vr-test")
    assert properties.created == datetime.datetime(2024, 6, 19, 9, 0, tzinfo=datetime.UTC)
    assert properties.modified == properties.created


def test_every_part_has_the_same_moment_and_none_is_compressed(make_document: Callable[..., Document]) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(make_document(), TEXT))) as file:
        parts = file.infolist()
    assert parts[0].filename == "[Content_Types].xml"
    names = [part.filename for part in parts[1:]]
    assert names == sorted(names)
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
    assert {part.compress_type for part in parts} == {zipfile.ZIP_STORED}
    assert {part.create_system for part in parts} == {3}


def test_the_bytes_are_the_same_every_time_and_on_every_machine(make_document: Callable[..., Document]) -> None:
    """Fixed once, as for PDF."""
    data = docx(make_document(), TEXT)
    assert data == docx(make_document(), TEXT)
    assert hashlib.sha256(data).hexdigest()[:16] == "eaed3d864a623d4e"
