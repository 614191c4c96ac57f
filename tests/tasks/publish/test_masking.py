"""Masking what is published: which columns, which not, and quotes as their passages."""

from __future__ import annotations

import polars as pl
import pytest
from faker import Faker

from schemas import out
from schemas.contracts import contract
from tasks.publish.checks import is_within
from tasks.publish.masking import masked
from warehouse.publish_file import out_selects

# Text of our own making: names of organisations and measures, codes, ids
OWN = {
    "organisation_name", "region_name", "measure_name", "element_name", "name", "theme", "definition", "doc_type",
    "cap", "reader", "classifier", "classifier_version", "run_id", "item_id", "part", "organisation_id", "document_id",
    "counts",
}  # fmt: skip


@pytest.fixture
def fake() -> Faker:
    fake = Faker("nl_NL")
    fake.seed_instance(4)
    return fake


def test_every_column_with_free_text_is_masked_or_known_as_our_own() -> None:
    for table in out_selects():
        known = {*out.DOCUMENT_TEXT.get(table, ()), *out.ADDRESSES.get(table, ()), out.QUOTES.get(table)}
        for name, column in contract(table).columns.items():
            is_closed = any("isin" in str(check) or "str_matches" in str(check) for check in column.checks)
            if column.dtype.type == pl.String and not is_closed and name not in known:
                assert name in OWN, f"{table}.{name} is neither masked nor known as our own"
        assert known - {None} <= set(contract(table).columns), f"{table} has not all columns that are said to be masked"


def test_text_of_documents_is_masked_and_nothing_is_where_there_was_nothing(fake: Faker) -> None:
    name, email = f"{fake.first_name()} {fake.last_name()}", "j.jansen@voorbeeld.example"
    rows = pl.DataFrame({"document_id": ["111222333"], "title": [f"Brief van mevrouw {name}"], "about_name": [None]})
    rows = rows.with_columns(url=pl.lit(f"https://voorbeeld.example/111222333?aan={email}"))
    (row,) = masked("out_document", rows, {}).to_dicts()
    assert row == {
        "document_id": "111222333",
        "title": "Brief van mevrouw [naam]",
        "about_name": None,
        "url": "https://voorbeeld.example/111222333?aan=[e-mailadres]",
    }


def test_a_quote_is_masked_as_its_passage_is_so_that_it_still_stands_there(fake: Faker) -> None:
    name = f"{fake.first_name()} {fake.last_name()}"
    quote = f"{name} opende het\nnoodsteunpunt."
    passage = f"Mevrouw {name} was er. {name} opende het noodsteunpunt. Bel 06-12345678."
    rows = pl.DataFrame({"judgement_id": ["j1"], "quote": [quote], "passage_text": [passage]})
    rows = rows.with_columns(heading_path=pl.lit(""), title=pl.lit(""), url=pl.lit("u"), page_url=pl.lit("u"))
    rows = rows.with_columns(attachment_name=pl.lit(None, pl.String))
    (row,) = masked("out_evidence", rows, {"j1": passage}).to_dicts()
    assert row["quote"] == "[naam] opende het noodsteunpunt."
    assert row["passage_text"] == "Mevrouw [naam] was er. [naam] opende het noodsteunpunt. Bel [telefoonnummer]."
    assert is_within(row["quote"], row["passage_text"])


def test_a_sentence_of_the_summary_is_masked_as_the_passage_it_was_taken_from(fake: Faker) -> None:
    name = f"{fake.first_name()} {fake.last_name()}"
    rows = pl.DataFrame({"judgement_id": ["j1", "j2"], "sentence": [f"{name} oefende.", "Er is geoefend."]})
    passages = {"j1": f"De heer {name} oefende. {name} oefende.", "j2": "Er is geoefend."}
    assert masked("out_summary", rows, passages)["sentence"].to_list() == ["[naam] oefende.", "Er is geoefend."]


def test_a_judgement_without_a_quote_has_none() -> None:
    rows = pl.DataFrame(
        {"judgement_id": ["j1"], "quote": [None]}, schema={"judgement_id": pl.String, "quote": pl.String}
    )
    assert masked("out_judgement", rows, {})["quote"].to_list() == [None]


def test_a_table_without_text_of_documents_stays_as_it_is() -> None:
    rows = pl.DataFrame({"measure": [1], "name": ["De heer en mevrouw"]})
    assert masked("out_measure", rows, {}).equals(rows)
