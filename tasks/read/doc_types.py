"""What sort of document it is, from what the source calls it, its title or its cover: a label, never a filter."""

from __future__ import annotations

import re
from typing import Literal

DocTypeBasis = Literal["source", "title", "text", "none"]

OTHER = "overig"

# in order: what a council writes about a document comes before the document it writes about
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("amendement", r"\bamendement\b"),
    ("motie", r"\bmoties?\b"),
    ("besluitenlijst", r"\bbesluitenlijst|aandachtspuntenlijst"),
    ("kamerstuk", r"\bkamer(?:brief|stuk|vragen)|\btweede kamer\b|\beerste kamer\b|memorie van toelichting"),
    (
        "schriftelijke_vragen",
        r"\bschriftelijke vragen|\braadsvragen|\bvragen (?:van|door) (?:de |het )?(?:fractie|raadslid|leden)"
        r"|\bart(?:ikel|\.)? ?\d+(?:\.\d+)? (?:rvo )?vragen|\bbeantwoording (?:van )?(?:de )?(?:\w+ )?vragen",
    ),
    (
        "notulen",
        r"\bnotulen\b|\b(?:concept)?verslag (?:van )?(?:de |het )?(?:openbare )?"
        r"\w*(?:raad|vergadering|bestuur|overleg|commissie)",
    ),
    (
        "raadsinformatiebrief",
        r"\braadsinformatie|\binformatiebrief|\brib\b|\bcollegebrief|\braadsbrief|\braadsmededeling",
    ),
    ("raadsvoorstel", r"\braadsvoorstel|\bvoorstel aan de raad|\braadsbesluit|\bcollegevoorstel"),
    ("brief", r"\b\w*brief\b|\bzienswijze|^brief "),
    ("nieuwsbericht", r"\bnieuws(?:bericht)?\b|\bpersbericht"),
    ("risicoprofiel", r"\brisicoprofiel"),
    ("crisisplan", r"\b(?:regionaal )?crisisplan|\bramp(?:en)?(?:bestrijdings)?plan|\bcrisisbeheersingsplan"),
    ("bestemmingsplan", r"\bbestemmingsplan|\bomgevingsplan|\binpassingsplan|\bwijzigingsplan"),
    ("jaarstukken", r"\bjaarstuk"),
    ("jaarverslag", r"\bjaarverslag|\bjaarrekening|\bjaarverantwoording|\bjaarbericht"),
    ("kadernota", r"\bkadernota|\bkaderbrief|\bperspectiefnota|\bvoorjaarsnota"),
    ("begroting", r"\b(?:\w*begroting|begrotingswijziging)\b"),
    (
        "beleidsplan",
        r"\b\w*beleidsplan|\b(?:uitvoerings|programma)plan\b|\bbeleidsnota|\bbeleidsvisie|\bmeerjarenbeleid"
        r"|\buitvoeringsprogramma",
    ),
    ("rapport", r"\b\w*rapport(?:age)?\b|\bonderzoek\b|\bevaluatie|\bcahier\b|\brekenkamer"),
    ("wet", r"^(?:wet|besluit|regeling)\b.*\b(?:houdende|tot|van|inzake)\b|^\w+wet\b|\bwetboek"),
    ("webpagina", r"\bweb ?pagina|\bwebsite\b"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)
DOC_TYPES = frozenset({OTHER, *(name for name, _ in _PATTERNS)})

# a cover may bear these words and the document be something else
_NOT_BY_TEXT = frozenset({"brief", "webpagina"})


def doc_type(source_type: str | None, title: str, cover: str, is_web_page: bool) -> tuple[str, DocTypeBasis]:
    """The type and what it was taken from.

    source_type: as the source calls it. cover: what stands by itself before the first sentence. A web page of no known
    type is a webpagina.
    """
    if source_type:
        plain = source_type.strip().lower().replace(" ", "_")
        if plain in DOC_TYPES and plain != OTHER:
            return plain, "source"
        if named := _named(source_type.replace("_", " ")):
            return named, "source"
    if named := _named(title):
        return named, "title"
    named = _named(cover)
    if named and named not in _NOT_BY_TEXT:
        return named, "text"
    return ("webpagina", "text") if is_web_page else (OTHER, "none")


def _named(text: str) -> str | None:
    text = " ".join(text.split())
    return next((name for name, pattern in _COMPILED if pattern.search(text)), None)
