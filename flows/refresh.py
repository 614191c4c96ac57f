"""The nightly run: all stages in order, one lock, one writer.

Started by the deployment in prefect.yaml, by `weerbaarheid refresh`, or from Python.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from prefect import flow

from flows import artifacts
from flows.classify import classify
from flows.crawl import crawl
from flows.link import link
from flows.publish import publish
from flows.read import read
from flows.retrieve import retrieve
from flows.score import score
from flows.stages import StageReport
from flows.summarise import summarise
from flows.unpack import unpack
from flows.verify import verify
from schemas.errors import GateError
from schemas.settings import PROJECT, Settings, today
from warehouse.runs import RunState
from warehouse.writer import open_warehouse

STAGES = (crawl, unpack, read, link, retrieve, classify, verify, summarise, score, publish)


@flow(name="refresh")
def refresh(
    data: Path = PROJECT / "data",
    sources: Path = PROJECT / "sources",
    only: tuple[str, ...] = (),
    as_of: date | None = None,
) -> list[StageReport]:
    """Run every stage on what changed since the last run, and publish.

    data: the data folder. sources: the folder of source YAMLs. only: crawl these organisations alone.
    as_of: score as of this day (default: today in the Netherlands).
    """
    with open_warehouse(data) as warehouse:
        settings = Settings(data=data, sources=sources, only=only, as_of=as_of or today(), run_id=warehouse.run_id)
        warehouse.start_run(settings.as_of)
        reports: list[StageReport] = []
        state: RunState = "failed"
        try:
            for stage in STAGES:
                reports.append(stage(settings))
            state = "published" if reports[-1].items else "unchanged"
        except GateError:
            state = "gate_failed"
            raise
        finally:
            counts = {report.stage: {"items": report.items, "rejected": report.rejected} for report in reports}
            warehouse.finish_run(state, counts)
        artifacts.leave(warehouse)
    return reports
