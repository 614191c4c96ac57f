"""The language of a page. Dutch is told by its small words; the model is loaded only for what those leave open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = ("nl", "en", "de", "fr", "fy")
LETTERS = 2_000
"""So much of the beginning of a page is looked at."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_WORDS = 20
_LEAST_LOWER = 10
"""Different words in lower case: lists of names and headings have fewer, however long they are."""
_LOWER_SHARE = 1 / 3
_DUTCH_WORDS = (
    "het een van voor met niet zijn wordt worden werd door naar bij ook deze uit aan hun heeft hebben kunnen moet onze"
    " daarnaast waarbij tussen tijdens binnen wij welke zoals"
)
"""Frequent Dutch words that are none in the other four languages."""
_OTHER_WORDS = (
    "the and to for that are this with by from was und der das mit von für ist nicht auf les des et du une est pour"
    " dans que fan yn it foar mei troch hat binne oft ek"
)
"""Frequent words of the others that are not Dutch."""
_DUTCH, _OTHER = frozenset(_DUTCH_WORDS.split()), frozenset(_OTHER_WORDS.split())
_CLEARLY_DUTCH = 0.04
"""Part of the words; in Dutch prose it is about a quarter. Tables and forms in Dutch have at least this much."""
_SURE = 0.7


def language_of(text: str) -> str | None:
    """One of LANGUAGES; None for a text that is short, or nothing but numbers, names or headings."""
    words = _WORD.findall(text[:LETTERS])
    lower = [word for word in words if word[0].islower()]
    if len(words) < _LEAST_WORDS or len(lower) < _LOWER_SHARE * len(words) or len(set(lower)) < _LEAST_LOWER:
        return None
    dutch = sum(1 for word in lower if word in _DUTCH)
    if dutch >= _CLEARLY_DUTCH * len(words) and dutch >= 3 * sum(1 for word in lower if word in _OTHER):
        return "nl"
    language, certainty = _identifier().classify(" ".join(words))
    return language if certainty >= _SURE else None


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """py3langid, which knows no other language any more. Loading takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
