"""The truth about the demonstration documents: the levels and the planted passages in demo/expected/.

Loading and checking only; the comparison with a run is in compare.py.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, TextIO, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.errors import UsageError

EXPECTED = Path(__file__).resolve().parent / "expected"

Model = TypeVar("Model", bound=BaseModel)
Level = Literal["hoog", "midden", "laag", "onbekend"]


class Cell(BaseModel):
    """The level that an organisation has on a measure, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisation_id: str
    measure: int = Field(ge=1, le=12)
    level: Level
    reason: str = ""


class Planted(BaseModel):
    """A sentence in a document and what it is evidence of; measure 0: a trap, evidence of nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    document: str  # "<organisation_id>/<slug>"
    organisation: str | None = None  # whom it counts for
    measure: int = Field(ge=0, le=12)
    second_measure: int | None = Field(default=None, ge=1, le=12)
    progress: Literal["geen", "voornemen", "plan", "uitvoering", "beproefd"]
    elements: tuple[str, ...] = ()
    quote: str = Field(min_length=1)
    why: str = ""

    def is_about(self, measure: object) -> bool:
        """Whether evidence for the measure may be drawn from it."""
        return self.measure != 0 and measure in (self.measure, self.second_measure)


def load_levels(path: Path = EXPECTED / "levels.csv") -> list[Cell]:
    """The expected levels. Raises UsageError, naming file and line, for a line that is wrong or stands there twice."""
    with _opened(path) as lines:
        cells: dict[tuple[str, int], Cell] = {}
        for number, row in enumerate(csv.DictReader(lines), start=2):
            cell = _checked(Cell, row, f"{path}, line {number}")
            if cells.setdefault((cell.organisation_id, cell.measure), cell) is not cell:
                raise UsageError(f"{path}, line {number}: {cell.organisation_id} has measure {cell.measure} twice.")
    return list(cells.values())


def load_passages(path: Path = EXPECTED / "passages.yaml") -> list[Planted]:
    """The planted passages and traps. Raises UsageError, naming file and passage, for one that is not right."""
    with _opened(path) as lines:
        try:
            content = yaml.load(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
        except yaml.YAMLError as error:
            raise UsageError(f"{path} is not valid YAML: {error}. Correct it.") from None
    if not isinstance(content, list):
        raise UsageError(f"{path} is not a list of passages. Begin each with '- id:'.")
    passages = [_checked(Planted, entry, f"{path}, passage {number}") for number, entry in enumerate(content, start=1)]
    _check_ids(passages, path)
    return passages


def _opened(path: Path) -> TextIO:
    try:
        return path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise UsageError(f"{path} is missing. Put it back from the project.") from None


def _checked(model: type[Model], entry: object, place: str) -> Model:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise UsageError(f"{place}: {faults}. Correct it.") from None


def _check_ids(passages: Iterable[Planted], path: Path) -> None:
    seen: set[str] = set()
    for passage in passages:
        if passage.id in seen:
            raise UsageError(f"{path}: id {passage.id!r} is used twice. Give one of them another.")
        seen.add(passage.id)
