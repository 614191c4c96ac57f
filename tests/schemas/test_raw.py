from __future__ import annotations

from datetime import timedelta

import pytest

from tests.schemas.rows import DOCUMENT, NOON, broken

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("column", ["publication_id", "source_id", "organisation_id", "document_id", "extra", "url"])
def test_a_publication_has_well_formed_names(column: str) -> None:
    assert broken("raw_publication", **{column: ""}) == {column}


def test_a_publication_may_be_about_nobody_we_know() -> None:
    changes = {"organisation_id": None, "organisation_name": "Waterschap Duinrand", "organisation_kind": "overig"}
    assert broken("raw_publication", **changes) == set()
    assert broken("raw_publication", organisation_kind="waterschap") == {"organisation_kind"}


def test_what_a_source_leaves_empty_is_passed_on_as_it_is() -> None:
    empty = dict.fromkeys(["organisation_name", "title", "doc_type", "meeting", "listing_version"], "")
    assert broken("raw_publication", **empty) == set()
    assert broken("raw_fetch", final_url="", media_type="", etag="", last_modified="") == set()


@pytest.mark.parametrize("state", ["listed", "held", "failed", "replaced", "taken_down"])
def test_a_publication_has_a_state(state: str) -> None:
    assert broken("raw_publication", state=state) == set()


def test_a_publication_has_no_other_state() -> None:
    assert broken("raw_publication", state="gone") == {"state"}


def test_what_is_held_has_bytes_and_what_is_not_may_lack_them() -> None:
    assert broken("raw_publication", document_id=None) == {"what is held has a document_id"}
    assert broken("raw_publication", document_id=None, state="listed") == set()
    assert broken("raw_publication", state="replaced") == set()


def test_a_publication_is_not_last_seen_before_it_was_first_seen() -> None:
    assert broken("raw_publication", last_seen_at=NOON + SECOND) == set()
    assert broken("raw_publication", last_seen_at=NOON - SECOND) == {"last_seen_at is not before first_seen_at"}


@pytest.mark.parametrize(("status", "is_good"), [(99, False), (100, True), (599, True), (600, False), (None, True)])
def test_a_fetch_has_an_http_status_or_none(status: int | None, is_good: bool) -> None:
    assert broken("raw_fetch", status_code=status) == (set() if is_good else {"status_code"})


def test_a_fetch_brought_bytes_or_says_why_not() -> None:
    told = {"what was fetched has a document_id or a reason_code"}
    assert broken("raw_fetch", document_id=None) == told
    assert broken("raw_fetch", document_id=None, reason_code="timeout") == set()
    assert broken("raw_fetch", document_id=DOCUMENT, reason_code="not_modified") == set()


@pytest.mark.parametrize("table", ["raw_fetch", "raw_document"])
def test_a_size_is_zero_or_more(table: str) -> None:
    assert broken(table, size_bytes=0) == set()
    assert broken(table, size_bytes=-1) == {"size_bytes"}


def test_bytes_lie_where_their_name_says() -> None:
    told = {"store_path is the place of these bytes"}
    assert broken("raw_document", store_path=DOCUMENT) == told
    assert broken("raw_document", store_path=f"abc/{DOCUMENT}") == told
    assert broken("raw_document", store_path=f"../{DOCUMENT}") == told


def test_bytes_have_a_media_type() -> None:
    good = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert broken("raw_document", media_type=good) == set()
    assert broken("raw_document", media_type="pdf") == {"media_type"}
    assert broken("raw_document", media_type="text/html; charset=utf-8") == {"media_type"}
