"""Two texts word by word: what is left over on either side once equal and damaged words are laid side by side.

Here is when two words are the same word in another spelling or scan. What a difference means is judged in copies.py.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from text.normalise import fold
from text.weighty import (
    COUNTED,
    DESCRIPTIVE,
    NEAR_MISSES,
    NEGATIONS,
    NONE_AT_ALL,
    NUMBER,
    SAME,
    SMALL,
    VERBS,
    is_progress,
)

_TOKEN = re.compile(r"\d+(?:[.,:/–-]\d+)*(?:e|de|ste)?(?![^\W_])|[^\W_]+(?:'[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;•|\n]")
# what a scan takes for one another
_LOOKALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "c": "e", "u": "n", "h": "b", "q": "g", "f": "t"})
_TWINS = (("fi", "h"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
LONG_SEGMENT = 12
"""When more words than this differ on both sides at one place, they are not laid side by side."""


@dataclass(frozen=True)
class Words:
    """A text as words: each as it is compared and as it is written; which are names, by place; the text itself, folded.

    count: of words that are no numbers.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    names: frozenset[int]
    folded: str
    count: int

    def feature_words(self) -> list[str]:
        """The words that carry the subject: no numbers, no small words."""
        return [word for word in self.words if word != NUMBER and word not in SMALL]


class Segment(NamedTuple):
    """Words that differ at one place: positions in one and other that are left over. is_edge: at an end of either."""

    one: list[int]
    other: list[int]
    is_edge: bool


class Aligned(NamedTuple):
    """matched: words of one that have their like in the other. damaged: those of them in another spelling. doubtful:
    those of the damaged that are so short that they may be another word."""

    matched: int
    damaged: int
    doubtful: int
    segments: list[Segment]


def words_of(text: str) -> Words:
    """The words of a text; a number is read as NUMBER, and so is a run of them."""
    folded, _ = fold(text)
    words: list[str] = []
    written: list[str] = []
    names: set[int] = set()
    end = 0
    starts = True
    for token in _TOKEN.finditer(folded):
        gap = folded[end : token.start()]
        starts = starts or (gap != " " and _SENTENCE_END.search(gap) is not None)
        end = token.end()
        shown = token.group()
        word = _read(shown)
        if word == NUMBER and words and words[-1] == NUMBER:
            starts = False
            continue
        if shown[0].isupper() and word != NUMBER and (not starts or (len(shown) > 1 and shown.isupper())):
            names.add(len(words))
        words.append(word)
        written.append(word if word in (NUMBER, NONE_AT_ALL) else sys.intern(shown.casefold()))
        starts = False
    count = sum(word != NUMBER for word in words)
    return Words(tuple(words), tuple(written), frozenset(names), folded.casefold(), count)


@lru_cache(maxsize=50_000)
def _read(shown: str) -> str:
    """The word as it is compared."""
    word = shown.casefold()
    digits = sum(character.isdigit() for character in word)
    if digits:
        if not digits * 2 >= len(word):
            return sys.intern(word)
        return NONE_AT_ALL if word == "0" else NUMBER
    if word in COUNTED or word in ("één", "eén", "éen"):
        return NUMBER
    word = VERBS.get(word) or SAME.get(word) or word
    if not word.isascii() and not is_known(word):
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return sys.intern(word)


def aligned(one: Words, other: Words) -> Aligned | None:
    """The two laid side by side; None where at one place they have other words of content, or very many other words."""
    matched = damaged = doubtful = 0
    segments = []
    i = j = 0
    for i_end, j_end, size in _equal(one.words, other.words):
        if i < i_end and j < j_end:
            if min(i_end - i, j_end - j) > LONG_SEGMENT:
                return None
            pairs = list(_paired(one.written[i:i_end], other.written[j:j_end]))
        else:
            pairs = []
        left = set(range(i, i_end)) - {i + n for ones, _ in pairs for n in ones}
        right = set(range(j, j_end)) - {j + n for _, others in pairs for n in others}
        if left and right and _says_other(content(left, one), content(right, other)):
            return None
        matched += i_end - i - len(left)
        for ones, others in pairs:
            damaged += len(ones)
            joined = "".join(one.written[i + n] for n in ones), "".join(other.written[j + n] for n in others)
            doubtful += not alike(*joined)
        if left or right:
            is_edge = 0 in (i, j) or i_end == len(one.words) or j_end == len(other.words)
            segments.append(Segment(sorted(left), sorted(right), is_edge))
        matched += sum(word != NUMBER for word in one.words[i_end : i_end + size])
        i, j = i_end + size, j_end + size
    return Aligned(matched, damaged, doubtful, segments)


def _equal(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal words (from, from, length), in order; the last one is empty, at the ends.

    The words that stand once in either text, in the longest order that they share, hold the two together (Cohen's
    "patience diff"); only between them is looked further.
    """
    i = j = 0
    for start, other_start in [*_anchors(one, other), (len(one), len(other))]:
        if start < i or other_start < j:
            continue
        size = 0
        if start < len(one):
            while start > i and other_start > j and one[start - 1] == other[other_start - 1]:
                start, other_start = start - 1, other_start - 1
            most = min(len(one) - start, len(other) - other_start)
            while size < most and one[start + size] == other[other_start + size]:
                size += 1
        if i < start and j < other_start:
            between = SequenceMatcher(None, one[i:start], other[j:other_start], autojunk=False)
            yield from ((i + n, j + m, length) for n, m, length in between.get_matching_blocks()[:-1])
        yield start, other_start, size
        i, j = start + size, other_start + size


def _anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Places of words that stand once in either, rising in both."""
    places = _once(other)
    found = [(n, places[word]) for word, n in _once(one).items() if word in places]
    lowest: list[int] = []
    lengths: list[int] = []
    for _, place in found:
        at = bisect_left(lowest, place)
        lowest[at : at + 1] = [place]
        lengths.append(at)
    rising: list[tuple[int, int]] = []
    wanted = len(lowest) - 1
    for pair, length in zip(reversed(found), reversed(lengths), strict=True):
        if length == wanted and (not rising or pair[1] < rising[-1][1]):
            rising.append(pair)
            wanted -= 1
    return rising[::-1]


def _once(words: Sequence[str]) -> dict[str, int]:
    """The words that stand in it once, in order, with their place."""
    count = Counter(words)
    return {word: n for n, word in enumerate(words) if count[word] == 1 and word != NUMBER}


def _says_other(one: list[str], other: list[str]) -> bool:
    return bool(one) and bool(other) and not DESCRIPTIVE.issuperset(one + other)


def content(places: Iterable[int], text: Words) -> list[str]:
    """The words at these places that are neither small nor numbers; a name is never small: team A, storm B."""
    return [
        text.words[n] for n in places if n in text.names or (text.words[n] != NUMBER and text.words[n] not in SMALL)
    ]


def _paired(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Which words of one are which words of the other in another spelling, so that as many as can be are paired."""
    best = [[0] * (len(other) + 2) for _ in range(len(one) + 2)]
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            best[i][j], step[i, j] = max(_steps(one, other, i, j, best))
    i = j = 0
    while i < len(one) and j < len(other):
        down, across = step[i, j]
        if down and across:
            yield range(i, i + down), range(j, j + across)
        i, j = i + down, j + across


def _steps(
    one: Sequence[str], other: Sequence[str], i: int, j: int, best: list[list[int]]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """What may be done with the words at i and j, and how good it is from there on."""
    yield best[i + 1][j], (1, 0)
    yield best[i][j + 1], (0, 1)
    if alike(one[i], other[j]):
        yield best[i + 1][j + 1] + 4, (1, 1)
    elif maybe_alike(one[i], other[j]):
        yield best[i + 1][j + 1] + 3, (1, 1)
    if i + 1 < len(one) and alike(one[i] + one[i + 1], other[j]):
        yield best[i + 2][j + 1] + 6, (2, 1)
    if j + 1 < len(other) and alike(one[i], other[j] + other[j + 1]):
        yield best[i + 1][j + 2] + 6, (1, 2)


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether the word is in one of the lists: then another word of the lists is not a damaged form of it."""
    return (
        word in SMALL or word in NEGATIONS or word in VERBS or word in DESCRIPTIVE or word in NEAR_MISSES
    ) or is_progress(word)


@lru_cache(maxsize=200_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are the same one: its plural, another spelling, or damaged by a scan."""
    if one == other:
        return True
    short, long = (one, other) if (len(one), one) < (len(other), other) else (other, one)
    if len(short) < 2 or len(long) - len(short) > 3 or NUMBER in (one, other):
        return False
    if short in NEGATIONS or long in NEGATIONS:
        return _scanned(one) == _scanned(other) and not (is_known(one) and is_known(other))
    if len(short) > 3 and long in (f"{short}s", f"{short}en", f"{short}n", f"{short}'s", f"{short}{short[-1]}en"):
        return True
    if is_known(one) and is_known(other):
        return False
    if _scanned(one) == _scanned(other):
        return True
    if len(long) < 5:
        # of short words many are one stroke apart: only where one of the two is in the lists is the other no word
        return is_known(one) != is_known(other) and _within(short, long, 1)
    return _within(short, long, 1 if len(long) < 9 else 2)


def maybe_alike(one: str, other: str) -> bool:
    """Whether two words that are in no list may be one: in a text with more damage they are taken to be.

    Short words with a stroke between them, and longer ones that were damaged on both sides.
    """
    short, long = sorted((one, other), key=len)
    if len(long) < 3 or NUMBER in (one, other) or is_known(one) or is_known(other):
        return False
    return _within(short, long, 1 if len(long) < 6 else 2)


@lru_cache(maxsize=1)
def _scanned_negations() -> frozenset[str]:
    return frozenset(_scanned(word) for word in NEGATIONS)


@lru_cache(maxsize=50_000)
def denies(word: str) -> bool:
    """Whether the word is a negation, or a damaged one."""
    return word in NEGATIONS or (not is_known(word) and _scanned(word) in _scanned_negations())


def _scanned(word: str) -> str:
    for many, single in _TWINS:
        word = word.replace(many, single)
    return word.translate(_LOOKALIKE)


def _within(short: str, long: str, most: int) -> bool:
    """Whether the words are at most so many strokes apart (Levenshtein 1966)."""
    if len(long) - len(short) > most:
        return False
    row = list(range(len(long) + 1))
    for i, letter in enumerate(short, 1):
        before, row = row, [i]
        for j, found in enumerate(long, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != found)))
        if min(row) > most:
            return False
    return row[-1] <= most
