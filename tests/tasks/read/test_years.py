"""Which years a document describes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.found import Certainty, Found
from tasks.read.years import years

UNKNOWN: Found[date | None] = Found(None)


def on(day: date, certainty: Certainty = "zeker") -> Found[date | None]:
    return Found(day, "source", certainty, str(day))


DAY = on(date(2024, 6, 18))


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("Jaarstukken 2023", 2023, 2023),
        ("Beleidsplan 2024-2027", 2024, 2027),
        ("Beleidsplan 2024 – 2027", 2024, 2027),
        ("Beleidsplan 2024 t/m 2027", 2024, 2027),
        ("Beleidsplan 2024 tot en met 2027", 2024, 2027),
        ("Beleidsplan 2024/2025", 2024, 2025),
        ("Seizoen 2023-24", 2023, 2024),
        ("Jaren 2023 en 2024", 2023, 2024),
        ("Begroting 2025 en meerjarenraming 2026-2028", 2025, 2025),
        ("Vergadering 18 maart 2024", 2024, 2024),
        ("Evaluatie 2024 2020-2022", 2024, 2024),
        ("Van 2027-2024", 2027, 2027),
        ("Lang 2000-2015", 2000, 2015),
        ("Te lang 2000-2016", 2000, 2000),
        ("Gelijk 2024-2024", 2024, 2024),
        ("Uit 1980", 1980, 1980),
        ("Tot 2069", 2069, 2069),
        ("Kamerstuk vergaderjaar 2022-2023 over 2021", 2021, 2021),
    ],
)
def test_a_title_names_the_years(title: str, first: int, last: int) -> None:
    found = years(title, "", "overig", DAY)
    assert (found.value, found.basis) == ((first, last), "title")


@given(st.integers(1980, 2050), st.integers(1, 15))
def test_every_span_of_a_title_is_found_in_its_words(first: int, length: int) -> None:
    words = f"{first}-{first + length}"
    found = years(f"Beleidsplan {words} definitief", "", "beleidsplan", DAY)
    assert found == Found((first, first + length), "title", "zeker", words)


def test_a_title_that_names_other_years_too_is_less_sure() -> None:
    assert years("Jaarstukken 2023", "", "jaarstukken", DAY).certainty == "zeker"
    assert years("Begroting 2025 en meerjarenraming 2026-2028", "", "begroting", DAY).certainty == "matig"


def test_the_year_in_the_title_of_a_proposal_is_that_of_its_subject() -> None:
    for kind in ("raadsvoorstel", "raadsinformatiebrief", "brief", "schriftelijke_vragen", "kamerstuk"):
        assert years("Begroting 2025", "", kind, DAY) == Found((2025, 2025), "title", "matig", "2025")


@pytest.mark.parametrize(
    "title", ["Zaak Z2024-0001", "Nr. 2024-0001", "Besluit 1.2024", "2024.1", "12345", "Uit 1979", "Uit 2070"]
)
def test_a_number_that_is_no_year_names_none(title: str) -> None:
    assert years(title, "", "overig", UNKNOWN) == Found(None)


def test_the_cover_names_the_year_for_types_that_bear_it_there() -> None:
    for kind in ("jaarstukken", "jaarverslag", "begroting", "kadernota", "beleidsplan"):
        assert years("Bijlage", "Zilverkust 2022", kind, DAY) == Found((2022, 2022), "cover", "matig", "2022")
    assert years("Bijlage", "Zilverkust 2022", "brief", DAY).value == (2024, 2024)


@pytest.mark.parametrize(
    ("cover", "value"),
    [
        ("Boekjaar 2022", (2022, 2022)),
        ("Plan\nLooptijd: 2021-2025", (2021, 2025)),
        ("Planperiode | 2021 t/m 2025", (2021, 2025)),
        ("Verslag over het jaar 2022", (2022, 2022)),
        ("Vergaderjaar 2021-2022", (2024, 2024)),
        ("Boekjaar van 2022", (2024, 2024)),
    ],
)
def test_a_label_on_the_cover_gives_the_years_of_any_type(cover: str, value: tuple[int, int]) -> None:
    assert years("Bijlage", cover, "overig", DAY).value == value


def test_a_motion_speaks_at_its_date_whatever_year_it_names() -> None:
    assert years("Motie begroting 2025", "", "motie", DAY).value == (2024, 2024)
    assert years("Motie begroting 2025", "", "motie", UNKNOWN).value == (2025, 2025)
    assert years("Motie begroting 2025", "", "motie", on(date(2024, 6, 18), "onzeker")).value == (2025, 2025)
    assert years("Raadsvoorstel begroting 2025", "", "raadsvoorstel", DAY).value == (2025, 2025)


def test_else_the_date_tells_and_jaarstukken_look_back_and_a_begroting_ahead() -> None:
    expected = {"brief": 2024, "jaarstukken": 2023, "jaarverslag": 2023, "begroting": 2025, "kadernota": 2024}
    for kind, year in expected.items():
        found = years("x", "", kind, DAY)
        assert (found.value, found.basis) == ((year, year), "date")
        assert found.certainty == ("zeker" if kind == "brief" else "matig")
    assert years("x", "", "brief", on(date(2024, 6, 18), "onzeker")).certainty == "onzeker"
    assert years("x", "", "brief", UNKNOWN) == Found(None)


def test_a_date_out_of_range_tells_nothing() -> None:
    for year, value in ((1979, None), (1980, (1980, 1980)), (2060, (2060, 2060)), (2061, None)):
        assert years("x", "", "brief", on(date(year, 1, 1))).value == value
