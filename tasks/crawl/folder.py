"""Connector `folder`: documents in a folder on this machine, with or without a manifest.

The manifest is a CSV (default MANIFEST.csv) with a column file and, if known, title, type, date, organisation; other
names for these are in COLUMNS, every other column is kept as it is. Without a manifest: every file, recursively.

Verified against: folders and manifests made for the tests (comma, semicolon and tab; UTF-8 with and without BOM,
cp1252) and a collection of 204 public documents with a manifest of 13 columns.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Annotated, get_args

from pydantic import BaseModel, ConfigDict, Field

from schemas.codebook import OrgKind
from schemas.source import Organisation, Source
from tasks.crawl.dates import day_given
from tasks.crawl.failures import SourceFailed
from tasks.crawl.publication import Publication, publication_id
from tasks.crawl.session import Session
from tasks.crawl.titles import title_of_file

DEFAULT_BASE_URL: str | None = None
DEFAULT_MANIFEST = "MANIFEST.csv"
LARGEST_MANIFEST = 50_000_000
"""Bytes."""
COLUMNS: dict[str, tuple[str, ...]] = {
    "file": ("file", "bestand", "filename", "file_name", "bestandsnaam", "path", "pad"),
    "title": ("title", "titel"),
    "type": ("type", "doc_type", "documenttype", "document_type", "soort"),
    "date": ("date", "datum", "publication_date", "publicatiedatum"),
    "year": ("year", "jaar"),
    "organisation": ("organisation", "organisatie", "organization", "instantie"),
    "kind": ("kind", "organisation_kind", "org_kind", "soort_organisatie"),
}
"""What a column may be called; the first that is there is used."""
_CLUTTER = {"thumbs.db", "desktop.ini"}
_KINDS = get_args(OrgKind)


class Options(BaseModel):
    """path: the folder, relative to the source file's. manifest: a CSV in it; without one MANIFEST.csv, if there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: Annotated[str, Field(min_length=1)]
    manifest: Annotated[str, Field(min_length=1)] | None = None


def check(source: Source, options: Options, folder: Path) -> list[tuple[str, str]]:
    """A folder has no address; a manifest that is there must be one."""
    problems = []
    if source.base_url is not None or source.file_hosts:
        key = "base_url" if source.base_url is not None else "file_hosts"
        problems.append((key, "a folder has no web address; remove this key"))
    root = folder / options.path
    manifest = _manifest(root, options)
    if options.manifest is not None and root.is_dir() and not manifest.is_file():
        problems.append(("options.manifest", f"there is no {options.manifest} in the folder {options.path}"))
    elif not _inside(root, manifest):
        problems.append(("options.manifest", "must lie within the folder"))
    elif manifest.is_file():
        try:
            _rows(manifest)
        except (ValueError, csv.Error, OSError) as error:
            problems.append(("options.manifest", f"{manifest.name}: {error}"))
    return problems


def publications(source: Source, session: Session) -> Iterator[Publication]:
    """What the manifest names, in its order, or every file of the folder, in order of path.

    Raises SourceFailed when the folder is not there or holds nothing.
    """
    root = session.folder / session.options.path
    if not root.is_dir():
        raise SourceFailed(
            "failing", f"De map {session.options.path} bestaat niet. Zet de documenten daar of pas options.path aan."
        )
    manifest = _manifest(root, session.options)
    found = _listed(session, root, manifest) if manifest.is_file() else _walked(session, root)
    count = 0
    for publication in found:
        count += 1
        yield publication
    if count == 0:
        raise SourceFailed(
            "failing",
            f"In de map {session.options.path} staat geen document. Zet er documenten in of pas options.path aan.",
        )


def _manifest(root: Path, options: Options) -> Path:
    return root / (options.manifest or DEFAULT_MANIFEST)


def _inside(root: Path, path: Path) -> bool:
    """The path stays within the folder, links followed; a link that leads round in circles does not."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def _rows(manifest: Path) -> list[dict[str, str]]:
    """The rows of a manifest by the names of COLUMNS; other columns under their own name after a colon.

    Raises ValueError with what is wrong with it.
    """
    with manifest.open("rb") as file:
        data = file.read(LARGEST_MANIFEST + 1)
    if len(data) > LARGEST_MANIFEST:
        raise ValueError(f"larger than {LARGEST_MANIFEST} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on a Dutch machine saves so; cp1252 has a few holes, which latin-1 fills
        text = data.decode("cp1252", "replace")
    first, _, rest = text.partition("\n")
    delimiter = max(";,\t", key=first.count)
    if excel := re.fullmatch(r"sep=(.)\s*", first):
        # a first line that Excel writes and reads
        delimiter, text = excel[1], rest
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    named: dict[str, str] = {}
    given = {(name or "").strip().casefold(): name for name in reader.fieldnames or []}
    for column, synonyms in COLUMNS.items():
        name = next((given[synonym] for synonym in synonyms if synonym in given), None)
        if name is not None:
            named[name] = column
    if "file" not in named.values():
        raise ValueError(f"has no column file (found: {', '.join(name for name in given if name) or 'nothing'})")
    return [
        {
            named.get(name, f":{(name or '').strip()}"): value.strip()
            for name, value in row.items()
            if isinstance(value, str)
        }
        for row in reader
    ]


def _listed(session: Session, root: Path, manifest: Path) -> Iterator[Publication]:
    seen: set[str] = set()
    for row in _rows(manifest):
        name = row["file"].replace("\\", "/")
        if not name:
            session.skip("regels van de lijst zonder bestandsnaam")
            continue
        relative = PurePosixPath(name)
        url = f"folder:{relative}"
        if url in seen:
            session.skip("regels van de lijst over een bestand dat er al in stond")
            continue
        seen.add(url)
        if _refused(session, root, relative, url):
            continue
        yield _publication(session, root, relative, row)


def _walked(session: Session, root: Path) -> Iterator[Publication]:
    paths = []
    for parent, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [
            Path(parent, name) for name in names if not name.startswith((".", "~$")) and name.lower() not in _CLUTTER
        ]
    for relative in sorted(PurePosixPath(path.relative_to(root).as_posix()) for path in paths):
        if not _refused(session, root, relative, f"folder:{relative}"):
            yield _publication(session, root, relative, {})


def _refused(session: Session, root: Path, relative: PurePosixPath, url: str) -> bool:
    """The name leads out of the folder, by itself or by a link: told, and left out."""
    is_plain = not relative.is_absolute() and ".." not in relative.parts and "\0" not in str(relative)
    if is_plain and relative.parts and _inside(root, root / relative):
        return False
    session.reject(
        publication_id(session.source_id, url),
        "refused_path",
        f"{relative} ligt buiten de map van deze bron en is niet gelezen. Zet het bestand in de map zelf.",
    )
    return True


def _publication(session: Session, root: Path, relative: PurePosixPath, row: dict[str, str]) -> Publication:
    path = root / relative
    extra = {name.removeprefix(":"): value for name, value in row.items() if name.startswith(":") and value}
    dated = day_given(row.get("date", ""))
    day = dated or day_given(row.get("year", ""))
    if row.get("date") and dated is None:
        extra["date"] = row["date"]
    if row.get("year"):
        extra["year"] = row["year"]
    if day is not None and day.precision != "day":
        extra["date_precision"] = day.precision
    organisation = _organisation(session.organisations, row.get("organisation", ""))
    kind = row.get("kind", "").casefold()
    return Publication(
        url=f"folder:{relative}",
        title=row.get("title") or title_of_file(relative.name),
        doc_type=row.get("type") or None,
        publication_date=day.day if day else None,
        listing_version=_version(path),
        organisation_id=organisation.id if organisation else None,
        organisation_name=row.get("organisation") or None,
        organisation_kind=(
            organisation.kind if organisation else (kind if kind in _KINDS else "overig") if kind else None
        ),
        extra=extra,
        path=path,
    )


def _version(path: Path) -> str | None:
    """Time of change and size; None when there is no such file."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return f"{stat.st_mtime_ns}:{stat.st_size}"


def _organisation(organisations: tuple[Organisation, ...], name: str) -> Organisation | None:
    """The organisation of ours that goes by this name or alias, in whatever case."""
    wanted = " ".join(name.casefold().split())
    if not wanted:
        return None
    return next((one for one in organisations if wanted in {known.casefold() for known in one.names()}), None)
