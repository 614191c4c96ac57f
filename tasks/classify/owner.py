"""Whose text it is, from metadata: which measures it can be evidence for at all. A text model does not know.

The GGD counts for public health alone. Texts of the Rijk and of others count only where they name a body like ours; GGD
GHOR (Nederland) is none: it is the national association.
"""

from __future__ import annotations

import re

from schemas.codebook import MEASURES

GGD_MEASURES = (12,)
_BODY = re.compile(
    r"\b(?:[Gg]emeente|[Vv]eiligheidsregio|GHOR|GGD)\s+(?!(?:en|of|is|de|het|een|die|GHOR|Nederland)\b)[A-Z][\w-]+|"
    r"\bcollege van (?:B&W|BenW|burgemeester en wethouders) van [A-Z]"
)


def possible_measures(org_kind: str | None, text: str) -> tuple[int, ...]:
    """The measures that a text of this kind of body can be evidence for; org_kind None: not known, so all."""
    if org_kind == "ggd":
        return GGD_MEASURES
    if org_kind in ("rijk", "overig") and not _BODY.search(text):
        return ()
    return MEASURES
