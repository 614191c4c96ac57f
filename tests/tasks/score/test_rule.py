"""The scoring rule, held to values worked out by hand from codebook/scoring.yaml's own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codebook import PROGRESS
from schemas.scoring import LEVELS, CoverageBound, load_scoring
from schemas.settings import PROJECT
from tasks.score.rule import Evidence, Looked, first_of_copies, level_of, rank, score

RULE = load_scoring(PROJECT / "codebook")
CORE = frozenset({"a", "b", "c"})
ENOUGH = Looked(documents=3, years=2)
YEAR = 2026


def piece(
    number: int,
    progress: str = "uitvoering",
    year: int | None = 2024,
    elements: tuple[str, ...] = ("a",),
    document: str | None = None,
    copy: str | None = None,
    confidence: float = 0.9,
) -> Evidence:
    return Evidence(f"j{number}", document or f"d{number}", copy or f"c{number}", progress, year, elements, confidence)


def level(*evidence: Evidence, looked: Looked = ENOUGH, kind: str = "veiligheidsregio", year: int = YEAR) -> str:
    return score(evidence, CORE, looked, kind, RULE, year).level


def test_two_core_elements_in_two_documents_is_hoog() -> None:
    assert level(piece(1), piece(2, elements=("b",))) == "hoog"


def test_beproefd_counts_like_uitvoering() -> None:
    assert level(piece(1, "beproefd"), piece(2, "uitvoering", elements=("b",))) == "hoog"


def test_two_core_elements_in_one_document_is_midden() -> None:
    assert level(piece(1, document="d"), piece(2, elements=("b",), document="d")) == "midden"


def test_one_core_element_in_two_documents_is_midden() -> None:
    assert level(piece(1), piece(2)) == "midden"


def test_an_element_that_is_not_core_does_not_make_hoog() -> None:
    assert level(piece(1), piece(2, elements=("extra",))) == "midden"


def test_a_document_with_only_other_elements_is_not_the_second_document() -> None:
    assert level(piece(1, elements=("a", "b")), piece(2, elements=("extra",))) == "midden"


def test_evidence_of_four_years_ago_is_new_enough_and_of_five_years_is_not() -> None:
    assert level(piece(1, year=2022), piece(2, year=2016, elements=("b",))) == "hoog"
    assert level(piece(1, year=2021), piece(2, year=2021, elements=("b",))) == "midden"


def test_evidence_without_a_year_cannot_show_that_it_is_new_enough() -> None:
    assert level(piece(1, year=None), piece(2, year=None, elements=("b",))) == "midden"


def test_evidence_about_a_year_after_the_as_of_year_does_not_count() -> None:
    assert level(piece(1, "plan", year=2027)) == "laag"
    assert level(piece(1, "plan", year=2026)) == "midden"


def test_a_plan_is_midden_and_a_voornemen_is_laag() -> None:
    assert level(piece(1, "plan")) == "midden"
    assert level(piece(1, "voornemen"), piece(2, "voornemen", elements=("b",))) == "laag"


def test_near_copies_in_two_documents_count_as_one_document() -> None:
    assert level(piece(1, elements=("a", "b"), copy="same"), piece(2, elements=("a", "b"), copy="same")) == "midden"


def test_nothing_found_is_laag_only_where_enough_was_read() -> None:
    assert level(looked=Looked(3, 2)) == "laag"
    assert level(looked=Looked(2, 2)) == "onbekend"
    assert level(looked=Looked(3, 1)) == "onbekend"


def test_a_gemeente_has_its_own_coverage_bound() -> None:
    assert level(looked=Looked(3, 1), kind="gemeente") == "laag"
    assert level(looked=Looked(2, 1), kind="gemeente") == "onbekend"


def test_a_plan_found_in_one_document_is_midden_also_where_little_was_read() -> None:
    assert level(piece(1, "plan"), looked=Looked(1, 1)) == "midden"


def test_bounds_are_met_a_whole_number_of_times() -> None:
    assert Looked(6, 3).times(CoverageBound(documents=3, years=2)) == 1
    assert Looked(6, 4).times(CoverageBound(documents=3, years=2)) == 2
    assert Looked(2, 4).times(CoverageBound(documents=3, years=2)) == 0


def test_certainty_says_whether_the_level_stands_without_one_document() -> None:
    two = (piece(1), piece(2, elements=("b",)))
    three = (*two, piece(3, elements=("a", "b")))
    assert score(three, CORE, ENOUGH, "veiligheidsregio", RULE, YEAR).certainty == "zeker"
    assert score(two, CORE, ENOUGH, "veiligheidsregio", RULE, YEAR).certainty == "onzeker"


def test_certainty_is_matig_when_only_the_least_sure_judgement_may_go() -> None:
    evidence = (
        piece(1, document="x", elements=("a",), confidence=0.9),
        piece(2, document="x", elements=("a",), confidence=0.5),
        piece(3, document="y", elements=("b",), confidence=0.9),
    )
    assert score(evidence, CORE, ENOUGH, "veiligheidsregio", RULE, YEAR).certainty == "matig"


def test_certainty_of_laag_is_zeker_where_twice_the_bound_was_read_and_onbekend_is_always_onzeker() -> None:
    assert score([], CORE, Looked(6, 4), "veiligheidsregio", RULE, YEAR).certainty == "zeker"
    assert score([], CORE, Looked(5, 4), "veiligheidsregio", RULE, YEAR).certainty == "matig"
    assert score([], CORE, Looked(0, 0), "veiligheidsregio", RULE, YEAR).certainty == "onzeker"


def test_counts_say_what_the_level_rests_on() -> None:
    result = score(
        [
            piece(1, "plan", year=2023, elements=("a",)),
            piece(2, "uitvoering", elements=("b", "extra")),
            piece(3, "voornemen", year=2020),
        ],
        CORE,
        ENOUGH,
        "veiligheidsregio",
        RULE,
        YEAR,
    )
    assert (result.evidence_count, result.document_count, result.element_count, result.newest_year) == (3, 3, 1, 2024)
    assert result.progress == "uitvoering"
    assert result.element_progress == {"a": "plan", "b": "uitvoering", "extra": "uitvoering"}


def test_the_highest_progress_of_an_element_is_kept_whatever_the_order() -> None:
    low, high = piece(1, "plan"), piece(2, "beproefd")
    assert score([low, high], CORE, ENOUGH, "gemeente", RULE, YEAR).element_progress == {"a": "beproefd"}
    assert score([high, low], CORE, ENOUGH, "gemeente", RULE, YEAR).element_progress == {"a": "beproefd"}


def test_of_copies_the_earliest_described_year_stays() -> None:
    kept = first_of_copies(
        [piece(2, year=2024, copy="x"), piece(1, year=2022, copy="x"), piece(3, year=None, copy="x")]
    )
    assert [e.judgement_id for e in kept] == ["j1"]


def test_a_copy_without_a_year_yields_to_one_with_a_year() -> None:
    assert [e.judgement_id for e in first_of_copies([piece(1, year=None, copy="x"), piece(2, copy="x")])] == ["j2"]


@pytest.mark.parametrize(
    ("evidence", "looked", "sentence"),
    [
        (
            [piece(1), piece(2, elements=("b",))],
            ENOUGH,
            "Hoog, omdat 2 kernonderdelen aantoonbaar in gebruik of geoefend zijn (bewijs uit 2 documenten, "
            "het nieuwste over 2024).",
        ),
        (
            [piece(1, "plan")],
            ENOUGH,
            "Midden, omdat er een plan of een begin van uitvoering is (1 document, het nieuwste over 2024), "
            "maar er nog geen kernonderdeel aantoonbaar in gebruik is.",
        ),
        (
            [piece(1, year=2020), piece(2, year=2021, elements=("b",))],
            ENOUGH,
            "Midden, omdat er een plan of een begin van uitvoering is (2 documenten, het nieuwste over 2021), "
            "maar het bewijs ouder is dan 4 jaar.",
        ),
        (
            [piece(1, year=2022), piece(2, year=2022)],
            ENOUGH,
            "Midden, omdat er een plan of een begin van uitvoering is (2 documenten, het nieuwste over 2022), "
            "maar pas 1 kernonderdeel aantoonbaar in gebruik is (nodig: 2).",
        ),
        (
            [piece(1, elements=("a", "b"))],
            ENOUGH,
            "Midden, omdat er een plan of een begin van uitvoering is (1 document, het nieuwste over 2024), "
            "maar dit in minder dan 2 verschillende documenten staat.",
        ),
        (
            [],
            ENOUGH,
            "Laag, omdat er 3 documenten over 2 jaren gelezen zijn en daarin niets over deze maatregel gevonden is.",
        ),
        (
            [piece(1, "voornemen")],
            ENOUGH,
            "Laag, omdat er 3 documenten over 2 jaren gelezen zijn en daarin alleen voornemens gevonden zijn.",
        ),
        (
            [],
            Looked(1, 1),
            "Onbekend, omdat er te weinig gelezen is (1 document over 1 jaar; nodig: 3 documenten over 2 jaren). "
            "Niets gevonden betekent niet: niets gedaan.",
        ),
    ],
)
def test_every_level_is_explained_in_one_dutch_sentence(
    evidence: list[Evidence], looked: Looked, sentence: str
) -> None:
    assert score(evidence, CORE, looked, "veiligheidsregio", RULE, YEAR).explanation == sentence


pieces = st.builds(
    piece,
    number=st.integers(1, 9),
    progress=st.sampled_from(PROGRESS[1:]),
    year=st.one_of(st.none(), st.integers(2016, 2026)),
    elements=st.lists(st.sampled_from(["a", "b", "extra"]), min_size=1, max_size=2, unique=True).map(tuple),
    confidence=st.floats(0, 1),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=6), pieces)
def test_more_evidence_never_lowers_a_level(evidence: list[Evidence], more: Evidence) -> None:
    def of(found: list[Evidence]) -> int:
        return LEVELS.index(level_of(found, CORE, ENOUGH, "veiligheidsregio", RULE, YEAR))

    assert of([*evidence, more]) >= of(evidence)


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=6), st.randoms())
def test_the_order_of_evidence_does_not_matter(evidence: list[Evidence], random: object) -> None:
    shuffled = list(evidence)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    unique = {e.judgement_id: e for e in evidence}.values()
    again = [e for e in shuffled if e in unique]
    assert score(unique, CORE, ENOUGH, "gemeente", RULE, YEAR) == score(again, CORE, ENOUGH, "gemeente", RULE, YEAR)


def test_progress_is_ranked_from_geen_to_beproefd() -> None:
    assert [rank(p) for p in ("geen", "voornemen", "plan", "uitvoering", "beproefd")] == [0, 1, 2, 3, 4]


def test_the_settings_of_the_rule_are_used(tmp_path: Path) -> None:
    stricter = RULE.model_copy(update={"hoog": replace_model(RULE.hoog, documents=3)})
    found = [piece(1), piece(2, elements=("b",))]
    assert score(found, CORE, ENOUGH, "gemeente", stricter, YEAR).level == "midden"
    assert replace(piece(1), progress="plan").progress == "plan"


def replace_model(model: object, **change: object) -> object:
    return model.model_copy(update=change)  # type: ignore[attr-defined]
