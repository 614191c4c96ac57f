"""The gate behind the interface of a retriever: which passages, and in which order."""

from __future__ import annotations

import pytest

from tasks.retrieve.gate import Gate
from tasks.retrieve.retriever import GateRetriever
from tests.tasks.retrieve.hand_gate import measures, with_gate

ONE = "Er is noodstroom."
TWO = "Er is noodstroom en een dieselvoorraad."
NONE = "De bak is blauw geverfd."
PASSAGES = [("d", ONE), ("c", NONE), ("b", TWO), ("a", ONE), ("e", TWO)]


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    return Gate(with_gate(measures(tmp_path_factory.mktemp("retriever") / "codebook"), threshold=-0.875))


def found(retriever: GateRetriever, measure: int) -> list[tuple[str, float | None]]:
    return [(one.node.node_id, one.score) for one in retriever.retrieve(str(measure))]


def test_the_highest_score_comes_first_and_equals_by_their_id(gate: Gate) -> None:
    assert found(GateRetriever(gate, PASSAGES), 5) == [("b", -0.125), ("e", -0.125), ("a", -0.875), ("d", -0.875)]


def test_a_higher_score_comes_first_on_either_side_of_zero() -> None:
    gate = Gate.__new__(Gate)
    gate.passes = lambda texts: [[(5, float(text))] for text in texts]  # type: ignore[method-assign]
    passages = [("a", "-2"), ("b", "3"), ("c", "0"), ("d", "0.5"), ("e", "-0.5")]
    assert [one for one, _ in found(GateRetriever(gate, passages), 5)] == ["b", "d", "c", "e", "a"]


def test_a_passage_that_does_not_pass_for_the_measure_is_not_retrieved(gate: Gate) -> None:
    retriever = GateRetriever(gate, PASSAGES)
    assert found(retriever, 11) == []
    steun = GateRetriever(gate, [("a", "Het noodsteunpunt en de steunpunten."), ("b", ONE)])
    assert [one for one, _ in found(steun, 4)] == ["a"]
    assert [one for one, _ in found(steun, 5)] == ["b"]


def test_passages_keep_their_text_and_the_order_given_changes_nothing(gate: Gate) -> None:
    retriever = GateRetriever(gate, PASSAGES)
    assert {one.node.node_id: one.node.get_content() for one in retriever.retrieve("5")} == {
        "a": ONE,
        "b": TWO,
        "d": ONE,
        "e": TWO,
    }
    assert found(GateRetriever(gate, PASSAGES[::-1]), 5) == found(retriever, 5)


def test_other_passages_change_no_score(gate: Gate) -> None:
    alone = found(GateRetriever(gate, PASSAGES[:1]), 5)
    assert alone == [("d", -0.875)]
    assert alone[0] in found(GateRetriever(gate, PASSAGES), 5)


def test_no_passages_give_nothing(gate: Gate) -> None:
    assert found(GateRetriever(gate, []), 5) == []
