"""Personal data found and masked; names are made at run time, none stands here."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from faker import Faker
from hypothesis import given, settings
from hypothesis import strategies as st

from text.personal import MASKS, find, mask, mask_addresses, mask_within, never_published

BSN = "111222333"
IBAN = "NL91ABNA0417164300"


def names(seed: int = 1) -> tuple[str, str, str]:
    """A first name, a surname without and one with a tussenvoegsel."""
    fake = Faker("nl_NL")
    fake.seed_instance(seed)
    plain = next(name for _ in range(99) if re.fullmatch(r"[A-Z][a-z]{3,}", name := fake.last_name()))
    long = next(name for _ in range(99) if re.fullmatch(r"van (?:de|den|der) [A-Z][a-z]+", name := fake.last_name()))
    return fake.first_name(), plain, long


FIRST, LAST, LONG = names()
CAPITAL_LONG = LONG[0].upper() + LONG[1:]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"De heer {LAST} (VVD) en mevrouw {CAPITAL_LONG} zwijgen.", "De heer [naam] (VVD) en mevrouw [naam] zwijgen."),
        (f"Dhr. drs. A.B. {LONG} sprak.", "Dhr. drs. [naam] sprak."),
        (f"De heren {LAST} en {CAPITAL_LONG} zwegen.", "De heren [naam] en [naam] zwegen."),
        (f"Volgens A.B. {LAST}-{LONG} kan dat.", "Volgens [naam] kan dat."),
        (f"Mevrouw {FIRST} (A.B.) {LAST} is er.", "Mevrouw [naam] is er."),
        (f"Inspreker {FIRST} {LAST} is bezorgd.", "Inspreker [naam] is bezorgd."),
        (f"{FIRST} {LONG} spreekt in over water.", "[naam] spreekt in over water."),
        (f"{FIRST} {LAST} (projectleider) en {LAST} (PvdA)", "[naam] (projectleider) en [naam] (PvdA)"),
        (f"{FIRST} {LAST}, inwoner van Turfhaven, wacht.", "[naam], inwoner van Turfhaven, wacht."),
        (f"Contactpersoon: {FIRST} {LONG}, afdeling Zorg", "Contactpersoon: [naam], afdeling Zorg"),
        (f"Opgesteld door A. {LAST}, vastgesteld door ons", "Opgesteld door [naam], vastgesteld door ons"),
        (f"Aanwezig: A. {LAST} (lid), griffier, {FIRST} {LONG} (ik)", "Aanwezig: [naam] (lid), griffier, [naam] (ik)"),
        (f"Met vriendelijke groet,\n\n{FIRST} {LONG}\nAdviseur", "Met vriendelijke groet,\n\n[handtekening]\nAdviseur"),
        (f"w.g. A.B. {LAST}", "w.g. [handtekening]"),
        (f"Getekend te Turfhaven op 1 mei door {FIRST} {LAST}.", "Getekend te Turfhaven op 1 mei door [handtekening]."),
        (f"Neem contact op met {FIRST} {LAST}, afdeling Zorg.", "Neem contact op met [naam], afdeling Zorg."),
        (f"Aangemaakt door {FIRST} {LONG} op 1 mei.", "Aangemaakt door [naam] op 1 mei."),
        (f"{LONG} (CDA): dank u.", "[naam] (CDA): dank u."),
        (f"De leden {LAST} en {CAPITAL_LONG} ontbreken.", "De leden [naam] en [naam] ontbreken."),
        (f"Aanwezig zijn {FIRST} {LAST} en {FIRST} {LONG}.", "Aanwezig zijn [naam] en [naam]."),
        (f"Ondergetekende, {FIRST} {LAST}, vraagt hulp.", "Ondergetekende, [naam], vraagt hulp."),
        (f"Foto: {FIRST} {LAST}", "Foto: [naam]"),
        (f"Met dank aan {FIRST} {LAST} en iedereen.", "Met dank aan [naam] en iedereen."),
        (f"Dat zegt huisarts {FIRST} {LONG}.", "Dat zegt huisarts [naam]."),
        (f"Beste {FIRST},", "Beste [naam],"),
        (f"Mevrouw {LAST} vraagt iets. {LAST} krijgt antwoord.", "Mevrouw [naam] vraagt iets. [naam] krijgt antwoord."),
    ],
)  # fmt: skip
def test_a_name_is_found_by_what_stands_around_it(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        f"Wethouder {CAPITAL_LONG} en burgemeester {LAST} antwoorden.",
        f"De burgemeester, mevrouw {LAST}, opent de avond.",
        f"De heer {LAST}, wethouder, licht toe. De heer {LAST} dankt de raad.",
        f"Minister {LAST} van Justitie en Veiligheid schreef de Kamer.",
        f"De minister van Justitie en Veiligheid, de heer {LAST}, schreef.",
        f"Hoogachtend,\n\nA.B. {LAST}\nburgemeester",
        f"De wethouders {LAST} en {CAPITAL_LONG} zijn er.",
    ],
)
def test_a_name_right_beside_a_public_office_stays(text: str) -> None:
    assert mask(text) == text


def test_an_office_protects_the_name_beside_it_and_no_other() -> None:
    text = f"Aanwezig: wethouder {LAST}, de heer {CAPITAL_LONG} (adviseur)."
    assert mask(text) == f"Aanwezig: wethouder {LAST}, de heer [naam] (adviseur)."
    assert mask(f"De wethouder dankt mevrouw {LAST}.") == "De wethouder dankt mevrouw [naam]."


@pytest.mark.parametrize(
    "text",
    [
        f"De {FIRST} {LAST}straat, het Mr. {LAST}plein, de Dr. A. {LAST}laan 12 en de A.B. {LAST}kade.",
        f"Stichting {FIRST} {LAST}, het {FIRST} {LAST} College en het Dr. {LAST} Fonds.",
        "N.V. Waterbedrijf, bijlage B. Werkwijze, A. Inleiding, categorie C. Regels.",
        "De adviseur Openbare Orde en de manager Crisisbeheersing. De heer des huizes. Mevrouw de voorzitter!",
        "Het Programma Energie (PPE) en de Kaderrichtlijn Water (KRW), Gemeente Klaverbrug (12).",
        "Behandeld door de afdeling Veiligheid. Contactpersoon: zie bijlage. Aanwezig: Politie, Brandweer.",
        "Met vriendelijke groet,\nTeam Crisisbeheersing\nGemeente Klaverbrug",
    ],
)
def test_streets_bodies_headings_and_functions_are_no_names(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "number",
    ["06-12345678", "06 12 34 56 78", "0612345678", "(0320) 247 247", "0320-247247", "+31 6 12345678", "0031612345678"],
)
def test_telephone_numbers_are_found_in_every_usual_form(number: str) -> None:
    assert mask(f"Bel {number} of kom langs.") == "Bel [telefoonnummer] of kom langs."
    assert mask(f"Ons nummer: {number}.") == "Ons nummer: [telefoonnummer]."


@pytest.mark.parametrize(
    "text",
    [
        "Bel 14 030, 0900-8844, 0800-1351, 112 of 144.",
        "Op 30-05-2024, 2024-05-30 en 01.06.2024 is € 1.234.567,89 betaald; in 2023 - 2027 nog € 12345678.",
        "Artikel 6:12, tweede lid, van de Awb; Kamerstukken II 2023/24, 32 545, nr. 143; ISBN 978-90-1234-567-1.",
        "Zaaknummer 0612345678, kenmerk 2024-0123456, Z/24/123456, dossier 0345678901, post 6.123.4567.",
        "RD-coördinaten 123456, 654321; 52.123456, 5.123456; KvK 12345678; 0315.820463.",
        "Er waren 123.456.782 meldingen en 111 222 333 berichten; het bedrag was €111222333.",
    ],
)
def test_amounts_dates_articles_and_case_numbers_are_no_personal_data(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"De aanvrager ({BSN}) woont hier.", ["bsn"]),
        ("BSN: 1112.22.333 en burgerservicenummer 111 222 333", ["bsn", "bsn"]),
        ("BSN 10000008 telt acht cijfers, 10000008 alleen is een nummer.", ["bsn"]),
        ("Nummer 111222334 haalt de elfproef niet.", []),
        (f"Rekening {IBAN} of NL91 ABNA 0417 1643 00 of nl91abna0417164300.", ["iban"] * 3),
        ("Rekening NL92ABNA0417164300 bestaat niet.", []),
        ("Rekening BE68 5390 0754 7034 in België", ["iban"]),
    ],
)
def test_bsn_and_iban_are_checked_by_their_own_tests(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in find(text)] == kinds


def test_what_is_left_of_an_iban_is_nothing() -> None:
    assert mask("Op NL91 ABNA 0417 1643 00 ten name van") == "Op [rekeningnummer] ten name van"


@pytest.mark.parametrize(
    ("address", "stays"),
    [
        ("info@klaverbrug.nl", True),
        ("griffie@klaverbrug.nl", True),
        ("gemeente@klaverbrug.nl", True),
        ("info-zuid@klaverbrug.nl", True),
        ("a.bakker@klaverbrug.nl", False),
        ("a.bakker@sub.klaverbrug.nl", False),
        ("info@gmail.com", False),
        ("a.bakker (at) klaverbrug.nl", False),
        ("A_B-1+x@klaverbrug.example", False),
    ],
)
def test_a_general_address_of_a_body_stays_and_any_other_goes(address: str, stays: bool) -> None:
    assert mask(f"Mail {address}.") == (f"Mail {address}." if stays else "Mail [e-mailadres].")


def test_of_an_address_on_the_web_only_the_mail_address_in_it_goes() -> None:
    url = f"https://voorbeeld.example/{BSN}/06-12345678?aan="
    assert mask_addresses(url) == url
    assert mask_addresses(f"{url}#page=12") == f"{url}#page=12"
    mail = f"https://raad.example/stukken.zip#brief a.{'x' * 5}@voorbeeld.example.pdf"
    assert mask_addresses(mail) == "https://raad.example/stukken.zip#brief [e-mailadres]"
    assert mask_addresses(f"{url}a.bakker%40voorbeeld.example&x=1") == f"{url}[e-mailadres]&x=1"


def test_a_quote_is_masked_as_its_passage_even_where_it_cuts_a_name() -> None:
    passage = f"De heer {FIRST} {LAST} oefende.\nHij won."
    assert mask_within(f"{LAST} oefende. Hij won.", passage) == "[naam] oefende.\nHij won."
    assert mask_within("Hij won.", passage) == "Hij won."
    assert mask_within(f"Mevrouw {LAST} won.", passage) == "Mevrouw [naam] won."
    assert mask_within("", passage) == ""


def test_found_spans_are_in_order_apart_and_of_known_kinds() -> None:
    text = f"Mevrouw {LAST}, tel. 06-12345678, a.b@klaverbrug.nl, {BSN}, {IBAN}.\nHoogachtend,\nA. {LAST}"
    found = find(text)
    assert [one.kind for one in found] == ["name", "telephone", "email", "bsn", "iban", "signature"]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {one.kind for one in found} == set(MASKS)


PARTS = st.sampled_from(
    [
        f"De heer {LAST}", f" mevr. {CAPITAL_LONG}", FIRST, LAST, LONG, " A.B. ", "J.", " en ", ", ", "\n", " ", ":",
        "(VVD)", "(45) uit", "Contactpersoon: ", "behandeld door ", "Aanwezig: ", "Met vriendelijke groet,", "w.g. ",
        "wethouder ", "burgemeester", "06-12345678", "0320 247247", "tel. ", BSN, "BSN ", IBAN, "a.b@voorbeeld.nl",
        "@", "info@gmail.com", "straat", " College", "[", "]", "[naam]", "[BSN]", "[telefoonnummer]", " van ", " de ",
        "'t ",
        "İ", "ß", "é", "\u0301", "\ud800", "€ ", "1", "-", ".", " spreekt in", " aldus ", " zegt ", "Beste ", "dr. ",
        "of ", "Van", "t.a.v. ",
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PARTS, max_size=25).map("".join) | st.text(max_size=200))
def test_masking_never_raises_is_done_after_once_and_leaves_nothing_that_must_not_be_published(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert never_published(once) == []
    assert len(once) <= 16 * len(text) + 16


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=15), st.data())
def test_the_masked_quote_stands_in_the_masked_passage(parts: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    passage, quote = "".join(parts), "".join(parts[first : last + 1]).strip()
    assert " ".join(mask_within(quote, passage).split()) in " ".join(mask(passage).split())


@pytest.mark.parametrize(
    "text",
    [
        "A." * 9000,
        "a@" * 9000,
        "06-" * 9000,
        "De heer " * 4000,
        "van de " * 4000,
        "(" * 20000,
        "1 " * 9000,
        "Aa " * 9000 + "(VVD)",
    ],
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    began = time.process_time()
    mask(text)
    assert time.process_time() - began < 3
