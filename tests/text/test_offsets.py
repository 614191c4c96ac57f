"""Offset maps: exact both ways, whatever the edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.offsets import Edit, OffsetMap, apply_edits, merge_edits


def test_a_text_without_edits_maps_onto_itself() -> None:
    clean, offsets = apply_edits("kade", [])
    assert (clean, offsets) == ("kade", OffsetMap.identity(4))
    assert offsets.flat() == [0, 0, 4]
    assert offsets.to_raw(1, 3) == (1, 3)
    assert offsets.to_clean(1, 3) == (1, 3)


def test_dropped_text_shifts_what_follows_and_belongs_to_no_clean_span() -> None:
    clean, offsets = apply_edits("ab--cd", [Edit(2, 4, "")])
    assert clean == "abcd"
    assert offsets.flat() == [0, 0, 2, 2, 4, 2]
    assert offsets.to_raw(0, 2) == (0, 2)
    assert offsets.to_raw(2, 4) == (4, 6)
    assert offsets.to_raw(1, 3) == (1, 5)
    assert offsets.to_clean(2, 4) == (2, 2)
    assert offsets.to_clean(1, 5) == (1, 3)
    assert offsets.to_clean(3, 6) == (2, 4)


def test_a_longer_replacement_maps_as_a_whole() -> None:
    clean, offsets = apply_edits("oﬀer", [Edit(1, 2, "ff")])
    assert clean == "offer"
    assert offsets.flat() == [0, 0, 1, 3, 2, 2]
    assert offsets.to_raw(1, 2) == (1, 2)
    assert offsets.to_raw(2, 3) == (1, 2)
    assert offsets.to_raw(2, 5) == (1, 4)
    assert offsets.to_clean(1, 2) == (1, 3)


def test_a_shorter_replacement_maps_as_a_whole() -> None:
    clean, offsets = apply_edits("abcde", [Edit(1, 4, "x")])
    assert clean == "axe"
    assert offsets.flat() == [0, 0, 1, 2, 4, 1]
    assert offsets.to_raw(1, 2) == (1, 4)
    assert offsets.to_clean(2, 3) == (1, 2)


def test_a_replacement_of_equal_length_keeps_every_place() -> None:
    clean, offsets = apply_edits("a“b”", [Edit(1, 2, '"'), Edit(3, 4, '"')])
    assert clean == 'a"b"'
    assert offsets.flat() == [0, 0, 4]


def test_edits_at_either_end_leave_a_run_of_length_nought_as_border() -> None:
    clean, offsets = apply_edits("ﬁjnﬁ", [Edit(0, 1, "fi"), Edit(3, 4, "fi")])
    assert clean == "fijnfi"
    assert offsets.flat() == [0, 0, 0, 2, 1, 2, 6, 4, 0]
    assert offsets.to_raw(0, 1) == (0, 1)
    assert offsets.to_raw(5, 6) == (3, 4)


def test_a_drop_next_to_a_replacement_stays_apart_from_it() -> None:
    clean, offsets = apply_edits("  ﬁn", [Edit(0, 2, ""), Edit(2, 3, "fi")])
    assert clean == "fin"
    assert offsets.to_raw(0, 2) == (2, 3)
    assert offsets.to_clean(0, 2) == (0, 0)


def test_an_empty_span_stays_empty() -> None:
    _, offsets = apply_edits("ab--cd", [Edit(2, 4, "")])
    assert offsets.to_raw(2, 2) == (4, 4)
    assert offsets.to_raw(1, 1) == (1, 1)


def test_a_span_beyond_the_end_stops_at_the_end() -> None:
    assert OffsetMap.identity(3).to_raw(1, 9) == (1, 3)
    assert OffsetMap.identity(3).to_raw(7, 9) == (3, 3)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_is_none_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not a span: {start}, {end}"):
        OffsetMap.identity(4).to_raw(start, end)


@pytest.mark.parametrize("flat", [[0, 0], [], [0, 0, 1, 1], [1, 0, 2], [0, 1, 2]])
def test_a_map_that_is_not_whole_or_does_not_begin_at_the_beginning_is_an_error(flat: list[int]) -> None:
    with pytest.raises(ValueError, match="whole triples"):
        OffsetMap.from_flat(flat)


@pytest.mark.parametrize("edits", [[Edit(1, 3, ""), Edit(2, 4, "")], [Edit(0, 9, "")], [Edit(2, 1, "")]])
def test_edits_that_overlap_or_leave_the_text_are_an_error(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edits overlap or leave the text"):
        apply_edits("abcd", edits)


def test_edits_may_touch_and_reach_the_end() -> None:
    assert apply_edits("abcd", [Edit(0, 2, "x"), Edit(2, 4, "y")])[0] == "xy"


def test_a_map_survives_being_stored() -> None:
    _, offsets = apply_edits("ab--cd", [Edit(2, 4, "")])
    assert OffsetMap.from_flat(offsets.flat()) == offsets


def test_a_weaker_edit_gives_way_only_where_it_overlaps() -> None:
    strong = [Edit(4, 8, ""), Edit(10, 12, "")]
    weak = [
        Edit(0, 4, "a"),
        Edit(3, 5, "b"),
        Edit(5, 6, "c"),
        Edit(7, 9, "d"),
        Edit(8, 10, "e"),
        Edit(9, 11, "f"),
        Edit(11, 12, "h"),
        Edit(12, 13, "g"),
    ]
    assert merge_edits(strong, weak) == [
        Edit(0, 4, "a"),
        Edit(4, 8, ""),
        Edit(8, 10, "e"),
        Edit(10, 12, ""),
        Edit(12, 13, "g"),
    ]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    raw = draw(st.text("abcdé \n", max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=8)))
    pairs = zip(cuts[0::2], cuts[1::2], strict=False)
    return raw, [Edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in pairs if start < end]


@given(edited())
def test_every_kept_character_is_found_back_on_the_other_side(case: tuple[str, list[Edit]]) -> None:
    raw, edits = case
    clean, offsets = apply_edits(raw, edits)
    for at, character in enumerate(clean):
        start, end = offsets.to_raw(at, at + 1)
        if character in "xyz":
            assert any(edit.raw_from <= start <= end <= edit.raw_to for edit in edits)
        else:
            assert raw[start:end] == character
            assert offsets.to_clean(start, end) == (at, at + 1)


@given(edited(), st.integers(0, 30), st.integers(0, 30))
def test_a_longer_clean_span_never_maps_to_less(case: tuple[str, list[Edit]], one: int, other: int) -> None:
    clean, offsets = apply_edits(*case)
    start, end = sorted((min(one, len(clean)), min(other, len(clean))))
    whole = offsets.to_raw(0, len(clean)) if clean else (0, 0)
    part = offsets.to_raw(start, end)
    if start < end:
        assert whole[0] <= part[0] <= part[1] <= whole[1]
