"""A page as held, and the words on it that a judgement rests on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.errors import UsageError
from tests.tasks.filled import QUOTE, TEXT, fill, load
from text.digest import digest
from warehouse.stored_page import page_of_document, page_of_judgement
from warehouse.writer import Warehouse, open_warehouse

DOCUMENTS = [digest(n) * 2 for n in range(3)]
JUDGEMENTS = [digest("judgement", n) for n in range(2)]


def page_row(document_id: str, page_number: int, raw_text: str = TEXT) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "page_number": page_number,
        "raw_text": raw_text,
        "clean_text": raw_text,
        "offset_map": [0, 0, len(raw_text)],
        "invisible_spans": [],
        "text_source": "text_layer",
        "language": "nl",
        "ocr_confidence": None,
    }


def hold(warehouse: Warehouse, *documents: str, data: bytes = b"%PDF-1.7") -> None:
    """Put bytes of these documents in the raw store, and pages 1 to 3 of each in the warehouse."""
    for document_id in documents:
        path = warehouse.data / "raw" / document_id[:2] / document_id
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    load(warehouse, "pages", {"core_page": [page_row(one, number) for one in documents for number in (1, 2, 3)]})


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "data") as opened:
        fill(opened)
        hold(opened, *DOCUMENTS)
        yield opened


def test_a_judgement_leads_to_its_page_and_quote(warehouse: Warehouse) -> None:
    page = page_of_judgement(warehouse, JUDGEMENTS[0])
    assert (page.document_id, page.title, page.page_number, page.page_count) == (DOCUMENTS[0], "Jaarstukken 2023", 2, 3)
    assert (page.media_type, page.url, page.attachment_name) == ("application/pdf", "https://vr-x.example/0.pdf", None)
    assert page.path == warehouse.data / "raw" / DOCUMENTS[0][:2] / DOCUMENTS[0]
    assert (page.raw_text, page.clean_text, page.offset_map) == (TEXT, TEXT, (0, 0, len(TEXT)))
    assert (page.words, page.is_quote, page.text_source) == (QUOTE, True, "text_layer")
    assert page.raw_text[page.raw_from : page.raw_to] == QUOTE


def test_a_judgement_whose_quote_stands_nowhere_leads_to_its_passage(warehouse: Warehouse) -> None:
    change = "page_number = NULL, raw_from = NULL, raw_to = NULL, is_verified = false, reason_code = 'quote_not_found'"
    with warehouse.cursor() as cursor:
        cursor.execute(f"UPDATE core_verification SET {change} WHERE judgement_id = ?", [JUDGEMENTS[0]])
        cursor.execute("DELETE FROM core_verification WHERE judgement_id = ?", [JUDGEMENTS[1]])
    for judgement_id in JUDGEMENTS:
        page = page_of_judgement(warehouse, judgement_id)
        assert (page.page_number, page.raw_from, page.raw_to, page.is_quote) == (2, 0, len(TEXT), False)
        assert page.words == TEXT


def test_a_passage_that_runs_on_is_marked_to_the_end_of_its_first_page(warehouse: Warehouse) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute("DELETE FROM core_verification")
        cursor.execute("UPDATE core_passage SET page_to = 3, raw_from = 10, raw_to = 5")
    page = page_of_judgement(warehouse, JUDGEMENTS[0])
    assert (page.page_number, page.raw_from, page.raw_to) == (2, 10, len(TEXT))


def test_a_page_of_a_document_has_no_words_to_mark(warehouse: Warehouse) -> None:
    page = page_of_document(warehouse, DOCUMENTS[2], 3)
    assert (page.title, page.page_number, page.words, page.raw_from, page.raw_to) == ("Jaarstukken 2023", 3, "", 0, 0)
    assert page.url == "https://gm-y.example/2.pdf"


def test_an_attachment_has_the_address_of_what_it_lies_in(warehouse: Warehouse) -> None:
    inner = "ab" * 32
    with warehouse.cursor() as cursor:
        cursor.execute("UPDATE core_document SET document_id = ? WHERE document_id = ?", [inner, DOCUMENTS[2]])
    load(
        warehouse,
        "attachments",
        {
            "core_attachment": [
                {
                    "container_id": DOCUMENTS[2],
                    "name": "stukken > nota #2.pdf",
                    "document_id": inner,
                    "media_type": "application/pdf",
                    "size_bytes": 8,
                    "store_path": f"ab/{inner}",
                }
            ]
        },
    )
    hold(warehouse, inner)
    page = page_of_document(warehouse, inner, 1)
    assert (page.url, page.attachment_name) == ("https://gm-y.example/2.pdf", "stukken > nota #2.pdf")
    assert page.path.name == inner


def test_an_address_that_is_still_listed_comes_first(warehouse: Warehouse) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute("UPDATE raw_publication SET is_listed = false")
        cursor.execute(
            "INSERT INTO raw_publication SELECT * REPLACE ('ffff' AS publication_id, true AS is_listed, "
            "'https://nieuw.example/0.pdf' AS url) FROM raw_publication WHERE document_id = ?",
            [DOCUMENTS[0]],
        )
    assert page_of_document(warehouse, DOCUMENTS[0], 1).url == "https://nieuw.example/0.pdf"


def test_what_is_not_there_is_told(warehouse: Warehouse) -> None:
    with pytest.raises(UsageError, match="no judgement onbekend"):
        page_of_judgement(warehouse, "onbekend")
    with pytest.raises(UsageError, match="never read, or it was taken down"):
        page_of_document(warehouse, "c" * 64, 1)
    with pytest.raises(UsageError, match="no page 4: it has 1 to 3"):
        page_of_document(warehouse, DOCUMENTS[0], 4)


def test_a_document_that_was_taken_down_is_shown_no_more(warehouse: Warehouse) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute("UPDATE raw_publication SET state = 'taken_down' WHERE document_id = ?", [DOCUMENTS[0]])
    with pytest.raises(UsageError, match="taken down"):
        page_of_judgement(warehouse, JUDGEMENTS[0])


def test_bytes_that_are_gone_are_told(warehouse: Warehouse) -> None:
    (warehouse.data / "raw" / DOCUMENTS[0][:2] / DOCUMENTS[0]).unlink()
    with pytest.raises(UsageError, match=r"bytes of document .* \(Jaarstukken 2023\) are gone"):
        page_of_judgement(warehouse, JUDGEMENTS[0])
