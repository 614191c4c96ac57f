"""Normalising: what is smoothed out, what is left alone, and that each character keeps its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.normalise import fold, normalise, normalise_edits
from text.offsets import Edit


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("veilig-\r\nheid", "veiligheid"),
        ("veilig-\nheid", "veiligheid"),
        ("veilig- \n  heid", "veiligheid"),
        ("veilig\u00ad\nheid", "veiligheid"),
        ("veilig\u2010\nheid", "veiligheid"),
        ("veilig\ufffeheid", "veiligheid"),
        ("veilig\ufffe\r\nheid", "veiligheid"),
        ("wet-\nen regelgeving", "wet- en regelgeving"),
        ("wet\ufffeen regelgeving", "wet- en regelgeving"),
        ("zand-\nof kleigrond", "zand- of kleigrond"),
        ("zand-\nenkel", "zandenkel"),
        ("niet-\nvrijblijvend", "niet-vrijblijvend"),
        ("Niet-\nvrijblijvend", "Niet-vrijblijvend"),
        ("geniet-\nbaar", "genietbaar"),
        ("Noord-\nHolland", "Noord-Holland"),
        ("HSL\ufffeknoop", "HSL-knoop"),
        ("2024-\n2027", "2024-2027"),
        ("deel-\n2", "deel-2"),
        ("9-\ndaags", "9-daags"),
        ("media-\naanbod", "media-aanbod"),
        ("auto-\neigenaar", "auto-eigenaar"),
        ("financi-\neel", "financieel"),
        ("ge-\nevalueerd", "geëvalueerd"),
        ("ge-\nimplementeerd", "geïmplementeerd"),
        ("be-\neindigd", "beëindigd"),
        ("co-\nordinatie", "coördinatie"),
        ("ge-\nijkt", "geijkt"),
        ("geco-\nordineerd", "gecoördineerd"),
        ("continu-\niteit", "continuïteit"),
        ("Archa-\nische", "Archaïsche"),
        ("activi-\nteiten", "activiteiten"),
        ("real-\nistisch", "realistisch"),
        ("rei-\nsiger", "reisiger"),
        ("thema-\nisolatie", "thema-isolatie"),
        ("zij-\ningang", "zij-ingang"),
        ("rij-\nden", "rijden"),
        ("mede-\neigenaar", "mede-eigenaar"),
        ("ge-\nbouwd", "gebouwd"),
        ("a_-\nb", "a_-b"),
        ("veilig-\n\nheid", "veilig-\n\nheid"),
        ("veilig -\nheid", "veilig -\nheid"),
        ("veilig-\n(heid)", "veilig-\n(heid)"),
        ("veilig\ufffe(heid)", "veilig-(heid)"),
        ("- een\n- twee", "- een\n- twee"),
        ("op- en afschalen", "op- en afschalen"),
    ],
)
def test_a_hyphen_at_a_line_end_is_joined_as_dutch_spelling_asks(raw: str, clean: str) -> None:
    assert normalise(raw)[0] == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("veilig\u00adheid", "veiligheid"),
        ("veilig\u00ad\u00adheid", "veiligheid"),
        ("woord\u00ad.", "woord."),
        ("woord\u00ad", "woord"),
        ("\u00ad5", "-5"),
        ("€ \u00ad1.250", "€ -1.250"),
        ("(\u00ad5)", "(-5)"),
        ("2024\u00ad2027", "2024-2027"),
        ("COVID\u00ad19", "COVID-19"),
        ("Noord\u00adHolland", "Noord-Holland"),
        ("risico\u00ad en", "risico- en"),
        ("een \u00ad twee", "een - twee"),
        ("5\u00adb", "5-b"),
    ],
)
def test_a_soft_hyphen_in_a_word_goes_and_a_lost_minus_sign_comes_back(raw: str, clean: str) -> None:
    assert normalise(raw)[0] == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ ĳ Ĳ", "ff fi fl ffi ffl st st ij IJ"),
        ("“a” „b” «c» ″", '"a" "b" "c" "'),
        ("‘a’ ‚b‛ `c´ ′", "'a' 'b' 'c' '"),
        ("a‑b a‐b −5", "a-b a-b -5"),
        ("2016–2025 — nu", "2016–2025 — nu"),
        ("\uf0b7 een", "• een"),
        ("25 m² en 1½ uur, CO₂, 3º", "25 m² en 1½ uur, CO₂, 3º"),
        ("e\u0301e\u0301n", "één"),
        ("co\u0308rdinatie", "cördinatie"),
        ("\u2126 \u212b", "Ω Å"),
        ("\u1100\u1161", "\uac00"),
        ("x\u0301", "x\u0301"),
        ("zicht\u200bbaar\ufeff\x07", "zichtbaar"),
        ("a\u200b \u200bb", "a b"),
    ],
)
def test_characters_are_composed_ligatures_split_and_marks_unified(raw: str, clean: str) -> None:
    assert normalise(raw)[0] == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  a  b\u00a0c\td ", "a b c d"),
        ("a \r\n b", "a\nb"),
        ("a\rb\u2028c\u0085d", "a\nb\nc\nd"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\n \n\n\nb", "a\n\nb"),
        ("\n\na\n\n", "a"),
        (" ", ""),
        ("", ""),
        (" a ", "a"),
    ],
)
def test_white_space_keeps_lines_and_paragraphs_and_no_more(raw: str, clean: str) -> None:
    assert normalise(raw)[0] == clean


def test_folding_makes_every_white_space_one_space() -> None:
    assert fold(" a \n\n b\r\nc  d ")[0] == "a b c d"
    assert fold("veilig-\nheid")[0] == "veiligheid"


def test_text_that_needs_nothing_gets_no_edits() -> None:
    assert normalise_edits("Gewone tekst - met één streepje, 25 m².\nEn een regel.") == []


def test_edits_are_as_small_as_what_they_change() -> None:
    assert normalise_edits("a  b ﬁ") == [Edit(1, 3, " "), Edit(5, 6, "fi")]
    assert normalise_edits("ge-\nevalueerd") == [Edit(2, 5, "ë")]


def test_a_word_before_a_break_is_looked_for_in_a_bounded_stretch() -> None:
    assert normalise("x" * 60 + "-\nheid")[0] == "x" * 60 + "heid"


MESSY = st.text("ab N1.,-–\u00ad\ufffe\u2010 \u00a0\r\n\u200bﬁĳ“’´é\u0301\u0308(eiën", max_size=40)


@given(MESSY)
def test_clean_text_is_composed_and_has_no_loose_white_space(raw: str) -> None:
    clean, _ = normalise(raw)
    assert clean == clean.strip(" \n")
    assert not any(mark in clean for mark in ("  ", " \n", "\n ", "\n\n\n", "\r", "\u00ad", "\ufffe", "\u200b", "ﬁ"))


@given(st.text("abeiou e\u0301\u0308́é ", max_size=30))
def test_clean_text_of_letters_and_accents_is_nfc(raw: str) -> None:
    assert unicodedata.is_normalized("NFC", normalise(raw)[0])


@given(MESSY)
def test_letters_and_digits_keep_their_order_and_their_place(raw: str) -> None:
    clean, offsets = normalise(raw)
    for at, character in enumerate(clean):
        start, end = offsets.to_raw(at, at + 1)
        if character in "abN1":
            assert raw[start:end] == character


@given(MESSY)
def test_no_letter_or_digit_is_lost(raw: str) -> None:
    # accents are composed with the letter before them, so compare without
    kept = [c for c in unicodedata.normalize("NFD", normalise(raw)[0]) if c in "abN1"]
    assert kept == [c for c in raw if c in "abN1"]
