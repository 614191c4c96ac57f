"""The raw store: bytes as fetched, once each, named by their sha256. Never changed, never pruned."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warehouse.disk import telling_disk_full


@dataclass(frozen=True)
class Stored:
    """Where bytes are. document_id: sha256, hexadecimal; store_path: relative to the raw store; size in bytes."""

    document_id: str
    store_path: str
    size_bytes: int


class RawStore:
    """The folder DATA/raw. Safe to use from several threads and processes: a file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> Stored:
        """Keep the bytes; when this returns they are on the disk. Bytes that are there already are not written again.

        Raises DiskFullError.
        """
        document_id = hashlib.sha256(data).hexdigest()
        stored = Stored(document_id, f"{document_id[:2]}/{document_id}", len(data))
        path = self.path(stored.store_path)
        if self._holds(path, len(data)):
            return stored
        with telling_disk_full("a document that was fetched", self.root):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, data)
        return stored

    def path(self, store_path: str) -> Path:
        """The file of a store path."""
        return self.root / store_path

    @staticmethod
    def _holds(path: Path, size: int) -> bool:
        try:
            return path.stat().st_size == size
        except FileNotFoundError:
            return False

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        number, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            # the name of the file too must survive a power cut
            os.fsync(folder)
        finally:
            os.close(folder)
