"""Cutting into passages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read import passages as module
from tasks.read.clean import CleanPage, clean
from tasks.read.page import Kind, Mark, Page
from tasks.read.passages import Passage, cut, word_count


def page(*blocks: tuple[str, str], number: int = 1) -> CleanPage:
    raw, marks = "", []
    for kind, text in blocks:
        start = len(raw)
        raw += text
        name: Kind = kind  # type: ignore[assignment]
        marks.append(Mark(name, start, len(raw), 1 if kind == "heading" else 0))
        raw += "\n"
    return clean(Page(number, raw, marks, text_source="text_layer"))


def sentence(words: int, number: int = 0) -> str:
    return f"Zin{'abcdefghijklmnopqrstuvwxyz'[number % 26]} " + "woord " * (words - 2) + "einde."


def prose(*sizes: int) -> str:
    return " ".join(sentence(size, number) for number, size in enumerate(sizes))


def sizes(*blocks: tuple[str, str]) -> list[int]:
    return [passage.word_count for passage in cut([page(*blocks)])]


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("één twee-drie", 2), ("12 € 1.250", 0), ("COVID-19 en 3e", 3), ("- • een", 1)]
)
def test_what_holds_a_letter_is_a_word(text: str, words: int) -> None:
    assert word_count(text) == words


def test_a_short_section_is_one_passage_with_its_heading() -> None:
    (passage,) = cut([page(("heading", "Plan"), ("paragraph", "Wij oefenen. Elk jaar."))])
    assert passage == Passage(1, 5, 1, 27, "Wij oefenen. Elk jaar.", "Plan", 4, False)


def test_up_to_two_hundred_words_stay_together_and_more_are_cut() -> None:
    assert sizes(("paragraph", prose(*[20] * 10))) in ([200], [100, 100])
    assert sizes(("paragraph", prose(*[20] * 11))) in ([100, 120], [120, 100])
    assert sizes(("paragraph", prose(*[20] * 13))) in ([120, 140], [140, 120])


def test_no_passage_is_a_short_remainder_when_that_can_be_avoided() -> None:
    assert sizes(("paragraph", prose(*[20] * 12))) == [120, 120]
    assert min(sizes(("paragraph", prose(*[10] * 21)))) >= 60
    assert min(sizes(("paragraph", prose(*[25] * 17)))) >= 60


def test_a_cut_comes_at_a_paragraph_end_rather_than_within_one() -> None:
    blocks = [("paragraph", prose(30, 30, 20)), ("paragraph", prose(40, 40, 30)), ("paragraph", prose(30, 30))]
    assert sizes(*blocks) in ([80, 170], [190, 60])


def test_a_list_keeps_its_first_line() -> None:
    blocks = [
        ("paragraph", prose(40, 40)),
        ("paragraph", "De regio doet daarom dit jaar het volgende:"),
        ("item", f"- {prose(70)}"),
        ("item", f"- {prose(60)}"),
    ]
    texts = [passage.text for passage in cut([page(*blocks)])]
    assert len(texts) == 2
    assert not texts[0].endswith(":")
    assert texts[1].startswith("De regio doet daarom")


def test_a_sentence_is_never_cut_however_long() -> None:
    assert sizes(("paragraph", prose(250))) == [250]
    assert sizes(("paragraph", prose(300))) == [300]
    assert 250 in sizes(("paragraph", prose(30, 250, 30)))


def test_three_hundred_words_without_an_end_are_no_sentence() -> None:
    found = sizes(("paragraph", prose(301)))
    assert found == [200, 101]
    parts = "woord " * 119 + "puntkomma; "
    assert sizes(("paragraph", parts * 3)) == [120, 120, 120]
    assert sizes(("paragraph", "woord " * 118 + "puntkomma; " + "woord " * 190)) == [200, 109]


def test_different_headings_never_share_a_passage() -> None:
    blocks = [("heading", "Een"), ("paragraph", prose(15)), ("heading", "Twee"), ("paragraph", prose(15))]
    found = cut([page(*blocks)])
    assert [(passage.heading_path, passage.word_count) for passage in found] == [("Een", 15), ("Twee", 15)]


def test_paragraphs_stand_under_each_other_and_sentences_behind_each_other() -> None:
    (passage,) = cut([page(("paragraph", "Een zin. Nog een zin."), ("item", "- punt"))])
    assert passage.text == "Een zin. Nog een zin.\n- punt"


def test_a_passage_may_run_over_the_page_end() -> None:
    found = cut([page(("paragraph", "De veilig-")), page(("paragraph", "heidsregio oefent."), number=2)])
    assert found == [Passage(1, 0, 2, 18, "De veiligheidsregio oefent.", "", 3, False)]


def test_a_table_of_figures_does_not_become_a_hundred_passages() -> None:
    rows = [("row", f"Programma veiligheid | {number} | {number + 1} | {number + 2}") for number in range(1_000, 1_400)]
    found = cut([page(*rows)])
    assert len(found) <= 10
    assert all(len(passage.text) <= 2_500 for passage in found)
    assert found[0].text.startswith("Programma veiligheid | 1000 | 1001 | 1002\n")


def test_rows_are_kept_whole_though_they_hold_sentences() -> None:
    assert sizes(("row", "Een zin. Nog een zin.")) == [5]
    (passage,) = cut([page(("row", "Baten. 12"), ("row", "Lasten. 13"))])
    assert passage.text == "Baten. 12\nLasten. 13"


def test_characters_bound_a_passage_of_several_rows() -> None:
    rows = [("row", "x" * 799)] * 3
    assert len(cut([page(*rows)])) == 1
    assert len(cut([page(*rows, ("row", "x" * 4))])) == 2
    assert len(cut([page(("row", "x" * 5_000))])) == 1


def test_figures_alone_are_no_passage() -> None:
    assert cut([page(("row", "12 13"))]) == []
    assert cut([]) == []


def test_contents_are_flagged_and_line_by_line() -> None:
    found = cut([page(("contents", "Een. Twee 1"), ("contents", "Drie 2"), ("paragraph", "Tekst."))])
    assert [(passage.text, passage.is_contents) for passage in found] == [
        ("Een. Twee 1\nDrie 2", True),
        ("Tekst.", False),
    ]


def test_notes_come_last_in_their_section_and_apart() -> None:
    found = cut([page(("paragraph", "Een."), ("note", "1 Noot."), ("paragraph", "Twee."))])
    assert [passage.text for passage in found] == ["Een.\nTwee.", "1 Noot."]


def test_headings_are_joined_to_a_path() -> None:
    raw = "Plan\nAanpak\nTekst."
    made = clean(Page(1, raw, [Mark("heading", 0, 4, 1), Mark("heading", 5, 11, 2), Mark("paragraph", 12, 18)]))
    assert cut([made])[0].heading_path == "Plan > Aanpak"


@given(st.lists(st.lists(st.integers(3, 90), min_size=1, max_size=6), min_size=1, max_size=12))
@settings(max_examples=60)
def test_nothing_is_lost_or_doubled_and_sizes_are_kept(paragraphs: list[list[int]]) -> None:
    blocks = [("paragraph", prose(*each)) for each in paragraphs]
    whole = page(*blocks)
    found = cut([whole])
    assert " ".join(passage.text.replace("\n", " ") for passage in found) == whole.text.replace("\n", " ")
    assert sum(passage.word_count for passage in found) == sum(map(sum, paragraphs))
    assert all(passage.word_count <= 200 for passage in found)
    assert all(passage.text.endswith("einde.") for passage in found)
    for passage in found:
        clean_from, clean_to = whole.offsets.to_clean(passage.raw_from, passage.raw_to)
        assert whole.text[clean_from:clean_to] == passage.text
    if sum(map(sum, paragraphs)) >= 240:
        assert sum(1 for passage in found if passage.word_count < 60) <= 1


@pytest.mark.parametrize(
    ("words", "cost"), [(0, 10.0), (59, 4.1), (60, 2.0), (100, 1.0), (120, 0.5), (160, 1.5), (200, 2.5)]
)
def test_a_size_near_the_middle_costs_least_and_a_short_passage_most(words: int, cost: float) -> None:
    assert module._size_cost(words) == pytest.approx(cost)


def test_what_it_costs_to_end_a_passage_at_each_place() -> None:
    def cost(*blocks: tuple[str, str], last: int = 1) -> float:
        (section,) = module.sections([page(*blocks)])
        units = [unit for paragraph in section.paragraphs for unit in module._units(paragraph)]
        return module._closing_cost(units, last)

    two = "Een zin van de regio. Nog een zin daarna."
    assert cost(("paragraph", two)) == 3.0
    assert cost(("paragraph", two), last=2) == 0.0
    assert cost(("paragraph", two), ("paragraph", "Slot."), last=2) == 0.5
    assert cost(("paragraph", "Dit volgt: "), ("paragraph", "Slot.")) == 4.0
    assert cost(("paragraph", "Dit volgt."), ("item", "- punt")) == 1.5
    assert cost(("item", "- punt"), ("item", "- punt")) == 1.5
    assert cost(("item", "- punt."), ("paragraph", "Slot.")) == 0.5
    assert cost(("row", "a | 1"), ("row", "b | 2")) == 1.0
    assert cost(("row", "a | 1"), ("paragraph", "Slot.")) == 0.5


def test_blanks_at_the_ends_of_a_span_are_left_out_but_never_all() -> None:
    assert module._stripped("  een  ", 0, 7) == (2, 5)
    assert module._stripped("een", 0, 3) == (0, 3)
    assert module._stripped("a een b", 1, 6) == (2, 5)
    assert module._stripped("   ", 0, 3) == (2, 3)


def test_words_are_runs_with_a_letter_whatever_signs_they_have() -> None:
    assert word_count("(a) 1b --c-- _ 12 [[[ é€ \u00a0d") == 5


def test_a_long_run_of_signs_costs_no_time() -> None:
    assert word_count("[" * 2_000_000) == 0
