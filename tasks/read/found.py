"""A fact as it was found: what it is, what it was taken from, in which words, and how sure that makes it.

Measured on labelled documents (benchmarks/facts.py): of what is called zeker at least 95 of 100 are right, of matig
80; the rest is onzeker, and stands in core_fact alone: core_document takes nothing that is onzeker.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

Basis = Literal["source", "manifest", "title", "cover", "text", "metadata", "date", "none"]
Certainty = Literal["zeker", "matig", "onzeker"]
CERTAINTIES: tuple[Certainty, ...] = ("zeker", "matig", "onzeker")

Value = TypeVar("Value")
_LONGEST_WORDS = 200


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value with its basis, and the words it was in. Basis "none": nothing was found, and the value says so."""

    value: Value
    basis: Basis = "none"
    certainty: Certainty = "onzeker"
    found_in: str = ""

    @property
    def is_sure_enough(self) -> bool:
        """Whether core_document may take it."""
        return self.certainty != "onzeker"

    def at_most(self, certainty: Certainty) -> Found[Value]:
        """The same, no surer than this."""
        return replace(self, certainty=max(self.certainty, certainty, key=CERTAINTIES.index))

    def row(self, fact: str, value: str) -> dict[str, str]:
        """The row of core_fact. value: as text."""
        words = " ".join(self.found_in.split())[:_LONGEST_WORDS]
        return {"fact": fact, "value": value, "basis": self.basis, "certainty": self.certainty, "found_in": words}
