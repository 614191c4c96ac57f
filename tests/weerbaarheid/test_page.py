"""The command page: what it writes and prints, and what it says when it cannot."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.tasks.filled import QUOTE, TEXT, fill
from tests.warehouse.test_stored_page import DOCUMENTS, JUDGEMENTS, hold
from tests.weerbaarheid.test_cli import run
from warehouse.stored_page import page_of_judgement
from warehouse.writer import open_warehouse
from weerbaarheid.page import source_address

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    return lambda *arguments: run(monkeypatch, capsys, *map(str, arguments))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose documents are PDFs of one page with TEXT on it, as page 1."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.drawString(70, 700, TEXT)
        canvas.showPage()
    canvas.save()
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        hold(warehouse, *DOCUMENTS, data=buffer.getvalue())
    return tmp_path / "data"


def test_the_page_of_a_judgement_is_written_with_title_page_source_and_quote(
    ask: Ask, data: Path, tmp_path: Path
) -> None:
    target = tmp_path / "a.png"
    code, out, err = ask("page", JUDGEMENTS[0], "-o", target, "--data", data)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"Written: {target}",
        "Document: Jaarstukken 2023",
        "Page: 2 of 3",
        "Source: https://vr-x.example/0.pdf#page=2",
        f"Quote: {QUOTE}",
    ]
    assert Image.open(target).format == "PNG"


def test_a_page_of_a_document_is_written_in_the_current_folder_and_told_as_json(
    ask: Ask, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, _ = ask("page", DOCUMENTS[1], "--page", 3, "--data", data, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["page_url"] == "https://vr-x.example/1.pdf#page=3"
    assert (told["words"], told["is_marked"], told["is_quote"]) == ("", False, False)
    assert told["description"] == "Bladzijde 3 van 3 van document ‘Jaarstukken 2024’."
    assert (tmp_path / told["file"]).stat().st_size > 1_000


def test_what_is_unknown_is_a_wrong_call(ask: Ask, data: Path) -> None:
    for arguments, part in (
        (("zomaar",), "no judgement zomaar"),
        (("d" * 64,), "no document dddd"),
        ((DOCUMENTS[0], "--page", "9"), "no page 9: it has 1 to 3"),
        ((JUDGEMENTS[0], "-o", data), "cannot be written"),
        ((DOCUMENTS[0], "--page", "0"), "greater than or equal to 1"),
    ):
        code, _, err = ask("page", *arguments, "--data", data)
        assert code == 2
        assert part in " ".join(err.replace("│", " ").split())
        assert "Traceback" not in err


def test_a_folder_without_a_warehouse_is_told_and_stays_as_it_is(ask: Ask, tmp_path: Path) -> None:
    code, _, err = ask("page", JUDGEMENTS[0], "--data", tmp_path / "nergens")
    assert code == 9
    assert "refresh" in err
    assert not (tmp_path / "nergens").exists()


def test_while_a_run_holds_the_data_folder_it_says_which(ask: Ask, data: Path) -> None:
    holder = (
        "import sys, time; from pathlib import Path; from warehouse.lock import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", holder, str(data)], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            code, _, err = ask("page", JUDGEMENTS[0], "--data", data)
        finally:
            process.kill()
    assert code == 4
    assert f"process {process.pid}" in err
    deadline = time.monotonic() + 10
    while ask("page", JUDGEMENTS[0], "-o", data / "a.png", "--data", data)[0] != 0:
        assert time.monotonic() < deadline


def test_the_source_of_an_attachment_is_what_it_lies_in_and_of_a_web_page_its_words(data: Path) -> None:
    with open_warehouse(data) as warehouse:
        page = page_of_judgement(warehouse, JUDGEMENTS[0])
    assert source_address(replace(page, attachment_name="nota.pdf")) == "https://vr-x.example/0.pdf"
    web = replace(page, url="https://a.example/x", media_type="text/html")
    assert source_address(web) == "https://a.example/x#:~:text=De%20regio%20heeft%20drie%20aggregaten%20staan"
