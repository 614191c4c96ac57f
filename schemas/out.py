"""Contracts of the out_ tables: what analysts get. The SELECTs are in warehouse/out/<table>.sql.

A column that comes from a core_ or raw_ table as it is, is described there; only what is new is described here.
"""

from __future__ import annotations

import pandera.polars as pa
import polars as pl

from schemas import core, core_read, core_score, core_work, raw
from schemas.codebook import PROGRESS
from schemas.columns import REGION, SLUG, code, flag, table, text, whole


def of(source: pa.DataFrameSchema, *names: str, **renamed: str) -> dict[str, pa.Column]:
    """Columns of another contract, by name; renamed: new name = name there."""
    pairs = {**{name: name for name in names}, **renamed}
    return {new: source.columns[name] for new, name in pairs.items()}


ORGANISATION_NAME = {"organisation_name": text("Full name of the organisation")}
MEASURE_NAME = {"measure_name": text("Name of the measure, short, in Dutch")}

out_organisation = table(
    "out_organisation",
    "The veiligheidsregio's and gemeenten that are scored",
    ["organisation_id"],
    of(
        core.core_organisation,
        "organisation_id",
        "kind",
        "name",
        "region_code",
        "cbs_code",
        "is_chair",
        "website",
    ),
)

out_measure = table(
    "out_measure",
    "The twelve measures",
    ["measure"],
    of(core_score.core_measure, "measure", "theme", "name", "definition"),
)

out_element = table(
    "out_element",
    "What a full implementation of a measure holds",
    ["measure", "element_id"],
    of(core_score.core_element, "measure", "element_id", "name", "is_core", "definition"),
)

out_document = table(
    "out_document",
    "Documents read, each once, with the address of a publication that is still listed if there is one",
    ["document_id"],
    {
        **of(
            core.core_document,
            "document_id",
            "title",
            "doc_type",
            "publication_date",
            "year_from",
            "year_to",
            "about_organisation_id",
            "about_name",
            "about_basis",
            "org_kind",
            "is_draft",
            "page_count",
            "passage_count",
            "reader",
        ),
        **of(raw.raw_document, "media_type", "size_bytes"),
        **of(raw.raw_publication, "source_id", "url", "is_listed", "first_seen_at", "last_seen_at"),
    },
)

out_passage = table(
    "out_passage",
    "Passages that were judged",
    ["passage_id"],
    of(
        core.core_passage,
        "passage_id",
        "document_id",
        "passage_number",
        "page_from",
        "page_to",
        "heading_path",
        "text",
        "word_count",
        "about_organisation_id",
        "org_kind",
    ),
)

out_copy = table(
    "out_copy",
    "Passages that say nearly the same as an earlier one of the same organisation, where both were judged",
    ["passage_id"],
    of(core_read.core_copy, *core_read.core_copy.columns),
)

out_fact = table(
    "out_fact",
    "What is known of each document, fact by fact: where it came from and how sure it is",
    ["document_id", "fact"],
    of(core_read.core_fact, *core_read.core_fact.columns),
)

out_judgement = table(
    "out_judgement",
    "Every judgement, evidence or not, and what verification made of it",
    ["judgement_id"],
    {
        **of(core.core_judgement, "judgement_id", "passage_id", "document_id", "measure", "is_evidence"),
        **of(core.core_judgement, progress_judged="progress"),
        **of(
            core.core_judgement,
            "elements",
            "tags",
            "quote",
            "confidence",
            "is_abstained",
            "classifier",
            "classifier_version",
        ),
        **of(
            core.core_verification,
            "organisation_id",
            "is_verified",
            "reason_code",
            "progress",
            "cap",
            "year_described",
            "page_number",
        ),
    },
)

out_evidence = table(
    "out_evidence",
    "Verified judgements that count for an organisation: what every score rests on",
    ["judgement_id"],
    {
        **of(core.core_verification, "judgement_id"),
        "organisation_id": text("The organisation it counts for", pattern=SLUG),
        **ORGANISATION_NAME,
        **of(core.core_verification, "measure"),
        "progress": code("Progress after the caps", PROGRESS[1:]),
        **of(core.core_verification, "cap", "year_described"),
        **of(core.core_judgement, "elements", "tags"),
        "quote": text("The sentences that prove it, as they stand on the page"),
        "passage_text": text("The passage around the quote"),
        **of(core.core_passage, "heading_path"),
        "page_number": whole("Page of the document where the quote begins, from 1", 1),
        **of(core.core_document, "document_id", "title", "doc_type", "publication_date", "is_draft"),
        **of(raw.raw_document, "media_type"),
        **of(core.core_document, "page_count"),
        "attachment_name": text("Its name in the document it lies in; NULL: a document of its own", nullable=True),
        **of(raw.raw_publication, "url"),
        "page_url": text("Address of the document, at the page where a browser can go there; of what it lies in"),
        **of(raw.raw_publication, "is_listed"),
        **of(core.core_verification, "is_ggd"),
        **of(core.core_judgement, "confidence"),
    },
)

out_score = table(
    "out_score",
    "Level of every organisation for every measure",
    ["organisation_id", "measure"],
    {
        **of(core_score.core_score, "organisation_id"),
        **ORGANISATION_NAME,
        **of(core.core_organisation, "kind", "region_code"),
        **of(core_score.core_measure, "measure", "theme"),
        **MEASURE_NAME,
        **of(
            core_score.core_score,
            "level",
            "certainty",
            "progress",
            "evidence_count",
            "document_count",
            "element_count",
            "newest_year",
            "explanation",
        ),
    },
)

out_score_region = table(
    "out_score_region",
    "Level of every region for every measure, both parts kept",
    ["region_code", "measure"],
    {
        "region_code": text("The region", pattern=REGION),
        "region_name": text("Full name of its veiligheidsregio"),
        **of(core_score.core_score_region, "measure"),
        **MEASURE_NAME,
        **of(core_score.core_score_region, "level", "region_level", "gemeente_level", "is_raised", "explanation"),
    },
)

out_score_national = table(
    "out_score_national",
    "Level of every measure over all regions",
    ["measure"],
    {
        **of(core_score.core_measure, "measure", "theme", "name"),
        **of(
            core_score.core_score_national,
            "level",
            "hoog_count",
            "midden_count",
            "laag_count",
            "onbekend_count",
            "spread",
            "explanation",
        ),
    },
)

out_summary = table(
    "out_summary",
    core_score.core_summary.description,
    ["organisation_id", "measure", "year", "sentence_number"],
    of(core_score.core_summary, *core_score.core_summary.columns),
)

out_gap = table(
    "out_gap",
    "How far an organisation is with each element; what was found nowhere is a gap (kernhiaat)",
    ["organisation_id", "measure", "element_id"],
    {
        **of(core_score.core_gap, "organisation_id", "measure", "element_id"),
        **of(core_score.core_element, element_name="name"),
        **of(core_score.core_gap, "is_core", "progress"),
        "is_gap": flag("Nothing verified was found for this element"),
    },
    pa.Check(
        lambda data: data.lazyframe.select(pl.col("is_gap") == (pl.col("progress") == "geen")),
        error="a gap is an element without progress",
    ),
)

out_change = table(
    "out_change",
    "Levels that became another one, by the run that found it",
    ["organisation_id", "measure", "run_id"],
    of(core_score.core_change, *core_score.core_change.columns),
)

out_coverage = table(
    "out_coverage",
    "What was looked at per organisation and year, and what was not",
    ["organisation_id", "year"],
    {
        **of(core_score.core_coverage, "organisation_id"),
        **ORGANISATION_NAME,
        **of(
            core_score.core_coverage, *[name for name in core_score.core_coverage.columns if name != "organisation_id"]
        ),
    },
)

out_source = table(
    "out_source",
    "The sources that were asked, and how they answered last",
    ["source_id"],
    of(core.core_source, *core.core_source.columns),
)

out_reject = table(
    "out_reject",
    "What could not be processed, and why",
    ["stage", "item_id", "reason_code"],
    of(core_work.core_reject, *core_work.core_reject.columns),
)

out_run = table(
    "out_run",
    "The runs of this data folder",
    ["run_id"],
    of(core_work.core_run, *core_work.core_run.columns),
)

DOCUMENT_TEXT: dict[str, tuple[str, ...]] = {
    "out_change": ("explanation",),
    "out_document": ("title", "about_name"),
    "out_evidence": ("passage_text", "heading_path", "title", "attachment_name"),
    "out_fact": ("value", "found_in"),
    "out_passage": ("heading_path", "text"),
    "out_reject": ("message",),
    "out_score": ("explanation",),
    "out_score_national": ("explanation",),
    "out_score_region": ("explanation",),
    "out_source": ("message",),
}
"""Per table the columns that hold, or may repeat, text of a document or of a source: personal data is masked there."""

QUOTES = {"out_evidence": "quote", "out_judgement": "quote", "out_summary": "sentence"}
"""Per table with a judgement_id the column that holds words of its passage: masked as the passage is."""

ADDRESSES: dict[str, tuple[str, ...]] = {
    "out_document": ("url",),
    "out_evidence": ("url", "page_url"),
    "out_organisation": ("website",),
    "out_source": ("base_url",),
}
"""Per table the columns with addresses on the web: only an e-mail address in them is masked, they must lead on."""
