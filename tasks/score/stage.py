"""The stage score: verified judgements, coverage and codebook/scoring.yaml in; levels, gaps and coverage out.

One item: everything, because regions and the nation follow from all organisations.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from schemas.codebook import MEASURES, load_codebook
from schemas.scoring import Scoring, load_scoring
from schemas.settings import Settings
from schemas.source import load_sources
from tasks.score.aggregate import national_score, region_score
from tasks.score.coverage import Seen, coverage_rows, looked_at
from tasks.score.rule import Evidence, Looked, Score, score
from text.digest import digest
from text.repeated import Quoted, copy_keys
from warehouse.stage import EVERY_ROW, Item, Outcome
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

NAME = "score"
VERSION = "3"
ALL = "all"

INPUTS = {
    "organisations": """
        SELECT organisation_id, kind, region_code, is_chair FROM core_organisation ORDER BY organisation_id""",
    "sources": """
        SELECT organisation_id, source_id, state FROM core_source
        WHERE organisation_id IS NOT NULL ORDER BY source_id""",
    # Near-copies count once: what a passage repeats of an earlier one is one piece of evidence.
    "evidence": """
        SELECT v.organisation_id, v.measure, v.judgement_id, v.document_id, v.quote,
               coalesce(c.first_passage_id, v.passage_id), v.progress, v.year_described, j.elements, j.confidence
        FROM core_verification v JOIN core_judgement j USING (judgement_id)
        LEFT JOIN core_copy c ON c.passage_id = v.passage_id
        WHERE v.is_verified AND v.organisation_id IS NOT NULL
        ORDER BY v.judgement_id""",
    # A zip is looked at by what is in it; it counts by itself only for what in it could not be read.
    "publications": """
        SELECT p.publication_id, coalesce(d.about_organisation_id, p.organisation_id), p.document_id,
               coalesce(d.year_to, year(coalesce(d.publication_date, p.publication_date))),
               coalesce(d.reader <> 'zip', false), p.state = 'failed' OR r.document_id IS NOT NULL,
               coalesce(d.passage_count, 0)
        FROM core_publication p
        LEFT JOIN core_document d USING (document_id)
        LEFT JOIN (
            SELECT DISTINCT document_id FROM core_reject
            WHERE stage = 'read' OR (stage = 'unpack' AND reason_code NOT IN ('unsupported_type', 'empty'))
        ) r ON r.document_id = p.document_id
        WHERE p.state NOT IN ('replaced', 'taken_down')
          AND (coalesce(d.reader, '') <> 'zip' OR r.document_id IS NOT NULL)
          AND coalesce(d.about_organisation_id, p.organisation_id) IS NOT NULL
        ORDER BY p.publication_id""",
    "read": """
        SELECT about_organisation_id, document_id, coalesce(year_to, year(publication_date))
        FROM core_document WHERE about_organisation_id IS NOT NULL AND passage_count > 0
        ORDER BY document_id""",
}


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """The one item, if anything that the rule reads changed: evidence, coverage, rule, elements, scope or year."""
    payload: dict[str, Any] = {name: warehouse.rows(sql) for name, sql in INPUTS.items()}
    measures = load_codebook(settings.codebook).measures
    payload["measures"] = [
        (number, measure.theme, measure.name, measure.definition) for number, measure in measures.items()
    ]
    payload["elements"] = [
        (number, element.id, element.name, element.core, element.definition)
        for number, measure in measures.items()
        for element in measure.elements
    ]
    payload["scope"] = [
        (file.organisation.id, source.from_date, source.until)
        for file in load_sources(settings.sources)
        if file.organisation
        for source in file.sources
    ]
    rule = load_scoring(settings.codebook)
    input_hash = digest(VERSION, settings.as_of.year, rule.model_dump_json(), repr(sorted(payload.items())))
    if warehouse.input_hashes(NAME).get(ALL) == input_hash:
        return []
    before = warehouse.rows("SELECT organisation_id, measure, level FROM core_score")
    return [Item(ALL, input_hash, {**payload, "rule": rule, "before": before})]


def work(items: list[Item], settings: Settings) -> Outcome:
    """Rows of core_score, core_gap, core_score_region, core_score_national, core_coverage, core_change, and of the
    measures and elements by which they were given."""
    payload = items[-1].payload
    year, rule = settings.as_of.year, payload["rule"]
    kinds = {row[0]: row[1] for row in payload["organisations"]}
    core = _core_elements(payload)
    scores = _scores(payload, core, kinds, rule, year)
    regions = _region_rows(payload["organisations"], scores, rule)
    tables = {
        "core_measure": _named(payload["measures"], "measure", "theme", "name", "definition"),
        "core_element": _named(payload["elements"], "measure", "element_id", "name", "is_core", "definition"),
        "core_score": [{"organisation_id": o, "measure": m, **_score_columns(s)} for (o, m), s in scores.items()],
        "core_gap": _gap_rows(scores, core),
        "core_score_region": regions,
        "core_score_national": [
            {"measure": m, **vars(national_score([r["level"] for r in regions if r["measure"] == m], rule))}
            for m in MEASURES
        ],
        "core_coverage": _coverage(payload, year),
    }
    changes = _changes(payload["before"], scores, settings)
    return Outcome(
        NAME,
        VERSION,
        items,
        {name: _frame(rows) for name, rows in {**tables, "core_change": changes}.items() if rows},
        replaces=dict.fromkeys(tables, EVERY_ROW),
        upserts={"core_change"},
    )


def _named(rows: list[tuple[Any, ...]], *names: str) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in rows]


def _gap_rows(scores: dict[tuple[str, int], Score], core: dict[int, dict[str, bool]]) -> list[dict[str, Any]]:
    return [
        {
            "organisation_id": organisation,
            "measure": measure,
            "element_id": element,
            "is_core": is_core,
            "progress": one.element_progress.get(element, "geen"),
        }
        for (organisation, measure), one in scores.items()
        for element, is_core in core[measure].items()
    ]


def _scores(
    payload: dict[str, Any], core: dict[int, dict[str, bool]], kinds: dict[str, str], rule: Scoring, year: int
) -> dict[tuple[str, int], Score]:
    found = _evidence(payload["evidence"])
    looked = looked_at(payload["read"])
    return {
        (organisation, measure): score(
            found.get((organisation, measure), ()),
            frozenset(element for element, is_core in core[measure].items() if is_core),
            looked.get(organisation, Looked(0, 0)),
            kind,
            rule,
            year,
        )
        for organisation, kind in sorted(kinds.items())
        for measure in MEASURES
    }


def _evidence(rows: list[tuple[Any, ...]]) -> dict[tuple[str, int], list[Evidence]]:
    """The evidence per organisation and measure, what repeats other evidence marked by the same key."""
    found: dict[tuple[str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for organisation, measure, *row in rows:
        found[organisation, measure].append(tuple(row))
    evidence = {}
    for cell, of_cell in found.items():
        keys = copy_keys(
            Quoted(judgement, document, quote, year, progress, origin)
            for judgement, document, quote, origin, progress, year, *_ in of_cell
        )
        evidence[cell] = [
            Evidence(judgement, document, keys[judgement], progress, year, tuple(elements), confidence)
            for judgement, document, _, _, progress, year, elements, confidence in of_cell
        ]
    return evidence


def _changes(
    before: list[tuple[str, int, str]], scores: dict[tuple[str, int], Score], settings: Settings
) -> list[dict[str, Any]]:
    """Cells whose level is another one than at the last scoring. The first scoring of a cell is no change."""
    now = datetime.now(UTC).replace(tzinfo=None)
    return [
        {
            "organisation_id": organisation,
            "measure": measure,
            "run_id": settings.run_id,
            "level_before": level,
            "level_after": scores[organisation, measure].level,
            "explanation": scores[organisation, measure].explanation,
            "changed_at": now,
        }
        for organisation, measure, level in sorted(before)
        if (organisation, measure) in scores and scores[organisation, measure].level != level
    ]


def _core_elements(payload: dict[str, Any]) -> dict[int, dict[str, bool]]:
    core: dict[int, dict[str, bool]] = {measure: {} for measure in MEASURES}
    for measure, element, _, is_core, _ in payload["elements"]:
        core[measure][element] = is_core
    return core


def _score_columns(one: Score) -> dict[str, Any]:
    return {name: value for name, value in vars(one).items() if name != "element_progress"}


def _region_rows(
    organisations: list[tuple[Any, ...]], scores: dict[tuple[str, int], Score], rule: Scoring
) -> list[dict[str, Any]]:
    """A region per veiligheidsregio with a region code; its chair is the gemeente marked so in the same region."""
    chairs = {code: o for o, kind, code, is_chair in organisations if kind == "gemeente" and is_chair and code}
    rows = []
    for organisation, kind, code, _ in organisations:
        if kind != "veiligheidsregio" or not code:
            continue
        for measure in MEASURES:
            chair = chairs.get(code)
            gemeente_level = scores[chair, measure].level if chair else None
            own = scores[organisation, measure].level
            rows.append(
                {"region_code": code, "measure": measure, **vars(region_score(measure, own, gemeente_level, rule))}
            )
    return rows


def _coverage(payload: dict[str, Any], year: int) -> list[dict[str, Any]]:
    scope: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for organisation, start, end in payload["scope"]:
        scope[organisation].append((start, end))
    states: dict[str, list[str]] = defaultdict(list)
    for organisation, _, state in payload["sources"]:
        states[organisation].append(state)
    known = [row[0] for row in payload["organisations"]]
    seen = [Seen(*row) for row in payload["publications"] if row[1] in set(known)]
    return coverage_rows(known, seen, scope, states, year)


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.with_columns(pl.col(pl.Int64).cast(pl.Int32))
