"""PDFs through pypdf."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.pdf_second import read_pdf_second


def test_pages_are_read_with_blocks_and_without_running_lines(
    pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    data = pdf(
        *(lines("Crisisplan", f"Tekst {name} hier.", str(number)) for number, name in enumerate("abc", 1)), title="Plan"
    )
    reading = read_pdf_second(data)
    assert (reading.reader, reading.title) == ("pypdf", "Plan")
    shown = [[page.raw_text[mark.raw_from : mark.raw_to] for mark in page.marks] for page in reading.pages]
    assert shown == [["Tekst a hier."], ["Tekst b hier."], ["Tekst c hier."]]
    assert [page.text_source for page in reading.pages] == ["text_layer"] * 3
    assert not any(page.needs_ocr for page in reading.pages)


def test_a_page_without_usable_text_needs_ocr(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    data = pdf(lines("Tekst."), lambda canvas: canvas.line(1, 1, 9, 9), lines(*["7KLV hOOR " * 5] * 6))
    assert [page.needs_ocr for page in read_pdf_second(data).pages] == [False, True, True]


def test_a_pdf_without_a_title_has_none(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    assert read_pdf_second(pdf(lines("Tekst."))).title in ("", "untitled")


def test_a_password_makes_it_encrypted(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(NotReadable, match="wachtwoord") as caught:
        read_pdf_second(pdf(lines("Geheim."), password="x"))
    assert caught.value.reason_code == "encrypted"
    only_owner = StandardEncryption("", ownerPassword="x")
    assert read_pdf_second(pdf(lines("Open."), password=only_owner)).pages[0].raw_text.strip() == "Open."


def test_what_is_cut_is_damage(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    with pytest.raises(Damaged, match="kan niet worden geopend"):
        read_pdf_second(pdf(lines("Tekst."))[:200])
    with pytest.raises(Damaged):
        read_pdf_second(b"%PDF-1.7")


def test_a_page_that_fails_needs_ocr_and_if_all_fail_it_is_damage(
    pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    one = pdf(lines("Een."), lines("Twee."))
    broken = one.replace(b"/ASCII85Decode", b"/ASCII99Decode", 1)
    assert [page.needs_ocr for page in read_pdf_second(broken).pages] == [True, False]
    with pytest.raises(Damaged, match="geen van de pagina's"):
        read_pdf_second(one.replace(b"/ASCII85Decode", b"/ASCII99Decode"))


def test_pages_and_text_are_bounded(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    data = pdf(lines("abcd"), lines("efgh"))
    assert len(read_pdf_second(data, Limits(pages=2, characters=100)).pages) == 2
    for limits in (Limits(pages=1), Limits(characters=7)):
        with pytest.raises(NotReadable) as caught:
            read_pdf_second(data, limits)
        assert caught.value.reason_code == "too_large"


def test_the_second_reader_gives_the_same_date(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    made = re.sub(rb"/CreationDate \(D:\d{8}", b"/CreationDate (D:20240318", pdf(lines("Tekst.")))
    assert read_pdf_second(made).metadata_date == date(2024, 3, 18)


def test_a_page_that_unpacks_to_far_too_much_makes_it_too_large() -> None:
    from benchmarks.hostile.building import deflated, one_page

    with pytest.raises(NotReadable) as caught:
        read_pdf_second(one_page(deflated(100), entries=b"/Filter/FlateDecode"))
    assert caught.value.reason_code == "too_large"
