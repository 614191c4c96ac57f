"""Batches of pages for tests of the writer, also from child processes: batch n is document n with some pages."""

from __future__ import annotations

import random
from pathlib import Path

from tests.schemas.rows import frame, row
from text.digest import digest
from warehouse import staging
from warehouse.stage import Item, Outcome


def document(number: int) -> str:
    """The name of document n."""
    return digest(number) * 2


def batch(number: int, pages: int = 3, characters: int = 20, mark: str = "1") -> Outcome:
    """What a stage made of document n: pages with text that does not compress."""
    letters = random.Random(number)
    rows = [
        row(
            "core_page",
            document_id=document(number),
            page_number=page + 1,
            raw_text=letters.randbytes(characters // 2).hex(),
            clean_text="",
        )
        for page in range(pages)
    ]
    item = Item(document(number), digest("input", number, mark))
    return Outcome("read", "1", [item], {"core_page": frame("core_page", *rows)}, {"core_page": "document_id"})


def stage(folder: Path | str, number: int, pages: int = 3, characters: int = 20, mark: str = "1") -> str:
    """Batch n, staged."""
    return staging.write(batch(number, pages, characters, mark), folder)
