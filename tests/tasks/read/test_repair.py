"""Repair of damaged PDFs."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.pdf import read_pdf
from tasks.read.repair import repaired


@pytest.fixture
def long_pdf(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> bytes:
    """A hundred pages, each with its number and five lines."""
    return pdf(*(lines(f"Bladzijde {number}", *["De gemeente oefent."] * 5) for number in range(1, 101)))


def first_lines(data: bytes) -> list[str]:
    return [page.raw_text.split("\r")[0] for page in read_pdf(data).pages]


def test_a_file_cut_at_95_percent_gives_all_its_pages(long_pdf: bytes) -> None:
    cut = long_pdf[: len(long_pdf) * 95 // 100]
    with pytest.raises(Damaged):
        read_pdf(cut)
    assert first_lines(repaired(cut)) == [f"Bladzijde {number}" for number in range(1, 101)]


def test_a_file_cut_in_half_gives_the_pages_that_are_there_in_order(long_pdf: bytes) -> None:
    found = [line for line in first_lines(repaired(long_pdf[: len(long_pdf) // 2])) if line]
    assert 10 < len(found) < 60
    assert found == [f"Bladzijde {number}" for number in range(1, len(found) + 1)]


def test_a_file_without_cross_references_is_whole_again(long_pdf: bytes) -> None:
    assert len(first_lines(repaired(long_pdf[: long_pdf.rindex(b"xref\n0")]))) == 100


@pytest.mark.parametrize("data", [b"%PDF-1.7\nniets", b"%PDF-1.7", b"", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"])
def test_what_has_no_pages_stays_damaged(data: bytes) -> None:
    with pytest.raises(Damaged) as caught:
        repaired(data)
    assert " at 0x" not in caught.value.message, "the message must be the same every time"


def test_a_locked_file_cannot_be_repaired(long_pdf: bytes) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(long_pdf)) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(Damaged):
        repaired(locked.getvalue())


def test_pages_are_bounded(long_pdf: bytes) -> None:
    assert repaired(long_pdf, Limits(pages=100)).startswith(b"%PDF-")
    with pytest.raises(NotReadable) as caught:
        repaired(long_pdf, Limits(pages=99))
    assert caught.value.reason_code == "too_large"


def test_a_bomb_is_passed_on_as_it_is(pdf: Callable[..., bytes]) -> None:
    import zlib

    bomb = zlib.compress(bytes(50_000_000), 9)
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = pikepdf.Stream(document, bomb, Filter=pikepdf.Name.FlateDecode)
        whole = io.BytesIO()
        document.save(whole)
    assert len(repaired(whole.getvalue())) < 200_000
