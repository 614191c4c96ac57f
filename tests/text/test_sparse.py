"""Hashed words and character n-grams, against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from text.sparse import CHARACTERS, FINE_CHARACTERS, WORDS, Grams, inverse_frequency, weighted


@pytest.mark.parametrize(("grams", "features"), [(WORDS, 4096), (CHARACTERS, 8192), (FINE_CHARACTERS, 16384)])
def test_counts_have_a_fixed_number_of_features_whatever_the_texts(grams: Grams, features: int) -> None:
    assert grams.counts(["kist", "een heel andere tekst"]).shape == (2, features)


def test_words_are_counted_without_regard_to_capitals() -> None:
    counts = WORDS.counts(["Kist kist bak", "KIST"])
    assert counts.sum() == 4.0
    assert sorted(counts[0].data.tolist()) == [1.0, 2.0]
    assert counts[0].multiply(counts[1]).sum() == 2.0


def test_characters_are_counted_in_runs_of_three_to_five_within_a_word() -> None:
    # " ab " has the runs " ab", "ab ", " ab "
    assert CHARACTERS.counts(["ab"]).sum() == 3.0


def test_a_text_counts_the_same_whatever_stands_beside_it() -> None:
    alone = CHARACTERS.counts(["De kist is leeg."])
    beside = CHARACTERS.counts(["Iets anders.", "De kist is leeg."])
    assert (alone != beside[1]).nnz == 0


def test_a_rare_feature_weighs_more_than_one_in_every_text() -> None:
    counts = csr_matrix(np.array([[1.0, 0.0], [2.0, 3.0], [1.0, 0.0]]))
    assert inverse_frequency(counts) == pytest.approx([math.log(4 / 4) + 1, math.log(4 / 2) + 1])


def test_rows_are_weighted_by_log_count_and_idf_and_have_length_one() -> None:
    counts = csr_matrix(np.array([[1.0, math.e], [0.0, 5.0]]))
    made = weighted(counts, np.array([2.0, 1.0])).toarray()
    assert made[0] == pytest.approx([2 / math.sqrt(8), 2 / math.sqrt(8)])
    assert made[1] == pytest.approx([0.0, 1.0])


def test_a_row_without_features_stays_empty_and_the_counts_are_not_changed() -> None:
    counts = csr_matrix(np.array([[0.0, 0.0], [3.0, 0.0]]))
    assert weighted(counts, np.ones(2)).toarray()[0].tolist() == [0.0, 0.0]
    assert counts.toarray()[1].tolist() == [3.0, 0.0]
