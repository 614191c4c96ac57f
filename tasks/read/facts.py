"""Facts about a document: title, type, date, years, draft or not, and whom it is about; each with what it rests on.

Whom a single passage is about is in text/acting.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tasks.read.dates import YearBasis, labelled_date, years
from tasks.read.doc_types import DocTypeBasis, doc_type
from text.organisations import KnownOrganisation, Organisations

VERSION = "1"

AboutBasis = Literal["title", "text", "source", "manifest", "none"]

HEAD = 600
"""Characters at the start of a document that say what it is."""

# what a council or a college writes is about itself, also when its title names the region it writes about
_OF_ITS_WRITER = frozenset(
    {
        *("raadsvoorstel", "raadsinformatiebrief", "motie", "amendement", "schriftelijke_vragen", "notulen"),
        *("besluitenlijst", "brief", "nieuwsbericht", "webpagina"),
    }
)
_BOARD = re.compile(r"\b(?:algemeen|dagelijks) bestuur\b|\bveiligheidsberaad\b", re.IGNORECASE)
_DRAFT_TITLE = re.compile(r"\b(?:concept|ontwerp|voorlopige?)(?!ueel|uele|en\b)", re.IGNORECASE)
_DRAFT_TEXT = re.compile(
    r"(?:^|\n)\s*(?:CONCEPT|Concept|ONTWERP|Ontwerp)\b(?!\w)|\b(?i:status\s*:?\s*(?:concept|ontwerp))\b", re.MULTILINE
)
_FILE_NAME = re.compile(r"\S*\.(?:pdf|docx?|xlsx?|pptx?|odt|html?|md|txt|xml)", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[^\W\d_]{3,}")
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
)
_LONGEST_TITLE = 300
_MADE_BY = re.compile(r"^Microsoft (?:Word|PowerPoint|Office Word) - ", re.IGNORECASE)

# kinds of body that are none of ours, by their name or by what they write; the first that fits
_KIND_WORDS = (
    ("veiligheidsregio", r"\bveiligheidsregio\b(?!')"),
    ("ggd", r"\bggd\b|\bgemeentelijke gezondheidsdienst"),
    (
        "rijk",
        r"\bministerie\b|\bminister\b|\bstaatssecretaris|\brijk(?:s\w*)?\b|\btweede kamer|\bkamer(?:brief|stuk)"
        r"|\bnctv\b|\brivm\b",
    ),
    (
        "overig",
        r"\bwaterschap|\bhoogheemraadschap|\bprovincie\b|\bnetbeheerder|\bdrinkwaterbedrijf|\bwoningcorporatie"
        r"|\bstichting\b|\bb\.?v\.?\b|\bn\.?v\.?\b",
    ),
    ("gemeente", r"\bgemeente(?:raad)?\b|\bburgemeester en wethouders\b"),
)
_KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KIND_WORDS)
_GGD = re.compile(r"\bGGD\b")
_OF_THE_STATE = frozenset({"kamerstuk", "wet"})


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
class Facts:
    """The columns of core_document that say what a document is."""

    title: str
    doc_type: str
    doc_type_basis: DocTypeBasis
    publication_date: date | None
    year_from: int | None
    year_to: int | None
    year_basis: YearBasis
    about_organisation_id: str | None
    about_name: str | None
    about_basis: AboutBasis
    org_kind: str | None
    is_draft: bool

    def sources(self) -> list[FactSource]:
        """Where each fact came from, and how sure it is."""
        years = "" if self.year_from is None else f"{self.year_from}-{self.year_to}"
        return [
            FactSource("doc_type", self.doc_type if self.doc_type_basis != "none" else "", self.doc_type_basis),
            FactSource("years", years, self.year_basis),
            FactSource("about", self.about_name or "", self.about_basis),
        ]


@dataclass(frozen=True)
class FactSource:
    """A fact as core_fact has it: its value as text, what it was taken from, how sure, and in which words."""

    fact: str
    value: str
    basis: str
    certainty: str = "matig"
    found_in: str = ""


@dataclass(frozen=True)
class Opening:
    """What a document says of itself.

    title: in its metadata. heading: its first heading. cover: what stands by itself before the first sentence, running
    headers too. text: its first words.
    """

    title: str
    heading: str
    cover: str
    text: str
    is_web_page: bool


def facts(publications: Sequence[Publication], opening: Opening, organisations: Organisations) -> Facts:
    """The facts. Several publications of the same bytes: of that whose organisation they are about, else the first."""
    ordered = sorted(publications, key=lambda publication: publication.publication_id)
    found = [_facts(publication, opening, organisations) for publication in ordered]
    for publication, fact in zip(ordered, found, strict=True):
        if publication.organisation_id is not None and publication.organisation_id == fact.about_organisation_id:
            return fact
    return found[0]


def _facts(publication: Publication, opening: Opening, organisations: Organisations) -> Facts:
    title = _title(publication.title, opening)
    # a sentence may name anybody and anything in passing; a cover says what a document is
    cover = f"{opening.heading}\n{opening.cover}"
    kind, kind_basis = doc_type(publication.doc_type, title, cover, opening.is_web_page)
    published = publication.publication_date or labelled_date(f"{cover}\n{opening.text[:HEAD]}")
    year_from, year_to, year_basis = years(title, cover, kind, published)
    about_id, about_basis = _about(publication, kind, title, cover, organisations)
    known = organisations.known.get(about_id) if about_id else None
    if known is None and about_basis != "none":
        about_basis = "manifest" if publication.organisation_name else "none"
    return Facts(
        title,
        kind,
        kind_basis,
        published,
        year_from,
        year_to,
        year_basis,
        known.organisation_id if known else None,
        known.name if known else publication.organisation_name,
        about_basis,
        _kind_of(known, title, kind, about_basis) if known else _kind(publication, kind, title, cover),
        _DRAFT_TITLE.search(title) is not None or _DRAFT_TEXT.search(f"{cover}\n{opening.text[:HEAD]}") is not None,
    )


def _kind_of(known: KnownOrganisation, title: str, kind: str, about_basis: AboutBasis) -> str:
    """Kind of one of ours; what a GGD publishes through one of its gemeenten is that GGD's."""
    is_of_ggd = about_basis != "title" and kind not in _OF_ITS_WRITER and _GGD.search(title) is not None
    return "ggd" if is_of_ggd else known.kind


def _title(listed: str, opening: Opening) -> str:
    """The listed title, unless that says nothing and the document has a better one."""
    listed = " ".join(listed.split())
    if _says_something(listed):
        return listed
    # the heading first: the title in the metadata is often that of an older document
    for own in (opening.heading, _MADE_BY.sub("", opening.title)):
        own = " ".join(own.split())
        if _says_something(own) and not _FILE_NAME.fullmatch(own):
            return own[:_LONGEST_TITLE]
    return listed or "Zonder titel"


def _says_something(title: str) -> bool:
    return any(word.lower() not in _EMPTY_WORDS for word in _TITLE_WORD.findall(title))


def _about(
    publication: Publication, kind: str, title: str, cover: str, organisations: Organisations
) -> tuple[str | None, AboutBasis]:
    own = publication.organisation_id
    by_source: AboutBasis = "source" if own and own == publication.source_organisation_id else "manifest"
    in_title = organisations.named(title)
    is_of_board = kind == "notulen" and _BOARD.search(title) is not None
    if own and kind in _OF_ITS_WRITER and not is_of_board:
        return own, "title" if own in in_title else by_source
    if in_title:
        return (own if own in in_title else _region_first(in_title, organisations)), "title"
    in_cover = organisations.named(cover)
    if own and (own in in_cover or len(in_cover) != 1):
        return own, by_source
    if in_cover:
        return _region_first(in_cover, organisations), "text"
    if own:
        return own, by_source
    return None, "manifest" if publication.organisation_name else "none"


def _region_first(named: Sequence[str], organisations: Organisations) -> str:
    """Of several bodies named together the region: a title names its gemeenten beside it."""
    regions = [name for name in named if organisations.known[name].kind == "veiligheidsregio"]
    return (regions or list(named))[0]


def _kind(publication: Publication, kind: str, title: str, cover: str) -> str | None:
    """Kind of a body that is none of ours, as the source says or as its name or words tell; None: not known."""
    if publication.organisation_kind:
        return publication.organisation_kind
    if kind in _OF_THE_STATE:
        return "rijk"
    for text in (publication.organisation_name or "", title, cover):
        for name, pattern in _KINDS:
            if pattern.search(text):
                return name
    return None
