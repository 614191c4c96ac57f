"""The source YAML: who an organisation is and where it publishes. One file per organisation, nothing else to register.

Models and the loader only; what a connector does with its options is in the connector's module in tasks/crawl/.
From 0.1.0 on these keys of a source keep their name and meaning: base_url, file_hosts, limits, allow_loopback.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from schemas.errors import SourceFileError
from schemas.settings import PROJECT
from schemas.strict_yaml import YamlError, read_yaml

CONNECTORS = PROJECT / "tasks" / "crawl"

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=500)]


def web_address(value: str) -> str:
    """The address without its last slash; ValueError when it is not a plain http or https address."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"not a web address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise ValueError("only http:// and https:// addresses are read")
    if parts.username is not None or parts.password is not None:
        raise ValueError("no user name or password in an address")
    if not parts.hostname or port == 0 or any(character.isspace() for character in value):
        raise ValueError("not a web address")
    if parts.query or parts.fragment:
        raise ValueError("an address without ? and #")
    return value.rstrip("/")


WebAddress = Annotated[str, Field(max_length=500), AfterValidator(web_address)]


class Strict(BaseModel):
    """An unknown key is an error: a typing mistake must not silently switch a source off."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Organisation(Strict):
    """A veiligheidsregio or a gemeente of ours."""

    id: Slug
    kind: Literal["veiligheidsregio", "gemeente"]
    name: Text
    aliases: tuple[Text, ...] = ()
    region_code: Annotated[str, Field(pattern=r"^VR[0-9]{2}$")] | None = None
    cbs_code: Annotated[str, Field(pattern=r"^GM[0-9]{4}$")] | None = None
    is_chair: bool = False
    website: WebAddress | None = None

    @model_validator(mode="after")
    def chair_is_a_gemeente_in_a_region(self) -> Self:
        if self.is_chair and (self.kind != "gemeente" or self.region_code is None):
            raise ValueError("is_chair: only a gemeente with a region_code chairs a region")
        return self

    def names(self) -> tuple[str, ...]:
        """Its name and aliases, as they may stand in a document or a manifest."""
        return (self.name, *self.aliases)


class Limits(Strict):
    """What one source may cost at most in one night."""

    documents: Annotated[int, Field(ge=1, le=100_000)] = 2000
    pages: Annotated[int, Field(ge=1, le=100_000)] = 500
    """Requests for lists, pages and sitemaps; documents not counted."""
    bytes: Annotated[int, Field(ge=1, le=500_000_000)] = 50_000_000
    """Of one answer, unpacked."""
    requests_per_minute: Annotated[int, Field(ge=1, le=60_000)] = 60
    """Per host."""
    seconds: Annotated[float, Field(gt=0, le=600)] = 30
    """The longest wait for an answer, or for its next part."""


class Source(Strict):
    """One place where an organisation publishes, and the connector that reads it."""

    id: Slug
    connector: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    base_url: WebAddress | None = None
    file_hosts: tuple[str, ...] = ()
    allow_loopback: bool = False
    from_date: date | None = Field(None, alias="from")
    until: date | None = None
    limits: Limits = Limits()
    options: dict[str, Any] = Field(default_factory=dict)

    @field_validator("options", mode="before")
    @classmethod
    def nothing_is_empty(cls, value: Any) -> Any:
        return {} if value is None else value

    @field_validator("connector")
    @classmethod
    def connector_is_a_module(cls, value: str) -> str:
        if value not in connector_names():
            raise ValueError(f"no connector of that name; there are: {', '.join(sorted(connector_names()))}")
        return value

    @field_validator("file_hosts")
    @classmethod
    def hosts_are_host_names(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        hosts = []
        for host in value:
            try:
                parts = urlsplit(f"//{host}")
                plain = bool(parts.hostname) and parts.netloc == host and "@" not in host and parts.port != 0
            except ValueError:
                plain = False
            if not plain or any(character.isspace() for character in host):
                raise ValueError(f"{host!r} is not a host name, such as files.example.nl or files.example.nl:8443")
            hosts.append(host.lower())
        return tuple(hosts)

    @model_validator(mode="after")
    def scope_and_loopback_make_sense(self) -> Self:
        if self.from_date and self.until and self.from_date > self.until:
            raise ValueError(f"from: {self.from_date} is after until: {self.until}")
        if self.allow_loopback and self.base_url is None:
            raise ValueError("allow_loopback: needs a base_url, the one address it is for")
        return self


class SourceFile(Strict):
    """One YAML file: an organisation (or none) and its sources."""

    organisation: Organisation | None = None
    facts: dict[str, str] = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    path: Path
    """Where the file stands; not a key of it."""

    @field_validator("facts", "sources", mode="before")
    @classmethod
    def nothing_is_empty(cls, value: Any, info: ValidationInfo) -> Any:
        if value is None:
            return {} if info.field_name == "facts" else ()
        return value

    @property
    def stem(self) -> str:
        """The file's name without .yaml."""
        return self.path.stem

    def source_id(self, source: Source) -> str:
        """The name of a source over all files: <file stem>/<id>."""
        return f"{self.stem}/{source.id}"

    @model_validator(mode="after")
    def source_ids_are_unique(self) -> Self:
        counts = Counter(source.id for source in self.sources)
        if twice := sorted(name for name, count in counts.items() if count > 1):
            raise ValueError(f"sources: id {', '.join(twice)} stands here twice")
        return self


@cache
def connector_names() -> frozenset[str]:
    """The modules of tasks/crawl that are connectors: those with a function `publications`."""
    # read as text: schemas may not import tasks, and importing all of them to know their names would be slow
    return frozenset(path.stem for path in CONNECTORS.glob("*.py") if "\ndef publications(" in path.read_text("utf-8"))


def load_sources(folder: Path) -> list[SourceFile]:
    """Every *.yaml in the folder, checked, in order of file name.

    Raises SourceFileError with one line per problem, each naming file and key: all problems of all files at once.
    """
    if not folder.is_dir():
        raise SourceFileError(f"The folder with sources {folder} does not exist. Name another with --sources.")
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise SourceFileError(
            f"The folder {folder} holds no source file (*.yaml). Put one file per organisation in it, "
            "or name another folder with --sources."
        )
    files: list[SourceFile] = []
    problems: list[str] = []
    for path in paths:
        try:
            files.append(load_source_file(path))
        except SourceFileError as error:
            problems.append(str(error))
    problems += _problems_between(files)
    if problems:
        raise SourceFileError("\n".join(problems))
    return files


def load_source_file(path: Path) -> SourceFile:
    """One file, checked on its own. Raises SourceFileError with one line per problem."""
    try:
        content = read_yaml(path)
    except (YamlError, OSError) as error:
        raise SourceFileError(f"{path.name}: {error}") from error
    if not isinstance(content, dict):
        raise SourceFileError(f"{path.name}: must hold the keys organisation and sources")
    if "path" in content:
        raise SourceFileError(f"{path.name}: path: unknown key")
    try:
        return SourceFile.model_validate({**content, "path": path})
    except ValidationError as error:
        raise SourceFileError("\n".join(describe(path.name, "", error))) from error


def describe(file: str, prefix: str, error: ValidationError) -> list[str]:
    """One line per problem: file, dotted key under the prefix, what is wrong."""
    lines = []
    for problem in error.errors(include_url=False, include_input=False):
        key = ".".join(part for part in (prefix, *(str(part) for part in problem["loc"])) if part)
        said = "unknown key" if problem["type"] == "extra_forbidden" else problem["msg"].removeprefix("Value error, ")
        lines.append(": ".join(part for part in (file, key, said) if part))
    return lines


def _problems_between(files: list[SourceFile]) -> list[str]:
    """What only shows when files are read together: two for one organisation, region or chair."""
    problems = []
    claims: dict[tuple[str, str], list[str]] = {}
    for file in files:
        organisation = file.organisation
        if organisation is None:
            continue
        claims.setdefault(("organisation.id", organisation.id), []).append(file.path.name)
        if organisation.region_code and organisation.kind == "veiligheidsregio":
            claims.setdefault(("organisation.region_code", organisation.region_code), []).append(file.path.name)
        if organisation.region_code and organisation.is_chair:
            claims.setdefault(("organisation.is_chair", organisation.region_code), []).append(file.path.name)
    for (key, value), names in claims.items():
        if len(names) > 1:
            problems.append(f"{', '.join(names)}: {key}: {value} may be claimed by one file only")
    return problems
