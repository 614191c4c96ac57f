"""What the answers of Notubiz hold: papers in register items and on agendas. Reads dictionaries; asks nothing.

Attributes are known by their number: labels differ per council. `publication_date` is the day of asking, so never used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tasks.crawl.dates import timestamp_day
from tasks.crawl.session import Session

TITLE, DATE = 1, 15
NO_TYPES = frozenset({"document", "bijlage", "overig", "tekststuk"})
"""Types that say nothing of what a document is."""
DEEPEST_AGENDA = 20

Record = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """One document in its current version. day: of the register item or the meeting, else of its last change."""

    document_id: int
    version: int
    title: str
    url: str
    doc_type: str
    day: date | None
    meeting: str
    last_modified: str
    size: int
    media_type: str
    extra: dict[str, str] = field(default_factory=dict)

    def joined(self, other: Paper) -> Paper:
        """The same document met again: the newer version, and what either place says of it."""
        newer, older = (other, self) if other.version > self.version else (self, other)
        return replace(
            newer,
            doc_type=newer.doc_type or older.doc_type,
            day=newer.day or older.day,
            meeting=newer.meeting or older.meeting,
            extra={**older.extra, **newer.extra},
        )


def records(value: Any) -> list[Record]:
    """The dictionaries of a list; nothing where there is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def texts(attributes: Any) -> dict[int, str]:
    """Attribute number -> text, of a meeting or agenda item (`value`) or of a register item (`values[].content`)."""
    found: dict[int, str] = {}
    for attribute in records(attributes):
        number = attribute.get("id")
        contents = [one.get("content") for one in records(attribute.get("values"))] or [attribute.get("value")]
        if isinstance(number, int) and number not in found and isinstance(contents[0], str | int):
            found[number] = str(contents[0]).strip()
    return found


def item_papers(
    item: Record, register: str, session: Session, meeting: str = "", meeting_day: date | None = None
) -> list[Paper]:
    """The papers of a register item: its documents and attachments, if it is public."""
    if _is_closed(item):
        session.skip("vertrouwelijke stukken")
        return []
    said = texts(item.get("attributes"))
    day = timestamp_day(said.get(DATE)) or meeting_day
    documents = [
        value["document"]
        for attribute in records(item.get("attributes"))
        for value in records(attribute.get("values"))
        if isinstance(value.get("document"), dict)
    ]
    attachments = item.get("attachments")
    if isinstance(attachments, dict):
        documents += records(attachments.get("document"))
    extra = {"register": register} if register else {}
    if title := said.get(TITLE):
        extra["item_title"] = title
    return _papers(documents, session, day, meeting, register, extra)


def agenda_papers(meeting: Record, name: str, day: date | None, session: Session) -> tuple[list[Paper], list[int]]:
    """The papers of a meeting and of all its agenda items, and the numbers of the register items that they name."""
    papers: list[Paper] = []
    items: list[int] = []
    for part in _parts(meeting, 0):
        if _is_closed(part):
            session.skip("vertrouwelijke agendapunten")
            continue
        papers += _papers(records(part.get("documents")), session, day, name, "", {})
        items += [one["id"] for one in records(part.get("module_items")) if isinstance(one.get("id"), int)]
    return papers, list(dict.fromkeys(items))


def _is_closed(part: Record) -> bool:
    """Marked confidential, or meant for others than the public."""
    return bool(part.get("confidential")) or part.get("permission_group", "public") != "public"


def _number(value: Any) -> int | None:
    """A whole number, also when it comes as text."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _parts(part: Record, depth: int) -> Iterator[Record]:
    yield part
    # what hangs below a closed item is closed with it
    if depth < DEEPEST_AGENDA and not _is_closed(part):
        for below in records(part.get("agenda_items")):
            yield from _parts(below, depth + 1)


def _papers(
    documents: list[Record], session: Session, day: date | None, meeting: str, register: str, extra: dict[str, str]
) -> list[Paper]:
    papers = []
    for document in documents:
        number, version = _number(document.get("id")), _number(document.get("version"))
        if document.get("confidential"):
            session.skip("vertrouwelijke stukken")
        elif number is None or version is None:
            session.skip("stukken zonder nummer of versie")
        else:
            file = next((one for one in records(document.get("versions")) if _number(one.get("id")) == version), {})
            kinds = [str(one.get("value") or "").strip() for one in records(document.get("types"))]
            telling = [kind for kind in kinds if kind and kind.casefold() not in NO_TYPES]
            modified = str(document.get("last_modified") or "")
            named = {"file_name": str(file["file_name"])} if file.get("file_name") else {}
            papers.append(
                Paper(
                    document_id=number,
                    version=version,
                    title=str(document.get("title") or "").strip() or f"Document {number}",
                    url=str(document.get("url") or ""),
                    doc_type=next(iter(telling), "") or register or next((kind for kind in kinds if kind), ""),
                    day=day or timestamp_day(modified),
                    meeting=meeting,
                    last_modified=modified,
                    size=file["file_size"] if isinstance(file.get("file_size"), int) else 0,
                    media_type=str(file.get("mime_type") or ""),
                    extra={**extra, **named},
                )
            )
    return papers
