"""Judge every candidate."""

from flows.stages import stage_flow
from tasks.classify import stage

classify = stage_flow(stage, batch=50)
