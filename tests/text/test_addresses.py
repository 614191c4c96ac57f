"""Addresses at a page or at words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.addresses import at_page, at_words

PDF, HTML, DOCX = (
    "application/pdf",
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
QUOTE = "De regio heeft drie aggregaten staan, en die worden elke maand beproefd door het eigen team."


@pytest.mark.parametrize(
    ("url", "media_type", "address"),
    [
        ("https://a.example/x.pdf", PDF, "https://a.example/x.pdf#page=12"),
        ("https://a.example/x.pdf?id=1&v=2", PDF, "https://a.example/x.pdf?id=1&v=2#page=12"),
        ("https://a.example/x.pdf#page=3", PDF, "https://a.example/x.pdf#page=12"),
        ("https://a.example/x.pdf#view=fit", PDF, "https://a.example/x.pdf#page=12"),
        ("folder:x.pdf", PDF, "folder:x.pdf#page=12"),
        ("https://a.example/x", HTML, "https://a.example/x"),
        ("https://a.example/x#kop", HTML, "https://a.example/x#kop"),
        ("https://a.example/x.docx", DOCX, "https://a.example/x.docx"),
    ],
)
def test_only_a_pdf_has_a_page_to_go_to(url: str, media_type: str, address: str) -> None:
    assert at_page(url, media_type, 12) == address


def test_a_long_quote_is_named_by_its_first_and_last_words() -> None:
    assert at_words("https://a.example/x", HTML, QUOTE) == (
        "https://a.example/x#:~:text=De%20regio%20heeft%20drie%20aggregaten,beproefd%20door%20het%20eigen%20team"
    )


def test_a_short_quote_is_named_whole() -> None:
    address = at_words("https://a.example/x", HTML, "Eén team oefent, elk jaar.")
    assert address == "https://a.example/x#:~:text=E%C3%A9n%20team%20oefent%2C%20elk%20jaar"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x#kop", "https://a.example/x#kop:~:text=elke%20maand%20beproefd"),
        ("https://a.example/#/stuk/1", "https://a.example/#/stuk/1:~:text=elke%20maand%20beproefd"),
        ("https://a.example/x#kop:~:text=iets", "https://a.example/x#kop:~:text=elke%20maand%20beproefd"),
        ("HTTP://a.example/x", "HTTP://a.example/x#:~:text=elke%20maand%20beproefd"),
        ("folder:x.html", "folder:x.html"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_a_fragment_that_is_there_stays_and_only_web_addresses_get_one(url: str, address: str) -> None:
    assert at_words(url, HTML, "elke maand beproefd.") == address


@pytest.mark.parametrize("media_type", [PDF, DOCX, "text/markdown", "application/zip"])
def test_what_no_browser_searches_keeps_its_address(media_type: str) -> None:
    assert at_words("https://a.example/x", media_type, QUOTE) == "https://a.example/x"


def test_words_that_may_be_written_otherwise_in_the_source_are_passed_over() -> None:
    words = 'Het "noodsteunpunt" is risico-gericht: bij uitval gaat het open en \'s nachts blijft het dan ook open.'
    assert at_words("https://a.example/x", HTML, words).partition("text=")[2] == (
        "bij%20uitval%20gaat%20het%20open,blijft%20het%20dan%20ook%20open"
    )


def test_first_and_last_words_each_stand_in_one_paragraph() -> None:
    words = "Onze voorraad\nwater voor drie dagen\neen warme deken\nen een radio"
    assert at_words("https://a.example/x", HTML, words).partition("text=")[2] == (
        "water%20voor%20drie%20dagen,en%20een%20radio"
    )


def test_what_is_masked_is_in_no_address() -> None:
    words = "Bel [naam] van het team crisisbeheersing via [e-mailadres] of kom langs bij [naam]."
    assert at_words("https://a.example/x", HTML, words).partition("text=")[2] == (
        "van%20het%20team%20crisisbeheersing%20via,of%20kom%20langs%20bij"
    )
    assert at_words("https://a.example/x", HTML, "[naam] zegt [naam]") == "https://a.example/x"


@given(st.text(max_size=300))
def test_the_words_of_an_address_stand_in_the_quote_and_break_out_of_nothing(words: str) -> None:
    address = at_words("https://a.example/x", HTML, words)
    head, _, directive = address.partition("#:~:text=")
    assert head == "https://a.example/x"
    assert directive.isascii()
    assert not set(directive) & set("\"'<>&-# ")
    parts = directive.split(",")
    assert len(parts) <= 2
    for part in parts:
        assert unquote(part) in " ".join(words.split())
