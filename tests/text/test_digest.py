"""Digests: the same for the same parts, different for anything else."""

from __future__ import annotations

import pytest

from text.digest import digest


def test_a_digest_is_32_hexadecimal_characters_and_never_changes() -> None:
    assert digest("brug", 3, None) == digest("brug", 3, None)
    assert digest("brug", 3, None) == "74742af8eedd8d617799d790f2c409c7"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((1,), ("1",)),
        ((1,), (1.0,)),
        ((None,), ("None",)),
        (("a", "b"), ("b", "a")),
        (("a",), ("a", "")),
        ((b"a",), ("a",)),
    ],
)
def test_parts_that_differ_in_type_border_or_order_differ(one: tuple[str], other: tuple[str]) -> None:
    assert digest(*one) != digest(*other)
