"""What every run leaves in the Prefect UI: crawled, read, rejected, judged, and the score matrix."""

from __future__ import annotations

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from schemas.codebook import MEASURES
from warehouse.writer import Warehouse

TABLES = {
    "crawled": (
        "What each source listed and what is held of it",
        """
        SELECT s.source_id, s.state, s.listed_count AS listed, count(p.document_id) AS held,
               count(*) FILTER (p.state = 'failed') AS failed, coalesce(s.message, '') AS message
        FROM core_source s LEFT JOIN raw_publication p USING (source_id)
        GROUP BY ALL ORDER BY s.source_id""",
    ),
    "read": (
        "Documents read, by reader and type",
        """
        SELECT reader, doc_type, count(*) AS documents, sum(page_count)::INTEGER AS pages,
               sum(passage_count)::INTEGER AS passages
        FROM core_document GROUP BY ALL ORDER BY reader, doc_type""",
    ),
    "rejected": (
        "What could not be processed, by stage and reason",
        """
        SELECT stage, reason_code, count(*) AS number, min(message) AS for_example
        FROM core_reject GROUP BY ALL ORDER BY stage, reason_code""",
    ),
    "judged": (
        "Judgements and what verification made of them, by measure",
        """
        SELECT j.measure, count(*) AS judged, count(*) FILTER (j.is_evidence) AS evidence,
               count(*) FILTER (v.is_verified) AS verified, count(*) FILTER (j.is_abstained) AS to_review
        FROM core_judgement j LEFT JOIN core_verification v USING (judgement_id)
        GROUP BY ALL ORDER BY j.measure""",
    ),
}


def leave(warehouse: Warehouse) -> None:
    """Make the five artifacts from the tables as they are now."""
    for key, (description, sql) in TABLES.items():
        create_table_artifact(key=key, table=warehouse.query(sql).to_dicts(), description=description)
    create_markdown_artifact(key="scores", markdown=matrix(warehouse), description="Organisations × measures")


def matrix(warehouse: Warehouse) -> str:
    """The score matrix as a Markdown table: a row per organisation, a column per measure."""
    levels: dict[str, dict[int, str]] = {}
    for organisation, measure, level in warehouse.rows("SELECT organisation_id, measure, level FROM core_score"):
        levels.setdefault(organisation, {})[measure] = level
    lines = ["| organisation | " + " | ".join(map(str, MEASURES)) + " |", "|---" * (len(MEASURES) + 1) + "|"]
    for organisation in sorted(levels):
        cells = (levels[organisation].get(measure, "") for measure in MEASURES)
        lines.append(f"| {organisation} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
