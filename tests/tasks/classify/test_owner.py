"""Which measures a text can be evidence for, by whose text it is."""

from __future__ import annotations

import pytest

from tasks.classify.owner import possible_measures

ALL = tuple(range(1, 13))


@pytest.mark.parametrize("text", ["De bak staat klaar.", "Gemeente Schelpenburg heeft een bak."])
def test_the_ggd_counts_for_public_health_alone(text: str) -> None:
    assert possible_measures("ggd", text) == (12,)


@pytest.mark.parametrize("kind", ["veiligheidsregio", "gemeente", None])
def test_our_own_bodies_and_unknown_ones_count_for_every_measure(kind: str | None) -> None:
    assert possible_measures(kind, "De bak staat klaar.") == ALL


@pytest.mark.parametrize("kind", ["rijk", "overig"])
@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("De gemeente Schelpenburg heeft een bak.", True),
        ("Gemeente Schelpenburg heeft een bak.", True),
        ("De veiligheidsregio Zilverkust oefent.", True),
        ("Veiligheidsregio\nZilverkust oefent.", True),
        ("De GHOR Zilverkust en de rest.", True),
        ("De GGD Zilverkust en de rest.", True),
        ("Het college van B&W van Schelpenburg besluit.", True),
        ("Het college van burgemeester en wethouders van Schelpenburg besluit.", True),
        ("Het college van B&W van de stad besluit.", False),
        ("De gemeente en de regio oefenen.", False),
        ("De gemeente heeft een bak.", False),
        ("De gemeenten Schelpenburg en Turfhaven.", False),
        ("Randgemeente Schelpenburg.", False),
        ("De ggd Zilverkust.", False),
        ("De GGD GHOR telt de tests.", False),
        ("GGD GHOR Nederland telt de tests.", False),
        ("Het ministerie stuurt een brief.", False),
        ("", False),
    ],
)
def test_texts_of_the_rijk_and_others_count_only_where_they_name_a_body_like_ours(
    kind: str, text: str, is_named: bool
) -> None:
    assert possible_measures(kind, text) == (ALL if is_named else ())
