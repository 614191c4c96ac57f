"""All hostile files, with honest documents between them: each within its limits, no neighbour harmed, memory flat."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from docx import Document

from benchmarks.hostile.__main__ import MOST_MEMORY, MOST_SECONDS, breach
from benchmarks.hostile.building import pages
from benchmarks.hostile.run import Cost, read_files
from benchmarks.hostile.watch import memory_now
from tasks.read.limits import MEGABYTE

SENTENCE = "De gemeente oefent elk jaar met de veiligheidsregio."
MOST_GROWTH = 50 * MEGABYTE
EVERY = 3


def word() -> bytes:
    document = Document()
    document.add_paragraph(SENTENCE)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


HONEST = {
    "pdf": lambda: pages(3),
    "html": lambda: f"<!DOCTYPE html><html><body><h1>Oefenen</h1><p>{SENTENCE}</p></body></html>".encode(),
    "docx": word,
    "md": lambda: f"# Oefenen\n\n{SENTENCE}\n".encode(),
    "txt": lambda: SENTENCE.encode(),
}


def test_hostile_files_end_within_their_limits_and_harm_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, temporary = tmp_path / "files", tmp_path / "tmp"
    temporary.mkdir()
    # made by another process, so that this one stays small
    subprocess.run([sys.executable, "-m", "benchmarks.hostile", "--write", str(folder)], check=True)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    costs: dict[str, Cost] = {}
    memory = []
    for cost in read_files(mixed(folder)):
        costs[cost.path.name] = cost
        if len(costs) % 50 == 0:
            memory.append(memory_now())
    hostile = {name: cost for name, cost in costs.items() if not name.startswith("honest")}
    assert len(hostile) >= 60
    assert sorted(costs) == sorted(path.name for path in folder.iterdir())
    broken = [
        f"{name}: {cost.reason_code} {cost.seconds:.1f} s of {MOST_SECONDS}, {cost.peak} bytes of {MOST_MEMORY}"
        for name, cost in costs.items()
        if breach(cost)
    ]
    assert broken == []
    harmed = [name for name, cost in costs.items() if name.startswith("honest") and not is_right(cost)]
    assert harmed == []
    assert max(memory) - memory[0] < MOST_GROWTH, [size // MEGABYTE for size in memory]
    assert [path.name for path in temporary.iterdir() if path.name.startswith(("lezen-", "kijken-"))] == []
    text = "\n".join(cost.text for name, cost in hostile.items() if "machine" in name)
    assert "Begin" in text
    assert "root:" not in text


def mixed(folder: Path) -> list[Path]:
    """The hostile files in order of name, and an honest document behind every third."""
    paths = []
    for number, path in enumerate(sorted(folder.iterdir())):
        paths.append(path)
        if number % EVERY == 0:
            kind = list(HONEST)[number // EVERY % len(HONEST)]
            honest = folder / f"honest_{number}.{kind}"
            honest.write_bytes(HONEST[kind]())
            paths.append(honest)
    return paths


def is_right(cost: Cost) -> bool:
    times = 60 if cost.path.suffix == ".pdf" else 1
    return cost.outcome == "read" and cost.text.count(SENTENCE) == times
