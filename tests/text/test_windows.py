"""Windows of two sentences."""

from __future__ import annotations

import pytest

from text.windows import windows


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
