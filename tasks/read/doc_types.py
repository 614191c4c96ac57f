"""What sort of document it is, from what the source calls it, its title or its cover: a label, never a filter."""

from __future__ import annotations

import re

from tasks.read.found import Found

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
    ("bestemmingsplan", r"\b\w*bestemmingsplan|\bomgevingsplan|\binpassingsplan|\bwijzigingsplan|\buitwerkingsplan"),
    ("jaarstukken", r"\bjaarstuk"),
    ("jaarverslag", r"\bjaarverslag|\bjaarrekening|\bjaarverantwoording|\bjaarbericht"),
    ("kadernota", r"\bkadernota|\bkaderbrief|\bperspectiefnota|\bvoorjaarsnota"),
    ("begroting", r"\b(?:\w*begroting|begrotingswijziging)\b"),
    (
        "beleidsplan",
        r"\b\w*beleidsplan|\b(?:uitvoerings|programma)plan\b|\bbeleidsnota|\bbeleidsvisie|\bmeerjarenbeleid"
        r"|\buitvoeringsprogramma",
    ),
    ("rapport", r"\b\w*rapport(?:age)?\b|\b\w*onderzoek\b|\bevaluatie|\bcahier\b|\brekenkamer"),
    ("wet", r"^(?:wet|besluit|regeling)\b.*\b(?:houdende|tot|van|inzake)\b|^\w+wet\b|\bwetboek"),
    ("webpagina", r"\bweb ?pagina|\bwebsite\b"),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)
DOC_TYPES = frozenset({OTHER, *(name for name, _ in _PATTERNS)})

# a cover may bear these words and the document be something else
_NOT_BY_COVER = frozenset({"brief", "webpagina"})

_FIRST_WORDS = 5
"""A line of a cover says what the document is with its first words: "Regionaal beleidsplan 2024-2027"."""

# "Plantype: uitwerkingsplan"
_LABEL = re.compile(r"^(?:document|plan|stuk)(?:type|soort)\b[\s:|]+|^soort (?:document|stuk)\b[\s:|]+", re.IGNORECASE)
_PARTS = re.compile(r"\s[-–—|]\s")
# every paper of parliament says that it is one, some say more
_KINDS_OF_KAMERSTUK = {"kamerstuk": frozenset({"motie", "amendement", "schriftelijke_vragen"})}
_SALUTATION = re.compile(r"^(?:zeer )?(?:geachte|beste|dear)\b", re.IGNORECASE | re.MULTILINE)
_LETTER_HEAD = re.compile(
    r"\b(?:onderwerp|betreft|kenmerk|behandeld door|doorkiesnummer|subject)\b|^aan\b", re.IGNORECASE | re.MULTILINE
)
_MAIL_HEAD = re.compile(
    r"^van:.{0,200}?^(?:verzonden|datum|aan):.{0,200}?^(?:onderwerp|datum|aan):",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_TO_PARLIAMENT = re.compile(
    r"^aan (?:de |het )?voorzitter van de (?:tweede|eerste) kamer\b", re.IGNORECASE | re.MULTILINE
)


def doc_type(source_type: str | None, title: str, cover: str, head: str, is_web_page: bool) -> Found[str]:
    """The type.

    source_type: as the source calls it. cover: lines that stand by themselves before the first sentence. head: first
    words of the text. A web page of no known type is a webpagina.
    """
    if source_type:
        plain = source_type.strip().lower().replace(" ", "_")
        if plain in DOC_TYPES and plain != OTHER:
            return Found(plain, "source", "zeker", source_type)
        if named := _named(source_type.replace("_", " ")):
            return Found(named[0], "source", "zeker", source_type)
    by_cover = _by_cover(cover)
    if named := _named(title):
        kind, words = named
        if by_cover is not None and by_cover.is_sure_enough and by_cover.value in _KINDS_OF_KAMERSTUK.get(kind, ()):
            return by_cover
        agrees = by_cover is None or by_cover.value == kind or words.start() == 0
        return Found(kind, "title", "zeker" if agrees else "matig", words.group())
    if by_cover is not None and by_cover.is_sure_enough:
        return by_cover
    if letter := _letter(head):
        return letter
    if by_cover is not None:
        return by_cover
    return Found("webpagina", "text", "matig") if is_web_page else Found(OTHER)


def _by_cover(cover: str) -> Found[str] | None:
    """What the lines of the cover name; a line that names it with its first words goes before one that mentions it."""
    found: list[Found[str]] = []
    for line in cover.splitlines():
        if (label := _LABEL.match(line)) and (named := _named(line[label.end() :])):
            return Found(named[0], "cover", "zeker", line)
        for part in _PARTS.split(line):
            named = _named(part)
            if named is not None and named[0] not in _NOT_BY_COVER:
                is_first = len(part[: named[1].start()].split()) < _FIRST_WORDS
                found.append(Found(named[0], "cover", "matig" if is_first else "onzeker", part))
    sure = [one for one in found if one.is_sure_enough] or found
    if not sure:
        return None
    order = [name for name, _ in _PATTERNS]
    best = min(sure, key=lambda one: order.index(one.value))
    same = sum(one.value in (best.value, "kamerstuk") for one in sure)
    if same == len(sure) > 1 and best.is_sure_enough:
        return Found(best.value, "cover", "zeker", best.found_in)
    return best


def _letter(head: str) -> Found[str] | None:
    """A letter or mail, by its head and salutation; to parliament it is a kamerstuk."""
    salutation = _SALUTATION.search(head)
    opening = _LETTER_HEAD.search(head, 0, salutation.start() if salutation else len(head))
    if opening and (to_parliament := _TO_PARLIAMENT.search(head)):
        return Found("kamerstuk", "text", "matig", to_parliament.group())
    if mail := _MAIL_HEAD.search(head):
        return Found("brief", "text", "matig", mail.group())
    return Found("brief", "text", "matig", opening.group()) if salutation and opening else None


def _named(text: str) -> tuple[str, re.Match[str]] | None:
    text = " ".join(text.split())
    for name, pattern in _COMPILED:
        if found := pattern.search(text):
            return name, found
    return None
