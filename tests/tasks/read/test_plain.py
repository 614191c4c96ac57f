"""Bare text."""

from __future__ import annotations

import pytest

from tasks.read.failures import NotReadable
from tasks.read.limits import Limits
from tasks.read.page import Mark, Page
from tasks.read.plain import read_plain


def test_bare_text_is_one_page() -> None:
    reading = read_plain("Één zin.".encode("cp1252"))
    assert reading.reader == "text"
    assert reading.title == ""
    assert reading.pages == [Page(1, "Één zin.", [Mark("paragraph", 0, 8)])]


def test_a_form_feed_begins_a_page_and_one_at_the_end_begins_none() -> None:
    assert [page.raw_text for page in read_plain(b"Een.\fTwee.\f \n").pages] == ["Een.", "Twee."]
    assert [page.raw_text for page in read_plain(b"Een.\f\fDrie.").pages] == ["Een.", "", "Drie."]


@pytest.mark.parametrize("data", [b" ", b"\f \f"])
def test_no_text_is_empty(data: bytes) -> None:
    with pytest.raises(NotReadable, match="geen tekst") as caught:
        read_plain(data)
    assert caught.value.reason_code == "empty"


def test_text_and_pages_are_bounded() -> None:
    assert len(read_plain(b"a\fb", Limits(pages=2, characters=3)).pages) == 2
    for limits in (Limits(pages=1), Limits(characters=2)):
        with pytest.raises(NotReadable) as caught:
            read_plain(b"a\fb", limits)
        assert caught.value.reason_code == "too_large"


def test_one_page_is_bounded_in_text_and_in_lines() -> None:
    assert len(read_plain(b"a" * 3_000_000 + b"\f" + b"b\n" * 9).pages) == 2
    for data in (b"x\f" + b"a" * 3_000_001, b"a\n" * 200_000):
        with pytest.raises(NotReadable, match="Eén bladzijde") as caught:
            read_plain(data)
        assert caught.value.reason_code == "too_large"
