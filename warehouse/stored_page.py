"""One page of a document as it is held, and the words on it that a judgement rests on: what a person wants to see.

Asked of the warehouse itself, for pages and bytes are in no published file: while a run holds the data folder, opening
it raises LockedError.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schemas.errors import UsageError
from warehouse.raw_store import RawStore
from warehouse.writer import Warehouse

_JUDGEMENT = """
SELECT j.document_id, coalesce(v.page_number, p.page_from), coalesce(v.raw_from, p.raw_from),
       CASE WHEN v.page_number IS NOT NULL THEN v.raw_to WHEN p.page_to = p.page_from THEN p.raw_to END,
       CASE WHEN v.page_number IS NOT NULL THEN v.quote ELSE p.text END, v.page_number IS NOT NULL
FROM core_judgement j
JOIN core_passage p USING (passage_id)
LEFT JOIN core_verification v USING (judgement_id)
WHERE j.judgement_id = ?
"""
_DOCUMENT = """
SELECT d.title, d.page_count, b.media_type, b.store_path
FROM core_document d JOIN core_bytes b USING (document_id) WHERE d.document_id = ?
"""
_PAGE = """
SELECT raw_text, clean_text, offset_map, text_source FROM core_page WHERE document_id = ? AND page_number = ?
"""
# as out_evidence chooses; a document that lies in another has the address of that one, and its name in there
_ADDRESS = """
SELECT coalesce(container_url, url), attachment_name
FROM core_publication
WHERE document_id = ? AND state NOT IN ('replaced', 'taken_down')
ORDER BY is_listed DESC, publication_id LIMIT 1
"""


@dataclass(frozen=True)
class StoredPage:
    """A page as held. path: its document's bytes. offset_map: flat, from clean_text to raw_text.

    raw_from, raw_to: where `words` stand in raw_text; both 0 for none. is_quote: the words are a judgement's quote as
    verified; else the passage it was made from, for its quote stands nowhere, or nothing. attachment_name: its name
    within the document that `url` gives; None for a document of its own.
    """

    document_id: str
    title: str
    page_number: int
    page_count: int
    media_type: str
    path: Path
    url: str
    attachment_name: str | None
    raw_text: str
    clean_text: str
    offset_map: tuple[int, ...]
    text_source: str
    raw_from: int = 0
    raw_to: int = 0
    words: str = ""
    is_quote: bool = False


def page_of_judgement(warehouse: Warehouse, judgement_id: str) -> StoredPage:
    """The page that a judgement's quote stands on.

    Raises UsageError when there is no such judgement, or its document is held no more.
    """
    found = warehouse.rows(_JUDGEMENT, [judgement_id])
    if not found:
        raise UsageError(
            f"There is no judgement {judgement_id} in {warehouse.data}. "
            "out_evidence and out_judgement have the judgement_id of every one that is published; "
            "a judgement gets another when its document is read or judged anew."
        )
    document_id, page_number, raw_from, raw_to, words, is_quote = found[0]
    return _page(warehouse, document_id, page_number, (raw_from, raw_to), words, is_quote)


def page_of_document(warehouse: Warehouse, document_id: str, page_number: int) -> StoredPage:
    """A page of a document. Raises UsageError when there is no such document or page, or it is held no more."""
    return _page(warehouse, document_id, page_number, (0, 0), "", False)


def _page(
    warehouse: Warehouse, document_id: str, page_number: int, place: tuple[int, int | None], words: str, is_quote: bool
) -> StoredPage:
    found = warehouse.rows(_DOCUMENT, [document_id])
    addresses = warehouse.rows(_ADDRESS, [document_id])
    if not found or not addresses:
        raise UsageError(
            f"There is no document {document_id} in {warehouse.data}: it was never read, or it was taken down or "
            "replaced. out_document has the documents that are held."
        )
    title, page_count, media_type, store_path = found[0]
    path = RawStore(warehouse.data / "raw").path(store_path)
    if not path.is_file():
        raise UsageError(
            f"The bytes of document {document_id} ({title}) are gone from {path}. "
            "Run `weerbaarheid refresh` to fetch it again, or put back a copy of the raw store."
        )
    pages = warehouse.rows(_PAGE, [document_id, page_number])
    if not pages:
        raise UsageError(f"Document {document_id} ({title}) has no page {page_number}: it has 1 to {page_count}.")
    raw_text, clean_text, offset_map, text_source = pages[0]
    url, attachment_name = addresses[0]
    raw_from, raw_to = place
    return StoredPage(
        document_id=document_id,
        title=title,
        page_number=page_number,
        page_count=page_count,
        media_type=media_type,
        path=path,
        url=url,
        attachment_name=attachment_name,
        raw_text=raw_text,
        clean_text=clean_text,
        offset_map=tuple(offset_map),
        text_source=text_source,
        raw_from=raw_from,
        raw_to=len(raw_text) if raw_to is None else raw_to,
        words=words,
        is_quote=is_quote,
    )
