"""Rules over the columns of a row of what reading tells beside text."""

from __future__ import annotations

from tests.schemas.rows import DIGESTS, DOCUMENT, broken


def test_no_document_lies_in_itself_and_its_bytes_are_where_their_name_says() -> None:
    assert broken("core_attachment", container_id="cd" + "0" * 62) == {"no document lies in itself"}
    assert broken("core_attachment", store_path=f"ab/{DOCUMENT}") == {"store_path is the place of these bytes"}


def test_a_fact_that_is_known_has_a_basis() -> None:
    assert broken("core_fact", basis="none") == {"what is known has a basis"}
    assert broken("core_fact", basis="none", value="") == set()
    assert broken("core_fact", fact="colour") == {"fact"}
    assert broken("core_fact", certainty="vast") == {"certainty"}


def test_no_passage_is_a_copy_of_itself() -> None:
    assert broken("core_copy", first_passage_id=DIGESTS["passage"]) == {"no passage is a copy of itself"}
    assert broken("core_copy", similarity=1.1) == {"similarity"}
