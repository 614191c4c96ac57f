"""A refresh from the command line: checks first, then the flow, with progress on the terminal."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import NothingPublishedError
from schemas.settings import Settings, contact

# Read by Prefect when it is imported: quiet on the terminal, our messages kept with the run, no analytics, and time
# for its temporary server to start on a busy machine.
PREFECT = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "weerbaarheid",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",  # else each of our messages is on the terminal twice
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "DO_NOT_TRACK": "1",
}


@dataclass(frozen=True)
class RunResult:
    """What a refresh did. stages: (stage, items, rows set aside). published: the current published folder, if any."""

    stages: list[tuple[str, int, int]]
    failed_sources: list[str]
    published: Path | None
    is_new: bool


def run(settings: Settings) -> RunResult:
    """Run the nightly flow once, here and now.

    A contact nobody can use, wrong source files, a wrong codebook, another run holding the data folder: all found
    before Prefect starts.
    """
    from schemas.codebook import load_codebook
    from schemas.source import load_sources
    from warehouse.published import current
    from warehouse.writer import open_warehouse

    contact()
    load_sources(settings.sources)
    load_codebook(settings.codebook)
    with open_warehouse(settings.data) as warehouse, progress():
        for name, value in PREFECT.items():
            os.environ.setdefault(name, value)
        from flows.refresh import refresh

        reports = refresh(settings.data, settings.sources, settings.only, settings.as_of)
        failing = warehouse.rows(
            "SELECT source_id, message FROM core_source WHERE state IN ('failing', 'blocked') ORDER BY source_id"
        )
    try:
        published: Path | None = current(settings.data)
    except NothingPublishedError:
        published = None
    return RunResult(
        stages=[(report.stage, report.items, report.rejected) for report in reports],
        failed_sources=[f"{source} ({message})" for source, message in failing],
        published=published,
        is_new=bool(reports[-1].items),
    )


@contextmanager
def progress() -> Iterator[None]:
    """Show the messages of the logger "weerbaarheid": one living line on a terminal, plain lines elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    log = logging.getLogger("weerbaarheid")
    log.setLevel(logging.INFO)
    with console.status("starting") as status:
        handler = _Show(
            lambda text: status.update(text) if console.is_terminal else console.print(text, highlight=False)
        )
        log.addHandler(handler)
        try:
            yield
        finally:
            log.removeHandler(handler)


class _Show(logging.Handler):
    def __init__(self, show: Callable[[str], None]) -> None:
        super().__init__()
        self._show = show

    def emit(self, record: logging.LogRecord) -> None:
        self._show(record.getMessage())
