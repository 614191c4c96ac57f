"""Telling a full disk apart from bad data. Only that: no sizes, no cleaning up."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import DiskFullError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a system answers when a write does not fit: the disk, the quota or the largest file allowed is full."""


def is_disk_full(error: BaseException) -> bool:
    """Whether an OSError or a DuckDB error says that a write did not fit.

    DuckDB has no error number, only the system's own words in an IOException, or in the FatalException that follows
    one. Other errors are never taken for a full disk, whatever text they quote: the text may come from a document.
    """
    if isinstance(error, OSError):
        return error.errno in FULL
    if type(error).__module__ not in ("duckdb", "_duckdb"):
        return False
    if type(error).__name__ not in ("IOException", "FatalException", "TransactionException"):
        return False
    return any(os.strerror(number) in str(error) for number in FULL)


def disk_full_error(doing: str, place: Path | str) -> DiskFullError:
    """The error for people: what failed, that the data is sound, and what to do."""
    return DiskFullError(
        f"The disk is full: {doing} did not fit in {place}. Nothing is wrong with the data: everything loaded before "
        "is kept. Free some space there (or raise the quota) and run the same command again; it goes on from there."
    )


@contextmanager
def telling_disk_full(doing: str, place: Path | str) -> Iterator[None]:
    """Run a block that writes; a full disk in it becomes a DiskFullError, every other error stays as it is."""
    try:
        yield
    except Exception as error:
        if is_disk_full(error):
            raise disk_full_error(doing, place) from error
        raise
