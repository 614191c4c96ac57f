"""Reading settings files strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.strict_yaml import DEEPEST_NESTING, LARGEST_FILE, YamlError, read_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def said(file: Path, content: str | bytes) -> str:
    """What is wrong with this content."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(YamlError) as error:
        read_yaml(file)
    return str(error.value)


def test_plain_values_lists_and_dates_come_back_as_they_stand(file: Path) -> None:
    file.write_text("a: 1\nb: [x, y]\nc:\n  d: 2016-01-01\n", encoding="utf-8")
    content = read_yaml(file)
    assert content["a"] == 1
    assert content["b"] == ["x", "y"]
    assert str(content["c"]["d"]) == "2016-01-01"


def test_an_empty_file_is_none_and_a_byte_order_mark_does_not_matter(file: Path) -> None:
    file.write_bytes(b"")
    assert read_yaml(file) is None
    file.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(file) == {"a": 1}


def test_an_alias_is_refused_with_its_place(file: Path) -> None:
    assert said(file, "a: &x [1]\nb: *x\n") == "aliases (*name) are not allowed (line 2, column 4)"


def test_a_file_that_would_blow_up_is_refused_at_once(file: Path) -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    assert said(file, bomb).startswith("aliases (*name) are not allowed (line 2")


def test_a_merge_key_is_refused(file: Path) -> None:
    assert said(file, "a:\n  <<: {b: 1}\n") == "the merge key << is not allowed (line 2, column 3)"


def test_a_key_that_stands_twice_is_refused_with_its_second_place(file: Path) -> None:
    assert said(file, "a: 1\nb: 2\na: 3\n") == "the key 'a' stands here twice (line 3, column 1)"
    assert said(file, "x:\n  a: 1\n  a: 3\n") == "the key 'a' stands here twice (line 3, column 3)"


def test_the_same_key_in_two_mappings_is_fine(file: Path) -> None:
    file.write_text("- {a: 1}\n- {a: 2}\n", encoding="utf-8")
    assert read_yaml(file) == [{"a": 1}, {"a": 2}]


def test_a_key_that_is_a_list_is_refused(file: Path) -> None:
    assert said(file, "[1, 2]: x\n") == "a key must be a plain word (line 1, column 1)"


def test_nesting_is_allowed_up_to_its_limit(file: Path) -> None:
    # the scalar within the lists is a level too
    deep = DEEPEST_NESTING - 1
    file.write_text("[" * deep + "1" + "]" * deep, encoding="utf-8")
    content = read_yaml(file)
    for _ in range(deep):
        content = content[0]
    assert content == 1
    deeper = "[" * DEEPEST_NESTING + "1" + "]" * DEEPEST_NESTING
    assert said(file, deeper) == f"nested deeper than 20 levels (line 1, column {DEEPEST_NESTING + 1})"


def test_many_values_side_by_side_are_not_deep(file: Path) -> None:
    file.write_text("".join(f"k{n}: [1]\n" for n in range(100)), encoding="utf-8")
    assert len(read_yaml(file)) == 100


def test_a_file_may_have_so_many_bytes_and_not_one_more(file: Path) -> None:
    file.write_bytes(b"a: 1\n" + b"#" * (LARGEST_FILE - 5))
    assert read_yaml(file) == {"a": 1}
    assert said(file, b"a: 1\n" + b"#" * (LARGEST_FILE - 4)) == "larger than 1000000 bytes"


def test_text_that_is_not_utf_8_is_told_by_its_first_wrong_byte(file: Path) -> None:
    assert said(file, b"a: caf\xe9\n") == "not UTF-8 (byte 7)"


def test_yaml_that_is_not_valid_is_told_by_its_place(file: Path) -> None:
    assert said(file, "a: [1\nb: 2\n").startswith("not valid YAML: expected ',' or ']'")
    assert "(line 2, column 2)" in said(file, "a: [1\nb: 2\n")


def test_python_objects_and_impossible_dates_are_refused(file: Path) -> None:
    assert said(file, "a: !!python/object/apply:os.getcwd []\n").startswith("not valid YAML: could not determine")
    assert said(file, "a: 2016-13-40\n").startswith("not valid YAML: month must be in 1..12")


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_yaml(tmp_path / "none.yaml")
