"""Scanned pages: what OCR read takes the place of the picture, and what it could not read is told of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.read.document import Job, Read, read_document
from tasks.read.facts import Publication
from tasks.read.ocr import OcrPage
from tasks.read.pdf import Line, PdfPage
from tasks.read.scanned import Recognised, Unrecognised, page_rejects, whole_scan

FAILED = Unrecognised(1, "ocr_failed", "De tekstherkenning van deze pagina is mislukt.")


def recognised(number: int, *words: str) -> OcrPage:
    """A page whose lines OCR read, below each other."""
    text, lines = "", []
    for place, line in enumerate(words):
        lines.append(Line(len(text), len(text) + len(line), 70, 500, 700 - 14 * place, 10, False, False))
        text += line + "\r\n"
    return OcrPage("key", PdfPage(number, text, lines, 595, 842), 0.9 if words else 0, 0, (), "tesseract 5 nld", False)


@pytest.fixture
def read(tmp_path: Path, pdf: Callable[..., bytes], lines: Callable[..., Any], picture: Callable[..., Any]) -> Any:
    """Read a document of a scan and a page with text, with what OCR made of the scan."""

    def scan(canvas: Any) -> None:
        canvas.drawImage(picture(), 0, 0, width=595, height=842)

    def do(*found: Recognised, only_scan: bool = False) -> Read:
        data = pdf(scan) if only_scan else pdf(scan, lines("Tekst van de tweede bladzijde."))
        path = tmp_path / "bytes"
        path.write_bytes(data)
        job = Job(hashlib.sha256(data).hexdigest(), str(path), (Publication("p", "Plan"),), (), recognised=found)
        return read_document(job)

    return do


def test_what_ocr_read_is_the_text_of_the_page(read: Callable[..., Read]) -> None:
    found = read(recognised(1, "De gemeente oefent", "elk jaar met de regio."))
    assert found.rejects == []
    assert found.unread == []
    first, second = found.pages
    assert (first["text_source"], first["ocr_confidence"]) == ("ocr", 0.9)
    assert first["clean_text"] == "De gemeente oefent elk jaar met de regio."
    assert (second["text_source"], second["ocr_confidence"]) == ("text_layer", None)
    assert found.documents[0]["reader"].endswith(" + tesseract 5 nld")


def test_a_picture_without_words_is_no_page_that_was_missed(read: Callable[..., Read]) -> None:
    found = read(recognised(1))
    assert found.rejects == []
    assert found.pages[0]["clean_text"] == ""
    assert found.pages[0]["ocr_confidence"] is None
    ((_, code, _),) = read(recognised(1), only_scan=True).rejects
    assert code == "empty"


def test_a_page_that_ocr_could_not_read_is_told_of_with_its_reason(read: Callable[..., Read]) -> None:
    found = read(FAILED)
    ((part, code, message),) = found.rejects
    assert (part, code) == ("pages", "ocr_failed")
    assert "pagina 1" in message
    assert FAILED.message in message
    assert found.pages[1]["clean_text"] == "Tekst van de tweede bladzijde."
    ((part, code, message),) = read(FAILED, only_scan=True).rejects
    assert (part, code) == ("", "ocr_failed")
    assert FAILED.message in message


def test_a_scan_that_nothing_has_looked_at_needs_ocr(read: Callable[..., Read]) -> None:
    found = read(only_scan=True)
    ((_, code, message),) = found.rejects
    assert code == "needs_ocr"
    assert "apt-get install" in message
    assert found.unread == [1]
    assert whole_scan([1], 1, {}).reason_code == "needs_ocr"


def test_of_very_many_scanned_pages_fifty_are_named() -> None:
    ((_, _, message),) = page_rejects(list(range(1, 52)), 60, {})
    assert "49, 50 …" in message
    assert "51" not in message.split("pagina 1")[1]
    assert page_rejects([], 60, {}) == []
