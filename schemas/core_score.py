"""Contracts of the core_ tables of scoring: summaries, levels, gaps, changes, coverage, and the codebook they go by."""

from __future__ import annotations

import polars as pl

from schemas.codebook import PROGRESS
from schemas.columns import (
    DIGEST,
    REGION,
    SLUG,
    code,
    count,
    flag,
    measure,
    moment,
    rule,
    table,
    text,
    whole,
    year,
    year_or_none_known,
)
from schemas.scoring import LEVELS, UNKNOWN

ALL_LEVELS = (*LEVELS, UNKNOWN)

core_summary = table(
    "core_summary",
    "Summary of an organisation and measure, sentence by sentence, each with its source",
    ["organisation_id", "measure", "year", "sentence_number"],
    {
        "organisation_id": text("The organisation", pattern=SLUG),
        "measure": measure(),
        "year": year_or_none_known("Year that is summarised; 0: all years together"),
        "sentence_number": whole("Place of the sentence, from 1", 1),
        "sentence": text("The sentence"),
        "judgement_id": text("The verified judgement it cites", pattern=DIGEST),
    },
)

core_score = table(
    "core_score",
    "Level of an organisation for a measure",
    ["organisation_id", "measure"],
    {
        "organisation_id": text("The organisation", pattern=SLUG),
        "measure": measure(),
        "level": code("Level", ALL_LEVELS),
        "certainty": code("How firmly the level stands", ["zeker", "matig", "onzeker"]),
        "progress": code("Highest progress among the verified judgements", PROGRESS),
        "evidence_count": count("Verified judgements it rests on"),
        "document_count": count("Distinct documents they are from, near-copies counted once"),
        "element_count": count("Core elements at uitvoering or beproefd"),
        "newest_year": year("Newest year that they describe"),
        "explanation": text("Why this level, one sentence in Dutch"),
    },
    rule("no more documents than judgements", pl.col("document_count") <= pl.col("evidence_count")),
)

core_gap = table(
    "core_gap",
    "How far an organisation is with each element of a measure",
    ["organisation_id", "measure", "element_id"],
    {
        "organisation_id": text("The organisation", pattern=SLUG),
        "measure": measure(),
        "element_id": text("The element, as the codebook names it", pattern=SLUG),
        "is_core": flag("A core element"),
        "progress": code("Highest verified progress for it; geen: a gap", PROGRESS),
    },
)

core_score_region = table(
    "core_score_region",
    "Level of a region for a measure: its veiligheidsregio's, complemented by its chair gemeente",
    ["region_code", "measure"],
    {
        "region_code": text("The region", pattern=REGION),
        "measure": measure(),
        "level": code("Level", ALL_LEVELS),
        "region_level": code("Level of its veiligheidsregio", ALL_LEVELS),
        "gemeente_level": code("Level of its chair gemeente; NULL: none known", ALL_LEVELS, nullable=True),
        "is_raised": flag("The chair gemeente raised it by one"),
        "explanation": text("Why this level, one sentence in Dutch"),
    },
    rule(
        "it is raised if and only if it differs from its veiligheidsregio's",
        pl.col("is_raised") == (pl.col("level") != pl.col("region_level")),
    ),
    rule("onbekend is not raised", ~pl.col("is_raised") | (pl.col("region_level") != UNKNOWN)),
)

core_score_national = table(
    "core_score_national",
    "Level of a measure over all regions",
    ["measure"],
    {
        "measure": measure(),
        "level": code("Level", ALL_LEVELS),
        "hoog_count": count("Regions with hoog"),
        "midden_count": count("Regions with midden"),
        "laag_count": count("Regions with laag"),
        "onbekend_count": count("Regions with onbekend"),
        "spread": code("Whether the regions agree", ["eenduidig", "wisselend", "onbekend"]),
        "explanation": text("Why this level, one sentence in Dutch"),
    },
)

core_coverage = table(
    "core_coverage",
    "What was found and read of an organisation, per year",
    ["organisation_id", "year"],
    {
        "organisation_id": text("The organisation", pattern=SLUG),
        "year": year_or_none_known("Year that the documents describe; 0: no year known"),
        "publication_count": count("Publications listed"),
        "held_count": count("Of those, with bytes held"),
        "read_count": count("Of those, read"),
        "rejected_count": count("Of those, rejected"),
        "passage_count": count("Passages in what was read"),
        "is_in_scope": flag("The sources were asked for this year"),
        "state": code("What that comes to", ["bekeken", "deels", "niet_gevonden", "bron_faalt", "geen_bron"]),
    },
    rule("no more held than listed", pl.col("held_count") <= pl.col("publication_count")),
)

core_change = table(
    "core_change",
    "A level that became another from one scoring to the next",
    ["organisation_id", "measure", "run_id"],
    {
        "organisation_id": text("The organisation", pattern=SLUG),
        "measure": measure(),
        "run_id": text("The run that scored anew"),
        "level_before": code("Level before", ALL_LEVELS),
        "level_after": code("Level after", ALL_LEVELS),
        "explanation": text("Why the level after, one sentence in Dutch"),
        "changed_at": moment("When it was scored anew"),
    },
    rule("it is another level", pl.col("level_before") != pl.col("level_after")),
)

core_measure = table(
    "core_measure",
    "The measures that the scores were given by",
    ["measure"],
    {
        "measure": measure(),
        "theme": text("Theme the measure belongs to"),
        "name": text("Name of the measure"),
        "definition": text("What the measure asks"),
    },
)

core_element = table(
    "core_element",
    "The elements of the measures that the scores were given by",
    ["measure", "element_id"],
    {
        "measure": measure(),
        "element_id": text("The element, as the codebook names it", pattern=SLUG),
        "name": text("Name of the element"),
        "is_core": flag("A core element"),
        "definition": text("What the element holds"),
    },
)
