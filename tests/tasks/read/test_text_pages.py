"""Pages of bare text."""

from __future__ import annotations

from tasks.read.page import Mark
from tasks.read.text_pages import marked_pages


def test_pages_are_numbered_and_marked() -> None:
    pages = marked_pages(["Een.", " Twee.\n"], "text_layer")
    assert [(page.page_number, page.raw_text, page.text_source) for page in pages] == [
        (1, "Een.", "text_layer"),
        (2, " Twee.\n", "text_layer"),
    ]
    assert pages[0].marks == [Mark("paragraph", 0, 4)]
    assert pages[1].marks == [Mark("paragraph", 1, 6)]


def test_running_headers_and_page_numbers_have_no_mark() -> None:
    texts = [f"Jaarstukken\n\nTekst {name} hier.\n\n{number}" for number, name in enumerate(["een", "twee", "drie"], 1)]
    shown = [
        [page.raw_text[mark.raw_from : mark.raw_to] for mark in page.marks] for page in marked_pages(texts, "markup")
    ]
    assert shown == [["Tekst een hier."], ["Tekst twee hier."], ["Tekst drie hier."]]


def test_a_single_page_has_no_running_lines() -> None:
    (page,) = marked_pages(["12\n\nTekst."], "markup")
    assert len(page.marks) == 2


def test_headers_and_footers_of_three_lines_are_left_out_and_the_same_words_in_the_middle_stay() -> None:
    middle = "Tekst {}.\nKop a\nVoet a\nSlot {}."
    texts = [f"Kop a\nKop b\nKop c\n{middle.format(name, name)}\nVoet c\nVoet b\nVoet a" for name in ("een", "twee")]
    kept = [
        [page.raw_text[mark.raw_from : mark.raw_to] for mark in page.marks] for page in marked_pages(texts, "markup")
    ]
    assert kept == [[f"Tekst {name}.", "Kop a", "Voet a", f"Slot {name}."] for name in ("een", "twee")]


def test_a_long_header_does_not_run_into_the_text() -> None:
    header = "Een lange kop die op elke bladzijde van dit stuk staat en vol is"
    pages = marked_pages([f"{header}\nTekst {name}." for name in "ab"], "markup")
    assert [page.raw_text[mark.raw_from : mark.raw_to] for page in pages for mark in page.marks] == [
        "Tekst a.",
        "Tekst b.",
    ]
