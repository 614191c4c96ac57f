"""All hostile files: their names, and how they are put in a folder."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.hostile import markup, more_formats, office, pdf_content, pdf_structure, pdf_whole, text
from benchmarks.hostile.building import Makers

_MODULES = (pdf_structure, pdf_content, pdf_whole, markup, office, more_formats, text)


def makers() -> Makers:
    """Every file by name. Raises ValueError for a name that is used twice."""
    found: dict[str, object] = {}
    for module in _MODULES:
        made = module.makers()
        if twice := found.keys() & made.keys():
            raise ValueError(f"two files have the same name: {sorted(twice)}")
        found |= made
    return found  # type: ignore[return-value]


def write(folder: Path) -> list[Path]:
    """Make every file in the folder; returns their paths in order of name."""
    paths = []
    for name, make in sorted(makers().items()):
        path = folder / name
        path.write_bytes(make())
        paths.append(path)
    return paths


def mutants(paths: list[Path], count: int, folder: Path) -> list[Path]:
    """So many files, each made from one of `paths`: bytes changed, pieces cut out, doubled or moved. Seeded."""
    chance = random.Random(4)  # noqa: S311
    made = []
    for number in range(count):
        origin = chance.choice(paths)
        data = bytearray(origin.read_bytes())
        for _ in range(chance.choice((1, 5, 50, 500)) if data else 0):
            at, length = chance.randrange(len(data)), chance.randrange(1, 200)
            way = chance.randrange(10)
            if way < 7:
                data[at] = chance.randrange(256)
            elif way == 7:
                del data[at : at + length]
            elif way == 8:
                data[at:at] = data[at : at + length]
            else:
                other = chance.randrange(len(data))
                data[at : at + length] = data[other : other + length]
            if not data:
                break
        path = folder / f"{number:04d}-{origin.name}"
        path.write_bytes(data)
        made.append(path)
    return made
