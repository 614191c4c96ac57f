"""The weights that are shipped were trained from the codebook that is shipped: their names say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from schemas.codebook import load_codebook, load_training
from schemas.settings import PROJECT
from schemas.weights import weights_file
from tasks.classify.train import inputs as of_classifier
from tasks.retrieve.train import inputs as of_gate


@pytest.mark.parametrize(("kind", "inputs"), [("gate", of_gate), ("embedded", of_classifier)])
def test_shipped_weights_are_of_the_shipped_codebook(kind: str, inputs: Callable[..., Any]) -> None:
    codebook = load_codebook(PROJECT / "codebook")
    expected = f"{kind}-{inputs(codebook, load_training(codebook))[:16]}.npz"
    assert weights_file(PROJECT / "codebook", kind).name == expected, "Run make train and commit the weights."
