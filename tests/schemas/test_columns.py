from __future__ import annotations

import math
from typing import Any

import pandera.errors
import pandera.polars as pa
import polars as pl
import pytest

from schemas import columns


def breaks(column: pa.Column, values: list[Any]) -> list[int]:
    """The places of the values that the column does not take."""
    schema = columns.table("t", "a table", [], {"x": column})
    try:
        schema.validate(pl.DataFrame({"x": values}, schema={"x": column.dtype.type}), lazy=True)
    except pandera.errors.SchemaErrors as error:
        return sorted(set(error.failure_cases["index"].to_list()))
    return []


def test_text_is_not_empty() -> None:
    assert breaks(columns.text("a text"), ["a", "", " ", None]) == [1, 3]
    assert breaks(columns.text("a text", nullable=True), ["a", "", None]) == [1]


def test_text_with_a_pattern_matches_it_from_end_to_end() -> None:
    good = "0123456789abcdef" * 2
    assert breaks(columns.text("a digest", pattern=columns.DIGEST), [good, good[:-1], good + "0", good.upper()]) == [
        1,
        2,
        3,
    ]
    assert breaks(columns.text("bytes", pattern=columns.SHA256), [good * 2, good, good * 2 + "\n"]) == [1, 2]


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (columns.SLUG, ["vr-x", "a", "a-1-b"], ["VR", "a--b", "-a", "a-", "a b"]),
        (columns.SOURCE_ID, ["vr-x/website", "Some file/a-1"], ["website", "a/b/c", "a/B", "/a", "a/"]),
        (columns.REGION, ["VR01", "VR99"], ["VR1", "VR001", "vr01", "XVR01"]),
        (columns.REASON, ["encrypted", "http_404", "a-b"], ["404", "Encrypted", "a b", "_a"]),
    ],
)
def test_patterns_take_what_they_are_for(pattern: str, good: list[str], bad: list[str]) -> None:
    assert breaks(columns.text("x", pattern=pattern), good + bad) == list(range(len(good), len(good) + len(bad)))


def test_any_text_may_be_empty_but_null_only_if_it_says_so() -> None:
    assert breaks(columns.any_text("a text"), ["", "a", None]) == [2]
    assert breaks(columns.any_text("a text", nullable=True), ["", None]) == []


def test_a_code_is_one_of_its_list() -> None:
    assert breaks(columns.code("a code", ["a", "b"]), ["a", "b", "c", "", None]) == [2, 3, 4]
    assert breaks(columns.code("a code", ["a"], nullable=True), ["a", None]) == []


def test_a_json_object_is_one_object_and_nothing_else() -> None:
    deep = '{"a":' * 100_000
    values = ["{}", '{"a": [1]}', "[]", "1", "null", "{", "", '{"a": 1} x', deep]
    assert breaks(columns.json_object("an object"), values) == [2, 3, 4, 5, 6, 7, 8]


def test_a_whole_number_lies_within_its_bounds_both_included() -> None:
    assert breaks(columns.whole("n", 2, 4), [1, 2, 3, 4, 5, None]) == [0, 4, 5]
    assert breaks(columns.whole("n", 2), [1, 2, 2**31 - 1]) == [0]
    assert breaks(columns.whole("n", high=4), [-(2**31), 4, 5]) == [2]
    assert breaks(columns.whole("n", nullable=True), [-5, None]) == []


def test_a_whole_number_is_of_32_bits_unless_it_is_big() -> None:
    assert columns.whole("n").dtype.type == pl.Int32
    assert columns.whole("n", big=True).dtype.type == pl.Int64
    assert breaks(columns.whole("n", 0, big=True), [2**40, -1]) == [1]


def test_a_count_is_zero_or_more() -> None:
    assert breaks(columns.count("n"), [-1, 0, 1, None]) == [0, 3]


def test_there_are_twelve_measures() -> None:
    assert breaks(columns.measure(), [0, 1, 12, 13]) == [0, 3]


def test_a_year_lies_between_1900_and_2100() -> None:
    assert breaks(columns.year("y"), [1899, 1900, 2100, 2101, None]) == [0, 3]
    assert breaks(columns.year("y", nullable=False), [None]) == [0]


def test_a_year_that_cannot_be_null_may_be_zero() -> None:
    assert breaks(columns.year_or_none_known("y"), [0, 1, -1, 1899, 1900, 2100, 2101, None]) == [1, 2, 3, 6, 7]


def test_a_real_number_is_finite_and_within_its_bounds() -> None:
    assert breaks(columns.real("r"), [-1e300, 0.0, math.nan, math.inf, -math.inf, None]) == [2, 3, 4, 5]
    assert breaks(columns.real("r", 0, 1), [-0.001, 0.0, 1.0, 1.001]) == [0, 3]


def test_a_flag_a_day_and_a_moment_have_their_types() -> None:
    assert columns.flag("f").dtype.type == pl.Boolean
    assert columns.day("d").dtype.type == pl.Date
    assert columns.day("d").nullable is True
    assert columns.day("d", nullable=False).nullable is False
    assert columns.moment("m").dtype.type == pl.Datetime("us")
    assert columns.moment("m").nullable is False
    assert columns.moment("m", nullable=True).nullable is True
    assert columns.moment("when").description == "when (UTC)"


def test_texts_hold_no_empty_text_and_no_null() -> None:
    assert breaks(columns.texts("t"), [["a"], [], ["a", ""], ["a", None], None]) == [2, 3, 4]


def test_codes_hold_words_of_their_list_only() -> None:
    assert breaks(columns.codes("c", ["a", "b"]), [["a", "b"], [], ["c"], ["a", None]]) == [2, 3]


def test_offsets_come_in_groups_and_are_never_below_zero() -> None:
    assert breaks(columns.offsets("o", 3), [[], [0, 0, 5], [0, 1], [0, 0, 5, 1], [0, -1, 5]]) == [2, 3, 4]
    assert breaks(columns.offsets("o", 2), [[0, 1], [0, 1, 2]]) == [1]


def test_a_vector_holds_finite_numbers_only() -> None:
    assert breaks(columns.vector("v", 2), [[0.0, -1.0], [math.nan, 0.0], [math.inf, 0.0], [None, 0.0]]) == [1, 2, 3]
    assert columns.vector("v", 2).dtype.type == pl.Array(pl.Float32, 2)


def test_a_rule_that_comes_out_as_null_holds() -> None:
    schema = columns.table(
        "t",
        "a table",
        ["k"],
        {"k": columns.count("k"), "a": columns.whole("a", nullable=True)},
        columns.rule("a is above one", pl.col("a") > 1),
    )
    frame = pl.DataFrame({"k": [1, 2, 3], "a": [1, 2, None]}, schema={"k": pl.Int32, "a": pl.Int32})
    with pytest.raises(pandera.errors.SchemaErrors) as caught:
        schema.validate(frame, lazy=True)
    assert caught.value.failure_cases.select("check", "index").rows() == [("a is above one", 0)]


def test_a_table_takes_no_double_keys_no_other_columns_and_no_other_order() -> None:
    schema = columns.table("t", "a table", ["k", "l"], {"k": columns.count("k"), "l": columns.count("l")})
    types = {"k": pl.Int32, "l": pl.Int32}
    schema.validate(pl.DataFrame({"k": [1, 1], "l": [1, 2]}, schema=types), lazy=True)
    assert (schema.name, schema.description) == ("t", "a table")
    for wrong in (
        pl.DataFrame({"k": [1, 1], "l": [1, 1]}, schema=types),
        pl.DataFrame({"l": [1], "k": [1]}, schema={"l": pl.Int32, "k": pl.Int32}),
        pl.DataFrame({"k": [1], "l": [1], "m": [1]}, schema={**types, "m": pl.Int32}),
        pl.DataFrame({"k": [1]}, schema={"k": pl.Int32}),
    ):
        with pytest.raises(pandera.errors.SchemaErrors):
            schema.validate(wrong, lazy=True)
