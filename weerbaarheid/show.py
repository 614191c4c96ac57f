"""How results look on a terminal (rich), and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from warehouse.query import as_dicts

if TYPE_CHECKING:
    from weerbaarheid.checkup import Check
    from weerbaarheid.running import RunResult

COLOURS = {"hoog": "green", "midden": "yellow", "laag": "red", "onbekend": "dim"}
CHECK_COLOURS = {"ok": "green", "missing": "yellow", "wrong": "red"}


def table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None, narrow: Sequence[str] = ()
) -> None:
    """Print rows as a table. Cells are text, never markup: they come from documents of others.

    narrow: columns that are never broken; the others give way on a small terminal.
    """
    made = Table(title=title, title_justify="left")
    for column in columns:
        made.add_column(column, no_wrap=column in narrow)
    for row in rows:
        made.add_row(*(_cell(value) for value in row))
    Console().print(made)


def _cell(value: Any) -> str:
    text = "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
    return f"[{COLOURS[text]}]{text}[/]" if text in COLOURS else escape(text)


def show_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], as_json: bool) -> None:
    """The answer to a query."""
    if as_json:
        print(json.dumps(as_dicts(columns, rows), default=str, ensure_ascii=False))
    else:
        table(columns, rows)


def show_run(result: RunResult, as_json: bool) -> None:
    """What a refresh did, and where its result is."""
    if as_json:
        print(
            json.dumps(
                {
                    "stages": [{"stage": s, "items": i, "rejected": r} for s, i, r in result.stages],
                    "failed_sources": result.failed_sources,
                    "published": str(result.published) if result.published else None,
                    "is_new": result.is_new,
                }
            )
        )
        return
    table(("stage", "items", "set aside"), result.stages, title="This run")
    if result.published:
        word = "Published" if result.is_new else "Nothing new; still published"
        print(f"{word}: {result.published}\nReport: {result.published / 'report' / 'index.html'}")


def show_national(rows: Sequence[dict[str, Any]]) -> None:
    """The national table, in the shape of the seed inventory. Fits in 80 columns."""
    counts = ("hoog_count", "midden_count", "laag_count", "onbekend_count")
    table(
        ("#", "thema", "maatregel", "niveau", "h/m/l/o", "beeld"),
        (
            [
                row["measure"],
                row["theme"],
                row["name"],
                row["level"],
                "/".join(str(row[c]) for c in counts),
                row["spread"],
            ]
            for row in rows
        ),
        title="Landelijk beeld. h/m/l/o: regio's op hoog, midden, laag, onbekend",
        narrow=("#", "niveau", "h/m/l/o", "beeld"),
    )


def show_comparison(comparison: dict[str, Any]) -> None:
    """The demo's levels and evidence beside what its authors wrote down."""
    figures = [(name, value) for name, value in comparison.items() if not isinstance(value, list | dict)]
    table(("figure", "value"), figures, title="Compared with demo/expected")


def show_evaluation(figures: dict[str, Any], as_json: bool) -> None:
    """An evaluation: every figure with its interval, then the confusion and the misses."""
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    single = [k for k, v in figures.items() if isinstance(v, int | float) and not k.endswith(("_lo", "_hi"))]
    rows = [(name, figures[name], figures.get(f"{name}_lo"), figures.get(f"{name}_hi")) for name in single]
    table(("figure", "value", "low", "high"), rows, title="Evaluation (95% bootstrap interval)")
    print(json.dumps({k: v for k, v in figures.items() if isinstance(v, list | dict)}, ensure_ascii=False, indent=1))


def show_training(reports: dict[str, dict[str, Any]], as_json: bool) -> None:
    """What training made, and its figures on voices that it did not learn from."""
    if as_json:
        print(json.dumps(reports, ensure_ascii=False))
        return
    for name, report in reports.items():
        table(("figure", "value"), list(report.items()), title=f"Training: {name}")


def show_checks(checks: Sequence[Check], as_json: bool) -> None:
    """What the doctor found, and what to do."""
    if as_json:
        print(json.dumps([vars(check) for check in checks], ensure_ascii=False))
        return
    made = Table("check", "state", "found", "what to do")
    for check in checks:
        colour = CHECK_COLOURS[check.state]
        made.add_row(check.name, f"[{colour}]{check.state}[/]", escape(check.found), escape(check.advice))
    Console().print(made)
