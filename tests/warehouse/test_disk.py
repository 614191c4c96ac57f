from __future__ import annotations

import errno

import duckdb
import pytest

from schemas.errors import DiskFullError
from warehouse.disk import disk_full_error, is_disk_full, telling_disk_full

DUCKDB = 'IO Error: Could not write file "x": '


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_write_that_does_not_fit_means_a_full_disk(number: int) -> None:
    assert is_disk_full(OSError(number, "whatever"))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EROFS])
def test_other_errors_of_the_system_do_not(number: int) -> None:
    assert not is_disk_full(OSError(number, "No space left on device"))


@pytest.mark.parametrize("words", ["No space left on device", "File too large", "Disk quota exceeded"])
def test_duckdb_says_it_in_words(words: str) -> None:
    assert is_disk_full(duckdb.IOException(DUCKDB + words))
    assert is_disk_full(duckdb.FatalException(f"database has been invalidated: {DUCKDB}{words}"))
    assert is_disk_full(duckdb.TransactionException(f"failed to commit: {words}"))


def test_text_from_a_document_never_means_a_full_disk() -> None:
    words = "No space left on device"
    assert not is_disk_full(duckdb.ConversionException(f"Could not convert string '{words}' to INT32"))
    assert not is_disk_full(ValueError(words))
    assert not is_disk_full(duckdb.IOException(DUCKDB + "Permission denied"))


def test_the_message_says_what_failed_where_and_what_to_do() -> None:
    message = str(disk_full_error("a batch of stage read", "/srv/data"))
    assert "a batch of stage read did not fit in /srv/data" in message
    assert "Nothing is wrong with the data" in message
    assert "run the same command again" in message


def test_only_a_full_disk_becomes_a_disk_full_error() -> None:
    cause = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(DiskFullError, match="this did not fit in here") as caught, telling_disk_full("this", "here"):
        raise cause
    assert caught.value.__cause__ is cause
    with pytest.raises(PermissionError), telling_disk_full("this", "here"):
        raise PermissionError(errno.EACCES, "no")
    with telling_disk_full("this", "here"):
        pass
