"""Holding the rows of one table against its contract: which rows are good, which break it and why. No DuckDB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemas.errors import ContractError

if TYPE_CHECKING:
    import polars as pl

ROW = "contract_row"
"""Name of the row number while a frame is being checked; no column of a table may be called so."""

VALUE_LENGTH = 80


@dataclass(frozen=True)
class Checked:
    """Rows of one table after checking.

    good: the rows that keep the contract, in their order, with its columns and types.
    bad: the others, in their order, likewise.
    why: for each row of `bad`, what it breaks, in words.
    """

    good: pl.DataFrame
    bad: pl.DataFrame
    why: list[str]


def check(table: str, frame: pl.DataFrame) -> Checked:
    """Check the rows of one table.

    Copies of a row count once. Of rows that share a primary key and differ none is good, for none can be told from
    the others. Raises ContractError when the frame as a whole does not fit: columns too many or too few, a type that
    cannot be read as the contract's, a check that itself fails.
    """
    import pandera.errors

    from schemas.contracts import row_contract

    try:
        schema = row_contract(table)
    except KeyError:
        raise ContractError(f"{table} has no contract in schemas/. This is a fault of this program.") from None
    rows = fit(table, frame, {name: column.dtype.type for name, column in schema.columns.items()})
    rows = rows.unique(maintain_order=True)
    try:
        schema.validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return _split(table, rows, error.failure_cases, _sentences(table))
    return Checked(rows, rows.clear(), [])


def fit(table: str, frame: pl.DataFrame, types: dict[str, Any]) -> pl.DataFrame:
    """The frame with exactly these columns, in this order and of these types.

    Only what loses nothing is converted: whole numbers to whole or floating numbers, columns of nothing but NULL, the
    unit of a time stamp, UTC to the same time without a zone, a list to an array, and the same inside lists.
    Raises ContractError otherwise, naming the table and the column.
    """
    import polars as pl

    missing = [name for name in types if name not in frame.columns]
    extra = [name for name in frame.columns if name not in types]
    if missing or extra:
        told = [f"lacks {', '.join(missing)}"] if missing else []
        told += [f"has {', '.join(extra)} too many"] if extra else []
        raise ContractError(f"A frame for {table} {' and '.join(told)}. This is a fault of this program.")
    columns = []
    for name, wanted in types.items():
        found = frame.schema[name]
        if found != wanted and not _fits(found, wanted):
            raise ContractError(f"{table}.{name} is {found} where {wanted} is due. This is a fault of this program.")
        column = frame[name]
        if isinstance(found, pl.Datetime) and found.time_zone is not None:
            column = column.dt.replace_time_zone(None)
        try:
            columns.append(column.cast(wanted, strict=True))
        except pl.exceptions.PolarsError as error:
            raise ContractError(
                f"{table}.{name}: {found} does not go into {wanted} ({error}). This is a fault of this program."
            ) from error
    return pl.DataFrame(columns)


def _fits(found: Any, wanted: Any) -> bool:
    """Whether values of one type can be read as another without loss (or fail aloud)."""
    import polars as pl

    if isinstance(found, pl.Null):
        return True
    if isinstance(found, pl.List | pl.Array) and isinstance(wanted, pl.List | pl.Array):
        return found.inner == wanted.inner or _fits(found.inner, wanted.inner)
    if isinstance(found, pl.Datetime) and isinstance(wanted, pl.Datetime):
        return found.time_zone in (None, "UTC")
    if found.is_integer():
        return wanted.is_numeric()
    return found.is_float() and wanted.is_float()


def _sentences(table: str) -> set[str]:
    """What is told of a row as a whole: its rules, and that its key comes twice."""
    from schemas.contracts import KEY_TWICE, contract

    return {KEY_TWICE, *(str(rule.error) for rule in contract(table).checks)}


def _split(table: str, rows: pl.DataFrame, failures: pl.DataFrame, sentences: set[str]) -> Checked:
    """Good and bad rows by pandera's failure cases (columns failure_case, column, check, index)."""
    import polars as pl

    whole = failures.filter(pl.col("index").is_null())
    if whole.height:
        first = whole.row(0, named=True)
        raise ContractError(
            f"{table} breaks its contract as a whole: {first['column']}: {first['check']} ({first['failure_case']}). "
            "Nothing of this batch was loaded. This is a fault of this program."
        )
    reasons: dict[int, list[str]] = {}
    for case in failures.iter_rows(named=True):
        reasons.setdefault(int(case["index"]), []).append(_reason(case, sentences))
    numbered = rows.with_row_index(ROW)
    is_bad = pl.col(ROW).is_in(sorted(reasons))
    return Checked(
        numbered.filter(~is_bad).drop(ROW),
        numbered.filter(is_bad).drop(ROW),
        ["; ".join(sorted(set(reasons[index]))) for index in sorted(reasons)],
    )


def _reason(case: dict[str, Any], sentences: set[str]) -> str:
    """One failure in words: the sentence of a rule over the row, or a column with its value, cut short."""
    if case["check"] in sentences:
        return str(case["check"])
    value = str(case["failure_case"])
    if len(value) > VALUE_LENGTH:
        value = value[:VALUE_LENGTH] + "…"
    return f"{case['column']}: {case['check']} (it is {value})"
