"""Demonstration documents as Word file, by python-docx.

Byte-identical on every machine: the parts are put in the file anew, in order, uncompressed (no zlib of the machine) and
with one fixed moment.
"""

from __future__ import annotations

import datetime
import io
import zipfile

from demo.blocks import Block, Heading, Item, Paragraph
from demo.documents import Document

# The first moment that a zip file can hold.
MOMENT = (1980, 1, 1, 0, 0, 0)
DEEPEST_HEADING = 9


def docx(document: Document, blocks: list[Block]) -> bytes:
    """The document as Word file, with Word's own styles for headings, lists and tables."""
    from docx import Document as new_document

    file = new_document()
    day = datetime.datetime.combine(document.about.date, datetime.time(9, 0))
    properties = file.core_properties
    properties.title, properties.author, properties.last_modified_by = (
        document.about.title,
        document.organisation_id,
        "",
    )
    properties.created = properties.modified = day
    for block in blocks:
        if isinstance(block, Heading):
            file.add_heading(block.text, level=min(block.level, DEEPEST_HEADING))
        elif isinstance(block, Paragraph):
            file.add_paragraph(block.text)
        elif isinstance(block, Item):
            file.add_paragraph(block.text, style="List Number" if block.sign[0].isdigit() else "List Bullet")
        else:
            table = file.add_table(rows=0, cols=len(block.rows[0]))
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    written = io.BytesIO()
    file.save(written)
    return _same_every_time(written)


def _same_every_time(written: io.BytesIO) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as file:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.create_system = 3  # Unix, whatever machine this is
            file.writestr(entry, parts.read(name))
    return output.getvalue()
