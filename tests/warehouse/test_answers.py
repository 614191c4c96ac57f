from __future__ import annotations

from decimal import Decimal

import duckdb
import polars as pl

from warehouse.answers import as_frame


def test_an_answer_keeps_names_types_and_order() -> None:
    frame = as_frame(duckdb.sql("SELECT * FROM (VALUES (2, 'b', ['x']), (1, NULL, [])) AS t(n, s, l)"))
    assert frame.rows() == [(2, "b", ["x"]), (1, None, [])]
    assert frame.schema == {"n": pl.Int32, "s": pl.String, "l": pl.List(pl.String)}


def test_an_answer_without_rows_keeps_its_columns() -> None:
    frame = as_frame(duckdb.sql("SELECT 1 AS n, DATE '2026-01-01' AS d WHERE false"))
    assert frame.schema == {"n": pl.Int32, "d": pl.Date}
    assert frame.height == 0


def test_sums_of_whole_numbers_are_whole_numbers_and_amounts_stay_amounts() -> None:
    frame = as_frame(
        duckdb.sql("SELECT sum(i) AS s, 1.50::DECIMAL(5, 2) AS d, 7::DECIMAL(5, 0) AS w FROM range(4) t(i)")
    )
    assert frame.schema == {"s": pl.Int64, "d": pl.Decimal(5, 2), "w": pl.Int64}
    assert frame.rows() == [(6, Decimal("1.50"), 7)]
