"""What verification looks at: a judgement with its passage, document and pages. Plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from text.quotes import Place


@dataclass(frozen=True)
class VerifiablePage:
    """A page as read, and the raw spans of it that a reader cannot see."""

    page_number: int
    clean_text: str
    offset_map: Sequence[int]
    invisible_spans: Sequence[int]


@dataclass(frozen=True)
class Paper:
    """What is known of the document. source_organisation_id: where it was found; None: nobody of ours."""

    document_id: str
    doc_type: str
    publication_date: date | None
    year_from: int | None
    year_to: int | None
    about_organisation_id: str | None
    org_kind: str | None
    source_organisation_id: str | None


@dataclass(frozen=True)
class Claim:
    """A judgement and the passage it is about."""

    judgement_id: str
    passage_id: str
    measure: int
    is_evidence: bool
    is_abstained: bool
    progress: str
    year_described: int | None
    quote: str | None
    text: str
    is_contents: bool
    place: Place
    about_organisation_id: str | None
    org_kind: str | None


@dataclass(frozen=True)
class Verdict:
    """What the checks made of a claim. reason_code: why it is not verified; None: it is. quote, place: on one page."""

    reason_code: str | None
    progress: str
    cap: str | None = None
    year_described: int | None = None
    organisation_id: str | None = None
    is_ggd: bool = False
    quote: str | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Bodies:
    """Our organisations as far as verification needs them: the region that each lies in, and each region's own body."""

    region_of: dict[str, str] = field(default_factory=dict)
    veiligheidsregio_of: dict[str, str] = field(default_factory=dict)
