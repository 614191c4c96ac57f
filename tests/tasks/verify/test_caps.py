"""What a type of document, a time or a negation can bear, on both sides of each boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codebook import PROGRESS
from tasks.verify.caps import capped, year_of
from tasks.verify.claims import Claim, Paper
from text.quotes import Place

QUOTE = "De regio heeft drie aggregaten staan."
CLAIM = Claim("j", "p", 5, True, False, "beproefd", None, QUOTE, QUOTE, False, Place(1, 0, 1, 37), "vr-x", None)
PAPER = Paper("d", "raadsinformatiebrief", date(2024, 6, 1), 2024, 2024, "vr-x", "veiligheidsregio", "vr-x")


def paper(
    doc_type: str, published: int | None = None, year_from: int | None = None, year_to: int | None = None
) -> Paper:
    """A document of this type and these years."""
    on = None if published is None else date(published, 6, 1)
    return replace(PAPER, doc_type=doc_type, publication_date=on, year_from=year_from, year_to=year_to)


def speaking_of(year: int | None) -> Claim:
    """A claim whose passage names this year."""
    return replace(CLAIM, year_described=year)


def saying(quote: str, progress: str = "beproefd") -> Claim:
    """A claim with this quote."""
    return replace(CLAIM, quote=quote, progress=progress)


@pytest.mark.parametrize("doc_type", ["beleidsplan", "crisisplan"])
def test_a_plan_counts_at_its_adoption_whatever_year_the_passage_names(doc_type: str) -> None:
    assert year_of(speaking_of(2026), paper(doc_type, 2023, 2024, 2027)) == 2023
    assert year_of(speaking_of(2026), paper(doc_type, None, 2024, 2027)) == 2024
    assert year_of(speaking_of(2026), paper(doc_type)) == 2026
    assert year_of(speaking_of(None), paper(doc_type)) is None


@pytest.mark.parametrize("doc_type", ["jaarstukken", "jaarverslag", "begroting", "kadernota"])
def test_accounts_and_budgets_speak_of_their_year_or_of_earlier_ones(doc_type: str) -> None:
    of_2024 = paper(doc_type, 2025, 2024, 2024)
    assert [year_of(speaking_of(year), of_2024) for year in (2023, 2024, 2025, 2030)] == [2023, 2024, 2024, 2024]
    assert year_of(speaking_of(None), of_2024) == 2024
    assert year_of(speaking_of(2030), paper(doc_type, 2025)) == 2025
    assert year_of(speaking_of(2030), paper(doc_type)) == 2030


def test_the_last_year_of_a_budget_for_several_years_is_the_latest_it_can_speak_of() -> None:
    assert year_of(speaking_of(2030), paper("begroting", 2024, 2025, 2028)) == 2028
    assert year_of(speaking_of(None), paper("begroting", 2024, 2025, 2028)) == 2028


@pytest.mark.parametrize("doc_type", ["raadsinformatiebrief", "rapport", "risicoprofiel", "motie", "a", "zz"])
def test_any_other_paper_speaks_of_the_year_that_its_passage_names(doc_type: str) -> None:
    assert [year_of(speaking_of(year), paper(doc_type, 2024, 2022, 2023)) for year in (1990, 2021, 2030)] == [
        *(1990, 2021, 2030)
    ]
    assert year_of(speaking_of(None), paper(doc_type, 2024, 2022, 2023)) == 2023
    assert year_of(speaking_of(None), paper(doc_type, 2024)) == 2024
    assert year_of(speaking_of(None), paper(doc_type)) is None


def test_a_year_before_1990_is_no_year_that_a_passage_can_speak_of() -> None:
    letter = paper("raadsinformatiebrief", 2024)
    assert [year_of(speaking_of(year), letter) for year in (1953, 1989, 1990, 1991)] == [2024, 2024, 1990, 1991]
    assert year_of(speaking_of(1953), paper("raadsinformatiebrief")) is None


def test_without_a_cap_the_progress_stands() -> None:
    for progress in PROGRESS:
        assert capped(replace(CLAIM, progress=progress), PAPER, 2024) == (progress, None)
    assert capped(CLAIM, replace(PAPER, publication_date=None), None) == ("beproefd", None)


@pytest.mark.parametrize(
    ("doc_type", "cap"), [("risicoprofiel", "risicoprofiel"), ("motie", "motie"), ("amendement", "motie")]
)
def test_a_risk_profile_or_a_motion_bears_an_intention_at_most(doc_type: str, cap: str) -> None:
    of_2024 = paper(doc_type, 2024, 2024, 2024)
    made_of = {progress: capped(replace(CLAIM, progress=progress), of_2024, 2024) for progress in PROGRESS}
    assert made_of == {
        "geen": ("geen", None),
        "voornemen": ("voornemen", None),
        "plan": ("voornemen", cap),
        "uitvoering": ("voornemen", cap),
        "beproefd": ("voornemen", cap),
    }


@pytest.mark.parametrize("doc_type", ["begroting", "kadernota"])
def test_a_budget_bears_a_plan_at_most_for_its_year_and_later_and_anything_for_the_years_before(doc_type: str) -> None:
    for_2025 = paper(doc_type, 2025, 2025, 2028)
    assert [capped(CLAIM, for_2025, year) for year in (2023, 2024)] == [("beproefd", None)] * 2
    assert capped(CLAIM, for_2025, 2025) == ("plan", "begroting")
    assert capped(CLAIM, for_2025, 2026) == ("plan", "begroting")
    assert capped(replace(CLAIM, progress="uitvoering"), for_2025, 2025) == ("plan", "begroting")
    assert capped(replace(CLAIM, progress="plan"), for_2025, 2025) == ("plan", None)
    assert capped(replace(CLAIM, progress="voornemen"), for_2025, 2025) == ("voornemen", None)


def test_a_budget_of_which_a_year_is_unknown_bears_a_plan_at_most() -> None:
    assert capped(CLAIM, paper("begroting", 2025, None, None), 2020) == ("plan", "begroting")
    assert capped(CLAIM, paper("begroting", 2025, 2025, 2025), None) == ("plan", "begroting")


@pytest.mark.parametrize("doc_type", ["jaarstukken", "beleidsplan", "overig", "a", "zz"])
def test_no_other_paper_bears_less_for_the_year_it_is_about(doc_type: str) -> None:
    assert capped(CLAIM, paper(doc_type, 2025, 2025, 2025), 2025) == ("beproefd", None)


def test_what_lies_after_publication_is_a_plan_at_most() -> None:
    of_2024 = paper("raadsinformatiebrief", 2024)
    assert [capped(CLAIM, of_2024, year) for year in (2023, 2024)] == [("beproefd", None)] * 2
    assert [capped(CLAIM, of_2024, year) for year in (2025, 2026)] == [("plan", "toekomst")] * 2
    assert capped(replace(CLAIM, progress="voornemen"), of_2024, 2030) == ("voornemen", None)
    assert capped(CLAIM, of_2024, None) == ("beproefd", None)
    assert capped(CLAIM, paper("raadsinformatiebrief"), 2030) == ("beproefd", None)


@pytest.mark.parametrize(
    "quote",
    [
        "Het continuïteitsplan is nog niet geoefend.",
        "Er is Nog Geen uitwijklocatie voor de meldkamer.",
        "Voor de brandstof is nog niets vastgelegd.",
        "Met de leveranciers is nog nooit geoefend.",
        "Noodsteunpunten zijn nog nergens ingericht.",
        "De wijken zijn nog  onvoldoende betrokken.",
        "Een lijst van aggregaten ontbreekt.",
        "Afspraken met het waterbedrijf ontbreken.",
        "Tot 2023 ontbrak een draaiboek, ontbrekende delen volgen.",
        "De nafase is niet uitgewerkt.",
        "De verdeling van taken is niet geregeld.",
        "Hersteltijden zijn niet vastgelegd.",
        "Het punt is niet ingericht.",
        "Er is niet beschikbaar wat nodig is.",
        "In noodstroom is niet voorzien.",
        "Een aggregaat is niet aanwezig.",
        "Het draaiboek is niet geoefend.",
        "De taak is niet belegd.",
        "Er is geen noodstroom beschikbaar.",
        "Er zijn geen duidelijke vaste afspraken vastgelegd.",
        "Er is geen punt ingericht.",
        "Er zijn geen locaties aangewezen.",
        "Er is geen aggregaat aanwezig.",
        "Er is geen van deze taken geregeld.",
        "De oefening moet nog plaatsvinden.",
        "De punten moeten nog worden aangewezen.",
    ],
)
def test_a_quote_that_states_a_gap_bears_an_intention_at_most(quote: str) -> None:
    assert capped(saying(quote, "beproefd"), PAPER, 2024) == ("voornemen", "nog_niet")
    assert capped(saying(quote, "uitvoering"), PAPER, 2024) == ("voornemen", "nog_niet")
    assert capped(saying(quote, "voornemen"), PAPER, 2024) == ("voornemen", None)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Een draaiboek ontbreekt.", ("voornemen", "nog_niet")),
        ("Een draaiboek ontbreekt en wordt komend jaar opgesteld.", ("plan", None)),
        ("Er is nog geen draaiboek; daarvoor is krediet beschikbaar gesteld.", ("plan", None)),
        ("Wij zouden dit graag ondersteunen.", ("voornemen", "geen_plan")),
        ("Zo'n kaart bestaat nu niet.", ("voornemen", "geen_plan")),
        ("Wie water uitdeelt, is nu onbekend.", ("voornemen", "geen_plan")),
        ("Wij hebben geen zicht op de aggregaten.", ("voornemen", "geen_plan")),
        ("De wens van inwoners wordt in het plan van aanpak verwerkt.", ("plan", None)),
        ("Het draaiboek is in voorbereiding.", ("plan", None)),
        ("De kaart komt er in mei.", ("plan", None)),
    ],
)
def test_a_gap_or_a_wish_without_a_plan_to_mend_it_is_no_plan(quote: str, stands: tuple[str, str | None]) -> None:
    assert capped(saying(quote, "plan"), PAPER, 2024) == stands


def test_a_wish_that_was_carried_out_stays_so() -> None:
    assert capped(saying("De wens van inwoners is uitgevoerd.", "uitvoering"), PAPER, 2024) == ("uitvoering", None)


@pytest.mark.parametrize(
    "quote",
    [
        "De aggregaten zijn nog in gebruik en elk jaar beproefd.",
        "Het plan is vastgesteld en niet gewijzigd.",
        "De oefening leverde geen nieuwe knelpunten op.",
        "Er zijn geen grote en ook zeker kleine punten ingericht.",  # more than three words between
        "Inwoners moeten weten waar het noodsteunpunt is.",
        "De uitvoering is vanzelfsprekend geregeld.",
        "De regio heeft sinds kort genog nietapparaten.",
        "",
    ],
)
def test_a_quote_that_states_no_gap_is_not_lowered(quote: str) -> None:
    assert capped(saying(quote), PAPER, 2024) == ("beproefd", None)


def test_a_claim_without_a_quote_states_no_gap() -> None:
    assert capped(replace(CLAIM, quote=None), PAPER, 2024) == ("beproefd", None)


def test_of_several_caps_the_lowest_stands_and_of_equal_ones_the_first_is_named() -> None:
    gap = saying("Het plan is nog niet geoefend.")
    assert capped(gap, paper("begroting", 2024, 2025, 2025), 2025) == ("voornemen", "nog_niet")
    assert capped(gap, paper("risicoprofiel", 2024), 2030) == ("voornemen", "risicoprofiel")
    assert capped(gap, paper("motie", 2024), 2030) == ("voornemen", "motie")
    assert capped(CLAIM, paper("begroting", 2024, 2025, 2025), 2025) == ("plan", "begroting")
    assert capped(gap, paper("raadsinformatiebrief", 2024), 2025) == ("voornemen", "nog_niet")


@given(
    st.sampled_from(PROGRESS),
    st.sampled_from(["begroting", "kadernota", "risicoprofiel", "motie", "jaarstukken", "overig"]),
    st.none() | st.integers(1990, 2030),
    st.none() | st.integers(1990, 2030),
)
def test_a_cap_never_raises_and_is_named_only_if_it_lowers(
    progress: str, doc_type: str, published: int | None, year: int | None
) -> None:
    stands, cap = capped(replace(CLAIM, progress=progress), paper(doc_type, published, published, published), year)
    assert PROGRESS.index(stands) <= PROGRESS.index(progress)
    assert (cap is None) == (stands == progress)
