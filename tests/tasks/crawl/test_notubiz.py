"""The connector `notubiz` against an interface on loopback."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from schemas.source import Source
from tasks.crawl.failures import SourceFailed
from tasks.crawl.notubiz import DEFAULT_BASE_URL, Options, check, publications
from tasks.crawl.publication import Publication
from tasks.crawl.session import Session

MODULES = "/organisations/3/modules"
Ask = Callable[..., Session]


class Api:
    """An interface with one council, number 3. answers: path, or path and page, -> body, or status."""

    def __init__(self, server: HTTPServer) -> None:
        self.base = server.url_for("").rstrip("/")
        self.answers: dict[str | tuple[str, int], Any] = {
            MODULES: {"modules": []},
            "/events": {"events": [], "pagination": {"has_more_pages": False}},
        }
        self.asked: list[tuple[str, dict[str, str]]] = []
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        if request.path == "/robots.txt":
            return Response(status=404)
        self.asked.append((request.path, request.args.to_dict()))
        page = int(request.args.get("page", "0"))
        body = self.answers.get((request.path, page), self.answers.get(request.path, 404))
        if isinstance(body, int):
            return Response("{}", status=body, content_type="application/json")
        if isinstance(body, str):
            return Response(body, content_type="text/html")
        return Response(json.dumps(body), content_type="application/json")

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def register(self, number: int, *items: dict[str, Any], name: str = "Brieven") -> None:
        self.answers[MODULES]["modules"].append({"id": number, "name": name, "custom_name": None})
        self.answers[f"{MODULES}/{number}/items"] = {
            "items": list(items),
            "pagination": {"total_results": len(items)},
        }

    def meeting(self, number: int, **more: Any) -> None:
        self.answers["/events"]["events"].append({"id": number, "type": "meeting", "permission_group": "public"})
        self.answers[f"/events/meetings/{number}"] = {
            "meeting": {
                "id": number,
                "plannings": [{"start_date": "2024-06-01 20:00:00"}],
                "attributes": [{"id": 1, "value": "Raad"}],
                **more,
            }
        }

    def document(self, number: int, version: int = 1, **more: Any) -> dict[str, Any]:
        return {
            "id": number,
            "title": f"Stuk {number}",
            "url": f"{self.base}/document/{number}/{version}",
            "version": version,
            "last_modified": "2024-02-03 10:00:00",
            "publication_date": "2026-11-24 00:00:00",
            "types": [],
            "versions": [{"id": version, "file_name": "a.pdf", "mime_type": "application/pdf", "file_size": 99}],
            **more,
        }


def item(number: int, *documents: dict[str, Any], day: str = "2024-05-06 00:00:00") -> dict[str, Any]:
    values = [{"document": one} for one in documents]
    return {"id": number, "attributes": [{"id": 15, "values": [{"content": day}]}, {"id": 2, "values": values}]}


@pytest.fixture
def api(httpserver: HTTPServer) -> Api:
    return Api(httpserver)


@pytest.fixture
def ask(start: Callable[..., Session], api: Api) -> Ask:
    def asking(**keys: Any) -> Session:
        return start("notubiz", api.base, {"organisation_id": 3, **keys.pop("options", {})}, **keys)

    return asking


def listed(session: Session) -> list[Publication]:
    return list(publications(session.source, session))


def numbers(session: Session) -> list[str | None]:
    return [one.vendor_id for one in listed(session)]


def test_a_paper_of_a_register_is_a_publication(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5, 3)))
    assert listed(ask()) == [
        Publication(
            url=f"{api.base}/document/5/3",
            title="Stuk 5",
            doc_type="Brieven",
            publication_date=date(2024, 5, 6),
            meeting=None,
            listing_version="3:2024-02-03 10:00:00:99",
            media_type="application/pdf",
            vendor_id="5",
            extra={"register": "Brieven", "file_name": "a.pdf"},
        )
    ]


def test_every_request_pins_the_version_and_lists_name_the_period(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    api.meeting(9)
    listed(ask(**{"from": "2023-01-01"}))
    assert api.paths == [MODULES, f"{MODULES}/1/items", "/events", "/events/meetings/9"]
    assert {(asked["format"], asked["version"]) for _, asked in api.asked} == {("json", "1.17.0")}
    period = {"date_from": "2023-01-01 00:00:00", "page": "1", "format": "json", "version": "1.17.0"}
    assert api.asked[1][1] == {**period, "date_to": "2026-11-24 23:59:59"}
    # papers are published before their meeting
    assert api.asked[2][1] == {**period, "date_to": "2027-01-23 23:59:59", "organisation_id": "3"}


def test_the_period_begins_in_2016_and_ends_at_until(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    listed(ask(until="2024-12-31"))
    for _, asked in (api.asked[1], api.asked[2]):
        assert (asked["date_from"], asked["date_to"]) == ("2016-01-01 00:00:00", "2024-12-31 23:59:59")


def test_an_until_in_the_future_ends_today(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    listed(ask(until="2030-12-31"))
    assert api.asked[1][1]["date_to"] == "2026-11-24 23:59:59"


def test_only_the_registers_that_are_named_are_read(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    api.register(2, item(8, api.document(6)))
    assert numbers(ask()) == ["5", "6"]
    assert numbers(ask(options={"modules": [2]})) == ["6"]


def test_a_register_is_read_page_by_page_to_its_total(api: Api, ask: Ask) -> None:
    api.register(1)
    for page, one in ((1, [7, 8]), (2, [9])):
        items = [item(number, api.document(number)) for number in one]
        api.answers[(f"{MODULES}/1/items", page)] = {"items": items, "pagination": {"total_results": 3}}
    session = ask()
    assert numbers(session) == ["7", "8", "9"]
    assert [asked["page"] for path, asked in api.asked if path.endswith("/items")] == ["1", "2"]
    assert session.is_complete


def test_a_register_that_does_not_move_on_is_incomplete(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(7)))
    api.answers[f"{MODULES}/1/items"]["pagination"]["total_results"] = 3
    session = ask()
    assert numbers(session) == ["7"]
    assert [path for path in api.paths if path.endswith("/items")] == [f"{MODULES}/1/items"] * 2
    assert not session.is_complete
    assert session.message == "Het register Brieven gaf twee keer dezelfde stukken: niet alles gelezen."


def test_meetings_are_read_page_by_page(api: Api, ask: Ask) -> None:
    api.meeting(9, documents=[api.document(5)])
    api.meeting(10, documents=[api.document(6)])
    first, second = api.answers["/events"]["events"]
    api.answers[("/events", 1)] = {"events": [first], "pagination": {"has_more_pages": True}}
    api.answers[("/events", 2)] = {"events": [second], "pagination": {"has_more_pages": False}}
    session = ask()
    assert numbers(session) == ["5", "6"]
    assert [asked["page"] for path, asked in api.asked if path == "/events"] == ["1", "2"]
    assert session.is_complete


def test_a_list_of_meetings_that_does_not_move_on_is_incomplete(api: Api, ask: Ask) -> None:
    api.meeting(9, documents=[api.document(5)])
    api.answers["/events"]["pagination"]["has_more_pages"] = True
    session = ask()
    assert numbers(session) == ["5"]
    assert api.paths.count("/events") == 2
    assert api.paths.count("/events/meetings/9") == 1
    assert session.message == "De lijst van vergaderingen gaf twee keer hetzelfde: niet alles gelezen."


def test_papers_of_a_meeting_carry_its_name_and_day_however_deep_they_hang(api: Api, ask: Ask) -> None:
    deep = {"documents": [], "agenda_items": [{"documents": [api.document(6)], "agenda_items": []}]}
    api.meeting(9, documents=[api.document(5)], agenda_items=[deep])
    found = listed(ask())
    assert [(one.vendor_id, one.meeting, one.publication_date) for one in found] == [
        ("5", "Raad 2024-06-01", date(2024, 6, 1)),
        ("6", "Raad 2024-06-01", date(2024, 6, 1)),
    ]


def test_a_meeting_without_a_day_has_its_title_alone(api: Api, ask: Ask) -> None:
    api.meeting(9, documents=[api.document(5)], plannings=[])
    found = listed(ask())[0]
    assert (found.meeting, found.publication_date) == ("Raad", date(2024, 2, 3))


def test_register_items_on_an_agenda_are_asked_once_unless_their_register_gave_them(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    api.meeting(9, module_items=[{"id": 7}, {"id": 8}])
    api.meeting(10, module_items=[{"id": 8}])
    api.answers["/modules/0/items/8"] = {"item": item(8, api.document(6), day="")}
    found = listed(ask())
    assert [one.vendor_id for one in found] == ["5", "6"]
    assert [path for path in api.paths if path.startswith("/modules/0")] == ["/modules/0/items/8"]
    assert (found[1].meeting, found[1].publication_date) == ("Raad 2024-06-01", date(2024, 6, 1))


def test_a_document_met_twice_is_listed_once_in_its_newest_version(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5, 2)))
    api.meeting(9, documents=[api.document(5, 1)])
    found = listed(ask())
    assert [(one.url, one.meeting, one.doc_type) for one in found] == [
        (f"{api.base}/document/5/2", "Raad 2024-06-01", "Brieven")
    ]


def test_closed_meetings_and_other_events_are_not_read(api: Api, ask: Ask) -> None:
    api.meeting(9, documents=[api.document(5)])
    api.answers["/events"]["events"] += [
        {"id": 10, "type": "meeting", "permission_group": "internal"},
        {"id": 11, "type": "activity", "permission_group": "public"},
        {"id": "12", "type": "meeting", "permission_group": "public"},
    ]
    session = ask()
    assert numbers(session) == ["5"]
    assert session.message == "1 besloten vergaderingen overgeslagen."
    assert [path for path in api.paths if "/meetings/" in path] == ["/events/meetings/9"]


def test_a_meeting_we_may_not_see_and_one_that_is_gone_cost_the_rest_nothing(api: Api, ask: Ask) -> None:
    for number in (9, 10, 11):
        api.meeting(number, documents=[api.document(number)])
    api.answers["/events/meetings/9"] = {"message": "No rights to see this meeting"}
    api.answers["/events/meetings/10"] = 404
    session = ask()
    assert numbers(session) == ["11"]
    assert session.is_complete
    assert (
        session.message
        == "1 onderdelen die de bron niet geeft overgeslagen. 1 vergaderingen zonder rechten overgeslagen."
    )


@pytest.mark.parametrize(("status", "is_complete"), [(400, True), (403, True), (404, True), (429, False), (500, False)])
def test_a_register_that_fails_leaves_the_rest_and_tells_whether_it_is_missing(
    api: Api, ask: Ask, status: int, is_complete: bool
) -> None:
    api.register(1)
    api.register(2, item(8, api.document(6)))
    api.answers[f"{MODULES}/1/items"] = status
    session = ask()
    assert numbers(session) == ["6"]
    assert session.is_complete is is_complete
    said = "1 onderdelen die de bron niet geeft" if is_complete else "Het register Brieven is niet te lezen"
    assert said in (session.message or "")


@pytest.mark.parametrize(
    ("body", "state", "said"),
    [
        (500, "failing", "500"),
        (403, "blocked", "403"),
        ("<html>Even wachten</html>", "blocked", "webpagina"),
        (["geen", "object"], "failing", "iets anders"),
    ],
)
def test_a_list_of_registers_that_cannot_be_had_fails_the_source(
    api: Api, ask: Ask, body: Any, state: str, said: str
) -> None:
    api.answers[MODULES] = body
    with pytest.raises(SourceFailed, match=said) as caught:
        listed(ask())
    assert caught.value.state == state


def test_a_council_without_any_paper_fails(ask: Ask) -> None:
    with pytest.raises(SourceFailed, match="geen enkel stuk voor organisatie 3") as caught:
        listed(ask())
    assert caught.value.state == "failing"


@pytest.mark.parametrize(
    ("day", "is_listed"),
    [("2022-12-31", False), ("2023-01-01", True), ("2024-06-30", True), ("2024-08-29", True), ("2024-08-30", False)],
)
def test_papers_outside_the_period_are_left_out_with_room_for_meetings_ahead(
    api: Api, ask: Ask, day: str, is_listed: bool
) -> None:
    api.register(1, item(7, api.document(5)), item(8, api.document(6), day=day))
    session = ask(**{"from": "2023-01-01", "until": "2024-06-30"})
    assert numbers(session) == (["5", "6"] if is_listed else ["5"])
    assert session.message == (None if is_listed else "1 stukken van buiten de periode overgeslagen.")


@pytest.mark.parametrize("url", ["httphttp://weg", "https://dood.example/document/5/2", ""])
def test_an_address_that_leads_nowhere_is_built_anew(api: Api, ask: Ask, url: str) -> None:
    api.register(1, item(7, api.document(5, 2, url=url)))
    assert listed(ask())[0].url == f"{api.base}/document/5/2"


def test_the_page_limit_ends_reading_and_what_was_found_stands(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    api.meeting(9, documents=[api.document(6)])
    session = ask(limits={"pages": 3})
    assert numbers(session) == ["5"]
    assert not session.is_complete
    assert numbers(ask(limits={"pages": 4})) == ["5", "6"]


def test_options_need_a_number_of_the_council() -> None:
    assert DEFAULT_BASE_URL == "https://api.notubiz.nl"
    assert Options(organisation_id=1) == Options(organisation_id=1, modules=())
    with pytest.raises(ValidationError):
        Options(organisation_id=0)
    source = Source.model_validate({"id": "one", "connector": "notubiz"})
    assert check(source, Options(organisation_id=1), None) == []
