"""The checks before publishing, with Great Expectations on the tables that readers get. Imported only by publishing.

What concerns single rows was checked by the contracts when they were loaded; here it is the whole that must be right.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.codebook import MEASURES, PROGRESS
from schemas.errors import GateError
from schemas.scoring import LEVELS, UNKNOWN
from text.personal import mask_addresses, never_published

if TYPE_CHECKING:
    from great_expectations.expectations import Expectation

Rows = list[dict[str, Any]]
ALL_LEVELS = [*LEVELS, UNKNOWN]


@dataclass(frozen=True)
class Finding:
    """One expectation on one table: did it hold, and if not, what was found."""

    table: str
    expectation: str
    column: str
    success: bool
    found: str


@dataclass(frozen=True)
class Results:
    """All findings of one run."""

    findings: tuple[Finding, ...]

    def as_json(self) -> list[dict[str, Any]]:
        """For checks.json in the published folder."""
        return [vars(finding) for finding in self.findings]

    def raise_if_failed(self, folder: Path) -> None:
        """Raise GateError that names every table, column and finding that is not as it must be."""
        failed = [f for f in self.findings if not f.success]
        if failed:
            named = "; ".join(f"{f.table}.{f.column}: {f.expectation} ({f.found})" for f in failed)
            raise GateError(
                f"Nothing was published, what was published before stays: {named}. "
                f"The tables that failed are in {folder} until the next run."
            )


def check(table: Callable[[str], Rows]) -> Results:
    """Check the out_ tables; `table` gives the rows of one by name."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "False")
    import great_expectations as gx
    import pandas as pd
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("published")
    findings: list[Finding] = []
    for name, (rows, expectations) in _suites(table).items():
        if not rows:  # nothing to say of its columns; whether it may be empty is said by its number of rows
            expectations = [one for one in expectations if one.expectation_type.startswith(OF_ROW_COUNT)]
        frame = pd.DataFrame(rows)
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("all")
        suite = gx.ExpectationSuite(name=name, expectations=list(expectations))
        result = _validate(context, gx, batch, suite, frame)
        findings += [_finding(name, one) for one in result.results]
    return Results(tuple(findings))


EVERY_TABLE, NOWHERE = "every_table", "nowhere"
OF_ROW_COUNT = "expect_table_row_count"


def _validate(context: Any, gx: Any, batch: Any, suite: Any, frame: Any) -> Any:
    definition = gx.ValidationDefinition(name=suite.name, data=batch, suite=context.suites.add(suite))
    return context.validation_definitions.add(definition).run(batch_parameters={"dataframe": frame})


def _finding(table: str, result: Any) -> Finding:
    config = result.expectation_config
    kwargs = config.kwargs
    column = kwargs.get("column") or ", ".join(kwargs.get("column_list", [])) or "rows"
    found = ""
    if not result.success:
        detail = result.result or result.exception_info
        found = str(detail.get("partial_unexpected_list") or detail.get("observed_value") or detail)[:300]
    return Finding(table, config.type, column, bool(result.success), found)


def _suites(table: Callable[[str], Rows]) -> dict[str, tuple[Rows, Sequence[Expectation]]]:
    """Per table its rows, with what had to be worked out beforehand, and what is expected of them."""
    import great_expectations.expectations as gxe

    organisations = [row["organisation_id"] for row in table("out_organisation")]
    documents = [row["document_id"] for row in table("out_document")]
    evidence = [
        {**row, "is_quote_in_passage": is_within(row["quote"], row["passage_text"])} for row in table("out_evidence")
    ]
    cells = {(row["organisation_id"], row["measure"]) for row in evidence}
    scores = [
        {**row, "is_backed": row["level"] in ("laag", UNKNOWN) or (row["organisation_id"], row["measure"]) in cells}
        for row in table("out_score")
    ]
    measures = list(MEASURES)
    return {
        EVERY_TABLE: (
            [{"personal_data_in": place} for place in [*personal_data(table)] or [NOWHERE]],
            [gxe.ExpectColumnValuesToBeInSet(column="personal_data_in", value_set=[NOWHERE])],
        ),
        "out_organisation": (
            table("out_organisation"),
            [gxe.ExpectColumnValuesToBeUnique(column="organisation_id")],
        ),
        "out_score": (
            scores,
            [
                gxe.ExpectTableRowCountToEqual(value=len(organisations) * len(measures)),
                gxe.ExpectCompoundColumnsToBeUnique(column_list=["organisation_id", "measure"]),
                gxe.ExpectColumnValuesToBeInSet(column="organisation_id", value_set=organisations),
                gxe.ExpectColumnValuesToBeInSet(column="measure", value_set=measures),
                gxe.ExpectColumnValuesToBeInSet(column="level", value_set=ALL_LEVELS),
                gxe.ExpectColumnValuesToNotBeNull(column="explanation"),
                gxe.ExpectColumnValuesToBeInSet(column="is_backed", value_set=[True]),
            ],
        ),
        "out_score_region": (
            table("out_score_region"),
            [
                gxe.ExpectCompoundColumnsToBeUnique(column_list=["region_code", "measure"]),
                gxe.ExpectColumnValuesToBeInSet(column="level", value_set=ALL_LEVELS),
            ],
        ),
        "out_score_national": (
            table("out_score_national"),
            [
                gxe.ExpectTableRowCountToEqual(value=len(measures)),
                gxe.ExpectColumnValuesToBeUnique(column="measure"),
                gxe.ExpectColumnValuesToBeInSet(column="level", value_set=ALL_LEVELS),
            ],
        ),
        "out_evidence": (
            evidence,
            [
                gxe.ExpectColumnValuesToBeUnique(column="judgement_id"),
                gxe.ExpectColumnValuesToBeInSet(column="organisation_id", value_set=organisations),
                gxe.ExpectColumnValuesToBeInSet(column="document_id", value_set=documents),
                gxe.ExpectColumnValuesToBeInSet(column="progress", value_set=list(PROGRESS[1:])),
                gxe.ExpectColumnValuesToBeBetween(column="page_number", min_value=1),
                gxe.ExpectColumnValuesToNotBeNull(column="url"),
                gxe.ExpectColumnValuesToBeInSet(column="is_quote_in_passage", value_set=[True]),
            ],
        ),
        "out_summary": (
            table("out_summary"),
            [
                gxe.ExpectColumnValuesToBeInSet(
                    column="judgement_id", value_set=[row["judgement_id"] for row in evidence]
                )
            ],
        ),
        "out_coverage": (
            table("out_coverage"),
            [
                gxe.ExpectTableRowCountToBeBetween(min_value=len(organisations)),
                gxe.ExpectCompoundColumnsToBeUnique(column_list=["organisation_id", "year"]),
                gxe.ExpectColumnValuesToBeInSet(column="organisation_id", value_set=organisations),
            ],
        ),
    }


def is_within(quote: str | None, passage: str) -> bool:
    """Whether a quote stands in its passage word for word; only white space may differ."""
    return bool(quote) and " ".join(str(quote).split()) in " ".join(passage.split())


def personal_data(table: Callable[[str], Rows]) -> Iterator[str]:
    """Where an e-mail address of a person, a BSN or an IBAN is left: "table.column (kind)", once, without the data.

    All text is looked at, not only what is masked; of an address on the web only whether an e-mail address is in it.
    """
    from schemas.out import ADDRESSES, DOCUMENT_TEXT, QUOTES

    for name in sorted({*DOCUMENT_TEXT, *QUOTES, *ADDRESSES}):
        addresses = ADDRESSES.get(name, ())
        left = set()
        for row in table(name):
            for column, value in row.items():
                if not isinstance(value, str) or column.endswith("_id"):
                    continue
                if column not in addresses:
                    left |= {f"{name}.{column} ({found.kind})" for found in never_published(value)}
                elif mask_addresses(value) != value:
                    left.add(f"{name}.{column} (email)")
        yield from sorted(left)
