"""Ask every source and fetch what is new."""

from flows.stages import stage_flow
from tasks.crawl import stage

crawl = stage_flow(stage, batch=8)
