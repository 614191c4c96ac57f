"""Windows of two sentences: a passage is often about more than the sentences that are evidence."""

from __future__ import annotations

from text.sentences import sentences

SENTENCES = 2


def windows(text: str) -> list[str]:
    """Every two sentences in a row; nothing for a text that is no longer than that."""
    parts = [text[start:end].strip() for start, end in sentences(text)]
    parts = [part for part in parts if part]
    if len(parts) <= SENTENCES:
        return []
    return [" ".join(parts[i : i + SENTENCES]) for i in range(len(parts) - SENTENCES + 1)]
