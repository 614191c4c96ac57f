"""What was asked of the portal: one line per request, by kind, so that a test can count documents and lists apart.

`GET /__requests` on any port tells that port's count, `DELETE /__requests` begins anew; neither is counted itself.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass
from typing import Any

from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "/__requests"
# kind of request, by its path; the first that fits
KINDS = (
    ("document", re.compile(r"/(document|media|publicaties)/.+")),
    ("robots", re.compile(r"/robots\.txt")),
    ("trap", re.compile(r"/kalender/.*")),
    ("listing", re.compile(r".*")),
)


@dataclass(frozen=True)
class Request:
    """One request and the status of its answer."""

    kind: str  # document | robots | trap | listing
    method: str
    address: str  # path, and ? with the query if there is one
    status: int


def kind_of(path: str) -> str:
    """Which kind of thing is asked for at the path."""
    return next(kind for kind, pattern in KINDS if pattern.fullmatch(path))


class RequestLog:
    """An application in front of another that writes down what is asked of it."""

    def __init__(self, application: ASGIApp) -> None:
        self.application = application
        self.requests: list[Request] = []
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
        elif scope["path"] == ADDRESS:
            await self._answer(scope["method"])(scope, receive, send)
        else:
            await self._write_down(scope, receive, send)

    async def _write_down(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                query = scope["query_string"].decode("latin-1")
                address = scope["path"] + (f"?{query}" if query else "")
                line = Request(kind_of(scope["path"]), scope["method"], address, message["status"])
                with self._lock:
                    self.requests.append(line)
            await send(message)

        await self.application(scope, receive, sending)

    def _answer(self, method: str) -> Response:
        with self._lock:
            if method == "DELETE":
                self.requests.clear()
            return JSONResponse(summary(self.requests))


def summary(requests: list[Request]) -> dict[str, Any]:
    """How many of each kind, how many of the documents were sent in full, and every request."""
    counts = Counter(request.kind for request in requests)
    sent = sum(request.kind == "document" and request.status == 200 for request in requests)
    return {
        "counts": {kind: counts[kind] for kind, _ in KINDS},
        "documents_sent": sent,
        "requests": [[request.kind, request.method, request.address, request.status] for request in requests],
    }
