"""What becomes of a list: fetched, kept, replaced, told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from tasks.crawl.listing import HOST_FAILURES, RECHECK, RETRY, Listing, Row, is_settled, not_listed, take
from tasks.crawl.publication import Publication, publication_id
from tasks.crawl.session import Session
from tests.tasks.crawl.papers import Site, remembered, sha256
from text.digest import digest
from warehouse.raw_store import RawStore

NOW = datetime(2026, 11, 24, 2, 0)
TICK = timedelta(microseconds=1)
PDF = b"%PDF-1.7 een"
Night = Callable[..., tuple[Listing, Session]]


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture
def night(start: Callable[..., Session], site: Site, tmp_path: Path) -> Night:
    """One night: what is listed, what is known, when."""

    def taking(
        listed: list[Publication], known: dict[str, Row] | None = None, now: datetime = NOW, **keys: Any
    ) -> tuple[Listing, Session]:
        is_complete = keys.pop("is_complete", True)
        session = start("website", site.base, **keys)
        session.is_complete = is_complete
        store = RawStore(tmp_path / "raw")
        return take(session, listed, known or {}, store, f"run-{now}", now, "vr-x"), session

    return taking


def test_a_new_document_is_fetched_and_everything_of_it_is_told(site: Site, night: Night, tmp_path: Path) -> None:
    site.documents["/a.pdf"] = PDF
    one = Publication(
        site["a"],
        "Plan",
        doc_type="beleid",
        publication_date=date(2024, 5, 6),
        meeting="Raad",
        listing_version="v1",
        vendor_id="77",
        extra={"z": "é"},
    )
    listing, session = night([one])
    name = publication_id("vr-x/one", site["a"])
    assert listing.publications == [
        {
            "publication_id": name,
            "source_id": "vr-x/one",
            "organisation_id": "vr-x",
            "organisation_name": None,
            "organisation_kind": None,
            "url": site["a"],
            "title": "Plan",
            "doc_type": "beleid",
            "publication_date": date(2024, 5, 6),
            "meeting": "Raad",
            "listing_version": "v1",
            "extra": '{"vendor_id": "77", "z": "é"}',
            "document_id": sha256(PDF),
            "state": "held",
            "is_listed": True,
            "first_seen_at": NOW,
            "last_seen_at": NOW,
        }
    ]
    assert listing.fetches == [
        {
            "fetch_id": digest(name, f"run-{NOW}"),
            "publication_id": name,
            "source_id": "vr-x/one",
            "url": site["a"],
            "final_url": site["a"],
            "status_code": 200,
            "media_type": "application/pdf",
            "etag": '"12"',
            "last_modified": "Mon, 01 Jan 2024 00:00:00 GMT",
            "size_bytes": 12,
            "document_id": sha256(PDF),
            "reason_code": None,
            "fetched_at": NOW,
        }
    ]
    place = f"{sha256(PDF)[:2]}/{sha256(PDF)}"
    assert listing.documents == {
        sha256(PDF): {
            "document_id": sha256(PDF),
            "media_type": "application/pdf",
            "size_bytes": 12,
            "store_path": place,
            "fetched_at": NOW,
        }
    }
    assert (tmp_path / "raw" / place).read_bytes() == PDF
    assert listing.listed == 1
    assert (session.problems, session.message) == ([], None)


def test_a_second_night_fetches_nothing_and_only_says_it_was_seen(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = PDF
    listed = [Publication(site["a"], "Plan", listing_version="v1")]
    first, _ = night(listed)
    later = NOW + timedelta(days=1)
    second, _ = night(listed, remembered(first), later)
    assert len(site.asked) == 1
    assert second.fetches == []
    assert second.documents == {}
    assert second.publications == [{**first.publications[0], "last_seen_at": later}]


def test_another_listing_version_fetches_again(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = PDF
    first, _ = night([Publication(site["a"], "Plan", listing_version="v1")])
    site.documents["/a.pdf"] = PDF + b" nieuw"
    second, _ = night([Publication(site["a"], "Plan", listing_version="v2")], remembered(first), NOW + TICK)
    assert site.asked == [("/a.pdf", None), ("/a.pdf", '"12"')]
    row = second.publications[0]
    assert (row["document_id"], row["listing_version"]) == (sha256(PDF + b" nieuw"), "v2")
    assert second.fetches[0]["etag"] == '"18"'
    assert list(second.documents) == [sha256(PDF + b" nieuw")]


def test_not_modified_keeps_the_document(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = PDF
    first, _ = night([Publication(site["a"], "Plan", listing_version="v1")])
    second, _ = night([Publication(site["a"], "Plan", listing_version="v2")], remembered(first), NOW + TICK)
    fetch, row = second.fetches[0], second.publications[0]
    assert (fetch["status_code"], fetch["document_id"], fetch["size_bytes"]) == (304, sha256(PDF), None)
    assert (fetch["etag"], fetch["last_modified"]) == ('"12"', "Mon, 01 Jan 2024 00:00:00 GMT")
    assert (row["document_id"], row["state"], row["listing_version"]) == (sha256(PDF), "held", "v2")
    assert second.documents == {}


@pytest.mark.parametrize(("after", "is_asked"), [(RECHECK - TICK, False), (RECHECK, True)])
def test_a_document_is_asked_again_conditionally_after_thirty_days(
    site: Site, night: Night, after: timedelta, is_asked: bool
) -> None:
    assert timedelta(days=30) == RECHECK
    site.documents["/a.pdf"] = PDF
    listed = [Publication(site["a"], "Plan")]
    first, _ = night(listed)
    night(listed, remembered(first), NOW + after)
    assert site.asked[1:] == ([("/a.pdf", '"12"')] if is_asked else [])


def test_a_row_is_settled_while_its_bytes_are_held_and_not_due() -> None:
    held: Row = {"document_id": "x", "fetched_at": NOW}
    assert is_settled(held, NOW + RECHECK - TICK)
    assert not is_settled(held, NOW + RECHECK)
    assert not is_settled({**held, "document_id": None}, NOW)
    assert not is_settled({**held, "fetched_at": None}, NOW)


def test_a_passing_failure_is_told_and_asked_again_the_next_night(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = 500
    listed = [Publication(site["a"], "Plan", listing_version="v1")]
    first, session = night(listed)
    row, fetch = first.publications[0], first.fetches[0]
    assert (row["state"], row["document_id"], row["listing_version"]) == ("failed", None, "v1")
    assert (fetch["status_code"], fetch["reason_code"], fetch["document_id"]) == (500, "http_500", None)
    assert [(one.part, one.reason_code) for one in session.problems] == [(row["publication_id"], "http_500")]
    assert session.problems[0].message.startswith("Plan: ")
    site.documents["/a.pdf"] = PDF
    second, _ = night(listed, remembered(first), NOW + TICK)
    assert second.publications[0]["state"] == "held"


@pytest.mark.parametrize(("status", "after", "is_asked"), [(404, RETRY - TICK, False), (404, RETRY, True)])
def test_what_was_refused_for_good_waits_a_day(
    site: Site, night: Night, status: int, after: timedelta, is_asked: bool
) -> None:
    assert timedelta(days=1) == RETRY
    site.documents["/a.pdf"] = status
    listed = [Publication(site["a"], "Plan", listing_version="v1")]
    first, _ = night(listed)
    second, session = night(listed, remembered(first), NOW + after)
    assert len(site.asked) == (2 if is_asked else 1)
    assert len(second.fetches) == (1 if is_asked else 0)
    assert second.publications[0]["state"] == "failed"
    # its reject of the first night stands, word for word: a rerun after a kill says what an undisturbed run says
    assert [one.reason_code for one in session.problems] == (["http_404"] if is_asked else [])
    assert second.refused_before == (set() if is_asked else {second.publications[0]["publication_id"]})


def test_what_was_refused_is_asked_again_at_once_when_its_listing_changed(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = 404
    first, _ = night([Publication(site["a"], "Plan", listing_version="v1")])
    night([Publication(site["a"], "Plan", listing_version="v2")], remembered(first), NOW + TICK)
    assert len(site.asked) == 2


def test_a_document_that_is_held_stays_held_when_its_new_version_fails(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = PDF
    first, _ = night([Publication(site["a"], "Plan", listing_version="v1")])
    site.documents["/a.pdf"] = 404
    second, session = night([Publication(site["a"], "Nieuw", listing_version="v2")], remembered(first), NOW + TICK)
    row, fetch = second.publications[0], second.fetches[0]
    assert (row["state"], row["document_id"], row["title"]) == ("held", sha256(PDF), "Nieuw")
    assert row["listing_version"] == "v1", "so that the next night asks again"
    assert (fetch["reason_code"], fetch["document_id"]) == ("http_404", sha256(PDF))
    assert len(session.problems) == 1


def test_what_is_no_longer_listed_keeps_its_document(site: Site, night: Night) -> None:
    site.documents |= {"/a.pdf": PDF, "/b.pdf": PDF + b"b"}
    both = [Publication(site["a"], "A"), Publication(site["b"], "B")]
    first, _ = night(both)
    known = remembered(first)
    second, _ = night(both[:1], known, NOW + TICK)
    gone = second.publications[1]
    assert gone == {**first.publications[1], "is_listed": False}
    assert (gone["state"], gone["document_id"]) == ("held", sha256(PDF + b"b"))
    assert second.listed == 1
    third, _ = night(both[:1], remembered(second, known=known), NOW + TICK)
    assert len(third.publications) == 1, "told once"
    back, _ = night(both, remembered(second, known=known), NOW + TICK)
    assert [row["is_listed"] for row in back.publications] == [True, True]
    assert back.publications[1]["first_seen_at"] == NOW


def test_an_incomplete_list_says_nothing_of_what_it_lacks(site: Site, night: Night) -> None:
    site.documents |= {"/a.pdf": PDF, "/b.pdf": PDF}
    first, _ = night([Publication(site["a"], "A"), Publication(site["b"], "B")])
    second, _ = night([Publication(site["a"], "A")], remembered(first), NOW + TICK, is_complete=False)
    assert [row["title"] for row in second.publications] == ["A"]


def test_a_newer_version_at_another_address_replaces_the_older_once_it_is_held(site: Site, night: Night) -> None:
    site.documents |= {"/a.pdf": PDF, "/b.pdf": 500}
    older, newer = (Publication(site[name], "Stuk", vendor_id="7") for name in ("a", "b"))
    first, _ = night([older])
    failed, _ = night([newer], remembered(first), NOW + TICK)
    assert [(row["url"], row["state"], row["is_listed"]) for row in failed.publications] == [
        (site["b"], "failed", True),
        (site["a"], "held", False),
    ]
    site.documents["/b.pdf"] = PDF + b" 2"
    for is_complete in (True, False):
        second, _ = night([newer], remembered(first), NOW + TICK, is_complete=is_complete)
        # the last row of a publication counts
        last = {row["url"]: (row["state"], row["is_listed"]) for row in second.publications}
        assert last == {site["b"]: ("held", True), site["a"]: ("replaced", False)}
        assert len({row["publication_id"] for row in second.publications}) == len(second.publications)


def test_other_documents_and_those_without_a_name_of_the_supplier_are_not_replaced(site: Site, night: Night) -> None:
    site.documents |= {"/a.pdf": PDF, "/b.pdf": PDF, "/c.pdf": PDF}
    first, _ = night([Publication(site["a"], "A", vendor_id="1"), Publication(site["c"], "C")])
    second, _ = night([Publication(site["b"], "B", vendor_id="2")], remembered(first), NOW + TICK, is_complete=False)
    assert [row["state"] for row in second.publications] == ["held"]


def test_a_document_listed_twice_counts_once(site: Site, night: Night) -> None:
    site.documents["/a.pdf"] = PDF
    listing, _ = night([Publication(site["a"], "Eerst"), Publication(site["a"], "Later")])
    assert [row["title"] for row in listing.publications] == ["Eerst"]
    assert (listing.listed, len(site.asked)) == (1, 1)


def test_no_more_documents_are_fetched_than_the_limit(site: Site, night: Night) -> None:
    site.documents |= {"/a.pdf": PDF, "/b.pdf": PDF, "/c.pdf": PDF, "/d.pdf": PDF}
    listed = [Publication(site[name], name) for name in "abcd"]
    first, session = night(listed, limits={"documents": 2})
    assert [row["state"] for row in first.publications] == ["held", "held", "listed", "listed"]
    assert session.message == "De grens limits.documents is bereikt: 2 documenten wachten."
    second, session = night(listed, remembered(first), NOW + TICK, limits={"documents": 2})
    assert [row["state"] for row in second.publications] == ["held"] * 4
    assert session.message is None


def test_a_host_that_fails_five_times_in_a_row_is_left_alone(site: Site, night: Night) -> None:
    assert HOST_FAILURES == 5
    site.documents |= {f"/{name}.pdf": 500 for name in "abcdefg"}
    listing, session = night([Publication(site[name], name) for name in "abcdefg"])
    assert [row["state"] for row in listing.publications] == ["failed"] * 5 + ["listed"] * 2
    assert session.message == "De bron viel uit: 2 documenten wachten op een volgende nacht."


@pytest.mark.parametrize("between", [PDF, 404])
def test_an_answer_in_between_shows_that_the_host_still_answers(site: Site, night: Night, between: bytes | int) -> None:
    site.documents |= {f"/{name}.pdf": 500 for name in "abcdefgh"}
    site.documents["/e.pdf"] = between
    listing, session = night([Publication(site[name], name) for name in "abcdefgh"])
    assert "listed" not in [row["state"] for row in listing.publications]
    assert session.message is None


@pytest.mark.parametrize(
    ("named", "owner"),
    [
        ({}, "vr-x"),
        ({"organisation_id": "gm-y", "organisation_name": "Y"}, "gm-y"),
        ({"organisation_name": "Waterschap Z"}, None),
        ({"organisation_kind": "rijk"}, None),
    ],
)
def test_a_document_is_the_sources_unless_it_names_another(
    site: Site, night: Night, named: dict[str, str], owner: str | None
) -> None:
    site.documents["/a.pdf"] = PDF
    listing, _ = night([Publication(site["a"], "A", **named)])  # type: ignore[arg-type]
    assert listing.publications[0]["organisation_id"] == owner
    assert json.loads(listing.publications[0]["extra"]) == {}


def test_the_path_of_a_file_on_this_machine_is_not_told(night: Night, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("tekst", encoding="utf-8")
    listing, _ = night([Publication("folder:a.txt", "A", path=tmp_path / "a.txt")])
    assert listing.fetches[0]["final_url"] is None
    assert str(tmp_path) not in str([listing.publications, listing.fetches, listing.documents])
    assert listing.publications[0]["state"] == "held"


@pytest.mark.parametrize(
    ("before", "still", "is_outage"), [(20, 1, True), (20, 0, True), (20, 2, False), (19, 0, False), (40, 2, True)]
)
def test_nearly_everything_gone_in_one_night_is_an_outage_not_news(
    night: Night, site: Site, before: int, still: int, is_outage: bool
) -> None:
    site.documents["/a.pdf"] = PDF
    first, _ = night([Publication(site["a"], "A")])
    (model,) = remembered(first).values()
    listed = [Publication(f"{site.base}/{number}.pdf", "x") for number in range(before + still)]
    names = {publication_id("vr-x/one", one.url): one.url for one in listed}
    known = {name: {**model, "publication_id": name, "url": url} for name, url in names.items()}
    unlisted = {**model, "is_listed": False}
    listing, session = night(listed[:still], {**known, "x": unlisted}, NOW + TICK)
    assert session.is_complete is not is_outage
    gone = [row for row in listing.publications if not row["is_listed"]]
    assert len(gone) == (0 if is_outage else before)
    said = f"{before} van {before + still} documenten staan ineens niet meer in de lijst: een storing?"
    assert (session.message or "").startswith(said) is is_outage


def test_what_was_taken_down_stays_so_whether_listed_or_replaced(site: Site, night: Night) -> None:
    site.documents |= {"/a.pdf": PDF, "/b.pdf": PDF + b" 2"}
    older, newer = (Publication(site[name], "Stuk", vendor_id="7", listing_version=name) for name in ("a", "b"))
    first, _ = night([older])
    known = {name: {**row, "state": "taken_down", "document_id": None} for name, row in remembered(first).items()}
    site.asked.clear()
    again, _ = night([older], known, NOW + TICK)
    assert site.asked == []
    (row,) = again.publications
    assert (row["state"], row["document_id"], row["is_listed"]) == ("taken_down", None, True)
    assert (row["first_seen_at"], row["last_seen_at"]) == (NOW, NOW + TICK)
    assert set(row) == set(first.publications[0])
    second, _ = night([newer], known, NOW + TICK)
    assert [(row["state"], row["is_listed"]) for row in second.publications] == [("held", True), ("taken_down", False)]


def test_only_what_was_still_listed_is_told_to_be_gone() -> None:
    rows = [{"url": "a", "is_listed": True, "etag": "x"}, {"url": "b", "is_listed": False, "etag": None}]
    assert not_listed(rows) == [{"url": "a", "is_listed": False}]
