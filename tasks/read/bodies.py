"""Public bodies that a text names by their kind and name ("gemeente Bergen op Zoom"), ours or not.

Ours are found by the names the register gives (text/organisations.py); of others only what such words say is known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from text.organisations import Organisations


class Body(NamedTuple):
    """A body named at [start, end) of a text. organisation_id: if it is one of ours."""

    name: str
    kind: str
    organisation_id: str | None
    start: int
    end: int


_CAPITAL = r"(?:['’][st]-?\s?)?[A-ZÀ-Ý][\wÀ-ÿ]*(?:['’-][\wÀ-ÿ]+)*"
# a first word after which the name goes on: Den Helder, Oude IJsselstreek, Utrechtse Heuvelrug
_LEADS_ON = (
    r"(?:De|Den|Het|DE|DEN|HET|Oude?|Nieuwe?|Hoge|Lage|Grote|Groene|Midden|Oost|West|Noord|Zuid|Stede|Hollands"
    r"|[A-ZÀ-Ý]\w+(?:tse|sche|ske|dse|ise|kse))"
)
_JOINS = r"(?:aan den|aan de|aan|op de|op|bij|van de|van|over|en|AAN DEN|OP|EN|VAN)"
_PLACE = rf"(?:{_LEADS_ON}\s)?{_CAPITAL}(?:\s{_JOINS}\s(?:{_LEADS_ON}\s)?{_CAPITAL})?"
_PROVINCE = (
    r"(?:Groningen|Friesland|Fryslân|Drenthe|Overijssel|Flevoland|Gelderland|Utrecht|Noord-Holland|Zuid-Holland|Zeeland"
    r"|Noord-Brabant|Limburg)"
)
_MINISTRIES = {
    "Algemene Zaken": "AZ",
    "Binnenlandse Zaken en Koninkrijksrelaties": "BZK",
    "Buitenlandse Zaken": "BZ",
    "Defensie": "",
    "Economische Zaken en Klimaat": "EZK",
    "Economische Zaken": "EZ",
    "Financiën": "",
    "Infrastructuur en Waterstaat": "IenW",
    "Infrastructuur en Milieu": "IenM",
    "Justitie en Veiligheid": "JenV",
    "Veiligheid en Justitie": "VenJ",
    "Klimaat en Groene Groei": "KGG",
    "Landbouw, Natuur en Voedselkwaliteit": "LNV",
    "Onderwijs, Cultuur en Wetenschap": "OCW",
    "Sociale Zaken en Werkgelegenheid": "SZW",
    "Volksgezondheid, Welzijn en Sport": "VWS",
    "Volkshuisvesting en Ruimtelijke Ordening": "VRO",
}
_NATIONAL = (
    "Tweede Kamer der Staten-Generaal|Eerste Kamer der Staten-Generaal|Raad van State|Algemene Rekenkamer"
    "|Autoriteit Persoonsgegevens|Kiesraad|Rijkswaterstaat|WODC|RIVM|NCTV"
)
_PATTERNS = (
    ("gemeente", "Gemeente {}", re.compile(
        rf"\b(?:[Gg]emeente|GEMEENTE|[Gg]emeenteraad van|[Bb]urgemeester(?: en [Ww]ethouders)? van)\s+({_PLACE})"
    )),
    ("veiligheidsregio", "Veiligheidsregio {}", re.compile(
        rf"\b(?:[Vv]eiligheidsregio|VEILIGHEIDSREGIO)\s+({_PLACE})"
    )),
    ("ggd", "GGD {}", re.compile(rf"\bGGD\s+({_PLACE})")),
    ("overig", "Provincie {}", re.compile(
        rf"\b(?:[Pp]rovincie|PROVINCIE|(?:Provinciale|Gedeputeerde) [Ss]taten van|[Pp]rovincie van)\s+({_PROVINCE})\b"
    )),
    ("overig", "{}", re.compile(rf"\b((?:Waterschap|Hoogheemraadschap(?: van)?) {_PLACE})")),
    ("rijk", "{}", re.compile(rf"\b({_NATIONAL})\b")),
)  # fmt: skip
_OF_STATE = re.compile(
    r"\b(?:ministerie|minister|staatssecretaris)(?: van|:)? (?:"
    + "|".join(
        f"({re.escape(name)}|{short})" if short else f"({re.escape(name)})" for name, short in _MINISTRIES.items()
    )
    + r")\b",
    re.IGNORECASE,
)
# who a letter is sent to is not who wrote it
_TO = re.compile(r"\b(?:aan|t\.a\.v\.|voorzitter van)\s+(?:de |het )?(?:voorzitter van (?:de |het )?)?$", re.IGNORECASE)
_NO_PLACE = frozenset({"Postbus", "Datum", "Raad", "College", "Bijlage", "Telefoon", "Bestemmingsplan"})
_DOMAIN = re.compile(r"(?:www\.|@|//)([a-z0-9-]+)\.nl\b", re.IGNORECASE)


def bodies(text: str, organisations: Organisations) -> list[Body]:
    """Every body named, in order, those left out that something is sent to."""
    found = []
    for mention in organisations.mentions(text):
        known = organisations.known[mention.organisation_id]
        found.append(Body(known.name, known.kind, known.organisation_id, mention.start, mention.end))
    for kind, form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match.group(1).split()[0] not in _NO_PLACE:
                name = form.format(_name(match.group(1)))
                ours = organisations.named(name)
                found.append(Body(name, kind, ours[0] if len(ours) == 1 else None, *match.span()))
    for match in _OF_STATE.finditer(text):
        number = next(at for at, group in enumerate(match.groups()) if group)
        found.append(Body(f"Ministerie van {list(_MINISTRIES)[number]}", "rijk", None, *match.span()))
    taken = bytearray(len(text))
    kept = []
    for body in found:  # ours come first
        if not any(taken[body.start : body.end]) and not _TO.search(text[max(0, body.start - 60) : body.start]):
            taken[body.start : body.end] = b"\1" * (body.end - body.start)
            kept.append(body)
    return sorted(kept, key=lambda body: body.start)


def domains(text: str) -> set[str]:
    """The names before .nl in the web and mail addresses of the text."""
    return {name.lower() for name in _DOMAIN.findall(text)}


def is_at(body: Body, names: set[str]) -> bool:
    """Whether one of these domains is that of the body: overijssel, gemeente-denhelder."""
    short = re.sub(r"\W", "", body.name.split(" ", 1)[-1]).lower()
    return any(short in re.sub(r"\W", "", name) for name in names) if len(short) > 3 else False


def _name(words: str) -> str:
    """A name as one writes it, also where the text has it all in capitals."""
    words = " ".join(words.split())
    if not words.isupper() or len(words) < 5:
        return words
    titled = re.sub(r"\w+", lambda match: match.group().capitalize(), words.lower())
    return re.sub(r"\b(Aan|Den|Op|En|Van|De|Bij)\b(?<!^..)(?<!^...)", lambda match: match.group().lower(), titled)
