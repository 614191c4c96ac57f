"""The settings of one run, the same for the command line, every flow and every stage."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

PROJECT = Path(__file__).resolve().parent.parent


def today() -> date:
    """Today in the Netherlands, where every organisation of ours is."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


class Settings(BaseModel):
    """What a run is asked to do; unknown names are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path
    sources: Path = PROJECT / "sources"
    codebook: Path = PROJECT / "codebook"
    only: tuple[str, ...] = ()
    as_of: date = Field(default_factory=today)
    run_id: str = ""
