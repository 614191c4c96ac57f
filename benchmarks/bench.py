"""`make bench`: ratios against named peers in the same run, written to benchmarks/RESULTS.md with the machine.

A night without news is measured against an empty Prefect flow: CPU seconds of the process and all its children, the
temporary server included. Home and data folder are warm; the portal runs apart and is not counted.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading import report
from schemas.settings import PROJECT

RUNS = 5
EMPTY = "from prefect import flow\n\n@flow\ndef empty() -> None:\n    pass\n\nempty()\n"
RESULTS = Path(__file__).parent / "RESULTS.md"


def cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    """User and system seconds of a command and all children it waited for. Raises when it fails."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{told.decode()}")
    return usage.ru_utime + usage.ru_stime


def quiet_night() -> tuple[list[float], list[float]]:
    """CPU seconds of quiet nights and of empty flows, in turn, after one of each that is not counted."""
    from demo.portal import portal

    with tempfile.TemporaryDirectory() as folder, portal():
        home = Path(folder) / "prefect"
        environment = {**os.environ, "PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
        environment["PREFECT_LOGGING_LEVEL"] = "WARNING"
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        sources = str(PROJECT / "demo" / "sources")
        night = [sys.executable, "-m", "weerbaarheid", "refresh", "--data", f"{folder}/data", "--sources", sources]
        empty = [sys.executable, str(script)]
        nights, empties = [], []
        for number in range(RUNS + 2):
            one, other = cpu_seconds(night, environment), cpu_seconds(empty, environment)
            if number >= 2:  # the first night has all the work; the second one is the warm-up
                nights.append(one)
                empties.append(other)
        return nights, empties


def main() -> None:
    """Measure and write the results; the first argument names a folder of PDFs to measure reading on."""
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else "")
    nights, empties = quiet_night()
    ratios = [one / other for one, other in zip(nights, empties, strict=True)]
    RESULTS.write_text(
        f"""# Results

Measured {datetime.now(UTC):%Y-%m-%d} by `make bench` on {platform.system()} {platform.machine()},
{os.cpu_count()} cores, Python {platform.python_version()}. Ratios hold better than absolute times.

## A night without news, against an empty Prefect flow

CPU seconds of the process, its children and the temporary server; {RUNS} pairs, in turn; the portal is not counted.

| | min | median | max |
|---|---|---|---|
| quiet night (s) | {min(nights):.1f} | {statistics.median(nights):.1f} | {max(nights):.1f} |
| empty flow (s) | {min(empties):.1f} | {statistics.median(empties):.1f} | {max(empties):.1f} |
| ratio | {min(ratios):.2f} | {statistics.median(ratios):.2f} | {max(ratios):.2f} |

{report(corpus)}""",
        encoding="utf-8",
    )
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
