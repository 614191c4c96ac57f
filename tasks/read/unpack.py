"""The stage unpack: containers that are held in; core_attachment out, and the bytes of what lies in them stored.

One item: a zip, a mail or a PDF that a source gave. What lies in it becomes a document of its own: read and everything
after it take it from the views core_publication and core_bytes. A container that is held no more loses its rows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.settings import Settings
from tasks.read.limits import LIMITS, Limits
from text.digest import digest
from text.formats import MEDIA_TYPES, media_type
from warehouse.stage import Item, Outcome, Reject, gone_items
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

    from tasks.read.pool import Failure

NAME = "unpack"
VERSION = "1"
PACKAGES = ("pypdfium2", "python-oxmsg")
"""A new version of any of these may find other parts."""
TYPES = tuple(MEDIA_TYPES[form] for form in ("pdf", "zip", "email", "msg"))

HELD = """
SELECT d.document_id, d.store_path, p.organisation_id
FROM raw_document d
JOIN raw_publication p USING (document_id)
WHERE p.state NOT IN ('replaced', 'taken_down') AND d.media_type IN (SELECT unnest(?::VARCHAR[]))
ORDER BY d.document_id, p.publication_id
"""


@dataclass(frozen=True)
class Job:
    """What a worker is handed. path: of the container. store: the folder where bytes are kept."""

    document_id: str
    path: str
    store: str
    limits: Limits = LIMITS


@dataclass
class Unpacked:
    """Rows of core_attachment of one container. rejects: (part, reason_code, message)."""

    document_id: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[tuple[str, str, str]] = field(default_factory=list)


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """The containers that are new or not yet opened by this version, and those held no more."""
    common = digest(VERSION, *(version(package) for package in PACKAGES))
    done = warehouse.input_hashes(NAME)
    items = []
    held = set()
    for document_id, group in groupby(warehouse.rows(HELD, [list(TYPES)]), key=lambda row: row[0]):
        rows = list(group)
        held.add(document_id)
        input_hash = digest(common, document_id)
        if done.get(document_id) != input_hash:
            organisation_id = next((row[2] for row in rows if row[2]), None)
            items.append(Item(document_id, input_hash, {"store_path": rows[0][1], "organisation_id": organisation_id}))
    return items + gone_items(NAME, done, held)


def work(
    items: list[Item],
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = LIMITS,
) -> Outcome:
    """Rows of what lies in the containers, rejects of what in there becomes no document.

    progress: called after each container with how many are done and how many there are. limits: what one may cost.
    """
    from tasks.read.pool import Failure, run

    store = settings.data / "raw"
    jobs = [
        Job(item.item_id, str(store / item.payload["store_path"]), str(store), limits)
        for item in items
        if item.payload and _may_hold(store / item.payload["store_path"])
    ]
    unpacked: dict[str, Unpacked] = {}
    for number, (job, result) in enumerate(zip(jobs, run(_unpack, jobs, limits), strict=True), 1):
        unpacked[job.document_id] = _failed(job, result) if isinstance(result, Failure) else result
        if progress is not None:
            progress(number, len(jobs))
    rejects = [
        Reject(NAME, item.item_id, reason_code, message, item.payload["organisation_id"], item.item_id, part)
        for item in items
        if item.item_id in unpacked
        for part, reason_code, message in unpacked[item.item_id].rejects
    ]
    rows = [row for result in unpacked.values() for row in result.rows]
    return Outcome(
        NAME, VERSION, items, {"core_attachment": _frame(rows)}, {"core_attachment": "container_id"}, set(), rejects
    )


def _may_hold(path: Path) -> bool:
    """Most PDFs hold nothing, and that is seen without a worker. Bytes that are not there are told by reading."""
    from tasks.read.attachments import may_hold

    try:
        return may_hold(path.read_bytes())
    except OSError:
        return False


def _unpack(job: Job) -> Unpacked:
    """In the worker: store what lies in the container. Raises DiskFullError."""
    from tasks.read.attachments import attachments
    from warehouse.raw_store import RawStore

    try:
        found = attachments(Path(job.path).read_bytes(), job.limits)
    except MemoryError:
        raise
    except Exception as error:
        message = (
            f"Wat in dit bestand zit, kan niet worden gelezen door een fout in dit programma: "
            f"{type(error).__name__}: {error}"
        )
        return Unpacked(job.document_id, rejects=[("", "unexpected", message[:500])])
    store = RawStore(Path(job.store))
    rows = []
    for part in found.attachments:
        stored = store.put(part.data)
        rows.append(
            {
                "container_id": job.document_id,
                "name": part.name,
                "document_id": stored.document_id,
                "media_type": media_type(part.data),
                "size_bytes": stored.size_bytes,
                "store_path": stored.store_path,
            }
        )
    return Unpacked(job.document_id, rows, found.rejects)


def _failed(job: Job, failure: Failure) -> Unpacked:
    message = f"Of er bijlagen in dit bestand zitten, is niet na te gaan. {failure.detail}"
    return Unpacked(job.document_id, rejects=[("", failure.reason_code, message)])


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    import polars as pl

    schema: dict[str, Any] = dict.fromkeys(("container_id", "name", "document_id", "media_type"), pl.String)
    schema |= {"size_bytes": pl.Int64, "store_path": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
