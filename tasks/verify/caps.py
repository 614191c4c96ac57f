"""What a type of document, a time or a negation can bear at most. Each cap has a name, kept with the judgement."""

from __future__ import annotations

import re

from schemas.codebook import PROGRESS
from tasks.verify.claims import Claim, Paper
from text.planned import PLANNED

# Papers that speak of the year they account for.
OF_THEIR_YEAR = frozenset({"jaarstukken", "jaarverslag"})
BUDGETS = frozenset({"begroting", "kadernota"})
# Adopted once, with a validity of years: one item, at adoption.
PLANS = frozenset({"beleidsplan", "crisisplan"})
EARLIEST_YEAR = 1990

# A quote that says so much supports no carrying out: it states a gap. Where nothing says that it will be mended, it is
# no plan either: of the passages of training text with such words, 70 are labelled voornemen and 10 plan.
_NOT_YET = re.compile(
    r"\bnog\s+(?:niet|geen|niets|nooit|nergens|onvoldoende)\b|\bontbre(?:ekt|ken|kende)\b|\bniet\s+(?:uitgewerkt|geregeld|"
    r"vastgelegd|ingericht|beschikbaar|voorzien|aanwezig|geoefend|belegd)\b|\bgeen\s+(?:\w+\s+){0,3}(?:beschikbaar|"
    r"vastgelegd|ingericht|aangewezen|aanwezig|geregeld)\b|\bmoet(?:en)?\s+nog\b",
    re.IGNORECASE,
)
# Likewise a wish (20 and 0) or a thing unknown (10 and 0); but an evaluation may find the latter.
_WISH_OR_UNKNOWN = re.compile(
    r"\bzou(?:den)?\s+(?:\w+\s+){0,3}graag\b|\bwensen?\b|\bwenselijk\b|\bhopen\b|\boverwegen\b|\bnadenken\b|"
    r"\bdenken\s+na\b|\b(?:erken|onderken)(?:nen|t)\b|\bbestaat\s+(?:\w+\s+)?niet\b|"
    r"\bgeen\s+(?:geld|budget|ruimte)\b|\b(?:is|zijn|blijft)\s+(?:\w+\s+){0,2}onbekend\b|"
    r"\bgeen\s+(?:goed\s+|volledig\s+)?(?:zicht|beeld|overzicht)\b|\bonvoldoende\b|\bniets\s+vastgelegd\b",
    re.IGNORECASE,
)
_PLANNED = re.compile("|".join(PLANNED), re.IGNORECASE)


def year_of(claim: Claim, paper: Paper) -> int | None:
    """The year that the claim speaks of.

    What the passage names, unless the paper settles it: a plan counts at adoption; jaarstukken of N speak of N or of
    the years before; a budget for N of N or before.
    """
    published = paper.publication_date.year if paper.publication_date else None
    named = claim.year_described
    if paper.doc_type in PLANS:
        return published or paper.year_from or named
    own = paper.year_to or published
    if named is None or named < EARLIEST_YEAR:
        return own
    if paper.doc_type in (OF_THEIR_YEAR | BUDGETS) and own is not None:
        return min(named, own)
    return named


def capped(claim: Claim, paper: Paper, year: int | None) -> tuple[str, str | None]:
    """The progress that stands, and the name of the cap that lowered it, if one did."""
    progress, name = claim.progress, None
    for cap, highest in _caps(claim, paper, year):
        if PROGRESS.index(progress) > PROGRESS.index(highest):
            progress, name = highest, cap
    return progress, name


def _caps(claim: Claim, paper: Paper, year: int | None) -> list[tuple[str, str]]:
    caps = []
    if paper.doc_type == "risicoprofiel":
        caps.append(("risicoprofiel", "voornemen"))
    if paper.doc_type in ("motie", "amendement"):
        caps.append(("motie", "voornemen"))
    if paper.doc_type in BUDGETS and (paper.year_from is None or year is None or year >= paper.year_from):
        caps.append(("begroting", "plan"))
    if paper.publication_date is not None and year is not None and year > paper.publication_date.year:
        caps.append(("toekomst", "plan"))
    quote = claim.quote or ""
    is_carried_out = claim.progress in ("uitvoering", "beproefd")
    if _NOT_YET.search(quote) and (is_carried_out or not _PLANNED.search(quote)):
        caps.append(("nog_niet", "voornemen"))
    if not is_carried_out and _WISH_OR_UNKNOWN.search(quote) and not _PLANNED.search(quote):
        caps.append(("geen_plan", "voornemen"))
    return caps
