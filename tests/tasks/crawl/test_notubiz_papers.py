"""What register items and agendas of Notubiz hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tasks.crawl.notubiz_papers import DEEPEST_AGENDA, Paper, agenda_papers, item_papers, records, texts
from tasks.crawl.session import Session


@pytest.fixture
def session(start: Callable[..., Session]) -> Session:
    return start("notubiz", "http://127.0.0.1:9", {"organisation_id": 1})


def document(number: int, version: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "title": f" Stuk {number} ",
        "url": f"https://api.example/document/{number}/{version}",
        "version": version,
        "last_modified": "2024-02-03 10:00:00",
        "publication_date": "2026-11-24 00:00:00",
        "types": [{"id": 4, "value": ""}, {"id": 5, "value": " Brief "}],
        "versions": [
            {"id": version - 1, "file_name": "oud.pdf", "mime_type": "text/plain", "file_size": 1},
            {"id": version, "file_name": "nieuw.pdf", "mime_type": "application/pdf", "file_size": 99},
        ],
        "confidential": 0,
        **more,
    }


def item(*documents: dict[str, Any], day: str = "2024-05-06 00:00:00", **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "permission_group": "public",
        "attributes": [
            {"id": 1, "label": "Onderwerp", "values": [{"content": " Begroting regio "}]},
            {"id": 15, "label": "Datum", "values": [{"content": day}]},
            {"id": 2, "label": "Stuk", "values": [{"document": one} for one in documents]},
        ],
        **more,
    }


PAPER = Paper(
    document_id=5,
    version=3,
    title="Stuk 5",
    url="https://api.example/document/5/3",
    doc_type="Brief",
    day=date(2024, 5, 6),
    meeting="",
    last_modified="2024-02-03 10:00:00",
    size=99,
    media_type="application/pdf",
    extra={"register": "Brieven", "item_title": "Begroting regio", "file_name": "nieuw.pdf"},
)


def test_records_are_the_dictionaries_of_a_list() -> None:
    assert records([{"a": 1}, 2, None, {"b": 3}]) == [{"a": 1}, {"b": 3}]
    assert records({"a": 1}) == []
    assert records(None) == []


def test_attributes_are_read_by_number_in_both_shapes_and_the_first_counts() -> None:
    attributes = [
        {"id": 1, "value": " Raad "},
        {"id": 1, "value": "Anders"},
        {"id": 3, "values": [{"content": 12}, {"content": "x"}]},
        {"id": 4, "value": None},
        {"id": "5", "value": "x"},
        {"id": 6, "values": [{"document": {}}], "value": "x"},
    ]
    assert texts(attributes) == {1: "Raad", 3: "12"}
    assert texts(None) == {}


def test_an_item_gives_its_current_versions_with_the_day_of_the_item(session: Session) -> None:
    assert item_papers(item(document(5, 3)), "Brieven", session) == [PAPER]
    assert session.message is None


def test_the_day_is_that_of_the_item_else_the_meeting_else_the_last_change_never_that_of_asking(
    session: Session,
) -> None:
    def day(of_item: str, of_meeting: date | None) -> date | None:
        return item_papers(item(document(5), day=of_item), "", session, "Raad", of_meeting)[0].day

    assert day("2024-05-06 00:00:00", date(2024, 6, 1)) == date(2024, 5, 6)
    assert day("0000-00-00 00:00:00", date(2024, 6, 1)) == date(2024, 6, 1)
    assert day("", None) == date(2024, 2, 3)
    undated = item_papers(item(document(5, last_modified=None), day=""), "", session)[0]
    assert (undated.day, undated.last_modified) == (None, "")


def test_attachments_are_papers_too(session: Session) -> None:
    with_more = item(document(5), attachments={"document": [document(6), document(7)]})
    assert [paper.document_id for paper in item_papers(with_more, "", session)] == [5, 6, 7]
    assert [paper.document_id for paper in item_papers(item(document(5), attachments=[]), "", session)] == [5]


def test_without_a_register_or_type_only_what_is_said_is_kept(session: Session) -> None:
    bare = item(document(5, types=[], versions=[], title=" "))
    paper = item_papers(bare, "", session, "Raad 2024-06-01")[0]
    assert (paper.title, paper.doc_type, paper.size, paper.media_type) == ("Document 5", "", 0, "")
    assert (paper.meeting, paper.extra) == ("Raad 2024-06-01", {"item_title": "Begroting regio"})
    assert item_papers(bare, "Moties", session)[0].doc_type == "Moties"


@pytest.mark.parametrize("more", [{"confidential": 1}, {"permission_group": "internal"}])
def test_an_item_that_is_not_public_is_skipped_and_counted(session: Session, more: dict[str, Any]) -> None:
    assert item_papers({**item(document(5)), **more}, "Brieven", session) == []
    assert session.message == "1 vertrouwelijke stukken overgeslagen."


def test_an_item_that_says_nothing_of_permission_is_public(session: Session) -> None:
    one = item(document(5))
    del one["permission_group"]
    assert len(item_papers(one, "", session)) == 1


def test_a_confidential_document_is_skipped_and_one_without_number_or_version_is_no_document(session: Session) -> None:
    broken = [document(6, confidential=True), {**document(7), "version": True}, {**document(8), "id": None}]
    assert [paper.document_id for paper in item_papers(item(document(5), *broken), "", session)] == [5]
    assert session.message == "2 stukken zonder nummer of versie overgeslagen. 1 vertrouwelijke stukken overgeslagen."


def test_numbers_may_come_as_text(session: Session) -> None:
    as_text = {**document(5, 3), "id": "5", "version": "3"}
    as_text["versions"] = [{**one, "id": str(one["id"])} for one in as_text["versions"]]
    assert item_papers(item(as_text), "Brieven", session) == [PAPER]


@pytest.mark.parametrize(
    ("types", "register", "doc_type"),
    [
        (["Document", "Motie"], "Stukken", "Motie"),
        (["Bijlage"], "Raadsvoorstellen", "Raadsvoorstellen"),
        (["document"], "", "document"),
        (["Raadsinformatiebrief", "Motie"], "Stukken", "Raadsinformatiebrief"),
        ([], "", ""),
    ],
)
def test_a_type_that_says_nothing_gives_way_to_the_register(
    session: Session, types: list[str], register: str, doc_type: str
) -> None:
    typed = document(5, types=[{"id": number, "value": value} for number, value in enumerate(types)])
    assert item_papers(item(typed), register, session)[0].doc_type == doc_type


def test_what_hangs_below_a_closed_agenda_item_is_closed_with_it(session: Session) -> None:
    below = {"documents": [document(6)], "module_items": [{"id": 44}]}
    for closed in ({"confidential": 1}, {"permission_group": "internal"}):
        meeting = {"documents": [document(5)], "agenda_items": [{**closed, "documents": [], "agenda_items": [below]}]}
        papers, items = agenda_papers(meeting, "", None, session)
        assert ([paper.document_id for paper in papers], items) == ([5], [])
    assert session.message == "2 vertrouwelijke agendapunten overgeslagen."


def nested(depth: int) -> dict[str, Any]:
    """An agenda of so many levels, each with one document numbered by its level."""
    part: dict[str, Any] = {"documents": [document(depth)]}
    for level in reversed(range(depth)):
        part = {"documents": [document(level)], "agenda_items": [part]}
    return part


def test_an_agenda_gives_the_papers_of_all_its_levels_and_the_items_it_names(session: Session) -> None:
    meeting = {
        "documents": [document(1)],
        "module_items": [{"id": 40}, {"id": "41"}],
        "agenda_items": [
            {"documents": [document(2)], "module_items": [{"id": 42}, {"id": 40}]},
            {"documents": [], "agenda_items": [{"documents": [document(3)], "module_items": [{"id": 43}]}]},
            {"confidential": 1, "documents": [document(4)], "module_items": [{"id": 44}]},
        ],
    }
    papers, items = agenda_papers(meeting, "Raad 2024-06-01", date(2024, 6, 1), session)
    assert [paper.document_id for paper in papers] == [1, 2, 3]
    assert {(paper.day, paper.meeting) for paper in papers} == {(date(2024, 6, 1), "Raad 2024-06-01")}
    assert papers[0].extra == {"file_name": "nieuw.pdf"}
    assert items == [40, 42, 43]
    assert session.message == "1 vertrouwelijke agendapunten overgeslagen."


def test_an_agenda_is_read_to_a_bounded_depth(session: Session) -> None:
    papers, _ = agenda_papers(nested(DEEPEST_AGENDA + 1), "", None, session)
    assert [paper.document_id for paper in papers] == list(range(DEEPEST_AGENDA + 1))
    assert DEEPEST_AGENDA == 20


def test_the_same_document_met_twice_keeps_the_newer_version_and_what_either_place_says() -> None:
    older = replace(PAPER, version=2, meeting="Raad", doc_type="Nota", extra={"item_title": "Oud", "register": "R"})
    newer = replace(PAPER, day=None, doc_type="", extra={"item_title": "Nieuw"})
    joined = replace(
        newer, doc_type="Nota", day=date(2024, 5, 6), meeting="Raad", extra={"item_title": "Nieuw", "register": "R"}
    )
    assert older.joined(newer) == joined
    assert newer.joined(older) == joined
    same = replace(PAPER, title="Later gezien", meeting="Raad")
    assert PAPER.joined(same) == replace(PAPER, meeting="Raad")
