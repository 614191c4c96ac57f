"""Hostile files, or those of a folder: what became of each, at what cost. Exit 1 when one broke the limits.

    python -m benchmarks.hostile [--json] [--mutants N] [--write] [FOLDER]

A document that a fault of the program stops (unexpected) counts as a breach too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.hostile.files import mutants, write
from benchmarks.hostile.run import Cost, read_files
from benchmarks.hostile.watch import memory_now
from tasks.read.limits import MEGABYTE

MOST_SECONDS = 60.0
MOST_MEMORY = 1024 * MEGABYTE
_SLACK = 2.0
"""Seconds: to see that time is up, and to stop a worker."""


def main() -> int:
    """Read the files and print what became of them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", help="read these files, not the hostile ones")
    options.add_argument("--json", action="store_true", help="a line of JSON for each file")
    options.add_argument("--mutants", type=int, default=0, help="read so many files made from those in the folder")
    options.add_argument("--write", action="store_true", help="only put the hostile files in the folder")
    asked = options.parse_args()
    if asked.write:
        asked.folder.mkdir(parents=True, exist_ok=True)
        print(f"{len(write(asked.folder))} files")
        return 0
    with tempfile.TemporaryDirectory() as made:
        if asked.folder is None:
            paths = write(Path(made))
        else:
            paths = sorted(path for path in asked.folder.rglob("*") if path.is_file())
        if asked.mutants:
            paths = mutants(paths, asked.mutants, Path(made))
        begin = memory_now()
        costs = []
        for cost in read_files(paths):
            costs.append(cost)
            if asked.json:
                print(json.dumps({**asdict(cost), "path": str(cost.path), "text": len(cost.text)}), flush=True)
        if not asked.json:
            _tell(costs)
        print(f"memory of this process: {(memory_now() - begin) / MEGABYTE:.0f} MB more at the end", file=sys.stderr)
    return 1 if any(map(breach, costs)) else 0


def breach(cost: Cost) -> bool:
    """Whether the document cost more than it may, or stopped on a fault of the program."""
    return cost.seconds > MOST_SECONDS + _SLACK or cost.peak > MOST_MEMORY or cost.reason_code in ("unexpected", "lost")


def _tell(costs: list[Cost]) -> None:
    made = Table("file", "outcome", "reason", "reader", "pages", "s", "MB", "message", title="What became of the files")
    for cost in sorted(costs, key=lambda cost: cost.path.name):
        cells = (cost.path.name, cost.outcome, cost.reason_code, cost.reader, str(cost.pages))
        numbers = (f"{cost.seconds:.1f}", f"{cost.peak / MEGABYTE:.0f}")
        style = "bold red" if breach(cost) else None
        made.add_row(*map(escape, (*cells, *numbers, cost.message[:100])), style=style)
    console = Console(width=220)
    console.print(made)
    for (outcome, reason), count in sorted(Counter((cost.outcome, cost.reason_code) for cost in costs).items()):
        console.print(f"{count:6} {outcome} {reason}")
    slowest = max(costs, key=lambda cost: cost.seconds)
    largest = max(costs, key=lambda cost: cost.peak)
    console.print(f"slowest: {slowest.path.name}, {slowest.seconds:.1f} s")
    console.print(f"largest: {largest.path.name}, {largest.peak / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
