"""`python -m benchmarks.truth [--json] [--ocr]`: make the documents, read them, print the table. Exit 1 below a bar."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from benchmarks.truth.documents import documents, scans
from benchmarks.truth.measure import Counts, measure, total

BARS = {"words": 0.99, "ordered": 0.98, "numbers": 0.995, "cut": 0.02}
OCR_BARS = {"words": 0.99, "numbers": 0.96}
COLUMNS = {
    "words": "words",
    "ordered": "in order",
    "numbers": "numbers",
    "extra": "extra",
    "running": "headers off",
    "hidden": "hidden shown",
    "whole": "sentences whole",
    "cut": "sentences cut",
    "paths": "heading path",
    "joined": "hyphens mended",
    "contents": "contents marked",
}


def main() -> int:
    """Measure all documents, or the scans."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print counts and shares as JSON")
    options.add_argument("--ocr", action="store_true", help="measure the scans; takes tesseract")
    options.add_argument("--only", default="", help="only documents with this in their name")
    chosen = options.parse_args()
    kinds: dict[str, Counts] = {}
    for maker in scans() if chosen.ocr else documents():
        truth = maker()
        if chosen.only in truth.name:
            kinds[truth.kind] = kinds.get(truth.kind, Counts()) + measure(truth)
    if not kinds:
        print(f"No document has {chosen.only!r} in its name.", file=sys.stderr)
        return 2
    bars = OCR_BARS if chosen.ocr else BARS
    everything = total(kinds.values())
    if chosen.json:
        print(json.dumps({kind: told(counts) for kind, counts in [*kinds.items(), ("total", everything)]}, indent=1))
    else:
        Console(width=200).print(table(kinds, everything, bars))
    return int(any(is_below(name, everything.share(name), bars) for name in bars))


def told(counts: Counts) -> dict[str, float | int | None]:
    """Counts and shares of a kind."""
    return {**asdict(counts), **{f"{name}_share": counts.share(name) for name in COLUMNS}}


def is_below(name: str, share: float | None, bars: dict[str, float]) -> bool:
    """Whether a share does not reach its bar; sentences cut may not go over it."""
    if share is None or name not in bars:
        return False
    return share > bars[name] if name == "cut" else share < bars[name]


def table(kinds: dict[str, Counts], everything: Counts, bars: dict[str, float]) -> Table:
    """A row for each kind, one for all, one for the bars."""
    shown = Table(title=f"{everything.documents} documents, {everything.pages} pages, {everything.words_of} words")
    shown.add_column("kind")
    for name in COLUMNS.values():
        shown.add_column(name, justify="right")
    for kind, counts in [*kinds.items(), ("all", everything)]:
        cells = []
        for name in COLUMNS:
            share = counts.share(name)
            text = "" if share is None else f"{share:.4f}"
            cells.append(f"[red]{text}[/red]" if is_below(name, share, bars) else text)
        shown.add_row(kind, *cells, end_section=kind == list(kinds)[-1])
    shown.add_row("bar", *(f"{'≤' if name == 'cut' else '≥'} {bars[name]}" if name in bars else "" for name in COLUMNS))
    return shown


if __name__ == "__main__":
    sys.exit(main())
