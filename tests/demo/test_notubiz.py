"""The interface of the supplier, asked as its clients ask it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from demo.council import Council, councils, version
from demo.documents import Document
from demo.notubiz import notubiz
from demo.render import Rendered
from demo.sites import Site

Ask = Callable[..., Any]


def slug_at(current: int) -> str:
    """A slug whose document is at that version."""
    from demo.documents import number_of

    return next(f"stuk-{n}" for n in range(99) if (number_of("document", f"gm-a/stuk-{n}") % 3 == 0) == (current == 2))


@pytest.fixture
def council(make_document: Callable[..., Document], make_site: Callable[..., Site]) -> Council:
    day = datetime.date(2024, 6, 19)
    documents = [make_document(f"gm-a/{slug_at(current)}", format="md", route="meeting:Raad") for current in (1, 2)]
    documents += [
        make_document(f"gm-a/brief-{number:02}", format="md", route="module:1", date=day + datetime.timedelta(number))
        for number in range(23)
    ]
    site = make_site("gm-a", name="Gemeente A", number=9101, port=8700, connector="notubiz")
    return councils([site], documents)[0]


@pytest.fixture
def client(council: Council) -> TestClient:
    return TestClient(notubiz([council], Rendered()), base_url="http://127.0.0.1:8700")


@pytest.fixture
def ask(client: TestClient) -> Ask:
    def asking(path: str, status: int = 200, **parameters: Any) -> Any:
        answer = client.get(path, params={"format": "json", "version": "1.17.0"} | parameters)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/json"
        return answer.json()

    return asking


def test_organisations_have_name_and_number_and_an_old_one_among_them(ask: Ask) -> None:
    found = ask("/organisations")["organisations"]["organisation"]
    assert [(entry["name"], entry["@attributes"]["id"]) for entry in found] == [
        ("Gemeente Schelpenburg (OLD)", "9000"),
        ("Gemeente A", "9101"),
    ]
    assert ask("/organisations/9101")["organisation"] == found[1]


def test_an_organisation_has_a_council_and_every_register(ask: Ask) -> None:
    (gremium,) = ask("/organisations/9101/gremia")["gremia"]
    assert gremium["title"] == "Gemeenteraad"
    assert [(module["id"], module["name"]) for module in ask("/organisations/9101/modules")["modules"]] == [
        (1, "Ingekomen stukken"),
        (3, "Toezeggingen"),
        (4, "Schriftelijke vragen"),
        (6, "Moties"),
        (8, "Bestuursdocumenten"),
        (19, "Raadsvoorstellen"),
    ]


@pytest.mark.parametrize("path", ["", "/gremia", "/modules", "/modules/1/items"])
def test_an_organisation_that_is_not_there_is_not_found(ask: Ask, path: str) -> None:
    assert ask(f"/organisations/9999{path}", 404) == {"message": "Organisation not found"}


def test_events_come_in_pages_of_ten_until_there_are_no_more(ask: Ask, council: Council) -> None:
    asked = {"organisation_id": 9101, "date_from": "2016-01-01 00:00:00", "date_to": "2026-12-31 23:59:59"}
    first = ask("/events", **asked)
    assert first == ask("/events", page=1, **asked)
    second = ask("/events", page=2, **asked)
    assert (len(first["events"]), first["pagination"]) == (10, {"has_more_pages": True})
    assert (len(second["events"]), second["pagination"]) == (3, {"has_more_pages": False})
    ids = [event["id"] for event in first["events"] + second["events"]]
    assert ids == [meeting.number for meeting in council.meetings]
    assert ask("/events", page=3, **asked)["events"] == []
    assert ask("/events", page=0, **asked)["events"] == []


def test_exactly_ten_events_are_one_page(ask: Ask) -> None:
    asked = {"organisation_id": 9101, "date_from": "2023-01-17 00:00:00", "date_to": "2025-01-21 00:00:00"}
    answer = ask("/events", **asked)
    assert (len(answer["events"]), answer["pagination"]["has_more_pages"]) == (10, False)


def test_events_of_the_first_and_the_last_day_are_among_them(ask: Ask) -> None:
    asked = {"organisation_id": 9101, "date_from": "2023-01-17 00:00:00", "date_to": "2023-04-18 00:00:00"}
    assert len(ask("/events", **asked)["events"]) == 2
    asked |= {"date_from": "2023-01-18 00:00:00", "date_to": "2023-04-17 00:00:00"}
    assert ask("/events", **asked)["events"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"date_from": None},
        {"date_to": None},
        {"date_from": "2023-01-17"},
        {"date_to": "2023-01-17T00:00:00"},
        {"date_to": "2023-13-17 00:00:00"},
        {"page": "een"},
        {"page": "-1"},
    ],
)
def test_events_want_both_moments_in_their_form(ask: Ask, wrong: dict[str, Any]) -> None:
    asked = {"organisation_id": 9101, "date_from": "2016-01-01 00:00:00", "date_to": "2026-12-31 23:59:59"} | wrong
    message = ask("/events", 400, **{name: value for name, value in asked.items() if value is not None})["message"]
    assert next(iter(wrong)) in message


def test_events_of_nobody_are_not_found(ask: Ask) -> None:
    asked = {"date_from": "2016-01-01 00:00:00", "date_to": "2026-12-31 23:59:59"}
    assert ask("/events", 404, **asked) == {"message": "Organisation not found"}
    assert ask("/events", 404, organisation_id=1, **asked) == {"message": "Organisation not found"}


def test_a_meeting_has_its_agenda(ask: Ask, council: Council) -> None:
    meeting = next(meeting for meeting in council.meetings if meeting.documents)
    answer = ask(f"/events/meetings/{meeting.number}")["meeting"]
    assert answer["id"] == meeting.number
    assert len(answer["agenda_items"]) == 5


def test_a_meeting_without_rights_says_so_with_status_200(ask: Ask, council: Council) -> None:
    number = next(meeting.number for meeting in council.meetings if meeting.permission_group != "public")
    answer = ask(f"/events/meetings/{number}")
    assert answer["message"] == "No rights to see this meeting"
    assert "meeting" not in answer


def test_an_assembly_or_unknown_meeting_is_not_found(ask: Ask, council: Council) -> None:
    number = next(meeting.number for meeting in council.meetings if meeting.kind == "assembly")
    ask(f"/events/meetings/{number}", 404)
    ask("/events/meetings/1", 404)


def test_items_come_in_pages_by_number_or_by_start(ask: Ask, council: Council) -> None:
    path = "/organisations/9101/modules/1/items"
    ids = [item.number for item in council.items]
    first = ask(path)
    assert first["pagination"] == {"list_start": 0, "list_end": 10, "total_results": 23}
    assert [item["id"] for item in first["items"]] == ids[:10]
    assert ask(path, page=1) == first
    for third in (ask(path, page=3), ask(path, list_start=20)):
        assert third["pagination"] == {"list_start": 20, "list_end": 23, "total_results": 23}
        assert [item["id"] for item in third["items"]] == ids[20:]
    assert ask(path, list_start=23)["items"] == []
    assert ask("/organisations/9101/modules/6/items") == {
        "pagination": {"list_start": 0, "list_end": 0, "total_results": 0},
        "items": [],
    }


def test_items_between_two_days(ask: Ask) -> None:
    path = "/organisations/9101/modules/1/items"
    found = ask(path, date_from="2024-06-20", date_to="2024-06-22")
    assert found["pagination"]["total_results"] == 3
    assert ask(path, date_from="2024-06-20 00:00:00", date_to="2024-06-22 23:59:59") == found
    assert ask(path, date_from="2024-07-11")["pagination"]["total_results"] == 1
    assert ask(path, 400, date_from="20-06-2024") == {"message": "Invalid date_from"}


def test_one_item_by_its_number(ask: Ask, council: Council) -> None:
    number = council.items[3].number
    listed = next(item for item in ask("/organisations/9101/modules/1/items")["items"] if item["id"] == number)
    assert ask(f"/modules/0/items/{number}")["item"] == listed
    assert ask("/modules/0/items/1", 404) == {"message": "Not found"}


@pytest.mark.parametrize("wrong", ["1.10.8", "1.18.0", "", "latest"])
def test_another_version_is_refused(ask: Ask, wrong: str) -> None:
    assert ask("/organisations", 400, version=wrong) == {"message": "Unsupported version"}


def test_no_version_is_refused_too(client: TestClient) -> None:
    assert client.get("/organisations?format=json").status_code == 400


def test_who_does_not_ask_for_json_gets_xml(client: TestClient) -> None:
    answer = client.get("/organisations?version=1.17.0")
    assert answer.headers["content-type"].startswith("text/xml")
    assert answer.text.startswith("<?xml")


def test_who_does_not_say_who_it_is_is_refused(client: TestClient) -> None:
    answer = client.get("/organisations?format=json&version=1.17.0", headers={"User-Agent": ""})
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")


def test_a_document_is_given_at_its_current_version_only(client: TestClient, council: Council) -> None:
    for document in council.documents.values():
        current = version(document)
        answer = client.get(f"/document/{document.number}/{current}")
        assert (answer.status_code, answer.text) == (200, document.text)
        assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
        assert answer.headers["content-disposition"] == f'inline; filename="{document.slug}.md"'
        for other in (current - 1, current + 1):
            closed = client.get(f"/document/{document.number}/{other}")
            assert closed.status_code == 400
            assert closed.headers["content-type"].startswith("text/xml")
            assert "U moet een token doorgeven" in closed.text
            assert "<error_code>" in closed.text


def test_a_confidential_attachment_and_an_unknown_document_are_closed(client: TestClient, council: Council) -> None:
    secret = next(item.secret for item in council.items if item.secret)
    for number in (secret, 1):
        answer = client.get(f"/document/{number}/1")
        assert (answer.status_code, "token" in answer.text) == (400, True)


def test_a_document_that_is_held_is_not_sent_again(client: TestClient, council: Council) -> None:
    document = next(iter(council.documents.values()))
    address = f"/document/{document.number}/{version(document)}"
    etag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_its_own_address_is_the_one_it_was_asked_at(ask: Ask, council: Council) -> None:
    assert ask(f"/modules/0/items/{council.items[0].number}")["item"]["self"].startswith("127.0.0.1:8700/")
