"""Markdown."""

from __future__ import annotations

import pytest

from tasks.read.failures import NotReadable
from tasks.read.limits import Limits
from tasks.read.markdown import read_markdown


def blocks(text: str) -> list[tuple[str, int, str]]:
    (page,) = read_markdown(text.encode()).pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def test_headings_paragraphs_lists_and_tables_become_blocks() -> None:
    text = (
        "# Plan\n\nEen **vette** zin met [een link](http://x.example) en `code`.\nTweede regel.\n\n"
        "- eerste\n- tweede\n  1. diep\n\n## Cijfers\n\n| Jaar | Aantal |\n|---|---|\n| 2024 | 12 |\n\nSlot.\n"
    )
    assert blocks(text) == [
        ("heading", 1, "Plan"),
        ("paragraph", 0, "Een vette zin met een link en code.\nTweede regel."),
        ("item", 0, "eerste"),
        ("item", 0, "tweede"),
        ("item", 0, "diep"),
        ("heading", 2, "Cijfers"),
        ("row", 0, "Jaar | Aantal"),
        ("row", 0, "2024 | 12"),
        ("paragraph", 0, "Slot."),
    ]


def test_a_heading_within_a_list_leaves_the_list_a_list() -> None:
    assert blocks("- # Kop\n\n  tekst\n\nbuiten") == [
        ("heading", 1, "Kop"),
        ("item", 0, "tekst"),
        ("paragraph", 0, "buiten"),
    ]


def test_front_matter_is_no_text_and_gives_the_title() -> None:
    reading = read_markdown(b'---\r\ntitle: "Plan 2024"\r\ntype: x\r\n---\r\n# Kop\n\nTekst')
    assert reading.title == "Plan 2024"
    assert reading.pages[0].raw_text == "Kop\nTekst"
    assert reading.reader == "markdown-it"
    assert read_markdown(b"---\ntype: x\n---\nTekst").title == ""


def test_without_front_matter_the_first_heading_is_the_title() -> None:
    assert read_markdown(b"Vooraf.\n\n# Het\nX\n\n## Kop *twee*").title == "Het"
    assert read_markdown(b"Tekst.").title == ""
    assert read_markdown(b"Tekst.\n\n---\n\nTekst.").pages[0].raw_text == "Tekst.\nTekst."


def test_headings_without_a_blank_are_meant_as_headings_and_hashtags_are_not() -> None:
    assert blocks("##Artikel 5\n\n#weerbaar") == [("heading", 2, "Artikel 5"), ("paragraph", 0, "#weerbaar")]


def test_rows_and_titles_that_a_converter_spaced_out_are_put_together() -> None:
    assert blocks("Titel\n\n=====\n\n| a | b |\n\n| --- | --- |\n\n| 1 | 2 |") == [
        ("heading", 1, "Titel"),
        ("row", 0, "a | b"),
        ("row", 0, "1 | 2"),
    ]


def test_tags_are_no_text_and_a_br_is_a_line_end() -> None:
    assert blocks("een<br>twee<b>vet</b>") == [("paragraph", 0, "een\ntweevet")]
    assert blocks("<div>Een &amp; twee<!-- weg --></div>\n") == [("paragraph", 0, "Een & twee")]
    assert blocks("```\ncode\n```") == [("paragraph", 0, "code")]
    assert blocks("    ingesprongen") == [("paragraph", 0, "ingesprongen")]


def test_no_text_is_empty_and_too_much_is_refused() -> None:
    for text in (b"", b"---\n\n---\n", b"<!-- x -->"):
        with pytest.raises(NotReadable) as caught:
            read_markdown(text)
        assert caught.value.reason_code == "empty"
    with pytest.raises(NotReadable) as caught:
        read_markdown(b"# Kop", Limits(characters=4))
    assert caught.value.reason_code == "too_large"


def test_deep_nesting_does_no_harm() -> None:
    assert read_markdown((">" * 5_000 + " tekst\n\nslot").encode()).pages[0].raw_text.endswith("slot")


@pytest.mark.parametrize(
    "hard", ["[" * 300_000, "![" * 100_000, "*a **b " * 20_000, "<!--" * 50_000, "|" * 100_001, "\n" * 100_001 + "x"]
)
def test_what_the_parser_would_take_very_long_over_is_read_as_plain_text(hard: str) -> None:
    reading = read_markdown(f"# Kop\n\nDe gemeente oefent.\n\n{hard}".encode())
    assert reading.reader == "text"
    assert "De gemeente oefent." in reading.pages[0].raw_text


def test_marks_spread_over_many_paragraphs_are_read_as_marks() -> None:
    reading = read_markdown("\n\n".join(["**Kop** [a](b) *c*"] * 2_000).encode())
    assert (reading.reader, len(reading.pages[0].marks)) == ("markdown-it", 2_000)


def test_very_many_empty_lines_and_open_comments_cost_no_time() -> None:
    assert blocks("|a" + "\n" * 99_000 + "|b|")[-1][2] == "|b|"
    assert len(blocks("<div>\n" + "<!-- " * 9_000 + "\n</div>\n\nTekst.")) >= 1
