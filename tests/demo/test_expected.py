"""The files with the truth, and errors that say where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo.documents import DOCUMENTS
from demo.expected import EXPECTED, Cell, Planted, load_levels, load_passages
from demo.sites import SOURCES
from schemas.errors import UsageError

HEAD = "organisation_id,measure,level,reason\n"
PASSAGE = """- id: a-01
  document: vr-a/stuk
  organisation: vr-a
  measure: 4
  second_measure: 10
  progress: plan
  elements: [locaties]
  quote: Wij richten steunpunten in
- id: a-02
  document: vr-a/stuk
  measure: 0
  progress: geen
  quote: Een steunpunt voor studenten
  why: another thing of that name
"""


def test_levels_are_read_with_their_reason(tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    path.write_text(HEAD + 'vr-a,1,hoog,"twee stukken, een toets"\nvr-a,12,onbekend,\nvr-b,1,laag,niets\n')
    assert load_levels(path) == [
        Cell(organisation_id="vr-a", measure=1, level="hoog", reason="twee stukken, een toets"),
        Cell(organisation_id="vr-a", measure=12, level="onbekend"),
        Cell(organisation_id="vr-b", measure=1, level="laag", reason="niets"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("vr-a,13,hoog,", "measure"),
        ("vr-a,0,hoog,", "measure"),
        ("vr-a,2,hoger,", "level"),
        ("vr-a,1,laag,", "vr-a has measure 1 twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "levels.csv"
    path.write_text(HEAD + "vr-a,1,hoog,\n" + line + "\n")
    with pytest.raises(UsageError, match=r"levels\.csv, line 3") as caught:
        load_levels(path)
    assert said in str(caught.value)


def test_a_column_too_many_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    path.write_text("organisation_id,measure,level,reason,kleur\nvr-a,1,hoog,,rood\n")
    with pytest.raises(UsageError, match="kleur"):
        load_levels(path)


def test_passages_are_read_and_traps_among_them(tmp_path: Path) -> None:
    path = tmp_path / "passages.yaml"
    path.write_text(PASSAGE)
    planted, trap = load_passages(path)
    assert planted == Planted(
        id="a-01",
        document="vr-a/stuk",
        organisation="vr-a",
        measure=4,
        second_measure=10,
        progress="plan",
        elements=("locaties",),
        quote="Wij richten steunpunten in",
    )
    assert (trap.measure, trap.organisation, trap.why) == (0, None, "another thing of that name")


def test_a_passage_is_about_its_measures_and_a_trap_about_none(tmp_path: Path) -> None:
    path = tmp_path / "passages.yaml"
    path.write_text(PASSAGE)
    planted, trap = load_passages(path)
    assert [measure for measure in range(13) if planted.is_about(measure)] == [4, 10]
    assert not any(trap.is_about(measure) for measure in range(13))
    assert not planted.is_about(None)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  progress: plan\n", "  progress: klaar\n", "passage 1: progress"),
        ("  measure: 0\n", "  measure: 13\n", "passage 2: measure"),
        ("  second_measure: 10\n", "  second_measure: 0\n", "passage 1: second_measure"),
        ("  why: another", "  reden: another", "passage 2: reden"),
        ("  quote: Wij richten steunpunten in\n", '  quote: ""\n', "passage 1: quote"),
        ("- id: a-02", "- id: a-01", "id 'a-01' is used twice"),
        ("- id: a-02", "id: [", "not valid YAML"),
    ],
)
def test_a_wrong_passage_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    path = tmp_path / "passages.yaml"
    path.write_text(PASSAGE.replace(before, after))
    with pytest.raises(UsageError) as caught:
        load_passages(path)
    assert said in str(caught.value)
    assert "passages.yaml" in str(caught.value)


def test_a_file_that_is_no_list_or_not_there_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "passages.yaml"
    with pytest.raises(UsageError, match=r"passages\.yaml is missing"):
        load_passages(path)
    with pytest.raises(UsageError, match=r"levels\.csv is missing"):
        load_levels(tmp_path / "levels.csv")
    path.write_text("passages: []\n")
    with pytest.raises(UsageError, match="not a list of passages"):
        load_passages(path)


def test_the_levels_of_the_demonstration_are_one_per_organisation_and_measure() -> None:
    cells = load_levels()
    organisations = {source.stem for source in SOURCES.glob("*.yaml")}
    assert sorted((cell.organisation_id, cell.measure) for cell in cells) == sorted(
        (organisation, measure) for organisation in organisations for measure in range(1, 13)
    )
    assert {cell.level for cell in cells if cell.organisation_id == "gm-stilleveld"} == {"onbekend"}


def test_the_passages_of_the_demonstration_stand_in_documents_that_exist() -> None:
    passages = load_passages(EXPECTED / "passages.yaml")
    assert passages
    assert all((DOCUMENTS / f"{passage.document}.md").is_file() for passage in passages)
