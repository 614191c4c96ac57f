"""The report as pages in Dutch: the national picture, the matrix, and for every cell its evidence with page and link.

Everything shown comes from the out_ tables. Text of documents is escaped; only http and https addresses become links.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from schemas.codebook import MEASURES, PROGRESS
from schemas.scoring import Scoring
from tasks.publish.links import source_link

TEMPLATES = Path(__file__).parent / "templates"
Rows = list[dict[str, Any]]

STATES = {
    "bekeken": "alles gelezen wat gevonden is",
    "deels": "een deel niet gelezen",
    "niet_gevonden": "niets gevonden",
    "bron_faalt": "bron niet bereikbaar",
    "geen_bron": "geen bron bekend",
}
SOURCE_STATES = {
    "ok": "gelezen",
    "failing": "niet bereikbaar",
    "blocked": "weigert toegang",
    "empty": "leeg",
    "not_asked": "niet gevraagd",
}


def write_report(folder: Path, table: Callable[[str], Rows], facts: Mapping[str, Any], rule: Scoring) -> None:
    """Write index.html, one page per organisation and the style sheet into `folder`.

    table: the rows of an out_ table by name. facts: run_id, as_of_date and codebook_version of this run.
    rule: the scoring rule, which the page explains with its own numbers.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    jinja.filters["source"] = source_link
    jinja.globals.update(states=STATES, source_states=SOURCE_STATES, measures=MEASURES, facts=facts, rule=rule)
    names = ("organisation", "measure", "score", "score_region", "score_national", "evidence", "summary")
    out = {name: table(f"out_{name}") for name in (*names, "gap", "coverage", "source", "reject", "document", "run")}
    (folder / "organisatie").mkdir(parents=True, exist_ok=True)
    (folder / "stijl.css").write_text((TEMPLATES / "stijl.css").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "index.html").write_text(
        jinja.get_template("index.html").render(out=out, matrix=matrix(out["score"]), totals=totals(out)),
        encoding="utf-8",
    )
    page = jinja.get_template("organisatie.html")
    for organisation in out["organisation"]:
        html = page.render(organisation=organisation, **organisation_page(organisation["organisation_id"], out))
        (folder / "organisatie" / f"{file_name(organisation['organisation_id'])}.html").write_text(
            html, encoding="utf-8"
        )


def file_name(organisation_id: str) -> str:
    """A file name that cannot leave its folder, whatever the id."""
    return re.sub(r"[^a-z0-9-]", "_", organisation_id)


def matrix(scores: Rows) -> dict[str, dict[int, dict[str, Any]]]:
    """Scores by organisation and measure; organisations as in the table, veiligheidsregio's first."""
    cells: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    for row in sorted(scores, key=lambda r: (r["kind"] != "veiligheidsregio", r["organisation_id"], r["measure"])):
        cells[row["organisation_id"]][row["measure"]] = row
    return dict(cells)


def totals(out: Mapping[str, Rows]) -> dict[str, int]:
    """The counts in the first paragraph of the report."""
    return {
        "organisations": len(out["organisation"]),
        "documents": len(out["document"]),
        "evidence": len(out["evidence"]),
        "rejects": len(out["reject"]),
        "unknown": sum(row["level"] == "onbekend" for row in out["score"]),
        "cells": len(out["score"]),
    }


def organisation_page(organisation_id: str, out: Mapping[str, Rows]) -> dict[str, Any]:
    """What the page of one organisation shows, by measure where it belongs to one."""

    def of(name: str) -> Rows:
        return [row for row in out[name] if row.get("organisation_id") == organisation_id]

    def by_measure(rows: Rows) -> dict[int, Rows]:
        found: dict[int, Rows] = {measure: [] for measure in MEASURES}
        for row in rows:
            found[row["measure"]].append(row)
        return found

    strongest = sorted(
        of("evidence"),
        key=lambda row: (-(row["year_described"] or 0), -PROGRESS.index(row["progress"]), row["judgement_id"]),
    )
    return {
        "scores": of("score"),
        "evidence": by_measure(strongest),
        "evidence_of": {row["judgement_id"]: row for row in strongest},
        "summary": by_measure([row for row in of("summary") if row["year"] == 0]),
        "gaps": by_measure([row for row in of("gap") if row["is_gap"]]),
        "coverage": of("coverage"),
        "sources": of("source"),
        "rejects": of("reject"),
    }
