"""The right bytes for every format, made once."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from demo import render as module
from demo.documents import Document
from demo.render import Rendered, render


def test_html_is_the_document_in_a_page_of_the_site(make_document: Callable[..., Document]) -> None:
    body = render(make_document(format="html", title="Nieuws"), "Naam van de site").decode()
    assert "<title>Nieuws | Naam van de site</title>" in body
    assert 'content="2024-06-19"' in body
    assert "<h1>Een titel</h1>\n<p>Een zin over de avond van het bestuur.</p>" in body


def test_markdown_is_the_text_as_written(make_document: Callable[..., Document]) -> None:
    document = make_document(format="md", text="# Kop\n\n- één\n")
    assert render(document, "") == "# Kop\n\n- één\n".encode()


def test_the_other_formats_begin_as_they_should(make_document: Callable[..., Document]) -> None:
    assert render(make_document(format="docx"), "")[:4] == b"PK\x03\x04"
    assert b"CCITTFaxDecode" in render(make_document(format="scan"), "")
    assert b"/Font" in render(make_document(format="pdf"), "")


def test_a_text_without_title_gets_it(make_document: Callable[..., Document]) -> None:
    body = render(make_document(format="html", title="Nieuws", text="Zin."), "").decode()
    assert "<h1>Nieuws</h1>\n<p>Zin.</p>" in body


def test_a_broken_file_is_the_first_six_tenths_of_a_pdf(
    make_document: Callable[..., Document],
) -> None:
    whole, part = (render(make_document(format=kind, text="Zin. " * 500), "") for kind in ("pdf", "broken"))
    assert part == whole[: int(len(whole) * 0.6)]
    with pytest.raises(PyPdfError):
        _ = PdfReader(io.BytesIO(part)).pages[0]


def test_a_document_is_rendered_once_also_when_many_ask(
    make_document: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(document: Document, site: str) -> bytes:
        asked.append(document.key)
        return f"{document.key} {site}".encode()

    monkeypatch.setattr(module, "render", counted)
    rendered = Rendered()
    document, other = make_document(), make_document("vr-test/ander")
    with ThreadPoolExecutor(8) as pool:
        bodies = set(pool.map(lambda _: rendered.get(document, "site"), range(50)))
    assert bodies == {b"vr-test/stuk site"}
    assert rendered.get(other, "site") == b"vr-test/ander site"
    assert asked == ["vr-test/stuk", "vr-test/ander"]
