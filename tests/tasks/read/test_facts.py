"""Facts about a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tasks.read.facts import HEAD, Facts, Opening, Publication, facts
from text.organisations import KnownOrganisation, Organisations

REGION = KnownOrganisation("vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust", ("VRZ",))
OTHER = KnownOrganisation("vr-merenland", "veiligheidsregio", "Veiligheidsregio Merenland")
TOWN = KnownOrganisation("gm-turfhaven", "gemeente", "Gemeente Turfhaven", ("Turfhaven",))
KNOWN = Organisations([REGION, OTHER, TOWN])

COUNCIL = Publication("p1", "Stuk", organisation_id="gm-turfhaven", source_organisation_id="gm-turfhaven")
NOBODY = Publication("p1", "Stuk")
BLANK = Opening("", "", "", "", False)


def of(publication: Publication, opening: Opening = BLANK) -> Facts:
    return facts([publication], opening, KNOWN)


def about(title: str, head: str = "", publication: Publication = COUNCIL) -> tuple[str | None, str]:
    found = of(replace(publication, title=title), Opening("", "", head, "VRZ " * 9, False))
    return found.about_organisation_id, found.about_basis


def test_all_facts_of_a_document() -> None:
    publication = replace(COUNCIL, title="Raadsvoorstel crisisplan 2024", publication_date=date(2024, 3, 1))
    assert of(publication) == Facts(
        "Raadsvoorstel crisisplan 2024",
        "raadsvoorstel",
        "title",
        date(2024, 3, 1),
        2024,
        2024,
        "title",
        "gm-turfhaven",
        "Gemeente Turfhaven",
        "source",
        "gemeente",
        False,
    )


def test_a_regions_own_document_in_a_councils_portal_is_about_the_region() -> None:
    assert about("Programmabegroting 2025 Veiligheidsregio Zilverkust") == ("vr-zilverkust", "title")
    assert about("Jaarstukken 2023 VRZ") == ("vr-zilverkust", "title")
    found = of(replace(COUNCIL, title="Jaarstukken 2023 VRZ"))
    assert (found.about_name, found.org_kind) == ("Veiligheidsregio Zilverkust", "veiligheidsregio")


@pytest.mark.parametrize(
    "title",
    [
        "Raadsvoorstel begroting 2025 Veiligheidsregio Zilverkust",
        "Zienswijze kadernota Veiligheidsregio Zilverkust",
        "Aanbiedingsbrief jaarstukken VRZ",
        "Motie over de VRZ",
        "Raadsinformatiebrief VRZ",
        "Notulen commissie: gast VRZ",
    ],
)
def test_what_a_council_writes_about_a_region_is_about_the_council(title: str) -> None:
    assert about(title) == ("gm-turfhaven", "source")


def test_a_councils_own_name_in_the_title_is_the_basis() -> None:
    assert about("Motie gemeente Turfhaven en VRZ") == ("gm-turfhaven", "title")
    assert about("Begroting gemeente Turfhaven met VRZ") == ("gm-turfhaven", "title")


def test_minutes_of_the_board_of_a_region_are_about_the_region() -> None:
    assert about("Notulen algemeen bestuur Veiligheidsregio Zilverkust") == ("vr-zilverkust", "title")
    assert about("Notulen dagelijks bestuur VRZ") == ("vr-zilverkust", "title")
    assert about("Raadsvoorstel algemeen bestuur VRZ") == ("gm-turfhaven", "source")


def test_the_cover_names_the_body_when_the_title_does_not() -> None:
    assert about("Begroting 2025", "Programmabegroting\nVeiligheidsregio Zilverkust") == ("vr-zilverkust", "text")
    assert about("Begroting 2025", "Gemeente Turfhaven en VRZ") == ("gm-turfhaven", "source")
    assert about("Begroting 2025", "VRZ en Veiligheidsregio Merenland") == ("gm-turfhaven", "source")
    assert about("Begroting 2025") == ("gm-turfhaven", "source")


def test_a_document_about_nobody_in_particular_may_still_name_somebody() -> None:
    assert about("Motie over de VRZ", publication=NOBODY) == ("vr-zilverkust", "title")
    assert about("Begroting Turfhaven en VRZ", publication=NOBODY) == ("vr-zilverkust", "title")
    assert about("Begroting Turfhaven", publication=NOBODY) == ("gm-turfhaven", "title")
    assert about("Begroting", "VRZ en Turfhaven en Veiligheidsregio Merenland", NOBODY) == ("vr-zilverkust", "text")
    assert about("Begroting", "niets", NOBODY) == (None, "none")


def test_a_manifest_that_names_the_organisation_is_the_basis() -> None:
    listed = replace(NOBODY, organisation_id="gm-turfhaven", organisation_name="Turfhaven")
    assert about("Begroting", publication=listed) == ("gm-turfhaven", "manifest")
    strange = replace(NOBODY, organisation_name="Waterschap Kust")
    assert about("Begroting", publication=strange) == (None, "manifest")
    found = of(strange)
    assert (found.about_name, found.org_kind) == ("Waterschap Kust", "overig")


def test_an_organisation_that_is_not_known_any_more_is_nobody_of_ours() -> None:
    gone = replace(NOBODY, organisation_id="gm-weg", source_organisation_id="gm-weg")
    assert about("Motie", publication=gone) == (None, "none")
    assert about("Motie", publication=replace(gone, organisation_name="Gemeente Weg")) == (None, "manifest")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Veiligheidsregio Elders", "veiligheidsregio"),
        ("GGD Zilverkust", "ggd"),
        ("Ministerie van Water", "rijk"),
        ("RIVM", "rijk"),
        ("Rijkswaterstaat", "rijk"),
        ("Provincie Kust", "overig"),
        ("Hoogheemraadschap", "overig"),
        ("Kustwater N.V.", "overig"),
        ("Stichting Hulp", "overig"),
        ("Gemeente Elders", "gemeente"),
        ("Iemand", None),
    ],
)
def test_the_kind_of_a_strange_body_is_told_by_its_name(name: str, kind: str | None) -> None:
    assert of(replace(NOBODY, organisation_name=name)).org_kind == kind


def test_what_a_ggd_publishes_through_a_gemeente_is_of_that_kind() -> None:
    def kind(title: str) -> tuple[str | None, str | None]:
        found = of(replace(COUNCIL, title=title))
        return found.about_organisation_id, found.org_kind

    assert kind("Jaarverslag 2025 GGD Kust") == ("gm-turfhaven", "ggd")
    assert kind("Jaarverslag 2025 ggd") == ("gm-turfhaven", "gemeente")
    assert kind("Raadsvoorstel begroting GGD") == ("gm-turfhaven", "gemeente")
    assert kind("Beleidsplan GGD en gemeente Turfhaven") == ("gm-turfhaven", "gemeente")
    assert kind("Jaarstukken VRZ en GGD") == ("vr-zilverkust", "veiligheidsregio")


def test_the_kind_is_as_the_source_says_or_as_the_document_tells() -> None:
    assert of(replace(NOBODY, organisation_kind="ggd", organisation_name="Gemeente Elders")).org_kind == "ggd"
    assert of(replace(COUNCIL, organisation_kind="overig")).org_kind == "gemeente"
    assert of(replace(NOBODY, title="Drinkwaterwet")).org_kind == "rijk"
    assert of(replace(NOBODY, title="Kamerbrief")).org_kind == "rijk"
    assert of(replace(NOBODY, title="Brief van het waterschap")).org_kind == "overig"
    assert of(NOBODY, Opening("", "", "Gemeenteraad", "", False)).org_kind == "gemeente"
    assert of(NOBODY, Opening("", "Gemeenteraad", "", "", False)).org_kind == "gemeente"
    assert of(NOBODY, Opening("", "", "", "Gemeenteraad", False)).org_kind is None
    assert of(replace(NOBODY, organisation_name="GGD", title="Gemeente")).org_kind == "ggd"


@pytest.mark.parametrize(
    ("title", "draft"),
    [
        ("Concept beleidsplan", True),
        ("Conceptbegroting 2025", True),
        ("Ontwerpbegroting 2025", True),
        ("Voorlopig risicoprofiel", True),
        ("Beleidsplan (concept)", True),
        ("Conceptueel kader", False),
        ("Ontwerpen van een plan", False),
        ("Beleidsplan", False),
    ],
)
def test_a_title_says_that_it_is_a_draft(title: str, draft: bool) -> None:
    assert of(replace(COUNCIL, title=title)).is_draft is draft


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("CONCEPT\nBeleidsplan", True),
        ("Beleidsplan\n Ontwerp 3", True),
        ("Status: concept", True),
        ("status ontwerp", True),
        ("Dit is geen concept", False),
        ("conceptversies", False),
    ],
)
def test_a_text_says_that_it_is_a_draft(text: str, draft: bool) -> None:
    assert of(COUNCIL, Opening("", "", text, "", False)).is_draft is draft
    assert of(COUNCIL, Opening("", "", "", text, False)).is_draft is draft
    assert of(COUNCIL, Opening("", "", "", "x" * HEAD + text, False)).is_draft is False


def test_the_listed_title_counts_unless_it_says_nothing() -> None:
    opening = Opening("Microsoft Word - Crisisplan versie 3", "Crisisplan\n Zilverkust", "", "tekst", False)
    assert of(replace(COUNCIL, title=" Plan  2024 "), opening).title == "Plan 2024"
    for empty in ("", "Bijlage 1", "Z2024 00012", "document", "2024_01.pdf"):
        assert of(replace(COUNCIL, title=empty), opening).title == "Crisisplan Zilverkust"
    bare = replace(opening, heading="12")
    assert of(replace(COUNCIL, title="Bijlage 1"), bare).title == "Crisisplan versie 3"
    named = replace(opening, heading="", title="crisisplan.docx")
    assert of(replace(COUNCIL, title="Bijlage 1"), named).title == "Bijlage 1"
    assert of(replace(COUNCIL, title=""), BLANK).title == "Zonder titel"
    assert of(replace(COUNCIL, title=""), replace(opening, heading="Woord " * 100)).title == ("Woord " * 100)[:300]


def test_the_date_is_the_listed_one_or_the_labelled_one() -> None:
    opening = Opening("", "", "", "Datum: 1 mei 2023", False)
    assert of(COUNCIL, opening).publication_date == date(2023, 5, 1)
    assert of(replace(COUNCIL, publication_date=date(2024, 1, 2)), opening).publication_date == date(2024, 1, 2)
    assert of(COUNCIL, opening).year_from == 2023


def test_the_cover_tells_type_and_year() -> None:
    found = of(replace(COUNCIL, title="Bijlage 1 van het stuk"), Opening("", "", "Jaarstukken 2022", "", False))
    assert (found.doc_type, found.doc_type_basis, found.year_from, found.year_basis) == (
        "jaarstukken",
        "text",
        2022,
        "text",
    )
    assert of(COUNCIL, Opening("", "", "", "x", True)).doc_type == "webpagina"


def test_of_several_publications_that_counts_whose_organisation_it_is_about() -> None:
    title = "Jaarstukken 2023 Veiligheidsregio Zilverkust"
    town = replace(COUNCIL, publication_id="a", title=title, publication_date=date(2024, 7, 1))
    region = Publication("b", title, None, date(2024, 4, 1), "vr-zilverkust", None, None, "vr-zilverkust")
    for order in ([town, region], [region, town]):
        assert facts(order, BLANK, KNOWN).publication_date == date(2024, 4, 1)
    stranger = replace(town, publication_id="c", publication_date=date(2023, 1, 1))
    assert facts([stranger, town], BLANK, KNOWN).publication_date == date(2024, 7, 1)
