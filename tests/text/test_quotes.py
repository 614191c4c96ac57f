"""Quotes: found when only the writing differs, never when a word or digit does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from text.normalise import normalise
from text.quotes import PageText, Place, find_quote, find_quote_on_pages

RAW = "De proef is niet\r\nuitgevoerd. Het veilig-\r\nheidsteam heeft “12 aggre-\r\ngaten” van 1.250 kVA, ﬁnancieel ok."


def test_the_same_words_are_found_at_their_raw_place() -> None:
    assert find_quote("De proef", RAW) == (0, 8)
    assert find_quote("niet uitgevoerd.", RAW) == (12, 29)


def test_a_line_end_hyphen_a_ligature_and_quotation_marks_make_no_difference() -> None:
    start, end = find_quote('Het veiligheidsteam heeft "12 aggregaten" van 1.250 kVA, financieel ok.', RAW) or (
        0,
        0,
    )
    assert (start, end) == (30, len(RAW))


def test_a_quote_from_the_clean_text_points_at_the_raw_text() -> None:
    clean, offsets = normalise(RAW)
    assert find_quote("heeft ‘12", clean, offsets) is None
    start, end = find_quote("veiligheidsteam heeft", clean, offsets) or (0, 0)
    assert RAW[start:end] == "veilig-\r\nheidsteam heeft"
    assert find_quote("veiligheidsteam heeft", clean, offsets.flat()) == (start, end)


def test_the_first_place_counts_and_a_passage_can_ask_for_its_own() -> None:
    text = "plan klaar. plan klaar."
    assert find_quote("plan klaar.", text) == (0, 11)
    assert find_quote("plan klaar.", text, within=(1, 23)) == (12, 23)
    assert find_quote("plan klaar.", text, within=(12, 23)) == (12, 23)
    assert find_quote("plan klaar.", text, within=(13, 23)) is None
    assert find_quote("plan klaar.", text, within=(12, 22)) is None


@pytest.mark.parametrize("quote", ["", "  \n ", "\u200b"])
def test_a_quote_without_text_is_nowhere(quote: str) -> None:
    assert find_quote(quote, RAW) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("de proef", "De proef"),
        ("zijn 12", "zijn 125"),
        ("5 stuks", "25 stuks"),
        ("zijn 1", "zijn 1.250"),
        ("zijn 1.", "zijn 1.250"),
        ("250 stuks", "1.250 stuks"),
        ("kost 5", "kost 5,5"),
        ("om 10", "om 10:30"),
        ("op 1", "op 1/2"),
        ("5 miljoen", "-5 miljoen"),
        ("5 miljoen", "is -5 miljoen"),
        ("acute zorg", "niet-acute zorg"),
        ("-acute zorg", "niet-acute zorg"),
        ("een niet-", "een niet-acute"),
        ("de risico", "de risico- en crisiscommunicatie"),
        ("het plan", "het plannen"),
        ("plan af", "stappenplan af"),
        ("de foto", "de foto's"),
        ("s zijn", "foto's zijn"),
        ("plan", "plan_b"),
        ("a – b", "a - b"),
        ("is klaar", "is, klaar"),
    ],
)
def test_a_quote_that_cuts_a_word_or_number_or_differs_at_all_is_not_found(quote: str, text: str) -> None:
    assert find_quote(quote, text) is None


@pytest.mark.parametrize(
    ("quote", "text", "place"),
    [
        ("plan", "(plan)", (1, 5)),
        ("plan", "'plan'", (1, 5)),
        ("12", "12.", (0, 2)),
        ("12", "12, 13", (0, 2)),
        ("plan", "plan.nu", (0, 4)),
        ("nu", "plan.nu", (5, 7)),
        ("plan", "- plan", (2, 6)),
        ("plan", "-plan", (1, 5)),
        ("-5 graden", "is -5 graden", (3, 12)),
        ("5 graden", "- 5 graden", (2, 10)),
        ("b", "a/b", (2, 3)),
        ("5", "a.5", (2, 3)),
        ("a", "a-", None),
        ("risico-", "risico- en", (0, 7)),
        ("e", "e", (0, 1)),
    ],
)
def test_a_quote_may_stand_against_anything_that_is_no_part_of_its_word(
    quote: str, text: str, place: tuple[int, int] | None
) -> None:
    assert find_quote(quote, text) == place


def test_a_later_whole_word_is_found_after_an_earlier_part_of_one() -> None:
    assert find_quote("plan", "plannen en plan") == (11, 15)


@pytest.fixture
def pages() -> list[PageText]:
    first = normalise("  Eerste. De nood-")
    second = normalise("punten zijn open. Klaar.")
    return [PageText(3, first[0], first[1].flat()), PageText(4, second[0], second[1].flat())]


def test_a_quote_may_run_on_over_the_page(pages: list[PageText]) -> None:
    assert find_quote_on_pages("De noodpunten zijn open.", pages) == Place(3, 10, 4, 17)


def test_a_quote_on_one_page_keeps_to_that_page(pages: list[PageText]) -> None:
    assert find_quote_on_pages("Eerste.", pages) == Place(3, 2, 3, 9)
    assert find_quote_on_pages("Klaar.", pages) == Place(4, 18, 4, 24)
    assert find_quote_on_pages("Klaar", pages) == Place(4, 18, 4, 23)
    assert find_quote_on_pages("Klaar!", pages) is None


def test_a_quote_on_pages_can_be_asked_of_one_passage(pages: list[PageText]) -> None:
    assert find_quote_on_pages("Klaar.", pages, Place(3, 0, 4, 24)) == Place(4, 18, 4, 24)
    assert find_quote_on_pages("Klaar.", pages, Place(4, 18, 4, 24)) == Place(4, 18, 4, 24)
    assert find_quote_on_pages("Klaar.", pages, Place(3, 0, 4, 23)) is None
    assert find_quote_on_pages("Eerste.", pages, Place(3, 3, 4, 24)) is None


def test_a_quote_of_one_character_on_pages_has_its_place(pages: list[PageText]) -> None:
    single = [PageText(1, "a b c", [0, 0, 5])]
    assert find_quote_on_pages("b", single) == Place(1, 2, 1, 3)


WORDS = st.lists(
    st.sampled_from(
        ["de", "oefening", "is", "niet", "nog", "in", "2024", "1.250", "-3", "gehouden", "crisis-", "en", "z'n"]
    ),
    min_size=3,
    max_size=12,
)


@given(WORDS, st.data())
def test_words_set_otherwise_are_always_found(words: list[str], data: st.DataObject) -> None:
    raw = words[0]
    for word in words[1:]:
        raw += data.draw(st.sampled_from([" ", "\r\n", "  ", "\u00a0", " \n\n "])) + word
    assert find_quote(" ".join(words), raw) is not None or "crisis-" in words
    clean, offsets = normalise(raw)
    assert find_quote(clean, clean, offsets) == (0, len(raw))


@given(WORDS, st.data())
def test_a_dropped_niet_is_never_overlooked(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    text = " ".join([*words[:at], "niet", *words[at:]])
    quote = " ".join(words)
    assume(quote not in text)
    assert find_quote(quote, text) is None


@given(WORDS, st.data())
def test_a_changed_digit_is_never_overlooked(words: list[str], data: st.DataObject) -> None:
    text = " ".join([*words, "telt", "4711", "stuks"])
    at = data.draw(st.integers(0, 3))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda new: new != "4711"[at]))
    changed = "4711"[:at] + digit + "4711"[at + 1 :]
    assert find_quote(f"telt {changed} stuks", text) is None
    assert at == 0 or find_quote(f"telt {'4711'[:at]}", text) is None
    assert find_quote("telt 4711 stuks", text) is not None
