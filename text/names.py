"""Names of persons in Dutch text, found by what stands around them: no list of names, no model.

What tells that words are a name is in name_signs.py, how a name is written in name_forms.py. Here: a name found once is
found wherever it stands in the same text, and a name right beside a public office stays (public_offices.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from text.name_forms import is_no_name, is_place, surname
from text.name_signs import Span, signed_names
from text.public_offices import beside_office, public_spans

SHORTEST_AGAIN = 4  # a shorter surname is too often a word


def names(text: str) -> Iterator[Span]:
    """Every name of a person and every signature found. Spans may overlap; a public office's name is left out."""
    found = list(signed_names(text))
    if not found:
        return
    public = list(public_spans(text))
    private = []
    for one in found:
        start, end, _ = one
        if any(start < other[1] and other[0] < end for other in public) or beside_office(text, start, end):
            public.append((start, end))
        else:
            private.append(one)
    officials = {name.casefold() for start, end in public for name in (text[start:end], surname(text[start:end]))}
    masked = [one for one in private if text[one[0] : one[1]].casefold() not in officials]
    yield from masked
    for start, end in _again(text, {text[start:end] for start, end, _ in masked}):
        if text[start:end].casefold() not in officials and not beside_office(text, start, end):
            yield start, end, "name"


def _again(text: str, found: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where a name that was found, or its surname, stands in the text, once more or for the first time."""
    wanted = {one for name in found for one in (name, surname(name)) if len(one) >= SHORTEST_AGAIN}
    for name in sorted(wanted, key=len, reverse=True):
        if is_no_name(name):
            continue
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if not _in_word(text, start, end) and not is_place(text, start, end):
                yield start, end
            start = text.find(name, end)


def _in_word(text: str, start: int, end: int) -> bool:
    """Whether letters, digits or a hyphen make the words part of a longer one."""
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(one.isalnum() or one in "-_" for one in around)
