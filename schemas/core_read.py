"""Contracts of the core_ tables of what reading tells beside text: attachments, facts and copies of passages."""

from __future__ import annotations

import polars as pl

from schemas.columns import DIGEST, SHA256, SLUG, any_text, code, real, rule, table, text, whole
from schemas.raw import MEDIA_TYPE, STORE_PATH_FITS

FACTS = ["title", "doc_type", "publication_date", "years", "about", "draft"]
BASES = ["source", "manifest", "title", "cover", "text", "metadata", "date", "none"]
CERTAINTIES = ["zeker", "matig", "onzeker"]

core_attachment = table(
    "core_attachment",
    "A document that lies in another: in a zip, an e-mail, a PDF",
    ["container_id", "name"],
    {
        "container_id": text("The document it lies in", pattern=SHA256),
        "name": text("Its name in there, or names from the outside in, joined by ' > '"),
        "document_id": text("sha256 of its bytes: a document of its own", pattern=SHA256),
        "media_type": text("Media type as recognised from the bytes", pattern=MEDIA_TYPE),
        "size_bytes": whole("Size, bytes", 0, big=True),
        "store_path": text("Path below the raw store: first two characters of document_id / document_id"),
    },
    STORE_PATH_FITS,
    rule("no document lies in itself", pl.col("container_id") != pl.col("document_id")),
)

core_fact = table(
    "core_fact",
    "What a document is, fact by fact: where each came from and how sure it is",
    ["document_id", "fact"],
    {
        "document_id": text("The document", pattern=SHA256),
        "fact": code("Which fact", FACTS),
        "value": any_text("Its value as text; empty: not known"),
        "basis": code("What it was taken from", BASES),
        "certainty": code("How sure it is", CERTAINTIES),
        "found_in": any_text("The words it was taken from"),
    },
    rule("what is known has a basis", (pl.col("value") == "") | (pl.col("basis") != "none")),
)

core_copy = table(
    "core_copy",
    "A passage that says nearly the same as an earlier one of the same organisation",
    ["passage_id"],
    {
        "passage_id": text("The passage", pattern=DIGEST),
        "first_passage_id": text("The earliest passage that says it", pattern=DIGEST),
        "organisation_id": text("Whom both are about", pattern=SLUG),
        "similarity": real("Share of words in common with the first", 0, 1),
    },
    rule("no passage is a copy of itself", pl.col("passage_id") != pl.col("first_passage_id")),
)
