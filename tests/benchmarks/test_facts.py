"""How often facts are right, counted against a manifest."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.facts import half, judged, main, tell
from tasks.read.document import Read

ROW = {"file": "a.md", "doc_type": "motie Tweede Kamer (XML)", "organisation": "Tweede Kamer", "year": "2024"}


def read(**values: str) -> Read:
    facts = {"doc_type": "", "about": "", "years": "", "publication_date": "", **values}
    rows = [
        {"fact": fact, "value": value, "basis": "title", "certainty": "zeker", "found_in": ""}
        for fact, value in facts.items()
    ]
    return Read("x", facts=rows)


def right(row: dict[str, str], **values: str) -> dict[str, bool | None]:
    return {answer.fact: answer.right for answer in judged(row, read(**values))}


def test_facts_are_compared_with_the_manifest_in_our_words() -> None:
    good = right(
        ROW,
        doc_type="motie",
        about="Tweede Kamer der Staten-Generaal",
        years="2023-2025",
        publication_date="2024-05-01",
    )
    assert good == dict.fromkeys(("doc_type", "about", "years", "publication_date"), True)
    bad = right(ROW, doc_type="brief", about="Rijk", years="2023", publication_date="2023-05-01")
    assert bad == dict.fromkeys(("doc_type", "about", "years", "publication_date"), False)


def test_a_type_that_we_do_not_have_must_come_out_as_overig() -> None:
    assert right({**ROW, "doc_type": "DPIA"})["doc_type"] is True
    assert right({**ROW, "doc_type": "DPIA"}, doc_type="rapport")["doc_type"] is False


def test_nothing_found_is_neither_right_nor_wrong() -> None:
    found = right(ROW)
    assert [found["about"], found["years"], found["publication_date"]] == [None, None, None]


def test_what_the_manifest_does_not_tell_is_not_judged() -> None:
    assert set(right({**ROW, "year": ""})) == {"doc_type", "about"}
    assert "doc_type" not in right({**ROW, "doc_type": "bijlage Kamerstuk"})
    assert "about" not in right({**ROW, "organisation": "gemeente (not named in the file)"})
    assert "publication_date" not in right({**ROW, "doc_type": "jaarverslag"}, years="2024")


def test_a_table_has_counts_by_certainty_and_every_miss(capsys: pytest.CaptureFixture[str]) -> None:
    tell([*judged(ROW, read(doc_type="motie")), *judged(ROW, read(doc_type="brief"))], 3, ["b.md"])
    told = capsys.readouterr().out
    assert "3 files, 1 not read: b.md" in told
    assert "doc_type: 1 of 2 right; nothing found for 0" in told
    assert "zeker               1 of    2  0.50" in told
    assert "a.md: expected motie, found brief" in told
    assert "years: 0 of 2 right; nothing found for 2" in told


def test_a_folder_is_read_and_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "jaarverslag_2023.md").write_text("# Jaarverslag 2023\n\nGemeente Duinrand\n\nHet jaar was goed.")
    manifest = "file,doc_type,organisation,year\njaarverslag_2023.md,jaarverslag,gemeente Duinrand,2023\n"
    (tmp_path / "MANIFEST.csv").write_text(manifest)
    monkeypatch.setattr(sys, "argv", ["facts", str(tmp_path), "--json", "--half", half("jaarverslag_2023.md")])
    assert main() == 0
    answers = json.loads(capsys.readouterr().out)
    assert [(answer["fact"], answer["right"]) for answer in answers] == [
        ("doc_type", True),
        ("about", True),
        ("years", True),
    ]


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["facts", str(tmp_path)])
    assert main() == 2
