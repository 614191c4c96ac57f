"""What sort of document it is."""

from __future__ import annotations

import pytest

from tasks.read.doc_types import DOC_TYPES, doc_type


def test_the_types_are_these() -> None:
    expected = (
        "jaarverslag jaarstukken begroting kadernota beleidsplan risicoprofiel crisisplan raadsvoorstel"
        " raadsinformatiebrief motie amendement schriftelijke_vragen notulen besluitenlijst nieuwsbericht webpagina"
        " rapport wet kamerstuk bestemmingsplan brief overig"
    )
    assert set(expected.split()) == DOC_TYPES


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Jaarstukken 2024 Veiligheidsregio Zilverkust", "jaarstukken"),
        ("Jaarverslag en jaarrekening 2023", "jaarverslag"),
        ("Jaarverantwoording 2023", "jaarverslag"),
        ("Programmabegroting 2025-2028", "begroting"),
        ("Eerste begrotingswijziging 2024", "begroting"),
        ("Kadernota 2026", "kadernota"),
        ("Kaderbrief 2026", "brief"),
        ("Perspectiefnota 2026", "kadernota"),
        ("Regionaal beleidsplan 2024-2027", "beleidsplan"),
        ("Meerjarenbeleidsplan", "beleidsplan"),
        ("Uitvoeringsprogramma weerbaarheid", "beleidsplan"),
        ("Regionaal risicoprofiel", "risicoprofiel"),
        ("Regionaal Crisisplan 2023", "crisisplan"),
        ("Rampbestrijdingsplan haven", "crisisplan"),
        ("Rampenplan", "crisisplan"),
        ("Raadsvoorstel begroting 2025", "raadsvoorstel"),
        ("Voorstel aan de raad: crisisplan", "raadsvoorstel"),
        ("Raadsinformatiebrief noodsteunpunten", "raadsinformatiebrief"),
        ("RIB 24-013 noodsteunpunten", "raadsinformatiebrief"),
        ("Collegebrief crisis", "raadsinformatiebrief"),
        ("Motie vreemd aan de orde van de dag", "motie"),
        ("Aangenomen moties 2024", "motie"),
        ("Emotie in de raad", "overig"),
        ("Amendement op motie 3", "amendement"),
        ("Schriftelijke vragen over water", "schriftelijke_vragen"),
        ("Beantwoording raadsvragen", "schriftelijke_vragen"),
        ("Vragen van de fractie Lokaal", "schriftelijke_vragen"),
        ("Artikel 39 vragen", "schriftelijke_vragen"),
        ("Beantwoording van de technische vragen", "schriftelijke_vragen"),
        ("Notulen raad 3 maart", "notulen"),
        ("Verslag van de raadsvergadering", "notulen"),
        ("Conceptverslag algemeen bestuur", "overig"),
        ("Verslag Bestuurlijk Overleg", "notulen"),
        ("Besluitenlijst college week 12", "besluitenlijst"),
        ("Aanbiedingsbrief jaarstukken 2023", "brief"),
        ("Zienswijze kadernota 2025", "brief"),
        ("Nieuwsbericht oefening", "nieuwsbericht"),
        ("Nieuws: een avond zonder stroom", "nieuwsbericht"),
        ("Nieuwsbrief", "brief"),
        ("Persbericht", "nieuwsbericht"),
        ("Uitvoeringsplan Kracht van de wijk", "beleidsplan"),
        ("Programmaplan 2026", "beleidsplan"),
        ("Nieuwstraat", "overig"),
        ("Bestemmingsplan Centrum", "bestemmingsplan"),
        ("Omgevingsplan", "bestemmingsplan"),
        ("Eindrapportage proef", "rapport"),
        ("Rekenkameronderzoek", "rapport"),
        ("Evaluatie storm", "rapport"),
        ("Kamerbrief weerbaarheid", "kamerstuk"),
        ("Tweede Kamer der Staten-Generaal", "kamerstuk"),
        ("Wet van 9 juli 2014, houdende regels", "wet"),
        ("Drinkwaterwet", "wet"),
        ("Besluit van 23 mei 2011, houdende bepalingen", "wet"),
        ("Website", "webpagina"),
        ("Plan van aanpak", "overig"),
        ("", "overig"),
    ],
)
def test_a_title_names_the_type(title: str, named: str) -> None:
    found = doc_type(None, title, "", "", False)
    assert (found.value, found.basis) == (named, "none" if named == "overig" else "title")


def of(
    source: str | None, title: str = "", cover: str = "", head: str = "", is_web_page: bool = False
) -> tuple[str, str, str]:
    found = doc_type(source, title, cover, head, is_web_page)
    return found.value, found.basis, found.certainty


def test_what_the_source_says_goes_first_in_any_wording() -> None:
    assert of("begroting", "Motie") == ("begroting", "source", "zeker")
    assert of(" Schriftelijke vragen ", "Motie") == ("schriftelijke_vragen", "source", "zeker")
    assert of("Raadsvoorstellen", "Motie") == ("raadsvoorstel", "source", "zeker")
    assert of("overig", "Motie") == ("motie", "title", "zeker")
    assert of("bijlage", "Motie") == ("motie", "title", "zeker")
    assert of("", "Motie") == ("motie", "title", "zeker")


def test_a_title_that_its_cover_contradicts_is_less_sure() -> None:
    assert of(None, "Plan bij begroting", "Jaarstukken 2024") == ("begroting", "title", "matig")
    assert of(None, "Plan bij begroting", "Begroting 2024") == ("begroting", "title", "zeker")
    assert of(None, "Begroting 2024", "Jaarstukken 2024") == ("begroting", "title", "zeker")


def test_the_cover_names_any_type_but_a_letter() -> None:
    assert of(None, "Bijlage 1", "Jaarstukken\n2024") == ("jaarstukken", "cover", "matig")
    assert of(None, "Bijlage 1", "Verslag bestuur") == ("notulen", "cover", "matig")
    assert of(None, "Bijlage 1", "Uw brief van 3 mei") == ("overig", "none", "onzeker")
    assert of(None, "Bijlage 1", "Onze website") == ("overig", "none", "onzeker")


def test_a_cover_that_says_it_twice_or_calls_it_the_type_is_sure() -> None:
    assert of(None, "", "Jaarstukken\nVRZ Jaarstukken 2024") == ("jaarstukken", "cover", "zeker")
    assert of(None, "", "Begroting\nPlantype: | uitwerkingsplan") == ("bestemmingsplan", "cover", "zeker")
    assert of(None, "", "Jaarstukken\nBegroting") == ("jaarstukken", "cover", "matig")


def test_a_cover_that_only_mentions_a_type_is_not_sure() -> None:
    assert of(None, "", "Bijlage over wat er staat in de begroting") == ("begroting", "cover", "onzeker")
    assert of(None, "", "Bijlage over wat er staat in de begroting\nJaarverslag") == ("jaarverslag", "cover", "matig")
    assert of(None, "", "Bijlage over wat daar staat - begroting 2024") == ("begroting", "cover", "matig")


def test_a_paper_of_parliament_that_says_more_is_that() -> None:
    cover = "Tweede Kamer der Staten-Generaal\nNr. 7 MOTIE VAN HET LID"
    assert of(None, "", cover) == ("motie", "cover", "zeker")
    assert of(None, "Tweede Kamer der Staten-Generaal 2", cover) == ("motie", "cover", "zeker")
    assert of(None, "Tweede Kamer over de begroting", "Begroting") == ("kamerstuk", "title", "zeker")


def test_a_letter_is_known_by_its_head_and_salutation() -> None:
    assert of(None, "Stuk", head="Onderwerp: water\nGeachte raad,") == ("brief", "text", "matig")
    assert of(None, "Stuk", head="Van: x\nVerzonden: 3 mei\nAan: y\nOnderwerp: z") == ("brief", "text", "matig")
    assert of(None, "Stuk", head="Van: x\nAan: y\nDatum: 3 mei 2024") == ("brief", "text", "matig")
    assert of(None, "Stuk", head="Aan de Voorzitter van de Tweede Kamer\nOnderwerp x") == ("kamerstuk", "text", "matig")
    assert of(None, "Stuk", head="Geachte raad,\nOnderwerp: water")[0] == "overig"
    assert of(None, "Stuk", head="Onderwerp: water")[0] == "overig"


def test_a_web_page_of_no_known_type_is_one() -> None:
    assert of(None, "Noodsteunpunten", "Waar kunt u heen?", is_web_page=True) == ("webpagina", "text", "matig")
    assert of(None, "Nieuwsbericht", is_web_page=True) == ("nieuwsbericht", "title", "zeker")
