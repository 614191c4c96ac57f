"""What the system tests share: commands of ours in processes of their own, in a Prefect home of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.settings import PROJECT

AS_OF = "2026-11-24"
WEERBAARHEID = [sys.executable, "-m", "weerbaarheid"]
OUT_OF_COMPARISON = ("out_run",)


def environment(prefect_home: Path, **more: str) -> dict[str, str]:
    """The environment of a command: nothing of Prefect but what the test says."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**clean, "PREFECT_HOME": str(prefect_home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false", **more}


def refresh_command(data: Path, sources: Path) -> list[str]:
    """The command of one refresh of `data`."""
    return [*WEERBAARHEID, "refresh", "--data", str(data), "--sources", str(sources), "--as-of", AS_OF]


def refresh(data: Path, sources: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """A whole refresh, its output kept."""
    return subprocess.run(
        refresh_command(data, sources), env=environment(home), capture_output=True, text=True, check=False, timeout=900
    )


def some_sources(folder: Path, *organisations: str) -> Path:
    """A folder with the demo's source YAMLs of these organisations alone."""
    folder.mkdir()
    for organisation in organisations:
        shutil.copy(PROJECT / "demo" / "sources" / f"{organisation}.yaml", folder)
    return folder


def published_tables(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every published table without times and run ids: what two runs over the same documents must have in common."""
    from warehouse.query import query

    _, names = query(data, "SELECT table_name FROM information_schema.tables ORDER BY 1")
    tables = {}
    for (name,) in names:
        if name in OUT_OF_COMPARISON:
            continue
        columns, rows = query(data, f"SELECT * FROM {name}")
        kept = [i for i, column in enumerate(columns) if column != "run_id" and not column.endswith("_at")]
        tables[name] = sorted((tuple(row[i] for i in kept) for row in rows), key=repr)
    return tables


@contextmanager
def started(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended, with its children, when the block is left."""
    process = subprocess.Popen(command, text=True, start_new_session=True, **options)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 15)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
