"""The stage classify: candidates in, core_judgement and new embeddings out. Items: documents."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

from schemas.settings import Settings
from tasks.classify.embedded import EmbeddedClassifier, version
from tasks.classify.embedding import Embedder, model_hash, text_hash
from text.digest import digest
from text.units import units
from warehouse.stage import Item, Outcome
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

NAME = "classify"
VERSION = "1"

CANDIDATES = """
SELECT c.passage_id, p.text, p.org_kind, d.doc_type, d.year_to, c.measure, c.candidate_id
FROM core_candidate c JOIN core_passage p USING (passage_id) JOIN core_document d ON d.document_id = c.document_id
WHERE c.document_id = ? ORDER BY c.passage_id, c.measure
"""
KNOWN = "SELECT text_hash, vector FROM core_embedding WHERE model_hash = ? AND list_contains(?, text_hash)"
TEXT_COLUMNS = ("judgement_id", "candidate_id", "passage_id", "document_id")


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """Documents whose candidates are new, or all of them where the classifier changed."""
    done = warehouse.input_hashes(NAME)
    model = model_hash()
    judge = version(settings.codebook)
    items = []
    for document_id, retrieved in sorted(warehouse.input_hashes("retrieve").items()):
        input_hash = digest(VERSION, retrieved, judge, model)
        if done.get(document_id) != input_hash:
            rows = warehouse.rows(CANDIDATES, [document_id])
            passages = {row[1] for row in rows}
            texts = sorted({text_hash(text[start:end]) for text in passages for start, end in units(text)})
            known = dict(warehouse.rows(KNOWN, [model, texts])) if texts else {}
            items.append(Item(document_id, input_hash, {"rows": rows, "known": known}))
    return items


def work(items: list[Item], settings: Settings) -> Outcome:
    """A row of core_judgement for every candidate of these documents, and one of core_embedding per new text."""
    from tasks.classify.classifier import Candidate

    embedder = Embedder({name: vector for item in items for name, vector in item.payload["known"].items()})
    judged: list[dict[str, Any]] = []
    classifier: EmbeddedClassifier | None = None
    for item in items:
        groups = [list(group) for _, group in groupby(item.payload["rows"], key=lambda row: row[0])]
        if not groups:
            continue
        classifier = classifier or EmbeddedClassifier(settings.codebook, embedder)
        asked = [Candidate(rows[0][1], tuple(r[5] for r in rows), *rows[0][2:5]) for rows in groups]
        for rows, judgements in zip(groups, classifier.judge(asked), strict=True):
            for row, judgement in zip(rows, judgements, strict=True):
                judged.append(
                    {
                        "judgement_id": digest(row[6], classifier.version),
                        "candidate_id": row[6],
                        "passage_id": row[0],
                        "document_id": item.item_id,
                        **vars(judgement),
                        "elements": list(judgement.elements),
                        "tags": list(judgement.tags),
                        "classifier": classifier.name,
                        "classifier_version": classifier.version,
                        "raw_answer": json.dumps(judgement.raw_answer),
                    }
                )
    return Outcome(
        NAME,
        VERSION,
        items,
        {"core_judgement": _judgements(judged), "core_embedding": _embeddings(embedder)},
        replaces={"core_judgement": "document_id"},
        upserts={"core_embedding"},
    )


def _judgements(rows: list[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    schema: dict[str, Any] = {
        **dict.fromkeys(TEXT_COLUMNS, pl.String),
        "measure": pl.Int32,
        "is_evidence": pl.Boolean,
        "progress": pl.String,
        "year_described": pl.Int32,
        "elements": pl.List(pl.String),
        "tags": pl.List(pl.String),
        "quote": pl.String,
        "confidence": pl.Float64,
        "is_abstained": pl.Boolean,
        "classifier": pl.String,
        "classifier_version": pl.String,
        "raw_answer": pl.String,
    }
    return pl.DataFrame(rows, schema=schema)


def _embeddings(embedder: Embedder) -> pl.DataFrame:
    import polars as pl

    names = sorted(embedder.new)
    return pl.DataFrame(
        {
            "text_hash": names,
            "model_hash": [model_hash()] * len(names),
            "vector": [embedder.new[name].tolist() for name in names],
        },
        schema={"text_hash": pl.String, "model_hash": pl.String, "vector": pl.Array(pl.Float32, 384)},
    )
