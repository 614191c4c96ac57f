"""Reading against a small truth set: six generated documents. The full one is in tests/system/test_truth.py."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.truth.documents import few
from benchmarks.truth.measure import Counts, measure, read, total
from benchmarks.truth.truth import Truth
from tasks.read.clean import clean
from tasks.read.document import Read
from tasks.read.page import Mark, Page
from text.normalise import fold, normalise
from text.offsets import OffsetMap

SPANS = 1_000


@cache
def made() -> tuple[tuple[Truth, Read], ...]:
    """The documents, each with what reading made of it."""
    return tuple((truth, read(truth)) for truth in (maker() for maker in few()))


@cache
def counted() -> Counts:
    return total(measure(truth, result) for truth, result in made())


def test_words_their_order_and_numbers_with_their_signs_are_read() -> None:
    counts = counted()
    assert (counts.documents, counts.pages) == (6, 22)
    assert counts.words / counts.words_of >= 0.995
    assert counts.ordered / counts.ordered_of >= 0.995
    assert counts.numbers / counts.numbers_of >= 0.995
    assert counts.numbers_of > 400


def test_headers_go_and_nothing_else_comes_in() -> None:
    counts = counted()
    assert (counts.running, counts.running_of) == (18, 18)
    assert counts.extra / counts.words_of < 0.01


def test_sentences_stay_in_one_passage_under_their_headings_and_broken_words_are_whole_again() -> None:
    counts = counted()
    assert counts.cut / counts.sentences_of <= 0.02
    assert counts.whole / counts.sentences_of >= 0.98
    assert counts.paths / counts.paths_of >= 0.98
    assert counts.joined / counts.joined_of >= 0.99
    assert counts.joined_of > 80


def test_random_spans_of_clean_text_are_what_their_raw_spans_say_to_the_letter() -> None:
    rng = random.Random(4)
    rows = [row for _, result in made() for row in result.pages if len(row["clean_text"]) > 300]
    for _ in range(SPANS):
        row = rng.choice(rows)
        text, raw, offsets = row["clean_text"], row["raw_text"], OffsetMap.from_flat(row["offset_map"])
        start = rng.randrange(len(text) - 200)
        assert_said(raw, text, offsets, start, start + rng.randint(1, 200))
        start, end = whole_words(text, start, start + rng.randint(1, 200))
        raw_from, raw_to = offsets.to_raw(start, end)
        assert offsets.to_clean(raw_from, raw_to) == (start, end)
        # a word cut by the end of a block is whole in the one, and in two parts in the other
        assert again(row, raw_from, raw_to).replace("- ", "-") == " ".join(text[start:end].split()).replace("- ", "-")


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span made wider until it holds whole words."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while text[start].isspace():
        start += 1
    end = max(end, start + 1)
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end - (len(text[start:end]) - len(text[start:end].rstrip()))


def again(row: dict[str, Any], raw_from: int, raw_to: int) -> str:
    """The raw span cleaned by itself: what of it stands in no block or cannot be seen left out."""
    shown = list(row["raw_text"][raw_from:raw_to])
    hidden = row["invisible_spans"]
    kept = [OffsetMap.from_flat(row["offset_map"]).to_clean(at, at + 1) for at in range(raw_from, raw_to)]
    for start, end in zip(hidden[::2], hidden[1::2], strict=True):
        for at in range(max(start, raw_from), min(end, raw_to)):
            shown[at - raw_from] = " "
    for index, (start, end) in enumerate(kept):
        if start == end and shown[index].isalnum():  # a running header
            shown[index] = " "
    raw = "".join(shown)
    page = Page(1, raw, [Mark("paragraph", 0, len(raw))], [], row["text_source"])
    return " ".join(clean(page).text.split())


def assert_said(raw: str, text: str, offsets: OffsetMap, start: int, end: int) -> None:
    """A span of clean text lies in a raw span, and comes back from there as it was, or with all of a ligature."""
    raw_from, raw_to = offsets.to_raw(start, end)
    assert 0 <= raw_from <= raw_to <= len(raw)
    back = offsets.to_clean(raw_from, raw_to)
    assert back[0] <= start
    assert end <= back[1]
    assert offsets.to_raw(*back) == (raw_from, raw_to)


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, text))


PARTS = [
    *"ab1- .",
    "ﬁ",
    "ĳ",
    "\u00ad",
    "\ufffe",
    "\r\n",
    "\n\n",
    "-\n",
    "e\u0301",
    "é",
    "“",
    "’",
    "−",
    "\u00a0",
    "\u200b",
    "m²",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join), st.data())
def test_spans_of_normalised_text_say_the_same_as_their_raw_spans_both_ways(raw: str, data: st.DataObject) -> None:
    for way in (normalise, fold):
        text, offsets = way(raw)
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        if start < end:
            assert_said(raw, text, offsets, start, end)
            raw_from, raw_to = offsets.to_raw(start, end)
            assert letters(text[slice(*offsets.to_clean(raw_from, raw_to))]) == letters(fold(raw[raw_from:raw_to])[0])
        raw_from = data.draw(st.integers(0, len(raw)))
        raw_to = data.draw(st.integers(raw_from, len(raw)))
        clean_from, clean_to = offsets.to_clean(raw_from, raw_to)
        assert 0 <= clean_from <= clean_to <= len(text)
        if clean_from < clean_to:
            assert letters(text[clean_from:clean_to]) == letters(
                fold(raw[slice(*offsets.to_raw(clean_from, clean_to))])[0]
            )
