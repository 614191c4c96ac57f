"""One document from bytes to rows."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pptx import Presentation

from tasks.read import document as module
from tasks.read.document import Job, Read, read_document, reader_version
from tasks.read.facts import Publication
from tasks.read.limits import Limits
from tests.ole import compound, mail, sheet
from text.digest import digest
from text.organisations import KnownOrganisation

REGION = KnownOrganisation("vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust")
TOWN = KnownOrganisation("gm-turfhaven", "gemeente", "Gemeente Turfhaven")
PUBLICATION = Publication(
    "p1", "Crisisplan 2024", organisation_id="gm-turfhaven", source_organisation_id="gm-turfhaven"
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    """Read bytes as a document."""

    def do(data: bytes, **changes: Any) -> Read:
        path = tmp_path / "bytes"
        path.write_bytes(data)
        document_id = hashlib.sha256(data).hexdigest()
        job = Job(document_id, str(path), (PUBLICATION,), (REGION, TOWN))
        return read_document(replace(job, **changes))

    return do


def reason(read: Read) -> tuple[str, str]:
    assert (read.documents, read.pages, read.passages) == ([], [], [])
    ((part, code, message),) = read.rejects
    assert part == ""
    return code, message


def test_a_document_becomes_rows(read: Callable[..., Read]) -> None:
    data = b"Veiligheidsregio Zilverkust\n\n# Crisis\n\nDe gemeente oefent.\n\nDe regio heeft een plan."
    found = read(data)
    document_id = hashlib.sha256(data).hexdigest()
    assert found.rejects == []
    assert found.documents == [
        {
            "document_id": document_id,
            "title": "Crisisplan 2024",
            "doc_type": "crisisplan",
            "doc_type_basis": "title",
            "publication_date": None,
            "year_from": 2024,
            "year_to": 2024,
            "year_basis": "title",
            "about_organisation_id": "vr-zilverkust",
            "about_name": "Veiligheidsregio Zilverkust",
            "about_basis": "text",
            "org_kind": "veiligheidsregio",
            "is_draft": False,
            "page_count": 1,
            "passage_count": 2,
            "reader": f"markdown-it {version('markdown-it-py')}",
        }
    ]
    raw = "Veiligheidsregio Zilverkust\nCrisis\nDe gemeente oefent.\nDe regio heeft een plan."
    assert found.pages == [
        {
            "document_id": document_id,
            "page_number": 1,
            "raw_text": raw,
            "clean_text": raw,
            "offset_map": [0, 0, 79],
            "invisible_spans": [],
            "text_source": "markup",
            "language": None,
            "ocr_confidence": None,
        }
    ]
    text = "De gemeente oefent.\nDe regio heeft een plan."
    assert found.passages[1:] == [
        {
            "passage_id": digest(document_id, 1, 35, 1, 79, text),
            "document_id": document_id,
            "passage_number": 1,
            "page_from": 1,
            "raw_from": 35,
            "page_to": 1,
            "raw_to": 79,
            "text": text,
            "heading_path": "Crisis",
            "word_count": 8,
            "is_contents": False,
            "about_organisation_id": "vr-zilverkust",
            "about_basis": "document",
            "org_kind": "veiligheidsregio",
        }
    ]


def test_a_passage_may_be_about_another_body_than_its_document(read: Callable[..., Read]) -> None:
    found = read(b"Gemeente Turfhaven\n\n" + b"# A\n\nTekst.\n\n# B\n\nVeiligheidsregio Zilverkust oefent elk jaar.")
    assert [(row["passage_number"], row["about_organisation_id"], row["about_basis"]) for row in found.passages] == [
        (0, "gm-turfhaven", "document"),
        (1, "gm-turfhaven", "document"),
        (2, "vr-zilverkust", "passage"),
    ]


def test_every_format_has_its_reader(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    word = Document()
    word.add_paragraph("Tekst.")
    buffer = io.BytesIO()
    word.save(buffer)
    data = {
        "pdfium": pdf(lines("Tekst.")),
        "trafilatura": b"<html><body><p>Tekst.</p></body></html>",
        "python-docx": buffer.getvalue(),
        "lxml": b'<?xml version="1.0"?><x><al>Tekst.</al></x>',
        "markdown-it": b"# Kop\n\nTekst.",
        "text": b"Tekst.",
        "rtf": b"{\\rtf1 Tekst.}",
    }
    for reader, content in data.items():
        found = read(content)
        assert found.rejects == []
        assert found.passages[0]["text"] == "Tekst."
        assert found.documents[0]["reader"] == reader_version(reader)


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (b"From: a@x.example\nTo: b@x.example\nSubject: Oefening\n\nTekst.", "email"),
        (compound(mail({0x37: "Oefening", 0x1000: "Tekst."})), "python-oxmsg"),
        (compound({"Workbook": sheet([["Oefening", "Tekst."]])}), "calamine"),
    ],
)
def test_mails_and_spreadsheets_are_read(read: Callable[..., Read], data: bytes, reader: str) -> None:
    found = read(data)
    assert found.rejects == []
    assert found.documents[0]["reader"] == reader_version(reader)
    assert "Tekst." in found.passages[0]["text"]


def test_a_presentation_is_read(read: Callable[..., Read]) -> None:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "Oefening", "Tekst."
    buffer = io.BytesIO()
    made.save(buffer)
    found = read(buffer.getvalue())
    assert found.documents[0]["reader"] == reader_version("python-pptx")
    assert [(row["heading_path"], row["text"]) for row in found.passages] == [("Oefening", "Tekst.")]


def test_a_zip_is_a_document_without_passages(read: Callable[..., Read]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("plan.txt", "Tekst.")
    found = read(buffer.getvalue())
    assert (found.documents[0]["reader"], found.documents[0]["passage_count"]) == ("zip", 0)
    assert [(row["raw_text"], row["clean_text"]) for row in found.pages] == [("plan.txt", "")]
    assert (found.passages, found.rejects) == ([], [])


def test_an_odt_is_read(read: Callable[..., Read]) -> None:
    import zipfile

    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:d xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0"><office:body><office:text>'
        "<text:p>Tekst.</text:p></office:text></office:body></office:d>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    found = read(buffer.getvalue())
    assert found.passages[0]["text"] == "Tekst."
    assert found.documents[0]["reader"] == f"lxml-odt {version('lxml')}"


def test_a_reader_of_this_program_has_no_package() -> None:
    assert reader_version("text") == "text"
    assert reader_version("pdfium") == f"pdfium {version('pypdfium2')}"


def test_the_second_reader_reads_what_the_first_cannot_or_when_asked(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    data = pdf(lines("Tekst."))
    assert read(data, second_reader=True).documents[0]["reader"] == f"pypdf {version('pypdf')}"
    assert reason(read(b"%PDF-1.7\nniets"))[0] == "damaged"


def test_a_damaged_pdf_is_repaired_and_its_reader_says_so(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    whole = pdf(lines("Een."), lines("Twee."))
    found = read(whole[: whole.rindex(b"xref\n0")])
    assert found.documents[0]["reader"] == f"pdfium {version('pypdfium2')} after pikepdf {version('pikepdf')}"
    assert [page["clean_text"] for page in found.pages] == ["Een.", "Twee."]


def test_an_encrypted_pdf_is_told_and_not_tried_again(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    assert reason(read(pdf(lines("Geheim."), password="x"))) == (
        "encrypted",
        "Het document is met een wachtwoord versleuteld. Vraag de bron om een open versie.",
    )


def test_a_scan_needs_ocr(read: Callable[..., Read], pdf: Callable[..., bytes], picture: Callable[..., Any]) -> None:
    def scan(canvas: Any) -> None:
        canvas.drawImage(picture(), 0, 0, width=595, height=842)

    code, message = reason(read(pdf(scan, scan)))
    assert code == "needs_ocr"
    assert message.startswith("Het document is een scan: op 2 van de 2 pagina's staat geen leesbare tekst.")


def test_of_a_partly_scanned_document_the_rest_is_read_and_the_pages_are_told(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any], picture: Callable[..., Any]
) -> None:
    def scan(canvas: Any) -> None:
        canvas.drawImage(picture(), 0, 0, width=595, height=842)
        canvas.drawString(70, 700, "Stempel")

    found = read(pdf(scan, lines("Tekst van de tweede bladzijde."), scan))
    assert found.rejects == [
        (
            "pages",
            "needs_ocr",
            "Op 2 van de 3 pagina's staat geen leesbare tekst (scan). Niet gelezen: pagina 1, 3. Installeer tesseract "
            "met Nederlands (apt-get install tesseract-ocr tesseract-ocr-nld); dan worden ze de volgende nacht "
            "gelezen. De andere pagina's zijn wel gelezen.",
        )
    ]
    assert found.unread == [1, 3]
    assert found.documents[0]["page_count"] == 3
    assert [row["clean_text"] for row in found.pages] == ["", "Tekst van de tweede bladzijde.", ""]
    assert found.pages[0]["raw_text"] == "Stempel"
    assert [(row["page_from"], row["text"]) for row in found.passages] == [(2, "Tekst van de tweede bladzijde.")]


def test_the_cover_is_what_stands_before_the_first_sentence_and_running_headers(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    def about(data: bytes) -> tuple[str, str]:
        (row,) = read(data, publications=(Publication("p", "Bijlage", organisation_id="gm-turfhaven"),)).documents
        return row["about_organisation_id"], row["about_basis"]

    region = ("vr-zilverkust", "text")
    nobody = ("gm-turfhaven", "manifest")
    name = "Veiligheidsregio Zilverkust"
    assert about(f"{name}\n\nTekst.".encode()) == region
    assert about(f"Tekst.\n\n{name}".encode()) == nobody
    assert about(f"Zo werkt de {name} eraan.".encode()) == nobody
    assert about(f"1. {name}.\n\nTekst.".encode()) == region
    assert about(f"{'woord ' * 13}\n\n{name}\n".encode()) == region
    assert about(f"{'woord ' * 15}\n\n{name}\n".encode()) == nobody
    pages = [lines(f"Tekst {letter}.", top=600) for letter in "abc"]

    def headed(draw: Any) -> Any:
        def on(canvas: Any) -> None:
            canvas.drawString(70, 810, name)
            draw(canvas)

        return on

    assert about(pdf(*(headed(page) for page in pages))) == region
    assert about(pdf(*pages)) == nobody


def test_the_title_of_markdown_stands_in_its_text_and_that_of_a_pdf_may_be_old(
    read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]
) -> None:
    def title(data: bytes) -> str:
        return str(read(data, publications=(Publication("p", ""),)).documents[0]["title"])

    assert title(b"---\ntitle: Voorin\n---\n# Kop\n\nTekst.") == "Voorin"
    assert title(b"<x><titel>Een</titel><al>a</al><titel>Twee</titel><al>b</al></x>") == "Een - Twee"
    assert title(b"<html><head><title>Site</title></head><body><h1>Kop</h1><p>Tekst.</p></body></html>") == "Kop"
    rows = [("Crisisplan", 18, True), "", *["Gewone tekst van de bladzijde"] * 5]
    assert title(pdf(lines(*rows), title="Oud stuk")) == "Crisisplan"


def test_what_cannot_be_seen_is_kept_apart(read: Callable[..., Read], pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(70, 700, "Zichtbare tekst.")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(70, 650, "Geheime opdracht")

    found = read(pdf(draw))
    (row,) = found.pages
    start, end = row["invisible_spans"]
    assert row["raw_text"][start:end] == "Geheime opdracht"
    assert row["clean_text"] == "Zichtbare tekst."
    assert row["text_source"] == "text_layer"
    assert [passage["text"] for passage in found.passages] == ["Zichtbare tekst."]


def test_a_blank_document_is_empty(read: Callable[..., Read], pdf: Callable[..., bytes]) -> None:
    assert reason(read(pdf(lambda canvas: None)))[0] == "empty"
    assert reason(read(b""))[0] == "empty"


def test_limits_are_passed_on(read: Callable[..., Read], pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    data = pdf(lines("Een."), lines("Twee."))
    assert reason(read(data, limits=Limits(pages=1)))[0] == "too_large"
    assert reason(read(data, limits=Limits(pages=1), second_reader=True))[0] == "too_large"
    assert reason(read(b"Tekst.", limits=Limits(characters=3)))[0] == "too_large"


def test_bytes_that_are_not_there_are_told() -> None:
    code, message = reason(read_document(Job("a" * 64, "/nergens/bytes", (PUBLICATION,), ())))
    assert code == "missing_bytes"
    assert "Haal het document opnieuw op." in message


def test_a_fault_of_this_program_is_told_and_memory_is_left_to_the_pool(
    read: Callable[..., Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(error: type[BaseException]) -> Callable[[bytes], str]:
        def raising(data: bytes) -> str:
            raise error("mis" * 300)

        return raising

    monkeypatch.setattr(module, "sniff", fault(KeyError))
    code, message = reason(read(b"x"))
    assert code == "unexpected"
    assert message.startswith("Het document kan niet worden gelezen door een fout in dit programma: KeyError: ")
    assert len(message) == 500
    monkeypatch.setattr(module, "sniff", fault(MemoryError))
    with pytest.raises(MemoryError):
        read(b"x")


def test_the_first_heading_of_the_first_three_pages_may_be_the_title(tmp_path: Path) -> None:
    path = tmp_path / "bytes"
    unnamed = (Publication("p", "Bijlage 1"),)
    heading = "VOORWOORD BIJ HET PLAN"
    path.write_bytes(f"Een.\fTwee.\f\n{heading}\n\nTekst.".encode())
    assert read_document(Job("a" * 64, str(path), unnamed, ())).documents[0]["title"] == heading
    path.write_bytes(f"Een.\fTwee.\fDrie.\f\n{heading}\n\nTekst.".encode())
    assert read_document(Job("a" * 64, str(path), unnamed, ())).documents[0]["title"] == "Bijlage 1"
