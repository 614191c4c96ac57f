"""The settings of one run, the same for the command line, every flow and every stage."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from schemas.errors import UsageError

PROJECT = Path(__file__).resolve().parent.parent
CONTACT = "WEERBAARHEID_CONTACT"
"""Environment variable: where the people behind a source can read who asks, an https address or a mail address."""


def today() -> date:
    """Today in the Netherlands, where every organisation of ours is."""
    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def contact() -> str:
    """What the operator gave as CONTACT; '' for nothing. Raises UsageError for what is no https or mail address."""
    given = os.environ.get(CONTACT, "")
    if given and not re.fullmatch(r"https://[!-~]+|[!-?A-~]+@[!-?A-~]+", given):
        raise UsageError(f"{CONTACT} must be an https address or a mail address, not {given!r}.")
    return given


class Settings(BaseModel):
    """What a run is asked to do; unknown names are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path
    sources: Path = PROJECT / "sources"
    codebook: Path = PROJECT / "codebook"
    only: tuple[str, ...] = ()
    as_of: date = Field(default_factory=today)
    run_id: str = ""
