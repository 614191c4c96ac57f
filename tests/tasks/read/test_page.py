"""Pages as readers build them."""

from __future__ import annotations

import pytest

from tasks.read.failures import NotReadable
from tasks.read.limits import Limits
from tasks.read.page import Mark, Page, PageWriter


def test_blocks_are_set_under_each_other_with_their_marks() -> None:
    writer = PageWriter()
    writer.add("heading", " Kop ", 2)
    writer.add("paragraph", "")
    writer.add("paragraph", " \n ")
    writer.add("item", "eerste\ntweede")
    page = writer.page()
    assert page == Page(1, "Kop\neerste\ntweede", [Mark("heading", 0, 3, 2), Mark("item", 4, 17, 0)])
    assert page.text_source == "markup"
    assert page.invisible == []
    assert not page.needs_ocr


def test_a_row_has_its_filled_cells_with_a_bar_between_them() -> None:
    writer = PageWriter()
    writer.add_row(["a\n b", "", " ", "12"])
    writer.add_row(["", " "])
    assert writer.page() == Page(1, "a b | 12", [Mark("row", 0, 8)])


def test_a_document_that_gets_too_long_is_refused_at_the_block_that_does_it() -> None:
    writer = PageWriter(Limits(characters=10))
    writer.add("paragraph", "12345")
    writer.add("paragraph", "6789")
    with pytest.raises(NotReadable):
        writer.add("paragraph", "x")
    alone = PageWriter(Limits(characters=10))
    alone.add("paragraph", "x" * 10)
    with pytest.raises(NotReadable):
        PageWriter(Limits(characters=10)).add("paragraph", "x" * 11)


def test_a_page_of_too_many_blocks_is_refused() -> None:
    writer = PageWriter(Limits(blocks=2))
    writer.add("paragraph", "a")
    writer.add("paragraph", "b")
    with pytest.raises(NotReadable, match="alinea's") as caught:
        writer.add("paragraph", "c")
    assert caught.value.reason_code == "too_large"
