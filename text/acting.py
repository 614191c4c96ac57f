"""Whom a text is about: another known body that it names as the one acting, else whom its document is about.

Reading asks it of a passage; it may as well be asked of a single sentence, for instance that of a quote. Which names a
text holds is in organisations.py.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from text.organisations import Mention, Organisations
from text.sentences import sentences

PassageBasis = Literal["passage", "document", "none"]

_VERB = (
    r"(?:heeft|hebben|had|hadden|is|zijn|was|waren|werd|werden|wordt|worden|zal|zullen|zou|gaat|gaan|ging|wil|willen|kan"
    r"|kunnen|moet|moeten|mag|doet|deed|ziet|hield|bood|nam|gaf|ging|kwam|deelde|werken|werkte|zorgde|stelde|startte"
    r"|maakte|oefende|voerde|richtte|organiseerde|ontwikkelde|informeerde|bereidde|beschikte|oefenen|maken|zorgen"
    r"|[a-zà-ÿ]{2,}(?:eert|gt|kt|dt|lt|mt|pt|rt|st|ft|ient|ekent|ent))"
)
# "X oefent …", "In 2024 heeft de X …", "getest door X", "het bestuur van X"
_AT_START = re.compile(r"(?:^|[:;•|])[\s•*–—-]*(?:(?:de|het)\s+)?$", re.IGNORECASE)
_AFTER_VERB = re.compile(
    rf"\b(?:door|dat|omdat|doordat|zodat|nadat|terwijl|waarbij|waarin|waarmee|{_VERB})\s+(?:(?:de|het)\s+)?$",
    re.IGNORECASE,
)
_ORGAN_OF = re.compile(
    r"\b(?:bestuur|directie|college|burgemeester|raad|gemeenteraad|crisisorganisatie|brandweer|crisisteam|voorzitter"
    r"|burgemeester en wethouders|b&w)\s+van\s+(?:(?:de|het)\s+)?$",
    re.IGNORECASE,
)
_THEN_VERB = re.compile(rf"(?:\W+[\w'-]+){{0,5}}?\W+{_VERB}\b")  # verbs have no capital
_AND = re.compile(r"\s*(?:,|\ben\b|\bof\b|&)\s*(?:en\s+)?(?:(?:de|het)\s+)?", re.IGNORECASE)
_LINE_END = re.compile(r"\n")
_WE = re.compile(r"\b(?:wij|we|ons|onze)\b", re.IGNORECASE)
_GGD = re.compile(r"\bGGD\b")


class About(NamedTuple):
    """The columns of core_passage that say whom a passage is about."""

    organisation_id: str | None
    basis: PassageBasis
    org_kind: str | None


def passage_about(text: str, document: About, organisations: Organisations) -> About:
    """Whom the passage is about; `document` is what its document says, with basis "document" or "none".

    Another body of ours counts if it, and it alone, is named as acting, in the first sentence (what stands before it is
    about somebody else), and the passage speaks neither of the document's own body nor of "wij". A GGD that so acts
    alone makes it a passage of kind ggd, about the same organisation.
    """
    mentions = organisations.mentions(text)
    named = {mention.organisation_id for mention in mentions}
    if _WE.search(text) or document.organisation_id in named:
        return document
    if not named and _GGD.search(text) is None:
        return document
    starts = [*(start for start, _ in sentences(text)), *(found.end() for found in _LINE_END.finditer(text))]
    acting: set[str] = set()
    at_first: set[str] = set()
    before: Mention | None = None
    acts = False
    for mention in mentions:
        start = max(at for at in starts if at <= mention.start)
        # "met X en Y": Y is named as X is
        if before is None or before.end < start or not _AND.fullmatch(text, before.end, mention.start):
            acts = _acts(text, start, mention.start, mention.end)
        if acts:
            acting.add(mention.organisation_id)
            at_first |= {mention.organisation_id} if start == 0 else set()
        before = mention
    if len(acting) == 1 and acting == at_first:
        other = organisations.known[acting.pop()]
        return About(other.organisation_id, "passage", other.kind)
    if not named and document.org_kind in ("veiligheidsregio", "gemeente"):
        for found in _GGD.finditer(text):
            if max(at for at in starts if at <= found.start()) == 0 and _acts(text, 0, found.start(), found.end()):
                return document._replace(org_kind="ggd")
    return document


def _acts(text: str, sentence: int, start: int, end: int) -> bool:
    """Whether the body named at text[start:end], in the sentence that begins at `sentence`, is the one acting."""
    words = text[sentence:start]
    if _AFTER_VERB.search(words) or _ORGAN_OF.search(words):
        return True
    return _AT_START.search(words) is not None and _THEN_VERB.match(text, end) is not None
