"""Paragraphs as units: what is joined, what is divided, and that nothing is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.units import units


def sentence(words: int) -> str:
    return "De " + "bak " * (words - 2) + "staat."


def counts(text: str) -> list[int]:
    """Words per unit."""
    return [len(text[start:end].split()) for start, end in units(text)]


def test_paragraphs_of_25_words_stand_alone_and_the_offsets_are_into_the_passage() -> None:
    one, two = sentence(25), sentence(26)
    assert units(f"\n{one}\n \n{two}\n") == [(1, 1 + len(one)), (4 + len(one), 4 + len(one) + len(two))]


@pytest.mark.parametrize(
    ("paragraphs", "joined"),
    [
        ([30, 24], [54]),
        ([30, 25], [30, 25]),
        ([24, 30], [54]),
        ([25, 30], [25, 30]),
        ([5, 5, 5], [15]),
        ([10, 15, 30], [25, 30]),
        ([10, 14, 30], [54]),
        ([30, 30, 5, 30], [30, 35, 30]),
        ([4], [4]),
    ],
)
def test_a_short_paragraph_goes_with_the_one_before_it(paragraphs: list[int], joined: list[int]) -> None:
    assert counts("\n".join(sentence(words) for words in paragraphs)) == joined


@pytest.mark.parametrize(
    ("sentences", "divided"),
    [
        ([10] * 14, [140]),
        ([10] * 15, [80, 70]),
        ([10] * 16, [80, 80]),
        ([10] * 28, [140, 140]),
        ([10] * 29, [100, 100, 90]),
        ([141], [141]),
        ([116, 25], [116, 25]),
        ([117, 24], [141]),
        ([130, 130, 24], [130, 154]),
        ([130, 130, 25], [130, 130, 25]),
        ([20, 121], [141]),
        ([20, 120, 20, 10], [140, 30]),
    ],
)
def test_a_long_paragraph_is_divided_between_sentences_into_about_equal_parts(
    sentences: list[int], divided: list[int]
) -> None:
    assert counts(" ".join(sentence(words) for words in sentences)) == divided


def test_parts_of_a_later_paragraph_tile_it() -> None:
    first, second = sentence(30), " ".join([sentence(40)] * 4)
    start, cut = len(first) + 1, len(first) + 1 + 2 * (len(sentence(40)) + 1)
    assert units(f"{first}\n{second}") == [(0, len(first)), (start, cut), (cut, start + len(second))]


@pytest.mark.parametrize(("text", "spans"), [("", [(0, 0)]), (" \n ", [(0, 3)]), ("a", [(0, 1)])])
def test_every_text_has_a_unit(text: str, spans: list[tuple[int, int]]) -> None:
    assert units(text) == spans


@given(st.lists(st.lists(st.integers(2, 60), min_size=1, max_size=6), min_size=1, max_size=5))
def test_units_are_in_order_and_hold_every_word(paragraphs: list[list[int]]) -> None:
    text = "\n".join(" ".join(sentence(words) for words in one) for one in paragraphs)
    spans = units(text)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert " ".join(text[start:end] for start, end in spans).split() == text.split()
