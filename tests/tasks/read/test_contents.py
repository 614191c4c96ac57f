"""The page that a ZIP is."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.contents import LONGEST_NAME, MOST_SHOWN, is_file, name_of, read_zip, tidy
from tasks.read.failures import Damaged


def packed(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def test_a_zip_is_a_page_of_names_without_marks() -> None:
    reading = read_zip(packed("map/plan.pdf", "map/", "brief.docx"))
    (page,) = reading.pages
    assert (reading.reader, reading.title) == ("zip", "")
    assert (page.page_number, page.raw_text, page.marks) == (1, "map/plan.pdf\nbrief.docx", [])


def test_what_nobody_packed_on_purpose_is_not_named() -> None:
    clutter = ("__MACOSX/._a.pdf", "map/.DS_Store", "map/~$brief.docx", "Thumbs.db", "map/desktop.ini", "leeg/")
    assert read_zip(packed(*clutter, "a.pdf")).pages[0].raw_text == "a.pdf"
    assert read_zip(packed()).pages[0].raw_text == ""


def test_more_names_than_can_be_read_are_counted() -> None:
    lines = read_zip(packed(*(f"{n}.txt" for n in range(MOST_SHOWN + 5)))).pages[0].raw_text.split("\n")
    assert (len(lines), lines[-1]) == (MOST_SHOWN + 1, "… en nog 5")


@pytest.mark.parametrize(
    ("name", "flag", "found"),
    [
        ("café.pdf".encode("cp437"), 0, "café.pdf"),
        ("café.pdf".encode(), 0, "café.pdf"),
        ("café.pdf".encode(), 0x800, "café.pdf"),
        (b"map\\plan.pdf", 0, "map/plan.pdf"),
        (b"../../etc/passwd", 0, "etc/passwd"),
        (b"/etc//./passwd", 0, "etc/passwd"),
        (b"C:\\map\\a.pdf", 0, "map/a.pdf"),
        (b"a\x1b[2J.pdf", 0, "a?[2J.pdf"),
        (b"..", 0, "zonder naam"),
    ],
)
def test_a_name_is_told_as_it_was_meant(name: bytes, flag: int, found: str) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename, entry.flag_bits = name.decode("utf-8" if flag else "cp437"), flag
    assert name_of(entry) == found
    assert is_file(entry)


@given(st.text())
def test_a_tidy_name_is_short_printable_and_stays_where_it_is(name: str) -> None:
    found = tidy(name)
    assert 0 < len(found) <= LONGEST_NAME
    assert found.isprintable()
    assert not found.startswith("/")
    assert ".." not in found.split("/")


def test_a_long_name_keeps_its_start_and_its_end() -> None:
    found = tidy("a" * 300 + ".pdf")
    assert (found[:3], found[-5:], len(found)) == ("aaa", "a.pdf", LONGEST_NAME)


@pytest.mark.parametrize(
    "data",
    [b"", b"tekst", packed("a")[:-5], b"PK\x05\x06" + b"\xff" * 18],
    ids=["empty", "text", "cut", "end alone"],  # a zip holds the time: two workers would not agree on its name
)
def test_a_zip_that_does_not_open_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged, match="gaat niet open"):
        read_zip(data)
