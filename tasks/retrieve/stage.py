"""The stage retrieve: passages in, core_candidate out. Items: documents."""

from __future__ import annotations

from schemas.codebook import MEASURES, codebook_version
from schemas.settings import Settings
from schemas.weights import weights_file
from text.digest import digest
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse

NAME = "retrieve"
VERSION = "2"

# Of texts of the Rijk or of others only what names a body like ours can be evidence; the rest is not proposed.
PASSAGES = r"""
SELECT passage_id, text FROM core_passage
WHERE document_id = ? AND NOT is_contents
  AND (org_kind IS NULL OR org_kind NOT IN ('rijk', 'overig') OR about_organisation_id IS NOT NULL
       OR regexp_matches(text, '\b([Gg]emeenten?|[Vv]eiligheidsregio|GHOR|GGD)\b'))
ORDER BY passage_number
"""


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """Documents that were read anew, or all of them where the codebook or the gate changed."""
    version = codebook_version(settings.codebook)
    gate = weights_file(settings.codebook, "gate").name
    done = warehouse.input_hashes(NAME)
    items = []
    for document_id, read in sorted(warehouse.input_hashes("read").items()):
        input_hash = digest(VERSION, read, version, gate)
        if done.get(document_id) != input_hash:
            payload = {"passages": warehouse.rows(PASSAGES, [document_id]), "codebook_version": version}
            items.append(Item(document_id, input_hash, payload))
    return items


def work(items: list[Item], settings: Settings) -> Outcome:
    """A row of core_candidate for every passage and measure that pass the gate. A contents page proposes nothing."""
    import polars as pl

    from tasks.retrieve.gate import Gate
    from tasks.retrieve.retriever import GateRetriever

    gate = Gate(settings.codebook)
    rows = []
    for item in items:
        retriever = GateRetriever(gate, item.payload["passages"])
        for measure in MEASURES:
            for found in retriever.retrieve(str(measure)):
                passage_id = found.node.node_id
                rows.append(
                    (
                        digest(passage_id, measure),
                        passage_id,
                        item.item_id,
                        measure,
                        found.score,
                        item.payload["codebook_version"],
                    )
                )
    schema = {
        "candidate_id": pl.String,
        "passage_id": pl.String,
        "document_id": pl.String,
        "measure": pl.Int32,
        "gate_score": pl.Float64,
        "codebook_version": pl.String,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return Outcome(NAME, VERSION, items, {"core_candidate": frame}, replaces={"core_candidate": "document_id"})
