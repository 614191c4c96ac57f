"""Contracts of the raw_ tables: what the sources gave, as they gave it."""

from __future__ import annotations

from typing import get_args

import polars as pl

from schemas.codebook import OrgKind
from schemas.columns import (
    DIGEST,
    SHA256,
    SLUG,
    SOURCE_ID,
    any_text,
    code,
    day,
    flag,
    json_object,
    moment,
    rule,
    table,
    text,
    whole,
)

ORG_KINDS = get_args(OrgKind)
MEDIA_TYPE = r"^[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*$"

STORE_PATH_FITS = rule(
    "store_path is the place of these bytes",
    pl.col("store_path") == pl.concat_str(pl.col("document_id").str.slice(0, 2), pl.lit("/"), pl.col("document_id")),
)

raw_publication = table(
    "raw_publication",
    "A document as a source lists it: document × source × address, and what became of it",
    ["publication_id"],
    {
        "publication_id": text("Digest of source_id and url", pattern=DIGEST),
        "source_id": text("The source that lists it: name of the source file / id in it", pattern=SOURCE_ID),
        "organisation_id": text("Whose source it is; NULL: no organisation of ours", pattern=SLUG, nullable=True),
        "organisation_name": any_text("The organisation as the source calls it", nullable=True),
        "organisation_kind": code("Kind of organisation, as the source says it", ORG_KINDS, nullable=True),
        "url": text("Address of the document within its source"),
        "title": any_text("Title as the source gives it; may be empty"),
        "doc_type": any_text("Type as the source says; a label, never a filter", nullable=True),
        "publication_date": day("Date of publication, as the source says"),
        "meeting": any_text("Meeting it was a document of", nullable=True),
        "listing_version": any_text("What the listing says of version, size or change", nullable=True),
        "extra": json_object("Every other field the source gave, as a JSON object"),
        "document_id": text("The bytes held now; NULL: not held", pattern=SHA256, nullable=True),
        "state": code("What became of it", ["listed", "held", "failed", "replaced", "taken_down"]),
        "is_listed": flag("The source listed it when last asked"),
        "first_seen_at": moment("When the source was first seen to list it"),
        "last_seen_at": moment("When the source was last seen to list it"),
    },
    rule("what is held has a document_id", (pl.col("state") != "held") | pl.col("document_id").is_not_null()),
    rule("last_seen_at is not before first_seen_at", pl.col("last_seen_at") >= pl.col("first_seen_at")),
)

raw_fetch = table(
    "raw_fetch",
    "One request for the bytes of a publication, and the answer",
    ["fetch_id"],
    {
        "fetch_id": text("Names this request"),
        "publication_id": text("The publication asked for", pattern=DIGEST),
        "source_id": text("Its source", pattern=SOURCE_ID),
        "url": text("Address asked for"),
        "final_url": any_text("Address that answered, after redirects", nullable=True),
        "status_code": whole("HTTP status of the answer", 100, 599, nullable=True),
        "media_type": any_text("Media type as declared by the server", nullable=True),
        "etag": any_text("ETag of the answer", nullable=True),
        "last_modified": any_text("Last-Modified of the answer, as given", nullable=True),
        "size_bytes": whole("Size of the answer, bytes", 0, nullable=True, big=True),
        "document_id": text("sha256 of the bytes; NULL: none were kept", pattern=SHA256, nullable=True),
        "reason_code": text("Why it failed; NULL: fetched", nullable=True),
        "fetched_at": moment("When it was asked for"),
    },
    rule(
        "what was fetched has a document_id or a reason_code",
        pl.col("document_id").is_not_null() | pl.col("reason_code").is_not_null(),
    ),
)

raw_document = table(
    "raw_document",
    "Bytes in the raw store, kept once however many publications give them",
    ["document_id"],
    {
        "document_id": text("sha256 of the bytes, hexadecimal", pattern=SHA256),
        "media_type": text("Media type as recognised from the bytes", pattern=MEDIA_TYPE),
        "size_bytes": whole("Size, bytes", 0, big=True),
        "store_path": text("Path below the raw store: first two characters of document_id / document_id"),
        "fetched_at": moment("When these bytes were first fetched"),
    },
    STORE_PATH_FITS,
)
