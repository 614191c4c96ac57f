"""What is told by its own form: e-mail addresses, telephone numbers, BSN and IBAN, checked by their validators.

phonenumbers (Google's libphonenumber) and python-stdnum know the numbers; what to do with what is found is told in
personal.py. Spans are (start, end, kind) in characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int, str]

_EMAIL = re.compile(
    r"(?<![\w.+%-])(?:mailto:)?(?P<box>[\w+][\w.+'-]{0,63})(?:@|%40|\s?[(\[]\s?(?:at|apenstaartje)\s?[)\]]\s?)"
    r"(?P<domain>[^\W_](?:[\w-]{0,62}\.)+[^\W\d_]{2,24})(?![\w-])",
    re.IGNORECASE,
)
_ROLES = frozenset(
    """
    info informatie contact griffie raadsgriffie statengriffie gemeente gemeentehuis stadhuis postbus post mail email
    secretariaat bestuurssecretariaat directiesecretariaat communicatie pers persvoorlichting voorlichting redactie
    webredactie webmaster veiligheidsregio brandweer ggd ghor meldkamer crisis crisisteam crisisbeheersing klachten
    bezwaar inspraak raad gemeenteraad college bestuur commissie klantcontact klantcontactcentrum kcc loket balie
    publiekszaken burgerzaken vergunningen handhaving noreply no-reply privacy fg functionarisgegevensbescherming woo
    wob archief inkoop facturen crediteuren administratie hr vacatures werkenbij servicedesk helpdesk support service
    veiligheid oov omgevingsdienst provincie waterschap vragen reactie reacties
    """.casefold().split()
)
_ROLE_WITHIN = re.compile(
    r"loket|griffie|gemeente|secretariaat|communicatie|veiligheidsregio|omgevingsdienst|provincie|waterschap|redactie"
    r"|helpdesk|servicedesk|meldkamer|afdeling|klantcontact|medewerkers|procedure|raadsinformatie|persberichten"
)
_PROVIDERS = re.compile(
    r"(?:^|\.)(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|ziggo|kpnmail|kpnplanet|planet|xs4all|home"
    r"|hetnet|upcmail|casema|chello|quicknet|zonnet|tele2|telfort|proton|protonmail|pm|gmx|aol)\.\w+$",
    re.IGNORECASE,
)

# eight digits or more with what may stand between them
_MANY_DIGITS = re.compile(r"[0-9](?:[ ().\u00a0\u2013/-]{0,3}[0-9]){7}")
_TELEPHONE = re.compile(
    r"(?<![\w.,/€-])(?<!€ )(?:\+|00|\(?0)[ ()\d]\d*(?:[ \u00a0]?[-.()/\u2013 \u00a0]{0,2}\(?\d+\)?){0,8}", re.IGNORECASE
)
_CALL = re.compile(
    r"(?:\b(?:tel|telefoon|telefonisch|(?:telefoon|doorkies|mobiel|gsm-?|bel|06-?)nummer|doorkies|mobiel|mob|gsm|bel"
    r"|belt|bellen|bereikbaar|fax|T|M)\b|☎|📞)[^\w\n]{0,4}(?:(?:op|via|naar|onder|nummer|nr|is)\b\.?[ :]?){0,2}"
    r"[^\w\n]{0,3}$",
    re.IGNORECASE,
)
_NO_CALL = re.compile(
    r"\b(?:zaak|dossier|document|kenmerk|registratie|factuur|order|besluit|project|bestel|polis|klant|artikel|kadaster"
    r"|referentie|kvk|code|raadsvoorstel|isbn|issn|doi|publicatie|stuk|aanvraag)\w*[.:#\s-]*$",
    re.IGNORECASE,
)
_IBAN_START = re.compile(r"[A-Zn][A-Zl] ?\d\d")
_IBAN = re.compile(r"(?<![^\W_])[A-Za-z]{2} ?\d{2}(?:[ .\u00a0-]?[A-Za-z0-9]{1,4}){3,8}(?![^\W_])")
_NINE_DIGITS = re.compile(r"\d{9}")
_BSN_ALONE = re.compile(r"(?<![\w.,/€%#=&+-])(?<!€ )(?<!€\u00a0)\d{9}(?![\w%€]|[.,/-]\d|-\w|/\w)")
_BSN_CALLED = re.compile(
    r"\b(?:BSN|burgerservicenummers?|burger service nummer|sofi-?nummer|sofinr|bsnnr|bsn-nummer|persoonsnummer)\b"
    r"[^\d\n\[\]]{0,20}(?P<number>\d(?:[ .-]?\d){7,8})(?!\d)",
    re.IGNORECASE,
)


def email_addresses(text: str) -> Iterator[Span]:
    """E-mail addresses, save the general ones of bodies."""
    if not ("@" in text or "%40" in text or "at)" in text or "at]" in text or "AT)" in text or "artje" in text):
        return
    for found in _EMAIL.finditer(text):
        if not _is_general(found["box"], found["domain"]):
            yield found.start("box"), found.end(), "email"


def _is_general(box: str, domain: str) -> bool:
    """Whether this is the address of a body, not of a person: a role, or the name of the body itself."""
    if _PROVIDERS.search(domain):
        return False
    box = box.casefold()
    return box in _ROLES or _ROLE_WITHIN.search(box) is not None or re.split(r"[._+-]", box)[0] in _ROLES


def numbers(text: str) -> Iterator[Span]:
    """IBAN, BSN and telephone numbers, in this order of precedence."""
    if _MANY_DIGITS.search(text) is None:
        return
    yield from _ibans(text)
    yield from _bsns(text)
    yield from _telephones(text)


def _ibans(text: str) -> Iterator[Span]:
    from stdnum import iban

    for start in _IBAN_START.finditer(text):
        found = _IBAN.match(text, start.start())
        if found is None:
            continue
        end = found.end()
        while end - found.start() >= 15:  # the shortest one; what follows it may look like more of it
            if iban.is_valid(re.sub(r"[ .\u00a0-]", "", text[found.start() : end]), check_country=False):
                yield found.start(), end, "iban"
                break
            end -= 1
            end -= len(text[found.start() : end]) - len(text[found.start() : end].rstrip(" .\u00a0-"))


def _bsns(text: str) -> Iterator[Span]:
    from stdnum.nl import bsn

    for found in _BSN_CALLED.finditer(text):
        if bsn.is_valid(found["number"]):
            yield found.start("number"), found.end("number"), "bsn"
    for nine in _NINE_DIGITS.finditer(text):
        if _BSN_ALONE.match(text, nine.start()) and bsn.is_valid(nine.group()):
            yield nine.start(), nine.end(), "bsn"


def _telephones(text: str) -> Iterator[Span]:
    for maybe in _TELEPHONE.finditer(text):
        digits = sum(character.isdigit() for character in maybe.group())
        if digits < 10:
            continue
        before = text[max(0, maybe.start() - 40) : maybe.start()]
        called = _CALL.search(before) is not None
        if not called and _NO_CALL.search(before):
            continue
        yield from _in_candidate(maybe, called)


def _in_candidate(maybe: re.Match[str], called: bool) -> Iterator[Span]:
    """The telephone numbers in a run of digits. A number that cannot exist counts where it is called a number."""
    from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type

    general = (PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
    leniency = Leniency.POSSIBLE if called else Leniency.VALID
    for match in PhoneNumberMatcher(maybe.group(), "NL", leniency=leniency):
        number = match.raw_string
        is_dotted = "." in number and not called and not re.match(r"\(?(?:\+|00|0\)?6)", number)  # 0315.820463: a case
        if number[0] in "+0(" and not is_dotted and number_type(match.number) not in general:
            yield maybe.start() + match.start, maybe.start() + match.end, "telephone"
