from __future__ import annotations

from collections import Counter

import polars as pl

from warehouse.setting_aside import owners, rejects, wholly_rejected
from warehouse.stage import Item, Outcome


def outcome(*ids: str, **replaces: str) -> Outcome:
    return Outcome("read", "1", [Item(one, "h") for one in ids], replaces=replaces)


ROWS = pl.DataFrame(
    {
        "passage_id": ["p1", "p2", "p3", "d1"],
        "number": [1, 2, 3, 4],
        "document_id": ["d2", "d1", "d9", "d2"],
        "organisation_id": ["vr-x", None, "vr-x", None],
    }
)


def test_a_row_belongs_to_the_item_in_the_column_by_which_rows_are_replaced() -> None:
    assert owners(outcome("d2", "d1", t="document_id"), "t", ROWS) == ["d2", "d1", "d1", "d2"]


def test_without_such_a_column_it_belongs_to_the_item_in_the_first_column_that_names_one() -> None:
    assert owners(outcome("d2", "d1"), "t", ROWS) == ["d2", "d1", "d1", "d1"]
    assert owners(outcome("d2", "d1", t="*"), "t", ROWS) == ["d2", "d1", "d1", "d1"]


def test_a_row_that_names_no_item_is_counted_with_the_first_of_the_batch() -> None:
    assert owners(outcome("z", "y"), "t", ROWS) == ["y"] * 4
    assert owners(outcome(), "t", ROWS) == ["all"] * 4


def test_no_rows_have_no_owners() -> None:
    assert owners(outcome("d1"), "t", ROWS.clear()) == []
    assert owners(outcome("d1"), "t", pl.DataFrame({"n": [1]})) == ["d1"]


def test_a_bad_row_becomes_a_reject_that_names_it_and_what_it_breaks() -> None:
    (reject,) = rejects(outcome("d2", t="document_id"), "t", ["passage_id", "number"], ROWS[:1], ["x: is odd"])
    assert (reject.stage, reject.item_id, reject.reason_code) == ("read", "d2", "contract")
    assert reject.part == "t: p1, 1"
    assert (reject.organisation_id, reject.document_id) == ("vr-x", "d2")
    assert "Stage read made a row of t (p1, 1) that breaks its contract: x: is odd." in reject.message
    assert "The row was left out" in reject.message


def test_what_a_row_does_not_know_its_reject_does_not_know() -> None:
    (reject,) = rejects(outcome("d1"), "t", ["passage_id"], ROWS[1:2], ["y"])
    assert (reject.organisation_id, reject.document_id) == (None, "d1")
    (reject,) = rejects(outcome("d1"), "t", ["number"], ROWS[1:2].select("number"), ["y"])
    assert (reject.organisation_id, reject.document_id) == (None, None)


def test_rows_with_one_key_make_one_reject_with_all_reasons() -> None:
    twice = pl.concat([ROWS[:1], ROWS[:1], ROWS[1:2]])
    found = rejects(outcome("d1", "d2"), "t", ["passage_id"], twice, ["b", "a", "b"])
    assert [reject.part for reject in found] == ["t: p2", "t: p1"]  # by item
    assert "its contract: a; b." in found[1].message
    assert "its contract: b." in found[0].message


def test_an_item_is_wholly_rejected_when_none_of_its_rows_went_in() -> None:
    offered = Counter({"a": 3, "b": 2, "c": 1})
    assert wholly_rejected(offered, Counter({"a": 3, "b": 1})) == {"a"}
    assert wholly_rejected(Counter(), Counter()) == set()
