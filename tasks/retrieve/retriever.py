"""The gate behind llama-index's retriever interface, and the order in which people and paid models look.

Imported only when there is work: llama-index takes seconds to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from tasks.retrieve.gate import Gate


class GateRetriever(BaseRetriever):
    """Retrieves, for a measure, the passages that pass its gate, the highest score first.

    The query is the number of the measure: what a measure is about is in the weights, trained on the codebook.
    Passages are scored once, for all measures.
    """

    def __init__(self, gate: Gate, passages: Sequence[tuple[str, str]], **options: Any) -> None:
        """passages: (passage_id, text)."""
        super().__init__(**options)
        self._nodes = [TextNode(id_=passage_id, text=text) for passage_id, text in passages]
        self._passes = gate.passes([text for _, text in passages])

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        measure = int(query_bundle.query_str)
        found = [
            NodeWithScore(node=node, score=score)
            for node, passes in zip(self._nodes, self._passes, strict=True)
            for passed, score in passes
            if passed == measure
        ]
        return sorted(found, key=lambda one: (-(one.score or 0.0), one.node.node_id))
