"""The stage summarise: verified judgements in, core_summary out. One item: everything."""

from __future__ import annotations

from itertools import groupby

from schemas.settings import Settings
from tasks.summarise.extract import Quote, summary
from text.digest import digest
from text.repeated import Quoted, copy_keys
from warehouse.stage import EVERY_ROW, Item, Outcome
from warehouse.writer import Warehouse

NAME = "summarise"
VERSION = "2"
ALL = "all"

VERIFIED = """
SELECT v.organisation_id, v.measure, v.judgement_id, v.document_id, v.quote, v.year_described, v.progress,
       coalesce(c.first_passage_id, v.passage_id), j.confidence
FROM core_verification v JOIN core_judgement j USING (judgement_id)
LEFT JOIN core_copy c ON c.passage_id = v.passage_id
WHERE v.is_verified AND v.organisation_id IS NOT NULL
ORDER BY v.organisation_id, v.measure, v.judgement_id
"""


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """The one item, if a verified judgement came, went or changed since the last time."""
    rows = warehouse.rows(VERIFIED)
    input_hash = digest(VERSION, *(repr(row) for row in rows))
    if warehouse.input_hashes(NAME).get(ALL) == input_hash:
        return []
    return [Item(ALL, input_hash, {"rows": rows})]


def work(items: list[Item], settings: Settings) -> Outcome:
    """Rows of core_summary for every organisation and measure with verified evidence."""
    import polars as pl

    rows = []
    for item in items:
        for (organisation, measure), group in groupby(item.payload["rows"], key=lambda row: (row[0], row[1])):
            found = [(Quoted(*row[2:8]), row[8]) for row in group]
            keys = copy_keys(quoted for quoted, _ in found)
            quotes = [
                Quote(one.judgement_id, one.quote, one.year, one.progress, confidence, keys[one.judgement_id])
                for one, confidence in found
            ]
            rows += [(organisation, measure, *line) for line in summary(quotes)]
    frame = pl.DataFrame(
        rows,
        schema={
            "organisation_id": pl.String,
            "measure": pl.Int32,
            "year": pl.Int32,
            "sentence_number": pl.Int32,
            "sentence": pl.String,
            "judgement_id": pl.String,
        },
        orient="row",
    )
    return Outcome(NAME, VERSION, items, {"core_summary": frame}, replaces={"core_summary": EVERY_ROW})
