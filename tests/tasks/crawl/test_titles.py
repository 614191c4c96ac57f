"""Titles from file names and link texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.crawl.titles import LONGEST_TITLE, size_in_link, title_of_file, title_of_link


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("jaarstukken-2024.pdf", "jaarstukken 2024"),
        ("Jaarstukken_2024_def.PDF", "Jaarstukken 2024 def"),
        ("/a/b/Begroting%202025.docx", "Begroting 2025"),
        ("begroting 2024-2027.pdf", "begroting 2024-2027"),
        ("plan+van__aanpak.html", "plan van aanpak"),
        ("verslag", "verslag"),
        ("versie-1.2", "versie 1"),
        ("nota.definitief", "nota.definitief"),
        (".verborgen", ".verborgen"),
        ("raadsbrief.v2 concept.pdf", "raadsbrief.v2 concept"),
        ("a.pdf/", ""),
    ],
)
def test_a_file_name_becomes_a_readable_title(name: str, title: str) -> None:
    assert title_of_file(name) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Jaarstukken 2024", "Jaarstukken 2024"),
        ("Jaarstukken 2024 (pdf, 1,2 MB)", "Jaarstukken 2024"),
        ("Jaarstukken 2024 [PDF] 834 kB", "Jaarstukken 2024"),
        ("Jaarstukken 2024 - 834.5 KiB", "Jaarstukken 2024"),
        ("  Plan\n van   aanpak (DOCX) ", "Plan van aanpak"),
        ("Beleidsplan: pdf", "Beleidsplan"),
        ("Download het jaarverslag", "Download het jaarverslag"),
        ("Wat is een pdf", "Wat is een"),
    ],
)
def test_a_link_text_loses_the_size_and_kind_of_its_file(text: str, title: str) -> None:
    assert title_of_link(text) == title


@pytest.mark.parametrize("text", ["", "download", "Download PDF", "Lees meer", "Klik hier", "PDF (1 MB)", "→", "open"])
def test_a_link_text_that_says_nothing_is_no_title(text: str) -> None:
    assert title_of_link(text) is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Jaarstukken (pdf, 1,2 MB)", "1,2 MB"),
        ("Jaarstukken 834kB", "834kB"),
        ("Jaarstukken 12 bytes.", "12 bytes"),
        ("Jaarstukken 2024", None),
        ("1,2 MB over de begroting", None),
    ],
)
def test_the_size_of_a_link_text_is_what_it_ends_in(text: str, size: str | None) -> None:
    assert size_in_link(text) == size


@given(st.text(max_size=1200))
def test_titles_are_bounded_and_never_fail(text: str) -> None:
    assert len(title_of_file(text)) <= LONGEST_TITLE
    assert len(title_of_link(text) or "") <= LONGEST_TITLE
    size_in_link(text)


def test_a_long_text_is_cut_at_the_limit() -> None:
    assert title_of_link("woord " * 200) == ("woord " * 200)[:LONGEST_TITLE]
    assert title_of_file("w" * 600) == "w" * LONGEST_TITLE
    assert LONGEST_TITLE == 500
