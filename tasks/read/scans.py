"""Which pages of a PDF have no usable text layer: pictures of text, and text layers that are nonsense."""

from __future__ import annotations

import re

from tasks.read.pdf import PdfPage

_COMMON_WORDS = (
    "de het een en van in is dat op te zijn voor met die niet aan er om ook als dan maar door of bij uit naar tot over"
    " wordt worden deze dit kan we wij hebben heeft was the and of to for by on with from that this are an as it at"
    " der und den von zu mit le la les des et du un une est"
)
_STOPWORDS = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_]{2,}")
_WELL_FORMED = re.compile(r"(?:[^\W\d_][a-zà-ÿ'-]*|[A-ZÀ-Þ]+)[.,;:)]*")
_UNREADABLE = re.compile(r"[^\w\s.,;:!?'\"()\[\]/&%€$@+=*°²³½–—‘’“”«»•·…#|<>§©®™\ufffe\u00ad\uf0b7\uf0a7-]+")

_SURE_WORDS = (" de ", " van ", " het ", " een ", " the ", " of ", " and ")

_FEW_WORDS = 10
"""A page that is mostly image and has fewer words than this shows its text in the image."""
_MOST_IMAGE = 0.5
_OUTLINED = 1_500
"""So many drawn shapes and no words: letters turned into outlines."""


def needs_ocr(page: PdfPage) -> bool:
    """Whether there is something to read on the page that its text layer does not give."""
    text = page.raw_text
    # cheap signs first: most pages have text, and little else is drawn on them
    is_pictured = page.image_share >= _MOST_IMAGE or page.path_count >= _OUTLINED
    if not is_pictured:
        return len(text.split()) >= _FEW_WORDS and is_garbled(text)
    hidden = sum(end - start for start, end in page.invisible)
    words = _WORD.findall(text) if hidden < len(text.strip()) else []
    if len(words) < _FEW_WORDS:
        return True
    if is_garbled(text):
        return True
    # a text layer over a scan that is in no language we know is a decoy or failed OCR
    return page.image_share >= _MOST_IMAGE and len(words) >= 40 and _stopword_share(words) < 0.05


def is_garbled(text: str) -> bool:
    """Whether the text is what a font without a character table leaves: signs, or letters that form no words."""
    unreadable = sum(len(found.group()) for found in _UNREADABLE.finditer(text))
    if unreadable and unreadable > 0.3 * len("".join(text.split())):
        return True
    # words that every page of Dutch or English has: enough of them, and there is nothing to doubt
    if 20 * sum(text.count(word) for word in _SURE_WORDS) > len(text) / 6:
        return False
    tokens = [token for token in text.split() if any(character.isalpha() for character in token)]
    if len(tokens) < 50 or _stopword_share(_WORD.findall(text)) >= 0.02:
        return False
    return sum(1 for token in tokens if _WELL_FORMED.fullmatch(token)) < 0.4 * len(tokens)


def _stopword_share(words: list[str]) -> float:
    return sum(1 for word in words if word.lower() in _STOPWORDS) / max(1, len(words))
