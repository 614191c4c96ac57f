"""How a document is handed over: media type, ETag and Last-Modified, and 304 to who has it already."""

from __future__ import annotations

import datetime
import hashlib
from email.utils import format_datetime, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response


def file_response(request: Request, body: bytes, kind: str, date: datetime.date, name: str | None = None) -> Response:
    """The document, or 304 without it when the client names its ETag, or else its date, as what it has.

    kind: Content-Type; date: last changed on that day, at nine; name: offered for saving, None for a web page.
    """
    changed = datetime.datetime.combine(date, datetime.time(9, 0), datetime.UTC)
    headers = {
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        "Last-Modified": format_datetime(changed, usegmt=True),
    }
    if _is_held(request, headers["ETag"], changed):
        return Response(status_code=304, headers=headers)
    if name is not None:
        headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Response(body, headers=headers | {"Content-Type": kind})


def _is_held(request: Request, etag: str, changed: datetime.datetime) -> bool:
    """RFC 9110: If-Modified-Since is looked at only when there is no If-None-Match."""
    named = request.headers.get("if-none-match")
    if named is not None:
        return etag in [tag.strip().removeprefix("W/") for tag in named.split(",")] or named.strip() == "*"
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= changed
    except (TypeError, ValueError):
        return False
