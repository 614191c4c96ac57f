"""Which words of a passage carry the evidence: one sentence, or two in a row, verbatim."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from text.sentences import sentences

FEWEST_WORDS = 6
MOST_CHARACTERS = 450
SECOND_SHARE = 0.5
"""A neighbour is quoted too when it scores at least this part of the best sentence."""


def quote(text: str, score: Callable[[Sequence[str]], Sequence[float]]) -> str:
    """The best-scoring sentence of the passage, with the better neighbour where that adds to it."""
    spans = [(start, end) for start, end in sentences(text) if text[start:end].strip()]
    parts = [text[start:end].strip() for start, end in spans]
    scores = [
        value if len(part.split()) >= FEWEST_WORDS else value - 100
        for value, part in zip(score(parts), parts, strict=True)
    ]
    best = max(range(len(parts)), key=lambda i: (scores[i], -i))
    near = [i for i in (best - 1, best + 1) if 0 <= i < len(parts)]
    other = max(near, key=lambda i: (scores[i], -i), default=best)
    if other != best and scores[other] > 0 and scores[other] >= SECOND_SHARE * scores[best]:
        first, last = min(best, other), max(best, other)
        both = text[spans[first][0] : spans[last][1]].strip()
        if len(both) <= MOST_CHARACTERS:
            return both
    return parts[best]
