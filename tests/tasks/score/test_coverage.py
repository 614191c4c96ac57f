"""What was looked at, and what was not."""

from __future__ import annotations

from datetime import date
from typing import Any

from tasks.score.coverage import Seen, coverage_rows, looked_at
from tasks.score.rule import Looked


def seen(
    number: int,
    document: str | None = "d",
    year: int | None = 2024,
    read: bool = True,
    rejected: bool = False,
    passages: int = 5,
    organisation: str = "vr-x",
) -> Seen:
    return Seen(f"p{number}", organisation, document, year, read, rejected, passages)


def rows(
    *found: Seen, states: tuple[str, ...] = ("ok",), scope: Any = ((date(2023, 1, 1), date(2024, 12, 31)),)
) -> dict[int, Any]:
    made = coverage_rows(["vr-x"], found, {"vr-x": scope}, {"vr-x": states}, 2026)
    return {row["year"]: row for row in made}


def test_a_year_in_scope_without_documents_has_a_row_that_says_so() -> None:
    year = rows(seen(1))[2023]
    assert (year["state"], year["publication_count"], year["is_in_scope"]) == ("niet_gevonden", 0, True)


def test_a_year_of_which_all_was_read_is_bekeken() -> None:
    year = rows(seen(1, "a"), seen(2, "b", passages=2))[2024]
    assert year == {
        "organisation_id": "vr-x",
        "year": 2024,
        "publication_count": 2,
        "held_count": 2,
        "read_count": 2,
        "rejected_count": 0,
        "passage_count": 7,
        "is_in_scope": True,
        "state": "bekeken",
    }


def test_the_same_bytes_at_two_addresses_are_one_document() -> None:
    year = rows(seen(1, "a"), seen(2, "a"))[2024]
    assert (year["publication_count"], year["held_count"], year["read_count"], year["state"]) == (2, 1, 1, "bekeken")
    assert year["passage_count"] == 5


def test_a_document_that_could_not_be_read_makes_the_year_partial() -> None:
    year = rows(seen(1, "a"), seen(2, "b", read=False, rejected=True, passages=0))[2024]
    assert (year["read_count"], year["rejected_count"], year["state"]) == (1, 1, "deels")


def test_a_listed_document_that_is_not_held_makes_the_year_partial() -> None:
    assert rows(seen(1, "a"), seen(2, None, read=False, passages=0))[2024]["state"] == "deels"
    assert rows(seen(2, None, read=False, passages=0))[2024]["state"] == "deels"


def test_a_held_document_that_is_not_read_yet_makes_the_year_partial() -> None:
    assert rows(seen(1, "a"), seen(2, "b", read=False, passages=0))[2024]["state"] == "deels"


def test_a_failing_source_is_told_apart_from_nothing_found() -> None:
    assert rows(states=("ok", "failing"))[2023]["state"] == "bron_faalt"
    assert rows(states=("ok", "empty"))[2023]["state"] == "niet_gevonden"
    assert rows(states=())[2023]["state"] == "geen_bron"


def test_scope_ends_with_the_as_of_year() -> None:
    assert sorted(rows(scope=((date(2025, 8, 1), None),))) == [2025, 2026]
    assert sorted(rows(scope=((date(2025, 8, 1), date(2030, 1, 1)),))) == [2025, 2026]


def test_a_document_outside_the_scope_is_shown_as_such() -> None:
    year = rows(seen(1, year=2019))[2019]
    assert (year["is_in_scope"], year["state"]) == (False, "bekeken")


def test_a_document_without_a_year_is_kept_under_year_0() -> None:
    assert rows(seen(1, year=None))[0]["read_count"] == 1


def test_an_organisation_without_scope_or_documents_still_has_a_row() -> None:
    made = rows(scope=(), states=())
    assert list(made) == [0]
    assert made[0]["state"] == "geen_bron"


def test_what_was_read_counts_distinct_documents_and_years() -> None:
    read = [("vr-x", "a", 2023), ("vr-x", "a", 2023), ("vr-x", "b", None), ("vr-y", "c", 2024)]
    assert looked_at(read) == {"vr-x": Looked(2, 1), "vr-y": Looked(1, 1)}
