"""Cues of progress, bottlenecks and years, each with a text that has it and one that nearly has it."""

from __future__ import annotations

import pytest

from tasks.classify.cues import cue_counts, tags, year_named

AIM, GAP, DECIDED, UNDER_WAY, DONE, IN_USE, TRIED = range(7)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Wij WILLEN dit.", {AIM: 1}),
        ("Dit zou moeten.", {AIM: 1}),
        ("Er zijn kwetsbaarheden en een risico.", {AIM: 2}),
        ("De afspraken ontbreken nog.", {GAP: 1}),
        ("Er is nog geen rooster en onvoldoende zicht.", {GAP: 2}),
        ("De regio gaat een rooster opgesteld zien.", {DECIDED: 1}),
        ("Dat wordt in een tweede ronde uitgewerkt.", {DECIDED: 1}),
        ("Er loopt een pilot.", {UNDER_WAY: 1}),
        ("Dit is in voorbereiding.", {UNDER_WAY: 1}),
        ("De bak is op drie posten geplaatst.", {DONE: 1}),
        ("De bak staat klaar en draait.", {IN_USE: 2}),
        ("De regio beschikt over bakken.", {IN_USE: 1}),
        ("Dit is geoefend, met een evaluatieverslag.", {TRIED: 2}),
        ("De bak is blauw.", {}),
        ("De bewilliging is gewild.", {}),
        ("", {}),
    ],
)
def test_each_kind_of_cue_is_counted_in_its_own_column(text: str, kinds: dict[int, int]) -> None:
    assert cue_counts([text]).tolist() == [[float(kinds.get(kind, 0)) for kind in range(7)]]


@pytest.mark.parametrize(("times", "counted"), [(1, 1.0), (2, 2.0), (3, 3.0), (4, 3.0), (9, 3.0)])
def test_a_cue_counts_up_to_three_times(times: int, counted: float) -> None:
    assert cue_counts(["Het is getest. " * times])[0, TRIED] == counted


@pytest.mark.parametrize(("between", "is_found"), [(6, True), (7, False)])
def test_a_decision_has_at_most_six_words_in_between(between: int, is_found: bool) -> None:
    assert bool(cue_counts(["De bak wordt " + "echt " * between + "geplaatst."])[0, DECIDED]) is is_found


@pytest.mark.parametrize(("between", "is_found"), [(8, True), (9, False)])
def test_a_deed_has_at_most_eight_words_in_between(between: int, is_found: bool) -> None:
    assert bool(cue_counts(["De bak is " + "echt " * between + "geplaatst."])[0, DONE]) is is_found


def test_there_is_a_row_for_each_text_in_their_order() -> None:
    counts = cue_counts(["Het is getest.", "Niets.", "Er loopt een pilot."])
    assert counts.shape == (3, 7)
    assert counts[:, TRIED].tolist() == [1.0, 0.0, 0.0]
    assert counts[:, UNDER_WAY].tolist() == [0.0, 0.0, 1.0]


def test_no_texts_give_no_rows_of_the_same_width() -> None:
    assert cue_counts([]).shape == (0, 7)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De werkdruk is hoog.", ("capaciteit",)),
        ("Er is te weinig personeel.", ("capaciteit",)),
        ("Het effect is niet gemeten.", ("effect",)),
        ("WACHTEN OP HET RIJK.", ("landelijk",)),
        ("Het plan is nog niet geoefend.", ("uitvoering",)),
        ("Vertraging door schaarste; de effectmeting volgt landelijke kaders.",
         ("capaciteit", "effect", "landelijk", "uitvoering")),
        ("Er is genoeg personeel en de bak is geoefend.", ()),
        ("Overwerkdruk", ()),
    ],
)  # fmt: skip
def test_bottlenecks_are_named_in_alphabetical_order(text: str, found: tuple[str, ...]) -> None:
    assert tags(text) == found


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("In 2023 en 2021.", 2023),
        ("In 2021 en 2023.", 2023),
        ("Het jaar 1990.", 1990),
        ("Het jaar 1989.", None),
        ("Tot 2049.", 2049),
        ("Tot 2050.", None),
        ("Van 2022 tot 2060.", 2022),
        ("2024-2027", 2027),
        ("Dit kost € 2.024 of 2024,50.", None),
        ("Dit kost €2024.", None),
        ("Artikel 12024 of 20241.", None),
        ("In 2024.", 2024),
        ("Na 1850 en 2150.", None),
        ("Geen jaar.", None),
    ],
)
def test_the_latest_year_that_is_no_amount_is_the_one_named(text: str, year: int | None) -> None:
    assert year_named(text) == year
