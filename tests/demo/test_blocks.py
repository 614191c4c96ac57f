"""Markdown taken apart: every kind of block, and nothing lost."""

from __future__ import annotations

import pytest

from demo.blocks import Heading, Item, Paragraph, Table, blocks, with_title


def test_headings_have_their_level_in_both_ways_of_writing() -> None:
    text = "# Een\n\n### Drie\n\nTwee\n----\n\nEen weer\n===\n"
    assert blocks(text) == [Heading(1, "Een"), Heading(3, "Drie"), Heading(2, "Twee"), Heading(1, "Een weer")]


def test_a_paragraph_is_one_line_without_marks() -> None:
    text = "Het **bestuur** stelt *vast*\ndat [de site](http://x.example) `werkt`  \nen blijft."
    assert blocks(text) == [Paragraph("Het bestuur stelt vast dat de site werkt en blijft.")]


def test_items_carry_their_sign() -> None:
    text = "- een\n- twee\n\n3. drie\n4. vier\n"
    assert blocks(text) == [Item("•", "een"), Item("•", "twee"), Item("3.", "drie"), Item("4.", "vier")]


def test_lists_in_lists_keep_their_own_count() -> None:
    text = "1. a\n   - b\n   - c\n2. d\n"
    assert blocks(text) == [Item("1.", "a"), Item("•", "b"), Item("•", "c"), Item("2.", "d")]


def test_a_second_paragraph_in_an_item_is_a_paragraph() -> None:
    assert blocks("- een\n\n  vervolg\n\n- twee") == [Item("•", "een"), Paragraph("vervolg"), Item("•", "twee")]


def test_text_after_a_list_is_a_paragraph() -> None:
    assert blocks("- een\n\nDaarna.") == [Item("•", "een"), Paragraph("Daarna.")]


def test_tables_are_rows_of_cells_with_the_heading_first() -> None:
    text = "| a | b |\n|---|---|\n| **1** | 2 |\n| 3 |  |\n\n| c |\n|---|\n| d |\n"
    assert blocks(text) == [Table((("a", "b"), ("1", "2"), ("3", ""))), Table((("c",), ("d",)))]


def test_quotations_code_and_html_are_text_as_it_stands() -> None:
    assert blocks("> citaat") == [Paragraph("citaat")]
    assert blocks("```\nregel een\nregel  twee\n```") == [Paragraph("regel een regel twee")]
    assert blocks("    ingesprongen") == [Paragraph("ingesprongen")]
    assert blocks('<p hidden="">geheim</p>') == [Paragraph('<p hidden="">geheim</p>')]
    assert blocks("![een foto](x.png)") == [Paragraph("een foto")]


def test_no_text_gives_no_blocks() -> None:
    assert blocks("") == []


@pytest.mark.parametrize("text", ["# Eigen kop\n\nTekst.", "# Titel\n\nTekst."])
def test_a_text_that_has_a_first_heading_keeps_it(text: str) -> None:
    assert with_title("Titel", text) == blocks(text)


@pytest.mark.parametrize("text", ["Tekst.", "## Kop\n\nTekst.", "Tekst.\n\n# Kop", ""])
def test_a_text_without_first_heading_gets_the_title(text: str) -> None:
    assert with_title("Titel", text) == [Heading(1, "Titel"), *blocks(text)]
