"""From levels of organisations to levels of regions, and from regions to the nation. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.scoring import LEVELS, UNKNOWN, Scoring


@dataclass(frozen=True)
class RegionScore:
    """A region's level on one measure, both parts kept."""

    level: str
    region_level: str
    gemeente_level: str | None
    is_raised: bool
    explanation: str


def region_score(measure: int, region_level: str, gemeente_level: str | None, rule: Scoring) -> RegionScore:
    """The veiligheidsregio's level, raised at most `raise_by` steps by its chair gemeente on municipal measures.

    Never lowered; onbekend is not raised. gemeente_level is None where no chair gemeente is known.
    """
    level = region_level
    if (
        measure in rule.region.municipal_measures
        and region_level in LEVELS
        and gemeente_level in LEVELS
        and LEVELS.index(gemeente_level) > LEVELS.index(region_level)
    ):
        steps = min(rule.region.raise_by, LEVELS.index(gemeente_level) - LEVELS.index(region_level))
        level = LEVELS[LEVELS.index(region_level) + steps]
    raised = level != region_level
    if raised:
        why = f"{level.capitalize()}: de regio zelf staat op {region_level}; de gemeente ({gemeente_level}) vult aan."
    elif region_level == UNKNOWN and gemeente_level in LEVELS:
        why = f"Onbekend: over de regio is te weinig gelezen; de gemeente ({gemeente_level}) telt dan niet mee."
    else:
        why = f"{level.capitalize()}: het niveau van de veiligheidsregio zelf."
    return RegionScore(level, region_level, gemeente_level, raised, why)


@dataclass(frozen=True)
class NationalScore:
    """The national picture of one measure: the word, the counts of regions, and how even it is."""

    level: str
    hoog_count: int
    midden_count: int
    laag_count: int
    onbekend_count: int
    spread: str
    explanation: str


def national_score(levels: Sequence[str], rule: Scoring) -> NationalScore:
    """National level from the region levels of one measure: many hoog and few laag is hoog, the reverse laag."""
    count = Counter(levels)
    known = sum(count[level] for level in LEVELS)
    bounds = rule.national
    if not levels or known == 0 or known / len(levels) < bounds.known_share:
        level, spread = UNKNOWN, UNKNOWN
    else:
        hoog, laag = count["hoog"] / known, count["laag"] / known
        if hoog >= bounds.many_share and laag <= bounds.few_share:
            level = "hoog"
        elif laag >= bounds.many_share and hoog <= bounds.few_share:
            level = "laag"
        else:
            level = "midden"
        even = max(count[one] for one in LEVELS) / known >= bounds.uniform_share
        spread = "eenduidig" if even else "wisselend"
    words = {
        "hoog": "veel regio's staan op hoog en weinig op laag",
        "midden": "er zijn niet genoeg regio's op hoog en niet genoeg op laag voor een ander oordeel",
        "laag": "veel regio's staan op laag en weinig op hoog",
        UNKNOWN: "van te weinig regio's is het niveau bekend",
    }
    numbers = f"{count['hoog']} hoog, {count['midden']} midden, {count['laag']} laag, {count[UNKNOWN]} onbekend"
    return NationalScore(
        level,
        count["hoog"],
        count["midden"],
        count["laag"],
        count[UNKNOWN],
        spread,
        f"{level.capitalize()}: {words[level]} ({numbers}).",
    )
