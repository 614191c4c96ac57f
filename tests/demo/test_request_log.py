"""What was asked, by kind."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from demo.request_log import Request, RequestLog, kind_of, summary


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/document/12345678/1", "document"),
        ("/media/2024/06/stuk.pdf", "document"),
        ("/publicaties/stuk", "document"),
        ("/publicaties/", "listing"),
        ("/documenten", "listing"),
        ("/documenten/2024", "listing"),
        ("/events/meetings/1", "listing"),
        ("/x/document/1", "listing"),
        ("/", "listing"),
        ("/sitemap.xml", "listing"),
        ("/robots.txt", "robots"),
        ("/robotsxtxt", "listing"),
        ("/kalender/1", "trap"),
    ],
)
def test_the_path_says_what_is_asked_for(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def answer(request: HttpRequest) -> Response:
    return PlainTextResponse("x", 304 if "held" in request.query_params else 200)


@pytest.fixture
def client() -> TestClient:
    routes = [Route(path, answer) for path in ("/documenten", "/media/a.pdf", "/robots.txt")]
    return TestClient(RequestLog(Starlette(routes=routes)))


def test_every_request_is_counted_with_its_answer_but_not_the_count_itself(client: TestClient) -> None:
    for path in ("/documenten?page=2", "/media/a.pdf", "/media/a.pdf?held=1", "/media/weg.pdf", "/robots.txt"):
        client.get(path)
    client.head("/media/a.pdf")
    client.get("/__requests")
    assert client.get("/__requests").json() == {
        "counts": {"document": 4, "robots": 1, "trap": 0, "listing": 1},
        "documents_sent": 2,
        "requests": [
            ["listing", "GET", "/documenten?page=2", 200],
            ["document", "GET", "/media/a.pdf", 200],
            ["document", "GET", "/media/a.pdf?held=1", 304],
            ["document", "GET", "/media/weg.pdf", 404],
            ["robots", "GET", "/robots.txt", 200],
            ["document", "HEAD", "/media/a.pdf", 200],
        ],
    }


def test_delete_begins_anew(client: TestClient) -> None:
    client.get("/documenten")
    assert client.delete("/__requests").json()["requests"] == []
    assert client.get("/__requests").json()["counts"] == {"document": 0, "robots": 0, "trap": 0, "listing": 0}


def test_only_documents_with_status_200_count_as_sent() -> None:
    lines = [Request("document", "GET", "/a", 200), Request("document", "GET", "/a", 206)]
    lines.append(Request("listing", "GET", "/b", 200))
    assert summary(lines)["documents_sent"] == 1


def test_what_is_no_http_passes_through_uncounted() -> None:
    log = RequestLog(Starlette())
    with TestClient(log):  # start-up and shut-down messages
        pass
    assert log.requests == []
