"""Reading spreadsheets (XLSX, XLS, ODS): one page a sheet that can be seen, its name as heading, every row in order.

A cell is told by its value, not by how it is shown: dates as year-month-day, numbers with a point. Hidden sheets are
left out, of XLSX hidden rows and columns too. A cell very far from the others can cost the worker its memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from tasks.read.failures import Damaged, NotReadable
from tasks.read.hidden_cells import Hidden, hidden_cells
from tasks.read.limits import LIMITS, Limits, check_archive, check_characters, check_pages
from tasks.read.page import Page, PageWriter, Reading

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

READER = "calamine"
MOST_CELLS = 5_000_000
"""Of all sheets, the empty ones between others counted."""


def read_spreadsheet(data: bytes, limits: Limits = LIMITS) -> Reading:
    """A page for each visible sheet with something in it. Raises Damaged, NotReadable (encrypted, too_large)."""
    hidden = _checked(data, limits)
    pages: list[Page] = []
    length, cells = 0, 0
    for number, name, sheet in _sheets(data):
        last_row, last_column = sheet.end or (0, 0)
        cells += (last_row + 1) * (last_column + 1)
        if cells > MOST_CELLS:
            raise NotReadable(
                "too_large",
                f"Het rekenblad heeft meer dan {MOST_CELLS} cellen en wordt niet gelezen. "
                "Kijk of het wel een document is.",
            )
        page = _page(name, sheet, hidden[number] if number < len(hidden) else Hidden(), limits)
        if len(page.marks) < 2:
            continue
        length += len(page.raw_text)
        check_characters(length, limits)
        pages.append(replace(page, page_number=len(pages) + 1))
        check_pages(len(pages), limits)
    if not pages:
        raise Damaged("In het rekenblad staat geen tekst.")
    return Reading(READER, pages)


def _checked(data: bytes, limits: Limits) -> list[Hidden]:
    """What is hidden of each sheet. Raises Damaged, NotReadable (encrypted, too_large) for a zip that is that."""
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_archive(archive, limits)
            return hidden_cells(archive, limits)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise _damaged(error) from error


def _sheets(data: bytes) -> Iterator[tuple[int, str, CalamineSheet]]:
    """The sheets that can be seen and their numbers, one at a time: each is held in memory whole."""
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for number, about in enumerate(book.sheets_metadata):
                if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet:
                    yield number, about.name, book.get_sheet_by_index(number)
    except PasswordError as error:
        raise NotReadable(
            "encrypted", "Het rekenblad is met een wachtwoord versleuteld. Vraag de bron om een open versie."
        ) from error
    except (NotReadable, MemoryError, GeneratorExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # a fault within calamine itself is no Exception
        raise _damaged(error) from error


def _damaged(error: BaseException) -> Damaged:
    return Damaged(f"Het rekenblad is beschadigd en kan niet worden geopend ({error}).")


def _page(name: str, sheet: CalamineSheet, hidden: Hidden, limits: Limits) -> Page:
    writer = PageWriter(limits)
    writer.add("heading", name, 1)
    # calamine gives every row from the first of the sheet, but columns only from the first that is filled
    left = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows()):
        if number not in hidden.rows:
            writer.add_row(_told(value) for column, value in enumerate(row, left) if column not in hidden.columns)
    return writer.page()


def _told(value: Any) -> str:
    """A value as text: 12.0 is 12, a moment at midnight is a day."""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, float):
        # fifteen digits are what a spreadsheet shows at most
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date | timedelta):
        return str(value)
    return str(value)
