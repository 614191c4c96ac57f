"""Dates in words, figures and metadata."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.dates import days, issued, metadata_date

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
DUTCH = MONTHS.split()
MONTHS_IN_ENGLISH = "January February March April May June July August September October November December"
ENGLISH = MONTHS_IN_ENGLISH.split()


def first(text: str) -> date | None:
    return next((day.day for day in days(text)), None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("op 18 maart 2024", date(2024, 3, 18)),
        ("1 MEI 2023", date(2023, 5, 1)),
        ("3 sept. 2021 en 4 okt 2021", date(2021, 9, 3)),
        ("29-juni-2015", date(2015, 6, 29)),
        ("12-06-2022", date(2022, 6, 12)),
        ("12/6/2022", date(2022, 6, 12)),
        ("16.07.2024", date(2024, 7, 16)),
        ("2017-07-14", date(2017, 7, 14)),
        ("July 6, 2021", date(2021, 7, 6)),
        ("6 March 2021", date(2021, 3, 6)),
        ("5-6-2020 en 1 mei 2019", date(2020, 6, 5)),
        ("1 mei 2019 en 5-6-2020", date(2019, 5, 1)),
        ("31 februari 2024, 1 maart 2024", date(2024, 3, 1)),
        ("maart 2024", date(2024, 3, 1)),
        ("31-13-2024", None),
        ("12-06/2022", None),
        ("1.2.3.2024", None),
        ("1-2-2024-5", None),
        ("Z2024-01-02", None),
        ("18 maart", None),
        ("", None),
    ],
)
def test_the_first_date_that_exists_is_found(text: str, found: date | None) -> None:
    assert first(text) == found


def test_a_month_alone_is_not_exact() -> None:
    assert [day.is_exact for day in days("maart 2024 en 1 april 2024")] == [False, True]


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), before=st.text("abc .\n", max_size=9))
def test_every_day_is_found_in_every_way_to_write_it_and_where_it_stands(day: date, before: str) -> None:
    forms = [
        f"{day.day} {DUTCH[day.month - 1]} {day.year}",
        f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
        f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
    ]
    for form in forms:
        text = f"{before} x {form} y"
        (found,) = days(text)
        assert (found.day, found.is_exact, text[found.start : found.end]) == (day, True, form)


@given(st.text("0123456789-/. maeirtD:TZ,\n", max_size=40))
def test_any_text_gives_days_in_order_that_do_not_overlap(text: str) -> None:
    found = days(text)
    places = [place for day in found for place in (day.start, day.end)]
    assert places == sorted(places)
    assert all(day.start < day.end <= len(text) for day in found)


@given(st.dates(date(2014, 1, 1), date(2069, 12, 31)), st.text("T 0123456789:+'Z", max_size=12))
def test_a_stamp_in_metadata_gives_its_day_whatever_follows(day: date, rest: str) -> None:
    assert metadata_date(f"D:{day:%Y%m%d}{rest}") == day
    assert metadata_date(f"{day.isoformat()}{rest}") == day


@pytest.mark.parametrize(
    ("stamps", "found"),
    [
        (["D:20240318101500+01'00'"], date(2024, 3, 18)),
        (["2024-03-18T10:15:00Z"], date(2024, 3, 18)),
        ([" 2024-03-18 10:15:00"], date(2024, 3, 18)),
        (["", "2024-03-18"], date(2024, 3, 18)),
        (["2024-13-01", "2024-02-30", "2023-01-02"], date(2023, 1, 2)),
        (["1970-01-01", "D:19800101000000", "D:20000101000000Z", "2013-12-23 23:15:00"], None),
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


def test_when_the_empty_templates_of_libraries_were_made_is_no_date() -> None:
    import docx
    import pptx

    for properties in (docx.Document().core_properties, pptx.Presentation().core_properties):
        assert metadata_date(str(properties.modified), str(properties.created)) is None
