"""Years and dates."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.read.dates import first_date, issued, labelled_date, metadata_date, years

DAY = date(2024, 6, 18)


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
    ],
)
def test_a_title_names_the_years(title: str, first: int, last: int) -> None:
    assert years(title, "", "overig", DAY) == (first, last, "title")


@pytest.mark.parametrize(
    "title", ["Zaak Z2024-0001", "Nr. 2024-0001", "Besluit 1.2024", "2024.1", "12345", "Uit 1979", "Uit 2070"]
)
def test_a_number_that_is_no_year_names_none(title: str) -> None:
    assert years(title, "", "overig", None) == (None, None, "none")


def test_the_cover_names_the_year_for_types_that_bear_it_there() -> None:
    for kind in ("jaarstukken", "jaarverslag", "begroting", "kadernota", "beleidsplan"):
        assert years("Bijlage", "Zilverkust 2022", kind, DAY) == (2022, 2022, "text")
    assert years("Bijlage", "Zilverkust 2022", "motie", DAY) == (2024, 2024, "date")


def test_else_the_date_tells_and_jaarstukken_look_back_and_a_begroting_ahead() -> None:
    assert years("x", "", "motie", DAY) == (2024, 2024, "date")
    assert years("x", "", "jaarstukken", DAY) == (2023, 2023, "date")
    assert years("x", "", "jaarverslag", DAY) == (2023, 2023, "date")
    assert years("x", "", "begroting", DAY) == (2025, 2025, "date")
    assert years("x", "", "kadernota", DAY) == (2024, 2024, "date")
    assert years("x", "", "motie", None) == (None, None, "none")


def test_a_date_out_of_range_tells_nothing() -> None:
    assert years("x", "", "motie", date(1980, 1, 1)) == (1980, 1980, "date")
    assert years("x", "", "motie", date(1979, 1, 1)) == (None, None, "none")
    assert years("x", "", "motie", date(2060, 1, 1)) == (2060, 2060, "date")
    assert years("x", "", "motie", date(2061, 1, 1)) == (None, None, "none")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("op 18 maart 2024", date(2024, 3, 18)),
        ("1 MEI 2023", date(2023, 5, 1)),
        ("3 sept. 2021 en 4 okt 2021", date(2021, 9, 3)),
        ("12-06-2022", date(2022, 6, 12)),
        ("12/6/2022", date(2022, 6, 12)),
        ("5-6-2020 en 1 mei 2019", date(2020, 6, 5)),
        ("1 mei 2019 en 5-6-2020", date(2019, 5, 1)),
        ("31 februari 2024, 1 maart 2024", date(2024, 3, 1)),
        ("31-13-2024", None),
        ("maart 2024", None),
        ("", None),
    ],
)
def test_the_first_date_that_exists_is_found(text: str, found: date | None) -> None:
    assert first_date(text) == found


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_known_in_full(month: int) -> None:
    first, second = "januari februari maart april mei juni", "juli augustus september oktober november december"
    names = f"{first} {second}".split()
    assert first_date(f"2 {names[month - 1]} 2024") == date(2024, month, 2)


def test_a_text_gives_its_date_with_a_label() -> None:
    assert labelled_date("Betreft: x\nDatum: 18 maart 2024\nAan de raad") == date(2024, 3, 18)
    assert labelled_date("datum 12-06-2022") == date(2022, 6, 12)
    assert labelled_date("Vastgesteld op 1 mei 2023 door de raad") == date(2023, 5, 1)
    assert labelled_date("verslag d.d. 1 mei 2023") == date(2023, 5, 1)
    assert labelled_date("Gepubliceerd op 1 mei 2023") == date(2023, 5, 1)
    assert labelled_date("Datum: onbekend\nDatum: 1 mei 2023") == date(2023, 5, 1)
    assert labelled_date("op 18 maart 2024") is None
    assert labelled_date("") is None


@pytest.mark.parametrize(
    ("stamps", "found"),
    [
        (["D:20240318101500+01'00'"], date(2024, 3, 18)),
        (["2024-03-18T10:15:00Z"], date(2024, 3, 18)),
        ([" 2024-03-18 10:15:00"], date(2024, 3, 18)),
        (["20240318"], date(2024, 3, 18)),
        (["", "2024-03-18"], date(2024, 3, 18)),
        (["2024-13-01", "2024-02-30", "2023-01-02"], date(2023, 1, 2)),
        (["1970-01-01", "D:19800101000000"], None),
        (["maandag 18 maart 2024"], None),
        ([], None),
    ],
)
def test_a_moment_in_metadata_gives_its_day(stamps: list[str], found: date | None) -> None:
    assert metadata_date(*stamps) == found


def test_of_the_dates_of_a_page_that_of_issue_goes_first() -> None:
    changed = {"name": "DCTERMS.modified", "content": "2024-05-01"}
    assert issued([changed]) == date(2024, 5, 1)
    assert issued([changed, {"property": "article:published_time", "content": "2024-03-18"}]) == date(2024, 3, 18)
    assert issued([changed, {"name": "dcterms.ISSUED", "content": "straks"}]) == date(2024, 5, 1)
    assert issued([{"content": "2024-05-01"}, {"name": "date"}]) is None
