"""Contracts of the core_ tables from organisation to verification: who publishes, what was read and how it was judged.

What reading tells of a document beside its text is in core_read.py, scores and what they rest on in core_score.py, the
warehouse's notes of its own work in core_work.py.
"""

from __future__ import annotations

from typing import get_args

import polars as pl

from schemas.codebook import PROGRESS, OrgKind
from schemas.columns import (
    DIGEST,
    REASON,
    REGION,
    SHA256,
    SLUG,
    SOURCE_ID,
    any_text,
    code,
    codes,
    count,
    day,
    flag,
    measure,
    moment,
    offsets,
    real,
    rule,
    table,
    text,
    texts,
    vector,
    whole,
    year,
)

ORG_KINDS = get_args(OrgKind)
MUNICIPALITY = r"^GM[0-9]{4}$"
VECTOR_WIDTH = 384
LANGUAGES = ["nl", "en", "de", "fr", "fy"]

ABOUT_HAS_BASIS = rule(
    "whom it is about has a basis", pl.col("about_organisation_id").is_null() | (pl.col("about_basis") != "none")
)

core_organisation = table(
    "core_organisation",
    "The veiligheidsregio's and gemeenten whose sources are read",
    ["organisation_id"],
    {
        "organisation_id": text("Name of the organisation in this data", pattern=SLUG),
        "kind": code("Kind of organisation", ["veiligheidsregio", "gemeente"]),
        "name": text("Full name"),
        "aliases": texts("Other names it goes by"),
        "region_code": text("Safety region it is or lies in: VR and two digits", pattern=REGION, nullable=True),
        "cbs_code": text("Code of the gemeente at Statistics Netherlands", pattern=MUNICIPALITY, nullable=True),
        "is_chair": flag("This gemeente chairs its region"),
        "website": text("Address of its website", nullable=True),
    },
    rule("only a gemeente chairs a region", ~pl.col("is_chair") | (pl.col("kind") == "gemeente")),
)

core_source = table(
    "core_source",
    "Where an organisation publishes, and how asking there went",
    ["source_id"],
    {
        "source_id": text("Name of the source file / id in it", pattern=SOURCE_ID),
        "organisation_id": text("Whose source it is", pattern=SLUG, nullable=True),
        "connector": text("The connector that reads it", pattern=r"^[a-z][a-z0-9_]*$"),
        "base_url": text("Where it was asked", nullable=True),
        "state": code("How asking went", ["ok", "failing", "blocked", "empty", "not_asked"]),
        "message": text("What went wrong and what to do, for people", nullable=True),
        "listed_count": count("Documents that it lists"),
        "checked_at": moment("When it was last asked", nullable=True),
        "ok_at": moment("When asking last went well", nullable=True),
    },
    rule(
        "what fails or blocks says why",
        ~pl.col("state").is_in(["failing", "blocked"]) | pl.col("message").is_not_null(),
    ),
)

core_document = table(
    "core_document",
    "A document that was read: what it is and whom it is about",
    ["document_id"],
    {
        "document_id": text("sha256 of the bytes, hexadecimal", pattern=SHA256),
        "title": any_text("Title"),
        "doc_type": text("Type of document: jaarverslag, jaarstukken, begroting, … overig; a label, never a filter"),
        "doc_type_basis": code("What the type was taken from", ["source", "title", "text", "none"]),
        "publication_date": day("Date of publication"),
        "year_from": year("First year it describes"),
        "year_to": year("Last year it describes"),
        "year_basis": code("What the years were taken from", ["title", "text", "date", "none"]),
        "about_organisation_id": text("Whom it is about, if one of ours", pattern=SLUG, nullable=True),
        "about_name": text("Whom it is about, in words", nullable=True),
        "about_basis": code("What that was taken from", ["title", "text", "source", "manifest", "none"]),
        "org_kind": code("Kind of the organisation it is about; NULL: not known", ORG_KINDS, nullable=True),
        "is_draft": flag("It says of itself that it is a draft"),
        "page_count": count("Pages"),
        "passage_count": count("Passages"),
        "reader": text("What read it, with its version"),
    },
    rule("year_to is not before year_from", pl.col("year_to") >= pl.col("year_from")),
    rule(
        "year_from and year_to are both known or neither", pl.col("year_from").is_null() == pl.col("year_to").is_null()
    ),
    ABOUT_HAS_BASIS,
)

core_page = table(
    "core_page",
    "The text of one page",
    ["document_id", "page_number"],
    {
        "document_id": text("The document", pattern=SHA256),
        "page_number": whole("Number of the page, from 1", 1),
        "raw_text": any_text("Text as read"),
        "clean_text": any_text("Text after cleaning: what passages are cut from"),
        "offset_map": offsets("Triples clean_start, raw_start, length; gaps are text that one side lacks", 3),
        "invisible_spans": offsets("Pairs raw_from, raw_to of text that a reader of the page cannot see", 2),
        "text_source": code("How the text was obtained", ["text_layer", "ocr", "markup"]),
        "language": code("Language of its text; NULL: too few words to tell", LANGUAGES, nullable=True),
        "ocr_confidence": real("Mean confidence of the words that OCR read, 0 to 1; NULL: no OCR", 0, 1, nullable=True),
    },
    rule("only OCR has a confidence", pl.col("ocr_confidence").is_null() | (pl.col("text_source") == "ocr")),
    rule(
        "invisible_spans lie within raw_text",
        pl.col("invisible_spans").list.max() <= pl.col("raw_text").str.len_chars(),
    ),
)

core_passage = table(
    "core_passage",
    "A passage: some sentences of a document that belong together",
    ["passage_id"],
    {
        "passage_id": text("Digest of document_id, offsets and text", pattern=DIGEST),
        "document_id": text("The document", pattern=SHA256),
        "passage_number": count("Place of the passage in its document"),
        "page_from": whole("Page it starts on, from 1", 1),
        "page_to": whole("Page it ends on", 1),
        "raw_from": whole("Where it starts, characters into raw_text of page_from", 0),
        "raw_to": whole("Where it ends, characters into raw_text of page_to, exclusive", 0),
        "text": text("Its text, clean"),
        "heading_path": any_text("Headings above it, from the highest down, joined by ' > '"),
        "word_count": whole("Words in it", 1),
        "is_contents": flag("It is of a contents page or list"),
        "about_organisation_id": text("Whom it is about, if one of ours", pattern=SLUG, nullable=True),
        "about_basis": code("What that was taken from", ["passage", "document", "none"]),
        "org_kind": code("Kind of the organisation it is about; NULL: not known", ORG_KINDS, nullable=True),
    },
    rule("page_to is not before page_from", pl.col("page_to") >= pl.col("page_from")),
    rule(
        "on one page raw_to is after raw_from",
        (pl.col("page_from") != pl.col("page_to")) | (pl.col("raw_to") > pl.col("raw_from")),
    ),
    ABOUT_HAS_BASIS,
)

core_embedding = table(
    "core_embedding",
    "The vector of a text, kept by text and model",
    ["text_hash", "model_hash"],
    {
        "text_hash": text("Digest of the text"),
        "model_hash": text("Digest of the model"),
        "vector": vector("Embedding", VECTOR_WIDTH),
    },
)

core_candidate = table(
    "core_candidate",
    "A passage that may be evidence for a measure",
    ["candidate_id"],
    {
        "candidate_id": text("Digest of passage_id and measure", pattern=DIGEST),
        "passage_id": text("The passage", pattern=DIGEST),
        "document_id": text("Its document", pattern=SHA256),
        "measure": measure(),
        "gate_score": real("Score of the gate; the higher, the likelier"),
        "codebook_version": text("Version of the codebook it was proposed by"),
    },
)

core_judgement = table(
    "core_judgement",
    "A candidate as judged by a classifier",
    ["judgement_id"],
    {
        "judgement_id": text("Digest of candidate_id and classifier version", pattern=DIGEST),
        "candidate_id": text("The candidate", pattern=DIGEST),
        "passage_id": text("Its passage", pattern=DIGEST),
        "document_id": text("Its document", pattern=SHA256),
        "measure": measure(),
        "is_evidence": flag("It tells of the body's own work, arrangement, plan, view or gap"),
        "progress": code("How far: geen if and only if it is no evidence", PROGRESS),
        "year_described": year("Year that the passage itself names"),
        "elements": texts("Elements of the measure that it speaks of"),
        "tags": codes("Bottlenecks it speaks of", ["capaciteit", "effect", "landelijk", "uitvoering"]),
        "quote": text("Words of the passage, verbatim; NULL if no evidence", nullable=True),
        "confidence": real("How sure the classifier is, 0 to 1", 0, 1),
        "is_abstained": flag("Unsure: goes to review and never counts"),
        "classifier": text("Name of the classifier"),
        "classifier_version": text("Version of the classifier"),
        "raw_answer": any_text("The classifier's answer as given"),
    },
    rule("progress is geen if and only if it is no evidence", (pl.col("progress") != "geen") == pl.col("is_evidence")),
    rule("evidence and only evidence has a quote", pl.col("quote").is_not_null() == pl.col("is_evidence")),
)

_QUOTE_PLACE = ("page_number", "raw_from", "raw_to", "quote")

core_verification = table(
    "core_verification",
    "What checking a judgement came to",
    ["judgement_id"],
    {
        "judgement_id": text("The judgement", pattern=DIGEST),
        "document_id": text("Its document", pattern=SHA256),
        "passage_id": text("Its passage", pattern=DIGEST),
        "measure": measure(),
        "organisation_id": text("Whom it counts for; NULL: nobody of ours", pattern=SLUG, nullable=True),
        "is_verified": flag("It passed every check"),
        "reason_code": text("Which check it failed", pattern=REASON, nullable=True),
        "progress": code("How far, after the caps", PROGRESS),
        "cap": text("Which cap lowered the progress", nullable=True),
        "year_described": year("Year it describes"),
        "page_number": whole("Page of the quote, from 1", 1, nullable=True),
        "raw_from": whole("Where the quote starts, characters into raw_text of the page", 0, nullable=True),
        "raw_to": whole("Where it ends, exclusive", 1, nullable=True),
        "quote": text("Words of the page, verbatim", nullable=True),
        "is_ggd": flag("It speaks of the GGD; counted for the veiligheidsregio of its area"),
    },
    rule("what is not verified, and only that, says why", pl.col("is_verified") == pl.col("reason_code").is_null()),
    rule("what is verified is evidence", ~pl.col("is_verified") | (pl.col("progress") != "geen")),
    rule(
        "what is verified has a quote and its place",
        ~pl.col("is_verified") | pl.all_horizontal(pl.col(*_QUOTE_PLACE).is_not_null()),
    ),
    rule("raw_to is after raw_from", pl.col("raw_to") > pl.col("raw_from")),
)
