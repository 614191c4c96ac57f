"""Facts about a document: title, type, date, years, draft or not, and whom it is about; each with what it rests on.

Each is found in a module of its own; here they are put together, the title is chosen, and the rows are made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tasks.read.about import OF_ITS_WRITER, about, kind_of_body
from tasks.read.doc_types import OTHER, doc_type
from tasks.read.found import Certainty, Found
from tasks.read.published import day_that_fits, published
from tasks.read.status import Status, status
from tasks.read.years import Years, years
from text.organisations import Organisations

HEAD = 600
"""Characters at the start of a document that say what it is."""

_OF_A_MEETING = frozenset({"notulen", "besluitenlijst"})
_FILE_NAME = re.compile(r"\S*\.(?:pdf|docx?|xlsx?|pptx?|odt|html?|md|txt|xml)", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[^\W\d_]{3,}")
# words that say nothing, and what official publications are numbered with (kst-25295-2163)
_EMPTY_WORDS = frozenset(
    {
        "bijlage",
        "document",
        "scan",
        "download",
        "bestand",
        "definitief",
        "versie",
        "pdf",
        "docx",
        "untitled",
        "naamloos",
    }
    | {"kst", "blg", "gmb", "stb", "stcrt", "prb", "wsb"}
)
# no word but a number: BP2021-0301, 25295-2163
_NUMBER = re.compile(r"\d{5}|[A-Za-z]\d")
_LONGEST_TITLE = 300
_TITLE_REACH = 2_000
_MENU_LINES = 8
_MADE_BY = re.compile(r"^Microsoft (?:Word|PowerPoint|Office Word) - ", re.IGNORECASE)


@dataclass(frozen=True)
class Publication:
    """What a source says of a document; source_organisation_id: the organisation whose source it is."""

    publication_id: str
    title: str
    doc_type: str | None = None
    publication_date: date | None = None
    organisation_id: str | None = None
    organisation_name: str | None = None
    organisation_kind: str | None = None
    source_organisation_id: str | None = None


@dataclass(frozen=True)
class Opening:
    """What a document says of itself.

    title: in its metadata. heading: its first heading. cover: what stands by itself before the first sentence, running
    headers too. text: its first pages. metadata_date: in its metadata; is_stated: as its date of issue, else only as
    when the file was made.
    """

    title: str
    heading: str
    cover: str
    text: str
    is_web_page: bool
    metadata_date: date | None = None
    is_stated: bool = False

    @property
    def all_cover(self) -> str:
        """Heading and cover. A sentence may name anybody and anything in passing; a cover says what a document is."""
        return f"{self.heading}\n{self.cover}"

    @property
    def head(self) -> str:
        """The first words of the text."""
        return self.text[:HEAD]


@dataclass(frozen=True)
class Facts:
    """What a document is. about: the name of a body; organisation_id: if it is one of ours; org_kind: its kind."""

    title: Found[str]
    doc_type: Found[str]
    publication_date: Found[date | None]
    years: Found[Years | None]
    about: Found[str]
    draft: Found[Status]
    organisation_id: str | None
    org_kind: str | None

    def columns(self) -> dict[str, Any]:
        """The columns of core_document; what is onzeker is not in them, and its basis is as that table has them."""
        kind, day, span = _sure(self.doc_type), _sure(self.publication_date), _sure(self.years)
        whom = _sure(self.about)
        first, last = span.value if span and span.value else (None, None)
        return {
            "title": self.title.value,
            "doc_type": kind.value if kind else OTHER,
            "doc_type_basis": _coarse(kind, {"cover": "text"}),
            "publication_date": day.value if day else None,
            "year_from": first,
            "year_to": last,
            "year_basis": _coarse(span, {"cover": "text"}),
            "about_organisation_id": self.organisation_id if whom else None,
            "about_name": whom.value if whom else None,
            "about_basis": _coarse(whom, {"cover": "text"}),
            "org_kind": self.org_kind,
            "is_draft": self.draft.value == "concept" and self.draft.is_sure_enough,
        }

    def rows(self) -> list[dict[str, str]]:
        """The rows of core_fact, but for their document_id."""
        span = self.years.value
        day = self.publication_date.value
        is_typed = self.doc_type.basis != "none"
        return [
            self.title.row("title", self.title.value),
            self.doc_type.row("doc_type", self.doc_type.value if is_typed else ""),
            self.publication_date.row("publication_date", "" if day is None else str(day)),
            self.years.row("years", "" if span is None else "-".join(map(str, sorted(set(span))))),
            self.about.row("about", self.about.value),
            self.draft.row("draft", self.draft.value),
        ]


def _sure(found: Found[Any]) -> Found[Any] | None:
    return found if found.basis != "none" and found.is_sure_enough else None


def _coarse(found: Found[Any] | None, names: dict[str, str]) -> str:
    """The basis as core_document has it."""
    return "none" if found is None else names.get(found.basis, found.basis)


def facts(publications: Sequence[Publication], opening: Opening, organisations: Organisations) -> Facts:
    """The facts. Several publications of the same bytes: of that whose organisation they are about, else the first."""
    ordered = sorted(publications, key=lambda publication: publication.publication_id)
    found = [_facts(publication, opening, organisations) for publication in ordered]
    for publication, fact in zip(ordered, found, strict=True):
        if publication.organisation_id is not None and publication.organisation_id == fact.organisation_id:
            return fact
    return found[0]


def _facts(publication: Publication, opening: Opening, organisations: Organisations) -> Facts:
    title = _title(publication.title, opening)
    cover, head = opening.all_cover, opening.head
    # a file name that says too little for a title may still bear a type, a date, a status
    words = title.value if publication.title in title.value else f"{title.value}\n{publication.title}"
    # many lines of a web page before its first sentence are a menu
    is_menu = opening.is_web_page and opening.cover.count("\n") >= _MENU_LINES
    lines = opening.heading if is_menu else cover
    kind = doc_type(publication.doc_type, title.value, lines, head, opening.is_web_page)
    sure_kind = kind.value if kind.is_sure_enough else OTHER
    day = published(publication.publication_date, opening, words, sure_kind in _OF_A_MEETING)
    span = years(title.value, cover, sure_kind, day)
    day = day_that_fits(day, span)
    whom = about(publication, sure_kind, title.value, opening, organisations)
    known = organisations.known.get(whom[1] or "")
    return Facts(
        title,
        kind,
        day,
        span,
        whom[0],
        status(words, cover, head, sure_kind in OF_ITS_WRITER),
        whom[1],
        kind_of_body(publication, whom, known, sure_kind, title.value, cover, organisations),
    )


def _title(listed: str, opening: Opening) -> Found[str]:
    """The listed title, unless that says nothing and the document has a better one.

    How sure it is, the document tells: whether the words of the title stand in it.
    """
    listed, heading, named = (
        " ".join(one.split()) for one in (listed, opening.heading, _MADE_BY.sub("", opening.title))
    )
    own = f"{opening.all_cover}\n{opening.text[:_TITLE_REACH]}".casefold()
    is_number = _NUMBER.search(listed) is not None and not any(word.casefold() in own for word in _words(listed))
    if _says_something(listed) and not (is_number and _says_something(heading)):
        return Found(listed, "source", "zeker" if _stands_in(listed, f"{own}\n{named.casefold()}") else "matig", listed)
    # the heading first: the title in the metadata is often that of an older document
    if _says_something(heading) and not _FILE_NAME.fullmatch(heading):
        certainty: Certainty = "zeker" if named and _stands_in(named, heading.casefold()) else "matig"
        return Found(heading[:_LONGEST_TITLE], "cover", certainty, heading)
    if _says_something(named) and not _FILE_NAME.fullmatch(named):
        return Found(named[:_LONGEST_TITLE], "metadata", "matig" if _stands_in(named, own) else "onzeker", named)
    return Found(listed, "source", "onzeker", listed) if listed else Found("Zonder titel")


def _says_something(title: str) -> bool:
    return any(word.lower() not in _EMPTY_WORDS for word in _words(title))


def _stands_in(title: str, text: str) -> bool:
    """Whether more than half of the words of the title stand in the text."""
    words = _words(title)
    return 2 * sum(word.casefold() in text for word in words) > len(words)


def _words(title: str) -> list[str]:
    """The words of a title, without those that are part of a number: BP2021-0301."""
    return [word for part in title.split() if not _NUMBER.search(part) for word in _TITLE_WORD.findall(part)]
