"""Soft hyphens: where words may break, and that nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.hyphens import SHORTEST_PART, SHORTEST_WORD, SOFT_HYPHEN, hyphenated


def shown(text: str) -> str:
    return hyphenated(text).replace(SOFT_HYPHEN, "|")


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("veiligheidsregio", "vei|lig|heids|re|gio"),
        ("communicatie", "com|mu|ni|ca|tie"),
        ("drinkwatervoorziening", "drink|wa|ter|voor|zie|ning"),
        ("gemeenschappelijk", "gemeens|chap|pe|lijk"),
        ("Coördinatie", "Coör|di|na|tie"),
        ("VEILIGHEID", "VEI|LIG|HEID"),
    ],
)
def test_long_words_break_between_syllables(word: str, broken: str) -> None:
    assert shown(word) == broken


def test_words_of_seven_letters_stay_whole_and_of_eight_do_not() -> None:
    assert shown("regelen") == "regelen"
    assert shown("regelden") == "regel|den"


def test_the_first_part_is_never_shorter_than_three_letters() -> None:
    assert shown("elementen") == "ele|men|ten"
    assert shown("organisaties") == "orga|ni|sa|ties"
    assert shown("motivatie") == "moti|va|tie"


def test_only_words_change() -> None:
    assert shown("€ 12.500,– in 2024 voor de communicatie, nu.") == "€ 12.500,– in 2024 voor de com|mu|ni|ca|tie, nu."


@given(st.text())
def test_without_the_hyphens_the_text_is_what_it_was(text: str) -> None:
    assert hyphenated(text).replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")


@given(st.text("aeioubcdfghtëxyz", min_size=1, max_size=30))
def test_what_stands_before_the_first_break_and_after_the_last_is_long_enough(word: str) -> None:
    parts = hyphenated(word).split(SOFT_HYPHEN)
    assert len(parts) == 1 or min(len(parts[0]), len(parts[-1])) >= SHORTEST_PART
    assert len(word) >= SHORTEST_WORD or len(parts) == 1
