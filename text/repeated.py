"""Which quotes of one organisation and measure are one piece of evidence, because they repeat one another.

Who counts or lists quotes gives each the key of the first that says it. Whether texts say the same is in copies.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from text.copies import same_in_essence
from text.normalise import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Quoted(NamedTuple):
    """A quote. year: that it describes. origin: the passage that its passage is a copy of, or its own."""

    judgement_id: str
    document_id: str
    quote: str
    year: int | None
    progress: str
    origin: str


def copy_keys(quotes: Iterable[Quoted]) -> dict[str, str]:
    """Per judgement_id the judgement_id of the first quote that says it: its own if that is new.

    A quote repeats an earlier one (year, then ids) when their words are the same but for white space, quotation marks
    and case; or when their passages are copies of one another and the quotes are the same in essence. A sentence may be
    new in a passage that is not, so both must hold. What was exercised or tested in another year was done again.
    """
    keys: dict[str, str] = {}
    same_words: dict[str, str] = {}
    firsts: dict[str, list[Quoted]] = defaultdict(list)
    for one in sorted(quotes, key=lambda one: (one.year or 9999, one.document_id, one.judgement_id)):
        words = fold(one.quote)[0].casefold()
        key = same_words.get(words) or next(
            (keys[first.judgement_id] for first in firsts[one.origin] if _repeats(one, first)), one.judgement_id
        )
        keys[one.judgement_id] = same_words[words] = key
        if key == one.judgement_id:
            firsts[one.origin].append(one)
    return keys


def _repeats(one: Quoted, first: Quoted) -> bool:
    years = [frozenset(_YEAR.findall(quoted.quote)) for quoted in (one, first)]
    if "beproefd" in (one.progress, first.progress) and years[0] != years[1]:
        return False
    return same_in_essence(one.quote, first.quote) is not None
