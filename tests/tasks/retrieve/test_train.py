"""Training the gate on 48 very short lines, held against the same training worked out line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from schemas.codebook import Codebook, TrainingLine, canonical, load_codebook, load_training
from schemas.weights import load_weights
from tasks.retrieve import train
from tasks.retrieve.gate import Gate, features
from tests.tasks.retrieve.hand_gate import CHARACTERS, TERMS, WORDS, measures
from text.digest import digest
from text.sparse import CHARACTERS as CHARACTER_GRAMS
from text.sparse import WORDS as WORD_GRAMS
from text.sparse import inverse_frequency
from text.windows import fold_of, windows

ABOUT = {
    1: "Uitwijk balie",
    2: "Rangorde taken",
    3: "Crisisteam pers",
    4: "Steunpunt sporthal",
    5: "Aggregaat diesel",
    6: "Drinkwater tap",
    7: "Wijknetwerk",
    8: "Burgerhulp",
    9: "Noodpakket",
    10: "Kaart steunpunt",
    11: "Raad stemt",
    12: "GGD pandemie",
}
WAYS = ("{} af.", "Nieuw: {}.", "Kas dicht. {} is er. Lift stuk.")
REST = (
    "Fiets {}.",
    "Het dak lekt {} keer. Het gras is hoog. De kaas smaakt goed. De soep heeft {} ballen.",
    "Nieuw: aggregaat diesel {}.",
    "Zwembad {}.",
)


def lines() -> list[dict[str, Any]]:
    """48 lines: three of evidence per measure in three voices, and twelve of none."""
    made: list[dict[str, Any]] = []
    for measure, about in ABOUT.items():
        for n, way in enumerate(WAYS):
            made.append(
                {
                    "text": way.format(about),
                    "measure": measure,
                    "second_measure": 4 if (measure, n) == (10, 0) else None,
                    "evidence": True,
                    "progress": "uitvoering",
                    "voice": f"stem-{(measure + n) % 12}",
                }
            )
    for n in range(12):
        rest: dict[str, Any] = {"measure": 5 if n % 4 == 2 else 0, "evidence": False, "progress": "geen"}
        made.append({"text": REST[n % 4].format(n, n), "voice": f"stem-{n}", **rest})
    return [{"id": f"regel-{n}", **line} for n, line in enumerate(made)]


@dataclass
class Trained:
    codebook: Codebook
    lines: list[TrainingLine]
    figures: dict[str, Any]
    arrays: dict[str, np.ndarray]
    meta: dict[str, Any]


def trained(folder: Path, content: list[dict[str, Any]], recall: float = 0.6) -> Trained:
    """Train a gate in a folder with this training text."""
    measures(folder)
    judging = folder / "judging.yaml"
    wanted = f"recall:\n    value: {load_codebook(folder).judging.gate.recall.value}"
    text = judging.read_text(encoding="utf-8")
    assert wanted in text
    judging.write_text(text.replace(wanted, f"recall:\n    value: {recall}"), encoding="utf-8")
    (folder / "training").mkdir()
    written = "".join(json.dumps(line) + "\n" for line in content)
    (folder / "training" / "regels.jsonl").write_text(written, encoding="utf-8")
    figures = train.train_gate(folder)
    codebook = load_codebook(folder)
    return Trained(codebook, load_training(codebook), figures, *load_weights(folder, "gate"))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads cost liblinear a hundred times more than they gain on texts this few."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return trained(tmp_path_factory.mktemp("train") / "codebook", lines())


def fitted(codebook: Codebook, chosen: list[TrainingLine], asked: list[str]) -> tuple[np.ndarray, ...]:
    """Coefficients, intercepts and both idf of a gate on these lines, and its scores of the texts asked."""
    texts, labels, shares = [], [], []
    for line in chosen:
        parts = windows(line.text)
        texts += [line.text, *parts]
        labels += [line.measure if line.evidence else 0] * (1 + len(parts))
        shares += [1.0, *([1 / len(parts)] * len(parts) if parts else [])]
    for number, about in codebook.measures.items():
        said = [*about.queries, *(example for element in about.elements for example in element.examples)]
        texts += [*said, *(example.text for example in about.examples)]
        labels += [number] * len(said) + [number if example.evidence else 0 for example in about.examples]
        shares += [0.5] * len(said) + [1.0] * len(about.examples)
    idf = [
        inverse_frequency(grams.counts(texts)).astype(np.float16).astype(float)
        for grams in (WORD_GRAMS, CHARACTER_GRAMS)
    ]
    seen, new = features(texts, codebook, *idf), features(asked, codebook, *idf)
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000).fit(seen, labels, sample_weight=shares)
    odds = model.decision_function(new)
    against_none = np.array([odds[:, measure] - odds[:, 0] for measure in range(1, 13)]).T
    columns = np.array([model.coef_[measure] - model.coef_[0] for measure in range(1, 13)]).T
    return columns, model.intercept_[1:] - model.intercept_[0], *idf, against_none


def fold(line: TrainingLine) -> int:
    return int(digest("fold", line.voice), 16) % 5


@pytest.fixture(scope="module")
def unseen(made: Trained) -> np.ndarray:
    """Per line its scores by a gate that saw no line of its fold."""
    scores = np.zeros((len(made.lines), 12))
    for number in range(5):
        out = [n for n, line in enumerate(made.lines) if fold(line) == number]
        rest = [line for line in made.lines if fold(line) != number]
        scores[out] = fitted(made.codebook, rest, [made.lines[n].text for n in out])[-1]
    return scores


def test_the_lines_have_what_the_training_must_deal_with(made: Trained) -> None:
    assert len(made.lines) == 48
    assert {fold(line) for line in made.lines} == set(range(5))
    assert {len(windows(line.text)) for line in made.lines} == {0, 2, 3}


def test_thresholds_are_what_the_wanted_share_of_unseen_evidence_reaches(made: Trained, unseen: np.ndarray) -> None:
    for measure in range(1, 13):
        of = [n for n, line in enumerate(made.lines) if line.evidence and line.measure == measure]
        # recall .6 of three lines: the lowest may fall out
        assert made.arrays["thresholds"][measure - 1] == pytest.approx(sorted(unseen[of, measure - 1])[1], abs=1e-5)


def test_the_weights_are_of_all_lines_in_127_steps_a_measure(made: Trained) -> None:
    coefficients, intercepts, idf_words, idf_characters, _ = fitted(made.codebook, made.lines, ["De bak."])
    arrays = made.arrays
    assert {name: (array.dtype.name, array.shape) for name, array in arrays.items()} == {
        "idf_words": ("float16", (WORDS,)),
        "idf_characters": ("float16", (CHARACTERS,)),
        "weights": ("int8", (WORDS + CHARACTERS + TERMS, 12)),
        "scale": ("float32", (12,)),
        "intercepts": ("float32", (12,)),
        "thresholds": ("float32", (12,)),
    }
    assert arrays["idf_words"].tolist() == idf_words.tolist()
    assert arrays["idf_characters"].tolist() == idf_characters.tolist()
    assert arrays["intercepts"] == pytest.approx(intercepts, abs=1e-5)
    assert np.abs(arrays["weights"].astype(int)).max(axis=0).tolist() == [127] * 12
    restored = arrays["weights"] * arrays["scale"]
    assert (np.abs(restored - coefficients) <= arrays["scale"] / 2 + 1e-6).all()


def test_figures_are_counted_over_unseen_scores(made: Trained, unseen: np.ndarray) -> None:
    limits = [
        sorted(
            unseen[n, m - 1] for n, line in enumerate(made.lines) if line.evidence and line.measure == m
        )[1]
        for m in range(1, 13)
    ]  # fmt: skip
    passing = [[score >= limit for score, limit in zip(row, limits, strict=True)] for row in unseen]
    evidence = [n for n, line in enumerate(made.lines) if line.evidence]
    rest = [n for n, line in enumerate(made.lines) if not line.evidence]
    figures = {
        "lines": 48,
        "gate_recall": 0.667,
        "gate_passing_non_evidence": round(sum(any(passing[n]) for n in rest) / len(rest), 3),
        "gate_measures_per_evidence": round(sum(sum(passing[n]) for n in evidence) / len(evidence), 2),
    }
    assert {name: value for name, value in made.figures.items() if name != "file"} == figures
    assert {name: value for name, value in made.meta.items() if name != "digest"} == figures
    assert figures["gate_passing_non_evidence"] > 0


def test_the_trained_gate_knows_a_new_sentence_about_a_measure(made: Trained) -> None:
    scores = Gate(made.codebook.folder).scores(["Diesel voor een aggregaat.", "Gras."])
    assert int(scores[0].argmax()) + 1 == 5
    assert scores[0, 4] > scores[1, 4]


def test_the_file_is_named_by_measures_constants_and_lines(made: Trained) -> None:
    codebook = made.codebook
    inputs = digest(
        "2",
        *(canonical(codebook.measures[m]) for m in range(1, 13)),
        canonical(codebook.judging),
        *(canonical(line) for line in made.lines),
    )
    assert made.figures["file"] == f"gate-{inputs[:16]}.npz"


def test_the_same_training_gives_the_same_file(made: Trained) -> None:
    path = made.codebook.folder / "weights" / made.figures["file"]
    before = path.read_bytes()
    assert train.train_gate(made.codebook.folder) == made.figures
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == before


def test_a_voice_is_in_one_of_five_folds(made: Trained) -> None:
    renamed = [made.lines[0].model_copy(update={"voice": f"stem {n}"}) for n in range(60)]
    found = [fold_of(line.voice, train.FOLDS) for line in renamed]
    assert found == [int(digest("fold", f"stem {n}"), 16) % 5 for n in range(60)]
    assert set(found) == set(range(5))


@pytest.mark.parametrize(("recall", "place"), [(1.0, 0), (0.95, 0), (0.9, 1), (0.85, 1), (0.5, 5), (0.05, 9)])
def test_of_ten_scores_the_wanted_share_reaches_the_threshold(made: Trained, recall: float, place: int) -> None:
    gate = made.codebook.judging.gate
    constant = gate.recall.model_copy(update={"value": recall - 1e-9 if recall < 1 else recall})
    judging = made.codebook.judging.model_copy(update={"gate": gate.model_copy(update={"recall": constant})})
    codebook = made.codebook.model_copy(update={"judging": judging})
    evidence, other = made.lines[0], made.lines[-1]
    held_out = np.full((12, 12), -50.0)
    held_out[:10, 0] = np.arange(10.0)[::-1]
    # the last two lines are no evidence, and of another measure
    chosen = [evidence] * 10 + [other, made.lines[4]]
    assert train._threshold(chosen, held_out, 1, codebook) == float(place)
