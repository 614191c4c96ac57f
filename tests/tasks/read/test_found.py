"""A fact with its basis and certainty."""

from __future__ import annotations

from tasks.read.found import Found


def test_what_was_not_found_is_onzeker_and_without_basis() -> None:
    nothing = Found("")
    assert (nothing.basis, nothing.certainty, nothing.is_sure_enough) == ("none", "onzeker", False)


def test_a_fact_can_be_made_less_sure_but_never_surer() -> None:
    sure = Found("motie", "title", "zeker", "Motie")
    assert sure.at_most("matig") == Found("motie", "title", "matig", "Motie")
    assert sure.at_most("matig").at_most("zeker").certainty == "matig"
    assert sure.at_most("onzeker").is_sure_enough is False
    assert sure.at_most("matig").is_sure_enough is True


def test_the_row_has_its_words_on_one_line_and_not_too_many() -> None:
    row = Found(2024, "cover", "matig", "Jaar\n 2024 " + "x" * 300).row("years", "2024")
    assert row["found_in"] == ("Jaar 2024 " + "x" * 300)[:200]
    assert {**row, "found_in": ""} == {
        "fact": "years",
        "value": "2024",
        "basis": "cover",
        "certainty": "matig",
        "found_in": "",
    }
