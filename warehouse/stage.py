"""What a stage hands over: units of work, rows and rejects. Plain data only; no DuckDB, no files."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from text.digest import digest

if TYPE_CHECKING:
    import polars as pl

EVERY_ROW = "*"
"""As a key in `Outcome.replaces`: every row of the table goes before the new rows come."""


@dataclass(frozen=True)
class Item:
    """One unit of work of a stage.

    item_id: what the work is about: document_id for read, retrieve, classify and verify; source_id for crawl;
        "all" for summarise, score and publish.
    input_hash: digest of everything the stage reads for this item, its own version included.
    payload: what the worker is handed (plain values or polars frames); never a connection. Not staged.
    """

    item_id: str
    input_hash: str
    payload: dict[str, Any] = field(default_factory=dict)


def gone_items(stage: str, done: Mapping[str, str], held: Container[str]) -> list[Item]:
    """Items of a stage whose rows must go, for they are held no more: once, without a payload.

    done: input_hash by item_id, of what the stage has dealt with. held: the item_ids there are.
    """
    gone = digest(stage, "gone")
    return [
        Item(item_id, gone)
        for item_id, input_hash in sorted(done.items())
        if item_id not in held and input_hash != gone
    ]


@dataclass(frozen=True)
class Reject:
    """What a stage could not process, and why: a reason code and a message for people.

    item_id: an item of the batch, so that the reject goes when that item is done again.
    part: what within the item: a publication of a source, a candidate of a document. Empty: the item as a whole,
        whose outcome in the ledger then is 'rejected'.
    """

    stage: str
    item_id: str
    reason_code: str
    message: str
    organisation_id: str | None = None
    document_id: str | None = None
    part: str = ""


@dataclass
class Outcome:
    """What a worker made of a batch of items.

    tables: rows per warehouse table, with the columns of the DDL in any order.
    replaces: table -> key column: rows whose key is among the batch's item_ids go before the new rows come;
        with key "*" all rows of the table go. A table may be named here without rows: then its old rows go.
    upserts: tables whose rows replace the rows with the same primary key, and no others. With `replaces` too,
        the deletion comes first.
    rejects: stored in core_reject, after the earlier rejects of this stage for the batch's items are gone.
    """

    stage: str
    version: str
    items: list[Item]
    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    replaces: dict[str, str] = field(default_factory=dict)
    upserts: set[str] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)
