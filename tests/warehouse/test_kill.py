"""What is acknowledged is there and what is not there is not there half, after kill -9 at any moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.warehouse.batches import document, stage
from warehouse.writer import open_warehouse

KILLS = 2
PAGES, CHARACTERS = 40, 2_000

LOAD = f"""
import sys
from pathlib import Path
from tests.warehouse.batches import stage
from warehouse.writer import open_warehouse
with open_warehouse(Path(sys.argv[1])) as warehouse:
    number = 0
    while True:
        warehouse.load(stage(warehouse.staging, number, {PAGES}, {CHARACTERS}))
        print(number, flush=True)
        number += 1
"""


def start(data: Path) -> subprocess.Popen[str]:
    """A child that loads batch after batch and says so after each."""
    return subprocess.Popen([sys.executable, "-c", LOAD, str(data)], stdout=subprocess.PIPE, text=True)


def test_every_acknowledged_batch_is_there_and_none_in_part_after_kill_9(tmp_path: Path) -> None:
    chance = random.Random(3)
    children = {tmp_path / str(number): start(tmp_path / str(number)) for number in range(KILLS)}
    for data, child in children.items():
        assert child.stdout is not None
        acknowledged = [int(child.stdout.readline()) for _ in range(chance.randrange(1, 5))]
        time.sleep(chance.random() * 0.1)
        os.kill(child.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in child.stdout.read().splitlines()]
        child.wait()
        child.stdout.close()
        assert acknowledged == list(range(len(acknowledged)))
        with open_warehouse(data) as warehouse:
            assert not list(warehouse.staging.glob("*"))
            counts = dict(warehouse.rows("SELECT document_id, count(*) FROM core_page GROUP BY 1"))
            ledger = set(warehouse.input_hashes("read"))
            assert set(counts) == ledger
            assert set(counts.values()) == {PAGES}
            assert {document(number) for number in acknowledged} <= ledger
            # One more may have been committed in the instant before the child could say so.
            assert len(ledger) - len(acknowledged) in (0, 1)
            again = [warehouse.load(stage(warehouse.staging, n, PAGES, CHARACTERS)) for n in range(len(ledger) + 1)]
            assert [report.is_new for report in again] == [False] * len(ledger) + [True]
