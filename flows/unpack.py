"""Take out what lies in zips, mails and PDFs: documents of their own."""

from flows.stages import stage_flow
from tasks.read import unpack as stage

unpack = stage_flow(stage, batch=200)
