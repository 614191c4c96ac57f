"""Dates as sources write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.crawl.dates import Day, day_given, day_in, day_in_path, timestamp_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-07-08 13:15:16", date(2026, 7, 8)),
        ("2026-07-08 23:59:59", date(2026, 7, 8)),
        ("2025-01-14T19:30:00+01:00", date(2025, 1, 14)),
        ("2025-01-14T23:30:00Z", date(2025, 1, 15)),
        ("2025-07-14T22:30:00+00:00", date(2025, 7, 15)),
        ("2025-07-14", date(2025, 7, 14)),
        (" 2025-07-14 ", date(2025, 7, 14)),
        ("0000-00-00 00:00:00", None),
        ("0000-00-00", None),
        ("1989-12-31", None),
        ("1990-01-01", date(1990, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
        ("2101-01-01", None),
        ("", None),
        ("morgen", None),
        (None, None),
    ],
)
def test_a_time_stamp_is_dutch_wall_clock_unless_it_has_an_offset(value: str | None, day: date | None) -> None:
    assert timestamp_day(value) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Vastgesteld op 18 juni 2025 door het bestuur", date(2025, 6, 18)),
        ("1 mrt. 2021", date(2021, 3, 1)),
        ("31 DECEMBER 2019", date(2019, 12, 31)),
        ("18-06-2025", date(2025, 6, 18)),
        ("8/6/2025", date(2025, 6, 8)),
        ("18.06.2025", date(2025, 6, 18)),
        ("2025-06-18", date(2025, 6, 18)),
        ("20250618_jaarstukken", date(2025, 6, 18)),
        ("van 2025-06-18 en 1 mei 2024", date(2025, 6, 18)),
        ("van 1 mei 2024 en 2025-06-18", date(2024, 5, 1)),
        ("18-06/2025", None),
        ("31 februari 2025, dan 1 maart 2025", date(2025, 3, 1)),
        ("18 foo 2025", None),
        ("Jaarstukken 2024", None),
        ("juni 2025", None),
        ("1202506181", None),
        ("zaak 2025-13-40", None),
    ],
)
def test_the_first_full_date_in_a_text_is_found_day_before_month(text: str, day: date | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/uploads/2025/06/stuk.pdf", Day(date(2025, 6, 1), "month")),
        ("/files/2025-06/stuk.pdf", Day(date(2025, 6, 1), "month")),
        ("/files/2025-13/2024-02/stuk.pdf", Day(date(2024, 2, 1), "month")),
        ("/stukken/2025-06-18-besluit.pdf", Day(date(2025, 6, 18))),
        ("/uploads/2025/06/20240102-stuk.pdf", Day(date(2024, 1, 2))),
        ("/stukken/2025/stuk.pdf", None),
        ("/uploads/2025/06", None),
    ],
)
def test_an_address_may_hold_a_day_or_a_month(path: str, day: Day | None) -> None:
    assert day_in_path(path) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", Day(date(2025, 1, 1), "year")),
        (" 2025-06 ", Day(date(2025, 6, 1), "month")),
        ("2025-06-18", Day(date(2025, 6, 18))),
        ("18 juni 2025", Day(date(2025, 6, 18))),
        ("18-6-2025", Day(date(2025, 6, 18))),
        ("1950", None),
        ("2025-13", None),
        ("1850", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_field_may_hold_a_day_a_month_or_a_year(text: str, day: Day | None) -> None:
    assert day_given(text) == day


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (Day(date(2025, 6, 18)), date(2025, 6, 18)),
        (Day(date(2024, 2, 1), "month"), date(2024, 2, 29)),
        (Day(date(2025, 12, 1), "month"), date(2025, 12, 31)),
        (Day(date(2025, 1, 1), "month"), date(2025, 1, 31)),
        (Day(date(2025, 1, 1), "year"), date(2025, 12, 31)),
    ],
)
def test_a_month_and_a_year_have_a_last_day(day: Day, last: date) -> None:
    assert day.last() == last


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *[("januari", 1), ("feb", 2), ("maart", 3), ("apr", 4), ("mei", 5), ("jun", 6), ("juli", 7), ("augustus", 8)],
        *[("sept", 9), ("oktober", 10), ("nov", 11), ("december", 12)],
    ],
)
def test_every_month_has_its_number(name: str, number: int) -> None:
    assert day_in(f"2 {name} 2020") == date(2020, number, 2)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_any_date_is_read_back_from_the_forms_in_use(day: date) -> None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d-%m-%Y", "%d/%m/%Y"):
        assert day_in(f"stuk {day.strftime(form)} nu") == day
    assert timestamp_day(f"{day} 19:30:00") == day


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    day_in(text)
    day_in_path(text)
    day_given(text)
    timestamp_day(text)
