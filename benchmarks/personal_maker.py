"""What fills the gaps of benchmarks/personal.py: names, numbers and addresses, and what only looks like them.

Names, BSN and IBAN are Faker's (nl_NL); everything comes from one seed. A method without an underscore makes a value.
"""

from __future__ import annotations

import random
import re

from faker import Faker

AREAS = tuple(
    """010 020 030 040 050 070 013 015 023 024 026 035 038 045 053 058
    0113 0118 0222 0320 0343 0411 0514 0591""".split()  # noqa: SIM905
)


class Maker:
    """Makes values; the same ones from the same seed."""

    def __init__(self, seed: int) -> None:
        self.fake = Faker("nl_NL")
        self.fake.seed_instance(seed)
        self.random = random.Random(seed)  # noqa: S311 - test data

    def make(self, name: str) -> str:
        value: str = getattr(self, name)()
        return value

    def _one(self, *choices: str) -> str:
        return self.random.choice(choices)

    def _digits(self, count: int) -> str:
        return "".join(self.random.choices("0123456789", k=count))

    def last(self) -> str:
        while "," in (name := str(self.fake.last_name())):  # Faker has some in the order of a register
            pass
        return name

    def Last(self) -> str:  # as it is written after a form of address
        name = self.last()
        return name[0].upper() + name[1:]

    def first(self) -> str:
        return str(self.fake.first_name())

    def full(self) -> str:
        return f"{self.first()} {self.last()}"

    def initials(self) -> str:
        letters = [self.first()[0] for _ in range(self.random.choice((1, 2, 2, 3)))]
        return self._one(".".join(letters) + ". ", ". ".join(letters) + ". ") + self.last()

    def titled(self) -> str:
        return self._one("de heer ", "mevrouw ", "drs. ", "mr. ") + self._one(self.initials(), self.last(), self.full())

    def mobile(self) -> str:
        n = self.random.choice("12345") + self._digits(7)
        return self._one(
            f"06-{n}", f"06 {n}", f"06{n}", f"06-{n[:2]} {n[2:4]} {n[4:6]} {n[6:]}", f"06 {n[:4]} {n[4:]}", f"(06) {n}"
        )

    def landline(self) -> str:
        area = self._one(*AREAS)
        n = self.random.choice("23456789") + self._digits(9 - len(area))
        return self._one(
            f"{area}-{n}", f"({area}) {n}", f"{area} {n}", f"{area} - {n[:3]} {n[3:5]} {n[5:]}", f"{area}{n}"
        )

    def international(self) -> str:
        n = self.mobile().replace("(", "").replace(")", "")[1:]
        return self._one("+31 ", "+31", "0031 ", "+31 (0)") + n

    def general(self) -> str:
        return self._one("14 030", "14 0320", "0900-8844", "0800-1351", "0900 0113", "144", "0800 - 8051")

    def work_email(self) -> str:
        first, last = self.first().lower()[0], re.sub(r"[^a-z]", "", self.last().lower()) or "x"
        return self._one(f"{first}.{last}@", f"{last}{first}@", f"{first}{last}@") + self._one(
            "klaverbrug.nl", "vr-merenland.nl", "gemeente.turfhaven.nl"
        )

    def free_email(self) -> str:
        return str(self.fake.user_name()) + self._one("@gmail.com", "@hotmail.nl", "@ziggo.example")

    def role_email(self) -> str:
        return self._one(
            "info", "griffie", "gemeente", "communicatie", "secretariaat", "pers", "veiligheidsregio"
        ) + self._one("@klaverbrug.nl", "@vr-merenland.nl")

    def bsn(self) -> str:
        return str(self.fake.ssn())

    def iban(self) -> str:
        return str(self.fake.iban())

    def iban_spaced(self) -> str:
        plain = self.iban()
        return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))

    def amount(self) -> str:
        n = self.random.randint(1_000, 99_999_999)
        dotted = f"{n:,}".replace(",", ".")
        return self._one(f"€ {dotted}", f"€ {dotted},00", f"€{dotted},-", f"{dotted} euro", f"€ {n}")

    def count(self) -> str:
        return f"{self.random.randint(1_000, 999_999_999):,}".replace(",", self._one(".", " "))

    def date(self) -> str:
        day = self.fake.date_object()
        return self._one(
            f"{day:%d-%m-%Y}",
            f"{day.day} mei {day.year}",
            f"{day:%Y-%m-%d}",
            f"{day:%d.%m.%Y}",
            f"{day:%d/%m/%Y}",
            f"{day:%Y%m%d}",
        )

    def case(self) -> str:
        n = self._digits(6)
        return self._one(
            f"2024-{n}",
            f"Z/24/{n}",
            f"2024.{n}",
            f"D2024-{self._digits(8)}",
            f"202{self._digits(7)}",
            f"24.{self._digits(7)}",
            f"UIT-{n}/B",
            f"0{self._digits(3)}.{n}",
        )

    def ecli(self) -> str:
        return f"ECLI:NL:RVS:2024:{self._digits(4)}"

    def kvk(self) -> str:
        return self._one("0", "1", "5", "8") + self._digits(7)

    def post(self) -> str:
        return f"{self._digits(1)}.{self._digits(3)}.{self._digits(4)}"

    def isbn(self) -> str:
        return f"978-90-{self._digits(4)}-{self._digits(3)}-{self._digits(1)}"

    def kamerstuk(self) -> str:
        return f"2023/24, {self.random.randint(30, 36)} {self._digits(3)}, nr. {self.random.randint(1, 200)}"

    def years(self) -> str:
        start = self.random.randint(2010, 2024)
        return self._one(
            f"{start}-{start + 4}", f"{start} - {start + 4}", f"{start}/{start + 1}", f"{start} tot {start + 4}"
        )

    def rd(self) -> str:
        return self._one(
            f"{self._digits(6)}, {self._digits(6)}",
            f"52.{self._digits(6)}, 5.{self._digits(6)}",
            f"{self._digits(6)} / {self._digits(6)}",
        )

    def article(self) -> str:
        n = self.random.randint(1, 200)
        return self._one(
            f"artikel {n} van de Wet veiligheidsregio's",
            f"artikel {n}, tweede lid, van de Gemeentewet",
            f"art. 2.{n} Awb",
            f"artikel 6:{n} van de Algemene wet bestuursrecht",
            f"artikel 5.1, lid {n % 5 + 1} sub e Woo",
        )

    def postcode(self) -> str:
        place = self._one("Klaverbrug", "Turfhaven", "Den Haag")
        return f"{self.random.randint(1000, 9999)} {self._one('AB', 'CK', 'XZ')} {place}"

    def street_of_person(self) -> str:
        first, last = self.first(), self.last().split()[-1]
        return self._one(
            f"{first} {last}straat",
            f"Burgemeester {last}laan",
            f"Dr. {last}straat",
            f"{first[0]}.{last[0]}. {last}plein",
            f"Mr. {last}weg",
            f"{first}-{last}straat",
            f"Prof. {last}singel",
            f"Wethouder {last}kade",
            f"{last}plein",
        )

    def organisation_of_person(self) -> str:
        first, last = self.first(), self.last()
        return self._one(
            f"Stichting {first} {last}",
            f"{first} {last} School",
            f"{first} {last} College",
            f"{last.split()[-1]} Ziekenhuis",
            f"Stichting Vrienden van {first} {last}",
            f"{first} {last} ArenA",
            f"Dr. {last} Fonds",
            f"{first} {last} Museum",
        )

    def organisation(self) -> str:
        return self._one(
            "Veiligheidsregio Hoge Venen",
            "Gemeente Klaverbrug",
            "Stichting Rode Kruis Nederland",
            "Waterschap Twee Stromen",
            "N.V. Waterbedrijf Rivierenland",
            "Brandweer Merenland",
            "Ministerie van Justitie en Veiligheid",
            "Omgevingsdienst Noord",
        )

    def portefeuille(self) -> str:
        return self._one("wethouder ", "burgemeester ") + self.last()

    def minister(self) -> str:
        return (
            self._one("Minister ", "De minister van Justitie en Veiligheid, mevrouw ", "Staatssecretaris ")
            + self.Last()
        )

    def office_of(self) -> str:
        return self._one(
            f"{self.full()}, burgemeester van Klaverbrug,",
            f"Regionaal commandant {self.full()}",
            f"Gedeputeerde {self.last()}",
            f"De heer {self.Last()}, wethouder,",
        )

    def heading(self) -> str:
        return self._one(
            "Inleiding",
            "Financiële gevolgen",
            "Werkwijze",
            "Risico's",
            "Samenvatting",
            "Planning en uitvoering",
            "Doelen",
            "Openbare orde",
            "Continuïteit",
        )

    def function_title(self) -> str:
        return self._one(
            "adviseur Openbare Orde",
            "coördinator Sociaal Domein",
            "directeur Publieke Gezondheid",
            "projectleider Weerbaarheid",
            "manager Crisisbeheersing",
            "Officier van Dienst",
            "medewerker Toezicht en Handhaving",
        )

    def party(self) -> str:
        return self._one(
            "Progressief Klaverbrug",
            "ChristenUnie",
            "Lokaal Belang",
            "VVD",
            "Forum voor Turfhaven",
            "Partij voor de Dieren",
            "Vrij Waterrade",
            "50PLUS",
        )
