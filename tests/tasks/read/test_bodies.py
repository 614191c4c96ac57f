"""Public bodies named by kind and name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.bodies import Body, bodies, domains, is_at
from text.organisations import KnownOrganisation, Organisations

REGION = KnownOrganisation("vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust", ("VRZ",))
TOWN = KnownOrganisation("gm-turfhaven", "gemeente", "Gemeente Turfhaven")
KNOWN = Organisations([REGION, TOWN])


def named(text: str) -> list[tuple[str, str]]:
    return [(body.name, body.kind) for body in bodies(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("de gemeente Duinrand heeft", "Gemeente Duinrand", "gemeente"),
        ("GEMEENTE DUINRAND-OOST", "Gemeente Duinrand-Oost", "gemeente"),
        ("Gemeente Den Duin Vastgesteld", "Gemeente Den Duin", "gemeente"),
        ("gemeente Duin op Zand in", "Gemeente Duin op Zand", "gemeente"),
        ("gemeente Duin aan den Dijk", "Gemeente Duin aan den Dijk", "gemeente"),
        ("gemeente Oude Duinstreek", "Gemeente Oude Duinstreek", "gemeente"),
        ("gemeente Duintse Heuvels", "Gemeente Duintse Heuvels", "gemeente"),
        ("gemeente 's-Duinrand", "Gemeente 's-Duinrand", "gemeente"),
        ("De burgemeester van Duinrand,", "Gemeente Duinrand", "gemeente"),
        ("burgemeester en wethouders van Duinrand", "Gemeente Duinrand", "gemeente"),
        ("Veiligheidsregio Duinland", "Veiligheidsregio Duinland", "veiligheidsregio"),
        ("GGD Duinland", "GGD Duinland", "ggd"),
        ("provincie Zeeland", "Provincie Zeeland", "overig"),
        ("Gedeputeerde Staten van Drenthe", "Provincie Drenthe", "overig"),
        ("Waterschap Duinwater", "Waterschap Duinwater", "overig"),
        ("Ministerie van VWS", "Ministerie van Volksgezondheid, Welzijn en Sport", "rijk"),
        ("de minister van Defensie", "Ministerie van Defensie", "rijk"),
        (
            "Ministerie van volksgezondheid, welzijn en sport",
            "Ministerie van Volksgezondheid, Welzijn en Sport",
            "rijk",
        ),
        ("Tweede Kamer der Staten-Generaal", "Tweede Kamer der Staten-Generaal", "rijk"),
    ],
)
def test_a_body_is_named_by_its_kind_and_name(text: str, name: str, kind: str) -> None:
    assert named(text) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "de gemeente heeft",
        "gemeente Postbus 12",
        "provincie Duinrand",
        "gemeentelijk beleid",
        "Aan de gemeente Duinrand",
        "Aan de voorzitter van de Tweede Kamer der Staten-Generaal",
        "t.a.v. de gemeente Duinrand",
        "minister van Staat",
        "",
    ],
)
def test_what_names_nobody_or_whom_it_is_sent_to_is_left_out(text: str) -> None:
    assert named(text) == []


def test_ours_are_known_by_every_form_of_their_name() -> None:
    found = bodies("VRZ, gemeente Turfhaven, burgemeester van Turfhaven en gemeente Duinrand", KNOWN)
    assert [body.organisation_id for body in found] == ["vr-zilverkust", "gm-turfhaven", "gm-turfhaven", None]
    assert [body.name for body in found[:2]] == ["Veiligheidsregio Zilverkust", "Gemeente Turfhaven"]


@given(st.text("gemeente Duin VRZwaterschap\nAan de", max_size=60))
def test_bodies_come_in_order_and_do_not_overlap(text: str) -> None:
    found = bodies(text, KNOWN)
    places = [place for body in found for place in (body.start, body.end)]
    assert places == sorted(places)
    assert all(0 <= body.start < body.end <= len(text) for body in found)


def test_an_address_tells_whose_paper_it_is() -> None:
    at = domains("www.duinrand.nl, info@gemeente-zandhoek.nl, https://example.org")
    assert at == {"duinrand", "gemeente-zandhoek"}

    def of(name: str) -> bool:
        return is_at(Body(name, "gemeente", None, 0, 1), at)

    assert of("Gemeente Duinrand") is True
    assert of("Gemeente Zandhoek") is True
    assert of("Gemeente Veenkant") is False
    assert of("GGD Zan") is False


def test_a_text_that_names_thousands_is_read_as_fast_as_any() -> None:
    assert len(bodies("GGD Duin, " * 6_000, KNOWN)) == 6_000
