"""The interface of the supplier of council information (Notubiz, version 1.17.0) on one port, for all councils on it.

Addresses, parameters and refusals belong here; the shapes of answers are in notubiz_answers.py. It is as strict as the
real one: without a user agent nothing, without format=json no JSON, no other version than 1.17.0.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from demo.addresses import file_name, media_type
from demo.council import Council, version
from demo.files import file_response
from demo.notubiz_answers import Answers, modules
from demo.render import Rendered
from demo.sites import HOST

VERSION = "1.17.0"
PER_PAGE = 10
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
CLOSED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<error><error_code>4001</error_code><message>U moet een token doorgeven</message></error>\n"
)

Endpoint = Callable[[Request], Response]


class Refusal(Exception):
    """An answer to the client other than what it asked for: a status and a message."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def notubiz(councils: Sequence[Council], rendered: Rendered) -> Starlette:
    """The application for the councils on one port."""
    interface = _Interface(councils, rendered)
    addresses = {
        "/organisations": interface.organisations,
        "/organisations/{organisation:int}": interface.organisation,
        "/organisations/{organisation:int}/gremia": interface.gremia,
        "/organisations/{organisation:int}/modules": interface.modules,
        "/organisations/{organisation:int}/modules/{module:int}/items": interface.items,
        "/modules/0/items/{item:int}": interface.item,
        "/events": interface.events,
        "/events/meetings/{meeting:int}": interface.meeting,
    }
    routes = [Route(address, _json(endpoint)) for address, endpoint in addresses.items()]
    routes.append(Route("/document/{document:int}/{version:int}", interface.document))
    return Starlette(routes=routes)


def _json(ask: Callable[[Request], Any]) -> Endpoint:
    """An endpoint that answers in JSON what `ask` returns, after the checks that hold for every question."""

    def endpoint(request: Request) -> Response:
        if not request.headers.get("user-agent"):
            return HTMLResponse("<html><body><h1>403 Forbidden</h1></body></html>", 403)
        if request.query_params.get("format") != "json":
            return Response('<?xml version="1.0" encoding="UTF-8"?>\n<response/>\n', media_type="text/xml")
        if request.query_params.get("version") != VERSION:
            return JSONResponse({"message": "Unsupported version"}, 400)
        try:
            return JSONResponse(ask(request))
        except Refusal as refusal:
            return JSONResponse({"message": refusal.message}, refusal.status)

    return endpoint


class _Interface:
    """What can be asked, over a fixed set of councils."""

    def __init__(self, councils: Sequence[Council], rendered: Rendered) -> None:
        self.councils = {council.number: council for council in councils}
        self.documents = {number: council for council in councils for number in council.documents}
        self.rendered = rendered

    def organisations(self, request: Request) -> Any:
        old = {"name": "Gemeente Schelpenburg (OLD)", "logo": "", "@attributes": {"id": "9000"}}
        answers = self._answers(request)
        return {"organisations": {"organisation": [old, *map(answers.organisation, self.councils.values())]}}

    def organisation(self, request: Request) -> Any:
        return {"organisation": self._answers(request).organisation(self._council(request))}

    def gremia(self, request: Request) -> Any:
        return {"gremia": [self._answers(request).gremium(self._council(request)) | {"title": "Gemeenteraad"}]}

    def modules(self, request: Request) -> Any:
        self._council(request)
        return {"modules": modules()}

    def items(self, request: Request) -> Any:
        council = self._council(request)
        first, last = _period(request, DAY)
        found = [
            item
            for item in council.items
            if item.module == request.path_params["module"] and first <= item.document.about.date <= last
        ]
        start = _number(request, "list_start", default=(_number(request, "page", default=1) - 1) * PER_PAGE)
        shown = found[start : start + PER_PAGE]
        pagination = {"list_start": start, "list_end": start + len(shown), "total_results": len(found)}
        answers = self._answers(request)
        return {"pagination": pagination, "items": [answers.item(council, item) for item in shown]}

    def item(self, request: Request) -> Any:
        council, item = self._find(lambda council: council.items, request.path_params["item"])
        return {"item": self._answers(request).item(council, item)}

    def events(self, request: Request) -> Any:
        council = self.councils.get(_number(request, "organisation_id", default=0))
        if council is None:
            raise Refusal(404, "Organisation not found")
        if "date_from" not in request.query_params or "date_to" not in request.query_params:
            raise Refusal(400, "date_from and date_to are required")
        first, last = _period(request, MOMENT)
        found = [meeting for meeting in council.meetings if first <= meeting.date <= last]
        end = _number(request, "page", default=1) * PER_PAGE
        answers = self._answers(request)
        return {
            "events": [answers.event(council, meeting) for meeting in found[max(0, end - PER_PAGE) : end]],
            "pagination": {"has_more_pages": end < len(found)},
        }

    def meeting(self, request: Request) -> Any:
        council, meeting = self._find(lambda council: council.meetings, request.path_params["meeting"])
        if meeting.kind != "meeting":
            raise Refusal(404, "Meeting not found")
        if meeting.permission_group != "public":
            # with status 200, as the supplier does
            return {"message": "No rights to see this meeting", "error_code": 45624584670}
        return {"meeting": self._answers(request).meeting(council, meeting)}

    def document(self, request: Request) -> Response:
        number, asked = request.path_params["document"], request.path_params["version"]
        council = self.documents.get(number)
        if council is None or asked != version(council.documents[number]):
            return Response(CLOSED, 400, media_type="text/xml")
        document = council.documents[number]
        body = self.rendered.get(document, council.site.name)
        return file_response(request, body, media_type(document), document.about.date, file_name(document))

    def _answers(self, request: Request) -> Answers:
        return Answers(f"{HOST}:{request.scope['server'][1]}", self.rendered)

    def _council(self, request: Request) -> Council:
        council = self.councils.get(request.path_params["organisation"])
        if council is None:
            raise Refusal(404, "Organisation not found")
        return council

    def _find(self, things: Callable[[Council], Sequence[Any]], number: int) -> tuple[Council, Any]:
        """The council that has the thing of that number, and the thing."""
        for council in self.councils.values():
            for thing in things(council):
                if thing.number == number:
                    return council, thing
        raise Refusal(404, "Not found")


def _period(request: Request, form: re.Pattern[str]) -> tuple[datetime.date, datetime.date]:
    """The days of date_from and date_to, both included; a missing one is no bound. Another form is refused."""
    days = []
    for name, default in (("date_from", datetime.date.min), ("date_to", datetime.date.max)):
        text = request.query_params.get(name)
        if text is not None and not form.fullmatch(text):
            raise Refusal(400, f"Invalid {name}")
        try:
            days.append(default if text is None else datetime.date.fromisoformat(text[:10]))
        except ValueError:
            raise Refusal(400, f"Invalid {name}") from None
    return days[0], days[1]


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Refusal(400, f"Invalid {name}")
    return int(text)
