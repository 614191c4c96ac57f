"""The command `page`: a page of a held document as a picture, with the words that a judgement rests on marked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from schemas.errors import NothingPublishedError, UsageError
from tasks.read.viewer import describe, show
from text.addresses import at_page, at_words
from warehouse.stored_page import StoredPage, page_of_document, page_of_judgement
from warehouse.writer import FILE, open_warehouse

_SHA256 = re.compile(r"[0-9a-f]{64}")


def write_page(identifier: str, page_number: int | None, output: Path | None, data: Path, as_json: bool) -> None:
    """Draw the page, write it as a PNG, and print what it is.

    identifier: of a judgement, or of a document with page_number (without: its first). output: the file; without, one
    in the current folder is named after the identifier.

    Raises UsageError for what is not there or no longer held, and when the file cannot be written, LockedError while a
    run holds the data folder, NothingPublishedError when the folder has no warehouse yet.
    """
    if not (data / FILE).is_file():
        raise NothingPublishedError(
            f"There is no warehouse in {data} yet. Run `weerbaarheid refresh` with this data folder first."
        )
    with open_warehouse(data) as warehouse:
        if page_number is not None or _SHA256.fullmatch(identifier):
            page = page_of_document(warehouse, identifier, page_number or 1)
        else:
            page = page_of_judgement(warehouse, identifier)
    picture = show(page, data)  # the warehouse is free again while the page is drawn
    output = output or Path(f"{identifier[:12]}-{page.page_number}.png")
    try:
        output.write_bytes(picture.png)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}. Give another file with -o.") from error
    facts = {
        "file": str(output),
        "document_id": page.document_id,
        "title": page.title,
        "attachment_name": page.attachment_name,
        "page_number": page.page_number,
        "page_count": page.page_count,
        "page_url": source_address(page),
        "is_quote": page.is_quote,
        "is_marked": picture.is_marked,
        "words": " ".join(page.words.split()),
        "description": describe(page, picture),
    }
    print(json.dumps(facts, ensure_ascii=False) if as_json else _told(facts))


def source_address(page: StoredPage) -> str:
    """Where the source has the document, at the page or at the words; of an attachment, where what it lies in is."""
    if page.attachment_name is not None:
        return page.url
    return at_words(at_page(page.url, page.media_type, page.page_number), page.media_type, page.words)


def _told(facts: Mapping[str, object]) -> str:
    attachment = f", attachment {facts['attachment_name']}" if facts["attachment_name"] else ""
    lines = [
        f"Written: {facts['file']}",
        f"Document: {facts['title']}{attachment}",
        f"Page: {facts['page_number']} of {facts['page_count']}",
        f"Source: {facts['page_url']}",
    ]
    if facts["words"]:
        marked = "" if facts["is_marked"] else " (not marked: its place on the page is not known)"
        lines.append(f"{'Quote' if facts['is_quote'] else 'Passage'}{marked}: {facts['words']}")
    return "\n".join(lines)
