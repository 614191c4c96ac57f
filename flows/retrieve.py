"""Propose passages per measure."""

from flows.stages import stage_flow
from tasks.retrieve import stage

retrieve = stage_flow(stage, batch=100)
