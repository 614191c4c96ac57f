"""What stages hand over."""

from __future__ import annotations

from warehouse.stage import gone_items


def test_what_is_held_no_more_is_an_item_once_and_without_a_payload() -> None:
    first = gone_items("read", {"b": "1", "a": "1", "c": "1"}, {"c"})
    assert [(item.item_id, item.payload) for item in first] == [("a", {}), ("b", {})]
    done = {"c": "1", **{item.item_id: item.input_hash for item in first}}
    assert gone_items("read", done, {"c"}) == []
    assert [item.item_id for item in gone_items("read", done, set())] == ["c"]


def test_stages_do_not_share_the_mark_of_what_is_gone() -> None:
    (one,), (other,) = gone_items("read", {"a": "1"}, set()), gone_items("link", {"a": "1"}, set())
    assert one.input_hash != other.input_hash
