"""Counting the codebook's own terms."""

from __future__ import annotations

import numpy as np
import pytest

from schemas.codebook import Codebook, Element, Measure, Term
from text.terms import holds, spelled, term_counts


def codebook() -> Codebook:
    """Twelve measures without terms, but for the first (kist) and the second (an element with doos)."""
    empty = {number: Measure.model_construct(number=number, terms=(), elements=()) for number in range(1, 13)}
    empty[1] = Measure.model_construct(number=1, terms=(Term(term="kist", variants=("houten bak",)),), elements=())
    element = Element(id="a", name="A", core=True, definition="Een deel.", terms=("doos van karton",))
    empty[2] = Measure.model_construct(number=2, terms=(), elements=(element,))
    return Codebook.model_construct(measures=empty)


def test_a_text_is_spelled_as_words_in_lower_case_between_spaces() -> None:
    assert spelled("De KIST: (leeg), één-op-één") == " de kist leeg één op één "


@pytest.mark.parametrize(
    ("text", "term", "is_held"),
    [
        ("Het noodplan ligt klaar", "noodplan", True),
        ("De noodplannen liggen klaar", "noodplan", True),
        ("Een nieuwnoodplan", "noodplan", False),
        ("De BCM-aanpak", "BCM", True),
        ("De BCMaanpak", "BCM", False),
        ("een kist", "kist", True),
        ("twee kisten", "kist", False),
        ("de kisten", "kiste", True),
        ("Een houten, bak", "houten bak", True),
    ],
)
def test_long_terms_may_go_on_and_those_of_up_to_four_letters_stand_alone(text: str, term: str, is_held: bool) -> None:
    assert holds(spelled(text), term) is is_held


def test_terms_of_measures_and_of_their_elements_are_counted_apart_up_to_two() -> None:
    texts = ["De kist en de houten bak, een kist", "Een doos van karton", "Niets"]
    counts = term_counts(texts, codebook())
    assert counts.shape == (3, 24)
    assert counts[0].tolist() == [2.0] + 23 * [0.0]
    assert np.flatnonzero(counts[1]).tolist() == [13]
    assert counts[1, 13] == 1.0
    assert not counts[2].any()
