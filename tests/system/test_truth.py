"""Reading against the whole truth set: documents with a text layer, and scans by tesseract."""

from __future__ import annotations

from benchmarks.truth.__main__ import BARS, OCR_BARS, is_below
from benchmarks.truth.documents import documents, scans
from benchmarks.truth.measure import Counts, measure, total
from tasks.read.ocr import engine


def shares(counts: Counts, bars: dict[str, float]) -> dict[str, float | None]:
    """The shares that do not reach their bar."""
    return {name: counts.share(name) for name in bars if is_below(name, counts.share(name), bars)}


def test_the_truth_set_is_read_above_its_bars() -> None:
    kinds: dict[str, Counts] = {}
    for maker in documents():
        truth = maker()
        kinds[truth.kind] = kinds.get(truth.kind, Counts()) + measure(truth)
    everything = total(kinds.values())
    assert everything.documents >= 40
    assert everything.pages >= 400
    assert shares(everything, BARS) == {}
    assert everything.running / everything.running_of >= 0.99
    assert everything.extra / everything.words_of <= 0.002
    assert everything.paths / everything.paths_of >= 0.99
    assert everything.joined / everything.joined_of >= 0.99
    assert everything.contents == everything.contents_of
    assert everything.hidden == 0
    below = {kind: shares(counts, BARS) for kind, counts in kinds.items() if shares(counts, BARS)}
    assert below == {}


def test_scans_are_read_above_their_bars() -> None:
    assert engine() is not None, "tesseract with Dutch is needed: apt-get install tesseract-ocr tesseract-ocr-nld"
    counts = total(measure(maker()) for maker in scans())
    assert counts.numbers_of > 300
    assert shares(counts, OCR_BARS) == {}
