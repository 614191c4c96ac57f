"""Weights in files: the same bytes for the same content, and no use of what was changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schemas.errors import SourceFileError
from schemas.weights import load_weights, save_weights, weights_file

ARRAYS = {"a": np.arange(3, dtype=np.int8), "b": np.array([[0.5, 1.5]], dtype=np.float16)}
HASH = "0123456789abcdef0123456789abcdef"


def test_what_is_saved_comes_back_with_its_types_and_what_is_said_of_it(tmp_path: Path) -> None:
    path = save_weights(tmp_path, "gate", HASH, ARRAYS, {"lines": 3})
    arrays, meta = load_weights(tmp_path, "gate")
    assert path == tmp_path / "weights" / "gate-0123456789abcdef.npz"
    assert sorted(arrays) == ["a", "b"]
    assert arrays["a"].dtype == np.int8
    assert arrays["b"].tolist() == [[0.5, 1.5]]
    assert meta["lines"] == 3


def test_the_same_arrays_give_the_same_bytes(tmp_path: Path) -> None:
    first = save_weights(tmp_path, "gate", HASH, ARRAYS, {}).read_bytes()
    assert save_weights(tmp_path, "gate", HASH, ARRAYS, {}).read_bytes() == first


def test_new_weights_take_the_place_of_the_old_ones_of_their_kind_only(tmp_path: Path) -> None:
    save_weights(tmp_path, "gate", HASH, ARRAYS, {})
    other = save_weights(tmp_path, "embedded", HASH, ARRAYS, {})
    new = save_weights(tmp_path, "gate", "f" * 32, ARRAYS, {})
    assert weights_file(tmp_path, "gate") == new
    assert weights_file(tmp_path, "embedded") == other


def test_no_file_of_a_kind_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"holds 0 files gate-….npz where one is due. Run `weerbaarheid train`"):
        weights_file(tmp_path, "gate")


def test_two_files_of_a_kind_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    for name in ("gate-1.npz", "gate-2.npz"):
        (tmp_path / "weights" / name).write_bytes(b"")
    with pytest.raises(SourceFileError, match="holds 2 files"):
        weights_file(tmp_path, "gate")


def test_a_file_that_is_no_archive_is_damaged(tmp_path: Path) -> None:
    save_weights(tmp_path, "gate", HASH, ARRAYS, {}).write_bytes(b"no archive")
    with pytest.raises(SourceFileError, match="cannot be read"):
        load_weights(tmp_path, "gate")


def test_an_archive_without_a_word_about_itself_is_damaged(tmp_path: Path) -> None:
    np.savez(save_weights(tmp_path, "gate", HASH, ARRAYS, {}), **ARRAYS)
    with pytest.raises(SourceFileError, match="cannot be read"):
        load_weights(tmp_path, "gate")


@pytest.mark.parametrize(
    "changed",
    [{"a": np.array([0, 1, 3], dtype=np.int8)}, {"a": np.arange(3, dtype=np.int16)}, {"c": np.zeros(1)}],
)
def test_content_that_was_changed_is_refused(tmp_path: Path, changed: dict[str, np.ndarray]) -> None:
    path = save_weights(tmp_path, "gate", HASH, ARRAYS, {})
    with np.load(path) as stored:
        meta = stored["meta"]
    np.savez(path, **{**ARRAYS, **changed}, meta=meta)
    with pytest.raises(SourceFileError, match="its content was changed"):
        load_weights(tmp_path, "gate")
