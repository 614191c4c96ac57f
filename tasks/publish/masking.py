"""Masking personal data in the rows that are published. The warehouse keeps the original.

Which columns hold text of documents is said in schemas/out.py, what personal data is in text/personal.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from text.personal import mask, mask_addresses, mask_within
from warehouse.writer import Warehouse

if TYPE_CHECKING:
    import polars as pl

# A quote is masked as its passage is, so that it still stands there word for word.
PASSAGES = """
SELECT j.judgement_id, p.text FROM core_judgement j JOIN core_passage p USING (passage_id) WHERE j.quote IS NOT NULL
"""


def masking(warehouse: Warehouse) -> Callable[[str, pl.DataFrame], pl.DataFrame]:
    """What masks the rows of a table, given by name, with the passages of all quotes that are in the warehouse now."""
    passages: dict[str, str] = dict(warehouse.rows(PASSAGES))
    return lambda table, rows: masked(table, rows, passages)


def masked(table: str, rows: pl.DataFrame, passages: dict[str, str]) -> pl.DataFrame:
    """The rows with all personal data masked; passages: the text of the passage by judgement_id."""
    import polars as pl

    from schemas.out import ADDRESSES, DOCUMENT_TEXT, QUOTES

    columns = {name: _each(rows[name], mask) for name in DOCUMENT_TEXT.get(table, ())}
    columns |= {name: _each(rows[name], mask_addresses) for name in ADDRESSES.get(table, ())}
    if name := QUOTES.get(table):
        pairs = zip(rows["judgement_id"], rows[name], strict=True)
        columns[name] = [quote and mask_within(quote, passages.get(judgement, "")) for judgement, quote in pairs]
    return rows.with_columns(pl.Series(name, values, pl.String) for name, values in columns.items())


def _each(texts: Iterable[str | None], rewrite: Callable[[str], str]) -> list[str | None]:
    """Every text rewritten, each of the same words once: titles and headings come many times."""
    done: dict[str, str] = {}
    values: list[str | None] = []
    for text in texts:
        if text is not None and text not in done:
            done[text] = rewrite(text)
        values.append(None if text is None else done[text])
    return values
