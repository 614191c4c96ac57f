"""Soft hyphens for Dutch words, so that justified lines break inside words as they do in printed reports.

A simple rule of thumb, no dictionary: break before the consonant that opens the next syllable. Good enough to give a
reader of PDFs real hyphenated lines to join again; not a spelling authority.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
SHORTEST_WORD = 8
SHORTEST_PART = 3
VOWELS = "aeiouyáàâäéèêëíìîïóòôöúùûü"
CONSONANT = "[bcdfghjklmnpqrstvwxz]"
# A syllable break: after a vowel and at most two consonants, before one consonant and a vowel. The digraph ch is one.
BREAK = re.compile(rf"(?<=[{VOWELS}]){CONSONANT}{{0,2}}?(?=(?:ch|{CONSONANT})[{VOWELS}])", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def hyphenated(text: str) -> str:
    """The text with a soft hyphen at every place where one of its longer words may be broken."""
    return WORD.sub(lambda match: _word(match.group()), text)


def _word(word: str) -> str:
    if len(word) < SHORTEST_WORD:
        return word
    places = [match.end() for match in BREAK.finditer(word)]
    places = [
        place
        for place in places
        if SHORTEST_PART <= place <= len(word) - SHORTEST_PART and word[place - 1 : place + 1].lower() != "ch"
    ]
    parts = [word[start:end] for start, end in zip([0, *places], [*places, len(word)], strict=True)]
    return SOFT_HYPHEN.join(parts)
