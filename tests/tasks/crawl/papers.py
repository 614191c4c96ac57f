"""Documents on loopback, and what a warehouse would remember of nights of listing them."""

from __future__ import annotations

import hashlib

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tasks.crawl.listing import Listing, Row


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Site:
    """Documents by path: bytes, or a status; with ETags."""

    def __init__(self, server: HTTPServer) -> None:
        self.base = server.url_for("").rstrip("/")
        self.documents: dict[str, bytes | int] = {}
        self.asked: list[tuple[str, str | None]] = []
        for path in ("a", "b", "c", "d", "e", "f", "g", "h"):
            server.expect_request(f"/{path}.pdf").respond_with_handler(self._answer)
        server.expect_request("/robots.txt").respond_with_data("", status=404)

    def _answer(self, request: Request) -> Response:
        self.asked.append((request.path, request.headers.get("If-None-Match")))
        body = self.documents[request.path]
        if isinstance(body, int):
            return Response(status=body)
        tag = f'"{len(body)}"'
        headers = {"ETag": tag, "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"}
        if request.headers.get("If-None-Match") == tag:
            return Response(status=304, headers=headers)
        return Response(body, headers=headers, content_type="application/pdf; charset=x")

    def __getitem__(self, name: str) -> str:
        return f"{self.base}/{name}.pdf"


def remembered(*nights: Listing, known: dict[str, Row] | None = None) -> dict[str, Row]:
    """The known rows after these nights, as the warehouse would tell them."""
    rows = dict(known or {})
    for listing in nights:
        for row in listing.publications:
            before = rows.get(row["publication_id"], dict.fromkeys(("etag", "last_modified", "fetched_at")))
            of_fetches = {name: before.get(name) for name in ("etag", "last_modified", "fetched_at", "tried_at")}
            rows[row["publication_id"]] = {**of_fetches, "last_reason": before.get("last_reason"), **row}
        for fetch in listing.fetches:
            row = rows[fetch["publication_id"]]
            row |= {"tried_at": fetch["fetched_at"], "last_reason": fetch["reason_code"]}
            if fetch["reason_code"] is None:
                row |= {name: fetch[name] for name in ("etag", "last_modified", "fetched_at")}
    return rows
