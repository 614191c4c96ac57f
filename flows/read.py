"""Turn the documents held into pages and passages."""

from flows.stages import stage_flow
from tasks.read import stage

read = stage_flow(stage, batch=50)
