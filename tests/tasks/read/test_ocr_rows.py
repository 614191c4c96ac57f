"""Tables that were read column by column."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tasks.read.ocr_rows import Piece, in_rows


def block(number: int, left: float, *texts: str, top: float = 100.0, step: float = 18.0) -> list[Piece]:
    """Lines below each other."""
    return [
        Piece(number, text, left, left + 5 * len(text), top + step * at, 10.0) for at, text in enumerate(texts) if text
    ]


def read(pieces: Sequence[Piece]) -> list[str]:
    return [" ".join(pieces[number].text for number in row) for row in in_rows(pieces)]


def test_amounts_go_back_to_their_rows() -> None:
    pieces = [
        *block(1, 60, "Programma", "Brandweer", "Crisisbeheersing", "Totaal"),
        *block(2, 300, "2025", "-1.234", "5.600", "4.366"),
        *block(3, 400, "2026", "€ 12,5", "-", "3,5%"),
        *block(4, 60, "Het bestuur stelt de begroting vast.", top=300),
    ]
    assert read(pieces) == [
        "Programma 2025 2026",
        "Brandweer -1.234 € 12,5",
        "Crisisbeheersing 5.600 -",
        "Totaal 4.366 3,5%",
        "Het bestuur stelt de begroting vast.",
    ]


def test_columns_of_prose_stay_apart() -> None:
    left = block(1, 60, "De gemeente oefent", "met de regio in", "het voorjaar van", "dit jaar")
    right = block(2, 300, "Het plan van 2025", "kost 12.000 euro", "in 2026 en 2027", "samen")
    assert read([*left, *right]) == [piece.text for piece in [*left, *right]]


def test_amounts_on_other_heights_than_the_text_beside_them_stay_apart() -> None:
    left = block(1, 60, "De gemeente oefent", "met de regio in", "het voorjaar van", "dit jaar", step=13)
    right = block(2, 300, "1.000", "2.000", "3.000", "4.000", top=106)
    assert read([*left, *right]) == [piece.text for piece in [*left, *right]]


def test_two_amounts_are_no_column() -> None:
    pieces = [*block(1, 60, "Lasten", "Baten"), *block(2, 300, "12", "13")]
    assert read(pieces) == ["Lasten", "Baten", "12", "13"]


_places = st.floats(0, 500).map(round).map(float)
_pieces = st.lists(
    st.builds(
        lambda block, text, left, y: Piece(block, text, left, left + 5 * len(text), y, 10.0),
        st.integers(0, 3),
        st.sampled_from(["12", "-3,5%", "plan", "2025", "De regio"]),
        _places,
        st.sampled_from([100.0, 118.0, 136.0, 154.0]),
    ),
    max_size=20,
)


@given(_pieces)
def test_nothing_is_lost_or_doubled(pieces: list[Piece]) -> None:
    rows = in_rows(pieces)
    assert sorted(number for row in rows for number in row) == list(range(len(pieces)))
