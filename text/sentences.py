"""Where Dutch sentences end.

blingfire finds the ends (11 of 12 hard Dutch sentences right, 23 MB/s); here are the few rules that it was measured to
need, and spans that tile the text. Paragraphs and list items are the caller's: it hands over one at a time.
"""

from __future__ import annotations

import ctypes
import re
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# a full stop after these ends no sentence; blingfire knows most others (ca., blz., o.a., m.b.t.)
_CONTINUING = re.compile(
    r"(?:^|[\s(])(?:afd|art|artt|bijl|bijv|burg|bv|dhr|dr|drs|fa|fig|hfst|hst|ing|ir|jo|mevr|mr|mw|nr|nrs|p|par|plv|pp"
    r"|prof|resp|st|tab|vgl|wnd|zgn)\.\s*$",
    re.IGNORECASE,
)
# where blingfire goes on: before an accented capital, before "'s Avonds", after the number of a footnote
_MISSED = re.compile(r"[^\W\d_]{2}(?:[.!?]['\")]*\s+(?=[À-ÖØ-Þ]|'[snt] [A-Z])|\.\d{1,3}\s+(?=[A-ZÀ-ÖØ-Þ]))")
# "2." "b)" "3.1." "F12." alone: the number of what follows
_MARK = re.compile(r"\(?(?:[^\W\d_]{0,2}\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[ivx]{1,4})[.):]+\s*")

_WINDOW = 100_000
"""Characters: blingfire is given memory in proportion to its text."""

_LIBRARY = {"darwin": "libblingfiretokdll.dylib", "win32": "blingfiretokdll.dll"}


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans [from, to) that tile `text`, one a sentence, white space behind it included. Empty text has none."""
    if not text.strip():
        return [(0, len(text))] if text else []
    starts = [0]
    for start in sorted({*_found_starts(text), *(missed.end() for missed in _MISSED.finditer(text))}):
        if not _goes_on(text[starts[-1] : start]):
            starts.append(start)
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _goes_on(sentence: str) -> bool:
    """Whether what was taken for a sentence needs the next one: a mere number, or an abbreviation at its end."""
    return _MARK.fullmatch(sentence) is not None or _CONTINUING.search(sentence) is not None


def _found_starts(text: str) -> list[int]:
    """Where blingfire begins a sentence, but for the first; a long text goes through it a window at a time."""
    starts: list[int] = []
    at = 0
    while at < len(text):
        found = _starts(text[at : at + _WINDOW])
        starts += [at + start for start in found[1:]]
        # the last sentence of a window may be cut: it is looked at again in the next
        is_cut = at + _WINDOW < len(text) and len(found) > 1
        at += found[-1] if is_cut else _WINDOW
    return starts


def _starts(text: str) -> list[int]:
    """Where blingfire begins a sentence; the first is 0."""
    # NUL would end the text for a C library
    encoded = text.replace("\0", " ").encode("utf-8", "replace")
    size = 2 * len(encoded)
    out = ctypes.create_string_buffer(size)
    begins, ends = (ctypes.c_int32 * size)(), (ctypes.c_int32 * size)()
    written = _library().TextToSentencesWithOffsets(encoded, len(encoded), out, begins, ends, size)
    if written < 1:
        return [0]
    count = out.value.count(b"\n") + 1
    if text.isascii():
        return [0, *begins[1:count]]
    starts, done = [0], 0
    for begin in begins[1:count]:
        starts.append(starts[-1] + len(encoded[done:begin].decode("utf-8", "replace")))
        done = begin
    return starts


@cache
def _library() -> ctypes.CDLL:
    """blingfire's library itself: its Python package loads numpy and maps offsets one byte at a time."""
    spec = find_spec("blingfire")
    if spec is None or spec.origin is None:
        raise ImportError("blingfire is not installed; see the project's set-up")
    return ctypes.CDLL(str(Path(spec.origin).with_name(_LIBRARY.get(sys.platform, "libblingfiretokdll.so"))))
