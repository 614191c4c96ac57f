from __future__ import annotations

import pytest

from text.alignment import aligned, alike, content, denies, maybe_alike, words_of


def test_numbers_dates_and_runs_of_them_are_read_as_one_number() -> None:
    text = "Op 12 maart 2023 kocht men twintig stuks à € 1.250,50 voor de 2e keer."
    assert words_of(text).words == ("op", "0", "kocht", "men", "0", "stuks", "a", "0", "voor", "de", "0", "keer")
    assert words_of("In 2021 is 0 keer, dus nul").words == ("in", "0", "is", "nul", "keer", "dus", "nul")
    assert words_of("één en vóór").words == ("0", "en", "voor")


def test_forms_of_a_verb_and_words_for_the_same_are_read_as_one() -> None:
    assert words_of("wordt worden burgers").words == ("wordt", "wordt", "inwoners")
    assert words_of("wordt worden burgers").written == ("wordt", "worden", "burgers")


def test_names_are_what_has_a_capital_inside_a_sentence_or_nothing_but_capitals() -> None:
    found = words_of("De GHOR helpt Zwolle. Daarna gaat team B naar huis; Morgen niet.\nGRIP telt")
    assert [found.words[n] for n in sorted(found.names)] == ["ghor", "zwolle", "b", "grip"]


def test_words_are_counted_without_numbers() -> None:
    assert words_of("In 2021 waren er 12 plannen").count == 4
    assert words_of(" ").count == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oefening", "oefeningen"),
        ("plan", "plannen"),
        ("gemeente", "gemeentes"),
        ("bestuur", "bestunr"),
        ("komen", "kornen"),
        ("fietsen", "hetsen"),
        ("noodsteunpunten", "noodsteanpunlen"),
        ("van", "vam"),
        ("niet", "nict"),
        ("vastgesteld", "vastgestelb"),
    ],
)
def test_plurals_and_damaged_words_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("geen", "een"),
        ("nooit", "ooit"),
        ("niet", "niets"),
        ("niet", "net"),
        ("niets", "fiets"),
        ("geen", "geven"),
        ("gepland", "geplant"),
        ("opgesteld", "uitgesteld"),
        ("geoefend", "beoefend"),
        ("is", "in"),
        ("later", "water"),
        ("raad", "rand"),
        ("noord", "zuid"),
        ("noodstroom", "drinkwater"),
        ("oostelijk", "westelijk"),
        ("a", "h"),
        ("0", "o"),
    ],
)
def test_other_words_are_not_alike_however_near(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_short_words_and_words_damaged_twice_may_be_alike() -> None:
    assert maybe_alike("hulp", "lulp")
    assert maybe_alike("doaroven", "daarover")
    assert not maybe_alike("dorp", "wijk")
    assert not maybe_alike("niet", "nist")
    assert not maybe_alike("in", "im")


def test_a_damaged_negation_denies_and_a_word_near_it_does_not() -> None:
    assert denies("niet")
    assert denies("ulet")
    assert not denies("een")
    assert not denies("net")
    assert not denies("zondag")


def test_what_is_left_over_is_told_by_place() -> None:
    one = words_of("De regio heeft een plan voor water en een kade in de haven")
    other = words_of("De regio heeft een groot plan voor water en een kadc in de haven")
    found = aligned(one, other)
    assert found is not None
    assert (found.matched, found.damaged, found.doubtful) == (13, 1, 0)
    (segment,) = found.segments
    assert (segment.one, content(segment.other, other), segment.is_edge) == ([], ["groot"], False)


def test_words_before_and_after_stand_at_an_edge() -> None:
    short = words_of("het plan voor water ligt bij de haven")
    found = aligned(short, words_of("Wij zien dat het plan voor water ligt bij de haven van de stad"))
    assert found is not None
    assert [(segment.is_edge, len(segment.other)) for segment in found.segments] == [(True, 3), (True, 3)]


def test_another_word_of_content_ends_the_alignment() -> None:
    one, other = words_of("Er is een plan voor water in de haven"), words_of("Er is een plan voor stroom in de haven")
    assert aligned(one, other) is None


def test_words_split_or_joined_are_the_same() -> None:
    found = aligned(words_of("het nood steun punt is er nu"), words_of("het nood steunpunt is er nu"))
    assert found is not None
    assert (found.matched, found.segments) == (7, [])


def test_a_word_that_moved_is_left_over_on_either_side() -> None:
    found = aligned(words_of("ook heeft de haven een kade"), words_of("de haven heeft een kade"))
    assert found is not None
    assert found.matched == 4
    assert sum(len(segment.one) for segment in found.segments) == 2
