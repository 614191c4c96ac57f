"""What `doctor` finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.read.ocr import engine
from weerbaarheid.checkup import Check, check_up


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The one folder on the PATH, empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    engine.cache_clear()
    yield folder
    engine.cache_clear()


def found(name: str, data: Path) -> Check:
    (check,) = (check for check in check_up(data) if check.name == name)
    return check


def test_a_machine_without_tesseract_is_told_how_to_install_it_and_what_it_misses(
    programs: Path, tmp_path: Path
) -> None:
    check = found("tesseract", tmp_path)
    assert (check.state, check.found) == ("missing", "not installed")
    assert "apt-get install tesseract-ocr tesseract-ocr-nld" in check.advice
    assert "needs_ocr" in check.advice


@pytest.mark.parametrize(
    ("languages", "state", "text"), [("eng", "missing", "without Dutch"), ("nld", "ok", "7.7.7 nld")]
)
def test_tesseract_needs_dutch(programs: Path, tmp_path: Path, languages: str, state: str, text: str) -> None:
    program = programs / "tesseract"
    answers = (
        f'--version) echo "tesseract 7.7.7" ;; *) printf "List of available languages (2):\\n{languages}\\nosd\\n"'
    )
    program.write_text(f'#!/bin/sh\ncase "$1" in {answers} ;; esac\n')
    program.chmod(0o755)
    check = found("tesseract", tmp_path)
    assert check.state == state
    assert text in check.found
    assert bool(check.advice) == (state == "missing")
