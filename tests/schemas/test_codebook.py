"""The codebook: what is accepted, how a mistake is named, and what its version depends on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.codebook import (
    MEASURES,
    Term,
    canonical,
    codebook_version,
    load_codebook,
    load_training,
)
from schemas.errors import SourceFileError
from schemas.settings import PROJECT

JUDGING = {
    "version": 1,
    "gate": {"recall": {"value": 0.9, "reason": "because"}},
    "classify": {
        name: {"value": 0.5, "reason": "because"}
        for name in ("none_bias", "topic_margin", "second_share", "abstain_below")
    },
}


def measure(number: int) -> dict[str, Any]:
    """A small but complete measure."""
    return {
        "number": number,
        "slug": f"maatregel-{number}",
        "theme": "Thema",
        "name": f"Maatregel {number}",
        "definition": "Wat het is.",
        "queries": ["Eén.", "Twee.", "Drie.", "Vier."],
        "terms": [{"term": "kist", "variants": ["kisten"]}],
        "elements": [
            {"id": name, "name": name.title(), "core": name < "c", "definition": "Een deel."} for name in "abcde"
        ],
        "progress": dict.fromkeys(("voornemen", "plan", "uitvoering", "beproefd"), "Wat telt."),
        "counts": ["De kist."],
        "not_counts": ["De doos."],
        "sisters": {number % 12 + 1: "Het verschil."},
        "examples": [
            {
                "text": "De kist staat klaar.",
                "evidence": True,
                "progress": "uitvoering",
                "elements": ["a"],
                "why": "Ja.",
            }
        ],
    }


def line(**other: Any) -> dict[str, Any]:
    """A line of training text."""
    return {
        "id": "een",
        "text": "De kist staat klaar.",
        "measure": 1,
        "evidence": True,
        "progress": "plan",
        "elements": ["a"],
        "voice": "stem",
        **other,
    }


def write(folder: Path, number: int, content: dict[str, Any]) -> Path:
    path = folder / f"{number:02}_maatregel.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def write_lines(folder: Path, *lines: dict[str, Any], name: str = "a") -> Path:
    path = folder / "training" / f"{name}.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in MEASURES:
        write(tmp_path, number, measure(number))
    (tmp_path / "judging.yaml").write_text(yaml.safe_dump(JUDGING), encoding="utf-8")
    return tmp_path


def refused(folder: Path) -> str:
    with pytest.raises(SourceFileError) as error:
        load_codebook(folder)
    return str(error.value)


def refused_line(folder: Path, *lines: dict[str, Any]) -> str:
    write_lines(folder, *lines)
    with pytest.raises(SourceFileError) as error:
        load_training(load_codebook(folder))
    return str(error.value)


def test_a_codebook_has_its_twelve_measures_by_number(folder: Path) -> None:
    codebook = load_codebook(folder)
    assert list(codebook.measures) == list(range(1, 13))
    assert codebook.measures[3].name == "Maatregel 3"
    assert codebook.measures[3].element_ids() == ("a", "b", "c", "d", "e")
    assert [element.core for element in codebook.measures[3].elements] == [True, True, False, False, False]
    assert codebook.judging.classify.abstain_below.value == 0.5


def test_a_term_is_spelled_in_its_own_way_and_its_variants() -> None:
    assert Term(term="kist", variants=("kisten",)).spellings() == ("kist", "kisten")


def test_an_unknown_key_is_an_error_that_names_file_and_key(folder: Path) -> None:
    content = measure(4)
    content["elements"][2]["kern"] = True
    write(folder, 4, content)
    assert "04_maatregel.yaml: elements.2.kern: unknown key" in refused(folder)


def test_a_wrong_value_is_an_error_that_names_file_and_key(folder: Path) -> None:
    write(folder, 4, measure(4) | {"queries": ["Eén.", "Twee.", "Drie."]})
    assert "04_maatregel.yaml: queries: " in refused(folder)


def test_every_mistake_in_a_file_is_named_at_once(folder: Path) -> None:
    write(folder, 4, measure(4) | {"slug": "Geen Slug", "naam": "x"})
    said = refused(folder)
    assert "slug: " in said
    assert "naam: unknown key" in said


def test_a_measure_that_is_missing_is_named(folder: Path) -> None:
    (folder / "07_maatregel.yaml").unlink()
    (folder / "11_maatregel.yaml").unlink()
    assert "no file for measure 7, 11" in refused(folder)


def test_a_number_that_differs_from_the_file_name_is_refused(folder: Path) -> None:
    write(folder, 4, measure(5))
    assert "number: is 5, the file name says 04" in refused(folder)


def test_a_measure_with_two_files_is_refused(folder: Path) -> None:
    (folder / "04_nog_een.yaml").write_text(yaml.safe_dump(measure(4)), encoding="utf-8")
    assert "measure 4 has two files" in refused(folder)


def test_two_elements_with_one_id_are_refused(folder: Path) -> None:
    content = measure(4)
    content["elements"][1]["id"] = "a"
    write(folder, 4, content)
    assert "two elements have the same id" in refused(folder)


def test_an_example_with_an_element_of_another_measure_is_refused(folder: Path) -> None:
    content = measure(4)
    content["examples"][0]["elements"] = ["a", "z"]
    write(folder, 4, content)
    assert "an element that this measure does not have: z" in refused(folder)


@pytest.mark.parametrize(("evidence", "progress"), [(True, "geen"), (False, "plan")])
def test_an_example_is_geen_if_and_only_if_it_is_no_evidence(folder: Path, evidence: bool, progress: str) -> None:
    content = measure(4)
    content["examples"][0] |= {"evidence": evidence, "progress": progress}
    write(folder, 4, content)
    assert "progress is geen if and only if evidence is false" in refused(folder)


def test_a_measure_is_not_its_own_sister(folder: Path) -> None:
    write(folder, 4, measure(4) | {"sisters": {4: "Zichzelf."}})
    assert "a measure is not its own sister" in refused(folder)


def test_a_constant_without_its_reason_is_refused(folder: Path) -> None:
    content = {**JUDGING, "gate": {"recall": {"value": 0.9}}}
    (folder / "judging.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    assert "judging.yaml: gate.recall.reason: " in refused(folder)


def test_missing_constants_are_told_by_their_file(folder: Path) -> None:
    (folder / "judging.yaml").unlink()
    assert "judging.yaml is missing" in refused(folder)


def test_what_is_no_yaml_is_told_by_its_file(folder: Path) -> None:
    (folder / "04_maatregel.yaml").write_text("number: [4", encoding="utf-8")
    assert "04_maatregel.yaml: not valid YAML" in refused(folder)


def test_layout_and_comments_do_not_change_the_version(folder: Path) -> None:
    before = codebook_version(folder)
    path = folder / "04_maatregel.yaml"
    path.write_text("# uitleg\n" + yaml.safe_dump(measure(4), indent=6, sort_keys=False), encoding="utf-8")
    assert codebook_version(folder) == before
    assert len(before) == 32


def test_a_word_of_a_measure_changes_the_version(folder: Path) -> None:
    before = codebook_version(folder)
    write(folder, 4, measure(4) | {"definition": "Wat het nu is."})
    assert codebook_version(folder) != before


def test_a_constant_changes_the_version(folder: Path) -> None:
    before = codebook_version(folder)
    content = {**JUDGING, "gate": {"recall": {"value": 0.91, "reason": "because"}}}
    (folder / "judging.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    assert codebook_version(folder) != before


def test_weights_change_the_version_by_name_and_by_content(folder: Path) -> None:
    versions = [codebook_version(folder)]
    (folder / "weights").mkdir()
    for name, content in (("a.npz", b"1"), ("a.npz", b"2"), ("b.npz", b"2")):
        for old in (folder / "weights").iterdir():
            old.unlink()
        (folder / "weights" / name).write_bytes(content)
        versions.append(codebook_version(folder))
    assert len(set(versions)) == 4


def test_training_text_alone_does_not_change_the_version(folder: Path) -> None:
    before = codebook_version(folder)
    write_lines(folder, line())
    assert codebook_version(folder) == before


def test_one_content_has_one_spelling() -> None:
    assert canonical(Term(term="één", variants=("b",))) == '{"term": "één", "variants": ["b"]}'.encode()


def test_training_lines_come_in_the_order_of_files_and_lines(folder: Path) -> None:
    write_lines(folder, line(id="drie"), name="b")
    path = write_lines(folder, line(id="een"), line(id="twee", org_kind="ggd", year=2024), name="a")
    path.write_text(path.read_text(encoding="utf-8") + "\n  \n", encoding="utf-8")
    found = load_training(load_codebook(folder))
    assert [one.id for one in found] == ["een", "twee", "drie"]
    assert (found[1].org_kind, found[1].year, found[0].org_kind) == ("ggd", 2024, None)


def test_a_separator_inside_a_text_does_not_end_its_line(folder: Path) -> None:
    write_lines(folder, line(text="De kist\u2028staat klaar."))
    assert load_training(load_codebook(folder))[0].text == "De kist\u2028staat klaar."


def test_a_bad_training_line_is_told_by_file_line_and_key(folder: Path) -> None:
    assert "a.jsonl, line 2: maatregel: unknown key" in refused_line(folder, line(), line(id="twee", maatregel=1))


def test_a_line_that_is_no_json_is_told_by_file_and_line(folder: Path) -> None:
    path = write_lines(folder, line())
    path.write_text(path.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    with pytest.raises(SourceFileError, match=r"a\.jsonl, line 2: not JSON"):
        load_training(load_codebook(folder))


def test_training_text_that_is_no_utf_8_is_told_by_its_file(folder: Path) -> None:
    write_lines(folder, line()).write_bytes(b'{"id": "\xff"}')
    with pytest.raises(SourceFileError, match=r"a\.jsonl: not UTF-8 \(byte 9\)"):
        load_training(load_codebook(folder))


def test_an_id_that_was_used_before_is_told_with_both_places(folder: Path) -> None:
    said = refused_line(folder, line(), line())
    assert "line 2: id 'een' is already used in" in said
    assert "line 1" in said


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ({"evidence": True, "progress": "geen"}, "progress is geen if and only if evidence is false"),
        ({"evidence": False, "progress": "plan", "elements": []}, "progress is geen if and only if evidence is false"),
        ({"measure": 0, "elements": []}, "measure 0 never has evidence"),
        ({"evidence": False, "progress": "geen"}, "elements are for evidence only"),
        ({"measure": 13}, "measure: "),
        ({"measure": -1}, "measure: "),
        ({"second_measure": 0}, "second_measure: "),
        ({"org_kind": "provincie"}, "org_kind: "),
        ({"elements": ["z"]}, "elements: measure 1 has no z"),
    ],
)
def test_labels_that_do_not_agree_are_refused(folder: Path, labels: dict[str, Any], message: str) -> None:
    assert message in refused_line(folder, line(**labels))


def test_elements_of_the_second_measure_may_be_named(folder: Path) -> None:
    content = measure(2)
    content["elements"][0]["id"] = "eigen"
    content["examples"][0]["elements"] = []
    write(folder, 2, content)
    write_lines(folder, line(second_measure=2, elements=["a", "eigen"]))
    assert load_training(load_codebook(folder))[0].elements == ("a", "eigen")
    assert "measure 1 has no eigen" in refused_line(folder, line(elements=["a", "eigen"]))


def test_no_training_text_at_all_is_an_error(folder: Path) -> None:
    with pytest.raises(SourceFileError, match="holds no training text"):
        load_training(load_codebook(folder))


def test_the_codebook_of_the_project_and_its_training_text_are_as_they_should_be() -> None:
    codebook = load_codebook(PROJECT / "codebook")
    lines = load_training(codebook)
    assert {one.measure for one in lines if one.evidence} == set(MEASURES)
    assert sum(not one.evidence for one in lines) >= 250
