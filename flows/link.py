"""Link passages that repeat an earlier one."""

from flows.stages import stage_flow
from tasks.link import stage

link = stage_flow(stage, batch=1)
