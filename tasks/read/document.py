"""One document from bytes to rows, in a worker: sniff, read, clean, cut, and say what it is and whom it is about.

Knows no table but core_document, core_page, core_passage. Runs in an expendable process (pool.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tasks.read.clean import CleanPage, clean
from tasks.read.facts import Facts, Opening, Publication, facts
from tasks.read.failures import Damaged, NotReadable
from tasks.read.language import language_of
from tasks.read.limits import LIMITS, Limits
from tasks.read.lines import ends_sentence, is_item
from tasks.read.page import PACKAGES, Page, Reading
from tasks.read.passages import Passage, cut
from tasks.read.scanned import Recognised, Unrecognised, lay_out_with_ocr, page_rejects, whole_scan
from tasks.read.sniff import Format, sniff
from text.acting import About, passage_about
from text.digest import digest
from text.normalise import normalise
from text.organisations import KnownOrganisation, Organisations

EMPTY = NotReadable("empty", "Het document heeft geen tekst. Kijk bij de bron of het document daar te openen is.")

_MOST_COVER_WORDS = 14
"""A longer line is no line of a cover, unless it is a heading."""
_FEWEST_SENTENCE_WORDS = 4
_MOST_COVER_LINES = 30
# a heading that says what a part is, or whose paper it is, and not what the document is
_NO_TITLE = re.compile(
    r"(?:inhoud(?:sopgave)?|colofon|voorwoord|samenvatting|(?:\d+\.? )?inleiding|toelichting|leeswijzer|contents"
    r"|(?:gemeente|provincie|ministerie van|veiligheidsregio)(?: \S+){1,4}|(?:tweede|eerste) kamer der \S+(?: \d)?)\W*",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"inhoud(?:sopgave)?\W*$|contents\W*$", re.IGNORECASE)
_COVER_CHARACTERS = 6_000
_OPENING_PAGES, _OPENING_CHARACTERS = 12, 60_000


@dataclass(frozen=True)
class Job:
    """What a worker is handed: where the bytes are, what sources say of them, which organisations there are.

    recognised: what OCR made of the pages that an earlier reading could not read.
    """

    document_id: str
    path: str
    publications: tuple[Publication, ...]
    organisations: tuple[KnownOrganisation, ...]
    limits: Limits = LIMITS
    second_reader: bool = False
    recognised: tuple[Recognised, ...] = ()


@dataclass
class Read:
    """Rows of one document, or why there are none.

    rejects: (part, reason_code, message). unread: numbers of the pages that OCR may be able to read.
    """

    document_id: str
    documents: list[dict[str, Any]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    passages: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)


def read_document(job: Job) -> Read:
    """Read one document; what it cannot be read for becomes a reject, never an exception (but MemoryError)."""
    try:
        data = Path(job.path).read_bytes()
    except OSError as error:
        message = f"De bytes van het document staan niet in de opslag ({error}). Haal het document opnieuw op."
        return Read(job.document_id, rejects=[("", "missing_bytes", message)])
    try:
        return _rows(job, *_read(data, job))
    except NotReadable as error:
        return Read(job.document_id, rejects=[("", error.reason_code, error.message)])
    except MemoryError:
        raise
    except Exception as error:
        message = (
            f"Het document kan niet worden gelezen door een fout in dit programma: {type(error).__name__}: {error}"
        )
        return Read(job.document_id, rejects=[("", "unexpected", message[:500])])


def _read(data: bytes, job: Job) -> tuple[Format, Reading]:
    form = sniff(data)
    if form != "pdf":
        return form, _reader(form)(data, job.limits)
    from tasks.read.pdf import READER, read_pdf
    from tasks.read.pdf_second import read_pdf_second
    from tasks.read.repair import READER_AFTER_REPAIR, repaired

    if job.second_reader:
        return form, read_pdf_second(data, job.limits)
    reader = READER
    try:
        try:
            pdf = read_pdf(data, job.limits)
        except Damaged:
            pdf, reader = read_pdf(repaired(data, job.limits), job.limits), READER_AFTER_REPAIR
    except Damaged:
        return form, read_pdf_second(data, job.limits)
    pages = lay_out_with_ocr(pdf.pages, {one.page_number: one for one in job.recognised})
    return form, Reading(reader, pages, pdf.title, pdf.metadata_date)


def _reader(form: Format) -> Callable[[bytes, Limits], Reading]:
    """The reader of a format; its packages are loaded only when there is such a document."""
    if form == "html":
        from tasks.read.html import read_html as reader
    elif form == "docx":
        from tasks.read.docx import read_docx as reader
    elif form == "odt":
        from tasks.read.odt import read_odt as reader
    elif form == "pptx":
        from tasks.read.pptx import read_pptx as reader
    elif form in ("xlsx", "xls", "ods"):
        from tasks.read.spreadsheet import read_spreadsheet as reader
    elif form == "rtf":
        from tasks.read.rtf import read_rtf as reader
    elif form == "email":
        from tasks.read.mail import read_email as reader
    elif form == "msg":
        from tasks.read.mail import read_msg as reader
    elif form == "zip":
        from tasks.read.contents import read_zip as reader
    elif form == "xml":
        from tasks.read.xml import read_xml as reader
    elif form == "markdown":
        from tasks.read.markdown import read_markdown as reader
    else:
        from tasks.read.plain import read_plain as reader
    return reader


def _rows(job: Job, form: Format, reading: Reading) -> Read:
    unread = [page.page_number for page in reading.pages if page.needs_ocr]
    recognised = {one.page_number: one for one in job.recognised}
    clean_pages = [clean(_without_text(page) if page.needs_ocr else page) for page in reading.pages]
    if form != "zip" and not any(page.text for page in clean_pages):
        why = whole_scan(unread, len(clean_pages), recognised) if unread else EMPTY
        return Read(job.document_id, rejects=[("", why.reason_code, why.message)], unread=unread)
    organisations = _organisations(job.organisations)
    found = facts(job.publications, _opening(clean_pages, reading, form), organisations)
    passages = cut(clean_pages)
    row = _document_row(job, found, reading, len(passages))
    organisation_id = row["about_organisation_id"]
    about = About(organisation_id, "document" if organisation_id else "none", found.org_kind)
    return Read(
        job.document_id,
        [row],
        [{"document_id": job.document_id, **row} for row in found.rows()],
        [_page_row(job, page) for page in clean_pages],
        [_passage_row(job, number, passage, about, organisations) for number, passage in enumerate(passages)],
        page_rejects(unread, len(reading.pages), recognised),
        unread,
    )


def _without_text(page: Page) -> Page:
    """A page whose text layer is no use: the raw text stays, nothing of it is read."""
    return Page(page.page_number, page.raw_text, [], page.invisible, page.text_source, True)


def _opening(pages: list[CleanPage], reading: Reading, form: Format) -> Opening:
    first = next((page for page in pages if page.text), pages[0])
    headings = (
        page.text[block.start : block.end] for page in pages[:3] for block in page.blocks if block.kind == "heading"
    )
    found = list(headings)
    heading = next((line for line in found if not _NO_TITLE.fullmatch(line)), found[0] if found else "")
    title = reading.title
    if title and form in ("markdown", "xml"):
        # made from the text itself; in other formats the title is often that of an older document
        heading, title = title, ""
    text = "\n".join(page.text for page in pages[:_OPENING_PAGES])[:_OPENING_CHARACTERS]
    # web pages and official publications say when they were issued, other files only when they were made
    is_stated = form in ("html", "xml")
    cover = _cover(pages, first)[:_COVER_CHARACTERS]
    return Opening(
        title[:_COVER_CHARACTERS],
        heading[:_COVER_CHARACTERS],
        cover,
        text,
        form == "html",
        reading.metadata_date,
        is_stated,
    )


def _cover(pages: list[CleanPage], first: CleanPage) -> str:
    """Lines before the first sentence of the first page with text, and running headers and footers."""
    lines: list[str] = []
    for block in first.blocks:
        line = first.text[block.start : block.end]
        words = len(line.split())
        is_short = words < _FEWEST_SENTENCE_WORDS and not line.endswith(".")
        is_line = is_short or block.kind in ("heading", "row") or is_item(line)
        is_sentence = ends_sentence(line) and not is_line
        if is_sentence or (words > _MOST_COVER_WORDS and block.kind != "heading") or len(lines) == _MOST_COVER_LINES:
            break
        if block.kind == "contents" or _CONTENTS.match(line):
            break
        lines.append(line)
    return "\n".join([*lines, *(_outside(page) for page in pages[:3])])


def _outside(page: CleanPage) -> str:
    """What stands on the page outside its blocks and can be seen: running headers, footers."""
    raw = list(page.page.raw_text)
    for start, end in [*page.page.invisible, *((mark.raw_from, mark.raw_to) for mark in page.page.marks)]:
        raw[start:end] = "\n" * (end - start)
    return normalise("".join(raw))[0] if not page.page.needs_ocr else ""


@lru_cache(maxsize=4)
def _organisations(known: tuple[KnownOrganisation, ...]) -> Organisations:
    return Organisations(known)


def reader_version(reader: str) -> str:
    """A reader's name with the version of the package behind it; "pdfium after pikepdf" has two."""
    parts = (f"{part} {version(PACKAGES[part])}" if part in PACKAGES else part for part in reader.split(" after "))
    return " after ".join(parts)


def _document_row(job: Job, found: Facts, reading: Reading, passage_count: int) -> dict[str, Any]:
    return {
        "document_id": job.document_id,
        **found.columns(),
        "page_count": len(reading.pages),
        "passage_count": passage_count,
        "reader": " + ".join([reader_version(reading.reader), *_engines(job)]),
    }


def _engines(job: Job) -> list[str]:
    return sorted({one.engine for one in job.recognised if not isinstance(one, Unrecognised)})


def _page_row(job: Job, page: CleanPage) -> dict[str, Any]:
    return {
        "document_id": job.document_id,
        "page_number": page.page_number,
        "raw_text": page.page.raw_text,
        "clean_text": page.text,
        "offset_map": page.offsets.flat(),
        "invisible_spans": _flat(page.page.invisible),
        "text_source": page.page.text_source,
        "language": language_of(page.text),
        "ocr_confidence": page.page.ocr_confidence,
    }


def _flat(spans: Iterable[tuple[int, int]]) -> list[int]:
    return [number for span in spans for number in span]


def _passage_row(
    job: Job, number: int, passage: Passage, document: About, organisations: Organisations
) -> dict[str, Any]:
    about = passage_about(passage.text, document, organisations)
    place = (passage.page_from, passage.raw_from, passage.page_to, passage.raw_to)
    return {
        "passage_id": digest(job.document_id, *place, passage.text),
        "document_id": job.document_id,
        "passage_number": number,
        **asdict(passage),
        "about_organisation_id": about.organisation_id,
        "about_basis": about.basis,
        "org_kind": about.org_kind,
    }
