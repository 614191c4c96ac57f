"""Pages without a usable text layer."""

from __future__ import annotations

import pytest

from tasks.read.pdf import PdfPage
from tasks.read.scans import is_garbled, needs_ocr

DUTCH = "De veiligheidsregio oefent elk jaar met de gemeenten en het waterschap op een grote uitval van stroom. "
NONSENSE = "lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore magna aliqua "


def page(text: str, image: float = 0.0, paths: int = 0, invisible: list[tuple[int, int]] | None = None) -> PdfPage:
    return PdfPage(1, text, [], 595, 842, image, paths, invisible or [])


def test_a_page_that_is_an_image_with_hardly_any_words_needs_ocr() -> None:
    assert needs_ocr(page("", 0.5))
    assert not needs_ocr(page("", 0.49))
    assert needs_ocr(page("een twee drie vier vijf zes zeven acht negen", 1.0))
    assert not needs_ocr(page("een twee drie vier vijf zes zeven acht negen tien", 1.0))


def test_a_blank_page_needs_nothing_and_a_page_of_outlines_does() -> None:
    assert not needs_ocr(page(""))
    assert not needs_ocr(page("", paths=1_499))
    assert needs_ocr(page("", paths=1_500))


def test_a_layer_that_nobody_sees_is_no_text() -> None:
    text = DUTCH.strip()
    assert needs_ocr(page(text, 1.0, invisible=[(0, len(text))]))
    assert not needs_ocr(page(text, 1.0, invisible=[(0, len(text) - 1)]))


def test_an_ocr_layer_in_a_language_over_a_scan_is_text_and_a_decoy_is_not() -> None:
    assert not needs_ocr(page(DUTCH * 3, 1.0))
    assert needs_ocr(page(NONSENSE * 3, 0.5))
    assert not needs_ocr(page(NONSENSE * 3, 0.49))
    assert not needs_ocr(page(NONSENSE * 2, 1.0))


def test_the_decoy_rule_asks_for_forty_words_and_one_common_word_in_twenty() -> None:
    words = ["kwzx"] * 39
    assert not needs_ocr(page(" ".join(words), 1.0))
    assert needs_ocr(page(" ".join([*words, "kwzx"]), 1.0))
    assert not needs_ocr(page(" ".join(["kwzx"] * 38 + ["de", "het"]), 1.0))


@pytest.mark.parametrize("text", ["", "  ", DUTCH, DUTCH * 5, "€ 1.250,00 | 25 m² • één ‘twee’ — 3½"])
def test_readable_text_is_not_garbled(text: str) -> None:
    assert not is_garbled(text)


def test_signs_instead_of_letters_are_garbled() -> None:
    assert is_garbled("\x01\x02\x03\x04 \x05\x06\x07")
    assert is_garbled("ab\x01\x02")
    assert not is_garbled("abcdefg\x01\x02\x03")
    assert is_garbled("abcdef\x01\x02\x03")


def test_letters_that_form_no_words_are_garbled_when_there_are_many() -> None:
    shifted = "7KLV lV qRw hOOR zRUOd 3HQ kRUW " * 8
    assert is_garbled(shifted)
    assert not is_garbled("7KLV hOOR " * 24)
    assert is_garbled("7KLV hOOR " * 25)
    assert not is_garbled("7KLV hOOR " * 24 + "het de")


def test_a_list_of_names_is_not_garbled() -> None:
    assert not is_garbled("Kerkstraat Dorpshuis NOORD Zuidlaan, Molenweg. " * 20)
    assert not is_garbled("Kerkstraat k9Z " * 30)


def test_the_whole_page_is_judged_when_it_is_garbled() -> None:
    assert needs_ocr(page("7KLV hOOR " * 25))
