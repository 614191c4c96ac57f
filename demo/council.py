"""What a fictional gemeente has in its council information system: meetings with agendas, and registers of items.

Here is what there is; the shape in which the supplier's interface tells it is in notubiz_answers.py. Documents say in
their `route` where they belong; a few meetings without documents, as every council has, are made up here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from demo.documents import Document, number_of
from demo.sites import Site
from schemas.errors import UsageError

# The registers that the supplier offers: number and the supplier's own name.
MODULES = {
    1: "Ingekomen stukken",
    3: "Toezeggingen",
    4: "Schriftelijke vragen",
    6: "Moties",
    8: "Bestuursdocumenten",
    19: "Raadsvoorstellen",
}
# Meetings where nothing was handed out: the third Tuesday of each of these months.
QUIET_MONTHS = [(year, month) for year in (2023, 2024, 2025) for month in (1, 4, 7, 10)]
TUESDAY = 1
# Every third document has been replaced once, so that its first version may not be fetched any more.
REPLACED_EVERY = 3
# Some addresses in the supplier's lists are spoilt; the document is there all the same.
SPOILT_EVERY = 7


@dataclass(frozen=True)
class Meeting:
    """One meeting of the council: bare Dutch wall clock, and the documents handed out."""

    number: int
    title: str
    date: datetime.date
    documents: tuple[Document, ...] = ()
    permission_group: str = "public"
    kind: str = "meeting"
    is_canceled: bool = False
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Item:
    """One item of a register: a document with its date, and perhaps a confidential attachment."""

    number: int
    module: int
    document: Document
    secret: int | None = None  # the number of a confidential attachment


@dataclass(frozen=True)
class Council:
    """A gemeente at the supplier: who it is, its meetings by date and its register items by number."""

    site: Site
    meetings: tuple[Meeting, ...]
    items: tuple[Item, ...]
    documents: dict[int, Document] = field(default_factory=dict)  # by number, those in meetings and registers

    @property
    def number(self) -> int:
        """The organisation's number at the supplier."""
        return self.site.number or 0


def version(document: Document) -> int:
    """The current version of a document at the supplier: 2 if it has been replaced, else 1."""
    return 2 if document.number % REPLACED_EVERY == 0 else 1


def has_spoilt_address(document: Document) -> bool:
    """Whether the supplier's list gives a useless address for the document."""
    return document.number % SPOILT_EVERY == 0


def councils(found: Iterable[Site], documents: Iterable[Document]) -> list[Council]:
    """The councils of the sites that have a number at the supplier, by that number.

    The first of them that has a register item has one with a confidential attachment.
    Raises UsageError, naming the document, for a route that leads nowhere.
    """
    per_organisation: dict[str, list[Document]] = {}
    for document in documents:
        per_organisation.setdefault(document.organisation_id, []).append(document)
    result: list[Council] = []
    with_number = [site for site in found if site.number is not None]
    for site in sorted(with_number, key=lambda site: site.number or 0):
        hide_one = not any(item.secret for council in result for item in council.items)
        result.append(_council(site, per_organisation.get(site.organisation_id, []), hide_one))
    return result


def _council(site: Site, documents: list[Document], hide_one: bool) -> Council:
    handed_out: dict[tuple[datetime.date, str], list[Document]] = {}
    items: list[Item] = []
    for document in sorted(documents, key=lambda document: document.key):
        kind, _, place = document.about.route.partition(":")
        if kind == "meeting":
            handed_out.setdefault((document.about.date, place), []).append(document)
        else:
            if int(place) not in MODULES:
                known = ", ".join(map(str, MODULES))
                raise UsageError(f"{document.key}: the supplier has no module {place}. Choose one of {known}.")
            secret = number_of("confidential", site.organisation_id) if hide_one and not items else None
            items.append(Item(number_of("item", document.key), int(place), document, secret))
    meetings = [
        Meeting(
            number_of("meeting", f"{site.organisation_id}/{date}/{title}"),
            title,
            date,
            tuple(papers),
            items=tuple(item for item in items if item.document.about.date == date),
        )
        for (date, title), papers in handed_out.items()
    ]
    meetings += _quiet_meetings(site)
    return Council(
        site,
        tuple(sorted(meetings, key=lambda meeting: (meeting.date, meeting.number))),
        tuple(sorted(items, key=lambda item: item.number)),
        {document.number: document for document in documents},
    )


def _quiet_meetings(site: Site) -> list[Meeting]:
    """Meetings without documents; among them one called off, one that is a day of meetings, one without rights."""
    meetings = []
    for place, (year, month) in enumerate(QUIET_MONTHS):
        first = datetime.date(year, month, 1)
        date = first + datetime.timedelta(days=(TUESDAY - first.weekday()) % 7 + 14)
        title, group, kind = "Raadsvergadering", "public", "meeting"
        if place == 1:
            title, kind = "Raadsavond", "assembly"
        elif place == 2:
            title, group = "Besloten overleg van het presidium", "presidium"
        number = number_of("quiet meeting", f"{site.organisation_id}/{date}")
        meetings.append(Meeting(number, title, date, (), group, kind, is_canceled=place == 3))
    return meetings
