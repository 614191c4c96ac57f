"""Finding the contract of a table by its name. The contracts themselves are in raw.py, core*.py and out.py."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema

LAYERS = ("raw", "core", "out")


def contract(table: str) -> DataFrameSchema:
    """The pandera contract of a table: the object of its name in a module of schemas/ that is named by its prefix.

    core_score is looked for in core.py, core_score.py and whatever other core_….py there is. Imports pandera when first
    called. Raises KeyError when there is no such contract.
    """
    layer = table.split("_", 1)[0]
    if layer in LAYERS:
        for module in _modules(layer):
            found: DataFrameSchema | None = vars(import_module(module)).get(table)
            if found is not None:
                return found
    raise KeyError(table)


def column_descriptions(table: str) -> dict[str, str]:
    """What each column of a table means, in its order, for the comments of the published file."""
    return {name: str(column.description) for name, column in contract(table).columns.items()}


def _modules(layer: str) -> list[str]:
    """The modules of schemas/ that hold contracts of a layer: the one of its name first."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return [f"schemas.{name}" for name in names if name == layer or name.startswith(f"{layer}_")]
