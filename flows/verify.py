"""Check every judgement."""

from flows.stages import stage_flow
from tasks.verify import stage

verify = stage_flow(stage, batch=100)
