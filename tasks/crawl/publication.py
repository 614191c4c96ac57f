"""What a connector yields: one listed document, before anything of it is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from text.digest import digest


@dataclass(frozen=True)
class Publication:
    """A document as its source lists it.

    url: stable address, also its name within the source: http(s)://…, or folder:<path relative to the folder>.
    title, doc_type, meeting, organisation_name, organisation_kind: as the source says them.
    publication_date: as the source says it; never the day of asking.
    listing_version: what the listing says of version, size or change; another value means fetch again.
    media_type: what is due, if the source says: HTML where something else is due means blocked.
    vendor_id: the supplier's name for the document over all its versions: a newer version replaces an older one.
    extra: every other field the source gave.
    path: the file itself, if the source is a folder on this machine; never stored.
    """

    url: str
    title: str
    doc_type: str | None = None
    publication_date: date | None = None
    meeting: str | None = None
    listing_version: str | None = None
    organisation_id: str | None = None
    organisation_name: str | None = None
    organisation_kind: str | None = None
    media_type: str | None = None
    vendor_id: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
    path: Path | None = None


def publication_id(source_id: str, url: str) -> str:
    """The name of a publication: 32 hexadecimal characters, from source and address alone."""
    return digest(source_id, url)


def listed_before(row: Mapping[str, Any]) -> Publication:
    """The publication as its row of raw_publication tells it; what is due (media_type) is not in the row."""
    extra: dict[str, str] = json.loads(row["extra"])
    vendor_id = extra.pop("vendor_id", None)
    return Publication(
        url=row["url"],
        title=row["title"],
        doc_type=row["doc_type"],
        publication_date=row["publication_date"],
        meeting=row["meeting"],
        listing_version=row["listing_version"],
        organisation_id=row["organisation_id"],
        organisation_name=row["organisation_name"],
        organisation_kind=row["organisation_kind"],
        vendor_id=vendor_id,
        extra=extra,
    )
