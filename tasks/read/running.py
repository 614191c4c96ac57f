"""Running headers and footers: lines at the top or bottom that come back on page after page.

Compared with their digits as '#'. Measured (notes on reading): top and bottom three lines, on at least half of the
pages, gave no false removals; headers that alternate between left and right pages are looked for apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:pagina|pag\.|blz\.|page|p\.)?\s*[-–|]*\s*\d{1,4}\s*[-–|]*(?:\s*(?:van|of|/|\|)\s*\d{1,4})?", re.IGNORECASE
)


def running_lines(pages: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[set[str]]:
    """For each page its lines, as given, that are running headers or footers.

    pages: of each page its outermost lines at the top and at the bottom, the outermost first.
    """
    keys = [({_key(line) for line in top[:EDGE]}, {_key(line) for line in bottom[:EDGE]}) for top, bottom in pages]
    repeated = [_repeated([page[edge] for page in keys]) for edge in (0, 1)]
    found = []
    for top, bottom in pages:
        running = set()
        for edge, lines in enumerate((top[:EDGE], bottom[:EDGE])):
            running |= {line for line in lines if _key(line) in repeated[edge] or _PAGE_NUMBER.fullmatch(line.strip())}
        found.append(running)
    return found


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.lower().split()))


def _repeated(edges: list[set[str]]) -> set[str]:
    every = Counter(key for keys in edges for key in keys)
    repeated = {key for key, count in every.items() if count >= 2 and count * 2 >= len(edges)}
    for parity in (0, 1):
        side = edges[parity::2]
        counts = Counter(key for keys in side for key in keys)
        repeated |= {key for key, count in counts.items() if count >= 3 and count * 4 >= len(side) * 3}
    return repeated
