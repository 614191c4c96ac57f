"""Whom a passage is about."""

from __future__ import annotations

import pytest

from text.acting import About, passage_about
from text.organisations import KnownOrganisation, Organisations

KNOWN = Organisations(
    [
        KnownOrganisation("vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust", ("VRZ",)),
        KnownOrganisation("vr-merenland", "veiligheidsregio", "Veiligheidsregio Merenland", ("VRM",)),
        KnownOrganisation("gm-turfhaven", "gemeente", "Gemeente Turfhaven"),
    ]
)
TOWN = About("gm-turfhaven", "document", "gemeente")
NOBODY = About(None, "none", "rijk")
REGION = About("vr-zilverkust", "passage", "veiligheidsregio")


@pytest.mark.parametrize(
    "text",
    [
        "Veiligheidsregio Zilverkust heeft noodsteunpunten ingericht.",
        "De VRZ oefent elk jaar. Dat gaat goed.",
        "VRZ werkt aan een plan\nTweede regel",
        "• De VRZ organiseert avonden.",
        "Stand van zaken: de VRZ werkt eraan.",
        "In 2024 heeft de Veiligheidsregio Zilverkust geoefend.",
        "Het plan is getest door de Veiligheidsregio Zilverkust.",
        "Bekend is dat de VRZ oefent.",
        "Het bestuur van de VRZ stelde het plan vast.",
        "Het college van Veiligheidsregio Zilverkust besloot.",
        "De VRZ zal dit jaar samen met Veiligheidsregio Merenland oefenen.",
    ],
)
def test_a_body_that_is_named_as_acting_makes_the_passage_its_own(text: str) -> None:
    assert passage_about(text, TOWN, KNOWN) == REGION
    assert passage_about(text, NOBODY, KNOWN) == REGION


@pytest.mark.parametrize(
    "text",
    [
        "Er is overleg met de VRZ.",
        "Dat gaat goed. De VRZ oefent elk jaar.",
        "Eerste regel\nVRZ werkt aan een plan",
        "De bijdrage aan de VRZ stijgt.",
        "Het plan van de VRZ is bekend.",
        "Samen met de VRZ en de VRM is overlegd.",
        "VRZ, Postbus 1, Zilverkust",
        "Veiligheidsregio Zilverkust | 100 | 200",
        "Gemeente Turfhaven en de VRZ oefenen. De VRZ heeft een plan.",
        "De VRZ heeft een plan. Wij steunen dat.",
        "De VRZ heeft ons gevraagd.",
        "De VRZ heeft een plan. De VRM heeft er geen.",
        "VRZ en VRM hebben een plan.",
        "Niemand wordt genoemd.",
        "",
    ],
)
def test_a_body_that_is_merely_named_does_not(text: str) -> None:
    assert passage_about(text, TOWN, KNOWN) == TOWN
    if "Turfhaven" not in text:
        assert passage_about(text, NOBODY, KNOWN) == NOBODY


def test_the_documents_own_body_keeps_its_passages() -> None:
    own = About("vr-zilverkust", "document", "veiligheidsregio")
    assert passage_about("De VRZ heeft een plan.", own, KNOWN) == own


def test_of_two_named_together_the_second_is_as_the_first() -> None:
    assert passage_about("In overleg met de VRZ en VRM is besloten.", NOBODY, KNOWN) == NOBODY
    assert passage_about("VRZ heeft een plan. Er is overleg met de VRM.", NOBODY, KNOWN) == REGION
    assert passage_about("VRZ heeft een plan.\nVRM is er niet bij.", NOBODY, KNOWN) == NOBODY


def test_a_ggd_that_acts_makes_it_a_passage_of_kind_ggd() -> None:
    text = "De GGD heeft een pandemieplan."
    assert passage_about(text, TOWN, KNOWN) == About("gm-turfhaven", "document", "ggd")
    region = About("vr-zilverkust", "document", "veiligheidsregio")
    assert passage_about(text, region, KNOWN).org_kind == "ggd"
    assert passage_about("Door de inzet van de GGD is getest door de GGD.", region, KNOWN).org_kind == "ggd"


def test_a_ggd_that_does_not_act_or_not_alone_changes_nothing() -> None:
    assert passage_about("Er is overleg met de GGD.", TOWN, KNOWN) == TOWN
    assert passage_about("Dat is goed. De GGD heeft een plan.", TOWN, KNOWN) == TOWN
    assert passage_about("De GGD heeft een plan voor de gemeente Turfhaven.", TOWN, KNOWN) == TOWN
    assert passage_about("De GGD heeft een plan met de VRZ.", TOWN, KNOWN) == TOWN
    assert passage_about("De GGD heeft een plan. Wij ook.", TOWN, KNOWN) == TOWN
    assert passage_about("De GGD heeft een plan.", NOBODY, KNOWN) == NOBODY
    assert passage_about("De ggd heeft een plan.", TOWN, KNOWN) == TOWN
