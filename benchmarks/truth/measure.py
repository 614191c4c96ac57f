"""Reading measured against the truth: of each document counts, of each kind and of all of them shares.

What is compared: the clean text of pages with the words of pages, passages with sentences, headings and words that a
line end cut. Signs that reading writes alike on purpose (quotation marks, minus signs) count as the same.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path

from benchmarks.truth.truth import Truth
from tasks.read.document import Job, Read, read_document
from tasks.read.facts import Publication
from tasks.read.limits import LIMITS
from tasks.read.ocr import OcrJob
from tasks.read.scanned import recognise
from text.organisations import KnownOrganisation

_SAME = str.maketrans(
    {"−": "-", "‑": "-", "‐": "-", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "\u00a0": " ", "\uf0b7": "•"}
    | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"}
)
_EURO = re.compile(r"€\s*(?=[-\d])")
_DIGIT = re.compile(r"\d")


@dataclass
class Counts:
    """What was counted in one document, or in several. Each `…_of` is the number that the one before it is out of."""

    documents: int = 0
    pages: int = 0
    words: int = 0
    words_of: int = 0
    ordered: int = 0
    ordered_of: int = 0
    numbers: int = 0
    numbers_of: int = 0
    extra: int = 0
    hidden: int = 0
    hidden_of: int = 0
    running: int = 0
    running_of: int = 0
    whole: int = 0
    cut: int = 0
    sentences_of: int = 0
    paths: int = 0
    paths_of: int = 0
    joined: int = 0
    joined_of: int = 0
    contents: int = 0
    contents_of: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def share(self, name: str) -> float | None:
        """The share of a count in what it is out of; None where there was nothing to count."""
        of = {"whole": "sentences_of", "cut": "sentences_of", "extra": "words_of"}.get(name, f"{name}_of")
        total = getattr(self, of)
        return getattr(self, name) / total if total else None


def read(truth: Truth) -> Read:
    """The document as the reading stage reads it, a scan by OCR too. Raises RuntimeError when all of it is rejected."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(truth.data)
        publication = Publication("p1", truth.name, organisation_id="gm-proef", source_organisation_id="gm-proef")
        organisation = KnownOrganisation("gm-proef", "gemeente", "Gemeente Proef")
        job = Job(truth.name, str(path), (publication,), (organisation,))
        result = read_document(job)
        if truth.is_scan and result.unread:
            pages = [OcrJob(str(path), number, f"{folder}/ocr") for number in result.unread]
            result = read_document(replace(job, recognised=tuple(recognise(pages, LIMITS))))
    if any(part == "" for part, _, _ in result.rejects):
        raise RuntimeError(f"{truth.name} cannot be read: {result.rejects}")
    return result


def measure(truth: Truth, result: Read | None = None) -> Counts:
    """Read the document and count."""
    result = result or read(truth)
    pages = {row["page_number"]: same(row["clean_text"]) for row in result.pages}
    passages = [(same(row["text"]), row["heading_path"], row["is_contents"]) for row in result.passages]
    found = [word for number in sorted(pages) for word in pages[number].split()]
    true = same(" ".join(truth.words())).split()
    kept = Counter(true) & Counter(found)
    in_order = same(" ".join(truth.words(free=False))).split()
    numbers = Counter(number(word) for word in true if _DIGIT.search(word))
    found_numbers = Counter(number(word) for word in found if _DIGIT.search(word))
    counts = Counts(1, len(truth.pages), kept.total(), len(true))
    counts.ordered, counts.ordered_of = longest_common(in_order, found), len(in_order)
    counts.numbers, counts.numbers_of = (numbers & found_numbers).total(), numbers.total()
    counts.extra = (Counter(found) - Counter(true)).total()
    everything = " ".join([*pages.values(), *(text for text, _, _ in passages)])
    counts.hidden, counts.hidden_of = sum(1 for word in truth.hidden if same(word) in everything), len(truth.hidden)
    counts.running, counts.running_of = _running(truth, pages), len(truth.running)
    _count_sentences(counts, truth, passages)
    counts.joined, counts.joined_of = _joined(truth, passages), len(truth.broken)
    marked = " ".join(" ".join(text.split()) for text, _, is_contents in passages if is_contents)
    counts.contents = sum(1 for line in truth.contents if same(line) in marked)
    counts.contents_of = len(truth.contents)
    return counts


def same(text: str) -> str:
    """The text with signs that are read alike written alike, a blank between the euro sign and its amount too."""
    return _EURO.sub("€ ", text.translate(_SAME))


def number(word: str) -> str:
    """A word with a digit, without the punctuation of the sentence around it; signs and brackets of amounts stay."""
    return word.rstrip(".,;:?").strip('"')


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence, by bits (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for place, word in enumerate(one):
        places[word] = places.get(word, 0) | (1 << place)
    every = (1 << len(one)) - 1
    row = every
    for word in other:
        match = row & places.get(word, 0)
        row = ((row + match) | (row - match)) & every
    return len(one) - row.bit_count()


def _running(truth: Truth, pages: dict[int, str]) -> int:
    """How many headers and footers are gone: no more of their text on the page than its own text has."""
    gone = 0
    for page_number, text in truth.running:
        true = " ".join(word for piece in truth.pages[page_number - 1] for word in piece.words)
        found = " ".join(pages.get(page_number, "").split())
        gone += _occurs(same(text), found) <= _occurs(same(text), same(true))
    return gone


def _joined(truth: Truth, passages: list[tuple[str, str, bool]]) -> int:
    """How many words that a line end cut are whole again: as many as the passages do not lack."""
    pieces = (piece for page in truth.pages for piece in page if piece.kind != "heading")
    true = Counter(
        _bare(word)
        for words in ((word for piece in pieces for word in piece.words), truth.over_pages)
        for word in words
    )
    found = Counter(_bare(word) for text, _, _ in passages for word in text.split())
    broken = Counter(_bare(word) for word in truth.broken)
    return sum(max(0, count - max(0, true[word] - found[word])) for word, count in broken.items())


def _bare(word: str) -> str:
    return same(word).strip('.,;:?()"')


def _occurs(text: str, within: str) -> int:
    return len(re.findall(rf"(?<!\S){re.escape(' '.join(text.split()))}(?!\S)", within))


def _count_sentences(counts: Counts, truth: Truth, passages: list[tuple[str, str, bool]]) -> None:
    """Sentences that stand whole in one passage; those of which one passage has the head and the next the tail."""
    texts = [" ".join(text.split()) for text, _, _ in passages]
    starts: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for pair in pairwise(text.split()):
            starts.setdefault(" ".join(pair), []).append(place)
    counts.sentences_of = len(truth.sentences)
    for sentence in truth.sentences:
        text = same(sentence.text)
        words = text.split()
        at = [place for place in starts.get(" ".join(words[:2]), ()) if text in texts[place]]
        if at:
            counts.whole += 1
            if sentence.path is not None:
                counts.paths_of += 1
                path = " > ".join(sentence.path)
                counts.paths += any(" ".join(passages[place][1].split()) == same(path) for place in at)
        else:
            counts.cut += _is_cut(words, texts)


def _is_cut(words: list[str], texts: list[str]) -> bool:
    """Whether some passage ends with a head of the sentence and the next one begins with its tail."""
    return any(
        one.endswith(" ".join(words[:place])) and other.startswith(" ".join(words[place:]))
        for one, other in pairwise(texts)
        for place in range(1, len(words))
    )


def total(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    return sum(counts, Counts())
