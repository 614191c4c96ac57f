"""The shapes in which the supplier's interface (Notubiz, version 1.17.0) tells what a council has.

Plain dictionaries with the keys of real answers. Which address gives which answer is in notubiz.py. `host` is the
portal's own host and port; like the supplier, `self` lacks a scheme and `publication_date` is the day of asking.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from demo.addresses import file_name, media_type
from demo.council import MODULES, Council, Item, Meeting, has_spoilt_address, version
from demo.documents import Document, number_of
from demo.render import Rendered

Answer = dict[str, Any]
# Where a document of a meeting lies: at a point of the agenda, at a point below a point, or with the meeting itself.
AGENDA, BELOW_AGENDA, ON_TABLE = range(3)
FROM, UNTIL = "19:30:00", "22:45:00"
TITLE, MAIN_DOCUMENT, DESCRIPTION, DATE, LOCATION, AGENDA_ITEM = 1, 2, 3, 15, 50, 54
CONNECTION_TO_ITEM = 17
PLURAL = {"meeting": "meetings", "assembly": "assemblies"}


class Answers:
    """Writes answers for one portal."""

    def __init__(self, host: str, rendered: Rendered) -> None:
        self.host = host
        self.rendered = rendered

    def organisation(self, council: Council) -> Answer:
        """An entry of /organisations."""
        return {"name": council.site.name, "logo": "", "@attributes": {"id": str(council.number)}}

    def event(self, council: Council, meeting: Meeting) -> Answer:
        """An entry of /events: a meeting without its agenda."""
        return {
            "id": meeting.number,
            "self": f"{self.host}/events/{PLURAL[meeting.kind]}/{meeting.number}",
            "type": meeting.kind,
            "permission_group": meeting.permission_group,
            "confidential": int(meeting.permission_group != "public"),
            "organisation": self._organisation(council),
            "gremium": self.gremium(council),
            "attributes": [_attribute(TITLE, meeting.title), _attribute(LOCATION, "Raadzaal")],
            "plannings": [{"start_date": f"{meeting.date} {FROM}", "end_date": f"{meeting.date} {UNTIL}"}],
            "canceled": meeting.is_canceled,
            "inactive": False,
            "creation_date": f"{meeting.date - datetime.timedelta(days=90)} 10:12:31",
            "last_modified": _day_after(meeting.date),
        }

    def meeting(self, council: Council, meeting: Meeting) -> Answer:
        """The answer of /events/meetings/<id>: the meeting with its agenda, documents on three depths."""
        on_table = [paper for paper in meeting.documents if depth(paper) == ON_TABLE]
        answer = self.event(council, meeting)
        answer["attributes"].append(_attribute(DESCRIPTION, ""))
        return answer | {
            "url": f"http://{self.host}/vergadering/{meeting.number}",
            "body": "council",
            "parent": None,
            "order": 1,
            "announcement": False,
            "live": False,
            "template": False,
            "archive_state": "unarchived",
            "salutation": None,
            "documents": [self.document(council, paper) for paper in on_table],
            "module_items": [],
            "agenda_items": self._agenda(council, meeting),
        }

    def gremium(self, council: Council) -> Answer:
        """The one body that meets: the council itself."""
        number = number_of("gremium", council.site.organisation_id)
        return {"id": number, "self": f"{self.host}/organisations/{council.number}/gremia/{number}"}

    def item(self, council: Council, item: Item) -> Answer:
        """A register item, as in a list and by itself."""
        papers = item.document
        attributes = [
            _module_attribute(TITLE, "Titel", "varchar", {"content": papers.about.title}),
            _module_attribute(DATE, "Datum", "datetime", {"content": f"{papers.about.date} 00:00:00"}),
            _module_attribute(
                MAIN_DOCUMENT, "Hoofddocument", "document", {"document": self.document(council, papers, item)}
            ),
        ]
        for meeting in council.meetings:
            if item in meeting.items:
                label = {"reference_model": "agenda_item", "label": f"{papers.about.title} ({meeting.title})"}
                number = number_of("agenda item", f"{meeting.number}/{item.number}")
                value = {"content": number, "meta_data": label}
                attributes.append(_module_attribute(AGENDA_ITEM, "Behandeld in", "integer", value))
        answer = {
            "id": item.number,
            "self": f"{self.host}/modules/0/items/{item.number}",
            "creation_date": None,
            "last_modified": _day_after(papers.about.date),
            "confidential": 0,
            "body": None,
            "permission_group": "public",
            "organisation_id": council.number,
            "module_id": item.module,
            "attributes": attributes,
        }
        if item.secret is not None:
            answer["attachments"] = {"document": [self._secret(item.secret, papers.about.date)]}
        return answer

    def document(self, council: Council, document: Document, item: Item | None = None) -> Answer:
        """A document as it stands in an agenda or register."""
        current = version(document)
        address = f"http://{self.host}/document/{document.number}/{current}"
        file = self._file(council, document)
        answer = _document(document.number, document.about.title, _day_after(document.about.date), address, self.host)
        answer |= {
            "url": f"http{address}" if has_spoilt_address(document) else address,
            "version": current,
            "types": [{"id": number_of("type", document.about.type) % 400, "value": document.about.type.capitalize()}],
            "versions": [{**file, "id": number} for number in range(current, 0, -1)],
        }
        if item is not None:
            answer["connections"] = [
                {
                    "self": f"{address}/connections/{CONNECTION_TO_ITEM}/{item.number}",
                    "version": current,
                    "order": 1,
                    "document_id": document.number,
                    "connection_type": CONNECTION_TO_ITEM,
                    "connection_id": item.number,
                }
            ]
        return answer

    def _file(self, council: Council, document: Document) -> Answer:
        return {
            "type": "file",
            "mime_type": media_type(document).partition(";")[0],
            "file_name": file_name(document),
            "file_size": len(self.rendered.get(document, council.site.name)),
        }

    def _secret(self, number: int, date: datetime.date) -> Answer:
        title = "Geheime bijlage"
        address = f"http://{self.host}/document/{number}/1"
        file = {"type": "file", "mime_type": "application/pdf", "file_name": "bijlage.pdf", "file_size": 48213, "id": 1}
        return _document(number, title, _day_after(date), address, self.host) | {"confidential": 1, "versions": [file]}

    def _organisation(self, council: Council) -> Answer:
        return {"id": council.number, "self": f"{self.host}/organisations/{council.number}"}

    def _agenda(self, council: Council, meeting: Meeting) -> list[Answer]:
        """Opening and heading, then a point per document, for some documents a point below a point."""
        point = _Points(self.host, meeting)
        agenda = [
            point.new("Opening en mededelingen", None, prefix="1."),
            point.new("Ter bespreking", None, kind="label", is_heading=True),
        ]
        for paper in meeting.documents:
            papers = [self.document(council, paper)]
            if depth(paper) == AGENDA:
                agenda.append(point.new(paper.about.title, None, prefix=f"{len(agenda)}.", documents=papers))
            elif depth(paper) == BELOW_AGENDA:
                upper = point.new(f"Voorbereiding van {paper.about.title}", None, prefix=f"{len(agenda)}.")
                deeper = point.new(paper.about.title, upper["id"], prefix=f"{len(agenda)}.1", documents=papers)
                agenda.append(upper | {"agenda_items": [deeper]})
        for item in meeting.items:
            agenda.append(point.new(item.document.about.title, None, prefix=f"{len(agenda)}.", item=item))
        return agenda


class _Points:
    """Makes agenda items of one meeting, in order."""

    def __init__(self, host: str, meeting: Meeting) -> None:
        self.host = host
        self.meeting = meeting
        self.order = 0

    def new(
        self,
        title: str,
        parent: int | None,
        prefix: str | None = None,
        kind: str = "agenda_point",
        is_heading: bool = False,
        documents: Sequence[Answer] = (),
        item: Item | None = None,
    ) -> Answer:
        self.order += 1
        name = f"{self.meeting.number}/{item.number if item else self.order}"
        number = number_of("agenda item", name)
        link = (
            {"id": item.number, "self": f"{self.host}/modules/0/items/{item.number}", "field_id": AGENDA_ITEM}
            if item
            else None
        )
        return {
            "id": number,
            "type": kind,
            "order": self.order,
            "parent": None if parent is None else {"id": parent, "self": f"{self.host}/agenda_items/{parent}"},
            "meeting": {"id": self.meeting.number, "self": f"{self.host}/events/meetings/{self.meeting.number}"},
            "type_data": {
                "self": f"{self.host}/agenda_items/{kind}s/{number}",
                "heading": is_heading,
                "title_prefix": prefix,
                "attributes": [_attribute(TITLE, title)],
            },
            "documents": list(documents),
            "module_items": [link] if link else [],
            "agenda_items": [],
            "start_date": None,
            "end_date": None,
            "confidential": 0,
            "permission_group": "public",
            "last_modified": _day_after(self.meeting.date),
        }


def depth(document: Document) -> int:
    """Where the document lies in its meeting: AGENDA, BELOW_AGENDA or ON_TABLE, whatever else lies there."""
    return document.number % 3


def modules() -> list[Answer]:
    """The answer of /organisations/<id>/modules: every register, the last under a name of the gemeente's own."""
    return [
        {"custom_name": "Voorstellen" if number == 19 else "", "name": name, "id": number}
        for number, name in MODULES.items()
    ]


def _document(number: int, title: str, last_modified: str, address: str, host: str) -> Answer:
    return {
        "self": f"{host}/document/{number}",
        "url": address,
        "title": title,
        "description": "",
        "date": "",
        "case_code": "",
        "policy_field": "",
        "category": "",
        "id": number,
        "confidential": 0,
        "publication_date": str(datetime.datetime.now(ZoneInfo("Europe/Amsterdam")).date()),
        "last_modified": last_modified,
        "version": 1,
        "types": [{"id": 1, "value": "Document"}],
        "versions": [],
    }


def _attribute(number: int, value: str) -> Answer:
    return {"id": number, "reference_model": None, "value": value}


def _module_attribute(number: int, label: str, datatype: str, value: Answer) -> Answer:
    return {
        "label": label,
        "id": number,
        "datatype": datatype,
        "order": number,
        "multiple": 0,
        "visible": "both",
        "values": [{"meta_data": None, **value}],
    }


def _day_after(date: datetime.date) -> str:
    return f"{date + datetime.timedelta(days=1)} 10:14:53"
