"""Addresses that open a document where a quote stands: at its page, or at the words themselves.

What a browser can do decides: PDF viewers go to a page (#page=12, RFC 8118), web pages and bare text to words
(#:~:text=, the URL fragment text directives of the WICG). A fragment never reaches the server: where a program knows
none of this, the document opens at its beginning. Which publication of a document is linked is not decided here.
"""

from __future__ import annotations

import re
from urllib.parse import quote as percent_encoded

from text.formats import MEDIA_TYPES

PDF = MEDIA_TYPES["pdf"]
HTML = MEDIA_TYPES["html"]
SEARCHED = frozenset({HTML, MEDIA_TYPES["plain"]})
"""Media types in which browsers look for words."""
_SLIDES = frozenset({MEDIA_TYPES["pptx"], MEDIA_TYPES["odp"]})
_SHEETS = frozenset({MEDIA_TYPES["xlsx"], MEDIA_TYPES["xls"], MEDIA_TYPES["ods"]})

_WEB = re.compile(r"https?://", re.IGNORECASE)
_FEWEST_WORDS = 3
_MOST_WORDS = 5
# words that stand in the source as they do in the quote: reading smooths quotation marks, hyphens and list marks out,
# and publishing masks personal data, in brackets
_PLAIN = re.compile(r"[^\W_]+[.,;:]?")


def page_name(media_type: str, page_count: int) -> str | None:
    """What a page of such a document is called in Dutch; None: it has no pages."""
    if media_type in _SLIDES:
        return "dia"
    if media_type in _SHEETS:
        return "werkblad"
    return "bladzijde" if media_type == PDF or page_count > 1 else None


def at_page(url: str, media_type: str, page_number: int) -> str:
    """The address of a document at this page; as it is where it has no pages to go to."""
    return f"{url.partition('#')[0]}#page={page_number}" if media_type == PDF else url


def at_words(url: str, media_type: str, words: str) -> str:
    """The address of a web page at these words; as it is where browsers do not look for words, or none are fit.

    words: as published. Only their first and last few become part of the address, and of those none that is masked.
    """
    if media_type not in SEARCHED or not _WEB.match(url):
        return url
    runs = _plain_runs(words)
    if not runs:
        return url
    first, last = runs[0], runs[-1]
    if first is last and len(first) <= 2 * _MOST_WORDS:
        directive = _encoded(first)
    else:
        directive = f"{_encoded(first[:_MOST_WORDS])},{_encoded(last[-_MOST_WORDS:])}"
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0]}:~:text={directive}"


def _plain_runs(words: str) -> list[list[str]]:
    """Runs of plain words on one line of the quote, each long enough to be found by.

    Browsers look for the first words, and for the last, within one paragraph: that is a line of a quote.
    """
    runs: list[list[str]] = []
    for line in words.splitlines():
        runs.append([])
        for word in line.split():
            if _PLAIN.fullmatch(word):
                runs[-1].append(word)
            else:
                runs.append([])
    return [run for run in runs if len(run) >= _FEWEST_WORDS]


def _encoded(words: list[str]) -> str:
    """Words for in a text directive: what has a meaning there (& - ,) is encoded too. Punctuation at the end goes."""
    return percent_encoded(" ".join(words).rstrip(".,;:"), safe="")
