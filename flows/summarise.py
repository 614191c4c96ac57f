"""Choose the sentences per organisation and measure."""

from flows.stages import stage_flow
from tasks.summarise import stage

summarise = stage_flow(stage, batch=1)
