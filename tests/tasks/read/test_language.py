"""Which language a page is in."""

from __future__ import annotations

import random
import time

import pytest
from faker import Faker

from tasks.read.language import _identifier, language_of

DUTCH = (
    "De veiligheidsregio oefent elk jaar met de gemeenten in het gebied. Tijdens de oefening wordt gekeken of de "
    "noodsteunpunten op tijd open zijn en of inwoners weten waar zij terechtkunnen als de stroom lang uitvalt."
)
TEXTS = {
    "nl": DUTCH,
    "en": "The region trains every year together with the municipalities in the area. During the exercise observers "
    "check whether the emergency shelters open on time and whether people know where to go when the power fails.",
    "de": "Die Region übt jedes Jahr gemeinsam mit den Gemeinden in der Umgebung. Während der Übung wird geprüft, ob "
    "die Notfalltreffpunkte rechtzeitig öffnen und ob die Menschen wissen, wohin sie bei Stromausfall gehen sollen.",
    "fr": "La région organise chaque année un exercice avec les communes des environs. Pendant l'exercice on vérifie "
    "si les points d'accueil ouvrent à temps et si les habitants savent où aller quand le courant est coupé longtemps.",
    "fy": "De feilichheidsregio oefenet alle jierren mei de gemeenten yn it gebiet. By de oefening wurdt besjoen oft "
    "de needstipepunten op 'e tiid iepen binne en oft de ynwenners witte wêr't se hinne kinne as de stroom útfalt.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_page_of_prose_is_told_by_its_language(language: str) -> None:
    assert language_of(TEXTS[language]) == language
    assert language_of(TEXTS[language] * 30) == language


def test_dutch_without_small_words_is_left_to_the_model() -> None:
    assert (
        language_of(
            "gemeentelijke bijdragen, kapitaallasten gebouwen, kosten oefeningen, inkomsten rijk, overige baten, "
            "lasten crisisbeheersing, opleiding vrijwilligers, onvoorziene uitgaven, bestemmingsreserves, "
            "huisvestingskosten, afschrijvingen voertuigen"
        )
        == "nl"
    )


def test_dutch_prose_is_told_without_loading_the_model() -> None:
    _identifier.cache_clear()
    assert language_of(DUTCH) == "nl"
    assert _identifier.cache_info().currsize == 0


def test_an_english_page_full_of_dutch_names_is_english() -> None:
    names = "Ministerie van Volksgezondheid, Rijksinstituut voor Volksgezondheid en Milieu, Vereniging van Gemeenten. "
    assert language_of(TEXTS["en"] + names + TEXTS["en"]) == "en"


@pytest.mark.parametrize("text", ["", "Begroting", "De raad stemt in met het voorstel.", "1.234 -56,7% " * 400])
def test_a_few_words_or_numbers_alone_have_no_language(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize("seed", range(5))
def test_a_list_of_names_and_numbers_has_no_language(seed: int) -> None:
    faker = Faker("nl_NL")
    faker.seed_instance(seed)
    amounts = random.Random(seed)
    names = [f"{faker.name()} {faker.street_name()} {amounts.randrange(1000)}" for _ in range(60)]
    assert language_of("\n".join(names)) is None


def test_a_page_takes_a_few_milliseconds_however_long_it_is() -> None:
    language_of(TEXTS["en"])
    start = time.process_time()
    for _ in range(20):
        language_of(TEXTS["en"] * 2_000)
    assert time.process_time() - start < 20 * 0.01
