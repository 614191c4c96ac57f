"""How a training passage is taken: whole and in windows of two sentences, and in which fold its author is.

Windows, because a passage is often about more than the sentences that are evidence.
"""

from __future__ import annotations

from text.digest import digest
from text.sentences import sentences

SENTENCES = 2


def windows(text: str) -> list[str]:
    """Every two sentences in a row; nothing for a text that is no longer than that."""
    parts = [text[start:end].strip() for start, end in sentences(text)]
    parts = [part for part in parts if part]
    if len(parts) <= SENTENCES:
        return []
    return [" ".join(parts[i : i + SENTENCES]) for i in range(len(parts) - SENTENCES + 1)]


def with_windows(text: str) -> list[tuple[str, float]]:
    """The text with weight 1, then its windows, which weigh 1 together."""
    parts = windows(text)
    return [(text, 1.0), *((part, 1 / len(parts)) for part in parts)]


def fold_of(voice: str, folds: int) -> int:
    """The fold, from 0, that all text of this voice is in: no author is both learned from and asked."""
    return int(digest("fold", voice), 16) % folds
