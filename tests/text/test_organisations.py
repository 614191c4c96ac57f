"""Organisations named in a text."""

from __future__ import annotations

import time

import pytest

from text.organisations import KnownOrganisation, Mention, Organisations

ZILVERKUST = KnownOrganisation(
    "vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust", ("VR Zilverkust", "VRZ")
)
NOORD = KnownOrganisation("vr-noord", "veiligheidsregio", "Veiligheidsregio Zilverkust Noord")
BEST = KnownOrganisation("gm-eerste", "gemeente", "Gemeente Eerste", ("B&W Eerste",))
DUIN = KnownOrganisation("gm-duin", "gemeente", "'s-Duinlând (NK)", ("Hoge Duin",))
TWIN_A = KnownOrganisation("gm-a", "gemeente", "Gemeente Tweeling A", ("Tweeling",))
TWIN_B = KnownOrganisation("gm-b", "gemeente", "Gemeente Tweeling B", ("Tweeling",))
ALL = Organisations([ZILVERKUST, NOORD, BEST, DUIN, TWIN_A, TWIN_B])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("De Veiligheidsregio Zilverkust oefent.", ["vr-zilverkust"]),
        ("de veiligheidsregio Zilverkust oefent", ["vr-zilverkust"]),
        ("VEILIGHEIDSREGIO ZILVERKUST", ["vr-zilverkust"]),
        ("de veiligheidsregio zilverkust", []),
        ("De VRZ en de VR Zilverkust", ["vr-zilverkust"]),
        ("vrz", []),
        ("Veiligheidsregio ZilverKust", []),
        ("VeiligheidsRegio Zilverkust", ["vr-zilverkust"]),
        ("x-VRZ", []),
        ("VRZ-x", []),
        ("x - VRZ", ["vr-zilverkust"]),
        ("Vrz", []),
        ("vr Zilverkust", []),
        ("VRZs", []),
        ("Veiligheidsregio Zilverkust Noord en VRZ", ["vr-noord", "vr-zilverkust"]),
        ("Veiligheidsregio Zilverkust-Noord", []),
        ("oud-Veiligheidsregio Zilverkust", []),
        ("Veiligheidsregio Zilverkust - Noord", ["vr-zilverkust"]),
        ("- Veiligheidsregio Zilverkust", ["vr-zilverkust"]),
        ("-VRZ", ["vr-zilverkust"]),
        ("VRZ-", ["vr-zilverkust"]),
        ("Veiligheidsregio\nZilverkust", ["vr-zilverkust"]),
        ("De veiligheidsregio. Zilverkust is mooi.", []),
        ("Veiligheidsregio", []),
        ("gemeente eerste", []),
        ("de gemeente Eerste", ["gm-eerste"]),
        ("B&W Eerste", ["gm-eerste"]),
        ("BW Eerste", []),
        ("'s-Duinlând (NK) en Hoge Duin", ["gm-duin"]),
        ("s Duinlând (NK)", []),
        ("Hoge  Duin", ["gm-duin"]),
        ("hoge Duin", []),
        ("HOGE DUIN", ["gm-duin"]),
        ("Tweeling", []),
        ("Gemeente Tweeling B", ["gm-b"]),
        ("", []),
    ],
)
def test_a_name_is_found_as_whole_words_with_its_capitals(text: str, named: list[str]) -> None:
    assert ALL.named(text) == named


def test_mentions_give_their_place_and_do_not_overlap() -> None:
    text = "VRZ met Veiligheidsregio Zilverkust Noord, VRZ"
    assert ALL.mentions(text) == [
        Mention("vr-zilverkust", 0, 3),
        Mention("vr-noord", 8, 41),
        Mention("vr-zilverkust", 43, 46),
    ]
    assert text[8:41] == "Veiligheidsregio Zilverkust Noord"


def test_the_digest_changes_with_a_name_and_not_with_the_order() -> None:
    assert ALL.digest() == Organisations([TWIN_B, TWIN_A, DUIN, BEST, NOORD, ZILVERKUST]).digest()
    assert ALL.digest() != Organisations([ZILVERKUST, NOORD, BEST, DUIN, TWIN_A]).digest()
    renamed = KnownOrganisation("vr-noord", "veiligheidsregio", "Veiligheidsregio Zilverkust Noord", ("VRZN",))
    assert ALL.digest() != Organisations([ZILVERKUST, renamed, BEST, DUIN, TWIN_A, TWIN_B]).digest()
    other_kind = KnownOrganisation("vr-noord", "gemeente", "Veiligheidsregio Zilverkust Noord")
    assert ALL.digest() != Organisations([ZILVERKUST, other_kind, BEST, DUIN, TWIN_A, TWIN_B]).digest()


def test_known_organisations_can_be_looked_up() -> None:
    assert ALL.known["vr-noord"] is NOORD


def test_a_name_without_words_names_nobody() -> None:
    assert Organisations([KnownOrganisation("gm-x", "gemeente", "…")]).named("… en …") == []


def test_a_long_text_with_many_names_takes_little_time() -> None:
    many = Organisations(KnownOrganisation(f"gm-{n}", "gemeente", f"Gemeente Plaats{n}") for n in range(400))
    text = "de gemeente Plaats7 en de gemeente doet haar werk " * 10_000
    start = time.process_time()
    assert len(many.mentions(text)) == 10_000
    assert time.process_time() - start < 3
