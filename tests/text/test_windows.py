"""Windows of two sentences."""

from __future__ import annotations

import pytest

from text.windows import fold_of, windows, with_windows


@pytest.mark.parametrize("text", ["", "   ", "Eén zin.", "Eén zin. Nog een zin."])
def test_a_text_of_at_most_two_sentences_has_no_windows(text: str) -> None:
    assert windows(text) == []


def test_every_two_sentences_in_a_row_are_a_window() -> None:
    text = "De kist is leeg.  Wij vullen haar.\nDaarna gaat zij dicht. Klaar is zij dan."
    assert windows(text) == [
        "De kist is leeg. Wij vullen haar.",
        "Wij vullen haar. Daarna gaat zij dicht.",
        "Daarna gaat zij dicht. Klaar is zij dan.",
    ]


def test_a_text_comes_whole_first_and_its_windows_weigh_one_together() -> None:
    assert with_windows("Een zin. Twee zinnen.") == [("Een zin. Twee zinnen.", 1.0)]
    text = "De eerste zin staat hier. De tweede zin staat hier. De derde zin staat hier. De vierde zin staat hier."
    whole, *parts = with_windows(text)
    assert whole == (text, 1.0)
    assert [part for part, _ in parts] == windows(text)
    assert [weight for _, weight in parts] == [1 / 3, 1 / 3, 1 / 3]


def test_a_voice_is_always_in_the_same_fold_and_voices_spread_over_all() -> None:
    assert fold_of("stem-1", 5) == fold_of("stem-1", 5)
    assert {fold_of(f"stem-{n}", 5) for n in range(100)} == {0, 1, 2, 3, 4}
    assert fold_of("stem-1", 1) == 0
