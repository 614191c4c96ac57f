"""Whom a document is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tasks.read.facts import Opening, Publication, facts
from text.organisations import KnownOrganisation, Organisations

REGION = KnownOrganisation("vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust", ("VRZ",))
OTHER = KnownOrganisation("vr-merenland", "veiligheidsregio", "Veiligheidsregio Merenland")
TOWN = KnownOrganisation("gm-turfhaven", "gemeente", "Gemeente Turfhaven", ("Turfhaven",))
KNOWN = Organisations([REGION, OTHER, TOWN])

COUNCIL = Publication("p1", "Stuk", organisation_id="gm-turfhaven", source_organisation_id="gm-turfhaven")
NOBODY = Publication("p1", "Stuk")
BLANK = Opening("", "", "", "", False)


def of(publication: Publication, opening: Opening = BLANK) -> dict[str, Any]:
    """The columns of core_document."""
    return facts([publication], opening, KNOWN).columns()


def about(title: str, head: str = "", publication: Publication = COUNCIL) -> tuple[str | None, str]:
    columns = of(replace(publication, title=title), Opening("", "", head, "", False))
    return columns["about_organisation_id"], columns["about_basis"]


def test_a_regions_own_document_in_a_councils_portal_is_about_the_region() -> None:
    assert about("Programmabegroting 2025 Veiligheidsregio Zilverkust") == ("vr-zilverkust", "title")
    assert about("Jaarstukken 2023 VRZ") == ("vr-zilverkust", "title")
    found = of(replace(COUNCIL, title="Jaarstukken 2023 VRZ"))
    assert (found["about_name"], found["org_kind"]) == ("Veiligheidsregio Zilverkust", "veiligheidsregio")


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
    assert about("Motie over de VRZ", publication=NOBODY) == (None, "none")
    assert about("Jaarstukken VRZ", publication=NOBODY) == ("vr-zilverkust", "title")
    assert about("Begroting Turfhaven en VRZ", publication=NOBODY) == ("vr-zilverkust", "title")
    assert about("Begroting Turfhaven", publication=NOBODY) == ("gm-turfhaven", "title")
    assert about("Begroting", "VRZ\nTurfhaven", NOBODY) == (None, "none")
    assert about("Begroting", "VRZ en Veiligheidsregio Merenland", NOBODY) == (None, "none")
    assert about("Begroting", "niets", NOBODY) == (None, "none")


def test_a_manifest_that_names_the_organisation_is_the_basis() -> None:
    listed = replace(NOBODY, organisation_id="gm-turfhaven", organisation_name="Turfhaven")
    assert about("Begroting", publication=listed) == ("gm-turfhaven", "manifest")
    strange = replace(NOBODY, organisation_name="Waterschap Kust")
    assert about("Begroting", publication=strange) == (None, "manifest")
    found = of(strange)
    assert (found["about_name"], found["org_kind"]) == ("Waterschap Kust", "overig")


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
    assert of(replace(NOBODY, organisation_name=name))["org_kind"] == kind


def test_what_a_ggd_publishes_through_a_gemeente_is_of_that_kind() -> None:
    def kind(title: str) -> tuple[str | None, str | None]:
        found = of(replace(COUNCIL, title=title))
        return found["about_organisation_id"], found["org_kind"]

    assert kind("Jaarverslag 2025 GGD Kust") == ("gm-turfhaven", "ggd")
    assert kind("Jaarverslag 2025 ggd") == ("gm-turfhaven", "gemeente")
    assert kind("Raadsvoorstel begroting GGD") == ("gm-turfhaven", "gemeente")
    assert kind("Beleidsplan GGD en gemeente Turfhaven") == ("gm-turfhaven", "gemeente")
    assert kind("Jaarstukken VRZ en GGD") == ("vr-zilverkust", "veiligheidsregio")


def test_the_kind_is_as_the_source_says_or_as_the_document_tells() -> None:
    assert of(replace(NOBODY, organisation_kind="ggd", organisation_name="Gemeente Elders"))["org_kind"] == "ggd"
    assert of(replace(COUNCIL, organisation_kind="overig"))["org_kind"] == "gemeente"
    assert of(replace(NOBODY, title="Drinkwaterwet"))["org_kind"] == "rijk"
    assert of(replace(NOBODY, title="Kamerbrief"))["org_kind"] == "rijk"
    assert of(replace(NOBODY, title="Brief van het waterschap"))["org_kind"] == "overig"
    assert of(NOBODY, Opening("", "", "Gemeenteraad", "", False))["org_kind"] == "gemeente"
    assert of(NOBODY, Opening("", "Gemeenteraad", "", "", False))["org_kind"] == "gemeente"
    assert of(NOBODY, Opening("", "", "", "Gemeenteraad", False))["org_kind"] is None
    assert of(replace(NOBODY, organisation_name="GGD", title="Gemeente"))["org_kind"] == "ggd"


def whom(
    title: str = "Stuk", cover: str = "", text: str = "", publication: Publication = NOBODY
) -> tuple[str, str, str]:
    found = facts([replace(publication, title=title)], Opening("", "", cover, text, False), KNOWN).about
    return found.value, found.basis, found.certainty


def test_the_document_bears_out_what_its_source_says() -> None:
    assert whom("Begroting", publication=COUNCIL) == ("Gemeente Turfhaven", "source", "matig")
    assert whom("Begroting", "Gemeente Turfhaven", publication=COUNCIL)[2] == "zeker"
    assert whom("Motie", publication=COUNCIL)[2] == "zeker"
    assert whom("Begroting VRZ", publication=COUNCIL)[2] == "zeker"
    assert whom("Begroting VRZ en Veiligheidsregio Merenland", publication=COUNCIL)[2] == "matig"
    assert whom("Begroting", "VRZ", publication=COUNCIL) == ("Veiligheidsregio Zilverkust", "cover", "matig")


def test_the_accounts_of_a_strange_body_in_a_councils_portal_are_that_bodys() -> None:
    assert whom("Jaarstukken 2023 Waterschap Duinwater", publication=COUNCIL) == (
        "Waterschap Duinwater",
        "title",
        "matig",
    )
    assert about("Jaarstukken 2023 Waterschap Duinwater") == (None, "title")
    assert about("Rapport over Waterschap Duinwater") == ("gm-turfhaven", "source")
    assert about("Jaarstukken van Waterschap Duinwater en gemeente Elders") == ("gm-turfhaven", "source")


def test_a_body_that_is_none_of_ours_has_a_name_and_no_number() -> None:
    assert whom("Begroting gemeente Elders") == ("Gemeente Elders", "title", "zeker")
    columns = of(replace(NOBODY, title="Begroting gemeente Elders"))
    assert (columns["about_organisation_id"], columns["about_name"], columns["org_kind"]) == (
        None,
        "Gemeente Elders",
        "gemeente",
    )


def test_a_title_that_names_two_strangers_names_nobody() -> None:
    assert whom("Overeenkomst gemeente Elders, provincie Zeeland")[2] == "onzeker"
    columns = of(replace(NOBODY, title="Overeenkomst gemeente Elders, provincie Zeeland"))
    assert (columns["about_name"], columns["about_basis"]) == (None, "none")


def test_the_text_bears_out_the_cover_or_makes_it_unsure() -> None:
    text = "De gemeente Elders doet. " * 3
    assert whom(cover="Gemeente Elders") == ("Gemeente Elders", "cover", "matig")
    assert whom(cover="Gemeente Elders", text=text) == ("Gemeente Elders", "cover", "zeker")
    assert whom(cover="Gemeente Nergens", text=text)[2] == "onzeker"
    assert whom(cover="Gemeente Elders\nProvincie Zeeland", text=text) == ("Gemeente Elders", "text", "matig")
    assert whom(cover="Gemeente Elders\nProvincie Zeeland")[2] == "onzeker"


def test_a_text_is_about_a_body_that_it_names_often_and_no_other_so_often() -> None:
    assert whom(text="De gemeente Elders doet. " * 3) == ("Gemeente Elders", "text", "matig")
    assert whom(text="De gemeente Elders doet. " * 2) == ("", "none", "onzeker")
    assert whom(text="De gemeente Elders en de provincie Zeeland. " * 5) == ("", "none", "onzeker")
    assert whom("Bestemmingsplan", text="De gemeente Elders, de provincie Zeeland. " * 5)[0] == "Gemeente Elders"


def test_whom_a_letter_is_about_in_its_title_did_not_write_it() -> None:
    letter = "Provincie Zeeland\nwww.zeeland.nl\nGemeente Elders Postbus 1"
    assert whom("Brief aan gemeente Elders") == ("", "none", "onzeker")
    assert whom("Brief aan gemeente Elders", letter) == ("Provincie Zeeland", "cover", "zeker")
    assert whom("Brief aan gemeente Elders", text=letter) == ("Provincie Zeeland", "text", "zeker")


def test_papers_of_parliament_and_laws_are_of_the_state() -> None:
    house = "Tweede Kamer der Staten-Generaal"
    assert whom("Motie over het Ministerie van Defensie", f"{house}\nNr. 7") == (house, "cover", "zeker")
    assert whom("Wet van 9 juli 2014, houdende regels voor de gemeente Elders") == ("Rijk", "text", "zeker")
