"""When a document was published."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.read.facts import HEAD, Opening
from tasks.read.found import Found
from tasks.read.published import day_that_fits, published

DAY = date(2024, 3, 18)


def of(
    title: str = "",
    cover: str = "",
    text: str = "",
    metadata: date | None = None,
    is_stated: bool = False,
    is_of_meeting: bool = False,
) -> Found[date | None]:
    return published(None, Opening("", "", cover, text, False, metadata, is_stated), title, is_of_meeting)


def test_what_the_source_says_goes_first_then_a_stated_date_of_issue() -> None:
    opening = Opening("", "", "Datum: 1 mei 2021", "", False, date(2020, 1, 1), True)
    found = published(DAY, opening, "1 mei 2021", False)
    assert found == Found(DAY, "source", "zeker", "2024-03-18")
    assert of("1 mei 2021", "Datum: 1 mei 2021", metadata=DAY, is_stated=True) == Found(
        DAY, "metadata", "zeker", "2024-03-18"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Betreft: x\nDatum: 18 maart 2024\nAan de raad",
        "Datum | : | 18 maart 2024",
        "Datum Kenmerk Inlichtingen bij\n18.03.2024 2024-0015",
        "Planstatus: vastgesteld Datum: 2024-03-18",
        "Den Haag, 18 maart 2024",
        "'s-Gravenhage, 18 maart 2024",
        "Vastgesteld in de vergadering van 18 maart 2024",
        "Vastgesteld op 18 maart 2024 door de raad",
        "Versie 1.0 d.d. 18-03-2024",
        "Versie 0.5, 18 maart 2024",
        "verslag d.d. 18 maart 2024",
        "Gepubliceerd op 18 maart 2024",
        "Voorgesteld tijdens het notaoverleg van 18 maart 2024",
        "Verzonden: maandag 18 maart 2024 15:47",
        "Datum: onbekend\n\nDatum: 18 maart 2024",
        "Uw brief d.d. 1 mei 2020\nDatum: 18 maart 2024",
        "Date: March 18, 2024",
    ],
)
def test_a_label_or_a_place_before_a_date_makes_it_the_documents(text: str) -> None:
    assert (of(cover=text).value, of(cover=text).basis, of(cover=text).certainty) == (DAY, "cover", "zeker")
    assert (of(text=text).value, of(text=text).basis, of(text=text).certainty) == (DAY, "text", "zeker")


@pytest.mark.parametrize(
    "text",
    [
        "op 18 maart 2024 kwam de raad bijeen",
        "Datum ontvangst: 18 maart 2024",
        "Het plan vastgesteld op 18 maart 2024",
        "Uw brief d.d. 18 maart 2024",
        "Versie | Datum\n1 | 18 maart 2024",
        "Datum\n\n18 maart 2024",
        "Datum: " + "x" * 61 + " 18 maart 2024",
        "de versie op de site, 18 maart 2024",
        "",
    ],
)
def test_a_date_of_something_else_in_a_text_tells_nothing(text: str) -> None:
    assert of(text=text) == Found(None)


def test_a_date_beyond_the_first_words_of_the_text_is_not_its_own() -> None:
    assert of(text="x" * HEAD + "\nDatum: 18 maart 2024") == Found(None)


def test_a_date_in_the_title_is_that_of_a_meeting_or_stands_first() -> None:
    assert of("Raad 18 maart 2024", is_of_meeting=True) == Found(DAY, "title", "matig", "18 maart 2024")
    assert of("2024-03-18 storm") == Found(DAY, "title", "matig", "2024-03-18")
    assert of("Evaluatie storm 18 maart 2024") == Found(DAY, "title", "onzeker", "18 maart 2024")
    assert of("maart 2024 storm", is_of_meeting=True).certainty == "onzeker"


def test_a_date_alone_on_the_cover_is_less_sure() -> None:
    assert of(cover="Plan\n18 maart 2024\nMaandag 18 maart 2024") == Found(DAY, "cover", "matig", "18 maart 2024")
    assert of(cover="18 maart 2024\n19 maart 2024").certainty == "onzeker"
    assert of(cover="Evaluatie storm 18 maart 2024").certainty == "onzeker"
    assert of(cover="Plan\nmaart 2024") == Found(date(2024, 3, 1), "cover", "matig", "maart 2024")
    assert of(cover="maart 2024\n18 maart 2024").value == DAY


def test_a_month_is_never_certain() -> None:
    assert of(cover="Datum: maart 2024") == Found(date(2024, 3, 1), "cover", "matig", "Datum: maart 2024")


def test_the_date_that_a_file_was_made_is_the_last_resort_and_bears_others_out() -> None:
    made = date(2024, 3, 20)
    assert of(metadata=made) == Found(made, "metadata", "matig", "2024-03-20")
    assert of("Raad 18 maart 2024", metadata=made) == Found(DAY, "title", "zeker", "18 maart 2024")
    assert of("Raad 18 maart 2024", metadata=date(2024, 6, 1)).certainty == "onzeker"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Op 1 mei 2023 en 1 mei 2010", "matig"),
        ("Vanaf 1 maart 2025 en op 1 mei 2010", "matig"),
        ("Vanaf 1 mei 2025", "onzeker"),
        ("Op 1 mei 2021", "matig"),
        ("Op 1 maart 2021", "onzeker"),
        ("In maart 2019", "matig"),
    ],
)
def test_a_file_made_long_before_or_after_the_days_it_speaks_of_is_not_of_then(text: str, certainty: str) -> None:
    found = of(metadata=date(2024, 3, 20), text=text)
    assert (found.value, found.certainty) == (date(2024, 3, 20), certainty)


def test_a_file_older_than_the_date_it_names_makes_that_unsure() -> None:
    assert of(cover="Datum: 18 maart 2024", metadata=date(2022, 1, 1)).certainty == "onzeker"
    assert of(cover="Datum: 18 maart 2024", metadata=date(2023, 12, 1)).certainty == "zeker"
    assert of(cover="Datum: 18 maart 2024", metadata=date(2026, 1, 1)).certainty == "zeker"


def test_when_a_file_was_made_counts_only_near_the_years_it_describes() -> None:
    made: Found[date | None] = Found(date(2024, 3, 20), "metadata", "matig")
    assert day_that_fits(made, Found((2022, 2026), "title", "zeker")) == made
    assert day_that_fits(made, Found((2021, 2025), "title", "zeker")).certainty == "onzeker"
    assert day_that_fits(made, Found((2019, 2019), "date", "matig")) == made
    assert day_that_fits(made, Found(None)) == made
    listed: Found[date | None] = Found(date(2024, 3, 20), "source", "zeker")
    assert day_that_fits(listed, Found((2010, 2010), "title", "zeker")) == listed
    assert day_that_fits(Found(None), Found((2010, 2010), "title", "zeker")) == Found(None)
