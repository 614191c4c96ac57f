"""How a run on the demonstration documents compares with what their authors wrote down.

Works on rows that are handed in, so that the command line and tests can use it; which tables they come from is their
business. Nothing here decides a level or judges a passage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from demo.addresses import key_of as declared_key_of
from demo.documents import load
from demo.expected import EXPECTED, Cell, Planted, load_levels, load_passages
from demo.sites import sites
from text.normalise import fold
from text.personal import mask

# The levels that are in order; onbekend says that nothing is known.
ORDERED = ("laag", "midden", "hoog")
UNKNOWN = "onbekend"

Row = dict[str, Any]


def compare(
    levels: Sequence[Row],
    evidence: Sequence[Row],
    key_of: Callable[[str], str | None] | None = None,
    expected: Path = EXPECTED,
) -> Row:
    """All figures of compare_levels and compare_evidence together, against the files in the folder `expected`.

    key_of: which document an address belongs to; without it that of a portal on its declared ports.
    """
    if key_of is None:
        documents, found = load(), sites()

        def key_of(url: str) -> str | None:
            return declared_key_of(url, documents, found)

    rows = [row | {"document": key_of(row["url"])} for row in evidence]
    return compare_levels(levels, load_levels(expected / "levels.csv")) | compare_evidence(
        rows, load_passages(expected / "passages.yaml")
    )


def compare_levels(levels: Sequence[Row], expected: Sequence[Cell]) -> Row:
    """Levels of a run (organisation_id, measure, level) against the expected cells; a cell without a row is onbekend.

    level_kappa: quadratically weighted, over the level_cells where both sides say laag, midden or hoog; None: no such
    cell. onbekend_right: of the cells expected to be onbekend, how many are. level_misses: every cell that differs.
    """
    found = {(row["organisation_id"], int(row["measure"])): row["level"] for row in levels}
    pairs = [(cell, found.get((cell.organisation_id, cell.measure), UNKNOWN)) for cell in expected]
    ordered = [(cell.level, level) for cell, level in pairs if cell.level in ORDERED and level in ORDERED]
    unknown = [level for cell, level in pairs if cell.level == UNKNOWN]
    return {
        "level_kappa": kappa([truth for truth, _ in ordered], [level for _, level in ordered]),
        "level_cells": len(ordered),
        "level_right": sum(cell.level == level for cell, level in pairs),
        "level_expected": len(pairs),
        "onbekend_right": unknown.count(UNKNOWN),
        "onbekend_expected": len(unknown),
        "level_misses": [
            {
                "organisation_id": cell.organisation_id,
                "measure": cell.measure,
                "level": level,
                "expected": cell.level,
                "reason": cell.reason,
            }
            for cell, level in pairs
            if level != cell.level
        ],
    }


def compare_evidence(evidence: Sequence[Row], expected: Sequence[Planted]) -> Row:
    """Verified evidence (organisation_id, document, measure, progress, quote, passage_text) against what was planted.

    A row is right if its passage holds a planted quote of the same document, for that measure and organisation.
    passage_recall: share of the planted passages with a right row; passage_precision: share of rows that are right;
    None when there are none. Lists every passage missed, every row too many (with the trap it fell into, if any) and
    every passage found at another progress.
    """
    # what is published is masked, what the authors wrote down is not
    texts = [fold(mask(row["passage_text"]))[0] for row in evidence]
    quotes = {passage.id: fold(mask(passage.quote))[0] for passage in expected}
    planted = [passage for passage in expected if passage.measure != 0]

    def right_for(passage: Planted) -> list[int]:
        return [
            number
            for number, row in enumerate(evidence)
            if row["document"] == passage.document
            and row["organisation_id"] == passage.organisation
            and passage.is_about(row["measure"])
            and quotes[passage.id] in texts[number]
        ]

    found = {passage.id: right_for(passage) for passage in planted}
    right = {number for numbers in found.values() for number in numbers}
    traps = [passage for passage in expected if passage.measure == 0]
    missed = [passage for passage in planted if not found[passage.id]]
    too_many = [number for number in range(len(evidence)) if number not in right]
    other_progress = [
        (passage, progress)
        for passage in planted
        if found[passage.id]
        and passage.progress not in (progress := sorted({evidence[number]["progress"] for number in found[passage.id]}))
    ]
    return {
        "passage_recall": _share(len(planted) - len(missed), len(planted)),
        "passage_precision": _share(len(right), len(evidence)),
        "passages_found": len(planted) - len(missed),
        "passages_expected": len(planted),
        "evidence_right": len(right),
        "evidence_found": len(evidence),
        "progress_right": len(planted) - len(missed) - len(other_progress),
        "passages_missed": [_told(passage) for passage in missed],
        "evidence_too_many": [
            {name: evidence[number][name] for name in ("organisation_id", "document", "measure", "progress", "quote")}
            | {"trap": _trap(evidence[number], texts[number], traps, quotes)}
            for number in too_many
        ],
        "progress_misses": [_told(passage) | {"found": progress} for passage, progress in other_progress],
    }


def kappa(truth: Sequence[str], answer: Sequence[str]) -> float | None:
    """Cohen's kappa with quadratic weights over the three ordered levels (Cohen 1968); None without any pair.

    1.0 when all pairs agree, also when there is only one level, for which the formula has no value.
    """
    if not truth:
        return None
    first = [ORDERED.index(level) for level in truth]
    second = [ORDERED.index(level) for level in answer]
    observed = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) / len(first)
    by_chance = sum((a - b) ** 2 for a in first for b in second) / len(first) ** 2
    return 1.0 if observed == 0 else 1 - observed / by_chance


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _told(passage: Planted) -> Row:
    names = ("id", "document", "organisation", "measure", "progress", "quote")
    return {name: getattr(passage, name) for name in names}


def _trap(row: Row, text: str, traps: Iterable[Planted], quotes: dict[str, str]) -> str | None:
    """The first trap whose sentence the passage holds."""
    return next((trap.id for trap in traps if trap.document == row["document"] and quotes[trap.id] in text), None)
