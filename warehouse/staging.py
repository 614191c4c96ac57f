"""Staging: how a worker's outcome reaches the one writer, in a folder or at any fsspec address.

A batch is some Parquet files and a header. It is complete or invisible: the header is written last and moved into
place, and a folder without one is nothing. Its name, the batch id, is a digest of its content.
Loading belongs in loading.py.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.errors import ContractError
from text.digest import digest
from warehouse.disk import telling_disk_full
from warehouse.stage import Item, Outcome, Reject

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

HEADER = "batch.json"
FORMAT = 1


@dataclass(frozen=True)
class Staged:
    """A batch read back: its id and the outcome as the worker gave it, items without their payload."""

    batch_id: str
    outcome: Outcome


def write(outcome: Outcome, address: Path | str) -> str:
    """Write an outcome below a staging address and return the address of the batch, for `Warehouse.load`.

    The same outcome gives the same batch, however often it is written. Raises ContractError when the outcome does not
    hang together (see `_check`), DiskFullError when it does not fit.
    """
    _check(outcome)
    files = {table: _parquet(outcome, table) for table in sorted(outcome.tables)}
    header = _header(outcome, files)
    batch_id = digest(header)
    filesystem, root = _open(address)
    folder = f"{root}/{batch_id}"
    with telling_disk_full(f"a batch of stage {outcome.stage}", str(address)):
        filesystem.makedirs(folder, exist_ok=True)
        for table, content in files.items():
            filesystem.pipe_file(f"{folder}/{table}.parquet", content)
        filesystem.pipe_file(f"{folder}/{HEADER}.part", header.encode())
        filesystem.mv(f"{folder}/{HEADER}.part", f"{folder}/{HEADER}")
    return _full_address(address, filesystem, folder)


def read(path: Path | str) -> Staged:
    """Read a batch back.

    Raises FileNotFoundError when there is no complete batch at the address, ContractError when a file of it is not
    what was written.
    """
    import polars as pl

    filesystem, folder = _open(path)
    header = filesystem.cat_file(f"{folder}/{HEADER}").decode()
    values: dict[str, Any] = json.loads(header)
    tables = {}
    for table, sha256 in values["tables"].items():
        content = filesystem.cat_file(f"{folder}/{table}.parquet")
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ContractError(
                f"The staged rows of {table} in {path} are damaged. Nothing of this batch was loaded; "
                "run the same command again, it makes the batch anew."
            )
        tables[table] = pl.read_parquet(io.BytesIO(content))
    outcome = Outcome(
        stage=values["stage"],
        version=values["version"],
        items=[Item(item_id, input_hash) for item_id, input_hash in values["items"]],
        tables=tables,
        replaces=values["replaces"],
        upserts=set(values["upserts"]),
        rejects=[Reject(**reject) for reject in values["rejects"]],
    )
    return Staged(batch_id(path), outcome)


def batch_id(path: Path | str) -> str:
    """The id in the address of a batch."""
    return str(path).rstrip("/").rsplit("/", 1)[-1]


def batches(address: Path | str) -> list[str]:
    """The addresses of the complete batches below a staging address, in order of id."""
    filesystem, root = _open(address)
    found = [folder for folder in _folders(filesystem, root) if filesystem.exists(f"{folder}/{HEADER}")]
    return [_full_address(address, filesystem, folder) for folder in found]


def remove(path: Path | str) -> None:
    """Remove a batch, the header first, so that it is never seen half; one that is gone already is no error."""
    filesystem, folder = _open(path)
    if filesystem.exists(f"{folder}/{HEADER}"):
        filesystem.rm_file(f"{folder}/{HEADER}")
    if filesystem.exists(folder):
        filesystem.rm(folder, recursive=True)


def prune(address: Path | str) -> int:
    """Remove every batch below a staging address, complete or not, and return how many there were.

    Only for the holder of the data folder's lock, before its first batch: what it finds was left by a killed run.
    """
    filesystem, root = _open(address)
    left = _folders(filesystem, root)
    for folder in left:
        remove(_full_address(address, filesystem, folder))
    return len(left)


def _check(outcome: Outcome) -> None:
    """Raise ContractError when an item comes twice, or a reject names another stage or an item outside the batch.

    A reject outside the batch would never go away again: nothing would replace it.
    """
    ids = [item.item_id for item in outcome.items]
    twice = sorted({item_id for item_id in ids if ids.count(item_id) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise ContractError(
            f"Stage {outcome.stage} hands over item {twice[0]} twice in one batch. This is a fault of this program."
        )
    known = set(ids)
    for reject in outcome.rejects:
        if reject.stage != outcome.stage or reject.item_id not in known:
            raise ContractError(
                f"Stage {outcome.stage} rejects {reject.item_id} as stage {reject.stage}, which is no item of this "
                "batch (what lies within an item goes in `part`). This is a fault of this program."
            )


def _parquet(outcome: Outcome, table: str) -> bytes:
    """The rows of one table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    outcome.tables[table].write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def _header(outcome: Outcome, files: dict[str, bytes]) -> str:
    """The header as JSON: everything of the outcome but rows and payloads, and the sha256 of each file."""
    return json.dumps(
        {
            "format": FORMAT,
            "stage": outcome.stage,
            "version": outcome.version,
            "items": sorted([item.item_id, item.input_hash] for item in outcome.items),
            "tables": {table: hashlib.sha256(content).hexdigest() for table, content in files.items()},
            "replaces": dict(sorted(outcome.replaces.items())),
            "upserts": sorted(outcome.upserts),
            "rejects": sorted((asdict(reject) for reject in outcome.rejects), key=lambda reject: json.dumps(reject)),
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def _open(address: Path | str) -> tuple[AbstractFileSystem, str]:
    """The file system of an address and the path in it."""
    from fsspec.core import url_to_fs

    filesystem, path = url_to_fs(str(address))
    return filesystem, path.rstrip("/")


def _folders(filesystem: AbstractFileSystem, root: str) -> list[str]:
    """What lies directly below a staging address, in order; nothing when there is no such place yet."""
    if not filesystem.exists(root):
        return []
    return sorted(str(path).rstrip("/") for path in filesystem.ls(root, detail=False))


def _full_address(address: Path | str, filesystem: AbstractFileSystem, path: str) -> str:
    """A path of the file system as an address of the same kind as the one it was opened by."""
    return str(filesystem.unstrip_protocol(path)) if "://" in str(address) else path
