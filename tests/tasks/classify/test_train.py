"""Training on a small codebook: the same text gives the same weights, and they judge that text as it says.

Characters are hashed to 256 features here, not 16384, and fitted less closely: that is where the time goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from schemas.codebook import load_codebook, load_training
from schemas.settings import PROJECT
from schemas.weights import load_weights, weights_file
from tasks.classify import model as model_module
from tasks.classify import train as train_module
from tasks.classify.embedded import EmbeddedClassifier
from tasks.classify.model import Model
from tasks.classify.train import _stored, gather, train
from tests.tasks.classify.handmade import ELEMENTS, TERMS, HashedWords, codebook
from text.sparse import Grams
from text.windows import BOOK_WEIGHT, of_the_book

STEPS = ("voornemen", "plan", "uitvoering", "beproefd")
SAID = {
    "voornemen": "willen wij graag hebben als ambitie",
    "plan": "worden volgend jaar opgesteld volgens de planning",
    "uitvoering": "zijn ingericht en operationeel",
    "beproefd": "zijn geoefend en geëvalueerd met leerpunten",
}


def lines() -> list[dict[str, Any]]:
    """48 passages that are evidence, 4 a measure, and 12 that are not; 6 voices. The first is of three sentences."""
    made: list[dict[str, Any]] = []
    for number in range(1, 13):
        for n, progress in enumerate(STEPS):
            text = f"De {TERMS[number][0]} en {TERMS[number][1]} {SAID[progress]}."
            made.append({"text": text, "measure": number, "evidence": True, "progress": progress})
            made[-1]["elements"] = [ELEMENTS[0]] if n < 2 else [ELEMENTS[1]]
        text = f"De jaarrekening over het onderwerp {number} kreeg een goedkeurende verklaring."
        made.append({"text": text, "measure": number % 3, "evidence": False, "progress": "geen"})
    made[0]["text"] += " Dit staat in het stuk. Het bestuur was erbij."
    return [one | {"id": f"t{n}", "voice": f"stem-{n % 6}"} for n, one in enumerate(made)]


def write(folder: Path, content: list[dict[str, Any]]) -> Path:
    (codebook(folder) / "training").mkdir(exist_ok=True)
    text = "\n".join(json.dumps(one) for one in content)
    (folder / "training" / "lines.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (model_module, train_module):
            patch.setattr(module, "FINE_CHARACTERS", Grams("char_wb", (3, 5), 8))
        patch.setattr(train_module, "SPARSE_STRENGTH", 1.0)
        yield


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = write(tmp_path_factory.mktemp("trained"), lines())
    return folder, train(folder, HashedWords(), folds=False)


def test_figures_count_lines_and_units(trained: tuple[Path, dict[str, Any]]) -> None:
    folder, figures = trained
    file = weights_file(folder, "embedded")
    assert figures == {"file": file.name, "bytes": file.stat().st_size, "lines": 60, "units": 60 + 2 + 12 * (4 + 5 + 2)}
    assert load_weights(folder, "embedded")[1]["lines"] == 60


def test_arrays_have_the_shapes_and_types_that_the_model_reads(trained: tuple[Path, dict[str, Any]]) -> None:
    arrays, _ = load_weights(trained[0], "embedded")
    shapes = {name: (array.shape, str(array.dtype)) for name, array in arrays.items() if "elements" not in name}
    assert shapes == {
        "mean": ((384,), "float32"),
        "spread": ((384,), "float32"),
        "idf": ((256,), "float16"),
        "dense_all": ((408, 13), "float16"),
        "dense_all_intercept": ((13,), "float32"),
        "dense_evidence": ((408, 1), "float16"),
        "dense_evidence_intercept": ((1,), "float32"),
        "sparse_all": ((256, 13), "int8"),
        "sparse_all_scale": ((13,), "float32"),
        "sparse_all_intercept": ((13,), "float32"),
        "sparse_evidence": ((256, 1), "int8"),
        "sparse_evidence_scale": ((1,), "float32"),
        "sparse_evidence_intercept": ((1,), "float32"),
        "progress": ((391, 4), "float16"),
        "progress_intercept": ((4,), "float32"),
    }
    assert {arrays[f"elements_{m}"].shape for m in range(1, 13)} == {(384, 5)}
    assert {arrays[f"elements_{m}_intercept"].shape for m in range(1, 13)} == {(5,)}


def test_what_was_trained_tells_its_own_text_apart(trained: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = trained
    given = load_training(load_codebook(folder))
    model = Model(folder)
    texts = [line.text for line in given]
    vectors = HashedWords().vectors(texts).astype(float)
    logs = model.log_probabilities(vectors, texts)
    gold = np.array([line.measure if line.evidence else 0 for line in given])
    assert (logs.argmax(axis=1) == gold).all()
    steps = model.progress(vectors, texts).argmax(axis=1)
    assert all(STEPS[step] == line.progress for step, line in zip(steps, given, strict=True) if line.evidence)
    assert EmbeddedClassifier(folder, HashedWords()).model.meta["lines"] == 60


def test_other_lines_give_another_name_and_an_element_needs_four_passages_with_it_and_one_without(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    content = lines()
    for n, one in enumerate(one for one in content if one["measure"] == 5 and one["evidence"]):
        one["elements"] = ["eerste", *(["tweede"] if n < 3 else []), "derde"]
    more = [one for one in content if one["measure"] == 5 and one["evidence"]]
    # five passages: eerste in all five, tweede in three, derde in four of them
    content.append(more[3] | {"id": "extra", "elements": ["eerste"], "text": "De brandstof is er."})
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "embedded-0.npz").touch()
    made_file = train(write(tmp_path, content), HashedWords(), folds=False)["file"]
    assert made_file != trained[1]["file"]
    assert [path.name for path in (tmp_path / "weights").iterdir()] == [made_file]
    arrays, _ = load_weights(tmp_path, "embedded")
    assert [bool(column.any()) for column in arrays["elements_5"].T] == [False, False, True, False, False]
    intercepts = arrays["elements_5_intercept"].tolist()
    assert [intercepts[n] for n in (0, 1, 3, 4)] == [-3.0] * 4
    assert intercepts[2] != -3.0
    made = Model(tmp_path).elements(HashedWords().vectors([one["text"] for one in [*more, content[-1]]]), 5)[:, 2]
    assert made[:4].min() > made[4]


def test_units_are_passages_their_windows_and_the_sentences_of_the_book(tmp_path: Path) -> None:
    book = load_codebook(write(tmp_path, lines()))
    given = load_training(book)
    units = gather(book, given, HashedWords())
    assert units.line[:4].tolist() == [0, 0, 0, 1]
    assert units.is_whole[:4].tolist() == [True, False, False, True]
    assert units.weight[:4].tolist() == [1, 0.5, 0.5, 1]
    assert units.texts[1] == " ".join(given[0].text.split(". ")[:1]) + ". Dit staat in het stuk."
    assert units.label[:7].tolist() == [1] * 6 + [0]
    assert (units.line[62:] == -1).all()
    assert (units.fold[62:] == -1).all()
    assert units.is_whole[62:].all()
    assert set(units.fold[:62]) <= set(range(5))
    voices = {given[line].voice: set() for line in units.line[:62]}
    for line, fold in zip(units.line[:62], units.fold[:62], strict=True):
        voices[given[line].voice].add(int(fold))
    assert {len(folds) for folds in voices.values()} == {1}
    assert units.vectors.shape == (194, 384)
    assert units.counts.shape == (194, 2**8)
    assert (units.vectors == HashedWords().vectors(units.texts)).all()
    said = of_the_book(book)
    assert [row[1:] for row in said[:11]] == [(1, BOOK_WEIGHT)] * 9 + [(1, 1.0), (0, 1.0)]
    assert (BOOK_WEIGHT, len(said), said[0][0]) == (0.5, 132, "Vraag 0 over kernwoord01 in de regio.")
    assert units.weight[62:].tolist() == [row[2] for row in said]
    assert units.label[62:].tolist() == [row[1] for row in said]


def test_large_arrays_are_kept_in_eight_bits_with_a_scale_per_class() -> None:
    given = np.array([[1.27, -0.5], [-0.5, 0.254], [0.004, 0.0]])
    made = _stored("x", given, np.array([0.1, 0.2]), is_small=True)
    assert made["x"].tolist() == [[127, -127], [-50, 65], [0, 0]]
    assert made["x_scale"] == pytest.approx([0.01, 0.5 / 127])
    assert made["x_intercept"] == pytest.approx([0.1, 0.2])
    plain = _stored("x", given, np.array([0.1, 0.2]), is_small=False)
    assert set(plain) == {"x", "x_intercept"}
    assert plain["x"].tolist() == given.astype(np.float16).tolist()


def test_training_again_gives_the_same_bytes_and_folds_add_figures_on_unseen_voices(
    trained: tuple[Path, dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_module, "FOLDS", 2)
    made = train(write(tmp_path, lines()), HashedWords())
    assert weights_file(tmp_path, "embedded").read_bytes() == weights_file(trained[0], "embedded").read_bytes()
    assert trained[1].items() <= made.items()
    names = {"macro_f1", "evidence_f1", "evidence_auc", "false_accept", "measure_accuracy", "progress_kappa"}
    assert set(made) == {"file", "bytes", "lines", "units"} | names
    assert made["measure_accuracy"] == 1.0  # every measure has words of its own, in each voice
    assert made["evidence_f1"] >= 0.95
    assert made["evidence_auc"] >= 0.95
    assert made["macro_f1"] >= 0.9
    assert made["false_accept"] <= 0.2
    assert made["progress_kappa"] >= 0.9


def test_the_weights_that_ship_can_be_read_and_are_a_megabyte_at_most() -> None:
    folder = PROJECT / "codebook"
    sizes = [weights_file(folder, kind).stat().st_size for kind in ("embedded", "gate")]
    assert sum(sizes) <= 1_000_000
    arrays, meta = load_weights(folder, "embedded")
    assert arrays["sparse_all"].shape == (2**14, 13)
    assert Model(folder).meta == meta
    assert meta["lines"] > 0
