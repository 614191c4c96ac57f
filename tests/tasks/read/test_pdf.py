"""PDFs through PDFium."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.pdf import read_pdf


def test_every_page_gives_its_text_and_size(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    reading = read_pdf(pdf(lines("Eerste pagina."), lines("Tweede pagina.", "Slot."), title=" Plan "))
    assert reading.title == "Plan"
    assert [(page.page_number, page.raw_text) for page in reading.pages] == [
        (1, "Eerste pagina."),
        (2, "Tweede pagina.\r\nSlot."),
    ]
    assert reading.pages[0].width == pytest.approx(595.28, abs=0.01)
    assert reading.pages[0].height == pytest.approx(841.89, abs=0.01)
    assert reading.pages[0].image_share == 0
    assert reading.pages[0].path_count == 0
    assert reading.pages[0].invisible == []


def test_lines_have_place_size_and_weight(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    (page,) = read_pdf(pdf(lines(("Kop", 16, True), "Gewone tekst"))).pages
    head, body = page.lines
    assert (page.raw_text[head.start : head.end], head.size, head.is_bold, head.is_italic) == ("Kop", 16.0, True, False)
    assert (page.raw_text[body.start : body.end], body.size, body.is_bold) == ("Gewone tekst", 10.0, False)
    assert (head.y, body.y) == (pytest.approx(700, abs=0.1), pytest.approx(686, abs=0.1))
    assert head.x0 == pytest.approx(70, abs=2)
    assert body.x1 == pytest.approx(131, abs=0.5)


def test_slanted_and_scaled_text_is_measured_as_it_is_seen(pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Oblique", 10)
        canvas.drawString(70, 700, "schuin")
        canvas.scale(2, 2)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(35, 300, "groot")

    (page,) = read_pdf(pdf(draw)).pages
    assert [(line.size, line.is_italic) for line in page.lines] == [(10.0, True), (20.0, False)]


def test_a_line_is_bold_only_if_all_of_it_is(pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        text = canvas.beginText(70, 700)
        text.setFont("Helvetica-Bold", 10)
        text.textOut("Let op: ")
        text.setFont("Helvetica", 10)
        text.textOut("dit is gewone tekst")
        canvas.drawText(text)

    (page,) = read_pdf(pdf(draw)).pages
    (line,) = page.lines
    assert not line.is_bold


def test_a_hyphen_at_a_line_end_is_marked_and_ends_the_line(
    pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    (page,) = read_pdf(pdf(lines("De veilig-", "heidsregio oefent"))).pages
    assert page.raw_text == "De veilig\ufffeheidsregio oefent"
    assert [page.raw_text[line.start : line.end] for line in page.lines] == ["De veilig\ufffe", "heidsregio oefent"]
    assert page.lines[0].x1 == pytest.approx(108, abs=0.5)


def test_how_much_of_a_page_is_image_and_drawing(pdf: Callable[..., bytes], picture: Callable[..., Any]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawImage(picture(), 0, 0, width=595.28, height=420.945)
        canvas.line(10, 600, 100, 600)

    (page,) = read_pdf(pdf(draw)).pages
    assert page.image_share == pytest.approx(0.5, abs=0.01)
    assert page.path_count == 1
    assert page.raw_text == ""
    assert page.lines == []


def test_a_password_makes_it_encrypted_and_an_owner_password_alone_does_not(
    pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    with pytest.raises(NotReadable, match="wachtwoord") as caught:
        read_pdf(pdf(lines("Geheim."), password="x"))
    assert caught.value.reason_code == "encrypted"
    only_owner = StandardEncryption("", ownerPassword="x", canPrint=0)
    assert read_pdf(pdf(lines("Open."), password=only_owner)).pages[0].raw_text == "Open."


def test_what_is_cut_or_no_pdf_is_damage(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    with pytest.raises(Damaged, match="kan niet worden geopend"):
        read_pdf(b"%PDF-1.7\nniets")
    with pytest.raises(Damaged):
        read_pdf(b"")


def test_pages_and_text_are_bounded(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    data = pdf(lines("abcd"), lines("efgh"))
    assert len(read_pdf(data, Limits(pages=2, characters=8)).pages) == 2
    for limits in (Limits(pages=1), Limits(characters=7)):
        with pytest.raises(NotReadable) as caught:
            read_pdf(data, limits)
        assert caught.value.reason_code == "too_large"


def test_a_character_of_two_halves_shifts_nothing(emoji_pdf: bytes) -> None:
    (page,) = read_pdf(emoji_pdf).pages
    assert page.raw_text == "😀BC\r\nDE"
    assert [(page.raw_text[line.start : line.end], line.size) for line in page.lines] == [("😀BC", 12.0), ("DE", 8.0)]


def test_the_date_in_the_metadata_is_when_it_was_made_else_changed(
    pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    made = re.sub(rb"/CreationDate \(D:\d{8}", b"/CreationDate (D:20240318", pdf(lines("Tekst.")))
    assert read_pdf(made).metadata_date == date(2024, 3, 18)
    changed = re.sub(rb"/ModDate \(D:\d{8}", b"/ModDate (D:20240501", made.replace(b"D:20240318", b"D:19700101"))
    assert read_pdf(changed).metadata_date == date(2024, 5, 1)


def test_what_is_filled_in_on_a_form_is_text_of_its_page(pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(70, 700, "Aantal aggregaten:")
        canvas.drawString(70, 670, "Plaats:")
        canvas.drawString(70, 640, "Einde.")
        for place, value in enumerate(("-1.234", "Turfhaven", "Opmerking")):
            y = (694, 664, 649)[place]
            canvas.acroForm.textfield(
                name=f"veld{place}", value=value, x=(200, 200, 60)[place], y=y, width=120, height=18
            )

    first, second = read_pdf(pdf(draw, lambda canvas: canvas.drawString(70, 700, "Slot."))).pages
    assert first.raw_text.split() == ["Aantal", "aggregaten:", "-1.234", "Plaats:", "Turfhaven", "Opmerking", "Einde."]
    assert first.invisible == []
    assert second.raw_text == "Slot."


def test_a_damaged_file_does_not_get_the_error_of_the_locked_file_before_it(
    pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    with pytest.raises(NotReadable, match="wachtwoord"):
        read_pdf(pdf(lines("Geheim."), password="x"))
    without_pages = (
        b"%PDF-1.3\n1 0 obj\n<</Pages 2 0 R/Type/Catalog>>\nendobj\nxref\n0 2\n0000000000 65535 f \n"
        b"0000000009 00000 n \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n54\n%%EOF"
    )
    with pytest.raises(Damaged):
        read_pdf(without_pages)
