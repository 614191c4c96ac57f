"""Dutch words by what their coming or going does to a sentence that is repeated. Lists only, for copies.py.

A repeated sentence may come back with another year, spelling or little word. It says something else with another
negation, tense or state of progress. Words in none of the lists are content: another one is another subject.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NUMBER = "0"
"""What every number, date, month and season is read as: "12 maart 2023" and "2024" alike."""
NONE_AT_ALL = "nul"

COUNTED = _words(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend miljoen miljard mln mld "
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende eenmaal tweemaal driemaal viermaal "
    "januari februari maart april mei juni juli augustus september oktober november december jan feb mrt apr jun jul "
    "aug sep sept okt nov dec maandag dinsdag woensdag donderdag vrijdag zaterdag zondag kwartaal voorjaar najaar "
    "zomer herfst winter lente halfjaar"
)

NEGATIONS = _words(
    "niet geen noch nooit nergens niets niemand zonder nauwelijks amper evenmin onvoldoende onbekend behalve "
    "uitgezonderd tenzij mits nog slechts alleen nul ontbreekt ontbreken ontbrak ontbraken"
)

# one form for all: "is één oefening gehouden" and "zijn twee oefeningen gehouden" are the same sentence
VERBS = {
    form: forms[0]
    for forms in (
        line.split()
        for line in (
            "is zijn ben", "was waren", "wordt worden word", "werd werden", "zal zullen", "zou zouden",
            "heeft hebben heb", "had hadden", "kan kunnen", "kon konden", "moet moeten", "moest moesten", "mag mogen",
            "wil willen", "wilde wilden", "gaat gaan", "ging gingen", "blijft blijven", "bleef bleven",
        )
    )
    for form in forms
}  # fmt: skip
"""Verbs that carry tense and mood, each form to the one it is read as."""

SAME = {
    word: words[0]
    for words in (
        line.split()
        for line in (
            "inwoners burgers bewoners", "medewerkers personeel collega's", "partners ketenpartners netwerkpartners",
            "regio veiligheidsregio", "samenleving maatschappij", "taak opgave", "taken opgaven", "doel doelstelling",
            "hulp ondersteuning steun", "helpt ondersteunt", "gebruikt benut", "euro eur", "informatie gegevens",
            "jaar kalenderjaar verslagjaar begrotingsjaar", "paragraaf hoofdstuk", "dit onderhavige",
            "jaarverslag jaarstukken jaarrekening verslag", "pagina blz", "programmabegroting begroting",
            "adequaat adequate passend passende", "verzorgt verricht", "circa ca ongeveer", "telefoon telefonisch",
        )
    )
    for word in words
}  # fmt: skip
"""Words that stand for one another in such texts, each to the one it is read as."""

SMALL = _words(
    "de het een 't 'n den der des en of maar want dus dan als toen terwijl omdat doordat zodat waarbij waarin waarmee "
    "waarvoor waardoor waarop waaronder waartoe in op aan bij met tot van voor door over onder om te ten ter naar uit "
    "tussen tegen binnen buiten via per sinds vanaf tijdens gedurende rond rondom langs vanuit volgens conform "
    "omtrent ten behoeve inzake qua dat die deze dit er daar hier wij we ons onze ze zij hun haar hen zich ik men u uw "
    "ook daarnaast tevens verder hierbij daarbij daarmee hiermee hiervoor daarvoor hierin daarin hierdoor daardoor "
    "zo zoals echter wel steeds inmiddels al reeds weer opnieuw wederom andere ander namelijk immers vooral "
    "bovendien zelf eigen diverse verschillende meerdere enkele alle elk elke ieder iedere beide zowel alsook alsmede "
    "respectievelijk eveneens verdere overigens bijvoorbeeld onderling gezamenlijk samen daarom hiertoe daartoe "
    "tijdig jaar keer maal dag dagen week weken maand maanden jaren uur half heel hele dezelfde hetzelfde welke wie "
    "wat waar hoe wanneer zodra indien zover mede a b c d e f g h i j k l m n o p q r s t v w x y z nr art lid blz"
)

DESCRIPTIVE = _words(
    "goed goede belangrijk belangrijke belang essentieel essentiële cruciaal cruciale groot grote hoog hoge nauw nauwe "
    "intensief intensieve actief actieve jaarlijks jaarlijkse periodiek periodieke regelmatig regelmatige continu "
    "voortdurend permanent permanente doorlopend gericht gerichte breed brede sterk sterke snel snelle spoedig vlot "
    "vlotte voldoende genoeg duidelijk duidelijke helder heldere nadrukkelijk expliciet zorgvuldig zorgvuldige "
    "volledig volledige geheel gehele verschillend divers veel vele ruim ruime optimaal optimale effectief effectieve "
    "efficiënt efficiënte professioneel professionele kwalitatief deskundig deskundige direct directe rechtstreeks "
    "doeltreffend doeltreffende betrouwbaar betrouwbare robuust robuuste stevig stevige structureel structurele "
    "zichtbaar zichtbare centraal centrale integraal integrale gezamenlijke onderlinge nieuw nieuwe huidig huidige "
    "actueel actuele bijbehorend bijbehorende betreffend betreffende betrokken relevant relevante noodzakelijk "
    "noodzakelijke nodig nodige vast vaste primair primaire uitstekend uitstekende prettig prettige waardevol "
    "waardevolle hecht hechte constructief constructieve vaak meestal doorgaans gebruikelijk gebruikelijke gewoonlijk "
    "afgelopen voorgaande voorgaand vorig vorige komend komende verslagperiode periode basis manier wijze kader "
    "verband zin geval wijzigingen ongewijzigd onverminderd blijvend blijvende dagelijks dagelijkse wekelijks "
    "wekelijkse maandelijks maandelijkse halfjaarlijks halfjaarlijkse"
)

_ENDED = r"(?:e|en|t|d|de|den|te|ten|s)?"
_PROGRESS = re.compile(
    "|".join(
        (
            rf"(?:voorbereid|gepland|geoefend|beproefd|getest|geëvalueerd|vastgesteld|gestart|afgerond|voltooid){_ENDED}",
            rf"(?:opgeleverd|gerealiseerd|ingericht|ingevoerd|geïmplementeerd|ontwikkeld|onderzocht|verkend){_ENDED}",
            rf"(?:geactualiseerd|herzien|uitgesteld|vertraagd|stopgezet|gestopt|beëindigd|geschrapt|vervallen){_ENDED}",
            rf"(?:ingetrokken|verworpen|afgewezen|aangenomen|goedgekeurd|besloten|aangeschaft|geplaatst){_ENDED}",
            rf"(?:besteld|aanbesteed|getekend|ondertekend|opgesteld|uitgewerkt|geborgd|vastgelegd|geregeld){_ENDED}",
            rf"(?:georganiseerd|gehouden|deelgenomen|begonnen|uitgevoerd|ingezet|toegepast|afgebouwd|gevolgd){_ENDED}",
            rf"(?:opgeschaald|afgeschaald|geleerd|verbeterd|verlopen|mislukt|geslaagd|gelukt|gefaald|tekort){_ENDED}",
            r"voorbereiding(?:en)?|plant?|plannen|planning|planvorming|plande|uitvoering|voer(?:t|en|de|den)",
            r"oefen(?:t|en|de|den|ing|ingen)?|test(?:s|en|te|ten)?|toets(?:t|en|te|ing)?|proe(?:f|ven)|pilots?|simulaties?",
            r"evaluer(?:en|t)|evalueert|evaluaties?|leerpunt(?:en)?|verbeterpunt(?:en)?|aanbeveling(?:en)?|bevindingen",
            r"vaststell(?:en|ing)|stelt|stelde|stellen|gereed|klaar|start(?:te|ten|en)?|begin(?:t|nen)?|begon(?:nen)?",
            r"afronding|afronden|rond(?:t|de)|oplever(?:t|en|ing)|realis(?:eert|eren|atie)|inrichting|inrichten",
            r"invoering|invoeren|implement(?:eert|eren|atie)|ontwikkeling|ontwikkel(?:t|en|de)|onderzoek(?:t|en)?",
            r"actualis(?:eert|eren|atie)|herziening|uitstel|vertraging|stop(?:t|pen|te)?|concept|voorlopige?|definitieve?",
            r"voornemens?|ambities?|stre(?:eft|ven|efde)|beoogt?|beogen|verwacht(?:en|te)?|binnenkort|uiterlijk|straks",
            r"later|volgende?|toekomst(?:ige)?|operationele?|besluit(?:en)?|pas|tijdelijke?|concreet|concrete",
            r"eenmalige?|voorheen|destijds|ooit|eerder|eerdere",
        )
    )
)


def is_progress(word: str) -> bool:
    """Whether a word, in lower case, tells how far something is."""
    return _PROGRESS.fullmatch(word) is not None


# real words that are one stroke away from a weighty one: a scan does not make them
NEAR_MISSES = _words(
    "water ooit een eer met in as man van ver zaal zat zak bad hand had wit wiel oog hof zond gestort geplant beplant "
    "beoefend gebleven bereid getoetst gericht verricht bericht geteld geleend gevolg bevolking gerecht bestaat stand "
    "werkt werk wond woord mast last met mist dag mat moed noot boot hebt heft kaart klaar plat klan gaat gat geer "
    "noordelijk oostelijk westelijk zuidelijk noordelijke oostelijke westelijke zuidelijke"
)
