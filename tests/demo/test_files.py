"""Handing over a document, and 304 for who has it."""

from __future__ import annotations

import datetime
import hashlib

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from demo.files import file_response

BODY = b"inhoud"
ETAG = f'"{hashlib.sha256(BODY).hexdigest()[:32]}"'
DAY = datetime.date(2024, 6, 19)


@pytest.fixture
def client() -> TestClient:
    def endpoint(request: Request) -> Response:
        return file_response(request, BODY, "application/pdf", DAY, request.query_params.get("name"))

    return TestClient(Starlette(routes=[Route("/", endpoint)]))


def test_a_document_comes_with_type_etag_and_date(client: TestClient) -> None:
    answer = client.get("/?name=stuk.pdf")
    assert (answer.status_code, answer.content) == (200, BODY)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["etag"] == ETAG
    assert answer.headers["last-modified"] == "Wed, 19 Jun 2024 09:00:00 GMT"
    assert answer.headers["content-disposition"] == 'inline; filename="stuk.pdf"'


def test_a_page_has_no_file_name(client: TestClient) -> None:
    assert "content-disposition" not in client.get("/").headers


@pytest.mark.parametrize("named", [ETAG, f"W/{ETAG}", f'"ander", {ETAG}', "*"])
def test_who_names_its_etag_gets_304_without_the_document(client: TestClient, named: str) -> None:
    answer = client.get("/", headers={"If-None-Match": named})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == ETAG


def test_another_etag_gets_the_document_whatever_date_it_names(client: TestClient) -> None:
    headers = {"If-None-Match": '"ander"', "If-Modified-Since": "Wed, 19 Jun 2024 09:00:00 GMT"}
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("Wed, 19 Jun 2024 09:00:00 GMT", 304),
        ("Thu, 20 Jun 2024 09:00:00 GMT", 304),
        ("Wed, 19 Jun 2024 08:59:59 GMT", 200),
        ("gisteren", 200),
        ("Wed, 19 Jun 2024 09:00:00", 200),
    ],
)
def test_a_date_counts_from_the_moment_of_the_last_change(client: TestClient, since: str, status: int) -> None:
    assert client.get("/", headers={"If-Modified-Since": since}).status_code == status
