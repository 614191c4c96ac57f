"""Which sentence is quoted, and when its neighbour comes along."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from tasks.classify.quoting import quote

A = "De eerste bak staat al jaren klaar."
B = "De tweede bak is nog altijd leeg."
C = "De derde bak komt er volgend jaar."


def scored(**values: float) -> Callable[[Sequence[str]], list[float]]:
    """Scores by the second word of a sentence."""
    return lambda parts: [values.get(part.split()[1], 0.0) for part in parts]


def test_the_best_sentence_is_quoted_without_the_white_space_around_it() -> None:
    assert quote(f"  {A}  {B}\n{C} ", scored(eerste=-1, tweede=2, derde=0)) == B


@pytest.mark.parametrize(
    ("first", "second", "third", "quoted"),
    [
        (2, 1, 0, f"{A} {B}"),
        (2, 0.99, 0, A),
        (1, 2, 0, f"{A} {B}"),
        (0, 2, 1, f"{B} {C}"),
        (0, 2, 0.9, B),
        (1.2, 2, 1.1, f"{A} {B}"),
        (1.1, 2, 1.2, f"{B} {C}"),
        (1.5, 2, 1.5, f"{A} {B}"),
        (2, 0, 2, A),
        (2, 0, 1.9, A),
        (0, 1, 2, f"{B} {C}"),
        (0, 0.9, 2, C),
        (0, 0, 0, A),
        (-3, -1, -2, B),
        (-1, -2, -3, A),
        (0.1, 0.05, 0, f"{A} {B}"),
    ],
)
def test_a_neighbour_of_at_least_half_the_score_is_quoted_too(
    first: float, second: float, third: float, quoted: str
) -> None:
    assert quote(f"{A} {B} {C}", scored(eerste=first, tweede=second, derde=third)) == quoted


def test_the_first_of_equals_is_the_best() -> None:
    # the third sentence has the same score as the second, and both a neighbour too weak to come along
    assert quote(f"{A} {B} {A} {C}", scored(eerste=0, tweede=2, derde=2)) == B


@pytest.mark.parametrize(("short", "quoted"), [(100.5, A), (101.5, "Zie bijlage vier van dit.")])
def test_a_sentence_of_five_words_must_score_a_hundred_more(short: float, quoted: str) -> None:
    text = f"Zie bijlage vier van dit. Nu volgt er een leeg stuk tekst. {A}"
    assert quote(text, scored(eerste=1, bijlage=short)) == quoted


def test_a_sentence_of_six_words_is_no_short_one() -> None:
    assert quote(f"Zie bijlage vier van dit stuk. {C} {A}", scored(eerste=1, bijlage=3)) == (
        "Zie bijlage vier van dit stuk."
    )


@pytest.mark.parametrize(("characters", "is_joined"), [(450, True), (451, False)])
def test_two_sentences_are_quoted_up_to_450_characters(characters: int, is_joined: bool) -> None:
    start, end = "De vierde bak ", " is er nu ook bij."
    long = start + "x" * (characters - len(A) - 1 - len(start) - len(end)) + end
    assert len(f"{A} {long}") == characters
    assert quote(f"{A} {long}", scored(eerste=2, vierde=2)) == (f"{A} {long}" if is_joined else A)


@pytest.mark.parametrize("text", [A, "Een bak", f"\n{A}\n"])
def test_a_passage_of_one_sentence_is_quoted_whole(text: str) -> None:
    assert quote(text, lambda parts: [5.0] * len(parts)) == text.strip()


def test_the_white_space_between_two_sentences_stays_verbatim() -> None:
    assert quote(f"{A}\n {B}", scored(eerste=2, tweede=2)) == f"{A}\n {B}"
