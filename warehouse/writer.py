"""The one writer: opens the warehouse under the data folder's lock and loads what stages hand over.

Only the flow's own process opens it. What a load does is in loading.py, what readers may ask in query.py.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from schemas.errors import ContractError, LockedError, NewerDataError, UsageError
from warehouse import loading, runs, staging
from warehouse.answers import as_frame
from warehouse.disk import disk_full_error, is_disk_full, telling_disk_full
from warehouse.loading import LoadReport
from warehouse.lock import locked
from warehouse.migrations import migrate
from warehouse.runs import RunState

if TYPE_CHECKING:
    import duckdb
    import polars as pl

FILE = "warehouse.duckdb"

_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # else SQL would see variables of this program by their name
}


class Warehouse:
    """The open warehouse of one data folder. Safe to use from several threads; loads go one after another."""

    def __init__(self, data: Path, run_id: str, connection: duckdb.DuckDBPyConnection) -> None:
        self.data = data
        self.run_id = run_id
        self._connection = connection
        self._writing = threading.RLock()

    @property
    def staging(self) -> Path:
        """The staging folder of this data folder; any other fsspec address serves as well."""
        return self.data / "staging"

    def query(self, sql: str, params: Sequence[object] = ()) -> pl.DataFrame:
        """The answer to a SELECT as a frame. For reading only: what is written goes through `load`.

        Time stamps are UTC without a zone; sums of whole numbers are Int64.
        """
        import polars as pl

        with self._telling(), self._connection.cursor() as cursor:
            answer = cursor.sql(sql, params=list(params) or None)
            return pl.DataFrame() if answer is None else as_frame(answer)

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The answer to a SELECT as Python values. For reading only."""
        with self._telling(), self._connection.cursor() as cursor:
            return cursor.execute(sql, list(params)).fetchall()

    def input_hashes(self, stage: str) -> dict[str, str]:
        """The input hash of every item that the stage has dealt with, rejected ones included: item_id -> input_hash."""
        return dict(self.rows("SELECT item_id, input_hash FROM core_ledger WHERE stage = ? ORDER BY item_id", [stage]))

    def load(self, path: Path | str) -> LoadReport:
        """Load a staged batch in one transaction, whole or not at all; then its staging is removed.

        Loading the same batch again changes nothing, whether or not its staging is still there.
        Raises ContractError for a fault that cannot be set aside row by row, DiskFullError when it does not fit.
        """
        with self._writing:
            try:
                staged = staging.read(path)
            except FileNotFoundError:
                if loading.is_loaded(self._connection, staging.batch_id(path)):
                    return LoadReport(is_new=False)
                raise ContractError(f"There is no complete batch at {path}. This is a fault of this program.") from None
            with self._telling(f"a batch of stage {staged.outcome.stage}"):
                report = loading.load(self._connection, staged, self.run_id)
            with suppress(OSError):  # what stays behind goes when the warehouse is next opened
                staging.remove(path)
            return report

    def start_run(self, as_of: date) -> None:
        """Write that this run started; a run that was killed before it and still says 'running' becomes 'failed'."""
        with self._writing, self._telling("the start of the run"):
            runs.start_run(self._connection, self.run_id, as_of)

    def finish_run(self, state: RunState, counts: Mapping[str, Any]) -> None:
        """Write how this run ended, and what each stage did as JSON."""
        with self._writing, self._telling("the end of the run"):
            runs.finish_run(self._connection, self.run_id, state, counts)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of its own to the warehouse while no load runs, for publish_file.py."""
        with self._writing, self._telling("the published file"), self._connection.cursor() as cursor:
            yield cursor

    @contextmanager
    def _telling(self, doing: str = "a query") -> Iterator[None]:
        """Full disks become DiskFullError."""
        with telling_disk_full(doing, self.data):
            yield


@dataclass
class _Opening:
    """A warehouse that is open in this process, and by how many."""

    warehouse: Warehouse
    closing: ExitStack = field(default_factory=ExitStack)
    count: int = 0


_openings: dict[tuple[int, Path], _Opening] = {}
_opening = threading.Lock()


@contextmanager
def open_warehouse(data: Path, run_id: str | None = None) -> Iterator[Warehouse]:
    """The warehouse of a data folder (made if it is not there yet), up to date and locked for this process.

    Opened again in the same process, by whichever thread, it is the same one; the last to leave closes it.
    Without run_id it takes that of the opening it shares, or makes a new one.

    Raises LockedError when another process, or another run in this one, holds it, NewerDataError when a newer version
    of this program wrote it, DiskFullError when it cannot be brought up to date for lack of space, UsageError when the
    folder or the file in it cannot be used at all.
    """
    key = (os.getpid(), data.resolve())  # a forked child does not inherit the opening
    with _opening:
        held = _openings.get(key)
        if held is None:
            held = _openings[key] = _open(data.resolve(), run_id or new_run_id())
        elif run_id not in (None, held.warehouse.run_id):
            raise LockedError(
                f"The data folder {data} is in use by run {held.warehouse.run_id} of this same process. "
                "Wait until it has finished and try again."
            )
        held.count += 1
    try:
        yield held.warehouse
    finally:
        with _opening:
            held.count -= 1
            if held.count == 0:
                del _openings[key]
                held.closing.close()


def new_run_id() -> str:
    """A name for a run that sorts by time: UTC to the second, and six random characters."""
    return f"{runs.utc_now():%Y%m%dT%H%M%SZ}-{uuid4().hex[:6]}"


def _open(data: Path, run_id: str) -> _Opening:
    """Lock the data folder, open the file, apply migrations and clear what killed runs left in staging."""
    with ExitStack() as stack:
        _make_folder(data)
        stack.enter_context(locked(data))
        connection = _connect(data / FILE)
        stack.callback(connection.close)
        with telling_disk_full("bringing the warehouse up to date", data):
            migrate(connection)
        warehouse = Warehouse(data, run_id, connection)
        staging.prune(warehouse.staging)
        return _Opening(warehouse, stack.pop_all())


def _make_folder(data: Path) -> None:
    """Make the data folder if it is not there. Raises UsageError when that cannot be."""
    try:
        with telling_disk_full("the data folder", data.parent):
            data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{data} cannot be used as data folder: {error.strerror}. Give another with --data."
        ) from error


def _connect(file: Path) -> duckdb.DuckDBPyConnection:
    """Open the DuckDB file; its own errors become errors for people where they have a known cause."""
    import duckdb

    try:
        connection = duckdb.connect(str(file), config=_CONFIG)
        connection.execute("SET GLOBAL TimeZone = 'UTC'")
    except duckdb.Error as error:
        if is_disk_full(error):
            raise disk_full_error("opening the warehouse", file.parent) from error
        if "Conflicting lock" in str(error):
            raise LockedError(
                f"Another program has {file} open. Close it there (analysts read the published file instead) "
                f"and try again. DuckDB says: {error}"
            ) from error
        if "version number" in str(error):
            raise NewerDataError(f"{file} was written by a newer DuckDB. Install a newer version. {error}") from error
        raise UsageError(
            f"{file} cannot be opened as a warehouse. Use another data folder, or put back a copy of this file. "
            f"DuckDB says: {error}"
        ) from error
    return connection
