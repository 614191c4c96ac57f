"""Region and national levels, worked out by hand."""

from __future__ import annotations

import pytest

from schemas.scoring import load_scoring
from schemas.settings import PROJECT
from tasks.score.aggregate import national_score, region_score

RULE = load_scoring(PROJECT / "codebook")
MUNICIPAL, REGIONAL = 8, 3


@pytest.mark.parametrize(
    ("region", "gemeente", "level"),
    [
        ("laag", "midden", "midden"),
        ("laag", "hoog", "midden"),
        ("midden", "hoog", "hoog"),
        ("hoog", "laag", "hoog"),
        ("midden", "laag", "midden"),
        ("midden", "onbekend", "midden"),
        ("onbekend", "hoog", "onbekend"),
        ("laag", None, "laag"),
    ],
)
def test_a_chair_gemeente_raises_its_region_by_one_at_most(region: str, gemeente: str | None, level: str) -> None:
    result = region_score(MUNICIPAL, region, gemeente, RULE)
    assert (result.level, result.region_level, result.gemeente_level) == (level, region, gemeente)
    assert result.is_raised == (level != region)


def test_a_measure_that_is_not_municipal_is_not_raised() -> None:
    assert region_score(REGIONAL, "laag", "hoog", RULE).level == "laag"


@pytest.mark.parametrize(
    ("region", "gemeente", "sentence"),
    [
        ("laag", "hoog", "Midden: de regio zelf staat op laag; de gemeente (hoog) vult aan."),
        ("onbekend", "midden", "Onbekend: over de regio is te weinig gelezen; de gemeente (midden) telt dan niet mee."),
        ("hoog", "laag", "Hoog: het niveau van de veiligheidsregio zelf."),
        ("onbekend", None, "Onbekend: het niveau van de veiligheidsregio zelf."),
    ],
)
def test_a_region_level_is_explained(region: str, gemeente: str | None, sentence: str) -> None:
    assert region_score(MUNICIPAL, region, gemeente, RULE).explanation == sentence


@pytest.mark.parametrize(
    ("hoog", "midden", "laag", "onbekend", "level", "spread"),
    [
        (5, 3, 2, 0, "hoog", "wisselend"),  # half hoog, a fifth laag: both bounds just met
        (5, 2, 3, 0, "midden", "wisselend"),  # too many laag
        (4, 4, 2, 0, "midden", "wisselend"),
        (2, 3, 5, 0, "laag", "wisselend"),
        (3, 2, 5, 0, "midden", "wisselend"),
        (0, 7, 3, 0, "midden", "eenduidig"),
        (0, 67, 33, 0, "midden", "eenduidig"),
        (0, 66, 34, 0, "midden", "wisselend"),
        (8, 1, 1, 0, "hoog", "eenduidig"),
        (0, 0, 5, 5, "laag", "eenduidig"),  # half of the regions known: enough
        (0, 0, 4, 5, "onbekend", "onbekend"),
        (0, 0, 0, 3, "onbekend", "onbekend"),
        (0, 0, 0, 0, "onbekend", "onbekend"),
    ],
)
def test_the_national_word_follows_from_the_shares(
    hoog: int, midden: int, laag: int, onbekend: int, level: str, spread: str
) -> None:
    levels = ["hoog"] * hoog + ["midden"] * midden + ["laag"] * laag + ["onbekend"] * onbekend
    result = national_score(levels, RULE)
    assert (result.level, result.spread) == (level, spread)
    assert (result.hoog_count, result.midden_count, result.laag_count, result.onbekend_count) == (
        hoog,
        midden,
        laag,
        onbekend,
    )


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        (
            ["hoog", "hoog"],
            "Hoog: veel regio's staan op hoog en weinig op laag (2 hoog, 0 midden, 0 laag, 0 onbekend).",
        ),
        (
            ["laag", "laag"],
            "Laag: veel regio's staan op laag en weinig op hoog (0 hoog, 0 midden, 2 laag, 0 onbekend).",
        ),
        (["onbekend"], "Onbekend: van te weinig regio's is het niveau bekend (0 hoog, 0 midden, 0 laag, 1 onbekend)."),
        (
            ["midden"],
            "Midden: er zijn niet genoeg regio's op hoog en niet genoeg op laag voor een ander oordeel "
            "(0 hoog, 1 midden, 0 laag, 0 onbekend).",
        ),
    ],
)
def test_the_national_word_is_explained(levels: list[str], sentence: str) -> None:
    assert national_score(levels, RULE).explanation == sentence
