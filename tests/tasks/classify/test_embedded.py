"""The embedded classifier: exact on weights made by hand, and its contract on the real ones."""

from __future__ import annotations

from math import exp
from pathlib import Path

import numpy as np
import pytest

from schemas.codebook import PROGRESS
from schemas.settings import PROJECT
from tasks.classify.classifier import Candidate, Judgement
from tasks.classify.embedded import CODE_VERSION, EmbeddedClassifier, middle, version
from tests.tasks.classify.handmade import HashedWords, handmade
from text.digest import digest

ONE = "De aggregaten van de regio staan op het terrein."
TWO = "De aggregaten van de regio hebben brandstof voor drie dagen."
BOTH = "De aggregaten hebben brandstof en ook kernwoord07 staat in de zin."
NOTHING = "Het was een rustig jaar voor de hele afdeling."
POWER = (
    "Noodstroom. De veiligheidsregio heeft drie noodstroomaggregaten geplaatst bij de kazernes en de meldkamer. De "
    "aggregaten worden elke maand beproefd onder belasting en er is een dieselvoorraad voor 72 uur met afspraken over "
    "de levering van brandstof."
)
VOICE = (
    "Crisiscommunicatie. Het team crisiscommunicatie kent een piket dat dag en nacht bereikbaar is, met een crisissite "
    "en een noodnet met de omroep als rampenzender. Het crisiscommunicatieplan is in 2023 met een oefening getest en "
    "de leerpunten zijn verwerkt."
)
IDLE = "De accountant heeft de jaarrekening gecontroleerd en een goedkeurende verklaring gegeven over het boekjaar."


def made(folder: Path, **changed: float) -> EmbeddedClassifier:
    return EmbeddedClassifier(handmade(folder, **changed), HashedWords())  # type: ignore[arg-type]


def one(classifier: EmbeddedClassifier, text: str, measure: int, kind: str | None = None) -> Judgement:
    return classifier.judge([Candidate(text, (measure,), kind)])[0][0]


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedClassifier:
    return made(tmp_path_factory.mktemp("hand"))


@pytest.fixture(scope="module")
def real() -> EmbeddedClassifier:
    return EmbeddedClassifier(PROJECT / "codebook")


@pytest.mark.parametrize(
    ("chances", "step"),
    [
        ([0.5, 0.5, 0, 0], 0),
        ([0.4999, 0.5001, 0, 0], 1),
        ([0.1, 0.2, 0.2, 0.5], 2),
        ([0.1, 0.2, 0.19, 0.51], 3),
        ([0.1, 0.1, 0.1, 0.1], 3),
        ([0.4999996, 0.5, 0, 0], 0),
    ],
)
def test_the_middle_step_is_where_half_of_the_probability_is_reached(chances: list[float], step: int) -> None:
    assert middle(np.array(chances)) == step


@pytest.mark.parametrize(
    ("text", "margin", "is_evidence", "is_abstained"),
    [(TWO, 1.85, True, False), (ONE, 0.6, True, True), (NOTHING, -0.65, False, False)],
)
def test_confidence_is_the_chance_of_what_was_said(
    by_hand: EmbeddedClassifier, text: str, margin: float, is_evidence: bool, is_abstained: bool
) -> None:
    """The margin of weights made by hand, and a none bias of 0.1; below .65 it abstains."""
    # a text that says nothing is as likely for every measure: the first is the likeliest
    found = one(by_hand, text, 5 if is_evidence else 1)
    assert found.confidence == pytest.approx(1 / (1 + exp(-abs(margin))), abs=2e-4)
    assert found.confidence == round(found.confidence, 4)
    assert (found.is_evidence, found.is_abstained) == (is_evidence, is_abstained)
    logs = found.raw_answer["logs"]
    assert logs[found.measure] - logs[0] == pytest.approx(margin, abs=3e-4)
    assert len(logs) == 13


@pytest.mark.parametrize(("sure", "is_abstained"), [(0.64, False), (0.65, True)])
def test_evidence_is_abstained_just_below_the_line(tmp_path: Path, sure: float, is_abstained: bool) -> None:
    found = one(made(tmp_path, sure=sure), ONE, 5)
    assert (found.is_evidence, found.is_abstained) == (True, is_abstained)
    assert found.quote == ONE


@pytest.mark.parametrize(("sure", "is_abstained"), [(0.65, False), (0.66, True)])
def test_no_evidence_is_abstained_where_it_was_nearly_evidence(tmp_path: Path, sure: float, is_abstained: bool) -> None:
    found = one(made(tmp_path, sure=sure), NOTHING, 1)  # chance .343
    assert (found.is_evidence, found.is_abstained, found.progress) == (False, is_abstained, "geen")
    assert not one(made(tmp_path, sure=sure), NOTHING, 3).is_abstained  # neither first nor second


@pytest.mark.parametrize(("bias", "is_evidence"), [(-0.49, True), (-0.51, False)])
def test_evidence_must_be_likelier_than_none(tmp_path: Path, bias: float, is_evidence: bool) -> None:
    assert one(made(tmp_path, bias=bias), ONE, 5).is_evidence is is_evidence


def test_the_second_measure_counts_when_it_is_likely_enough_beside_the_first(tmp_path: Path) -> None:
    """Measure 7 is 2.5 behind 5, so e^-2.5 = .082 times as likely."""
    for second, counts in ((0.08, True), (0.084, False)):
        found = one(made(tmp_path, bias=2.0, second=second), BOTH, 7)
        assert (found.is_evidence, found.is_abstained) == (counts, False), second
        if not counts:
            # by itself it is likely enough: what it lacks is its place
            assert found.confidence == 0.5
    classifier = made(tmp_path, bias=4.0, second=0.001)
    assert one(classifier, BOTH, 5).is_evidence
    assert not one(classifier, BOTH, 6).is_evidence  # the third, never


def test_equally_likely_measures_are_first_and_second_by_number(by_hand: EmbeddedClassifier) -> None:
    text = "Hier staan kernwoord03 en kernwoord07 en kernwoord09 in een zin over alles."
    assert [one(by_hand, text, m).is_evidence for m in (3, 7, 9)] == [True, True, False]


def test_the_owner_rules_measures_out(by_hand: EmbeddedClassifier) -> None:
    ruled_out = one(by_hand, TWO, 5, "ggd")
    assert (ruled_out.is_evidence, ruled_out.confidence, ruled_out.is_abstained) == (False, 1.0, False)
    assert [n for n, value in enumerate(ruled_out.raw_answer["logs"]) if value is not None] == [0, 12]
    care = "De kernwoord12 en trefwoord12 zijn door de dienst geregeld."
    assert one(by_hand, care, 12, "ggd").is_evidence
    for kind, is_evidence in (("rijk", False), ("overig", False), ("gemeente", True), (None, True)):
        assert one(by_hand, TWO, 5, kind).is_evidence is is_evidence, kind
        named = TWO.replace("de regio", "Gemeente Klaverbrug")
        assert one(by_hand, named, 5, kind).is_evidence, kind


def test_the_likeliest_measure_is_of_the_unit_that_speaks_most_for_any(by_hand: EmbeddedClassifier) -> None:
    filler = " ".join(["Gewone woorden over het jaar en het werk."] * 4)
    text = f"De kernwoord03 staat hier. {filler}\n{filler} De kernwoord09 en trefwoord09 staan hier."
    assert by_hand.likeliest(Candidate(text, ())) == 9
    assert by_hand.likeliest(Candidate(NOTHING, ())) == 1
    assert by_hand.likeliest(Candidate("De kernwoord12 en aggregaten.", (), "ggd")) == 12
    texts, vectors, logs = by_hand.unit_logs(Candidate(text, ()))
    assert (len(texts), vectors.shape, logs.shape) == (2, (2, 384), (2, 13))


def test_a_passage_is_judged_by_the_paragraph_that_speaks_of_the_measure_first(by_hand: EmbeddedClassifier) -> None:
    filler = " ".join(["Gewone woorden over het jaar en het werk."] * 4)
    # 7 stands in both paragraphs: in the first beside more of 5, in the second alone
    mixed = f"De aggregaten, brandstof, kernwoord07 en trefwoord07 staan hier. {filler}"
    alone = f"{filler} De kernwoord07 staat in deze zin alleen."
    for text, unit in ((f"{mixed}\n{alone}", 0), (f"{alone}\n{mixed}", 1)):
        assert one(by_hand, text, 7).raw_answer["unit"] == unit
    low = f"De aggregaten, brandstof en kernwoord07 staan hier. {filler}"
    assert one(by_hand, f"{low}\n{alone}", 7).raw_answer["unit"] == 1
    assert one(by_hand, f"{alone}\n{alone}", 7).raw_answer["unit"] == 0


def test_progress_elements_tags_and_year_come_with_evidence(by_hand: EmbeddedClassifier) -> None:
    text = (
        "In 2021 was er een werkgroep met een eigen planning voor het komend jaar. "
        "De aggregaten en brandstof kwamen er in 2020, met onderdeel05tweede, onderdeel05derde en werkdruk."
    )
    found = one(by_hand, text, 5)
    assert (found.measure, found.progress, found.tags) == (5, "plan", ("capaciteit",))
    # likely by itself; likely enough with its own term; its term stands there, yet it is too unlikely (.25)
    assert found.elements == ("eerste", "tweede")
    assert found.year_described == 2020
    assert found.quote is not None
    assert found.quote.startswith("De aggregaten")
    assert sum(found.raw_answer["progress"]) == pytest.approx(1, abs=2e-4)
    assert one(by_hand, text.replace("in 2020", "snel"), 5).year_described == 2021
    assert one(by_hand, TWO, 5).year_described is None
    assert one(by_hand, TWO, 5).elements == ("eerste",)
    assert one(by_hand, f"{TWO[:-1]}, geoefend.", 5).progress == "beproefd"


def test_there_is_always_an_element(tmp_path: Path) -> None:
    chances = np.array([-3, -2, -2.5, -3, -3], dtype=np.float32)
    folder = handmade(tmp_path, elements_5_intercept=chances)  # type: ignore[arg-type]
    assert one(EmbeddedClassifier(folder, HashedWords()), TWO, 5).elements == ("tweede",)


def test_the_version_is_of_the_code_and_the_name_of_the_weights(tmp_path: Path) -> None:
    folder = handmade(tmp_path)
    before = version(folder)
    assert before == digest(CODE_VERSION, "embedded-0123456789abcdef.npz")
    assert EmbeddedClassifier(folder).version == before
    file = folder / "weights" / "embedded-0123456789abcdef.npz"
    file.rename(file.with_name("embedded-f.npz"))
    assert version(folder) == digest(CODE_VERSION, "embedded-f.npz") != before


def test_two_paragraphs_about_two_measures_are_judged_apart(real: EmbeddedClassifier) -> None:
    text = f"{POWER}\n{VOICE}"
    assert real.likeliest(Candidate(POWER, (), "veiligheidsregio")) == 5
    assert real.likeliest(Candidate(VOICE, (), "veiligheidsregio")) == 3
    power, voice = real.judge([Candidate(text, (5, 3), "veiligheidsregio")])[0]
    assert (power.raw_answer["unit"], voice.raw_answer["unit"]) == (0, 1)
    assert power == one(real, POWER, 5, "veiligheidsregio")
    alone = one(real, VOICE, 3, "veiligheidsregio")
    assert (voice.is_evidence, voice.quote, voice.confidence) == (alone.is_evidence, alone.quote, alone.confidence)


def test_judgements_do_not_depend_on_order_or_company(real: EmbeddedClassifier) -> None:
    asked = [Candidate(text, (3, 5, 12), "gemeente") for text in (POWER, VOICE, IDLE, f"{IDLE}\n{VOICE}\n{POWER}")]
    together = real.judge(asked)
    assert real.judge(asked[::-1])[::-1] == together
    fresh = EmbeddedClassifier(PROJECT / "codebook", real.embedder)
    assert [fresh.judge([candidate])[0] for candidate in asked] == together
    turned = real.judge([Candidate(c.text, c.measures[::-1], c.org_kind) for c in asked])
    assert [row[::-1] for row in turned] == together


def test_every_judgement_keeps_the_contract(real: EmbeddedClassifier) -> None:
    measures = tuple(range(1, 13))
    asked = [Candidate(text, measures, "veiligheidsregio") for text in (POWER, VOICE, IDLE, f"{POWER}\n{IDLE}", "x")]
    for candidate, judged in zip(asked, real.judge(asked), strict=True):
        assert [found.measure for found in judged] == list(measures)
        for found in judged:
            assert found.progress in PROGRESS
            assert found.is_evidence == (found.progress != "geen") == (found.quote is not None) == bool(found.elements)
            assert 0.5 <= found.confidence <= 1
            if found.quote is not None:
                assert found.quote in candidate.text
                assert set(found.elements) <= set(real.model.codebook.measures[found.measure].element_ids())
            else:
                assert (found.tags, found.year_described) == ((), None)
    assert real.judge([]) == []
