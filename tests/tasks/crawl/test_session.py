"""Requests for lists and documents, limits, and what is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tasks.crawl.failures import FetchFailed, PageLimitReached
from tasks.crawl.publication import Publication
from tasks.crawl.session import Problem, Session

HTML_PAGE = b"<!doctype html><title>Inloggen</title><p>Log in.</p>"
FIREWALL = b"<html><title>Just a moment...</title></html>"


@pytest.fixture
def base(httpserver: HTTPServer) -> str:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver.url_for("").rstrip("/")


@pytest.fixture
def session(start: Callable[..., Session], base: str) -> Session:
    return start("website", base, limits={"bytes": 100, "pages": 2})


def serve(server: HTTPServer, body: bytes, kind: str = "application/pdf", path: str = "/a.pdf") -> None:
    server.expect_request(path).respond_with_data(body, content_type=kind)


# -- what is told


def test_nothing_to_say_is_no_message(session: Session) -> None:
    assert session.message is None
    assert session.is_complete
    assert session.problems == []


def test_notes_come_once_each_before_the_counts_in_order_of_what_was_left_out(session: Session) -> None:
    session.skip("stukken van later", 2)
    session.note("Eerst.")
    session.skip("besloten stukken")
    session.incomplete("Dan.")
    session.note("Eerst.")
    session.skip("stukken van later")
    assert session.message == "Eerst. Dan. 1 besloten stukken overgeslagen. 3 stukken van later overgeslagen."
    assert not session.is_complete


def test_a_note_leaves_the_list_complete(session: Session) -> None:
    session.note("Iets.")
    session.skip("iets")
    assert session.is_complete


def test_a_problem_is_kept_with_its_part(session: Session) -> None:
    session.reject("deel", "http_404", "weg")
    assert session.problems == [Problem("deel", "http_404", "weg")]


# -- lists


def test_no_more_pages_are_asked_than_the_limit(session: Session, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, b'{"a": 1}', "application/json", "/x")
    assert session.json(f"{base}/x") == {"a": 1}
    assert session.data(f"{base}/x").body == b'{"a": 1}'
    assert (session.pages, session.is_complete) == (2, True)
    for ask in (session.json, session.page, session.data):
        with pytest.raises(PageLimitReached):
            ask(f"{base}/x")
    assert (session.pages, session.is_complete) == (2, False)
    assert session.message == "Niet alles gelezen: de grens van 2 pagina's (limits.pages) is bereikt."
    assert len([1 for request, _ in httpserver.log if request.path == "/x"]) == 2


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{}", "text/html", "blocked"),
        (b"  <html>", "application/json", "blocked"),
        (b"{", "application/json", "unexpected"),
        (b"", "application/json", "unexpected"),
        (b"[" * 99, "application/json", "unexpected"),
    ],
)
def test_what_is_no_json_is_told_apart(
    session: Session, httpserver: HTTPServer, base: str, body: bytes, kind: str, code: str
) -> None:
    serve(httpserver, body, kind, "/x")
    with pytest.raises(FetchFailed) as caught:
        session.json(f"{base}/x")
    assert caught.value.reason_code == code


def test_a_page_is_read_and_a_file_in_its_place_is_not(session: Session, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, b"<p>a", "text/html; charset=utf-8", "/x")
    serve(httpserver, b"%PDF-1.7", "application/pdf", "/y")
    assert session.page(f"{base}/x").body == b"<p>a"
    assert session.page(f"{base}/y").body is None


def test_xhtml_is_a_page(session: Session, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, b"<p>a", "application/xhtml+xml", "/x")
    assert session.page(f"{base}/x").body == b"<p>a"


def test_a_firewalls_page_is_blocked(session: Session, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, FIREWALL, "text/html", "/x")
    with pytest.raises(FetchFailed, match="firewall") as caught:
        session.page(f"{base}/x")
    assert caught.value.reason_code == "blocked"


# -- documents


def refused(session: Session, publication: Publication) -> str:
    with pytest.raises(FetchFailed) as caught:
        session.document(publication, None, None)
    return caught.value.reason_code


def test_a_document_costs_no_page(session: Session, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, b"%PDF-1.7")
    assert session.document(Publication(f"{base}/a.pdf", "A"), None, None).body == b"%PDF-1.7"
    assert session.pages == 0


def test_what_is_held_is_named_and_may_be_unchanged(session: Session, httpserver: HTTPServer, base: str) -> None:
    given = {"If-None-Match": '"1"', "If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}
    httpserver.expect_request("/a.pdf", headers=given).respond_with_data(b"", status=304)
    answer = session.document(Publication(f"{base}/a.pdf", "A"), *given.values())
    assert (answer.status_code, answer.body) == (304, None)


@pytest.mark.parametrize(
    ("path", "due", "body", "code"),
    [
        ("/a.pdf", None, HTML_PAGE, "blocked"),
        ("/a", "application/pdf", HTML_PAGE, "blocked"),
        ("/a.html", "application/pdf", HTML_PAGE, "blocked"),
        ("/a", None, FIREWALL, "blocked"),
        ("/a.html", "text/html", FIREWALL, "blocked"),
        ("/a.pdf", None, b"", "empty"),
        ("/a.pdf", None, b"%PDF-" + b"x" * 96, "too_large"),
    ],
)
def test_bytes_that_are_not_due_fail(
    session: Session, httpserver: HTTPServer, base: str, path: str, due: str | None, body: bytes, code: str
) -> None:
    serve(httpserver, body, "text/html", path)
    assert refused(session, Publication(f"{base}{path}", "A", media_type=due)) == code


@pytest.mark.parametrize(
    ("path", "due", "body"),
    [
        ("/a", None, HTML_PAGE),
        ("/a.html", None, HTML_PAGE),
        ("/a.pdf", "text/html", HTML_PAGE),
        ("/a", "application/xhtml+xml", HTML_PAGE),
        ("/a.pdf", None, b"gewone tekst"),
        ("/a.pdf", None, b"%PDF-" + b"x" * 95),
    ],
)
def test_other_bytes_are_kept(
    session: Session, httpserver: HTTPServer, base: str, path: str, due: str | None, body: bytes
) -> None:
    serve(httpserver, body, "text/html", path)
    assert session.document(Publication(f"{base}{path}", "A", media_type=due), None, None).body == body


def test_the_ending_is_looked_for_before_the_query(session: Session, httpserver: HTTPServer, base: str) -> None:
    serve(httpserver, HTML_PAGE, "text/html", "/a.pdf")
    assert refused(session, Publication(f"{base}/a.pdf?v=1.2", "A")) == "blocked"


# -- files on this machine


def test_a_file_is_read_from_its_path(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(HTML_PAGE)
    answer = session.document(Publication("folder:a.pdf", "A", path=file), None, None)
    assert (answer.url, answer.final_url, answer.status_code) == ("folder:a.pdf", "folder:a.pdf", 200)
    assert (answer.media_type, answer.etag, answer.last_modified) == ("application/pdf", None, None)
    assert answer.body == HTML_PAGE, "in a folder nobody blocks us"


def test_a_file_without_a_known_ending_has_no_declared_type(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "a.xyz"
    file.write_bytes(b"x")
    assert session.document(Publication("folder:a.xyz", "A", path=file), None, None).media_type == ""


def test_files_that_cannot_be_had_tell_why(session: Session, tmp_path: Path) -> None:
    (tmp_path / "leeg.pdf").write_bytes(b"")
    (tmp_path / "groot.pdf").write_bytes(b"x" * 101)
    (tmp_path / "map.pdf").mkdir()

    def code(name: str) -> str:
        return refused(session, Publication(f"folder:{name}", "A", path=tmp_path / name))

    assert code("weg.pdf") == "missing_file"
    assert code("leeg.pdf") == "empty"
    assert code("groot.pdf") == "too_large"
    assert code("map.pdf") == "unreachable"
    (tmp_path / "groot.pdf").write_bytes(b"x" * 100)
    past = Publication("folder:groot.pdf", "A", path=tmp_path / "groot.pdf")
    assert session.document(past, None, None).body == b"x" * 100


def test_a_pipe_or_a_folder_is_not_opened(session: Session, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.pdf")
    for path in (tmp_path / "pijp.pdf", tmp_path):
        with pytest.raises(FetchFailed, match=r"is geen gewoon bestand\.$") as failed:
            session.document(Publication("folder:x", "x", path=path), None, None)
        assert failed.value.reason_code == "unreachable"
