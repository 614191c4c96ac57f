"""The codebook: what the twelve measures mean, the constants of judging, and the training text.

Models and loaders only. How a passage is judged by it is in tasks/retrieve, tasks/classify and tasks/verify;
the trained weights are in schemas/weights.py, the scoring rule is not judging and has its own loader.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from schemas.errors import SourceFileError
from schemas.source import describe
from schemas.strict_yaml import YamlError, read_yaml

Progress = Literal["geen", "voornemen", "plan", "uitvoering", "beproefd"]
OrgKind = Literal["veiligheidsregio", "gemeente", "ggd", "rijk", "overig"]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
MeasureNumber = Annotated[int, Field(ge=1, le=12)]
Text = Annotated[str, Field(min_length=1)]

PROGRESS: tuple[Progress, ...] = ("geen", "voornemen", "plan", "uitvoering", "beproefd")
MEASURES = tuple(range(1, 13))
JUDGING_FILE = "judging.yaml"
TRAINING_FOLDER = "training"


class Strict(BaseModel):
    """A key that is not known is an error: a typing mistake must not silently change what is judged."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Term(Strict):
    term: Text
    variants: tuple[Text, ...] = ()

    def spellings(self) -> tuple[str, ...]:
        """The term and its variants."""
        return (self.term, *self.variants)


class Element(Strict):
    """A part of a full implementation; core elements decide whether a level is hoog."""

    id: Slug
    name: Text
    core: bool
    definition: Text
    terms: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()


class Example(Strict):
    """A passage and how it is judged, with the reason."""

    text: Text
    evidence: bool
    progress: Progress
    elements: tuple[Slug, ...] = ()
    why: Text

    @model_validator(mode="after")
    def geen_if_and_only_if_no_evidence(self) -> Self:
        if (self.progress == "geen") == self.evidence:
            raise ValueError("progress is geen if and only if evidence is false")
        return self


class ProgressGuide(Strict):
    """What counts as each rung for this measure."""

    voornemen: Text
    plan: Text
    uitvoering: Text
    beproefd: Text


class Measure(Strict):
    number: MeasureNumber
    slug: Slug
    theme: Text
    name: Text
    definition: Text
    queries: Annotated[tuple[Text, ...], Field(min_length=4, max_length=8)]
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
    elements: Annotated[tuple[Element, ...], Field(min_length=5, max_length=10)]
    progress: ProgressGuide
    counts: tuple[Text, ...]
    not_counts: tuple[Text, ...]
    sisters: dict[MeasureNumber, Text] = {}
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def elements_are_known(self) -> Self:
        known = [element.id for element in self.elements]
        if len(set(known)) < len(known):
            raise ValueError("two elements have the same id")
        for example in self.examples:
            unknown = sorted(set(example.elements) - set(known))
            if unknown:
                raise ValueError(f"an example names an element that this measure does not have: {', '.join(unknown)}")
        if self.number in self.sisters:
            raise ValueError("a measure is not its own sister")
        return self

    def element_ids(self) -> tuple[str, ...]:
        return tuple(element.id for element in self.elements)


class Constant(Strict):
    """A number that judging reads, and why it is what it is."""

    value: float
    reason: Text


class GateConstants(Strict):
    recall: Constant


class ClassifyConstants(Strict):
    none_bias: Constant
    topic_margin: Constant
    second_share: Constant
    abstain_below: Constant


class Judging(Strict):
    """`judging.yaml`: every number that decides a judgement and is set by hand."""

    version: int
    gate: GateConstants
    classify: ClassifyConstants


class TrainingLine(Strict):
    """One labelled passage of training text."""

    id: Text
    text: Text
    org_kind: OrgKind | None = None
    doc_type: str | None = None
    year: int | None = None
    measure: Annotated[int, Field(ge=0, le=12)]
    second_measure: MeasureNumber | None = None
    evidence: bool
    progress: Progress
    elements: tuple[Slug, ...] = ()
    voice: Text

    @model_validator(mode="after")
    def labels_agree(self) -> Self:
        if (self.progress == "geen") == self.evidence:
            raise ValueError("progress is geen if and only if evidence is false")
        if self.measure == 0 and self.evidence:
            raise ValueError("measure 0 never has evidence")
        if self.elements and not self.evidence:
            raise ValueError("elements are for evidence only")
        return self


class Codebook(Strict):
    """The twelve measures by number, and the constants of judging."""

    folder: Path
    measures: dict[int, Measure]
    judging: Judging
    version: str


Model = TypeVar("Model", bound=BaseModel)


def load_codebook(folder: Path) -> Codebook:
    """Read and check the twelve measure files and judging.yaml.

    Raises SourceFileError, naming file and key, for an unknown key, a wrong value, a measure that is missing or double.
    """
    measures = _measures(folder)
    judging = parse(Judging, _content(folder / JUDGING_FILE), folder / JUDGING_FILE)
    return Codebook(folder=folder, measures=measures, judging=judging, version=_version(folder, measures, judging))


def codebook_version(folder: Path) -> str:
    """Digest (32 hexadecimal characters) of all that judging reads: measures, constants and trained weights.

    Layout and comments of the files do not count. Raises SourceFileError like `load_codebook`.
    """
    return load_codebook(folder).version


def load_training(codebook: Codebook) -> list[TrainingLine]:
    """Every line of `training/*.jsonl`, in the order of file name and line.

    Raises SourceFileError, naming file, line and key, for a bad line, a double id or an unknown element.
    """
    lines: list[TrainingLine] = []
    seen: dict[str, str] = {}
    for path in sorted((codebook.folder / TRAINING_FOLDER).glob("*.jsonl")):
        for number, row in _json_lines(path):
            place = f"{path}, line {number}"
            line = parse(TrainingLine, row, place)
            if line.id in seen:
                raise SourceFileError(f"{place}: id {line.id!r} is already used in {seen[line.id]}. Give it another.")
            seen[line.id] = place
            _check_elements(line, codebook, place)
            lines.append(line)
    if not lines:
        raise SourceFileError(f"{codebook.folder / TRAINING_FOLDER} holds no training text (*.jsonl).")
    return lines


def parse(model: type[Model], content: Any, place: Path | str) -> Model:
    """Check content against a model. Raises SourceFileError that names the place and every wrong key."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise SourceFileError("\n".join(describe(str(place), "", error))) from None


def _content(path: Path) -> Any:
    try:
        return read_yaml(path)
    except FileNotFoundError:
        raise SourceFileError(f"{path} is missing. Put it back from the project's codebook.") from None
    except (YamlError, OSError) as error:
        raise SourceFileError(f"{path}: {error}") from None


def _measures(folder: Path) -> dict[int, Measure]:
    measures: dict[int, Measure] = {}
    for path in sorted(folder.glob("[0-9][0-9]_*.yaml")):
        measure = parse(Measure, _content(path), path)
        if measure.number != int(path.name[:2]):
            raise SourceFileError(f"{path}: number: is {measure.number}, the file name says {path.name[:2]}.")
        if measure.number in measures:
            raise SourceFileError(f"{path}: number: measure {measure.number} has two files. Remove one.")
        measures[measure.number] = measure
    missing = [str(number) for number in MEASURES if number not in measures]
    if missing:
        raise SourceFileError(f"{folder} has no file for measure {', '.join(missing)} (NN_name.yaml).")
    return measures


def _json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # splitlines would also cut inside a text, at U+2028
    except UnicodeDecodeError as error:
        raise SourceFileError(f"{path}: not UTF-8 (byte {error.start + 1}). Save it as UTF-8.") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise SourceFileError(f"{path}, line {number}: not JSON: {error}. Correct the line.") from None


def _check_elements(line: TrainingLine, codebook: Codebook, place: str) -> None:
    known = set(codebook.measures[line.measure].element_ids()) if line.measure else set()
    if line.second_measure:  # elements of the second measure may be named as well
        known |= set(codebook.measures[line.second_measure].element_ids())
    unknown = sorted(set(line.elements) - known)
    if unknown:
        raise SourceFileError(f"{place}: elements: measure {line.measure} has no {', '.join(unknown)}.")


def _version(folder: Path, measures: dict[int, Measure], judging: Judging) -> str:
    sha = hashlib.sha256()
    for number in sorted(measures):
        sha.update(canonical(measures[number]))
    sha.update(canonical(judging))
    for path in sorted((folder / "weights").glob("*")):
        sha.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return sha.hexdigest()[:32]


def canonical(model: BaseModel) -> bytes:
    """One spelling of a model's content, for digests."""
    return json.dumps(model.model_dump(mode="json"), sort_keys=True, ensure_ascii=False).encode()
