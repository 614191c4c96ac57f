"""Contracts of the core_ tables in which the warehouse notes its own work: rejects, ledger, runs and migrations."""

from __future__ import annotations

import polars as pl

from schemas.columns import DIGEST, REASON, any_text, code, day, json_object, moment, rule, table, text, whole

core_reject = table(
    "core_reject",
    "What a stage could not process, and why",
    ["stage", "item_id", "part", "reason_code"],
    {
        "stage": text("The stage", pattern=REASON),
        "item_id": text("The item it is about: a document_id, a source_id or all"),
        "part": any_text("What within the item: a publication, a candidate, a row; empty: the whole item"),
        "reason_code": text("Why, as a code", pattern=REASON),
        "message": text("What happened, to what and what to do, for people"),
        "organisation_id": text("The organisation concerned", nullable=True),
        "document_id": text("The document concerned", nullable=True),
        "run_id": text("The run that rejected it"),
        "rejected_at": moment("When it was rejected"),
    },
)

core_ledger = table(
    "core_ledger",
    "What each stage has dealt with, by what it read",
    ["stage", "item_id"],
    {
        "stage": text("The stage", pattern=REASON),
        "item_id": text("The item: a document_id, a source_id or all"),
        "input_hash": text("Digest of everything that the stage reads for it"),
        "stage_version": text("Version of the stage"),
        "outcome": code("How it ended", ["done", "rejected"]),
        "batch_id": text("The batch that brought it", pattern=DIGEST),
        "run_id": text("The run that loaded it"),
        "loaded_at": moment("When it was loaded"),
    },
)

core_run = table(
    "core_run",
    "The runs and how they ended",
    ["run_id"],
    {
        "run_id": text("The run"),
        "started_at": moment("When it started"),
        "finished_at": moment("When it ended; NULL: it runs, or was killed", nullable=True),
        "state": code("How it ended", ["running", "published", "unchanged", "gate_failed", "failed"]),
        "as_of_date": day("The day the run speaks of; scoring reads its year", nullable=False),
        "counts": json_object("What each stage did, as a JSON object"),
    },
    rule("it ends after it starts", pl.col("finished_at") >= pl.col("started_at")),
    rule("what runs has not ended", (pl.col("state") != "running") | pl.col("finished_at").is_null()),
)

core_migration = table(
    "core_migration",
    "The changes of the tables that this file has had",
    ["migration_number"],
    {
        "migration_number": whole("Number of the migration, from 1", 1),
        "name": text("Its file in warehouse/migrations"),
        "applied_at": moment("When it was applied"),
    },
)
