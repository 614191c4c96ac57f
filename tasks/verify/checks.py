"""The checks of one judgement, in order; the first that fails is the reason why it is not verified.

Caps on progress are in caps.py, orders to models in injection.py. The quote is looked for word for word: what the
classifier says is never taken on trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.verify.caps import capped, year_of
from tasks.verify.claims import Bodies, Claim, Paper, Verdict, VerifiablePage
from tasks.verify.injection import gives_orders
from text.quotes import PageText, Place, find_quote, find_quote_on_pages
from text.sentences import sentences

GGD_MEASURE = 12
FEWEST_WORDS = 5
"""A shorter piece of a quote proves nothing by itself."""
CLOSING = "\"'”’») "
"""What may stand behind the question mark of a question."""

_NO = re.compile(r"\b(?:niet|niets|geen|nooit|nergens|noch)\b", re.IGNORECASE)
_COLLEGE = re.compile(
    r"\b(?:college|wethouders?|burgemeester|portefeuillehouder|voorzitter van de veiligheidsregio|directie|"
    r"(?:algemeen|dagelijks) bestuur)\b",
    re.IGNORECASE,
)
# whatever the case of the word itself; a name begins with a capital
_PARTY = re.compile(
    r"\b(?i:fracties?|raadsl(?:id|eden)|commissiel(?:id|eden)|motie|indieners?|partij(?:en)?)\b|"
    r"\b(?i:de (?:heer|dames?)|mevrouw) [A-Z]",
)
_MOTION = re.compile(
    r"\b(?:verzoekt het college|roept het college op|draagt het college op|spreekt uit|constaterende|overwegende|"
    r"gehoord de beraadslaging)\b",
    re.IGNORECASE,
)
# in a motion: what the college is asked to do, which is no answer of it
_ASKED = re.compile(
    r"\b(?:verzoek(?:t|en)|vra(?:agt|gen)|roep(?:t|en)|dra(?:agt|gen)|bij|aan) het college\b", re.IGNORECASE
)
_ANSWER = re.compile(
    r"\b(?:reactie|advies|preadvies|antwoord|standpunt)\b[^.]{0,40}\bcollege\b|\bhet college\b", re.IGNORECASE
)


def verdict(claim: Claim, paper: Paper, pages: Sequence[VerifiablePage], bodies: Bodies) -> Verdict:
    """Check one judgement. pages: at least those of its passage."""
    if not claim.is_evidence or claim.quote is None:
        return Verdict("not_evidence", "geen")
    year = year_of(claim, paper)
    organisation_id, is_ggd = owner(claim, paper, bodies)
    quote, place = on_one_page(claim, pages)
    progress, cap = capped(claim, paper, year)
    reason = _reason(claim, paper, pages, place, organisation_id, is_ggd)
    if reason is None:  # the part that is kept may be a question, where the whole was not
        reason = wrong_kind(replace(claim, quote=quote), paper)
    return Verdict(reason, progress, cap, year, organisation_id, is_ggd, quote, place)


def on_one_page(claim: Claim, pages: Sequence[VerifiablePage]) -> tuple[str, Place | None]:
    """The quote and where it stands, word for word, within its passage; None: nowhere.

    Of a quote that runs on over a page break the longest sentence that stands on one page is kept.
    """
    quote = claim.quote or ""
    texts = [PageText(page.page_number, page.clean_text, page.offset_map) for page in pages]
    place = find_quote_on_pages(quote, texts, claim.place)
    if place is None or place.page_from == place.page_to:
        return quote, place
    whole = [
        (part, found)
        for start, end in sentences(quote)
        if len((part := quote[start:end].strip()).split()) >= FEWEST_WORDS
        and (found := find_quote_on_pages(part, texts, claim.place)) is not None
        and found.page_from == found.page_to
    ]
    return max(whole, key=lambda one: len(one[0]), default=(quote, None))


def _reason(
    claim: Claim,
    paper: Paper,
    pages: Sequence[VerifiablePage],
    place: Place | None,
    organisation_id: str | None,
    is_ggd: bool,
) -> str | None:
    if claim.is_abstained:
        return "abstained"
    if claim.is_contents:
        return "contents_page"
    if place is None:  # nowhere, or only across a page break
        return "quote_not_found"
    if _is_hidden(place, pages):
        return "invisible"
    if cuts_off_a_no(claim):
        return "quote_cut"
    if gives_orders(claim.text):
        return "suspect"
    if claim.org_kind == "rijk":
        return "national_text"
    if is_ggd and claim.measure != GGD_MEASURE:
        return "ggd_other_measure"
    if organisation_id is None:
        return "no_organisation"
    return wrong_kind(claim, paper)


def cuts_off_a_no(claim: Claim) -> bool:
    """Whether the sentences that the quote is cut from say "niet" or the like outside the quote."""
    found = find_quote(claim.quote or "", claim.text)
    if found is None:
        return False
    return any(
        _NO.search(claim.text[start : found[0]]) or _NO.search(claim.text[found[1] : end])
        for start, end in sentences(claim.text)
        if start < found[1] and end > found[0]
    )


def owner(claim: Claim, paper: Paper, bodies: Bodies) -> tuple[str | None, bool]:
    """Whom the claim counts for, and whether the GGD is meant, which counts for the veiligheidsregio of its area."""
    if claim.org_kind == "ggd":
        near = claim.about_organisation_id or paper.about_organisation_id or paper.source_organisation_id
        return bodies.veiligheidsregio_of.get(bodies.region_of.get(near or "", "")), True
    if claim.about_organisation_id is not None:
        return claim.about_organisation_id, False
    if claim.org_kind in ("rijk", "overig"):
        return None, False
    return paper.about_organisation_id, False


def wrong_kind(claim: Claim, paper: Paper) -> str | None:
    """Questions, motions and what parties say are no evidence; what the college answers may be."""
    quote = (claim.quote or "").strip().rstrip(CLOSING)
    if quote.endswith("?"):
        return "question"
    if _MOTION.search(quote):
        return "motion"
    if paper.doc_type in ("motie", "amendement") and not _ANSWER.search(_ASKED.sub(" ", claim.text)):
        return "motion"
    if paper.doc_type == "notulen" and _PARTY.search(claim.text) and not _COLLEGE.search(claim.text):
        return "party_statement"
    return None


def _is_hidden(place: Place, pages: Sequence[VerifiablePage]) -> bool:
    """Whether any part of the quote is in text that a reader of the page cannot see. It stands on one page."""
    return any(
        hidden_from < place.raw_to and hidden_to > place.raw_from
        for page in pages
        if page.page_number == place.page_from
        for hidden_from, hidden_to in zip(page.invisible_spans[::2], page.invisible_spans[1::2], strict=True)
    )
