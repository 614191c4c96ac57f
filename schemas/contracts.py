"""Finding the contract of a table by its name. The contracts themselves are in raw.py, core*.py and out.py."""

from __future__ import annotations

import pkgutil
from copy import copy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema

LAYERS = ("raw", "core", "out")
KEY_TWICE = "the primary key comes more than once"


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


def row_contract(table: str) -> DataFrameSchema:
    """The same contract in a form whose failures are cheap to tell: row rules and primary key as checks of one column.

    pandera tells a failure over the columns of a row by that row whole, all its text with it, and polars panics when
    such rows hold lists that differ. Here it is told by the value of the first column and by the sentence of the rule.
    Rows that share a primary key fail with KEY_TWICE.
    """
    import polars as pl
    from pandera.polars import Check, DataFrameSchema

    schema = contract(table)
    key = list(schema.unique or [])
    once = Check(lambda data: data.lazyframe.select(~pl.struct(key).is_duplicated()), error=KEY_TWICE)
    columns = dict(schema.columns)
    name, first = next(iter(columns.items()))
    columns[name] = copy(first)
    columns[name].checks = [*first.checks, *schema.checks, once]
    return DataFrameSchema(columns, strict=True, ordered=True, name=table)


def column_descriptions(table: str) -> dict[str, str]:
    """What each column of a table means, in its order, for the comments of the published file."""
    return {name: str(column.description) for name, column in contract(table).columns.items()}


def _modules(layer: str) -> list[str]:
    """The modules of schemas/ that hold contracts of a layer: the one of its name first."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    return [f"schemas.{name}" for name in names if name == layer or name.startswith(f"{layer}_")]
