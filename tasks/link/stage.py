"""The stage link: passages in, core_copy out. Items: organisations that passages are about."""

from __future__ import annotations

import json
import zlib
from importlib.metadata import version
from typing import Any

from schemas.settings import Settings
from text.digest import digest
from warehouse.stage import Item, Outcome, gone_items
from warehouse.writer import Warehouse

NAME = "link"
VERSION = "1"
PACKAGE = "datasketch"
"""A new version of it may propose other pairs."""

# Earlier is: described earlier, then published earlier. Of neither known is later than all.
_LINKED = """
SELECT p.about_organisation_id AS organisation_id, p.document_id, p.passage_number, p.passage_id, p.is_contents, p.text,
       lpad(coalesce(d.year_from, year(d.publication_date), 9999)::VARCHAR, 4, '0') || ' '
       || coalesce(d.publication_date::VARCHAR, '9999-12-31') AS order_key
FROM core_passage p JOIN core_document d USING (document_id)
WHERE p.about_organisation_id IS NOT NULL
"""
# A passage_id holds the digest of its text, so the texts themselves are not looked at.
ORGANISATIONS = f"""
SELECT organisation_id,
       md5(string_agg(passage_id || order_key || is_contents, ',' ORDER BY document_id, passage_number, passage_id))
FROM ({_LINKED}) GROUP BY organisation_id ORDER BY organisation_id
"""  # noqa: S608
PASSAGES = f"""
SELECT document_id, passage_id, order_key, is_contents, text
FROM ({_LINKED}) WHERE organisation_id = ? ORDER BY document_id, passage_number, passage_id
"""  # noqa: S608


def pending(warehouse: Warehouse, settings: Settings) -> list[Item]:
    """Organisations with other passages, or another order of them, than the last time; and those without any now."""
    common = digest(VERSION, version(PACKAGE))
    done = warehouse.input_hashes(NAME)
    found = dict(warehouse.rows(ORGANISATIONS))
    items = []
    for organisation_id, passages in found.items():
        input_hash = digest(common, passages)
        if done.get(organisation_id) != input_hash:
            rows = warehouse.rows(PASSAGES, [organisation_id])
            items.append(Item(organisation_id, input_hash, {"passages": _packed(rows)}))
    return items + gone_items(NAME, done, found)


def work(items: list[Item], settings: Settings) -> Outcome:
    """A row of core_copy for every passage that says the same as an earlier one. A contents page is no copy."""
    import polars as pl

    from text.copies import link

    rows = [
        (copy, first, item.item_id, similarity)
        for item in items
        if item.payload
        for copy, (first, similarity) in sorted(link(_passages(item.payload["passages"])).items())
    ]
    schema = {
        "passage_id": pl.String,
        "first_passage_id": pl.String,
        "organisation_id": pl.String,
        "similarity": pl.Float64,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    # a passage that is about another organisation now may still have its row of the former one
    return Outcome(NAME, VERSION, items, {"core_copy": frame}, {"core_copy": "organisation_id"}, {"core_copy"})


def _packed(rows: list[tuple[Any, ...]]) -> bytes:
    """Rows as few bytes: the texts of all organisations wait in memory until it is their turn."""
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass"), level=1)


def _passages(packed: bytes) -> list[Any]:
    """What `link` reads: every passage with the text before and after it, if that is of the same document."""
    from text.copies import Passage

    rows = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    nothing = [None] * 5
    passages = []
    for before, row, after in zip([nothing, *rows], rows, [*rows[1:], nothing], strict=False):
        document_id, passage_id, order_key, is_contents, text = row
        if not is_contents:
            around = (one[4] if one[0] == document_id else "" for one in (before, after))
            passages.append(Passage(passage_id, order_key, text, *around))
    return passages
