"""The connector `notubiz` against an interface on loopback."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from pytest_httpserver import HTTPServer

from schemas.source import Source
from tasks.crawl.failures import SourceFailed
from tasks.crawl.notubiz import DEFAULT_BASE_URL, Options, check, publications
from tasks.crawl.publication import Publication
from tasks.crawl.session import Session
from tests.tasks.crawl.interface import MODULES, Api, item

Ask = Callable[..., Session]


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
    assert session.message == "Het register Brieven gaf 2 van 3 stukken: niet alles gelezen."


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


def test_the_newest_meetings_are_read_first_and_a_limit_leaves_out_the_oldest(api: Api, ask: Ask) -> None:
    days = {9: "2023-05-01 20:00:00", 10: "2024-06-01T20:00:00+02:00", 11: "2024-05-01 20:00:00", 12: None}
    for number, day in days.items():
        api.meeting(number, documents=[api.document(number)])
        api.answers["/events"]["events"][-1]["plannings"] = [{"start_date": day}]
    session = ask(limits={"pages": 4})
    assert numbers(session) == ["10", "11"]
    assert [path for path in api.paths if "/meetings/" in path] == ["/events/meetings/10", "/events/meetings/11"]
    assert not session.is_complete


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
    assert numbers(session) == ["11"], "and a 200 that holds no meeting is no meeting"
    assert session.is_complete
    assert (
        session.message
        == "1 onderdelen die de bron niet geeft overgeslagen. 1 vergaderingen zonder rechten overgeslagen."
    )


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
@pytest.mark.parametrize("path", [f"{MODULES}/1/items", "/events"])
def test_a_list_that_fails_leaves_the_rest_and_is_known_to_be_missing(
    api: Api, ask: Ask, status: int, path: str
) -> None:
    api.register(1)
    api.register(2, item(8, api.document(6)))
    api.answers[path] = status
    session = ask()
    assert numbers(session) == ["6"]
    assert not session.is_complete
    said = (
        "Het register Brieven is niet te lezen: " if "items" in path else "De lijst van vergaderingen is niet te lezen"
    )
    assert said in (session.message or "")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{MODULES}/1/items", {"pagination": {"total_results": 0}}),
        (f"{MODULES}/1/items", {"items": None}),
        (f"{MODULES}/1/items", {"items": [], "pagination": {"total_results": 4}}),
        ("/events", {"pagination": {"has_more_pages": False}}),
        ("/events", {"events": {}}),
    ],
)
def test_a_list_that_is_not_there_is_no_empty_list(api: Api, ask: Ask, path: str, body: Any) -> None:
    api.register(1)
    api.register(2, item(8, api.document(6)))
    api.answers[path] = body
    session = ask()
    assert numbers(session) == ["6"]
    assert not session.is_complete


def test_a_register_we_may_not_see_costs_the_rest_nothing(api: Api, ask: Ask) -> None:
    for number in range(1, 6):
        api.register(number)
        api.answers[f"{MODULES}/{number}/items"] = (403, "No rights to see this module")
    api.register(6, item(8, api.document(6)))
    session = ask()
    assert numbers(session) == ["6"]
    assert session.is_complete
    assert session.message == "5 onderdelen die de bron niet geeft overgeslagen."


@pytest.mark.parametrize(
    ("answer", "is_complete"),
    [((403, "No rights to see this meeting"), True), (404, True), (403, False), (400, False), (500, False)],
)
def test_one_meeting_may_be_closed_or_gone_and_any_other_failure_is_told(
    api: Api, ask: Ask, answer: Any, is_complete: bool
) -> None:
    api.meeting(9)
    api.meeting(10, documents=[api.document(5)], module_items=[{"id": 8}])
    api.answers["/events/meetings/9"] = answer
    api.answers["/modules/0/items/8"] = answer
    session = ask()
    assert numbers(session) == ["5"]
    assert session.is_complete is is_complete
    assert ("2 onderdelen" in (session.message or "")) is is_complete


def test_a_register_that_is_too_much_is_asked_for_in_halves(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    whole = api.answers.pop(f"{MODULES}/1/items")
    periods: list[tuple[str, str]] = []

    def answer(asked: dict[str, str]) -> Any:
        start, end = (date.fromisoformat(asked[name][:10]) for name in ("date_from", "date_to"))
        periods.append((str(start), str(end)))
        return 504 if (end - start).days > 200 else whole

    api.answers[f"{MODULES}/1/items"] = answer
    session = ask(**{"from": "2024-01-01", "until": "2024-12-31"})
    assert numbers(session) == ["5"]
    assert session.is_complete
    assert list(dict.fromkeys(periods)) == [
        ("2024-01-01", "2024-12-31"),
        ("2024-01-01", "2024-07-01"),
        ("2024-07-02", "2024-12-31"),
    ]


def test_a_register_is_not_asked_for_in_ever_shorter_periods(api: Api, ask: Ask) -> None:
    api.register(1)
    api.register(2, item(7, api.document(5)))
    api.answers[f"{MODULES}/1/items"] = 504
    session = ask(**{"from": "2024-04-01", "until": "2024-05-30"})
    assert numbers(session) == ["5"]
    assert not session.is_complete
    # 59 days: asked once, and once more because 504 may pass
    assert api.paths.count(f"{MODULES}/1/items") == 2


def test_an_interface_that_keeps_failing_is_left_for_another_night(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    for number in range(9, 15):
        api.meeting(number)
        api.answers[f"/events/meetings/{number}"] = 500
    session = ask()
    assert numbers(session) == ["5"]
    assert not session.is_complete
    assert list(dict.fromkeys(path for path in api.paths if "meetings" in path)) == [
        f"/events/meetings/{number}" for number in (9, 10, 11)
    ]


def test_an_interface_that_only_failed_fails_the_source_with_its_reason(api: Api, ask: Ask) -> None:
    api.register(1)
    api.answers[f"{MODULES}/1/items"] = 500
    with pytest.raises(SourceFailed, match="500") as caught:
        listed(ask())
    assert caught.value.state == "failing"


def test_a_register_that_is_named_and_is_not_there_is_told(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    session = ask(options={"modules": [1, 4, 3]})
    assert numbers(session) == ["5"]
    assert session.message == "Dit register is er niet: 3, 4."


def test_the_suppliers_name_of_a_register_goes_before_the_councils(api: Api, ask: Ask) -> None:
    api.register(1, item(7, api.document(5)))
    api.answers[MODULES]["modules"][0] |= {"name": "Raadsvoorstellen", "custom_name": "Voorstellen vanaf 2023"}
    assert listed(ask())[0].doc_type == "Raadsvoorstellen"
    api.answers[MODULES]["modules"][0] |= {"name": ""}
    assert listed(ask())[0].doc_type == "Voorstellen vanaf 2023"


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
