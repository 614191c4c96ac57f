"""Spreadsheets."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from tasks.read import spreadsheet
from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.page import Page, Reading
from tasks.read.pool import Failure, run
from tasks.read.spreadsheet import read_spreadsheet
from tests.ole import compound, sheet

ODS = """<?xml version="1.0"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Kosten"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Post</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1250.5"><text:p>1.250,50</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        one = made.create_sheet(name.strip("_"))
        one.sheet_state = "hidden" if name.startswith("_") else "visible"
        for row in rows:
            one.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def blocks(page: Page) -> list[tuple[str, str]]:
    return [(mark.kind, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def test_every_sheet_is_a_page_with_its_name_as_heading_and_its_rows() -> None:
    reading = read_spreadsheet(
        book(Begroting=[["Post", "2024"], [], ["Noodstroom", 12500, None, "structureel"]], B=[["x"]])
    )
    assert reading.reader == "calamine"
    assert [page.page_number for page in reading.pages] == [1, 2]
    assert blocks(reading.pages[0]) == [
        ("heading", "Begroting"),
        ("row", "Post | 2024"),
        ("row", "Noodstroom | 12500 | structureel"),
    ]
    assert blocks(reading.pages[1]) == [("heading", "B"), ("row", "x")]


def test_values_are_told_without_their_format() -> None:
    values = [1.0, 0.1 + 0.2, -3.25, 1e20, True, False, date(2024, 3, 5), datetime(2024, 3, 5, 14, 30), time(9, 5)]
    (page,) = read_spreadsheet(book(B=[[value] for value in [*values, timedelta(hours=1), "regel\neen"]])).pages
    told = [text for kind, text in blocks(page) if kind == "row"]
    assert told[:9] == ["1", "0.3", "-3.25", "1e+20", "waar", "onwaar", "2024-03-05", "2024-03-05 14:30", "09:05"]
    assert told[9:] == ["1:00:00", "regel een"]


def test_hidden_and_empty_sheets_are_left_out() -> None:
    reading = read_spreadsheet(book(_Geheim=[["x"]], Leeg=[], Open=[["y"]]))
    assert [blocks(page) for page in reading.pages] == [[("heading", "Open"), ("row", "y")]]
    for data in (book(Leeg=[]), book(_Geheim=[["x"]], Leeg=[])):
        with pytest.raises(Damaged, match="geen tekst"):
            read_spreadsheet(data)


def test_hidden_rows_and_columns_are_left_out() -> None:
    made = openpyxl.Workbook()
    for one in (made.active, made.create_sheet("Twee")):
        for row in range(3, 6):
            for column in range(2, 6):
                one.cell(row, column, f"{one.title[:1]}{row}{column}")
    made["Twee"].row_dimensions[4].hidden = True
    made["Twee"].column_dimensions["C"].hidden = True
    buffer = io.BytesIO()
    made.save(buffer)
    first, second = read_spreadsheet(buffer.getvalue()).pages
    assert [text for _, text in blocks(first)][1:] == [f"S{r}2 | S{r}3 | S{r}4 | S{r}5" for r in (3, 4, 5)]
    assert [text for _, text in blocks(second)][1:] == [f"T{r}2 | T{r}4 | T{r}5" for r in (3, 5)]


def test_an_old_excel_file_is_read() -> None:
    (page,) = read_spreadsheet(compound({"Workbook": sheet([["Naam", "Bedrag"], ["één", 12.5]])})).pages
    assert blocks(page) == [("heading", "Blad1"), ("row", "Naam | Bedrag"), ("row", "één | 12.5")]
    with pytest.raises(Damaged):
        read_spreadsheet(compound({"Workbook": sheet([["x"]], hidden=True)}))


def test_an_opendocument_sheet_is_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.replace("\n", ""))  # as every office suite writes it
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    (page,) = read_spreadsheet(buffer.getvalue()).pages
    assert blocks(page) == [("heading", "Kosten"), ("row", "Post | 1250.5")]


def test_what_is_no_spreadsheet_is_damage() -> None:
    whole, old = book(B=[["x"]]), compound({"Workbook": sheet([["x"]])})
    for data in (b"PK\x03\x04 stuk", b"", b"tekst", whole[:-40], whole[: len(whole) // 2], old[:700], old[:520]):
        with pytest.raises(Damaged, match="beschadigd"):
            read_spreadsheet(data)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Damaged, match="beschadigd"):
        read_spreadsheet(other.getvalue())


@pytest.mark.parametrize("limits", [Limits(unpacked=1_000), Limits(pages=1), Limits(characters=9)])
def test_what_is_too_large_is_refused(limits: Limits) -> None:
    with pytest.raises(NotReadable) as caught:
        read_spreadsheet(book(A=[["tekst"]], B=[["tekst"]]), limits)
    assert caught.value.reason_code == "too_large"


def test_a_cell_at_the_end_of_the_sheet_costs_its_worker_and_nothing_else(capfd: pytest.CaptureFixture[str]) -> None:
    made = openpyxl.Workbook()
    made.active["A1"], made.active["XFD1048576"] = "x", "y"
    buffer = io.BytesIO()
    made.save(buffer)
    far, near = run(read_spreadsheet, [buffer.getvalue(), book(A=[["x"]])])
    assert isinstance(far, Failure)
    assert far.reason_code == "worker_died"
    assert isinstance(near, Reading)
    assert capfd.readouterr().err == ""


def test_more_cells_than_may_be_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 1_000)
    assert read_spreadsheet(book(A=[["x"]] * 1_000)).pages
    with pytest.raises(NotReadable) as caught:
        read_spreadsheet(book(A=[["x"]] * 500, B=[["x"]] * 501))
    assert caught.value.reason_code == "too_large"
