"""The stage publish by itself: build, check and swap, only if something to be published changed."""

from __future__ import annotations

from prefect import flow

from flows.stages import StageReport
from schemas.settings import Settings
from tasks.publish import stage
from warehouse.writer import open_warehouse


@flow
def publish(settings: Settings) -> StageReport:
    """Publish if needed. It builds from the one writer's own file, so there is no batch to hand to a task."""
    with open_warehouse(settings.data, settings.run_id or None) as warehouse:
        pending = stage.pending(warehouse, settings)
        for item in pending:
            stage.publish(warehouse, settings, item)
        return StageReport(stage.NAME, items=len(pending))
