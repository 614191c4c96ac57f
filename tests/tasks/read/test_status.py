"""Draft or final."""

from __future__ import annotations

import pytest

from tasks.read.status import status


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Concept beleidsplan", "concept"),
        ("Conceptbegroting 2025", "concept"),
        ("Ontwerpbegroting 2025", "concept"),
        ("Voorontwerp bestemmingsplan", "concept"),
        ("Voorlopig risicoprofiel", "concept"),
        ("Beleidsplan (concept)", "concept"),
        ("Beleidsplan definitief", "definitief"),
        ("Vastgesteld beleidsplan", "definitief"),
        ("Conceptueel kader", ""),
        ("Ontwerpen van een plan", ""),
        ("De ontwerper van het plein", ""),
        ("Vaststelling beleidsplan", ""),
        ("Beleidsplan", ""),
    ],
)
def test_a_title_says_whether_it_is_a_draft(title: str, value: str) -> None:
    found = status(title, "", "", False)
    assert (found.value, found.certainty) == (value, "zeker" if value else "onzeker")


def test_a_title_that_says_both_is_not_believed() -> None:
    assert status("Concept voor definitief besluit", "", "", False).is_sure_enough is False


def test_a_letter_about_a_draft_is_no_draft() -> None:
    assert status("Zienswijze op de ontwerpbegroting", "", "", True).value == ""
    assert status("Ontwerpbrief over de begroting", "", "", True).value == "concept"
    assert status("Zienswijze op de ontwerpbegroting", "", "", False).value == "concept"


@pytest.mark.parametrize(
    ("text", "value", "certainty"),
    [
        ("CONCEPT\nBeleidsplan", "concept", "zeker"),
        ("Beleidsplan\n Ontwerp 3", "concept", "zeker"),
        ("Status: concept", "concept", "zeker"),
        ("status ontwerp", "concept", "zeker"),
        ("Status: | vastgesteld", "definitief", "zeker"),
        ("Status rapport / versie nr. | : | Definitief 06", "definitief", "zeker"),
        ("September 2024 Vastgesteld", "definitief", "zeker"),
        ("Plan\nDefinitief\n12 januari 2024", "definitief", "zeker"),
        ("Ontwerp: | 30 november 2023\nVastgesteld: | 27 maart 2024", "definitief", "matig"),
        ("Ontwerp: | 30 november 2023\nVastgesteld: |", "concept", "onzeker"),
        ("Doel Definitief Status Ingediend", "", "onzeker"),
        ("Dit is geen concept", "", "onzeker"),
        ("conceptversies", "", "onzeker"),
        ("De raad heeft het plan vastgesteld", "", "onzeker"),
    ],
)
def test_a_cover_says_whether_it_is_a_draft(text: str, value: str, certainty: str) -> None:
    found = status("Beleidsplan", text, "", False)
    assert (found.value, found.certainty) == (value, certainty)
    assert found.basis == ("cover" if value else "none")
    found = status("Beleidsplan", "", text, False)
    assert (found.value, found.certainty) == (value, certainty)
    assert found.basis == ("text" if value else "none")


def test_the_title_goes_before_the_cover_and_the_cover_before_the_text() -> None:
    assert status("Concept", "Definitief", "", False).value == "concept"
    assert status("", "Definitief", "Concept", False).value == "definitief"
