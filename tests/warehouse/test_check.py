from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from schemas import core
from schemas.columns import rule, table, whole
from schemas.errors import ContractError
from tests.schemas.rows import frame, row
from warehouse.check import check, fit

INT, TEXT, MOMENT = pl.Int32(), pl.String(), pl.Datetime("us")


def page(number: int, **changes: Any) -> dict[str, Any]:
    return row("core_page", page_number=number, **changes)


def test_rows_that_keep_the_contract_are_good_in_their_order() -> None:
    rows = frame("core_page", page(2), page(1))
    checked = check("core_page", rows)
    assert checked.good.equals(rows)
    assert checked.bad.height == 0
    assert checked.bad.columns == rows.columns
    assert checked.why == []


def test_rows_that_break_it_are_set_apart_with_what_they_break() -> None:
    rows = frame("core_page", page(1), page(0), page(2, text_source="pdf", offset_map=[1, 2]), page(3))
    checked = check("core_page", rows)
    assert checked.good["page_number"].to_list() == [1, 3]
    assert checked.bad["page_number"].to_list() == [0, 2]
    assert checked.good.columns == rows.columns
    assert checked.why == [
        "page_number: greater_than_or_equal_to(1) (it is 0)",
        "offset_map: comes in groups of 3 (it is [1,2]); "
        "text_source: isin(['text_layer', 'ocr', 'markup']) (it is pdf)",
    ]


def test_a_rule_over_the_row_is_told_by_its_sentence() -> None:
    rows = frame("core_passage", row("core_passage", page_from=2, page_to=1))
    assert check("core_passage", rows).why == ["page_to is not before page_from"]


def test_a_long_value_is_cut_short_in_what_is_told() -> None:
    ok, long = "x" * 80, "x" * 81
    first = row("core_passage", about_basis=ok)
    second = row("core_passage", about_basis=long, passage_id="1" * 32)
    told = check("core_passage", frame("core_passage", first, second)).why
    assert told[0].endswith(f"(it is {ok})")
    assert told[1].endswith(f"(it is {ok}…)")


def test_of_rows_that_share_a_key_and_differ_none_is_good() -> None:
    rows = frame("core_page", page(1), page(2, raw_text="x", clean_text="x"), page(2), page(3))
    checked = check("core_page", rows)
    assert checked.good["page_number"].to_list() == [1, 3]
    assert checked.why == ["the primary key comes more than once"] * 2


def test_bad_rows_with_lists_of_every_kind_are_told_like_others() -> None:
    lists = [[], ["x"], [""], [None], None]
    rows = [
        row("core_organisation", organisation_id=f"gm-{n}", is_chair=True, aliases=one) for n, one in enumerate(lists)
    ]
    checked = check("core_organisation", frame("core_organisation", *rows))
    assert checked.good.height == 0
    assert all("only a gemeente chairs a region" in one for one in checked.why)
    assert ["aliases" in one for one in checked.why] == [False, False, True, True, True]


def test_copies_of_a_row_count_once() -> None:
    checked = check("core_page", frame("core_page", page(1), page(2), page(1)))
    assert checked.good["page_number"].to_list() == [1, 2]
    assert checked.why == []


def test_the_order_of_the_rows_changes_nothing_but_their_order() -> None:
    rows = [page(n % 40, raw_text=str(n), clean_text=str(n)) for n in range(-3, 60)]
    straight = check("core_page", frame("core_page", *rows))
    random.Random(1).shuffle(rows)
    mixed = check("core_page", frame("core_page", *rows))
    assert sorted(mixed.good.rows(), key=str) == sorted(straight.good.rows(), key=str)
    assert sorted(mixed.why) == sorted(straight.why)
    assert straight.good.height > 10
    assert straight.bad.height > 10


def test_a_table_without_a_contract_is_a_fault_of_the_program() -> None:
    with pytest.raises(ContractError, match="core_nothing has no contract"):
        check("core_nothing", pl.DataFrame({"a": [1]}))


def test_a_check_that_itself_fails_is_a_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = table("core_odd", "odd", ["a"], {"a": whole("a")}, rule("it is odd", pl.col("nothing") > 1))
    monkeypatch.setattr(core, "core_odd", odd, raising=False)
    with pytest.raises(ContractError, match="core_odd breaks its contract as a whole: a: it is odd"):
        check("core_odd", pl.DataFrame({"a": [1]}))


def test_columns_are_put_in_order() -> None:
    rows = frame("core_page", page(1))
    assert check("core_page", rows.select(reversed(rows.columns))).good.equals(rows)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"a": [1]}, "A frame for t lacks b."),
        ({"a": [1], "b": ["x"], "c": [1], "d": [1]}, "A frame for t has c, d too many."),
        ({"c": [1]}, "A frame for t lacks a, b and has c too many."),
        ({"a": ["1"], "b": ["x"]}, "t.a is String where Int32 is due."),
        ({"a": [1.0], "b": ["x"]}, "t.a is Float64 where Int32 is due."),
        ({"a": [1], "b": [1]}, "t.b is Int64 where String is due."),
        ({"a": [2**31], "b": ["x"]}, "t.a: Int64 does not go into Int32"),
        ({"a": [True], "b": ["x"]}, "t.a is Boolean where Int32 is due."),
    ],
)
def test_a_frame_that_does_not_fit_is_a_fault_of_the_program(given: dict[str, list[Any]], told: str) -> None:
    with pytest.raises(ContractError) as caught:
        fit("t", pl.DataFrame(given), {"a": INT, "b": TEXT})
    assert told in str(caught.value)


def fitted(values: pl.Series, wanted: Any) -> pl.Series:
    found = fit("t", pl.DataFrame({"a": values}), {"a": wanted})["a"]
    assert found.dtype == wanted
    return found


def test_whole_numbers_of_any_width_fit_as_long_as_they_fit() -> None:
    assert fitted(pl.Series([2**31 - 1, None]), INT).to_list() == [2**31 - 1, None]
    assert fitted(pl.Series([1], dtype=pl.UInt8), pl.Int64()).to_list() == [1]
    assert fitted(pl.Series([1, 2]), pl.Float64()).to_list() == [1.0, 2.0]


def test_a_column_of_nothing_fits_everywhere() -> None:
    for wanted in (INT, TEXT, MOMENT, pl.Date(), pl.List(pl.String)):
        assert fitted(pl.Series([None, None]), wanted).to_list() == [None, None]


def test_time_stamps_are_utc_without_a_zone() -> None:
    noon = datetime(2026, 11, 24, 12)
    assert fitted(pl.Series([noon.replace(tzinfo=UTC)]), MOMENT).to_list() == [noon]
    assert fitted(pl.Series([noon], dtype=pl.Datetime("ms")), MOMENT).to_list() == [noon]
    amsterdam = pl.Series([noon], dtype=pl.Datetime("us", "Europe/Amsterdam"))
    with pytest.raises(ContractError, match="is due"):
        fitted(amsterdam, MOMENT)
    with pytest.raises(ContractError, match="is due"):
        fitted(pl.Series([date(2026, 1, 1)]), MOMENT)


def test_what_is_in_lists_fits_likewise() -> None:
    assert fitted(pl.Series([[1, 2], []]), pl.List(pl.Int32)).to_list() == [[1, 2], []]
    assert fitted(pl.Series([[], []], dtype=pl.List(pl.Null)), pl.List(pl.String)).to_list() == [[], []]
    vector = fitted(pl.Series([[1.0, 2.0]]), pl.Array(pl.Float32, 2))
    assert vector.to_list() == [[1.0, 2.0]]
    with pytest.raises(ContractError, match="is due"):
        fitted(pl.Series([["1"]]), pl.List(pl.Int32))
    with pytest.raises(ContractError, match="does not go into"):
        fitted(pl.Series([[1.0]]), pl.Array(pl.Float32, 2))


def test_fitting_drops_nothing() -> None:
    given = pl.DataFrame({"b": ["x", "y"], "a": [1, 2]})
    assert fit("t", given, {"a": INT, "b": TEXT}).rows() == [(1, "x"), (2, "y")]
