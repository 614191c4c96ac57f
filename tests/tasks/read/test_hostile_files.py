"""Hostile files that are quick to read, between documents that must come out right. All of them: tests/system."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile.__main__ import breach
from benchmarks.hostile.building import pages
from benchmarks.hostile.files import makers, mutants
from benchmarks.hostile.run import Cost, read_files

QUICK = {
    "cyclic_page_tree.pdf": "",
    "count_two_billion.pdf": "",
    "pages_100000.pdf": "too_large",
    "locked.pdf": "encrypted",
    "locked_with_an_empty_password.pdf": "",
    "cut_at_95.pdf": "",
    "cmap_of_itself.pdf": "",
    "page_of_nan.pdf": "empty",
    "javascript.pdf": "",
    "page_tree_of_itself.pdf": "damaged",
    "laughs.xml": "damaged",
    "file_of_this_machine.xml": "",
    "outside_dtd.xml": "",
    "depth_1_million.xml": "damaged",
    "declares_10gb.docx": "too_large",
    "overlapping_10gb.docx": "too_large",
    "zip_in_zip_in_zip.docx": "",
    "laughs.docx": "damaged",
    "brackets_300000.md": "",
    "quotes_100000.md": "",
    "one_word_of_19mb.txt": "too_large",
    "random_bytes.txt": "unsupported_type",
    "program.pdf": "unsupported_type",
    "firewall.pdf": "not_a_document",
    "empty.pdf": "empty",
}


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cost]:
    folder = tmp_path_factory.mktemp("hostile")
    made = makers()
    paths = []
    for number, name in enumerate(QUICK):
        (folder / name).write_bytes(made[name]())
        (folder / f"neighbour_{number}.pdf").write_bytes(pages(2))
        paths += [folder / name, folder / f"neighbour_{number}.pdf"]
    return {cost.path.name: cost for cost in read_files(paths)}


def test_every_file_ends_within_its_limits_for_the_right_reason(costs: dict[str, Cost]) -> None:
    assert {name: costs[name].reason_code for name in QUICK} == QUICK
    assert [cost.path.name for cost in costs.values() if breach(cost)] == []


def test_their_neighbours_are_read_right(costs: dict[str, Cost]) -> None:
    neighbours = [cost for cost in costs.values() if cost.path.name.startswith("neighbour")]
    assert len(neighbours) == len(QUICK)
    assert {(cost.outcome, cost.pages, cost.text) for cost in neighbours} == {("read", 2, neighbours[0].text)}
    assert neighbours[0].text.count("De gemeente oefent elk jaar") == 40


def test_nothing_of_this_machine_or_of_a_script_becomes_text(costs: dict[str, Cost]) -> None:
    assert costs["file_of_this_machine.xml"].text.split() == ["Begin", "einde."]
    assert "alert" not in costs["javascript.pdf"].text


def test_a_file_that_was_cut_is_repaired(costs: dict[str, Cost]) -> None:
    assert costs["cut_at_95.pdf"].pages == 200
    assert " after pikepdf " in costs["cut_at_95.pdf"].reader


def test_files_and_mutants_are_the_same_every_time(tmp_path: Path) -> None:
    assert len(makers()) >= 60
    origin = tmp_path / "a.pdf"
    origin.write_bytes(pages(3))
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append([path.read_bytes() for path in mutants([origin], 5, tmp_path / name)])
    assert made[0] == made[1]
    assert len({*made[0], origin.read_bytes()}) >= 5
