"""The scoring rule's settings (codebook/scoring.yaml) and the scale of levels.

The rule itself is in tasks/score/.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from schemas.codebook import Strict, parse, read_yaml

LEVELS = ("laag", "midden", "hoog")
UNKNOWN = "onbekend"

Share = Field(ge=0, le=1)


class Hoog(Strict):
    """What the level hoog asks for."""

    core_elements: int = Field(ge=1)
    documents: int = Field(ge=1)
    newest_within_years: int = Field(ge=0)
    progress: Literal["uitvoering", "beproefd"]


class Midden(Strict):
    """What the level midden asks for."""

    progress: Literal["voornemen", "plan", "uitvoering"]


class CoverageBound(Strict):
    """How much must have been read before nothing found may be called laag."""

    documents: int = Field(ge=1)
    years: int = Field(ge=1)


class Coverage(Strict):
    """The coverage bound per kind of organisation."""

    veiligheidsregio: CoverageBound
    gemeente: CoverageBound

    def bound(self, kind: str) -> CoverageBound:
        """The bound for an organisation of this kind."""
        return self.veiligheidsregio if kind == "veiligheidsregio" else self.gemeente


class Region(Strict):
    """How a chair gemeente complements its region."""

    raise_by: int = Field(ge=0, le=2)
    municipal_measures: tuple[int, ...]


class National(Strict):
    """Bounds of the national word per measure, as shares of the regions that are known."""

    known_share: float = Share
    many_share: float = Share
    few_share: float = Share
    uniform_share: float = Share


class Scoring(Strict):
    """codebook/scoring.yaml as a whole."""

    version: int
    hoog: Hoog
    midden: Midden
    coverage: Coverage
    region: Region
    national: National


def load_scoring(codebook: Path) -> Scoring:
    """Read codebook/scoring.yaml. Raises SourceFileError that names the file and every wrong key."""
    path = codebook / "scoring.yaml"
    return parse(Scoring, read_yaml(path), path)
