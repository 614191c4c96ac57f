"""The shapes of answers: the keys of real ones, and where documents lie in an agenda."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from demo.council import Council, councils, has_spoilt_address, version
from demo.documents import Document, number_of
from demo.notubiz_answers import Answers, modules
from demo.render import Rendered
from demo.sites import Site

HOST = "127.0.0.1:8700"
# The keys of real answers (version 1.17.0), as seen in public test data of other readers of the interface.
MEETING_KEYS = {
    *("agenda_items", "announcement", "archive_state", "attributes", "body", "canceled", "confidential"),
    *("creation_date", "documents", "gremium", "id", "inactive", "last_modified", "live", "module_items", "order"),
    *("organisation", "parent", "permission_group", "plannings", "salutation", "self", "template", "type", "url"),
}
AGENDA_KEYS = {
    *("agenda_items", "confidential", "documents", "end_date", "id", "last_modified", "meeting", "module_items"),
    *("order", "parent", "permission_group", "start_date", "type", "type_data"),
}
ITEM_KEYS = {
    *("attributes", "body", "confidential", "creation_date", "id", "last_modified", "module_id"),
    *("organisation_id", "permission_group"),
}
DOCUMENT_KEYS = {
    *("case_code", "category", "confidential", "date", "description", "id", "last_modified", "policy_field"),
    *("publication_date", "self", "title", "types", "url", "version", "versions"),
}


def lying(place: int) -> list[int]:
    """The first numbers of documents that lie in that place of a meeting."""
    return [number for number in range(30) if number_of("document", f"gm-a/stuk-{number}") % 3 == place]


@pytest.fixture
def answers() -> Answers:
    return Answers(HOST, Rendered())


@pytest.fixture
def council(make_document: Callable[..., Document], make_site: Callable[..., Site]) -> Council:
    # two documents for each place in a meeting
    numbers = [number for place in range(3) for number in lying(place)[:2]]
    names = [f"gm-a/stuk-{number}" for number in numbers]
    documents = [make_document(name, title=name, format="md", route="meeting:Raadsvergadering") for name in names]
    documents.append(
        make_document("gm-a/voorstel", title="Voorstel", type="raadsvoorstel", format="md", route="module:19")
    )
    site = make_site("gm-a", name="Gemeente A", number=9101, port=8700, connector="notubiz")
    return councils([site], documents)[0]


def meeting_of(council: Council, answers: Answers) -> dict[str, Any]:
    return answers.meeting(council, next(meeting for meeting in council.meetings if meeting.documents))


def slugs(documents: list[dict[str, Any]]) -> list[str]:
    return [document["title"].removeprefix("gm-a/") for document in documents]


def test_a_meeting_has_the_keys_of_a_real_one(council: Council, answers: Answers) -> None:
    answer = meeting_of(council, answers)
    assert set(answer) == MEETING_KEYS
    number = answer["id"]
    assert answer["self"] == f"{HOST}/events/meetings/{number}"
    assert answer["url"] == f"http://{HOST}/vergadering/{number}"
    assert (answer["type"], answer["body"], answer["permission_group"], answer["confidential"]) == (
        "meeting",
        "council",
        "public",
        0,
    )
    assert (answer["canceled"], answer["inactive"], answer["template"], answer["live"]) == (False, False, False, False)
    assert answer["organisation"] == {"id": 9101, "self": f"{HOST}/organisations/9101"}
    gremium = number_of("gremium", "gm-a")
    assert answer["gremium"] == {"id": gremium, "self": f"{HOST}/organisations/9101/gremia/{gremium}"}


def test_times_are_bare_dutch_wall_clock(council: Council, answers: Answers) -> None:
    answer = meeting_of(council, answers)
    assert answer["plannings"] == [{"start_date": "2024-06-19 19:30:00", "end_date": "2024-06-19 22:45:00"}]
    assert answer["last_modified"] == "2024-06-20 10:14:53"
    assert answer["creation_date"] == "2024-03-21 10:12:31"


def test_attributes_go_by_number(council: Council, answers: Answers) -> None:
    answer = meeting_of(council, answers)
    assert answer["attributes"] == [
        {"id": 1, "reference_model": None, "value": "Raadsvergadering"},
        {"id": 50, "reference_model": None, "value": "Raadzaal"},
        {"id": 3, "reference_model": None, "value": ""},
    ]


def test_documents_lie_on_three_depths_each_once(council: Council, answers: Answers) -> None:
    answer = meeting_of(council, answers)
    assert sorted(slugs(answer["documents"])) == sorted(f"stuk-{number}" for number in lying(2)[:2])
    top = [slug for item in answer["agenda_items"] for slug in slugs(item["documents"])]
    deeper = [
        slug for item in answer["agenda_items"] for below in item["agenda_items"] for slug in slugs(below["documents"])
    ]
    assert sorted(top) == sorted(f"stuk-{number}" for number in lying(0)[:2])
    assert sorted(deeper) == sorted(f"stuk-{number}" for number in lying(1)[:2])


def test_agenda_items_have_the_keys_of_real_ones_and_know_where_they_belong(council: Council, answers: Answers) -> None:
    answer = meeting_of(council, answers)
    agenda = answer["agenda_items"]
    everything = [*agenda, *(below for item in agenda for below in item["agenda_items"])]
    for item in everything:
        assert set(item) == AGENDA_KEYS
        assert item["meeting"] == {"id": answer["id"], "self": answer["self"]}
        assert set(item["type_data"]) == {"attributes", "heading", "self", "title_prefix"}
        assert item["type_data"]["self"] == f"{HOST}/agenda_items/{item['type']}s/{item['id']}"
        assert (item["confidential"], item["permission_group"]) == (0, "public")
    assert len({item["id"] for item in everything}) == len(everything)
    assert [item["parent"] for item in agenda] == [None] * len(agenda)
    for item in agenda:
        for below in item["agenda_items"]:
            assert below["parent"] == {"id": item["id"], "self": f"{HOST}/agenda_items/{item['id']}"}
    told = [(item["type"], item["type_data"]["heading"], item["type_data"]["title_prefix"]) for item in agenda]
    assert told[:3] == [("agenda_point", False, "1."), ("label", True, None), ("agenda_point", False, "2.")]
    titles = [item["type_data"]["attributes"][0]["value"] for item in everything]
    assert titles[:2] == ["Opening en mededelingen", "Ter bespreking"]
    for place, number in ((0, lying(0)[0]), (1, lying(1)[0])):
        assert titles.count(f"gm-a/stuk-{number}") == 1
        assert titles.count(f"Voorbereiding van gm-a/stuk-{number}") == place
    assert sorted(item["order"] for item in everything) == list(range(1, len(everything) + 1))


def test_a_register_item_is_named_in_the_agenda_of_its_day(council: Council, answers: Answers) -> None:
    (item,) = council.items
    last = meeting_of(council, answers)["agenda_items"][-1]
    link = {"id": item.number, "self": f"{HOST}/modules/0/items/{item.number}", "field_id": 54}
    assert last["module_items"] == [link]
    (told,) = [entry for entry in answers.item(council, item)["attributes"] if entry["id"] == 54]
    (value,) = told["values"]
    assert value["content"] == last["id"]
    assert value["meta_data"] == {"reference_model": "agenda_item", "label": "Voorstel (Raadsvergadering)"}


def test_an_item_has_title_date_and_main_document_by_number(council: Council, answers: Answers) -> None:
    (item,) = council.items
    answer = answers.item(council, item)
    assert set(answer) - {"self", "attachments"} == ITEM_KEYS
    assert (answer["id"], answer["module_id"], answer["organisation_id"]) == (item.number, 19, 9101)
    attributes = {entry["id"]: entry for entry in answer["attributes"]}
    assert set(attributes[1]) == {"label", "id", "datatype", "order", "multiple", "visible", "values"}
    assert attributes[1]["values"] == [{"meta_data": None, "content": "Voorstel"}]
    assert attributes[15]["values"] == [{"meta_data": None, "content": "2024-06-19 00:00:00"}]
    assert (attributes[1]["datatype"], attributes[15]["datatype"], attributes[2]["datatype"]) == (
        "varchar",
        "datetime",
        "document",
    )
    assert attributes[2]["values"] == [{"meta_data": None, "document": answers.document(council, item.document, item)}]


def test_a_document_has_the_keys_of_a_real_one(council: Council, answers: Answers) -> None:
    for document in council.documents.values():
        answer = answers.document(council, document)
        assert set(answer) == DOCUMENT_KEYS
        current = version(document)
        address = f"http://{HOST}/document/{document.number}/{current}"
        assert answer["url"] == (f"http{address}" if has_spoilt_address(document) else address)
        assert answer["self"] == f"{HOST}/document/{document.number}"
        assert (answer["id"], answer["version"], answer["confidential"]) == (document.number, current, 0)
        assert [entry["id"] for entry in answer["versions"]] == list(range(current, 0, -1))
        assert answer["versions"][0] == {
            "type": "file",
            "mime_type": "text/markdown",
            "file_name": f"{document.slug}.md",
            "file_size": len(document.text.encode()),
            "id": current,
        }
        assert answer["last_modified"] == "2024-06-20 10:14:53"
        assert (answer["date"], answer["description"]) == ("", "")
        assert answer["types"][0]["value"] == document.about.type.capitalize()


def test_a_spoilt_address_begins_with_http_twice(make_document: Callable[..., Document], council: Council) -> None:
    document = next(
        made for number in range(99) if has_spoilt_address(made := make_document(f"gm-a/x-{number}", format="md"))
    )
    url = Answers(HOST, Rendered()).document(council, document)["url"]
    assert url == f"httphttp://{HOST}/document/{document.number}/{version(document)}"


def test_a_document_in_a_register_knows_its_item(council: Council, answers: Answers) -> None:
    (item,) = council.items
    (connection,) = answers.document(council, item.document, item)["connections"]
    number, current = item.document.number, version(item.document)
    assert connection == {
        "self": f"http://{HOST}/document/{number}/{current}/connections/17/{item.number}",
        "version": current,
        "order": 1,
        "document_id": number,
        "connection_type": 17,
        "connection_id": item.number,
    }


def test_the_publication_date_is_the_day_of_asking(council: Council, answers: Answers) -> None:
    before = datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    told = answers.document(council, next(iter(council.documents.values())))["publication_date"]
    after = datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    assert before <= datetime.date.fromisoformat(told) <= after


def test_a_confidential_attachment_is_told_as_such(council: Council, answers: Answers) -> None:
    (item,) = council.items
    (secret,) = answers.item(council, item)["attachments"]["document"]
    assert set(secret) == DOCUMENT_KEYS
    assert (secret["id"], secret["confidential"], secret["version"]) == (number_of("confidential", "gm-a"), 1, 1)
    assert secret["url"] == f"http://{HOST}/document/{secret['id']}/1"
    assert secret["versions"][0]["mime_type"] == "application/pdf"


def test_an_item_without_secret_has_no_attachments(
    make_document: Callable[..., Document], make_site: Callable[..., Site], answers: Answers
) -> None:
    sites = [make_site(f"gm-{name}", number=number) for name, number in (("a", 1), ("b", 2))]
    documents = [make_document(f"gm-{name}/stuk", format="md", route="module:1") for name in "ab"]
    second = councils(sites, documents)[1]
    assert "attachments" not in answers.item(second, second.items[0])


def test_an_event_in_a_list_tells_who_may_see_it(council: Council, answers: Answers) -> None:
    told = [answers.event(council, meeting) for meeting in council.meetings]
    assert {"id", "type", "permission_group", "gremium", "attributes", "plannings", "canceled", "inactive"} <= set(
        told[0]
    )
    assert {(event["permission_group"], event["confidential"]) for event in told} == {("public", 0), ("presidium", 1)}
    assert [event["canceled"] for event in told].count(True) == 1
    assembly = next(event for event in told if event["type"] == "assembly")
    assert assembly["self"] == f"{HOST}/events/assemblies/{assembly['id']}"


def test_a_register_may_have_a_name_of_the_gemeentes_own() -> None:
    assert modules()[0] == {"custom_name": "", "name": "Ingekomen stukken", "id": 1}
    assert modules()[-1] == {"custom_name": "Voorstellen", "name": "Raadsvoorstellen", "id": 19}
