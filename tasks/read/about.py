"""Whom a document is about: by what its source says, by its title, its cover, or whom its text names most.

Whom a single passage is about is in text/acting.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.read.bodies import Body, bodies, domains, is_at
from tasks.read.found import Basis, Certainty, Found
from text.organisations import KnownOrganisation, Organisations

if TYPE_CHECKING:
    from tasks.read.facts import Opening, Publication

# what a council or a college writes is about itself, also when its title names the region it writes about
OF_ITS_WRITER = frozenset(
    {
        *("raadsvoorstel", "raadsinformatiebrief", "motie", "amendement", "schriftelijke_vragen", "notulen"),
        *("besluitenlijst", "brief", "nieuwsbericht", "webpagina"),
    }
)
_BOARD = re.compile(r"\b(?:algemeen|dagelijks) bestuur\b|\bveiligheidsberaad\b", re.IGNORECASE)
_GGD = re.compile(r"\bGGD\b")
_FEWEST = 3
"""A text names a body at least so often when it is about it."""
_SHARE = 0.7
"""And it is so large a part of the bodies that it names."""

# kinds of body by their name or by what they write; the first that fits
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
_OF_THE_STATE = frozenset({"kamerstuk", "wet"})
_OF_PARLIAMENT = frozenset({"motie", "amendement", "schriftelijke_vragen", "kamerstuk", "notulen"})
_OF_ITS_OWNER = frozenset({"jaarstukken", "jaarverslag", "begroting", "kadernota"})
_OF_A_GEMEENTE = frozenset({"bestemmingsplan", "raadsvoorstel", "raadsinformatiebrief"})
_PARLIAMENT = re.compile(r"^(Tweede|Eerste) Kamer der Staten-Generaal\b", re.MULTILINE)

Whom = tuple[Found[str], str | None]
"""The name of a body, and its organisation_id if it is one of ours."""


def about(publication: Publication, kind: str, title: str, opening: Opening, organisations: Organisations) -> Whom:
    """Whom the document is about. kind: its type."""
    own = organisations.known.get(publication.organisation_id or "")
    if own is not None:
        return _from_a_source(publication, own, kind, title, opening, organisations)
    whom = _named(kind, title, opening, organisations)
    listed = publication.organisation_name
    if listed is None or (whom[1] is not None and whom[0].is_sure_enough):
        return whom
    return Found(listed, "manifest", "zeker", listed), None


def _from_a_source(
    publication: Publication,
    own: KnownOrganisation,
    kind: str,
    title: str,
    opening: Opening,
    organisations: Organisations,
) -> Whom:
    """Of a source of one of ours: about that one, unless the document says that it is another's."""
    own_id = own.organisation_id
    basis: Basis = "source" if own_id == publication.source_organisation_id else "manifest"
    in_title = bodies(title, organisations)
    ours = _ours(in_title)
    is_of_board = kind == "notulen" and _BOARD.search(title) is not None
    if own_id in ours or (kind in OF_ITS_WRITER and not is_of_board):
        return Found(
            own.name, "title" if own_id in ours else basis, "zeker", own.name if own_id in ours else ""
        ), own_id
    if ours:
        return _whom(_region_first(in_title), "title", "zeker" if len(ours) == 1 else "matig")
    strangers = {body.name for body in in_title if body.kind != "ggd"}
    if kind in _OF_ITS_OWNER and len(strangers) == 1:
        return _whom(in_title[0], "title", "matig")
    in_cover = bodies(opening.all_cover, organisations)
    ours = _ours(in_cover)
    if len(ours) == 1 and own_id not in ours:
        return _whom(_region_first(in_cover), "cover", "matig")
    return Found(own.name, basis, "zeker" if own_id in ours else "matig", own.name if own_id in ours else ""), own_id


def _named(kind: str, title: str, opening: Opening, organisations: Organisations) -> Whom:
    """Of a source of nobody in particular: whom the document names as its own."""
    cover = opening.all_cover
    if kind == "wet":
        return Found("Rijk", "text", "zeker", title), None
    if kind in _OF_PARLIAMENT and (house := _PARLIAMENT.search(cover)):
        return Found(house.group(), "cover", "zeker", house.group()), None
    # whom a letter or proposal names in its title is its subject
    if kind not in OF_ITS_WRITER - {"webpagina", "besluitenlijst"} and (in_title := bodies(title, organisations)):
        names = {body.name for body in in_title}
        is_sure = len(names) == 1 or any(body.kind == "veiligheidsregio" for body in in_title)
        certainty: Certainty = "onzeker" if not is_sure else "zeker" if len(names) == 1 else "matig"
        return _whom(_region_first(in_title), "title", certainty)
    in_cover = [body for body in bodies(cover, organisations) if _may_make(body, kind)]
    at_home = domains(opening.text[:2000] + cover)
    for places, basis in ((in_cover, "cover"), (bodies(opening.text[:2000], organisations), "text")):
        senders = [body for body in places if is_at(body, at_home)]
        if len({body.name for body in senders}) == 1:
            return _whom(senders[0], "cover" if basis == "cover" else "text", "zeker")
    names = {body.name for body in in_cover}
    most = _most_named(kind, opening, organisations)
    if len(names) == 1:
        agrees = most is not None and most.name in names
        return _whom(in_cover[0], "cover", "zeker" if agrees else "matig" if most is None else "onzeker")
    if most is not None and (not names or most.name in names):
        return _whom(most, "text", "matig")
    if names:
        return _whom(_region_first(in_cover), "cover", "onzeker")
    return Found(""), None


def _most_named(kind: str, opening: Opening, organisations: Organisations) -> Body | None:
    """The body that the first pages name far more often than any other."""
    found = [body for body in bodies(opening.text, organisations) if _may_make(body, kind)]
    counts = Counter(body.name for body in found)
    if not counts:
        return None
    name, times = counts.most_common(1)[0]
    is_most = times >= _FEWEST and times >= _SHARE * counts.total()
    return next(body for body in found if body.name == name) if is_most else None


def _may_make(body: Body, kind: str) -> bool:
    return kind not in _OF_A_GEMEENTE or body.kind == "gemeente"


def _whom(body: Body, basis: Basis, certainty: Certainty) -> Whom:
    return Found(body.name, basis, certainty, body.name), body.organisation_id


def _ours(named: Sequence[Body]) -> set[str]:
    return {body.organisation_id for body in named if body.organisation_id is not None}


def _region_first(named: Sequence[Body]) -> Body:
    """Of several bodies named together the region of ours: a title names its gemeenten beside it; else one of ours."""
    ours = [body for body in named if body.organisation_id is not None]
    regions = [body for body in ours if body.kind == "veiligheidsregio"]
    return (regions or ours or list(named))[0]


def kind_of_body(
    publication: Publication,
    whom: Whom,
    known: KnownOrganisation | None,
    kind: str,
    title: str,
    cover: str,
    organisations: Organisations,
) -> str | None:
    """The kind of body that the document is about; None: not known.

    What a GGD publishes through one of its gemeenten is that GGD's. Of a body that is none of ours: as the source says
    or as its name or the words of the document tell.
    """
    found, _ = whom
    if known is not None:
        is_of_ggd = found.basis != "title" and kind not in OF_ITS_WRITER and _GGD.search(title) is not None
        return "ggd" if is_of_ggd else known.kind
    if publication.organisation_kind:
        return publication.organisation_kind
    if kind in _OF_THE_STATE:
        return "rijk"
    if found.is_sure_enough and (named := bodies(found.value, organisations)):
        return named[0].kind
    for text in (found.value if found.is_sure_enough else "", title, cover):
        for name, pattern in _KINDS:
            if pattern.search(text):
                return name
    return None
