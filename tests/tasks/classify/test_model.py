"""The arithmetic of the trained models, held against numbers worked out by hand."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import numpy as np
import pytest

from schemas.codebook import load_codebook
from schemas.errors import SourceFileError
from tasks.classify.model import Model, _two_way, dense_features, log_softmax, mixed, progress_features
from tests.tasks.classify.handmade import arrays, codebook, handmade
from text.sparse import FINE_CHARACTERS, weighted

TEXTS = ["De aggregaten en de brandstof zijn getest.", "Er is niets.", "Kernwoord07 en onderdeel07eerste."]


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return np.random.default_rng(1).normal(size=(3, 384))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    """Random weights of the right shapes, other ones for each array."""
    random = np.random.default_rng(2)
    made = {}
    for name, array in arrays().items():
        if array.dtype == np.int8:
            made[name] = random.integers(-127, 128, array.shape).astype(np.int8)
        elif name == "spread" or name == "idf" or name.endswith("_scale"):
            made[name] = random.uniform(0.01, 0.05 if name.endswith("_scale") else 2, array.shape).astype(array.dtype)
        else:
            made[name] = random.normal(scale=0.1, size=array.shape).astype(array.dtype)
    return Model(handmade(tmp_path_factory.mktemp("random"), **made))


def test_log_softmax_gives_logs_of_chances_that_add_up_to_one_per_row() -> None:
    made = log_softmax(np.array([[0.0, log(3.0)], [1000.0, 1000.0], [log(2.0), log(6.0)]]))
    assert np.exp(made) == pytest.approx(np.array([[0.25, 0.75], [0.5, 0.5], [0.25, 0.75]]))


def test_two_way_turns_one_score_into_logs_of_no_and_yes() -> None:
    made = np.exp(_two_way(np.array([[0.0], [log(3.0)], [-log(4.0)]])))
    assert made == pytest.approx(np.array([[0.5, 0.5], [0.25, 0.75], [0.8, 0.2]]))
    assert _two_way(np.array([800.0]))[0] == pytest.approx([-800.0, 0.0])


def test_mixing_takes_half_its_margin_from_the_measures_and_half_from_evidence() -> None:
    dense = np.zeros((1, 13))
    dense[0, 0], dense[0, 4], dense[0, 7] = 1.0, 6.0, 2.0
    sparse = np.zeros((1, 13))
    sparse[0, 0], sparse[0, 4], sparse[0, 7] = 3.0, 2.0, 4.0
    # means: none 2, four 4, seven 3; their margin is 2. Evidence: means (-1.5, 2.5): margin 4. Together 3.
    made = mixed(dense, sparse, np.array([[-1.0, 2.0]]), np.array([[-2.0, 3.0]]), -10.0)[0]
    assert made[4] - made[0] == pytest.approx(3.0)
    assert made[4] - made[7] == pytest.approx(1.0)
    assert made[4] - made[1] == pytest.approx(4.0)
    assert np.exp(made).sum() == pytest.approx(1.0)
    assert exp(made[4]) == pytest.approx(1 / (1 + exp(-3) + exp(-1) + 10 * exp(-4)))


def test_evidence_is_capped_by_how_far_a_measure_stands_out() -> None:
    dense, sparse = np.zeros((1, 13)), np.zeros((1, 13))
    dense[0, 4], sparse[0, 4] = 1.0, 2.0
    sure = np.array([[-4.0, 4.0]])
    # the measure is 1.5 above none, evidence 8 above its denial: 4.75 together, but at most 1.5 less the margin asked
    for asked, expected in ((-10.0, 4.75), (0.0, 1.5), (1.2, 0.3), (2.0, -0.5)):
        made = mixed(dense, sparse, sure, sure, asked)[0]
        assert made[4] - made[0] == pytest.approx(expected)
    # where evidence is doubted, the doubt decides
    doubted = mixed(dense, sparse, -sure, -sure, 0.0)[0]
    assert doubted[4] - doubted[0] == pytest.approx(-3.25)


def test_mixing_looks_at_each_row_by_itself() -> None:
    random = np.random.default_rng(3)
    given = [random.normal(size=(4, width)) for width in (13, 13, 2, 2)]
    assert mixed(*given, 0.5)[2:3] == pytest.approx(mixed(*(one[2:3] for one in given), 0.5))


def test_dense_features_are_standard_vectors_and_five_for_each_term(tmp_path: Path) -> None:
    book = load_codebook(codebook(tmp_path))
    made = dense_features(np.full((3, 384), 3.0), TEXTS, book, np.full(384, 1.0), np.full(384, 4.0))
    assert made.shape == (3, 408)
    assert (made[:, :384] == 0.5).all()
    assert {n: v for n, v in enumerate(made[0, 384:]) if v} == {4: 10.0}
    assert not made[1, 384:].any()
    assert {n: v for n, v in enumerate(made[2, 384:]) if v} == {6: 5.0, 18: 5.0}


def test_progress_features_are_standard_vectors_and_two_for_each_cue() -> None:
    made = progress_features(np.full((2, 384), 3.0), TEXTS[:2], np.full(384, 1.0), np.full(384, 4.0))
    assert made.shape == (2, 391)
    assert (made[:, :384] == 0.5).all()
    assert made[:, 384:].tolist() == [[0, 0, 0, 0, 0, 0, 2.0], [0] * 7]


def test_a_term_made_by_hand_gives_the_margin_worked_out_on_paper(tmp_path: Path) -> None:
    model = Model(handmade(tmp_path))
    texts = ["Er is niets.", "De aggregaten staan er.", "De aggregaten met brandstof."]
    logs = model.log_probabilities(np.zeros((3, 384)), texts)
    assert logs[:, 5] - logs[:, 0] == pytest.approx([-0.75, 0.5, 1.75], abs=2e-4)
    assert logs[:, 5] - logs[:, 6] == pytest.approx([0, 2.5, 5], abs=2e-4)
    assert np.exp(logs).sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-3)
    assert (logs == logs.round(4)).all()
    assert (logs != logs.round(3)).any()


def test_log_probabilities_mix_four_models_of_two_views(model: Model, vectors: np.ndarray) -> None:
    a = {name: array.astype(float) for name, array in model._arrays.items()}
    dense = dense_features(vectors, TEXTS, model.codebook, a["mean"], a["spread"])
    sparse = weighted(FINE_CHARACTERS.counts(TEXTS), a["idf"]).toarray()
    by_hand = mixed(
        log_softmax(dense @ a["dense_all"] + a["dense_all_intercept"]),
        log_softmax(sparse @ (a["sparse_all"] * a["sparse_all_scale"]) + a["sparse_all_intercept"]),
        _two_way(dense @ a["dense_evidence"] + a["dense_evidence_intercept"]),
        _two_way(sparse @ (a["sparse_evidence"] * a["sparse_evidence_scale"]) + a["sparse_evidence_intercept"]),
        model.codebook.judging.classify.topic_margin.value,
    )
    assert model.log_probabilities(vectors, TEXTS) == pytest.approx(by_hand, abs=6e-5)


def test_sentences_score_by_characters_and_by_terms_of_the_measure_and_its_elements(
    model: Model, tmp_path: Path
) -> None:
    a = {name: array.astype(float) for name, array in model._arrays.items()}
    sparse = weighted(FINE_CHARACTERS.counts(TEXTS), a["idf"]).toarray()
    scores = sparse @ (a["sparse_all"] * a["sparse_all_scale"]) + a["sparse_all_intercept"]
    by_hand = scores[:, 5] - scores[:, 0] + np.array([2, 0, 0])
    assert model.sentence_scores(TEXTS, 5) == pytest.approx(by_hand)
    assert Model(handmade(tmp_path)).sentence_scores(TEXTS, 7).tolist() == [0.0, 0.0, 2.0]


def test_progress_is_four_chances_a_row(model: Model, vectors: np.ndarray, tmp_path: Path) -> None:
    a = {name: array.astype(float) for name, array in model._arrays.items()}
    features = progress_features(vectors, TEXTS, a["mean"], a["spread"])
    scores = np.exp(features @ a["progress"] + a["progress_intercept"])
    assert model.progress(vectors, TEXTS) == pytest.approx(scores / scores.sum(axis=1, keepdims=True))
    plain = Model(handmade(tmp_path)).progress(vectors, TEXTS)
    # one cue of "beproefd" adds 5, the vectors nothing
    assert plain[0] == pytest.approx(np.array([1, 1, 1, exp(5)]) / (3 + exp(5)))
    assert plain[1] == pytest.approx([0.25] * 4)


def test_elements_are_chances_by_the_vector_alone(model: Model, vectors: np.ndarray, tmp_path: Path) -> None:
    a = {name: array.astype(float) for name, array in model._arrays.items()}
    scores = ((vectors - a["mean"]) / a["spread"]) @ a["elements_3"] + a["elements_3_intercept"]
    assert model.elements(vectors, 3) == pytest.approx(1 / (1 + np.exp(-scores)))
    plain = Model(handmade(tmp_path)).elements(vectors[:1], 3)
    assert plain.round(2).tolist() == [[0.88, 0.38, 0.25, 0.05, 0.05]]


def test_a_codebook_without_weights_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="weerbaarheid train"):
        Model(codebook(tmp_path))
