from __future__ import annotations

import random

from text.repeated import Quoted, copy_keys

SENTENCE = "De regio heeft in {} voor haar meldkamer drie aggregaten met brandstof voor drie dagen."


def quoted(n: int, quote: str, year: int | None = None, progress: str = "uitvoering", origin: str = "p") -> Quoted:
    return Quoted(f"j{n}", f"d{n}", quote, year, progress, origin)


def test_a_sentence_that_passages_repeat_has_the_key_of_the_earliest_year() -> None:
    quotes = [quoted(n, SENTENCE.format(2020 + n), 2023 - n) for n in range(4)]
    assert copy_keys(quotes) == dict.fromkeys(("j0", "j1", "j2", "j3"), "j3")


def test_the_same_words_are_one_whatever_passages_they_are_in() -> None:
    quotes = [quoted(1, "“Er is  een plan.”", 2021, origin="a"), quoted(2, '"er is een\nplan."', 2022, origin="b")]
    assert copy_keys(quotes) == {"j1": "j1", "j2": "j1"}


def test_like_sentences_of_passages_that_are_no_copies_are_two() -> None:
    quotes = [quoted(n, SENTENCE.format(2020 + n), origin=f"p{n}") for n in range(2)]
    assert copy_keys(quotes) == {"j0": "j0", "j1": "j1"}


def test_another_sentence_of_a_copied_passage_is_new() -> None:
    quotes = [quoted(0, SENTENCE.format(2020), 2020), quoted(1, "De gemeenten hebben samen een depot met water.", 2021)]
    assert copy_keys(quotes) == {"j0": "j0", "j1": "j1"}


def test_a_test_in_another_year_is_another_test_but_its_repetition_is_not() -> None:
    sentence = "De aggregaten van de meldkamer zijn in {} onder volle belasting getest door de beheerder."
    years = [2021, 2022, 2022]
    quotes = [quoted(n, sentence.format(year), 2021 + n, "beproefd") for n, year in enumerate(years)]
    assert copy_keys(quotes) == {"j0": "j0", "j1": "j1", "j2": "j1"}
    named = [quoted(n, sentence.format("het najaar" if n else "de zomer"), 2021 + n, "beproefd") for n in range(2)]
    assert copy_keys(named) == {"j0": "j0", "j1": "j0"}


def test_a_quote_without_a_year_comes_after_those_with_one_and_then_ids_decide() -> None:
    quotes = [quoted(0, "Er is een plan."), quoted(2, "Er is een plan.", 2021), quoted(1, "Er is een plan.", 2021)]
    assert set(copy_keys(quotes).values()) == {"j1"}


def test_same_words_carry_a_key_on_to_passages_that_are_no_copies() -> None:
    quotes = [
        quoted(0, SENTENCE.format(2020), 2020),
        quoted(1, SENTENCE.format(2021), 2021),
        quoted(2, SENTENCE.format(2021), 2022, origin="elsewhere"),
    ]
    assert set(copy_keys(quotes).values()) == {"j0"}


def test_the_order_of_quotes_does_not_matter() -> None:
    quotes = [quoted(n, SENTENCE.format(2000 + n // 3), 2020 + n % 4, origin=f"p{n % 2}") for n in range(12)]
    keys = copy_keys(quotes)
    random.Random(1).shuffle(quotes)
    assert copy_keys(quotes) == keys
    assert all(keys[key] == key for key in keys.values())


def test_no_quotes_have_no_keys() -> None:
    assert copy_keys([]) == {}
