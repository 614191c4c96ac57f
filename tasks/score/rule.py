"""The rule that turns verified evidence into one level. Pure: no tables, no files.

Regions and the nation, which follow from levels, are in aggregate.py; what was looked at is in coverage.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from schemas.codebook import PROGRESS
from schemas.scoring import UNKNOWN, CoverageBound, Scoring


@dataclass(frozen=True)
class Evidence:
    """One verified judgement about one organisation and one measure.

    copy_key: the same for near-copies, which count as one document. year: described year, or None.
    elements: ids of the elements it is about. confidence: 0 … 1.
    """

    judgement_id: str
    document_id: str
    copy_key: str
    progress: str
    year: int | None
    elements: tuple[str, ...]
    confidence: float


@dataclass(frozen=True)
class Looked:
    """What was read about an organisation: distinct documents, and distinct years they describe."""

    documents: int
    years: int

    def times(self, bound: CoverageBound) -> int:
        """How many whole times the bound is met; 0 is not sufficient."""
        return min(self.documents // bound.documents, self.years // bound.years)


@dataclass(frozen=True)
class Score:
    """The level of one organisation and measure, with what it rests on."""

    level: str
    certainty: str
    progress: str
    evidence_count: int
    document_count: int
    element_count: int
    newest_year: int | None
    explanation: str
    element_progress: dict[str, str] = field(default_factory=dict)


def rank(progress: str) -> int:
    """Place of a progress on its scale, 0 (geen) … 4 (beproefd)."""
    return PROGRESS.index(progress)


def first_of_copies(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Near-copies once: of each copy_key the earliest described year, then the smallest ids."""
    ordered = sorted(evidence, key=lambda e: (e.copy_key, e.year or 9999, e.document_id, e.judgement_id))
    kept: dict[str, Evidence] = {}
    for one in ordered:
        kept.setdefault(one.copy_key, one)
    return sorted(kept.values(), key=lambda e: (e.document_id, e.judgement_id))


def running_core(evidence: Iterable[Evidence], core: frozenset[str], rule: Scoring) -> list[Evidence]:
    """Evidence that a core element is in use or exercised: all that hoog is built on."""
    return [e for e in evidence if rank(e.progress) >= rank(rule.hoog.progress) and core.intersection(e.elements)]


def level_of(
    evidence: Sequence[Evidence], core: frozenset[str], looked: Looked, kind: str, rule: Scoring, year: int
) -> str:
    """The level by the rule; `year` is the as-of year. Positive evidence stands on its own: coverage decides only
    between laag and onbekend."""
    running = running_core(evidence, core, rule)
    newest = max((e.year for e in running if e.year is not None), default=None)
    if (
        len({x for e in running for x in e.elements if x in core}) >= rule.hoog.core_elements
        and len({e.document_id for e in running}) >= rule.hoog.documents
        and newest is not None
        and newest >= year - rule.hoog.newest_within_years
    ):
        return "hoog"
    if any(rank(e.progress) >= rank(rule.midden.progress) for e in evidence):
        return "midden"
    return "laag" if looked.times(rule.coverage.bound(kind)) else UNKNOWN


def certainty_of(
    level: str,
    evidence: Sequence[Evidence],
    core: frozenset[str],
    looked: Looked,
    kind: str,
    rule: Scoring,
    year: int,
) -> str:
    """zeker: the level stands whichever single document is left out; matig: it stands without the judgement that the
    classifier was least sure of; else onzeker. Leaving one out is the jackknife (Quenouille 1949, Tukey 1958).
    For a level that rests on finding nothing: zeker where twice the coverage bound was read."""
    if level == UNKNOWN:
        return "onzeker"
    if level == "laag":
        return "zeker" if looked.times(rule.coverage.bound(kind)) >= 2 else "matig"

    def stands(rest: Sequence[Evidence]) -> bool:
        return level_of(rest, core, looked, kind, rule, year) == level

    documents = {e.document_id for e in evidence}
    if all(stands([e for e in evidence if e.document_id != d]) for d in documents):
        return "zeker"
    weakest = min(evidence, key=lambda e: (e.confidence, e.judgement_id))
    return "matig" if stands([e for e in evidence if e is not weakest]) else "onzeker"


def score(
    found: Iterable[Evidence], core: frozenset[str], looked: Looked, kind: str, rule: Scoring, year: int
) -> Score:
    """Score one organisation and measure as of `year` from its verified evidence.

    core: ids of the measure's core elements. kind: veiligheidsregio or gemeente.
    """
    evidence = first_of_copies(e for e in found if e.year is None or e.year <= year)
    level = level_of(evidence, core, looked, kind, rule, year)
    elements: dict[str, str] = {}
    for one in evidence:
        for element in one.elements:
            if rank(one.progress) > rank(elements.get(element, "geen")):
                elements[element] = one.progress
    running = running_core(evidence, core, rule)
    result = Score(
        level=level,
        certainty=certainty_of(level, evidence, core, looked, kind, rule, year),
        progress=max((e.progress for e in evidence), key=rank, default="geen"),
        evidence_count=len(evidence),
        document_count=len({e.document_id for e in evidence}),
        element_count=len({x for e in running for x in e.elements if x in core}),
        newest_year=max((e.year for e in evidence if e.year is not None), default=None),
        explanation="",
        element_progress=dict(sorted(elements.items())),
    )
    return replace(result, explanation=explain(result, looked, kind, rule, year))


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def explain(score: Score, looked: Looked, kind: str, rule: Scoring, year: int) -> str:
    """One Dutch sentence at B1 level that says why the level is what it is."""
    documents = _count(score.document_count, "document", "documenten")
    newest = f", het nieuwste over {score.newest_year}" if score.newest_year else ""
    elements = _count(score.element_count, "kernonderdeel", "kernonderdelen")
    read = f"{_count(looked.documents, 'document', 'documenten')} over {_count(looked.years, 'jaar', 'jaren')}"
    if score.level == "hoog":
        return f"Hoog, omdat {elements} aantoonbaar in gebruik of geoefend zijn (bewijs uit {documents}{newest})."
    if score.level == "midden":
        need = rule.hoog
        if score.element_count == 0:
            why = "er nog geen kernonderdeel aantoonbaar in gebruik is"
        elif score.newest_year is not None and score.newest_year < year - need.newest_within_years:
            why = f"het bewijs ouder is dan {need.newest_within_years} jaar"
        elif score.element_count < need.core_elements:
            why = f"pas {elements} aantoonbaar in gebruik is (nodig: {need.core_elements})"
        else:
            why = f"dit in minder dan {need.documents} verschillende documenten staat"
        return f"Midden, omdat er een plan of een begin van uitvoering is ({documents}{newest}), maar {why}."
    if score.level == "laag":
        found = "alleen voornemens gevonden zijn" if score.evidence_count else "niets over deze maatregel gevonden is"
        return f"Laag, omdat er {read} gelezen zijn en daarin {found}."
    bound = rule.coverage.bound(kind)
    return (
        f"Onbekend, omdat er te weinig gelezen is ({read}; nodig: {bound.documents} documenten over "
        f"{_count(bound.years, 'jaar', 'jaren')}). Niets gevonden betekent niet: niets gedaan."
    )
