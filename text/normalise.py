"""What counts as the same text: the one list of differences in writing that are smoothed out.

Here: composed characters (NFC, never NFKC, which turns m² into m2), ligatures, invisible characters, soft hyphens and
minus signs that a PDF lost, hyphens at line ends, quotation marks, white space. Everything is an edit with a place, so
that each clean character still points at its raw one. What is left out of a page (running headers) is not here, see
tasks/read/clean.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from text.offsets import Edit, OffsetMap, apply_edits, merge_edits

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "ĳ": "ij",
    "Ĳ": "IJ",
}
DOUBLE_QUOTES = "“”„‟«»″"
SINGLE_QUOTES = "‘’‚‛`´′"
HYPHENS = "‐‑−"  # hyphen, non-breaking hyphen, minus sign; dashes are left as they are
BULLETS = "\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf02d\uf0fc"  # list marks in the private area of symbol fonts
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f"
UNSEEN = "\x00-\x08\x0e-\x1f\x7f\u0080-\u0084\u0086-\u009f"  # control characters
UNSEEN += (
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"  # no width, direction, half characters
)

SOFT_HYPHEN = "\u00ad"
PDF_HYPHEN = "\ufffe"  # what PDFium puts in the place of a hyphen and the line break after it

_ONE_FOR_ONE = (
    dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys(BULLETS, "•")
)
_BREAK = r"(?:\r\n|[\n\r\u2028\u2029\u0085])"
_GAP = rf"[ {SPACES}{UNSEEN}]"
# where a scan has to stop and look: everything else is copied as it stands
_NOTABLE = re.compile(
    rf"[\r\n\u2028\u2029\u0085{SPACES}{UNSEEN}\u00ad\ufffe{''.join(LIGATURES)}{''.join(_ONE_FOR_ONE)}]"
    rf"| (?=[ \r\n\u2028\u2029\u0085{SPACES}{UNSEEN}])|-(?=[ \r\n\u2028\u2029\u0085{SPACES}{UNSEEN}])|\A | \Z"
)
_TOKEN = re.compile(
    rf"(?P<broken>(?<=\w)(?:[-\u2010\u00ad]{_GAP}*{_BREAK}{_GAP}*|\ufffe{_GAP}*{_BREAK}?{_GAP}*)(?=[^\W_]))"
    rf"|(?P<lines>{_GAP}*{_BREAK}(?:{_BREAK}|{_GAP})*)"
    rf"|(?P<gap>{_GAP}+)"
    rf"|(?P<soft>\u00ad+)"
    rf"|(?P<lone>\ufffe)"
    rf"|(?P<character>[{''.join(LIGATURES)}{''.join(_ONE_FOR_ONE)}])"
)
_CHARACTERS = str.maketrans(LIGATURES | _ONE_FOR_ONE)
_REAL_SPACE = re.compile(rf"[ {SPACES}]")
_BREAKS = re.compile(_BREAK)
_ACCENTED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_WORD_AFTER = re.compile(r"[^\W_]+")

# "wet-⏎en regelgeving": the hyphen stands for a part of a word that comes later
_SHARED_PART = frozenset({"en", "of", "als", "tot", "noch", "dan", "resp"})
# "niet-⏎vrijblijvend": the hyphen belongs to the spelling, and joining would hide the word "niet"
_KEEPS_HYPHEN = frozenset({"niet", "non", "ex", "oud"})
# "media-⏎aanbod": between these vowels a compound is written with a hyphen
_CLASHING_VOWELS = frozenset({"aa", "ae", "ai", "au", "ee", "ei", "eu", "oe", "oi", "oo", "ou", "ui", "uu"})
# "ge-⏎evalueerd": a line break takes the diaeresis away, joining gives it back
_DIAERESIS = {"ge": {"e": "ë", "i": "ï", "u": "ü"}, "be": {"e": "ë", "i": "ï"}, "co": {"o": "ö"}, "geco": {"o": "ö"}}
# "continu-⏎iteit", "archa-⏎isch": so too before these endings, after a vowel
_DIAERESIS_ENDING = re.compile(r"i(?:teit|sch|sche|sme|st|sten|stisch|stische)\b")


def normalise(raw: str) -> tuple[str, OffsetMap]:
    """The text with every smoothing applied, line by line, and its map to `raw`.

    Lines end in one newline, paragraphs (an empty line) in two; there is no white space at either end.
    """
    return apply_edits(raw, normalise_edits(raw))


def fold(raw: str) -> tuple[str, OffsetMap]:
    """The text as quotes are compared: smoothed, and every run of white space one space."""
    return apply_edits(raw, normalise_edits(raw, keep_lines=False))


def normalise_edits(raw: str, keep_lines: bool = True) -> list[Edit]:
    """The edits that `normalise` makes, in order; without `keep_lines` a line end becomes a space."""
    edits: list[Edit] = []
    done = 0
    for notable in _NOTABLE.finditer(raw):
        if notable.start() < done:
            continue
        token = _TOKEN.match(raw, notable.start())
        if token is None:  # a hyphen before a space, in the middle of a line
            continue
        edit = _joined(raw, *token.span()) if token.lastgroup == "broken" else _smoothed(raw, token, keep_lines)
        done = edit.raw_to
        if raw[edit.raw_from : edit.raw_to] != edit.text:
            edits.append(edit)
    if unicodedata.is_normalized("NFC", raw):
        return edits
    return merge_edits(edits, _composed(raw))


def _smoothed(raw: str, token: re.Match[str], keep_lines: bool) -> Edit:
    start, end = token.span()
    kind, found = token.lastgroup, token.group()
    if kind == "soft":
        text = _soft_hyphen(raw[start - 1 : start] if start else "", raw[end : end + 1])
    elif kind == "lone":
        text = "-"
    elif kind == "character":
        text = found.translate(_CHARACTERS)
    elif start == 0 or end == len(raw):
        text = ""
    elif kind == "gap":
        text = " " if _REAL_SPACE.search(found) else ""
    elif keep_lines:
        text = "\n\n" if len(_BREAKS.findall(found)) > 1 else "\n"
    else:
        text = " "
    return Edit(start, end, text)


def _joined(raw: str, start: int, end: int) -> Edit:
    """What stands in the place of a hyphen and the line end after it."""
    before = _WORD_BEFORE.search(raw, max(0, start - 40), start)
    after = _WORD_AFTER.match(raw, end)
    if before is None or after is None:
        return Edit(start, end, "-")
    left, right = before.group(), after.group()
    if right.lower() in _SHARED_PART:
        return Edit(start, end, "- ")
    if not left[-1].islower() or not right[0].islower() or left.lower() in _KEEPS_HYPHEN:
        return Edit(start, end, "-")
    if right.startswith("ij"):
        return Edit(start, end, "")
    if left.endswith("ij") and right[0] == "i":
        return Edit(start, end, "-")
    restored = _DIAERESIS.get(left.lower(), {}).get(right[0])
    if left[-1] in "aeou" and _DIAERESIS_ENDING.match(right):
        restored = "ï"
    if restored:
        return Edit(start, end + 1, restored)
    return Edit(start, end, "-" if left[-1] + right[0] in _CLASHING_VOWELS else "")


def _soft_hyphen(before: str, after: str) -> str:
    """A soft hyphen inside or after a word is nothing; anywhere else it is a hyphen or minus sign that was lost."""
    in_word = before.isalpha() and (after.islower() or not (after.isalnum() or after.isspace()))
    return "" if in_word else "-"


def _composed(raw: str) -> Iterator[Edit]:
    """Edits that compose letters and their accents; only characters that belong together share an edit."""
    for run in _ACCENTED.finditer(raw):
        start, stop = run.span()
        while start < stop:
            end = start + 1
            while end < stop and not _stands_alone(raw[start:end], raw[end]):
                end += 1
            composed = unicodedata.normalize("NFC", raw[start:end])
            if composed != raw[start:end]:
                yield Edit(start, end, composed.translate(_CHARACTERS))
            start = end


def _stands_alone(cluster: str, character: str) -> bool:
    if unicodedata.combining(character):
        return False
    alone = unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", cluster + character) == alone
