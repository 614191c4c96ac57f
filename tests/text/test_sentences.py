"""Sentence ends in Dutch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["De heer J. van den Berg sprak. ", "Hij ging weg."],
        ["Zie art. 5 lid 2 Wvr. ", "Dat geldt ook hier."],
        ["Dit kost ca. € 1.250.000,- per jaar. ", "Daarna niet meer."],
        ["Op 12 mrt. 2024 is het plan vastgesteld. ", "Het college stemde in."],
        ["De fa. Jansen e.a. waren aanwezig. ", "Punt."],
        ["Dit gebeurt o.a. bij stroomuitval, bijv. in de winter. ", "En d.w.z. nooit."],
        ["Het plan (zie blz. 12 e.v.) is klaar! ", "Wat nu? ", "Wij wachten."],
        ["Hij zei: “Wij komen.” ", "Daarna ging hij."],
        ["Zie www.voorbeeld.example. ", "Daar staat het."],
        ["Het is 14.30 uur. ", "De sirene gaat."],
        ["(Kamerstuk 1, nr. 19) is bekend. ", "Klaar."],
        ["De afd. Bevolkingszorg is paraat. ", "Goed."],
        ["Via een zgn. GHOR-lijn (bijv. Wit). ", "Goed."],
        ["De Burg. Voorbeeldstraat is dicht. ", "Goed."],
        ["Dhr. Bakker opent. ", "Aanwezig: mw. Smit."],
        ["Dit staat op p. 12. ", "En dit op pp. 3 en 4."],
        ["In het eerste lid. ", "De raad besluit."],
        ["1. Inleiding. ", "2. Aanpak."],
        ["Eerst dit. ", "b) Daarna dat."],
        ["De coördinatie is 😀 geregeld. ", "Één team werkt eraan. ", "Het is geëvalueerd."],
        ["De raad stemt in. ", "'s Avonds is het stil. ", "Écht stil!"],
        ["De raad stemt in.3 ", "Daarna is het stil."],
        ["De raad stemt in met 2.3 miljoen."],
        ["De brug is 3.5 Meter hoog."],
        ["Artikel B.3 Het plan"],
        ["Zie mr. Énig."],
    ],
)
def test_sentences_end_where_a_dutch_reader_ends_them(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


def test_a_sentence_that_is_a_mere_number_joins_what_follows() -> None:
    for mark in ["1.", "12.", "3.1.", "b.", "(2)", "F12.", "iv.", "A:"]:
        assert split(f"{mark} Het plan is klaar.") == [f"{mark} Het plan is klaar."]
    assert split("2024. Het plan is klaar.") == ["2024. ", "Het plan is klaar."]
    assert split("Nee. Het plan is klaar.") == ["Nee. ", "Het plan is klaar."]


def test_text_without_words_is_one_span_and_no_text_is_none() -> None:
    assert sentences("") == []
    assert sentences("  ") == [(0, 2)]
    assert sentences("Geen punt") == [(0, 9)]


def test_a_long_text_is_split_where_a_short_one_is() -> None:
    part = "De raad is het eens met het voorstel. "
    text = part * 6_000
    assert sentences(text) == [(at, at + len(part)) for at in range(0, len(text), len(part))]
    endless = "woord " * 40_000
    assert sentences(endless) == [(0, len(endless))]
    assert len(sentences(endless + part + part)) == 2


def test_a_nul_or_half_a_surrogate_ends_nothing() -> None:
    assert split("Een\0twee. Drie.") == ["Een\0twee. ", "Drie."]
    assert split("Een\ud800. Drie.") == ["Een\ud800. ", "Drie."]


@given(st.text("ab éA1.!? \n(\"'-nr", max_size=60))
def test_spans_tile_the_text(text: str) -> None:
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert [start for start, _ in spans[1:]] == [end for _, end in spans[:-1]]
