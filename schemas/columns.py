"""What contracts are built of: columns with a meaning and a range, and rules over the columns of a row.

Imports pandera, which is slow: only the contracts (raw.py, core.py, out.py) import this module, and they are imported
when there are rows to check. No table is described here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pandera.polars as pa
import polars as pl

DIGEST = r"^[0-9a-f]{32}$"
SHA256 = r"^[0-9a-f]{64}$"
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SOURCE_ID = r"^[^/]+/[a-z0-9]+(-[a-z0-9]+)*$"
REGION = r"^VR[0-9]{2}$"
REASON = r"^[a-z][a-z0-9_-]*$"
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years that a document may describe; outside them a number is no year."""


def table(
    name: str, description: str, primary_key: Sequence[str], columns: dict[str, pa.Column], *rules: pa.Check
) -> pa.DataFrameSchema:
    """The contract of a table: exactly these columns in this order, the primary key without doubles, the row rules."""
    return pa.DataFrameSchema(
        columns,
        checks=list(rules),
        strict=True,
        ordered=True,
        unique=list(primary_key),
        name=name,
        description=description,
    )


def rule(sentence: str, expression: pl.Expr) -> pa.Check:
    """A rule over the columns of one row, told to people as this sentence.

    A rule that comes out as NULL holds: whether a column may be NULL is said by the column, or by the rule itself.
    """
    return pa.Check(lambda data: data.lazyframe.select(expression.fill_null(True)), error=sentence)


def each(sentence: str, condition: pl.Expr) -> pa.Check:
    """A check on every value of a column of lists, written with pl.element(); a value that is NULL fails it."""

    def holds(data: Any) -> pl.LazyFrame:
        values = pl.col(data.key).list.eval(condition.fill_null(False))
        return data.lazyframe.select(values.list.all().fill_null(True))

    return pa.Check(holds, error=sentence)


def text(description: str, *, pattern: str | None = None, nullable: bool = False) -> pa.Column:
    """Text that is not empty or, if a pattern is given, matches it."""
    check = pa.Check.str_matches(pattern) if pattern else pa.Check.str_length(min_value=1)
    return pa.Column(pl.String, check, nullable=nullable, description=description)


def any_text(description: str, *, nullable: bool = False) -> pa.Column:
    """Text as somebody else gave it, the empty text too."""
    return pa.Column(pl.String, nullable=nullable, description=description)


def code(description: str, values: Sequence[str], *, nullable: bool = False) -> pa.Column:
    """One word of a closed list."""
    return pa.Column(pl.String, pa.Check.isin(list(values)), nullable=nullable, description=description)


def json_object(description: str) -> pa.Column:
    """A JSON object as text."""

    def is_object(value: str) -> bool:
        try:
            return isinstance(json.loads(value), dict)
        except (ValueError, RecursionError):
            return False

    check = pa.Check(
        lambda data: data.lazyframe.select(pl.col(data.key).map_elements(is_object, return_dtype=pl.Boolean)),
        error="is a JSON object",
    )
    return pa.Column(pl.String, check, description=description)


def whole(
    description: str, low: int | None = None, high: int | None = None, *, nullable: bool = False, big: bool = False
) -> pa.Column:
    """A whole number from low up to and including high, of 32 bits or, if big, 64."""
    checks = [] if low is None else [pa.Check.ge(low)]
    checks += [] if high is None else [pa.Check.le(high)]
    return pa.Column(pl.Int64 if big else pl.Int32, checks, nullable=nullable, description=description)


def count(description: str) -> pa.Column:
    """How many: 0 or more."""
    return whole(description, 0)


def measure() -> pa.Column:
    """Which of the twelve measures."""
    return whole("Number of the measure, 1 to 12", 1, 12)


def year(description: str, *, nullable: bool = True) -> pa.Column:
    """A calendar year."""
    return whole(description, FIRST_YEAR, LAST_YEAR, nullable=nullable)


def year_or_none_known(description: str) -> pa.Column:
    """A calendar year, or 0 for what has none; part of a primary key, which cannot be NULL."""
    check = pa.Check(
        lambda data: data.lazyframe.select(
            (pl.col(data.key) == 0) | pl.col(data.key).is_between(FIRST_YEAR, LAST_YEAR)
        ),
        error=f"is 0 or a year from {FIRST_YEAR} to {LAST_YEAR}",
    )
    return pa.Column(pl.Int32, check, description=description)


def real(description: str, low: float | None = None, high: float | None = None, *, nullable: bool = False) -> pa.Column:
    """A number that is finite, from low up to and including high."""
    checks = [pa.Check(lambda data: data.lazyframe.select(pl.col(data.key).is_finite()), error="is finite")]
    checks += [] if low is None else [pa.Check.ge(low)]
    checks += [] if high is None else [pa.Check.le(high)]
    return pa.Column(pl.Float64, checks, nullable=nullable, description=description)


def flag(description: str) -> pa.Column:
    """True or false."""
    return pa.Column(pl.Boolean, description=description)


def day(description: str, *, nullable: bool = True) -> pa.Column:
    """A date."""
    return pa.Column(pl.Date, nullable=nullable, description=description)


def moment(description: str, *, nullable: bool = False) -> pa.Column:
    """A time stamp, UTC, without a zone, to the microsecond."""
    return pa.Column(pl.Datetime("us"), nullable=nullable, description=f"{description} (UTC)")


def texts(description: str) -> pa.Column:
    """A list of texts, none of them empty."""
    check = each("has no empty text", pl.element().str.len_chars() > 0)
    return pa.Column(pl.List(pl.String), check, description=description)


def codes(description: str, values: Sequence[str]) -> pa.Column:
    """A list of words of a closed list."""
    check = each(f"holds only {', '.join(values)}", pl.element().is_in(list(values)))
    return pa.Column(pl.List(pl.String), check, description=description)


def offsets(description: str, per_group: int) -> pa.Column:
    """A flat list of offsets in characters, so many to a group."""
    whole_groups = pa.Check(
        lambda data: data.lazyframe.select(pl.col(data.key).list.len() % per_group == 0),
        error=f"comes in groups of {per_group}",
    )
    return pa.Column(
        pl.List(pl.Int32), [each("has no offset below 0", pl.element() >= 0), whole_groups], description=description
    )


def vector(description: str, width: int) -> pa.Column:
    """An array of so many finite 32-bit numbers."""
    check = pa.Check(
        lambda data: data.lazyframe.select(
            pl.col(data.key).arr.to_list().list.eval(pl.element().is_finite().fill_null(False)).list.all()
        ),
        error="holds finite numbers only",
    )
    return pa.Column(pl.Array(pl.Float32, width), check, description=description)
