"""DuckDB's answers as polars frames. Only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import polars as pl


def as_frame(answer: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    """The rows of an answer. Sums of whole numbers, which DuckDB makes 128 bits wide, are Int64."""
    import polars as pl

    frame = pl.DataFrame(answer.to_arrow_table())
    wide = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Decimal) and kind.scale == 0]
    return frame.with_columns(pl.col(wide).cast(pl.Int64))
