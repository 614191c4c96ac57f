"""A stored page shown: through workers that may die."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from schemas.errors import MonitorError
from tasks.read.clean import clean
from tasks.read.limits import MEGABYTE, Limits
from tasks.read.page import Mark, Page
from tasks.read.picture import NOT_FOUND, Picture
from tasks.read.viewer import NO_PAGES, describe, marked_spans, show
from text.formats import MEDIA_TYPES
from text.offsets import OffsetMap
from warehouse.stored_page import StoredPage

RAW = "Vooraf staat iets. De regio oefent elk jaar. Daarna staat iets."
NOT_DRAWN = "Deze bladzijde kan niet worden getekend; dit is de tekst zoals die is gelezen."
QUOTE = "De regio oefent elk jaar."
SMALL = Limits(memory=400 * MEGABYTE, cpu_seconds=20, wall_seconds=60)


@pytest.fixture
def stored(tmp_path: Path) -> Callable[..., StoredPage]:
    """A stored page of these bytes, with QUOTE on it."""

    def make(data: bytes, media_type: str = "application/pdf", **change: Any) -> StoredPage:
        path = tmp_path / "stuk"
        path.write_bytes(data)
        page = StoredPage(
            document_id="a" * 64,
            title="Jaarverslag",
            page_number=1,
            page_count=1,
            media_type=media_type,
            path=path,
            url="https://a.example/x",
            attachment_name=None,
            raw_text=RAW,
            clean_text=RAW,
            offset_map=(0, 0, len(RAW)),
            text_source="text_layer",
            raw_from=RAW.index(QUOTE),
            raw_to=RAW.index(QUOTE) + len(QUOTE),
            words=QUOTE,
            is_quote=True,
        )
        return replace(page, **change)

    return make


def test_a_page_of_a_pdf_is_shown_with_its_quote(
    stored: Callable[..., StoredPage], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    page = stored(pdf(lines(RAW)), page_count=40)
    picture = show(page, page.path.parent)
    assert (picture.is_marked, picture.note) == (True, "")
    assert Image.open(io.BytesIO(picture.png)).size == (910, 1287)
    assert describe(page, picture) == (
        "Bladzijde 1 van 40 van document ‘Jaarverslag’. Het citaat is gemarkeerd: ‘De regio oefent elk jaar.’"
    )


def test_a_document_without_pages_says_so(stored: Callable[..., StoredPage]) -> None:
    page = stored(b"<html><p>wat dan ook</p></html>", "text/html", attachment_name="nota.html", is_quote=False)
    picture = show(page, page.path.parent)
    assert (picture.is_marked, picture.note) == (True, NO_PAGES)
    assert describe(page, picture) == (
        "Document ‘Jaarverslag’ (bijlage nota.html). Dit document heeft geen bladzijden; dit is de tekst zoals die is "
        "gelezen. De passage is gemarkeerd: ‘De regio oefent elk jaar.’"
    )


def test_slides_and_sheets_are_called_what_they_are(stored: Callable[..., StoredPage]) -> None:
    slide = stored(b"PK", MEDIA_TYPES["pptx"], page_number=3, page_count=12)
    assert describe(slide, show(slide, slide.path.parent)) == (
        "Dia 3 van 12 van document ‘Jaarverslag’. Deze dia kan niet worden getekend; dit is de tekst zoals die is "
        "gelezen. Het citaat is gemarkeerd: ‘De regio oefent elk jaar.’"
    )
    sheet = replace(slide, media_type=MEDIA_TYPES["ods"], page_count=1, page_number=1, words="")
    assert describe(sheet, Picture(b"", False, "Zo.")) == "Werkblad 1 van 1 van document ‘Jaarverslag’. Zo."


def test_a_pdf_that_kills_its_worker_is_shown_as_its_text(
    stored: Callable[..., StoredPage], crashing_pdf: Callable[[int], bytes]
) -> None:
    page = stored(crashing_pdf(1))
    picture = show(page, page.path.parent, limits=SMALL)
    assert (picture.is_marked, picture.note) == (True, NOT_DRAWN)
    assert NOT_DRAWN in describe(page, picture)


def test_bytes_that_went_meanwhile_are_shown_as_text_too(stored: Callable[..., StoredPage]) -> None:
    page = stored(b"%PDF-1.7")
    page.path.unlink()
    assert show(page, page.path.parent).note == NOT_DRAWN


def test_a_page_that_cannot_be_shown_at_all_is_told(stored: Callable[..., StoredPage]) -> None:
    page = stored(b"tekst", "text/plain")
    with pytest.raises(MonitorError, match=r"Page 1 of Jaarverslag cannot be shown. The worker said: .*400 MB"):
        show(page, page.path.parent, dpi=20_000, limits=SMALL)


def test_what_cleaning_left_out_of_a_sentence_is_not_marked() -> None:
    raw = "De regio oefent\r\n3 Zie de begroting.\r\nelk jaar met nood\ufffestroom, 1\u00ad½ dag."
    first, note, second = "De regio oefent", "3 Zie de begroting.", "elk jaar met nood\ufffestroom, 1\u00ad½ dag."
    marks = [
        Mark("paragraph", 0, len(first)),
        Mark("note", raw.index(note), raw.index(note) + len(note)),
        Mark("paragraph", raw.index(second), len(raw)),
    ]
    cleaned = clean(Page(1, raw, [marks[0], marks[2]]))
    page = StoredPage(
        "a" * 64, "", 1, 1, "application/pdf", Path("x"), "u", None, raw, cleaned.text, tuple(cleaned.offsets.flat()),
        "text_layer", 0, len(raw), "De regio oefent elk jaar", True,
    )  # fmt: skip
    assert [raw[start:end] for start, end in marked_spans(page)] == [first, second]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 5)])
def test_nothing_is_marked_where_there_are_no_words(stored: Callable[..., StoredPage], start: int, end: int) -> None:
    assert marked_spans(stored(b"", raw_from=start, raw_to=end)) == ()


def test_a_span_that_cleaning_left_out_whole_is_marked_as_it_is(stored: Callable[..., StoredPage]) -> None:
    flat = tuple(OffsetMap((0, 0, 0)).flat())
    assert marked_spans(stored(b"", clean_text="", offset_map=flat, raw_from=3, raw_to=9)) == ((3, 9),)


def test_a_quote_that_is_not_marked_is_told_all_the_same(stored: Callable[..., StoredPage]) -> None:
    page = stored(b"", page_number=3, page_count=9)
    assert describe(page, Picture(b"", False, NOT_FOUND)) == (
        "Bladzijde 3 van 9 van document ‘Jaarverslag’. De plaats van de tekst is op deze bladzijde niet aan te wijzen. "
        "Het citaat is niet gemarkeerd: ‘De regio oefent elk jaar.’"
    )
    assert describe(replace(page, words=""), Picture(b"", False)) == "Bladzijde 3 van 9 van document ‘Jaarverslag’."
