from __future__ import annotations

import json
import random
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.copies import Passage, link, same_in_essence

PLAN = (
    "Veiligheidsregio Duinrand beschikt over een draaiboek voor noodstroom dat in 2021 is vastgesteld. "
    "Het draaiboek beschrijft welke gebouwen bij uitval van stroom als eerste een aggregaat krijgen en wie dat brengt. "
    "In maart zijn 12 medewerkers opgeleid om de aggregaten aan te sluiten. "
    "De kosten waren € 12.500 en zijn betaald uit de begroting."
)
WORDS = str.split(
    "de regio werkt met gemeenten aan water stroom opvang zorg bericht plan brandweer school dijk energie bestuur raad "
    "dorp wijk hulp voorraad brandstof meldkamer telefoon netwerk haven brug kade polder kern straat buurt kerk hal"
)


def made(random_: random.Random, length: int = 60) -> str:
    return " ".join(random_.choice(WORDS) for _ in range(length)).capitalize() + "."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in 2021 is", "in 2024 is"),
        ("In maart zijn 12 medewerkers", "In oktober zijn twintig medewerkers"),
        ("€ 12.500", "€ 1,2 miljoen"),
        ("zijn 12 medewerkers", "is één medewerker"),
        ("beschikt over", "beschikt ook over"),
        ("een aggregaat krijgen", "een eigen aggregaat krijgen"),
        ("medewerkers opgeleid", "collega's opgeleid"),
        ("opgeleid om", "opgeleid, net als in andere regio's, om"),
        ("uitval van stroom", "uitval van de stroom"),
        ("aggregaten aan", "aggre- gaten aan"),
        ("draaiboek voor noodstroom", "draaiboek voor nood-stroom"),
        ("welke gebouwen bij uitval", "welke gebouwcn bij uitval"),
        ("Veiligheidsregio Duinrand", "Vei1igheidsregio Duinrand"),
        ("is vastgesteld", "is vastgesteid"),
        ("uitval van", "uitfal vam"),
    ],
)
def test_yearly_changes_leave_what_is_said(one: str, other: str) -> None:
    assert one in PLAN
    similarity = same_in_essence(PLAN, PLAN.replace(one, other))
    assert similarity is not None
    assert 0.85 < similarity <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is vastgesteld", "is niet vastgesteld"),
        ("is vastgesteld", "wordt vastgesteld"),
        ("is vastgesteld", "is geoefend"),
        ("is vastgesteld", "is nog niet vastgesteld"),
        ("is vastgesteld", "zal worden vastgesteld"),
        ("is vastgesteld", "is in concept vastgesteld"),
        ("beschikt over een", "beschikt niet over een"),
        ("beschikt over een", "beschikt nlet over een"),
        ("beschikt over een", "beschikt over geen"),
        ("Duinrand", "Heidekant"),
        ("Veiligheidsregio Duinrand", "Team A"),
        ("voor noodstroom", "voor drinkwater"),
        ("zijn 12 medewerkers", "zijn geen medewerkers"),
        ("zijn 12 medewerkers", "zijn 0 medewerkers"),
        ("wie dat brengt", "wie dat oefent"),
        ("de aggregaten aan", "de aggregaten van post A aan"),
        ("aan te sluiten.", "aan te sluiten. Dit is in april geoefend."),
        ("uit de begroting.", "uit de begroting. Het plan is daarna geëvalueerd."),
        ("en wie dat brengt", "behalve in Oosterwolde"),
    ],
)
def test_another_status_body_subject_or_denial_says_something_else(one: str, other: str) -> None:
    assert one in PLAN
    assert same_in_essence(PLAN, PLAN.replace(one, other)) is None


def test_the_same_text_in_other_white_space_and_case_is_wholly_the_same() -> None:
    assert same_in_essence(PLAN, PLAN.upper().replace(" ", " \n")) == 1.0


def test_similarity_is_twice_the_words_in_common_over_all_words() -> None:
    one = "De regio heeft drie nieuwe aggregaten voor haar gebouwen gekocht."
    other = "De regio heeft drie aggregaten voor haar gebouwen gekocht."
    # numbers are left out of the count: 9 words and 8, of which 8 in common
    assert same_in_essence(one, other) == pytest.approx(16 / 17)


def test_a_text_with_most_of_another_one_in_it_is_the_same_where_it_was_cut_elsewhere() -> None:
    words = made(random.Random(7), 100).split()
    assert same_in_essence(" ".join(words), " ".join(words[:80])) == pytest.approx(160 / 180)
    assert same_in_essence(" ".join(words[:90]), " ".join(words[10:])) == pytest.approx(160 / 180)
    assert same_in_essence(" ".join(words[:80]), " ".join(words[20:])) is None


def test_half_of_the_words_in_common_is_not_enough() -> None:
    opening = ". ".join(PLAN.split(". ")[:2])
    assert same_in_essence(PLAN, f"{opening}. " + made(random.Random(1), 30)) is None


def test_few_words_are_the_same_only_when_they_are_equal() -> None:
    assert same_in_essence("Paragraaf 3 Financiën 2022", "Paragraaf 3 Financiën 2023") is None
    assert same_in_essence("Paragraaf 3", "paragraaf  3") == 1.0
    assert same_in_essence("", "") == 1.0
    assert same_in_essence("2022", "12 maart") is None


def test_copies_are_linked_to_the_earliest_by_order_key_and_then_by_id() -> None:
    passages = [
        Passage("b", "2023", PLAN.replace("2021", "2023")),
        Passage("c", "2021", PLAN),
        Passage("a", "2021", PLAN.replace("maart", "juni")),
        Passage("d", "2020", made(random.Random(2))),
    ]
    assert link(passages) == {"b": ("a", 1.0), "c": ("a", 1.0)}


def test_equal_texts_are_linked_however_short() -> None:
    assert link([Passage("b", "2", "Zie bijlage 3."), Passage("a", "1", "Zie  bijlage 3.")]) == {"b": ("a", 1.0)}


def test_small_changes_year_after_year_do_not_lead_away_from_the_first() -> None:
    words = made(random.Random(3), 150).split()
    replaced = [" ".join(words[7 * n : 7 * n + 80]) for n in range(8)]
    passages = [Passage(str(n), str(2015 + n), text) for n, text in enumerate(replaced)]
    steps = [same_in_essence(one, other) for one, other in pairwise(replaced)]
    assert None not in steps
    found = link(passages)
    assert {copy for copy, (first, _) in found.items() if first == "0"} == {"1", "2"}
    by_id = {passage.passage_id: passage.text for passage in passages}
    for copy, (first, similarity) in found.items():
        assert first not in found
        assert same_in_essence(by_id[first], by_id[copy]) == similarity


def test_words_that_stand_around_the_other_passage_were_cut_elsewhere() -> None:
    news = "Het draaiboek is in oktober geoefend met de gemeenten."
    passages = [Passage("a", "2021", PLAN, after=news), Passage("b", "2022", f"{PLAN} {news}")]
    assert link(passages)["b"][0] == "a"
    assert link([passages[0]._replace(after=""), passages[1]]) == {}
    denied = passages[1]._replace(text=f"{PLAN} {news.replace('is in', 'is niet in')}")
    assert link([passages[0], denied]) == {}


def test_a_form_that_is_filled_in_by_many_bodies_is_linked_for_none_of_them() -> None:
    starts, ends = ("Noord", "Zuid", "Berg", "Dal"), ("horn", "wijk", "laren", "stede")
    names = [f"{start}{end}" for start in starts for end in ends]
    found = link([Passage(name, "2021", PLAN.replace("Duinrand", name)) for name in names])
    assert found == {}


def test_nothing_is_linked_where_there_is_nothing() -> None:
    assert link([]) == {}
    assert link([Passage("a", "1", ""), Passage("b", "1", "12 %"), Passage("c", "1", "–")]) == {}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 5))
def test_the_order_of_passages_does_not_matter_and_every_copy_is_one_of_its_first(
    random_: random.Random, families: int
) -> None:
    passages = []
    for family in range(families):
        words = made(random_).split()
        for year in range(random_.randint(1, 5)):
            at = random_.randrange(len(words))
            text = [*words[:at], random_.choice(["ook", "2022", "daarnaast", "niet", "dorpen"]), *words[at:]]
            passages.append(Passage(f"{family}-{year}", str(2018 + random_.randrange(4)), " ".join(text)))
    found = link(passages)
    random_.shuffle(passages)
    assert link(passages) == found
    by_id = {passage.passage_id: passage for passage in passages}
    for copy, (first, similarity) in found.items():
        assert first not in found
        assert (by_id[first].order_key, first) < (by_id[copy].order_key, copy)
        assert same_in_essence(by_id[first].text, by_id[copy].text) == similarity


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "niet", "2020", "is", "Zwolle", "geoefend", "."]), max_size=40), st.data())
def test_it_is_the_same_in_either_order(words: list[str], data: st.DataObject) -> None:
    other = list(words)
    for _ in range(data.draw(st.integers(0, 3))):
        other.insert(data.draw(st.integers(0, len(other))), data.draw(st.sampled_from([*WORDS, "niet", "ook", "2021"])))
    one, two = " ".join(words), " ".join(other)
    assert same_in_essence(one, two) == same_in_essence(two, one)
    assert same_in_essence(one, one) == 1.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    similarity = same_in_essence(one, other)
    assert similarity is None or 0 <= similarity <= 1


def test_another_process_with_another_hash_seed_links_the_same() -> None:
    random_ = random.Random(5)
    texts = [made(random_) for _ in range(30)]
    passages = [(f"{n}-{y}", str(y), f"{text} In {y}.") for n, text in enumerate(texts) for y in (2020, 2021)]
    script = (
        "import json, sys; from text.copies import Passage, link; "
        "print(json.dumps(link(Passage(*one) for one in json.load(sys.stdin))))"
    )
    answers = [
        subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(passages),
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert answers[0] == answers[1]
    assert len(json.loads(answers[0])) == 30


def test_a_letter_can_be_a_name() -> None:
    sentence = "De regio heeft de aggregaten van haar meldkamer beproefd bij de storm {} in januari."
    assert same_in_essence(sentence.format("A"), sentence.format("B")) is None
