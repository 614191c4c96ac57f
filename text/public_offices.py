"""Names beside a public office: "wethouder X", "X, burgemeester van Y", "de burgemeester, de heer X". They stay.

A public office is one of somebody elected or appointed to act in public. What is done with the names is in names.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from text.name_forms import CAPITAL, FORM, GAP, LETTER, TITLES, name_end

OFFICE = (
    r"(?:(?:oud|loco|vice|waarnemend|plaatsvervangend|plv\.?|demissionair|algemeen|regionaal|voormalig)[ -])?"
    r"(?:(?:loco)?burgemeester|wethouder|minister|minister-president|premier|staatssecretaris|gedeputeerde"
    r"|commissaris van de [Kk]oning(?:in)?|raadslid|burgerraadslid|statenlid|[Kk]amerlid|fractievoorzitter"
    r"|fractieleider|lijsttrekker|dijkgraaf|heemraad|griffier|raadsgriffier|gemeentesecretaris|directeur|commandant|korpschef"
    r"|portefeuillehouder|ombudsman"
    r"|voorzitter(?= (?:van )?(?:de |het )?(?:veiligheidsregio|veiligheidsberaad|gemeenteraad|raad|[Kk]amer"
    r"|algemeen bestuur|dagelijks bestuur|provinciale staten|VNG)))"
)
_MANY = (
    r"(?:burgemeesters|wethouders|ministers|staatssecretarissen|gedeputeerden|raadsleden|statenleden|[Kk]amerleden"
    r"|fractievoorzitters|directeuren|commandanten|heemraden|portefeuillehouders)"
)
_BODY = r"(?:veiligheidsregio|gemeente|provincie|brandweer|regio|GGD|ministerie|publieke gezondheid|dienst)"
_OF = (
    rf"(?:[ ](?:van|voor|der|bij)(?:[ ](?:de|het|den))?"
    rf"(?:[ -](?:{_BODY}|bestuur|raad|en(?= {CAPITAL})|{CAPITAL}[\w'-]+)){{1,6}}?"
    rf"|[ -]{_BODY}(?:[ -](?:en(?= {CAPITAL})|{CAPITAL}[\w'-]+)){{0,3}}?)?"
)
_STREET_AFTER = (
    rf"(?!(?:[ ](?:van|de|der|den|ten|ter))*[ ]{CAPITAL}{LETTER}*"
    r"(?:straat|laan|plein|weg|kade|singel|gracht|school|park|hof)\b)"
)
_THEN_FORM = rf"(?:{FORM}\.?{GAP})?{TITLES.pattern}"
_OFFICE = re.compile(rf"(?<!\w)(?i:(?P<many>{_MANY})|{OFFICE})(?!\w)")
_BEFORE = re.compile(
    rf"(?<!\w)(?i:{_MANY}|{OFFICE})(?!\w){_OF}(?:[ ]?,|[ ]?\([^()\n]{{1,30}}\)|:)?[ ]?"
    rf"(?:(?:de|door|is|aan|het|met name) )?(?:de )?{_THEN_FORM}$"
)
_LINE_BEFORE = re.compile(rf"(?:^|\n)[ \t]*(?i:(?:de )?{OFFICE})(?!\w){_OF}[ ]?,?[ \t]*\n\s*{_THEN_FORM}$")
_AFTER = re.compile(
    rf"(?:,?[ ]?\n?[ ]*|[ ]?\(|[ ]als )(?:de |het |nieuwe |onze |huidige |tot )*(?:[\w-]+[ ])?"
    rf"(?i:{OFFICE})(?!\w){_STREET_AFTER}"
)
_LEAD = re.compile(rf"{_OF}[ ]?[,:]?[ ](?:(?:de|de heren|de dames) )?{_THEN_FORM}")
_AND = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:, | en | & |, en )(?:de heer |mevrouw )?")


def beside_office(text: str, start: int, end: int) -> bool:
    """Whether the name at [start, end) stands right beside a public office."""
    if _AFTER.match(text, end):
        return True
    before = text[max(0, start - 120) : start]
    found = _BEFORE.search(before) or _LINE_BEFORE.search(before)
    # "de griffier, X (inwoner)" are two
    return found is not None and not ("," in found.group() and text.startswith(" (", end))


def public_spans(text: str) -> Iterator[tuple[int, int]]:
    """The names that follow a public office directly, several after one that is plural: "wethouders X en Y"."""
    for office in _OFFICE.finditer(text):
        at = office.end()
        lead = _LEAD.match(text, at)
        if lead is None:
            continue
        at = lead.end()
        while (end := name_end(text, at)) is not None:
            if "," in lead.group() and text.startswith(" (", end):
                break
            yield at, end
            more = _AND.match(text, end) if office["many"] else None
            if more is None:
                break
            at = more.end()
