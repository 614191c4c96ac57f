"""Words that tell how far something is, what holds it back, and of which year is spoken. Rules only, no weights."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from text.planned import PLANNED

if TYPE_CHECKING:
    import numpy as np

_PROGRESS = (
    # voornemen: aims, views, stated gaps
    r"\b(?:wil|willen|streef|streven|ambitie|voornemen[s]?|beogen|beoogt|wens|wenselijk|zou(?:den)? (?:moeten|kunnen)|"
    r"hopen|onderzoeken of|verkennen|aandacht voor|belang van|van belang|noodzaak|kwetsbaar\w*|risico\w*)\b",
    r"\b(?:nog niet|nog geen|ontbre\w+|geen zicht|onvoldoende|onbekend|niet uitgewerkt|niet geregeld|"
    r"niets vastgelegd)\b",
    # plan: decided or being made
    *PLANNED,
    # uitvoering: done, in use
    r"\b(?:is|zijn|heeft|hebben|werd|werden) (?:\w+ ){0,8}(?:ingericht|geplaatst|aangeschaft|afgerond|gerealiseerd|"
    r"ingevoerd|in gebruik|uitgevoerd|opgeleverd|geborgd|vastgelegd|verspreid|bezorgd|georganiseerd|gehouden)\b",
    r"\b(?:beschikt over|is beschikbaar|zijn beschikbaar|operationeel|staat klaar|staan klaar|jaarlijks|maandelijks|"
    r"elke maand|24/7|draait|werkt)\b",
    # beproefd: exercised, tested, evaluated
    r"\b(?:geoefend|oefening\w*|beproefd|getest|test\w*|geëvalueerd|evaluatie\w*|simulatie\w*|leerpunt\w*|verbeterpunt\w*|"
    r"bevindingen|waarnemers|terugblik|uit de praktijk bleek)\b",
)
_COMPILED = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PROGRESS)
MOST = 3

# The recurring bottlenecks of the inventory.
_TAGS = {
    "capaciteit": r"\b(?:capaciteit\w*|formatie\w*|personeelstekort|onderbezet\w*|te weinig (?:mensen|personeel|tijd)|"
    r"schaars\w*|werkdruk|middelen ontbreken|geen budget)\b",
    "effect": r"\b(?:effectmeting|effect(?:en)? (?:is|zijn|wordt|worden) (?:nog )?niet|niet gemeten|"
    r"geen (?:cijfers|meting)|meten van|evaluatie ontbreekt|onbekend in hoeverre)\b",
    "landelijk": r"\b(?:landelijke? (?:kader\w*|richtlijn\w*|handreiking\w*|besluit\w*|uitwerking)|wachten op het rijk|"
    r"afhankelijk van het rijk|in afwachting van (?:het rijk|landelijk\w*|de minister))\b",
    "uitvoering": r"\b(?:nog niet (?:in praktijk|uitgevoerd|geïmplementeerd|operationeel|geoefend)|van plan naar|"
    r"blijft bij plannen|papieren|uitvoering (?:blijft|loopt) achter|vertraging|vertraagd)\b",
}
_TAG_PATTERNS = {tag: re.compile(pattern, re.IGNORECASE) for tag, pattern in _TAGS.items()}
_YEAR = re.compile(r"(?<![\d.,€])(?:19|20)\d{2}(?![\d]|[.,]\d)")
FIRST_YEAR, LAST_YEAR = 1990, 2049


def cue_counts(texts: Sequence[str]) -> np.ndarray:
    """len(texts) × 7: how often cues of each kind stand in a text, counted up to MOST."""
    import numpy as np

    return np.array([[min(MOST, len(cue.findall(text))) for cue in _COMPILED] for text in texts], dtype=float).reshape(
        len(texts), len(_COMPILED)
    )


def tags(text: str) -> tuple[str, ...]:
    """The bottlenecks that a text speaks of, by name."""
    return tuple(sorted(tag for tag, pattern in _TAG_PATTERNS.items() if pattern.search(text)))


def year_named(text: str) -> int | None:
    """The latest year that a text names; None when it names none."""
    years = [int(found[0]) for found in _YEAR.finditer(text)]
    return max((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), default=None)
