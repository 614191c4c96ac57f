"""The demo: a portal of fictional organisations on this machine, the whole pipeline on it, and the comparison."""

from __future__ import annotations

import json
from pathlib import Path

from schemas.settings import PROJECT, Settings

NATIONAL = """
SELECT measure, theme, name, level, hoog_count, midden_count, laag_count, onbekend_count, spread
FROM out_score_national ORDER BY measure"""
LEVELS = "SELECT organisation_id, measure, level FROM out_score ORDER BY organisation_id, measure"
EVIDENCE = """
SELECT organisation_id, measure, progress, url, quote, passage_text FROM out_evidence ORDER BY judgement_id"""


def demonstrate(data: Path, as_json: bool) -> None:
    """Serve, refresh, show the national table and the report's path, and compare with demo/expected/.

    Raises UsageError where a fixed port of the portal is taken.
    """
    from demo.compare import compare
    from demo.portal import portal
    from warehouse.query import as_dicts, query
    from weerbaarheid.running import run
    from weerbaarheid.show import show_comparison, show_national, show_run

    with portal():
        result = run(Settings(data=data, sources=PROJECT / "demo" / "sources"))
    rows = {name: as_dicts(*query(data, sql)) for name, sql in {"levels": LEVELS, "evidence": EVIDENCE}.items()}
    comparison = compare(rows["levels"], rows["evidence"])
    national = as_dicts(*query(data, NATIONAL))
    if as_json:
        print(json.dumps({"national": national, "comparison": comparison, "published": str(result.published)}))
        return
    show_run(result, as_json=False)
    show_national(national)
    show_comparison(comparison)
