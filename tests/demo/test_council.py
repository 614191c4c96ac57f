"""What a council has: where documents go, and meetings without any."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from demo.council import MODULES, councils, has_spoilt_address, version
from demo.documents import Document, number_of
from demo.sites import Site
from schemas.errors import UsageError


@pytest.fixture
def gemeente(make_site: Callable[..., Site]) -> Callable[..., Site]:
    def make(organisation_id: str = "gm-a", number: int = 9101) -> Site:
        return make_site(organisation_id, number=number, connector="notubiz", port=8700)

    return make


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_documents_of_one_day_and_title_are_in_one_meeting(
    make_document: Callable[..., Document], gemeente: Callable[..., Site]
) -> None:
    documents = [
        make_document("gm-a/b", route="meeting:Raadsvergadering"),
        make_document("gm-a/a", route="meeting:Raadsvergadering"),
        make_document("gm-a/c", route="meeting:Commissie: zorg"),
        make_document("gm-a/d", route="meeting:Raadsvergadering", date=day("2024-09-18")),
    ]
    (council,) = councils([gemeente()], documents)
    with_papers = [meeting for meeting in council.meetings if meeting.documents]
    assert [
        (str(meeting.date), meeting.title, [paper.slug for paper in meeting.documents]) for meeting in with_papers
    ] == sorted(
        [
            ("2024-06-19", "Raadsvergadering", ["a", "b"]),
            ("2024-06-19", "Commissie: zorg", ["c"]),
            ("2024-09-18", "Raadsvergadering", ["d"]),
        ],
        key=lambda entry: (entry[0], number_of("meeting", f"gm-a/{entry[0]}/{entry[1]}")),
    )
    assert {meeting.number for meeting in with_papers} == {
        number_of("meeting", f"gm-a/{date}/{title}")
        for date, title in (
            ("2024-06-19", "Raadsvergadering"),
            ("2024-06-19", "Commissie: zorg"),
            ("2024-09-18", "Raadsvergadering"),
        )
    }
    assert {(meeting.permission_group, meeting.kind, meeting.is_canceled) for meeting in with_papers} == {
        ("public", "meeting", False)
    }


def test_documents_in_a_module_are_items_linked_to_the_meeting_of_their_day(
    make_document: Callable[..., Document], gemeente: Callable[..., Site]
) -> None:
    documents = [
        make_document("gm-a/stuk", route="module:19"),
        make_document("gm-a/brief", route="module:1", date=day("2023-02-02")),
        make_document("gm-a/nota", route="meeting:Raadsvergadering"),
    ]
    (council,) = councils([gemeente()], documents)
    assert {(item.number, item.module, item.document.slug) for item in council.items} == {
        (number_of("item", "gm-a/stuk"), 19, "stuk"),
        (number_of("item", "gm-a/brief"), 1, "brief"),
    }
    assert [item.number for item in council.items] == sorted(item.number for item in council.items)
    (meeting,) = [meeting for meeting in council.meetings if meeting.documents]
    assert [item.document.slug for item in meeting.items] == ["stuk"]
    assert set(council.documents.values()) == set(documents)


def test_a_module_that_the_supplier_lacks_is_an_error_that_names_the_document(
    make_document: Callable[..., Document], gemeente: Callable[..., Site]
) -> None:
    with pytest.raises(UsageError, match=r"gm-a/stuk: the supplier has no module 7\. Choose one of 1, 3, 4, 6, 8, 19"):
        councils([gemeente()], [make_document("gm-a/stuk", route="module:7")])
    for number in MODULES:
        assert councils([gemeente()], [make_document("gm-a/stuk", route=f"module:{number}")])[0].items


def test_only_the_first_council_with_an_item_hides_an_attachment(
    make_document: Callable[..., Document], gemeente: Callable[..., Site]
) -> None:
    documents = [make_document(f"gm-{name}/{slug}", route="module:1") for name in "bc" for slug in ("x", "y")]
    result = councils([gemeente("gm-c", 9103), gemeente("gm-b", 9102), gemeente("gm-a", 9101)], documents)
    assert [council.number for council in result] == [9101, 9102, 9103]
    secrets = {item.document.key: item.secret for council in result for item in council.items}
    hidden = number_of("confidential", "gm-b")
    assert secrets == {"gm-b/x": hidden, "gm-b/y": None, "gm-c/x": None, "gm-c/y": None}


def test_a_website_has_no_council(make_site: Callable[..., Site], make_document: Callable[..., Document]) -> None:
    assert councils([make_site()], [make_document()]) == []


def test_a_council_meets_now_and_then_without_documents(gemeente: Callable[..., Site]) -> None:
    (council,) = councils([gemeente()], [])
    assert len(council.meetings) == 12
    assert [str(meeting.date) for meeting in council.meetings[:5]] == [
        "2023-01-17",
        "2023-04-18",
        "2023-07-18",
        "2023-10-17",
        "2024-01-16",
    ]
    assert {meeting.date.weekday() for meeting in council.meetings} == {1}
    assert all(15 <= meeting.date.day <= 21 for meeting in council.meetings)
    kinds = [
        (meeting.title, meeting.permission_group, meeting.kind, meeting.is_canceled) for meeting in council.meetings
    ]
    assert kinds[:5] == [
        ("Raadsvergadering", "public", "meeting", False),
        ("Raadsavond", "public", "assembly", False),
        ("Besloten overleg van het presidium", "presidium", "meeting", False),
        ("Raadsvergadering", "public", "meeting", True),
        ("Raadsvergadering", "public", "meeting", False),
    ]
    assert set(kinds[4:]) == {kinds[0]}
    assert len({meeting.number for meeting in council.meetings}) == 12


def test_every_third_document_is_at_its_second_version_and_some_addresses_are_spoilt(
    make_document: Callable[..., Document],
) -> None:
    documents = [make_document(f"gm-a/stuk-{number}") for number in range(60)]
    for document in documents:
        assert version(document) == (2 if document.number % 3 == 0 else 1)
        assert has_spoilt_address(document) == (document.number % 7 == 0)
    assert {version(document) for document in documents} == {1, 2}
    assert {has_spoilt_address(document) for document in documents} == {False, True}
