"""The commands, their options and their exit codes. What they print is made in show.py."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from schemas.errors import MonitorError, SourcesFailedError
from schemas.settings import PROJECT, Settings, today

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Weerbaarheidsmonitor: collects public documents of safety regions and municipalities, finds and checks the "
    "evidence per VNG resilience measure, scores it, and publishes tables and a report.\n\n"
    "Exit codes: 0 done, 1 unforeseen, 2 wrong call, 3 a source, manifest or codebook file is wrong, 4 another run "
    "holds the data folder, 5 the data folder is of a newer version, 6 disk full, 7 a check before publishing failed "
    "(yesterday's stays), 8 published, but a source could not be read, 9 nothing published yet, 10 a fault of ours.",
)

Data = Annotated[Path, typer.Option("--data", metavar="DIR", help="The data folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
DATA = Path("data")
DEMO_DATA = Path("data/demo")


def main() -> None:
    """Run the command line. An error of ours ends with its message and its exit code, never with a traceback."""
    try:
        app()
    except MonitorError as error:
        print(f"Error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date like 2026-11-24", param_hint="--as-of") from None


@app.command()
def refresh(
    data: Data = DATA,
    sources: Annotated[Path, typer.Option(metavar="DIR", help="The folder of source YAMLs.")] = PROJECT / "sources",
    only: Annotated[list[str] | None, typer.Option(metavar="ID", help="Crawl this organisation alone; repeat.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Score as of this day (YYYY-MM-DD).")] = None,
    as_json: AsJson = False,
) -> None:
    """Run every stage on what changed since the last run, and publish."""
    from weerbaarheid.running import run
    from weerbaarheid.show import show_run

    settings = Settings(data=data, sources=sources, only=tuple(only or ()), as_of=_day(as_of))
    result = run(settings)
    show_run(result, as_json)
    if result.failed_sources:
        raise SourcesFailedError(
            f"{len(result.failed_sources)} source(s) could not be read: {'; '.join(result.failed_sources)}. "
            "What was held of them keeps counting; the next run asks them again."
        )


@app.command()
def demo(data: Data = DEMO_DATA, as_json: AsJson = False) -> None:
    """Run everything on fictional organisations, served by a portal on this machine; compare with what is known."""
    from weerbaarheid.demonstration import demonstrate

    demonstrate(data, as_json)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="SQL on the published out_ tables.")],
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Ask the published DuckDB file a question. It never waits for a run, and a run never waits for it."""
    from warehouse.query import query as ask
    from weerbaarheid.show import show_rows

    columns, rows = ask(data, sql)
    show_rows(columns, rows, as_json)


@app.command()
def report(data: Data = DATA, as_json: AsJson = False) -> None:
    """Say where the published report is, and of which run."""
    from warehouse.published import current

    folder = current(data)
    path = folder / "report" / "index.html"
    print(json.dumps({"run_id": folder.resolve().name, "report": str(path)}) if as_json else path)


@app.command()
def page(
    identifier: Annotated[
        str, typer.Argument(metavar="JUDGEMENT_ID", help="A judgement_id; or a document_id, with --page.")
    ],
    number: Annotated[int | None, typer.Option("--page", metavar="N", min=1, help="Page of the document.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE.png", help="Where to write.")] = None,
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Draw the page that a quote stands on as a picture, with the quote marked. Not while a run is going on."""
    from weerbaarheid.page import write_page

    write_page(identifier, number, output, data, as_json)


@app.command()
def evaluate(
    labelled: Annotated[Path, typer.Argument(metavar="LABELLED.jsonl", help="One labelled passage a line.")],
    data: Data = DATA,
    as_json: AsJson = False,
) -> None:
    """Judge labelled passages with the embedded classifier and print how often it is right.

    A line holds id, text, measure (0–12) and evidence, and may hold org_kind, doc_type, year, second_measure, progress.
    """
    from tasks.classify.evaluate import evaluate_file
    from weerbaarheid.show import show_evaluation

    show_evaluation(evaluate_file(labelled, PROJECT / "codebook"), as_json)


@app.command()
def train(
    folds: Annotated[bool, typer.Option(help="Also measure on unseen voices; takes six times as long.")] = True,
    as_json: AsJson = False,
) -> None:
    """Train the gate and the embedded classifier from codebook/ and write their weights there.

    The first time it embeds the training text, which takes about a quarter of an hour; vectors are kept in .cache/.
    """
    from tasks.classify.train import train as train_classifier
    from tasks.retrieve.train import train_gate
    from weerbaarheid.show import show_training

    codebook = PROJECT / "codebook"
    show_training({"gate": train_gate(codebook), "embedded": train_classifier(codebook, folds=folds)}, as_json)


@app.command()
def doctor(data: Data = DATA, as_json: AsJson = False) -> None:
    """Check what a run needs: versions, data folder, codebook, sources, disk, and programs that are optional."""
    from weerbaarheid.checkup import check_up
    from weerbaarheid.show import show_checks

    checks = check_up(data)
    show_checks(checks, as_json)
    if any(check.state == "wrong" for check in checks):
        raise typer.Exit(1)
