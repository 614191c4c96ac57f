"""The published folder: one folder per run behind one pointer. What is in a folder belongs to tasks/publish.

DATA/published/<run_id>/ is whole; DATA/published/building-<run_id>/ is being built, or was left by a run that was
killed or failed its checks (it stays until the next run builds, to be looked at); DATA/published/current points at the
one that readers see.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from schemas.errors import NothingPublishedError
from warehouse.disk import telling_disk_full

POINTER = "current"
BUILDING = "building-"
KEPT_RUNS = 14


def new_run_folder(data: Path, run_id: str) -> Path:
    """An empty folder to build what this run publishes in. What earlier runs left half-built goes first.

    Only for the holder of the data folder's lock. Raises ValueError for a run_id that is no name of a folder.
    """
    _check(run_id)
    root = data / "published"
    with telling_disk_full("a folder to publish in", data):
        root.mkdir(parents=True, exist_ok=True)
        for left in root.glob(f"{BUILDING}*"):
            shutil.rmtree(left)
        folder = root / f"{BUILDING}{run_id}"
        folder.mkdir()
    return folder


def swap(data: Path, run_id: str) -> Path:
    """Let what this run built take the place of what was published before, and return its folder.

    One rename of the pointer, so that readers see the one or the other, never a mixture. Done before for this run, it
    changes nothing. A run that publishes a second time gets <run_id>.2, for its first folder may be in use.
    The newest KEPT_RUNS folders are kept. Raises FileNotFoundError when there is nothing built.
    """
    _check(run_id)
    root = data / "published"
    built = root / f"{BUILDING}{run_id}"
    if built.exists():
        with telling_disk_full("what is to be published", data):
            _settle(built)
            folder = _free_name(root, run_id)
            built.rename(folder)
    else:
        folder = _last_name(root, run_id)
    with telling_disk_full("the pointer to what is published", data):
        fresh = root / f"{POINTER}~"  # no name of a run
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(folder.name)
        os.replace(fresh, root / POINTER)
        os.utime(folder)
    _sweep(root, folder)
    return folder


def current(data: Path) -> Path:
    """The folder that is published now, under its own name: what is opened in it stays the same run's.

    Raises NothingPublishedError when nothing was published in this data folder yet.
    """
    pointer = data / "published" / POINTER
    try:
        return pointer.resolve(strict=True)
    except OSError:
        raise NothingPublishedError(
            f"Nothing is published in {data} yet. Run `weerbaarheid refresh` with this data folder first, "
            "or `weerbaarheid demo` for an example."
        ) from None


def _check(run_id: str) -> None:
    """Raise ValueError when a run could not have a folder of this name."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", run_id) or run_id == POINTER or run_id.startswith(BUILDING):
        raise ValueError(f"{run_id!r} is no name for a run: letters, digits, dots, dashes and underscores")


def _free_name(root: Path, run_id: str) -> Path:
    """Where a folder of this run can go: under its own name, else with a number from 2."""
    number = 1
    while (folder := _named(root, run_id, number)).exists():
        number += 1
    return folder


def _last_name(root: Path, run_id: str) -> Path:
    """The last folder that this run published. Raises FileNotFoundError when there is none."""
    number = 1
    while _named(root, run_id, number + 1).exists():
        number += 1
    folder = _named(root, run_id, number)
    if not folder.exists():
        raise FileNotFoundError(f"run {run_id} has built nothing in {root}")
    return folder


def _named(root: Path, run_id: str, number: int) -> Path:
    """The folder of a run that publishes for the number-th time."""
    return root / (run_id if number == 1 else f"{run_id}.{number}")


def _settle(folder: Path) -> None:
    """Have every file of a folder on the disk itself, so that no power cut leaves a pointer to half of them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _sweep(root: Path, folder: Path) -> None:
    """Remove all but the newest folders; the current one always stays."""
    others = [path for path in root.iterdir() if path.is_dir() and not path.is_symlink() and path != folder]
    whole = [path for path in others if not path.name.startswith(BUILDING)]
    whole.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for old in whole[KEPT_RUNS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
