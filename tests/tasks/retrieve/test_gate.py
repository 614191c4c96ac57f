"""The gate with weights made by hand, so that every score can be worked out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from schemas.codebook import load_codebook
from schemas.errors import SourceFileError
from schemas.weights import load_weights, save_weights
from tasks.retrieve.gate import Gate, features
from tests.tasks.retrieve.hand_gate import CHARACTERS, WORDS, measures, with_gate
from text.terms import term_counts
from text.units import units

POWER = "De noodstroom staat klaar."
PLAIN = "De bak is blauw geverfd."
BOTH = "Noodstroom en een dieselvoorraad voor het noodsteunpunt."


@pytest.fixture(scope="module")
def codebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_gate(measures(tmp_path_factory.mktemp("gate") / "codebook"))


def test_features_are_words_characters_and_terms_side_by_side(codebook: Path) -> None:
    loaded = load_codebook(codebook)
    found = features([POWER, PLAIN], loaded, np.ones(WORDS), np.ones(CHARACTERS)).toarray()
    assert found.shape == (2, WORDS + CHARACTERS + 24)
    assert (found[:, :WORDS] > 0).sum(axis=1).tolist() == [4, 5]
    for part in (found[:, :WORDS], found[:, WORDS : WORDS + CHARACTERS]):
        assert (part**2).sum(axis=1) == pytest.approx([1.0, 1.0])
    terms = found[:, WORDS + CHARACTERS :]
    assert terms == pytest.approx(0.3 * term_counts([POWER, PLAIN], loaded))
    assert terms[0, 4] == pytest.approx(0.3)
    assert not terms[1].any()


def test_idf_weighs_its_own_kind_of_feature_only(codebook: Path) -> None:
    loaded = load_codebook(codebook)
    found = features([POWER], loaded, np.zeros(WORDS), np.ones(CHARACTERS)).toarray()[0]
    assert not found[:WORDS].any()
    assert found[WORDS : WORDS + CHARACTERS].any()
    other = features([POWER], loaded, np.ones(WORDS), np.zeros(CHARACTERS)).toarray()[0]
    assert other[:WORDS].any()
    assert not other[WORDS : WORDS + CHARACTERS].any()


def test_a_score_is_the_weighted_features_and_the_intercept_of_its_measure(codebook: Path) -> None:
    scores = Gate(codebook).scores([POWER, PLAIN, BOTH])
    counts = term_counts([POWER, PLAIN, BOTH], load_codebook(codebook))[:, :12]
    assert counts[:, 4].tolist() == [1.0, 0.0, 2.0]
    assert scores == pytest.approx(counts * 0.3 * 5 * 0.5 - 1 - np.arange(1, 13) / 8, abs=1e-12)
    assert scores[:, 4].tolist() == [-0.875, -1.625, -0.125]


def test_scores_have_six_decimals(tmp_path: Path) -> None:
    folder = with_gate(measures(tmp_path / "codebook"))
    arrays, _ = load_weights(folder, "gate")
    arrays["intercepts"] = np.array([0.12345678] * 6 + [-0.00000049] * 6, dtype=np.float32)
    save_weights(folder, "gate", "rounded", arrays, {})
    assert Gate(folder).scores([PLAIN]).tolist() == [[0.123457] * 6 + [0.0] * 6]


def test_no_texts_have_no_scores_for_twelve_measures(codebook: Path) -> None:
    gate = Gate(codebook)
    assert gate.scores([]).shape == (0, 12)
    assert gate.passes([]) == []


def test_a_passage_passes_for_each_measure_whose_threshold_it_reaches(codebook: Path) -> None:
    gate = Gate(codebook)
    assert gate.thresholds.tolist() == [-0.25] * 12
    assert gate.passes([PLAIN, POWER]) == [[], []]
    assert (5, -0.125) in gate.passes([BOTH])[0]
    gate.thresholds = gate.thresholds.copy()
    gate.thresholds[:] = 10.0
    gate.thresholds[4] = -0.125
    assert gate.passes([PLAIN, BOTH]) == [[], [(5, -0.125)]]
    gate.thresholds[4] = -0.124999
    assert gate.passes([PLAIN, BOTH]) == [[], []]
    gate.thresholds[[0, 11]] = [-1.125, -2.5]
    assert gate.passes([PLAIN]) == [[(1, -1.125), (12, -2.5)]]


def test_a_passage_of_two_paragraphs_passes_for_what_one_of_them_is_about(tmp_path: Path) -> None:
    gate = Gate(with_gate(measures(tmp_path / "codebook"), random=True))
    paragraphs = [f"{BOTH} {POWER} " * 3, f"{PLAIN} " * 6]
    assert [len(units(part)) for part in (*paragraphs, "\n".join(paragraphs))] == [1, 1, 2]
    best = gate.scores([part.strip() for part in paragraphs]).max(axis=0)
    gate.thresholds = best  # what the better paragraph scores is reached; the passage as a whole scores otherwise
    ((*passed,),) = gate.passes(["\n".join(part.strip() for part in paragraphs)])
    assert passed == [(measure, best[measure - 1]) for measure in range(1, 13)]
    assert gate.scores(["\n".join(paragraphs)])[0].tolist() != best.tolist()


def test_a_text_scores_the_same_whatever_stands_beside_it(tmp_path: Path) -> None:
    gate = Gate(with_gate(measures(tmp_path / "codebook"), random=True))
    texts = [POWER, PLAIN, BOTH, ""]
    together = gate.scores(texts)
    assert together.tolist() == [gate.scores([text])[0].tolist() for text in texts]
    assert together[::-1].tolist() == gate.scores(texts[::-1]).tolist()
    assert len(np.unique(together)) > 40


def test_a_codebook_without_a_gate_is_a_wrong_file(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="holds 0 files gate"):
        Gate(measures(tmp_path / "codebook"))
