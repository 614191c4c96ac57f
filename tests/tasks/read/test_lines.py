"""What a line is, by its words alone."""

from __future__ import annotations

import pytest

from tasks.read.lines import (
    ends_sentence,
    heading_depth,
    is_contents_line,
    is_contents_page,
    is_figures,
    is_item,
    marks_of_lines,
)


@pytest.mark.parametrize(
    "line", ["• een", "- een", "– een", "1. een", "12) een", "a) een", "(b) een", "iv. een", "  • een"]
)
def test_a_list_mark_and_a_blank_begin_an_item(line: str) -> None:
    assert is_item(line)


@pytest.mark.parametrize("line", ["een", "-een", "123. een", "•", "1.een", "ab. een", "2024 een", ""])
def test_anything_else_begins_no_item(line: str) -> None:
    assert not is_item(line)


@pytest.mark.parametrize(
    "line",
    [
        "Totaal 12 13",
        "Baten € 1.250 € -300",
        "12% 13%",
        "2022 2023 2024",
        "Lasten (12) (13)",
        "Totaal lasten 5 6",
        "- 5 6 x",
    ],
)
def test_two_amounts_among_as_many_words_are_a_row_of_figures(line: str) -> None:
    assert is_figures(line)


@pytest.mark.parametrize(
    "line",
    ["Totaal 12", "Beleidsplan 2024 – 2027", "15 december 2021", "Een zin met 5 en 6 erin", "a b c 5 6", "- - x", ""],
)
def test_fewer_are_none(line: str) -> None:
    assert not is_figures(line)


def test_a_contents_line_ends_in_a_page_number() -> None:
    assert is_contents_line("1.2 Aanpak ........ 12")
    assert is_contents_line("Aanpak 12")
    assert is_contents_line("Aanpak … 12")
    assert not is_contents_line("Aanpak")
    assert not is_contents_line("Aanpak 12345")
    assert not is_contents_line("Totaal 12 13")
    assert not is_contents_line("12")


def test_a_contents_page_has_leaders_or_a_title_and_page_numbers() -> None:
    assert is_contents_page(["Een ..... 1", "Twee .... 2", "Drie", "Vier"])
    assert not is_contents_page(["Een ..... 1", "Twee", "Drie"])
    assert is_contents_page(["Inhoudsopgave", "Een 1", "Twee 2", ""])
    assert is_contents_page(["Gemeente", "INHOUD", "Een 1", "Twee 2"])
    assert not is_contents_page(["Inhoud", "Een 1", "Twee", "Drie"])
    assert not is_contents_page(["Een 1", "Twee 2", "Drie 3"])
    assert not is_contents_page(
        ["a", "b", "c", "d", "e", "Inhoud", "Een 1", "Twee 2", "Drie 3", "Vier 4", "Vijf 5", "Zes 6"]
    )
    assert not is_contents_page(["Inhoud", "Een 1"])


@pytest.mark.parametrize("text", ["Af.", "Af!", "Af?", "Zo:", "en;", "Af.”", 'Af."', "Af.) ", "Af…"])
def test_a_sentence_ends_in_a_stop(text: str) -> None:
    assert ends_sentence(text)


@pytest.mark.parametrize(
    "text", ["Het plan (o.a.", "oefenen i.s.m.", "conform art.", "Zie nr. ", "Prof. dr. ir.", "ca."]
)
def test_an_abbreviation_that_needs_what_follows_ends_no_sentence(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize("text", ["schepen e.d.", "enz.", "Het is kaart.", "de regio.", "art. 5."])
def test_other_words_with_a_full_stop_end_one(text: str) -> None:
    assert ends_sentence(text)


def test_a_sentence_without_a_stop_goes_on() -> None:
    assert not ends_sentence("Af")
    assert not ends_sentence("3.5 ton,")


@pytest.mark.parametrize(
    ("line", "depth"),
    [
        ("1 Inleiding", 1),
        ("2.3 Aanpak", 2),
        ("2.3.1. Aanpak", 3),
        ("Hoofdstuk 4 Crisis", 1),
        ("Bijlage A", 1),
        ("Artikel 5", 1),
        ("Paragraaf 3.2", 1),
        (" 1 Inleiding", 1),
        ("1 inleiding", 0),
        ("1 Het plan is klaar.", 0),
        ("1 Inleiding ........ 3", 0),
        ("123 Inleiding", 0),
        ("1 Eerst dit. Daarna", 0),
        ("1 " + "A " * 14, 1),
        ("1 " + "A " * 15, 0),
        ("Artikelen", 0),
        ("Inleiding", 0),
        ("5 Ton", 1),
    ],
)
def test_a_numbered_heading_has_a_depth(line: str, depth: int) -> None:
    assert heading_depth(line) == depth


def blocks(raw: str) -> list[tuple[str, str, int]]:
    return [(mark.kind, raw[mark.raw_from : mark.raw_to], mark.level) for mark in marks_of_lines(raw)]


def test_lines_become_headings_paragraphs_items_and_rows() -> None:
    raw = (
        "1 Inleiding\n"
        "De regio bereidt zich voor op langdurige uitval van stroom\n"
        "en oefent dat elk jaar.\n"
        "Kort.\n"
        "Nieuwe regel\n"
        "\n"
        "- eerste punt van een lijst die over de regel heen loopt\n"
        "  en doorgaat\n"
        "- tweede\n"
        "Totaal 12 13\n"
        "Baten 14 15\n"
    )
    assert blocks(raw) == [
        ("heading", "1 Inleiding", 1),
        ("paragraph", "De regio bereidt zich voor op langdurige uitval van stroom\nen oefent dat elk jaar.", 0),
        ("paragraph", "Kort.", 0),
        ("paragraph", "Nieuwe regel", 0),
        ("item", "- eerste punt van een lijst die over de regel heen loopt\n  en doorgaat", 0),
        ("item", "- tweede", 0),
        ("row", "Totaal 12 13", 0),
        ("row", "Baten 14 15", 0),
    ]


def test_an_empty_line_ends_a_paragraph_however_full_its_line_is() -> None:
    long = "Deze regel is lang genoeg om door te mogen lopen zonder"
    assert blocks(f"{long}\n\nvervolg") == [("paragraph", long, 0), ("paragraph", "vervolg", 0)]
    assert blocks(f"{long}\nVervolg") == [("paragraph", f"{long}\nVervolg", 0)]
    assert blocks(f"{'x' * 44}\nVervolg") == [("paragraph", "x" * 44, 0), ("paragraph", "Vervolg", 0)]
    assert blocks(f"{'x' * 45}\nVervolg") == [("paragraph", f"{'x' * 45}\nVervolg", 0)]
    assert blocks("kort\nvervolg") == [("paragraph", "kort\nvervolg", 0)]
    assert blocks("kort.\nvervolg") == [("paragraph", "kort.", 0), ("paragraph", "vervolg", 0)]


def test_a_paragraph_does_not_go_on_after_a_row_or_heading() -> None:
    assert blocks("Totaal 12 13\nvervolg") == [("row", "Totaal 12 13", 0), ("paragraph", "vervolg", 0)]
    assert blocks("1 Kop\nvervolg") == [("heading", "1 Kop", 1), ("paragraph", "vervolg", 0)]


def test_a_line_in_capitals_between_empty_lines_is_a_heading() -> None:
    assert blocks("VOORWOORD\n\nTekst") == [("heading", "VOORWOORD", 1), ("paragraph", "Tekst", 0)]
    assert blocks("Tekst\n\nVOORWOORD") == [("paragraph", "Tekst", 0), ("heading", "VOORWOORD", 1)]
    assert blocks("Tekst\nVOORWOORD\n\nTekst")[1] == ("paragraph", "VOORWOORD", 0)
    assert blocks("VOORWOORD\nTekst")[0] == ("paragraph", "VOORWOORD", 0)
    assert blocks("ABC\n\nTekst")[0] == ("paragraph", "ABC", 0)
    assert blocks("ABCD " * 12 + "\n\nx")[0][0] == "heading"
    assert blocks("ABCD " * 13 + "\n\nx")[0][0] == "paragraph"


def test_a_contents_page_is_all_contents() -> None:
    assert blocks("Inhoud\n1 Inleiding 1\n2 Aanpak 2") == [
        ("contents", "Inhoud", 0),
        ("contents", "1 Inleiding 1", 0),
        ("contents", "2 Aanpak 2", 0),
    ]


def test_a_hyphen_of_a_pdf_ends_a_line_and_belongs_to_it() -> None:
    assert blocks("De veilig\ufffeheidsregio") == [("paragraph", "De veilig\ufffeheidsregio", 0)]


def test_no_text_has_no_blocks() -> None:
    assert marks_of_lines(" \n \n") == []
