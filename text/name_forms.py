"""How the name of a person is written in Dutch, with initials, tussenvoegsels and double surnames; and what is none.

Only the form; what tells that words of this form are a name is in names.py.
"""

from __future__ import annotations

import re

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
LETTER = r"[^\W\d_]"
GAP = r"(?:[ \t\u00a0]+\n?[ \t\u00a0]*|\n[ \t\u00a0]*)"
"""White space within a name: at most one line end."""

TITLE = r"(?:[Dd]rs|[Dd]r|[Ii]r|[Ii]ng|[Mm]r|[Pp]rof|[Dd]s|[Mm]gr|[Bb]c|DRS|DR|IR|ING|MR|PROF)"
TITLES = re.compile(rf"(?:{TITLE}\.?{GAP})*")
FORM = (
    r"(?<![\w-])(?:[Hh]eer|HEER|[Mm]evrouw|MEVROUW|[Mm]evr\.?|MEVR\.?|[Mm]w\.?|MW\.?|[Dd]hr\.?|DHR\.?|[Mm]eneer"
    r"|[Mm]ejuffrouw|[Jj]uffrouw|[Ff]amilie|[Ww]eduwe)(?!\w)"
)
INITIALS = re.compile(
    rf"(?:(?:{CAPITAL}|IJ|Th|Ch|Chr|Ph|Joh|Jac|Fr|Sj|Tj|Kl|Gr|Wm|Jr)\.[ -]?)+(?:\({CAPITAL}[\w ]{{1,20}}\) ?)?"
)
_ARTICLE = r"(?:de|den|der|het|['’]t|ter|ten)"
_TUSSEN = (
    rf"(?:(?:(?:[Vv]an|VAN|[Vv]on)(?:{GAP}{_ARTICLE})?|(?:[Ii]n|[Oo]p|[Aa]an|[Uu]it|[Uu]ijt|[Oo]ver|[Oo]nder|[Bb]ij"
    rf"|[Vv]oor){GAP}{_ARTICLE}|[Dd]e[nr]?|DE[NR]?|[Tt]e[nr]?|[Hh]et|['’][ts]|[Ll][ae]|[Ee]l|[Aa]l|[Bb]en|[Bb]in|[Dd]u"
    rf"|[Dd]os|[Dd]a|[Dd]i){GAP}|d['’] ?)"
)
WORD = rf"(?:{CAPITAL}['’])?{CAPITAL}{LETTER}+(?:['’]{LETTER}+)*"
PIECE = re.compile(rf"(?P<tussen>{_TUSSEN}*){WORD}(?:[-‐‑](?:{_TUSSEN})*{WORD}|[ ]-[ ](?:{_TUSSEN})+{WORD})*")
_MIDDLE = re.compile(rf"{INITIALS.pattern}|\((?:{CAPITAL}\.[ ]?)+\)[ ]")
_BETWEEN = re.compile(GAP)
_WITHIN_LINE = re.compile(r"[ \t\u00a0]{1,2}")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# words with a capital that do not belong to a name
_NO_NAME = _words(
    """
    de het een en of in op te van voor met dit dat deze die er als bij om uit naar aan ook maar wij we ik u hij zij
    ze hun onze ons uw mijn zijn haar hierbij daarnaast daarom verder vervolgens tevens omdat indien wanneer waarom
    hoe wat wie waar na tot door over onder tijdens volgens sinds zoals alle elk ieder geen niet nog dan toen zo
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag
    burgemeester burgemeesters wethouder wethouders minister ministers staatssecretaris raadslid raadsleden
    kamerlid statenlid griffier gemeentesecretaris secretaris voorzitter directeur commandant gedeputeerde
    commissaris dijkgraaf heemraad college raad gemeenteraad gemeente gemeenten provincie provinciale staten
    waterschap hoogheemraadschap rijk ministerie kamer eerste tweede veiligheidsregio veiligheidsregio's brandweer
    ggd ghor politie defensie openbaar rode kruis omgevingsdienst dienst afdeling team sector bureau directie
    programma project stichting vereniging bedrijf fractie partij lijst groep commissie werkgroep stuurgroep
    stad dorp regio wijk buurt adviesbureau instituut universiteit hogeschool school bank nederland nederlandse
    nederlanders europese unie raadsvergadering vergadering commissievergadering agenda agendapunt besluit motie
    amendement voorstel raadsvoorstel bijlage pagina hoofdstuk paragraaf artikel tabel figuur datum onderwerp
    betreft kenmerk telefoon tel mobiel e-mail email adres postbus bezoekadres postadres website functie naam
    inleiding samenvatting toelichting conclusie doel aanleiding algemeen inhoud werkwijze aanpak beleid
    crisisbeheersing rampenbestrijding openbare orde veiligheid integrale sociaal domein ruimtelijke ordening
    bedrijfsvoering communicatie financiën control informatie beheer dienstverlening publieke gezondheid zorg
    leefbaarheid welzijn onderwijs jeugd milieu verkeer vergunningen toezicht handhaving strategie
    mevrouw mevr mw dhr meneer familie inspreker waterleiding waterbedrijf ziekenhuis
    bewoner bewoners inwoner inwoners ondernemer ondernemers raadszaal aanwezigen dames heren
    lokaal progressief christelijk leefbaar democraten groenlinks gemeentebelangen dorpsbelangen volt
    vvd cda pvda sp pvv d66 sgp bbb christenunie nsc denk
    brief reactie mail bericht vraag vragen inbreng zienswijze bezwaar verzoek bijdrage verhaal foto presentatie
    wet verordening nota visie plan beleidsplan jaarverslag begroting rapport advies
    overleg dagelijks bestuur veiligheidsberaad vng ipo arena
    """
)
_TUSSEN_WORDS = _words("van von in op aan uit uijt over onder bij voor de den der te ten ter het 't ’t la le")
_AFTER_TUSSEN = _words("wijk stad dorp buurt bank school rijk raad groep dienst")  # Van Wijk, Van Rijk
_ROMAN = re.compile(r"[IVX]+")
_NO_NAME_END = re.compile(
    r"(?:adviseur|manager|medewerker|medewerkster|coördinator|coordinator|secretaris|secretariaat|leider|leidster|hoofd"
    r"|directeur|specialist|functionaris|ambtenaar|jurist|consulent|voorlichter|controller|ondersteuning|beheerder"
    r"|regio|dienst|bestuur|beleid|beheersing|veiligheid|gemeente|raad|plan|nota|visie|commissie|belang|belangen|zaken"
    r"|instituut|vereniging|stichting|verklaring|informatie|heid|iteit|schappen|ministerie|wethouder|burgemeester)s?$"
)
_STREET = (
    r"(?:straat|straatje|laan|plein|weg|wegje|kade|gracht|singel|plantsoen|dreef|boulevard|school|college|lyceum"
    r"|kazerne|ziekenhuis|viaduct|tunnel|sluis|stadion|arena|museum|theater|gemaal|centrum)"
)
_BODY_AFTER = (
    r"(?:fonds|prijs|stichting|instituut|lezing|huis|bibliotheek|hal|centrum|kliniek|b\.?v\.?|groep|bokaal|wet)"
)
_STREET_WITH_NUMBER = r"(?:dijk|hof|park|brug|pad|steeg|ring|baan|veld|haven|wal|markt|oord|burg|dam|zoom|burgh)"
_IS_PLACE = re.compile(
    rf"\w{{3,}}{_STREET}(?!\w)|\w{{2,}}{_STREET_WITH_NUMBER} \d{{1,4}}[a-zA-Z]?\b"
    rf"|(?:\w+[- ])?(?:{_STREET}|{_BODY_AFTER})(?!\w)",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"(?:[Ss]tichting|[Ss]chool|[Bb]asisschool|[Cc]ollege|[Mm]useum|[Tt]heater|[Zz]iekenhuis|[Ff]onds|[Pp]rijs|[Pp]ark"
    r"|[Bb]ibliotheek|[Hh]uize|[Zz]orgcentrum|[Gg]emaal|[Vv]ereniging|[Bb]edrijf|[Ff]irma|[Bb]akkerij|[Bb]ouwbedrijf"
    r"|[Ss]taat|[Aa]annemersbedrijf|[Bb]urgemeester|[Kk]oning|[Kk]oningin|[Pp]rins|[Pp]rinses|[Ss]int)[ ]+$"
)


def name_end(text: str, at: int, most: int = 4, *, shaped: bool = False) -> int | None:
    """Where the name that begins at `at` ends, with or without initials before it; None if there is none.

    most: how many words it may have (a tussenvoegsel does not count). shaped: only words that are written like a name,
    one capital and then small letters, which a word like HaskoningDHV is not.
    """
    initials = INITIALS.match(text, at)
    gap_at = initials.end() if initials else at
    end = None
    for number in range(most):
        if initials and number == 0 and (gap := _BETWEEN.match(text, gap_at)):
            gap_at = gap.end()
        piece = PIECE.match(text, gap_at)
        if piece is None or is_no_name(piece.group()) or (shaped and not _is_shaped(piece.group())):
            break
        end = piece.end()
        gap = _WITHIN_LINE.match(text, end)
        if gap is None:
            break
        gap_at = gap.end()
        middle = _MIDDLE.match(text, gap_at)  # Jan P. Jansen, Jan (J.P.) Jansen
        if middle and PIECE.match(text, middle.end()):
            gap_at = middle.end()
    return end


def is_no_name(piece: str) -> bool:
    """Whether a word with a capital is an office, a body, a month or the like."""
    all_words = re.split(r"[\s-]+", piece.casefold())
    words = [word for word in all_words if word not in _TUSSEN_WORDS]
    if len(words) < len(all_words) and words[-1:] and words[-1] in _AFTER_TUSSEN:
        return False
    return (
        not words
        or _ROMAN.fullmatch(piece) is not None
        or any(word in _NO_NAME or _NO_NAME_END.search(word) for word in words)
    )


def _is_shaped(piece: str) -> bool:
    words = re.findall(rf"{LETTER}+", piece)
    return all(word.islower() or word[1:].islower() or word[:2] == "IJ" or word[:2] in ("Mc", "Ma") for word in words)


def is_place(text: str, start: int, end: int) -> bool:
    """Whether the words at [start, end) are, or name, a street, school or body: Willem-Alexanderstraat, Stichting X."""
    rest = re.match(r"[ -]?[\w-]*(?: \d{1,4}[a-zA-Z]?\b)?", text[end : end + 30])
    return (
        _IS_PLACE.match(re.split(r"[ .]", text[start:end])[-1] + (rest.group() if rest else "")) is not None
        or _NAMED_AFTER.search(text[max(0, start - 20) : start]) is not None
    )


def surname(name: str) -> str:
    """The last word of a name with the tussenvoegsels before it: Jan van der Berg → van der Berg."""
    pieces = list(PIECE.finditer(name))
    return pieces[-1].group() if pieces else name
