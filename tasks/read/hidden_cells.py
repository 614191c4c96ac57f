"""Which rows and columns of a sheet nobody sees: hidden by hand or by a filter. For XLSX, where calamine does not tell.

By the text of its parts alone, without building them: a sheet may have millions of cells.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from tasks.read.failures import NotReadable
from tasks.read.limits import LIMITS, Limits, read_entry

# no < within a tag: else each of many tags without an end would be looked for up to the end of the file
_SHEET = re.compile(rb"<(?:\w{1,20}:)?sheet\s[^<>]*>")
_RELATION = re.compile(rb"<(?:\w{1,20}:)?Relationship\s[^<>]*>")
_LINE = re.compile(rb"<(?:\w{1,20}:)?(row|col)\s[^<>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MOST_COLUMNS = 16_384


@dataclass
class Hidden:
    """Numbers of rows and columns of a sheet, from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_cells(archive: zipfile.ZipFile, limits: Limits = LIMITS) -> list[Hidden]:
    """For each sheet of the workbook, in its order, what of it is hidden; [] when the workbook does not say."""
    try:
        book = read_entry(archive, "xl/workbook.xml", limits)
        relations = read_entry(archive, "xl/_rels/workbook.xml.rels", limits)
    except NotReadable:
        return []
    targets = {}
    for found in _RELATION.finditer(relations):
        about = _attributes(found.group())
        targets[about.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", about.get("Target", "")))[1:]
    names = []
    for found in _SHEET.finditer(book):
        about = _attributes(found.group())
        relation = next((value for name, value in about.items() if name.endswith(":id")), "")
        names.append(targets.get(relation, ""))
    return [_of_sheet(archive, name, limits) for name in names]


def _of_sheet(archive: zipfile.ZipFile, name: str, limits: Limits) -> Hidden:
    hidden = Hidden()
    try:
        text = read_entry(archive, name, limits)
    except NotReadable:
        return hidden
    for found in _LINE.finditer(text) if b"hidden" in text else ():
        about = _attributes(found.group())
        if about.get("hidden") not in ("1", "true"):
            continue
        if found.group(1) == b"row":
            hidden.rows.add(_number(about.get("r", "")) - 1)
        else:
            first, last = _number(about.get("min", "")), _number(about.get("max", ""))
            hidden.columns.update(range(max(0, first - 1), min(last, _MOST_COLUMNS)))
    return hidden


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): (double or single).decode("utf-8", "replace")
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
