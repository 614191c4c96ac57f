"""The raw store."""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from schemas.errors import DiskFullError
from warehouse.raw_store import RawStore, Stored

DATA = b"een document"
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path / "data" / "raw")


def test_bytes_are_kept_under_their_own_name(store: RawStore) -> None:
    stored = store.put(DATA)
    assert stored == Stored(NAME, f"{NAME[:2]}/{NAME}", 12)
    path = store.path(stored.store_path)
    assert path == store.root / NAME[:2] / NAME
    assert path.read_bytes() == DATA
    assert path.stat().st_mode & 0o777 == 0o644
    assert [one.name for one in path.parent.iterdir()] == [NAME]


def test_bytes_that_are_there_are_not_written_again(store: RawStore) -> None:
    path = store.path(store.put(DATA).store_path)
    os.utime(path, (1, 1))
    assert store.put(DATA).document_id == NAME
    assert path.stat().st_mtime == 1


def test_a_file_of_another_size_is_written_anew(store: RawStore) -> None:
    path = store.path(store.put(DATA).store_path)
    path.write_bytes(b"half")
    store.put(DATA)
    assert path.read_bytes() == DATA


def test_many_threads_may_keep_the_same_bytes(store: RawStore) -> None:
    threads = [threading.Thread(target=store.put, args=(DATA * 1000,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.read_bytes() for path in store.root.rglob("*") if path.is_file()] == [DATA * 1000]


def test_a_full_disk_says_so_and_leaves_nothing_half(store: RawStore, tmp_path: Path) -> None:
    store.put(b"x")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    program = (
        "import resource, signal, sys; from pathlib import Path; from warehouse.raw_store import RawStore;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from schemas.errors import DiskFullError\n"
        "try: RawStore(Path(sys.argv[1])).put(b'y' * 5000)\n"
        "except DiskFullError as error: print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(store.root)], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("The disk is full: a document that was fetched did not fit in ")
    assert [path.read_bytes() for path in store.root.rglob("*") if path.is_file()] == [b"x"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == (soft, hard)


def test_another_fault_of_the_disk_stays_what_it_is(store: RawStore) -> None:
    store.root.parent.mkdir(parents=True)
    store.root.write_bytes(b"a file where the folder should be")
    with pytest.raises(NotADirectoryError):
        store.put(DATA)
    assert not issubclass(NotADirectoryError, DiskFullError)
