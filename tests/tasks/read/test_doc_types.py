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
    assert doc_type(None, title, "", False) == (named, "none" if named == "overig" else "title")


def test_what_the_source_says_goes_first_in_any_wording() -> None:
    assert doc_type("begroting", "Motie", "", False) == ("begroting", "source")
    assert doc_type(" Schriftelijke vragen ", "Motie", "", False) == ("schriftelijke_vragen", "source")
    assert doc_type("Raadsvoorstellen", "Motie", "", False) == ("raadsvoorstel", "source")
    assert doc_type("overig", "Motie", "", False) == ("motie", "title")
    assert doc_type("bijlage", "Motie", "", False) == ("motie", "title")
    assert doc_type("", "Motie", "", False) == ("motie", "title")


def test_the_cover_names_any_type_but_a_letter() -> None:
    assert doc_type(None, "Bijlage 1", "Jaarstukken\n2024", False) == ("jaarstukken", "text")
    assert doc_type(None, "Bijlage 1", "Verslag bestuur", False) == ("notulen", "text")
    assert doc_type(None, "Bijlage 1", "Uw brief van 3 mei", False) == ("overig", "none")
    assert doc_type(None, "Bijlage 1", "Onze website", False) == ("overig", "none")


def test_a_web_page_of_no_known_type_is_one() -> None:
    assert doc_type(None, "Noodsteunpunten", "Waar kunt u heen?", True) == ("webpagina", "text")
    assert doc_type(None, "Nieuwsbericht", "", True) == ("nieuwsbericht", "title")
