"""A scan through the stage read, with the real tesseract: read where it is there, told of where it is not."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from schemas.settings import Settings
from tasks.read import stage
from tasks.read.ocr import engine
from warehouse import staging
from warehouse.stage import Outcome
from warehouse.writer import Warehouse, open_warehouse

TEXT = ("De gemeente heeft in 2024 een noodplan", "vastgesteld en oefent het elk jaar.")
PUBLICATION = """
INSERT INTO raw_publication BY NAME
SELECT 'p' AS publication_id, 's' AS source_id, 'u' AS url, 'Plan' AS title, '{}' AS extra, ? AS document_id,
       'held' AS state, true AS is_listed, now()::TIMESTAMP AS first_seen_at, now()::TIMESTAMP AS last_seen_at
"""
BYTES = """
INSERT INTO raw_document BY NAME
SELECT ? AS document_id, 'application/pdf' AS media_type, 1 AS size_bytes, ? AS store_path,
       now()::TIMESTAMP AS fetched_at
"""


def scan() -> bytes:
    """A PDF that is a picture of two lines of text."""
    import pypdfium2 as pdfium
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    written, scanned = io.BytesIO(), io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    for place, line in enumerate(TEXT):
        canvas.drawString(70, 700 - 16 * place, line)
    canvas.save()
    picture = pdfium.PdfDocument(written.getvalue())[0].render(scale=300 / 72, grayscale=True).to_pil()
    canvas = Canvas(scanned, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return scanned.getvalue()


def night(warehouse: Warehouse, settings: Settings) -> Outcome:
    engine.cache_clear()
    items = stage.pending(warehouse, settings)
    outcome = stage.work(items, settings)
    warehouse.load(staging.write(outcome, warehouse.staging))
    return outcome


def test_a_scan_is_told_of_without_tesseract_and_read_in_the_night_after_it_was_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shutil.which("tesseract"), "tesseract is not installed: apt-get install tesseract-ocr tesseract-ocr-nld"
    data = scan()
    document_id = "ab" + "0" * 62
    path = tmp_path / "data" / "raw" / "ab" / document_id
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    settings = Settings(data=tmp_path / "data")
    with open_warehouse(settings.data) as warehouse:
        with warehouse.cursor() as cursor:
            cursor.execute(PUBLICATION, [document_id])
            cursor.execute(BYTES, [document_id, f"ab/{document_id}"])
        with monkeypatch.context() as without:
            without.setenv("PATH", "")
            assert [reject.reason_code for reject in night(warehouse, settings).rejects] == ["needs_ocr"]
        assert night(warehouse, settings).rejects == []
        assert warehouse.rows("SELECT text_source, clean_text FROM core_page") == [("ocr", " ".join(TEXT))]
        assert warehouse.rows("SELECT text FROM core_passage") == [(" ".join(TEXT),)]
        assert warehouse.rows("SELECT count(*) FROM core_reject") == [(0,)]
        assert stage.pending(warehouse, settings) == []
