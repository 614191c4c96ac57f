"""Cleaning a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.clean import Block, CleanPage, clean
from tasks.read.page import Mark, Page, TextSource


def cleaned(raw: str, *spans: tuple[int, int], invisible: list[tuple[int, int]] | None = None) -> CleanPage:
    return clean(Page(4, raw, [Mark("paragraph", start, end) for start, end in spans], invisible or []))


def shown(page: CleanPage) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks]


def test_blocks_are_running_text_with_a_newline_between_them() -> None:
    raw = "Kop\r\nEen veilig-\r\nheid  en\nmeer. \r\n12"
    page = clean(Page(4, raw, [Mark("heading", 0, 3, 2), Mark("paragraph", 5, 33)]))
    assert page.page_number == 4
    assert page.text == "Kop\nEen veiligheid en meer."
    assert page.blocks == (Block("heading", 2, 0, 3), Block("paragraph", 0, 4, 27))
    assert page.offsets.to_raw(8, 18) == (9, 22)
    assert raw[9:22] == "veilig-\r\nheid"


def test_what_no_block_covers_is_gone() -> None:
    assert cleaned("voor midden na", (5, 11)).text == "midden"
    assert cleaned("een (weg) twee", (0, 3), (10, 14)).text == "een\ntwee"
    assert cleaned("niets").text == ""
    assert cleaned("niets").blocks == ()
    assert cleaned("").text == ""


def test_what_cannot_be_seen_is_gone() -> None:
    assert cleaned("een geheim twee", (0, 15), invisible=[(4, 10)]).text == "een twee"
    assert cleaned("eenXtwee", (0, 8), invisible=[(3, 4)]).text == "een twee"
    assert cleaned("geheim een", (0, 10), invisible=[(0, 6)]).text == "een"
    assert cleaned("een geheim", (0, 10), invisible=[(4, 10)]).text == "een"
    page = cleaned("geheim\r\neen", (0, 6), (8, 11), invisible=[(0, 6)])
    assert (page.text, shown(page)) == ("een", ["een"])


def test_what_cannot_be_seen_is_gone_also_across_two_blocks() -> None:
    page = cleaned("een geheim\r\ngeheim twee", (0, 10), (12, 23), invisible=[(4, 18)])
    assert page.text == "een\ntwee"
    assert shown(page) == ["een", "twee"]


def test_a_hyphen_that_ends_a_block_stays() -> None:
    assert cleaned("een-\nTwee-\ndrie", (0, 4), (5, 15)).text == "een-\nTweedrie"
    assert cleaned("een-\ndrie", (0, 4), (5, 9)).text == "een-\ndrie"
    assert cleaned("een\u00ad\ndrie", (0, 4), (5, 9)).text == "een-\ndrie"
    assert cleaned("ge-\nevalueerd", (0, 3), (4, 13)).text == "ge-\nevalueerd"


def test_a_hyphen_of_a_pdf_that_ends_a_block_becomes_a_hyphen() -> None:
    page = cleaned("een\ufffedrie", (0, 4), (4, 8))
    assert page.text == "een-\ndrie"
    assert shown(page) == ["een-", "drie"]
    assert cleaned("een\ufffedrie", (0, 8)).text == "eendrie"


def test_a_paragraph_sign_in_the_text_ends_no_block() -> None:
    page = cleaned("een\u2029twee", (0, 8))
    assert page.text == "een twee"
    assert shown(page) == ["een twee"]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    raw = draw(st.text("ab-é \r\n\ufffe\u00ad“ﬁ", min_size=1, max_size=40))
    cuts = sorted(set(draw(st.lists(st.integers(0, len(raw)), max_size=8))))
    marks = []
    for start, end in zip(cuts[0::2], cuts[1::2], strict=False):
        while start < end and raw[start].isspace():
            start += 1
        while start < end and raw[end - 1].isspace():
            end -= 1
        if start < end:
            marks.append(Mark("paragraph", start, end))
    edges = sorted(set(draw(st.lists(st.integers(0, len(raw)), max_size=4))))
    return Page(1, raw, marks, list(zip(edges[0::2], edges[1::2], strict=False)))


@given(pages())
def test_every_letter_stays_where_it_was_and_none_that_is_dropped_or_unseen_slips_through(page: Page) -> None:
    result = clean(page)
    kept = {at for mark in page.marks for at in range(mark.raw_from, mark.raw_to)}
    kept -= {at for start, end in page.invisible for at in range(start, end)}
    letters = [page.raw_text[at] for at in sorted(kept) if page.raw_text[at] in "ab"]
    assert [letter for letter in result.text if letter in "ab"] == letters
    for at, letter in enumerate(result.text):
        if letter in "ab":
            start, end = result.offsets.to_raw(at, at + 1)
            assert page.raw_text[start:end] == letter
            assert start in kept


@given(pages())
def test_blocks_are_in_order_and_have_no_loose_ends(page: Page) -> None:
    result = clean(page)
    assert all(block.start < block.end for block in result.blocks)
    assert all(one.end <= other.start for one, other in zip(result.blocks, result.blocks[1:], strict=False))
    for block in result.blocks:
        text = result.text[block.start : block.end]
        assert text == text.strip()


@pytest.mark.parametrize("edge", [0, 1, 2, 3])
def test_blanks_around_a_block_do_not_matter(edge: int) -> None:
    assert cleaned(" " * edge + "een" + "\n" * edge, (edge, edge + 3)).text == "een"


def test_a_soft_hyphen_that_a_text_layer_draws_is_a_hyphen_but_at_a_line_end() -> None:
    def text(raw: str, end: int | None = None, source: TextSource = "text_layer") -> str:
        return clean(Page(1, raw, [Mark("paragraph", 0, end or len(raw))], text_source=source)).text

    assert text("massa\u00adevacuatie en veilig\u00ad\r\nheid") == "massa-evacuatie en veiligheid"
    assert text("een veilig\u00ad") == "een veilig-"
    assert text("een veilig\u00ad\r\n12", 11) == "een veilig-"
    assert text("massa\u00adevacuatie", source="markup") == "massaevacuatie"
