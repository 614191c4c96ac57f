"""kill -9 of a refresh at random moments, then a rerun: the published tables are those of an undisturbed run."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from demo.portal import portal
from tests.system.running import environment, published_tables, refresh, refresh_command, some_sources

SEED, KILLS = 5, 5


def test_a_killed_refresh_goes_on_and_ends_as_if_undisturbed(tmp_path: Path) -> None:
    home = tmp_path / "prefect"
    sources = some_sources(tmp_path / "sources", "vr-zilverkust", "gm-schelpenburg")
    moments = random.Random(SEED)
    with portal():
        refresh(tmp_path / "warm", sources, home)  # fills the Prefect home, so that the timing below is the usual one
        began = time.monotonic()
        whole = refresh(tmp_path / "undisturbed", sources, home)
        seconds = time.monotonic() - began
        assert whole.returncode == 0, whole.stderr
        expected = published_tables(tmp_path / "undisturbed")
        assert expected["out_evidence"], "nothing was found: there is nothing to compare"
        number = 0
        while number < KILLS:
            data = tmp_path / f"killed-{number}"
            moment = moments.uniform(0.05, 0.95) * seconds
            leftovers = killed(moment, refresh_command(data, sources), home)
            if leftovers is None:
                shutil.rmtree(data)  # it was done before its moment: not a kill, draw again
                continue
            rerun = refresh(data, sources, home)
            assert rerun.returncode == 0, f"killed after {moment:.1f} s: {rerun.stderr}"
            found = published_tables(data)
            assert found.keys() == expected.keys()
            for name, rows in expected.items():
                assert found[name] == rows, f"{name} differs after a kill at {moment:.1f} of {seconds:.1f} s"
            with suppress(ProcessLookupError):
                os.killpg(leftovers, signal.SIGKILL)
            number += 1


def killed(moment: float, command: list[str], home: Path) -> int | None:
    """Run a command and kill -9 its process after so many seconds; None when it ended before.

    Returns its process group: readers and the temporary server live on for a while, as after a real kill.
    """
    running = subprocess.Popen(
        command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        running.wait(moment)
        return None
    except subprocess.TimeoutExpired:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        return running.pid
