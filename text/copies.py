"""Which texts say the same: yearly boilerplate with another year, a little word more, or cut at another place.

Candidates come from MinHash and banding (Broder 1997; Indyk and Motwani 1998); what decides is an alignment of the
words: all that differs must be harmless. What is harmless is in weighty.py, when two words are one in alignment.py.
Another answer here is another one of the stages link, summarise and score: raise their versions with it.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from text.alignment import Segment, Words, aligned, content, denies, words_of
from text.weighty import VERBS, is_progress

if TYPE_CHECKING:
    import numpy as np

FEWEST_WORDS = 5
"""Of fewer words only the very same ones are a copy."""
OF_SHORTER, OF_LONGER = 0.8, 0.5
"""Of the words of either text at least so many must be in both: the rest may be there for it was cut elsewhere."""
DAMAGED = 0.2
"""At most so many of the words may be spelled otherwise: a scan with 1% of its characters wrong has 6% such words."""
ADDED, ADDED_AT_ONCE = 0.12, 8
ADDED_TO_SHORT, A_FEW_ADDED = 0.25, 6
"""Words put in or taken out between others: as a share, and at one place; of a short text a larger share, but a few."""
SMALL_CHANGES, ALWAYS_SMALL = 0.15, 4
A_CLAUSE = 4
"""So many words put in may have a verb of their own; in fewer it changes the verb that was there."""

SEED, BANDS, ROWS = 20261124, 80, 3
"""Texts that share 40% of their word pairs meet in a band with a probability of 0.995, at 5% with 0.01."""
SHARED_PAIRS = 0.4
"""Candidates are aligned when the one with fewer word pairs shares so many of them."""
MOST_ALIGNED = 30
"""So many candidates of a text are aligned, those that share most: a form filled in a thousand times costs no more."""


class Passage(NamedTuple):
    """What is linked. order_key: smaller is earlier. before, after: what stands around it in its document, if known."""

    passage_id: str
    order_key: str
    text: str
    before: str = ""
    after: str = ""


def same_in_essence(one: str, other: str) -> float | None:
    """How similar two texts are that say the same, as twice the words in common over all words; None: they do not.

    It is the same in either order. Numbers count as equal whatever they are.
    """
    return _similarity(words_of(one), words_of(other))


def link(passages: Iterable[Passage]) -> dict[str, tuple[str, float]]:
    """For every passage that says the same as an earlier one: id -> (id of the first, similarity).

    passages: of one organisation; earlier is a smaller order key, then a smaller id. Every copy is held against the
    first itself, so that no chain of small changes leads away from it. The order of the passages does not matter.
    """
    texts: list[Passage] = []
    words: list[Words] = []
    found: dict[str, tuple[str, float]] = {}
    very_same: dict[str, str] = {}
    for passage in sorted(passages, key=lambda passage: (passage.order_key, passage.passage_id)):
        one = words_of(passage.text)
        first = very_same.setdefault(one.folded, passage.passage_id)
        if first != passage.passage_id:
            found[passage.passage_id] = (first, 1.0)
        else:
            texts.append(passage)
            words.append(one)
    near = {
        texts[number].passage_id: (texts[first].passage_id, similarity)
        for number, (first, similarity) in _near(texts, words).items()
    }
    return {copy: near.get(first, (first, similarity)) for copy, (first, similarity) in found.items()} | near


def _near(passages: Sequence[Passage], texts: Sequence[Words]) -> dict[int, tuple[int, float]]:
    """Per text, by its number, the first one that it says the same as; texts that are first themselves are left out."""
    pairs = [_pairs(text) for text in texts]
    shelves = _shelves(pairs)
    firsts: dict[int, list[int]] = defaultdict(list)
    found: dict[int, tuple[int, float]] = {}
    for number in range(len(texts)):
        for first in _candidates(number, shelves[number], firsts, pairs):
            around = _around(passages[first]), _around(passages[number])
            similarity = _similarity(texts[first], texts[number], *around)
            if similarity is not None:
                found[number] = (first, similarity)
                break
        else:
            for shelf in shelves[number]:
                firsts[shelf].append(number)
    return found


def _candidates(
    number: int, shelves: Iterable[int], firsts: Mapping[int, list[int]], pairs: Sequence[frozenset[int]]
) -> list[int]:
    """Earlier texts on the same shelves that share enough, the earliest first."""
    met = {first for shelf in shelves for first in firsts.get(shelf, ())}
    shares = sorted((-_share(pairs[first], pairs[number]), first) for first in met)
    return sorted(first for share, first in shares[:MOST_ALIGNED] if -share >= SHARED_PAIRS)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _pairs(text: Words) -> frozenset[int]:
    """The pairs of words in a row that carry the subject, hashed to 32 bits the same way everywhere."""
    words = text.feature_words()
    return frozenset(zlib.crc32(f"{one} {other}".encode()) for one, other in pairwise(words))


def _shelves(pairs: Sequence[frozenset[int]]) -> list[list[int]]:
    """Per text the shelves that it shares with another text: equal in a band of its MinHash."""
    import numpy as np

    met: list[list[int]] = [[] for _ in pairs]
    filled = [number for number, one in enumerate(pairs) if one]
    if len(filled) < 2:
        return met
    signatures = _signatures([pairs[number] for number in filled])
    shelf = 0
    for band in range(BANDS):
        rows = np.ascontiguousarray(signatures[:, band * ROWS : (band + 1) * ROWS])
        _, place, count = np.unique(
            rows.view(f"V{rows.itemsize * ROWS}").ravel(), return_inverse=True, return_counts=True
        )
        for row in np.flatnonzero(count[place] > 1):
            met[filled[row]].append(shelf + int(place[row]))
        shelf += len(count)
    return met


def _signatures(pairs: Sequence[frozenset[int]]) -> np.ndarray:
    """len(pairs) × BANDS·ROWS minima. Banding is done above: datasketch's own index keeps a set for every bucket."""
    import numpy as np
    from datasketch import MinHash

    blank = MinHash(BANDS * ROWS, seed=SEED, hashfunc=_as_it_is)
    signatures = np.empty((len(pairs), BANDS * ROWS), dtype=np.uint32)
    for number, one in enumerate(pairs):
        sketch = blank.copy()
        sketch.update_batch(sorted(one))
        signatures[number] = sketch.hashvalues
    return signatures


def _as_it_is(value: int) -> int:
    return value


def _around(passage: Passage) -> str:
    return f"{passage.before}\n{passage.after}"


def _similarity(one: Words, other: Words, around_one: str = "", around_other: str = "") -> float | None:
    if one.folded == other.folded:
        return 1.0
    if min(one.count, other.count) < FEWEST_WORDS:
        return None
    # an alignment may come out otherwise the other way round
    if (other.count, other.folded) < (one.count, one.folded):
        one, other, around_one, around_other = other, one, around_other, around_one
    in_common = sum((Counter(one.words) & Counter(other.words)).values())
    if in_common < (OF_SHORTER - DAMAGED) * one.count:
        return None
    found = aligned(one, other)
    if found is None or found.matched < max(OF_SHORTER * one.count, OF_LONGER * other.count):
        return None
    if found.damaged > DAMAGED * one.count or found.doubtful * 2 > found.damaged:
        return None
    if not _is_harmless(found.segments, one, other):
        return None
    for segment in found.segments:
        if segment.is_edge and not (
            _is_cut(segment.one, one, other, around_other) and _is_cut(segment.other, other, one, around_one)
        ):
            return None
    return min(1.0, 2 * found.matched / (one.count + other.count))


def _is_harmless(segments: Iterable[Segment], one: Words, other: Words) -> bool:
    """Whether the two texts say the same in spite of what is left over, words at their ends apart."""
    added = small = 0
    for segment in segments:
        left, right = content(segment.one, one), content(segment.other, other)
        if left and right:
            added += max(len(left), len(right))
        elif not left and not right:
            small += max(len(segment.one), len(segment.other))
        elif not segment.is_edge:
            if not (_may_be_added(segment.one, one) if left else _may_be_added(segment.other, other)):
                return False
            added += max(len(segment.one), len(segment.other))
    most = max(ADDED * one.count, min(A_FEW_ADDED, ADDED_TO_SHORT * one.count))
    return added <= most and small <= max(ALWAYS_SMALL, SMALL_CHANGES * one.count)


def _is_cut(places: Sequence[int], text: Words, other: Words, around_other: str) -> bool:
    """Whether words at an end may be there because of another cut.

    They stand around the other text, or at least tell of no progress and deny nothing that the other does not.
    """
    words = [text.words[n] for n in places]
    weighty = {word for word in words if denies(word) or is_progress(word)}
    if all(text.words.count(word) <= other.words.count(word) for word in weighty):
        return True
    found = aligned(
        Words(tuple(words), tuple(text.written[n] for n in places), frozenset(), "", 0), words_of(around_other)
    )
    return (
        found is not None and found.matched >= OF_SHORTER * len(words) and weighty <= set(words_of(around_other).words)
    )


def _may_be_added(places: Sequence[int], text: Words) -> bool:
    """Whether these words may come between others and leave what is said."""
    words = [text.words[n] for n in places]
    if len(words) > ADDED_AT_ONCE or text.names.intersection(places):
        return False
    if any(denies(word) or is_progress(word) for word in words):
        return False
    return len(words) >= A_CLAUSE or not any(word in VERBS for word in words)
