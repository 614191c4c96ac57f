"""Dutch administrative prose that nobody wrote: word lists and a sentence grammar, drawn by a seeded generator.

A bar in a word is a place where it may be broken at a line end. What stands around the place follows Dutch spelling:
"ge|ëvalueerd" is broken as "ge-" and "evalueerd", "media-|aanbod" keeps its hyphen, whole and broken.
"""

from __future__ import annotations

import random


def _words(text: str) -> list[str]:
    return text.split()


_DE = _words("""
veilig|heids|regio ge|meen|te be|woner in|woner cri|sis|orga|nisa|tie brand|weer meld|kamer be|volkings|zorg
be|vei|li|ging weer|baar|heid samen|wer|king op|vang|locatie nood|voor|ziening stroom|uit|val over|stroming
on|der|steuning voor|be|rei|ding oe|fe|ning eva|lu|atie com|mis|sie wet|hou|der bur|ge|meester raads|lid
ge|meen|te|raad be|gro|ting jaar|reke|ning re|ser|ve in|ves|tering sub|si|die ver|gun|ning be|slui|tenlijst
zorg|instel|ling huis|arts hulp|dienst vrij|wil|li|ger net|be|heer|der drink|water|voor|ziening water|kering
inzet|baar|heid con|ti|nu|ï|teit co|ör|di|na|tor re-|in|te|gra|tie finan|cie|ring rap|por|tage be|leids|ne|mer
ketenpartner cri|sis|com|mu|ni|ca|tie risico|ana|ly|se ge|bieds|agenda woon|wijk dorps|raad scholen|gemeenschap
be|drijfs|hulp|ver|lener om|ge|vings|ver|gun|ning energie|tran|si|tie vlucht|route sirene gas|leiding tele|fonie
""")
_HET = _words("""
be|stuur be|leids|plan nood|pakket steun|punt draai|boek risico|pro|fiel cri|sis|plan jaar|ver|slag toe|zicht
be|drijfs|leven water|schap zieken|huis stroom|net be|sluit voor|stel col|lege be|drag pro|gramma over|zicht
ge|bouw aan|tal per|so|neel scenario onder|zoek ad|vies ver|voer net|werk dorps|huis ge|meente|huis archief
café|overleg privé|terrein team loket budget kader regio|kantoor op|lei|dings|plan evacuatie|plan af|spra|ken|kader
""")
_PLURAL = _words("""
be|wo|ners ge|meen|ten part|ners hulp|diensten maat|re|gelen op|vang|locaties risico's foto's ideeën financiën
vrij|wil|li|gers oe|fe|nin|gen af|spra|ken scena|rio's in|wo|ners knel|pun|ten uit|gangs|pun|ten coördinatoren
mid|de|len kosten baten lasten zorg|instel|lingen vluchte|lingen noodstroom|aggregaten procedures categorieën
zij-|ingangen radio-|uitzendingen oud-|bestuurders auto-|ongelukken drie-|eenheden na-|apers massa-|evacuaties
""")
_ADJECTIVES = _words("""
re|gio|nale lan|de|lijke ge|meen|te|lijke ge|za|men|lijke nieuwe be|staande tij|de|lijke struc|tu|rele in|ci|den|tele
jaar|lijkse vast|gestelde kwetsbare zelf|redzame onafhankelijke digitale fysieke sociale financiële geïntegreerde
geactualiseerde coöperatieve efficiënte belangrijke openbare re|cente lang|durige niet-|vrij|blijvende
""")
_DID = _words("""
vast|ge|steld be|spro|ken ge|oefend uit|ge|voerd voor|be|reid af|ge|rond ge|ëva|lu|eerd ge|ïn|ven|ta|ri|seerd
be|ëin|digd ge|actu|a|li|seerd op|ge|nomen aan|ge|past ver|lengd ge|toetst onder|zocht in|ge|richt ge|co|ör|di|neerd
be|noemd uit|gesteld toe|ge|kend ge|sloten ver|sterkt ge|ïn|for|meerd over|ge|dragen her|zien ver|sneld
""")
_DO = _words("""
on|der|steunt vergt raakt be|reikt ver|vangt ver|sterkt ver|traagt be|schrijft regelt be|vat noemt volgt toetst
""")
_INFINITIVES = _words("""
on|der|steunen voor|be|reiden oefenen vast|stellen in|richten ver|sterken eva|lu|eren co|ör|di|ne|ren be|schermen
in|for|meren op|vangen aan|passen uit|voeren actu|a|li|seren ver|lengen be|noemen
""")
_ADVERBS = ["jaar|lijks", "ook", "daar|naast", "in|mid|dels", "vol|ledig", "voor|al", "onder andere", "ge|deel|te|lijk"]
_ADVERBS += [
    "tij|dig",
    "zo|veel mo|gelijk",
    "samen",
    "regel|matig",
    "in be|ginsel",
    "als|nog",
    "op|nieuw",
    "eerder dit jaar",
]
_PREPOSITIONS = ["voor", "van", "met", "in", "bij", "over", "volgens", "naast", "zonder", "binnen", "tijdens"]
_MONTHS = _words("januari februari maart april mei juni juli augustus september oktober november december")
_SIDES = [
    "m.b.t. {np}",
    "i.s.m. {np}",
    "(o.a. {np} en {pl})",
    "(zie art. {small}, lid {digit})",
    "conform artikel {small}.{digit} van {np}",
    "d.w.z. {pl} en {pl}",
    "op {day} {month} {year}",
    "in de periode {year}-{year}",
    "vanaf {year}",
    "voor ca. {thousands} {pl}",
    "binnen {digit}½ uur",
    "op {thousands} m²",
    "bij {percentage} van {pl}",
    "met een saldo van € {amount}",
    "met een afwijking van -{percentage}",
    "tegen een temperatuur van -{digit} °C",
    "vgl. bijlage {digit}",
    "t/m {month} {year}",
    "rond {small}:{minute} uur",
    "à € {small},{minute} per {n}",
]
_SENTENCES = [
    "{np} heeft {np} {adv} {did} {side}",
    "{pl} zijn {adv} {did} {side}",
    "Op {day} {month} {year} is {np} {adv} {did}",
    "In {year} wil {np} {pl} {inf} en {pl} {inf}",
    "{np} {do} {np} {side}, omdat {np} nog niet {did} is",
    "Als {np} uitvalt, kan {np} {pl} {adv} {inf} {side}",
    "{np} werkt {adv} samen met {np} en {np} {side}",
    "Er is € {amount} beschikbaar voor {np}; dat is {percentage} {side}",
    "De raad besluit {np} {side} te {inf}",
    "{np} en {np} maken {pl} {side}, zodat {pl} zich kunnen {inf}",
    "Uit {np} blijkt dat {pl} {side} niet op tijd zijn {did}",
    "{np} is nr. {small} van {digit} {pl} die {adv} zijn {did}",
    "Van {pl} is {percentage} {did}",
    '{np} noemt dit "{adj} {n}" {side}',
    "Het {pair} gaat over {np} {side}",
    "Het voorstel kost € {amount} per jaar en levert € {amount} op {side}",
    "Volgens prof. dr. ir. {A} zijn {pl} {did}",
    "{pl}, {pl} en {pl} worden {adv} {did} {side}",
    "Wat betekent dit voor {np}",
    "Dat geldt niet voor {np}",
]
_PAIRS = [
    "wet- en regelgeving",
    "water- en stroomvoorziening",
    "media-|aanbod",
    "oud-|burgemeesters|overleg",
    "vuur- en lichtsignaal",
]
_HEADINGS = [
    "{A} {n}",
    "{A} {n} en {n}",
    "{N}",
    "{N} en {pl}",
    "Van {n} naar {n}",
    "{Pl} in {year}",
    "Aanpak van {pl}",
    "Stand van {n}",
]


class Prose:
    """Sentences, headings and figures, the same for the same seed. Bars mark where words may be broken."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 no secret

    def noun(self) -> str:
        """A noun without its article."""
        return self.rng.choice(_DE if self.rng.random() < 0.6 else _HET)

    def nouns(self) -> str:
        """A noun in the plural."""
        return self.rng.choice(_PLURAL)

    def phrase(self) -> str:
        """A noun with its article, and an adjective now and then."""
        article, noun = ("de", self.rng.choice(_DE)) if self.rng.random() < 0.6 else ("het", self.rng.choice(_HET))
        phrase = f"{article} {self.rng.choice(_ADJECTIVES)} {noun}" if self.rng.random() < 0.5 else f"{article} {noun}"
        return f"{phrase} {self.rng.choice(_PREPOSITIONS)} {self.nouns()}" if self.rng.random() < 0.2 else phrase

    def amount(self) -> str:
        """An amount as Dutch administrations write it, without its sign: 1.234,56."""
        euros = f"{self.rng.randrange(1, 10 ** self.rng.randrange(2, 8)):,}".replace(",", ".")
        return f"{euros},{self.rng.randrange(100):02}" if self.rng.random() < 0.6 else euros

    def percentage(self) -> str:
        """A percentage with its sign: 3,4%."""
        return f"{self.rng.randrange(1, 100)},{self.rng.randrange(1, 10)}%"

    def sentence(self) -> str:
        """A sentence with its end."""
        text = self._filled(self.rng.choice(_SENTENCES))
        text = " ".join(text.split()).replace(" ,", ",").replace(" ;", ";")
        end = "?" if text.startswith("Wat ") else "."
        at = next((place for place, letter in enumerate(text) if letter.isalpha()), 0)
        if at == 0 or text[0] == '"':
            text = text[:at] + text[at].upper() + text[at + 1 :]
        return text + end

    def paragraph(self, least: int = 2, most: int = 6) -> list[str]:
        """Some sentences."""
        return [self.sentence() for _ in range(self.rng.randint(least, most))]

    def heading(self, most_words: int = 9) -> str:
        """A heading without its number; no break places."""
        while True:
            text = " ".join(self._filled(self.rng.choice(_HEADINGS)).split()).replace("|", "")
            if len(text.split()) <= most_words:
                return text[0].upper() + text[1:]

    def item(self) -> str:
        """A list item that is no sentence."""
        return " ".join(self._filled("{pl} {side}").split())

    def cell(self, least: int = 3, most: int = 14) -> str:
        """Words of a table cell."""
        words = self._filled("{pl} en {np} {side} {did} {side}").split()
        return " ".join(words[: self.rng.randint(least, most)])

    def _filled(self, template: str) -> str:
        filled = template
        while "{" in filled:
            before, _, rest = filled.partition("{")
            name, _, after = rest.partition("}")
            filled = before + self._word(name) + after
        return filled

    def _word(self, name: str) -> str:
        rng = self.rng
        if name == "side":
            return rng.choice(_SIDES) if rng.random() < 0.6 else ""
        if name in ("N", "A", "Pl"):
            word = {"N": self.noun, "A": lambda: rng.choice(_ADJECTIVES), "Pl": self.nouns}[name]()
            return word[0].upper() + word[1:]
        choices = {
            "did": _DID,
            "do": _DO,
            "inf": _INFINITIVES,
            "adv": _ADVERBS,
            "adj": _ADJECTIVES,
            "pair": _PAIRS,
            "month": _MONTHS,
        }
        if name in choices:
            return rng.choice(choices[name])
        makers = {
            "np": self.phrase,
            "n": self.noun,
            "pl": self.nouns,
            "amount": self.amount,
            "percentage": self.percentage,
            "year": lambda: str(rng.randint(2015, 2032)),
            "small": lambda: str(rng.randint(2, 23)),
            "digit": lambda: str(rng.randint(1, 9)),
            "day": lambda: str(rng.randint(1, 28)),
            "minute": lambda: f"{rng.randrange(60):02}",
            "thousands": lambda: f"{rng.randint(1, 90)}.{rng.randrange(1000):03}",
        }
        return makers[name]()


def plain(text: str) -> str:
    """The text without its break places."""
    return text.replace("|", "")
