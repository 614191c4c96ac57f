"""How every stage runs: pending items in batches, work in tasks, loading by the one writer. Thin: no stage knows of it.

Messages go to the logger "weerbaarheid", which the command line shows as progress and Prefect keeps with the run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import cast

from prefect import Flow, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from schemas.settings import Settings
from warehouse import staging
from warehouse.stage import Item
from warehouse.writer import Warehouse, open_warehouse

log = logging.getLogger("weerbaarheid")


@dataclass
class StageReport:
    """What one stage did: items asked, rows set aside."""

    stage: str
    items: int = 0
    rejected: int = 0


@task(
    task_run_name="{stage.NAME}: {name}", retries=1, retry_delay_seconds=2, cache_policy=NO_CACHE, persist_result=False
)
def work_batch(stage: ModuleType, name: str, items: list[Item], settings: Settings, address: Path) -> Path | str:
    """Do the work of one batch and put what came of it in staging at `address`. Loads nothing.

    The items come quoted: else Prefect would walk through every row of them, looking for results of other tasks.
    """
    return staging.write(stage.work(items, settings), address)


def run_stage(stage: ModuleType, warehouse: Warehouse, settings: Settings, batch: int) -> StageReport:
    """Run what is pending of one stage, at most `batch` items a task, each batch loaded before the next begins.

    A crash therefore costs one batch: the ledger row is written in the same transaction as the rows.
    """
    report = StageReport(stage.NAME)
    pending = stage.pending(warehouse, settings)
    if not pending:
        log.info("%s: nothing new", stage.NAME)
        return report
    for first, items in _batches(pending, batch):
        log.info("%s: %d–%d of %d", stage.NAME, first + 1, first + len(items), len(pending))
        name = f"{first + 1}–{first + len(items)} of {len(pending)}"
        loaded = warehouse.load(work_batch(stage, name, cast(list[Item], quote(items)), settings, warehouse.staging))
        report.items += len(items)
        report.rejected += loaded.rejected
    return report


def stage_flow(stage: ModuleType, batch: int) -> Flow[[Settings], StageReport]:
    """The flow that runs one stage by itself, at most `batch` items a task."""

    @flow(name=stage.NAME)
    def run(settings: Settings) -> StageReport:
        with open_warehouse(settings.data, settings.run_id or None) as warehouse:
            return run_stage(stage, warehouse, settings, batch)

    return run


def _batches(items: list[Item], size: int) -> Iterator[tuple[int, list[Item]]]:
    for first in range(0, len(items), size):
        yield first, items[first : first + size]
