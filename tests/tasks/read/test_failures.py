"""Why a document cannot be read."""

from __future__ import annotations

import pickle

from tasks.read.failures import Damaged, NotReadable


def test_a_failure_bears_its_reason_and_message_also_between_processes() -> None:
    failure = pickle.loads(pickle.dumps(NotReadable("encrypted", "Op slot.")))
    assert (failure.reason_code, failure.message) == ("encrypted", "Op slot.")


def test_damaged_is_a_reason_of_its_own_also_between_processes() -> None:
    failure = pickle.loads(pickle.dumps(Damaged("Stuk.")))
    assert isinstance(failure, Damaged)
    assert (failure.reason_code, failure.message) == ("damaged", "Stuk.")
