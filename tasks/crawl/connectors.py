"""From the name in a source YAML to the module of that name, and the check of what only the connector knows.

No list of connectors is kept: the name is the module's name. A connector module has
    Options: a pydantic model of the `options` of a source,
    DEFAULT_BASE_URL: the supplier's address, or None,
    check(source, options, folder): problems as (key, what is wrong), found without any request,
    publications(source, session): yields what the source lists; raises SourceFailed or FetchFailed when it cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pydantic import BaseModel, ValidationError

from schemas.errors import SourceFileError
from schemas.source import Source, SourceFile, describe
from tasks.crawl.publication import Publication
from tasks.crawl.session import Session


class Connector(Protocol):
    """What a connector module has."""

    Options: type[BaseModel]
    DEFAULT_BASE_URL: str | None

    def check(self, source: Source, options: BaseModel, folder: Path) -> list[tuple[str, str]]: ...

    def publications(self, source: Source, session: Session) -> Iterator[Publication]: ...


def connector(name: str) -> Connector:
    """The module of a connector; its name was checked when the source file was read."""
    return cast(Connector, import_module(f"tasks.crawl.{name}"))


def options_of(source: Source) -> BaseModel:
    """The options of a source as its connector's model. Raises pydantic's ValidationError."""
    return connector(source.connector).Options.model_validate(source.options)


def check_files(files: list[SourceFile]) -> None:
    """Raises SourceFileError with every problem that only the connectors can see, by file and key."""
    problems: list[str] = []
    for file in files:
        for number, source in enumerate(file.sources):
            prefix = f"sources.{number}"
            try:
                options = options_of(source)
            except ValidationError as error:
                problems += describe(file.path.name, f"{prefix}.options", error)
                continue
            found = connector(source.connector).check(source, options, file.path.parent)
            problems += [f"{file.path.name}: {prefix}.{key}: {said}" for key, said in found]
    if problems:
        raise SourceFileError("\n".join(problems))
