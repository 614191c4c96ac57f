"""The interface of Notubiz on loopback, with one council."""

from __future__ import annotations

import json
import re
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

MODULES = "/organisations/3/modules"


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
        if callable(body):
            body = body(request.args.to_dict())
        if isinstance(body, int):
            return Response("{}", status=body, content_type="application/json")
        if isinstance(body, tuple):
            return Response(json.dumps({"message": body[1]}), status=body[0], content_type="application/json")
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
