"""What tells that words are the name of a person.

A form of address or title (de heer, mevrouw, dhr., drs. …), initials, a label ("contactpersoon:", "opgesteld door"),
the close of a letter, a role or verb of a person (inspreker, aldus, "spreekt in"), a function, party or age behind it.
Every rule goes to the places where its signs stand; ordinary text has few of them and costs little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from text.name_forms import CAPITAL, FORM, GAP, PIECE, TITLE, TITLES, is_no_name, is_place, name_end

Span = tuple[int, int, str]
Bare = tuple[int, int]

_LEAD = re.compile(rf"(?:(?:de )?{FORM}\.?{GAP})?{TITLES.pattern}")

_FORM = re.compile(rf"(?P<many>\b(?:[Hh]eren|HEREN|[Dd]ames|DAMES)\b)|{FORM}|(?<![\w-])(?P<title>{TITLE})\.")
_AFTER_FORM = re.compile(rf"\.?{GAP}?(?:/|of |en )?{TITLES.pattern}")
_AND = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:,? (?:en|of|&) |, ?|/|; ?)(?:de heer |mevrouw |dhr\. |mevr?\. |mw\. )?")

# an initial, or a word with a capital and what may tell whose it is
_CAPITAL_WORD = re.compile(rf"{CAPITAL}(?:\.|[\w'’-]*[ ]?(?P<behind>\(|, (?=[a-z])))")
_INITIALS = re.compile(
    rf"(?<![\w.&/'’-])(?P<initials>(?:(?:{CAPITAL}|IJ|Th|Ch|Chr|Ph|Joh|Jac|Sj|Tj)\.[ -]?)+)"
    rf"(?:\({CAPITAL}[\w ]{{1,20}}\) ?)?{PIECE.pattern}"
)
_NO_INITIALS = re.compile(  # N.V. Waterbedrijf
    r"(?:NV|BV|VOF|CV|US|EU|VN|SV|VV|AZ|RK|KV|PS|NB|CQ|ICM|VS|UA|WA|BA|MER|OM|TAV|PM|AP|MBT)"
)
_NUMBERED = re.compile(
    r"(?:(?i:bijlage|categorie|deel|variant|scenario|optie|hoofdstuk|paragraaf|artikel|lid|sub|onder|groep|fase|niveau"
    r"|type|alternatief|punt|zone|klasse|plaat|lijst|blok|route|vraag|tabel|figuur|onderdeel|perceel|kolom|vitamine"
    r"|hepatitis)|^|\n|[-–•*:;).!?|\d])[ \t]*$"
)

_BY_LABEL = re.compile(
    r"(?<!\w)(?i:contactperso(?:on|nen)|behandel(?:d|ing) door|behandelaar|behandelend (?:ambtenaar|medewerker)"
    r"|(?:op)?stellers?|auteurs?|notulist(?:e)?|insprekers?|indieners?|vragenstellers?|projectleider|dossierhouder"
    r"|afzender|inlichtingen(?: bij)?|t\.a\.v\.|ter attentie van|woordvoerder|namens deze|accounthouder"
    r"|(?P<by>(?:op|samen)gesteld door|aangemaakt door|gewijzigd door|geschreven door|ingediend door|gemaakt door"
    r"|gecontroleerd door|ingevuld door|gemeld door|contact (?:op|opnemen|opgenomen) met"
    r"|(?<=met )dank aan|(?:aan|af)wezig (?:zijn|waren)|verhinderd (?:zijn|waren)|(?P<sure>(?<=de )leden)"
    r"|ondergetekenden?,?))"
    r"(?: (?:is|zijn)(?= )|[ \t]*(?P<colon>:)|(?P<line>[ \t]*\n)|(?=[ ]))[ \t]*\n?[ \t]*"
)
_BEFORE_COLON = re.compile(
    r"(?<!\w)(?i:naam|van|aan|cc|contact|aanwezig(?:en)?|afwezig(?:en)?|afgemeld|deelnemers|leden|sprekers?|gasten"
    r"|toehoorders|secretaris|voorzitter|melder|aanvrager|verzoeker|eigenaar|adviseur|verantwoordelijke|presentatie"
    r"|notulen|verslag(?:legging)?(?: door)?|foto'?s?|tekst|beeld|fotografie|redactie|interview)[ \t]*$"
)
_AFTER_COLON = re.compile(r"[ \t]*\n?[ \t]*")
_ITEM_END = re.compile(r"[ \t]*(?:[,;/(|.\n–-]|(?:en|op|van|bij|namens|via|tel|telefoon|in|uit|te|om)\b|&|$)")
_REST_OF_ITEM = re.compile(r"[^,;.\n()]{0,60}(?:\([^()\n]{0,60}\))?[^,;.\n()]{0,30}(?:[,;][ \t]*| en )(?:en )?")

_CLOSING = re.compile(
    r"(?:(?i:(?:(?<=vriendelijke\s)|(?<=hartelijke\s)|(?<=warme\s)|(?<=beste\s)|(?<=met\s))groet)"
    r"|(?<!\w)(?i:groet(?:en|jes)|hoogacht(?:end|ing)|mvg|(?<=digitally )signed by|w\.g\.|getekend\)?"
    r"|ondertekend door|handtekening))(?!\w)(?:[ ](?:te|op|in|namens)\b[^\n:;]{1,60}?[ ]door(?=[ ]))?[,.:; \t]*"
)
_BEFORE_LINE = re.compile(r"\s*(?:namens deze,?\s*)?")
_NEXT_SIGNER = re.compile(r"[ \t]{2,}|[ \t]*[/|&][ \t]*|, |[ \t]+en[ \t]+")
_LINES_AFTER_CLOSING, _WORDS_OF_PROSE = 8, 7

_FUNCTION = (
    r"(?:[\w-]*(?:adviseur|projectleid(?:er|ster)|projectmanager|programmamanager|manager|medewerk(?:er|ster)|coördinator"
    r"|coordinator|notulist|ambtenaar|jurist|consulent|specialist|voorlichter|woordvoerder|controller|leid(?:er|ster)"
    r"|verpleegkundige|onderzoeker|docent|student|planner|analist|architect|accountant|secretaresse|secretaris"
    r"|bewo(?:ner|onster)|inwo(?:ner|onster)|omwonende|ondernemer|eigenaar|eigenaresse|boer|agrariër|vrijwillig(?:er|ster)"
    r"|mantelzorger|vader|moeder|buurman|buurvrouw|gepensioneerd|oprichter|arts|hoogleraar|penningmeester|voorzitter"
    r"|inspreker|inspreekster|toehoorder|stagiair)|namens|plv\.|lid)"
)
_PARTY = (
    r"(?:VVD|CDA|PvdA|D66|SP|PVV|SGP|BBB|NSC|PvdD|DENK|Denk|Volt|ChristenUnie|CU|CU[-/]SGP|SGP[-/]CU|GroenLinks|GL"
    r"|GroenLinks[-/ ]{1,3}PvdA|GL[-/]PvdA|PvdA[-/]G(?:roen)?L(?:inks)?|FvD|JA21|50PLUS"
    r"|[^()\n]{0,20}(?:[Bb]elang(?:en)?|[Pp]artij|[Ll]okaal|[Ff]ractie|Lijst|[Ll]eefbaar|[Dd]emocraten)"
    r"(?: [^()\n]{0,20})?)"
)
_BEHIND = re.compile(
    rf"\((?:[^()\n]{{0,30}}?{_FUNCTION}\b|(?P<party>{_PARTY}\))|\d{{1,2}}\)(?:,|:| (?:uit|woont|vertelt|zegt|vindt|is"
    rf"|heeft|was|had|en|kwam|ging|werkt|van|hoopt|kreeg)\b))|, (?:[a-zà-ÿ-]+ ){{0,2}}{_FUNCTION}\b"
)
_SPOKE = re.compile(r"(?:spreekt in|sprak in|(?<=heeft )ingesproken|(?<=komt )inspreken)\b")
_AUXILIARY = re.compile(r"(?:heeft|komt) $")
_LAST_WORDS = re.compile(r"(?:[^\s,;:()]+[ ]){0,8}[^\s,;:()]+[ ]?$")

_ROLE = re.compile(
    r"(?<!\w)(?i:(?P<sure>inspre(?:ker|ekster)|buurman|buurvrouw|beste)|bewo(?:ner|onster)|inwo(?:ner|onster)|omwonende"
    r"|buurtbewo(?:ner|onster)|vrijwillig(?:er|ster)|notulist|mantelzorger|woordvoerder|vragensteller|indiener"
    r"|projectleid(?:er|ster)|ondernemer|locatiemanager|teamleid(?:er|ster)|huisarts|(?:wijk)?verpleegkundige|onderzoeker"
    r"|eigena(?:ar|resse)|docent|boswachter|wijkagent|aldus|zegt|vertelt|vertelde|verzucht"
    r"|lacht)[ ,]{1,2}(?=['’A-ZÀ-Ž])"
)


def signed_names(text: str) -> Iterator[Span]:
    """Every name with a sign that it is one; a signature has a kind of its own and comes first."""
    signs = _signs(text)
    if signs:
        low = text.lower()
        if len(low) != len(text):  # a letter that is two when small would shift all places
            low = "".join(small if len(small := one.lower()) == 1 else one for one in text)
        for words, pattern, rule in _RULES:
            for at in _places(low, words & signs):
                if found := pattern.match(text, at):
                    yield from rule(text, found)
    for colon in _places(text, (":",)):
        if _BEFORE_COLON.search(text[max(0, colon - 25) : colon]):
            yield from _listed(text, colon + 1)
    for word in _CAPITAL_WORD.finditer(text):
        if word["behind"] is None:
            if found := _INITIALS.match(text, word.start()):
                yield from _after_initials(text, found)
        elif behind := _BEHIND.match(text, word.start("behind")):
            yield from _before(text, behind)


def _signs(text: str) -> set[str]:
    """The words of this text, in small letters, at which rules are to be tried. Done on every text, so it is quick."""
    words = text.encode("latin-1", "replace").translate(_SMALL).split()
    found = {word.decode("latin-1") for word in _WORDS.intersection(words)}
    return found | {sign for sign in _WITH_DOTS if sign in text}


def _places(text: str, signs: Iterable[str]) -> Iterator[int]:
    for sign in signs:
        at = text.find(sign)
        while at >= 0:
            yield at
            at = text.find(sign, at + 1)


def _after_form(text: str, cue: re.Match[str]) -> Iterator[Span]:
    """De heer X, mevr. mr. X, drs. X, de heren X, Y en Z."""
    lead = _AFTER_FORM.match(text, cue.end())
    at = lead.end() if lead else cue.end()
    while (end := name_end(text, at)) is not None:
        if not (cue["title"] and is_place(text, at, end)):
            yield at, end, "name"
        more = _AND.match(text, end) if cue["many"] else None
        if more is None:
            return
        at = more.end()


def _after_initials(text: str, found: re.Match[str]) -> Iterator[Span]:
    """A.B. van der X, wherever it stands; a single initial not where a list or an appendix is numbered so."""
    start, initials = found.start(), found["initials"]
    end = name_end(text, start, 2)
    if end is None or _NO_INITIALS.fullmatch(re.sub(r"\W", "", initials)) or is_place(text, start, end):
        return
    is_bare = initials.count(".") == 1 and not found["tussen"] and text[end : end + 2] != " ("
    if not (is_bare and _NUMBERED.search(text[max(0, start - 20) : start])):
        yield start, end, "name"


def _after_label(text: str, label: re.Match[str]) -> Iterator[Span]:
    """Contactpersoon: X. Behandeld door X en Y (functie)."""
    is_strict = label["by"] and not (label["colon"] or label["line"] or label["sure"])
    yield from _listed(text, label.end(), is_strict=bool(is_strict), is_sure=bool(label["colon"] or label["sure"]))


def _listed(text: str, at: int, *, is_strict: bool = False, is_sure: bool = False) -> Iterator[Span]:
    """The names in a list; one word alone only if a form of address or a label leaves no doubt (is_sure).

    is_strict: what comes first must be a name of at least two words, else this is no list of persons.
    """
    begin = _AFTER_COLON.match(text, at)
    at = begin.end() if begin else at
    while at >= 0:
        lead = _LEAD.match(text, at)
        start = lead.end() if lead else at
        end = name_end(text, start, shaped=True)
        if end is None:
            if is_strict:
                return
            at = _next_item(text, at)
            continue
        words = len(text[start:end].split())
        is_name = words > 1 or start > at or (is_sure and not is_strict)
        if is_name and (is_sure or _ITEM_END.match(text, end)) and not is_place(text, start, end):
            yield start, end, "name"
        elif is_strict:
            return
        at = _next_item(text, end)


def _next_item(text: str, at: int) -> int:
    """Where the next item of a list on this line begins, past what stands in brackets; -1 if it ends."""
    rest = _REST_OF_ITEM.match(text, at)
    return rest.end() if rest else -1


def _after_closing(text: str, closing: re.Match[str]) -> Iterator[Span]:
    """The lines after "Met vriendelijke groet," that are a name, and the name after "getekend"."""
    at = closing.end()
    for _ in range(_LINES_AFTER_CLOSING):
        before = _BEFORE_LINE.match(text, at)
        start = before.end() if before else at
        lead = _LEAD.match(text, start)
        start = lead.end() if lead else start
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        end = name_end(text, start, 3, shaped=True)
        if end is not None and _may_sign(text, start, end, stop):
            yield start, end, "signature"
            more = _NEXT_SIGNER.match(text, end)
            at = more.end() if more else stop
        elif len(text[start:stop].split()) > _WORDS_OF_PROSE:
            return
        else:
            at = stop
        if at >= len(text):
            return


def _may_sign(text: str, start: int, end: int, stop: int) -> bool:
    """Whether the words may be whoever signed: with initials or more than one word, or alone on a line and short."""
    if is_place(text, start, end):
        return False
    words = text[start:end].split()
    if len(words) == 1 and "." not in words[0]:
        return end == stop and len(words[0]) <= 12 and not words[0].endswith(("ing", "tie"))
    return True


def _before(text: str, behind: re.Match[str]) -> Iterator[Span]:
    """X (bewoner), X (VVD), X (45) uit Y, X, projectleider bij Z, X spreekt in."""
    from_at = max(0, behind.start() - 80)
    before = _LAST_WORDS.search(_AUXILIARY.sub("", text[from_at : behind.start()]))
    if before is None:
        return
    wanted = from_at + before.start() + len(before.group().rstrip())
    for word in re.finditer(r"\S+", before.group()):
        start = from_at + before.start() + word.start()
        is_other = word.group()[0].isupper() and is_no_name(word.group().strip(".'’"))  # Raadslid X: X is the name
        if name_end(text, start, shaped=True) == wanted and not is_other:
            is_sure = " " in text[start:wanted] or behind.groupdict().get("party")
            if is_sure and not is_place(text, start, wanted):
                yield start, wanted, "name"
            return


def _after_role(text: str, role: re.Match[str]) -> Iterator[Span]:
    """Inspreker X, bewoner X Y, aldus X Y, beste X."""
    lead = _LEAD.match(text, role.end())
    start = lead.end() if lead else role.end()
    end = name_end(text, start, shaped=True)
    if end is not None and (role["sure"] or " " in text[start:end]) and not is_place(text, start, end):
        yield start, end, "name"


_Rule = Callable[[str, re.Match[str]], Iterator[Span]]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# the words at which to look; what must stand there; what follows from it
_RULES: tuple[tuple[frozenset[str], re.Pattern[str], _Rule], ...] = (
    (
        _words("groet groeten groetjes hoogachtend hoogachting mvg w.g. getekend ondertekend handtekening signed"),
        _CLOSING,
        _after_closing,
    ),
    (
        _words("heer heren dames mevrouw mevr mw dhr meneer mejuffrouw juffrouw familie weduwe")
        | _words("drs dr ir ing mr prof ds mgr bc"),
        _FORM,
        _after_form,
    ),
    (
        _words(
            "contactpersoon contactpersonen behandeld behandeling behandelaar behandelend steller stellers opsteller"
        )
        | _words("opstellers auteur auteurs notulist notuliste inspreker insprekers indiener indieners vragensteller")
        | _words("vragenstellers projectleider dossierhouder afzender inlichtingen t.a.v. attentie woordvoerder")
        | _words("namens accounthouder opgesteld samengesteld aangemaakt gewijzigd geschreven ingediend gemaakt")
        | _words("gecontroleerd ingevuld gemeld contact dank aanwezig afwezig verhinderd leden")
        | _words("ondergetekende ondergetekenden"),
        _BY_LABEL,
        _after_label,
    ),
    (_words("spreekt sprak ingesproken inspreken"), _SPOKE, _before),
    (
        _words("inspreker inspreekster buurman buurvrouw beste bewoner bewoonster inwoner inwoonster omwonende")
        | _words("buurtbewoner buurtbewoonster vrijwilliger vrijwilligster notulist mantelzorger woordvoerder")
        | _words("vragensteller indiener projectleider projectleidster ondernemer aldus zegt vertelt vertelde verzucht")
        | _words(
            "lacht locatiemanager teamleider teamleidster huisarts wijkverpleegkundige verpleegkundige onderzoeker"
        )
        | _words("eigenaar eigenaresse docent boswachter wijkagent"),
        _ROLE,
        _after_role,
    ),
)
_WITH_DOTS = ("t.a.v.", "w.g.")
_WORDS = frozenset(word.encode("latin-1") for words, _, _ in _RULES for word in words)
_SMALL = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalpha() else code if code >= 192 else 32 for code in range(256)
)
"""Of every byte of Latin-1: small letters stay, capitals become small, what is no letter becomes a space."""
