"""What of a sheet nobody sees."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from tasks.read.hidden_cells import Hidden, hidden_cells

BOOK = "<workbook><sheets><sheet name='A' r:id='rId1'/><sheet name='B' r:id='rId2'/></sheets></workbook>"
RELATIONS = (
    "<Relationships><Relationship Id='rId2' Target='worksheets/b.xml'/>"
    "<Relationship Target='/xl/worksheets/a.xml' Id='rId1'/></Relationships>"
)


def packed(**parts: str) -> zipfile.ZipFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return zipfile.ZipFile(buffer)


def book(a: str = "", b: str = "") -> zipfile.ZipFile:
    return packed(
        **{
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": RELATIONS,
            "xl/worksheets/a.xml": a,
            "xl/worksheets/b.xml": b,
        }
    )


@pytest.mark.parametrize(
    ("sheet", "hidden"),
    [
        ("", Hidden()),
        ('<row r="5" hidden="1"><c/></row><row r="6" hidden="0"/><row r="7"/>', Hidden({4})),
        ("<x:row hidden = 'true' r='2'/>", Hidden({1})),
        ('<cols><col min="2" max="4" width="0" hidden="1"/><col min="9" max="9"/></cols>', Hidden(set(), {1, 2, 3})),
        ('<col min="2" max="999999999" hidden="1"/><col hidden="1"/>', Hidden()),
        ('<col min="16384" max="99999999" hidden="1"/>', Hidden(set(), {16383})),
        ('<row r="x" hidden="1"/>', Hidden({-1})),
    ],
)
def test_hidden_rows_and_columns_are_told_by_number(sheet: str, hidden: Hidden) -> None:
    assert hidden_cells(book(b=sheet)) == [Hidden(), hidden]
    assert hidden_cells(book(a=sheet)) == [hidden, Hidden()]


def test_a_workbook_that_does_not_say_hides_nothing() -> None:
    assert hidden_cells(packed(x="")) == []
    assert hidden_cells(packed(**{"xl/workbook.xml": BOOK})) == []
    without = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": ""}
    assert hidden_cells(packed(**without)) == [Hidden(), Hidden()]


@pytest.mark.parametrize("piece", ["<row ", "<row hidden", "<row r='1' hidden='1'", "<a:", 'hidden="1"'])
def test_the_time_goes_up_with_the_size_alone(piece: str) -> None:
    began = time.process_time()
    hidden_cells(book(a=piece * (200_000 // len(piece))))
    assert time.process_time() - began < 2
