"""Figures on labelled passages, against values worked out by hand and against scikit-learn; tolerant reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from schemas.errors import UsageError
from schemas.settings import PROJECT
from tasks.classify.embedded import EmbeddedClassifier
from tasks.classify.evaluate import (
    FIGURES,
    SAMPLES,
    Labelled,
    Table,
    _interval,
    _plain,
    _quantiles,
    _samples,
    evaluate,
    evaluate_file,
    evidence_f1,
    evidence_precision,
    false_accept,
    kappa,
    level_kappa,
    macro_f1,
    measure_accuracy,
    progress_kappa,
    read_labelled,
)
from tests.tasks.classify.handmade import HashedWords, handmade

POWER = "De brandstof voor de aggregaten is getest en geoefend door de ploeg."
LINES: list[dict[str, Any]] = [
    {"id": "power", "text": POWER, "measure": 5, "evidence": True, "progress": "beproefd"},
    {"id": "unsure", "text": "De aggregaten staan op het terrein.", "measure": 5, "evidence": True, "progress": "plan"},
    {"id": "missed", "text": "Niets staat er in deze zin.", "measure": 7, "evidence": True, "progress": "plan"},
    {"id": "second", "text": POWER, "measure": 6, "second_measure": 5, "evidence": True, "progress": "beproefd"},
    {"id": "false", "text": POWER, "measure": 5, "second_measure": 5, "evidence": False, "progress": "geen"},
    {"id": "none", "text": "Het jaar verliep rustig.", "measure": 0, "evidence": False},
]


def table(rows: list[tuple[int, int, int, int, str | None, str]]) -> Table:
    """Rows of gold, second, found, likeliest, gold progress, found progress."""
    columns = list(zip(*rows, strict=True))
    return Table(*(np.array(column) for column in columns[:4]), list(columns[4]), list(columns[5]))  # type: ignore[arg-type]


BY_HAND = table(
    [
        (5, 0, 5, 5, "uitvoering", "uitvoering"),
        (5, 0, 0, 5, "plan", "geen"),  # missed, its likeliest measure is right
        (3, 10, 10, 10, "beproefd", "uitvoering"),  # the second measure: right
        (4, 10, 0, 10, "voornemen", "plan"),  # missed; the second measure is likeliest: right
        (7, 0, 9, 9, None, "plan"),  # a wrong measure
        (6, 0, 6, 6, "hoog", "beproefd"),  # a level
        (0, 0, 9, 9, "geen", "plan"),  # falsely accepted
        (0, 0, 0, 3, "geen", "geen"),
        (0, 0, 0, 3, "geen", "geen"),
        (2, 1, 3, 2, "plan", "plan"),  # found neither; the likeliest is right
    ]
)


def write(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / "gold.jsonl"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def line(**changed: Any) -> str:
    return json.dumps({"id": "a", "text": "Tekst.", "measure": 5, "evidence": True} | changed)


def test_figures_of_a_table_are_those_worked_out_by_hand() -> None:
    # right: 5 5 10 4 7 6 0 0 0 2; found: 5 0 10 0 9 6 9 0 0 3
    # F1 of 0: 2·2/(4+2+1); 5: 2/(2+1); 10: 1; 6: 1; 2, 3, 4, 7, 9: 0
    assert macro_f1(BY_HAND) == pytest.approx((4 / 7 + 2 / 3 + 1 + 1) / 9)
    assert evidence_precision(BY_HAND) == pytest.approx(5 / 6)
    assert evidence_f1(BY_HAND) == pytest.approx(2 * 5 / (7 + 6))
    assert false_accept(BY_HAND) == pytest.approx(1 / 3)
    assert measure_accuracy(BY_HAND) == pytest.approx(6 / 7)
    # progress: (3,3) (2,0) (4,3) (1,2) (2,2); a level and an unknown one do not count
    assert progress_kappa(BY_HAND) == pytest.approx(kappa([3, 2, 4, 1, 2], [3, 0, 3, 2, 2], 5))
    assert level_kappa(BY_HAND) == pytest.approx(kappa([3, 2, 3, 1, 3, 2], [3, 0, 3, 2, 3, 2], 4))
    assert BY_HAND.confusion() == {
        "0": {"0": 2, "9": 1},
        "10": {"10": 1},
        "2": {"3": 1},
        "4": {"0": 1},
        "5": {"0": 1, "5": 1},
        "6": {"6": 1},
        "7": {"9": 1},
    }
    assert list(table([(1, 0, n, 1, None, "plan") for n in (10, 9, 0)]).confusion()["1"]) == ["0", "9", "10"]


def test_only_a_found_second_measure_takes_the_place_of_the_first() -> None:
    assert BY_HAND.right.tolist() == [5, 5, 10, 4, 7, 6, 0, 0, 0, 2]
    assert BY_HAND.right_likeliest.tolist() == [5, 5, 10, 10, 7, 6, 0, 0, 0, 2]
    first = table([(1, 0, 1, 1, None, "plan"), (2, 0, 2, 2, None, "plan"), (0, 0, 0, 0, None, "geen")])
    assert first.right.tolist() == [1, 2, 0]
    missed = table([(4, 0, 0, 0, None, "geen")])  # no second measure is not a second measure 0
    assert (missed.right.tolist(), missed.right_likeliest.tolist()) == ([4], [4])
    only = table([(4, 1, 1, 1, None, "plan")])
    assert (only.right.tolist(), only.right_likeliest.tolist(), macro_f1(only)) == ([1], [1], 1.0)


def test_rows_of_a_table_keep_all_their_labels() -> None:
    part = BY_HAND.at(np.array([3, 2, 2]))
    assert [part.gold.tolist(), part.second.tolist(), part.found.tolist()] == [[4, 3, 3], [10, 10, 10], [0, 10, 10]]
    assert part.likeliest.tolist() == [10, 10, 10]
    assert part.gold_progress.tolist() == ["voornemen", "beproefd", "beproefd"]
    assert part.found_progress.tolist() == ["plan", "uitvoering", "uitvoering"]


@settings(deadline=None, max_examples=50)
@given(some.lists(some.tuples(*[some.integers(0, 12)] * 2, *[some.integers(0, 4)] * 2), min_size=2, max_size=30))
def test_figures_agree_with_scikit_learn(rows: list[tuple[int, int, int, int]]) -> None:
    from sklearn.metrics import cohen_kappa_score, f1_score

    gold, found, one, other = (list(column) for column in zip(*rows, strict=True))
    made = table([(g, 0, f, f, None, "geen") for g, f in zip(gold, found, strict=True)])
    assert macro_f1(made) == pytest.approx(f1_score(gold, found, average="macro", zero_division=0))
    by_kappa = kappa(one, other, 5)
    if by_kappa is None:
        assert set(one) == set(other)
        assert len(set(one)) == 1
    else:
        theirs = cohen_kappa_score(one, other, weights="quadratic", labels=list(range(5)))
        assert by_kappa == pytest.approx(theirs)


def test_kappa_weighs_by_the_square_of_the_distance() -> None:
    assert kappa([0, 1, 2, 3], [0, 1, 2, 3], 4) == 1
    assert kappa([0, 3], [3, 0], 4) == -1
    assert kappa([0, 0, 3, 3], [0, 3, 0, 3], 4) == 0
    assert kappa([0, 1, 2], [0, 1, 1], 3) == pytest.approx(1 - 3 / (0 + 1 * 2 + 1 * 1 + 0 + 4 * 1 + 1 * 2))
    assert kappa([2, 2], [2, 2], 3) is None
    assert kappa([], [], 3) is None


def test_a_figure_without_anything_to_count_is_not_given() -> None:
    nothing = table([(0, 0, 0, 4, "geen", "geen")])
    assert {name: figure(nothing) for name, figure in FIGURES.items()} == {
        "macro_f1": 1.0,
        "evidence_f1": None,
        "evidence_precision": None,
        "false_accept": 0.0,
        "measure_accuracy": None,
        "progress_kappa": None,
        "level_kappa": None,
    }
    assert false_accept(table([(1, 0, 1, 1, None, "plan")])) is None
    assert macro_f1(nothing.at(np.array([], dtype=int))) is None
    # measure 1 and 12 are measures, and evidence
    ends = table([(1, 0, 1, 1, "plan", "plan"), (12, 0, 12, 12, "beproefd", "beproefd"), (0, 0, 1, 1, None, "plan")])
    assert macro_f1(ends) == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert (evidence_precision(ends), evidence_f1(ends), false_accept(ends)) == (pytest.approx(2 / 3), 0.8, 1.0)
    assert (measure_accuracy(ends), progress_kappa(ends), level_kappa(ends)) == (1.0, 1.0, 1.0)


def test_progress_counts_of_gold_evidence_alone() -> None:
    rows: list[tuple[int, int, int, int, str | None, str]] = [
        (1, 0, 1, 1, "plan", "plan"),
        (1, 0, 1, 1, "beproefd", "beproefd"),
        (0, 0, 1, 1, "geen", "beproefd"),
    ]
    assert (progress_kappa(table(rows)), level_kappa(table(rows))) == (1.0, 1.0)


def test_the_interval_is_between_the_quantiles_of_the_samples() -> None:
    assert _quantiles([float(n) for n in range(101)]) == (2.5, 97.5)
    assert _quantiles([1 / 3]) == (0.3333, 0.3333)
    assert _quantiles([]) == (None, None)
    samples = _samples(10)
    assert (len(samples), SAMPLES) == (1000, 1000)
    assert {n for sample in samples for n in sample.tolist()} == set(range(10))
    assert {len(sample) for sample in samples} == {10}
    assert all((a == b).all() for a, b in zip(samples, _samples(10), strict=True))
    assert (_plain(2 / 3), _plain(None)) == (0.6667, None)


def test_the_interval_of_a_share_is_that_of_drawing_again() -> None:
    half = table([(0, 0, n % 2, 1, None, "geen") for n in range(50)])
    drawn = np.random.default_rng(20261124).integers(0, 50, (1000, 50)) % 2
    low, high = np.quantile(drawn.mean(axis=1), [0.025, 0.975])
    resampled = [half.at(rows) for rows in _samples(50)]
    assert _interval(resampled, false_accept) == (round(low, 4), round(high, 4))
    assert _interval(resampled, evidence_f1) == (0.0, 0.0)
    assert _interval(resampled, measure_accuracy) == (None, None)


def test_reading_is_tolerant(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "\ufeff" + line(id=7, org_kind="Waterschap", note="onbekende sleutel", progress="hoog"),
        "",
        line(org_kind=" GGD ", doc_type="van alles", year=2024, second_measure=3, progress=None) + "\r",
        "   ",
        line(org_kind="", text="Eén\u2028regel.", measure=12, second_measure=12),
        line(org_kind=None, measure=0, second_measure=0, evidence=False),
    )
    found = read_labelled(path)
    assert [one.id for one in found] == ["7", "a", "a", "a"]
    assert [one.org_kind for one in found] == ["overig", "ggd", None, None]
    assert [one.progress for one in found] == ["hoog", None, None, None]
    assert [one.second_measure for one in found] == [None, 3, 12, 0]
    assert (found[1].doc_type, found[1].year, found[2].text) == ("van alles", 2024, "Eén\u2028regel.")
    kinds = ("veiligheidsregio", "gemeente", "ggd", "rijk", "overig")
    made = [Labelled(id="a", text="b", measure=1, evidence=True, org_kind=kind) for kind in kinds]
    assert [one.org_kind for one in made] == list(kinds)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("{", "line 3: not JSON"),
        ("[" * 100_000, "line 3: not JSON"),
        ("[1]", "line 3: line:"),
        (line(measure=13), "line 3: measure:"),
        (line(measure=-1), "line 3: measure:"),
        (line(second_measure=13), "line 3: second_measure:"),
        (line(second_measure=-1), "line 3: second_measure:"),
        (line(text=""), "line 3: text:"),
        (line(progress="bijna"), "must be one of geen, voornemen, plan, uitvoering, beproefd, laag, midden, hoog"),
        ('{"text": "b", "measure": 1, "evidence": true}', "line 3: id:"),
    ],
)
def test_a_bad_line_is_an_error_with_its_number(tmp_path: Path, bad: str, words: str) -> None:
    path = write(tmp_path, line(), "", bad, line(measure=40))
    with pytest.raises(UsageError) as error:
        read_labelled(path)
    assert words in str(error.value)
    assert str(error.value).startswith(f"{path}: line 3: ")
    assert " | line 4: measure:" in str(error.value)


def test_at_most_twenty_bad_lines_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_labelled(write(tmp_path, *["{"] * 25))
    assert "line 20:" in str(error.value)
    assert "line 21:" not in str(error.value)


def test_files_that_hold_nothing_or_are_no_text_are_errors(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no labelled passages"):
        read_labelled(write(tmp_path, "", " "))
    with pytest.raises(UsageError, match=r"gold\.jsonl cannot be read"):
        read_labelled(write(tmp_path, line(text="é", id="x").replace("\\u00e9", "é"), encoding="latin-1"))
    with pytest.raises(UsageError, match="gone cannot be read"):
        read_labelled(tmp_path / "gone")


def test_passages_are_judged_and_counted_by_weights_made_by_hand(tmp_path: Path) -> None:
    classifier = EmbeddedClassifier(handmade(tmp_path), HashedWords())
    lines = [Labelled.model_validate(one) for one in LINES]
    made = evaluate(lines, classifier)
    expected = {
        "n": 6,
        # right: 5 5 7 5 0 0; found: 5 5 0 5 5 0
        "macro_f1": round((2 * 3 / 7 + 0 + 2 / 4) / 3, 4),
        "evidence_f1": 0.75,
        "evidence_precision": 0.75,
        "false_accept": 0.5,
        "measure_accuracy": 0.75,
        # "staan op" is no cue: all steps are as likely, the middle one of four is plan
        # gold 4 2 2 4, found 4 2 0 4: each gold one against each found one, a quarter of that is chance
        "progress_kappa": round(1 - 4 / ((2 * (4 + 0 + 2 * 4) + 2 * (16 + 4 + 2 * 0)) / 4), 4),
        # gold 3 2 2 3, found 3 2 0 3
        "level_kappa": round(1 - 4 / ((2 * (4 + 0 + 2 * 1) + 2 * (9 + 1 + 2 * 0)) / 4), 4),
        "abstained": 1,
    }
    assert {name: made[name] for name in expected} == expected
    assert made["confusion"] == {"0": {"0": 1, "5": 1}, "5": {"5": 3}, "7": {"0": 1}}
    assert made["misses"] == [
        {"id": "missed", "gold": 7, "found": 0, "gold_progress": "plan", "found_progress": "geen"},
        {"id": "false", "gold": 0, "found": 5, "gold_progress": "geen", "found_progress": "beproefd"},
    ]
    assert (made["abstained_lo"], made["abstained_hi"]) == (0.0, 3.0)
    assert list(made) == [
        "n",
        *(f"{name}{end}" for name in (*FIGURES, "abstained") for end in ("", "_lo", "_hi")),
        "confusion",
        "misses",
    ]


def test_a_file_is_judged_by_the_classifier_that_ships(tmp_path: Path) -> None:
    made = evaluate_file(write(tmp_path, *map(json.dumps, LINES)), PROJECT / "codebook")
    assert json.loads(json.dumps(made)) == made
    assert made["n"] == 6
    for name in FIGURES:
        assert {name, f"{name}_lo", f"{name}_hi"} <= set(made)
        if None not in (made[name], made[f"{name}_lo"]):
            assert made[f"{name}_lo"] <= made[f"{name}_hi"]
    assert sum(count for row in made["confusion"].values() for count in row.values()) == 6
    assert {miss["id"] for miss in made["misses"]} <= {one["id"] for one in LINES}


def test_whose_text_it_is_counts(tmp_path: Path) -> None:
    classifier = EmbeddedClassifier(handmade(tmp_path), HashedWords())
    asked = [LINES[0] | {"org_kind": kind} for kind in ("gemeente", "waterschap", "ggd")]
    made = evaluate([Labelled.model_validate(one) for one in asked], classifier)
    assert (made["n"], made["confusion"]) == (3, {"5": {"0": 2, "5": 1}})
