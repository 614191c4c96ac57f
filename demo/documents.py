"""The demonstration documents: Markdown files with front matter about fictional organisations, and how they are loaded.

What a document looks like as PDF, web page or Word file belongs in render.py; where it is published, in council.py
and website.py. No document of a real organisation belongs here.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.errors import UsageError

DOCUMENTS = Path(__file__).resolve().parent / "documents"
FENCE = "---"
# Ids have eight digits, as at the real supplier: the first of the range, and how many there are.
FIRST_NUMBER = 10_000_000
NUMBERS = 90_000_000

PDF_FORMATS = ("pdf", "scan", "broken")
Format = Literal["pdf", "html", "docx", "md", "scan", "broken"]


class FrontMatter(BaseModel):
    """What a document says of itself above its text; a key that is not known is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1)
    type: str = Field(min_length=1)
    date: datetime.date
    year: int | None = None
    format: Format = "pdf"
    layout: Literal["one-column", "two-columns"] = "one-column"
    route: str = Field(pattern=r"^(website|module:[1-9][0-9]*|meeting:\S.*)$")


@dataclass(frozen=True)
class Document:
    """One document of one organisation: its front matter and its text in Markdown."""

    organisation_id: str
    slug: str
    about: FrontMatter
    text: str

    @property
    def key(self) -> str:
        """How demo/expected names it: organisation_id/slug."""
        return f"{self.organisation_id}/{self.slug}"

    @property
    def number(self) -> int:
        """The supplier's number for it: the same on every run, whatever other documents there are."""
        return number_of("document", self.key)


def number_of(kind: str, name: str) -> int:
    """An eight-digit id derived from a kind of thing and its name."""
    sha = hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()
    return FIRST_NUMBER + int(sha[:15], 16) % NUMBERS


def load(folder: Path = DOCUMENTS) -> list[Document]:
    """Every `<organisation_id>/<slug>.md` in the folder, by key.

    Raises UsageError, naming the file, for a file that is not such a document, and when two documents share a number.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder} with demonstration documents. Name a folder that exists.")
    documents = [_read(path, folder) for path in sorted(folder.rglob("*.md"))]
    _check_numbers(documents)
    return sorted(documents, key=lambda document: document.key)


def _read(path: Path, folder: Path) -> Document:
    place = path.relative_to(folder)
    if len(place.parts) != 2:
        raise UsageError(f"{path} is not in a folder of one organisation. Move it to <organisation_id>/{path.name}.")
    if not re.fullmatch(r"[a-z0-9-]+", path.stem):
        raise UsageError(f"{path}: the file name may hold only a-z, 0-9 and hyphens. Rename it.")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8. Save it as UTF-8.") from None
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        raise UsageError(f"{path} has no front matter between two lines '{FENCE}' at its start. Add it.")
    end = lines.index(FENCE, 1)
    text = "\n".join(lines[end + 1 :]).strip()
    if not text:
        raise UsageError(f"{path} has no text below its front matter. Write it, or remove the file.")
    document = Document(place.parts[0], path.stem, _front_matter("\n".join(lines[1:end]), path), text + "\n")
    _check_characters(document, path)
    return document


def _front_matter(text: str, path: Path) -> FrontMatter:
    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UsageError(f"{path}: the front matter is not valid YAML: {error}. Correct it.") from None
    if not isinstance(values, dict):
        raise UsageError(f"{path}: the front matter is not a list of keys and values. Correct it.")
    try:
        return FrontMatter.model_validate(values)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise UsageError(f"{path}: {faults}. Correct the front matter.") from None


def _check_characters(document: Document, path: Path) -> None:
    """The standard fonts of PDF hold what Windows code page 1252 holds, and no more."""
    if document.about.format in PDF_FORMATS:
        for character in document.about.title + document.text:
            try:
                character.encode("cp1252")
            except UnicodeEncodeError:
                name = f"{character!r} (U+{ord(character):04X})"
                raise UsageError(
                    f"{path}: the fonts of a PDF have no {name}. Write it otherwise, or choose format html, docx or md."
                ) from None


def _check_numbers(documents: Iterable[Document]) -> None:
    seen: dict[int, str] = {}
    for document in documents:
        other = seen.setdefault(document.number, document.key)
        if other != document.key:
            raise UsageError(f"{document.key} and {other} get the same number {document.number}. Rename one.")
