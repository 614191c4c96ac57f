"""The stage link on a real warehouse: what it reads, what it writes, and when it has nothing to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tasks.link import stage
from tasks.score import stage as scoring
from tasks.summarise import stage as summarising
from tests.schemas.rows import row
from tests.tasks.filled import load, settings
from text.copies import same_in_essence
from text.digest import digest
from warehouse import staging
from warehouse.writer import Warehouse, open_warehouse

YEARLY = (
    "Veiligheidsregio X heeft voor haar gebouwen drie aggregaten, die bij uitval van stroom vanzelf aanslaan. "
    "In {year} zijn zij {n} keer beproefd en is voor € {n}.000 brandstof gekocht. De beheerders houden de planning bij."
)
NEWS = "De tankwagen die de brandstof brengt, is besteld bij een leverancier uit de haven en komt na de zomer."


def document(number: int, year: int, published: date | None = None) -> dict[str, Any]:
    return row(
        "core_document",
        document_id=digest(number) * 2,
        year_from=year,
        year_to=year,
        publication_date=published or date(year + 1, 5, 1),
    )


def passage(document: int, number: int, text: str, about: str | None = "vr-x", **changes: Any) -> dict[str, Any]:
    return row(
        "core_passage",
        **{
            "passage_id": digest("passage", document, number, text),
            "document_id": digest(document) * 2,
            "passage_number": number,
            "text": text,
            "about_organisation_id": about,
            "about_basis": "document" if about else "none",
            **changes,
        },
    )


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Warehouse]:
    with open_warehouse(tmp_path / "data") as opened:
        yield opened


Rows = list[dict[str, Any]]


def read(warehouse: Warehouse, documents: Rows, passages: Rows, mark: str = "1") -> None:
    load(warehouse, "read", {"core_document": documents, "core_passage": passages}, mark)


def run(warehouse: Warehouse, folder: Path) -> list[str]:
    """The items that there was anything to do for, done."""
    items = stage.pending(warehouse, settings(folder))
    if items:
        warehouse.load(staging.write(stage.work(items, settings(folder)), warehouse.staging))
    return [item.item_id for item in items]


def copies(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    return warehouse.rows("SELECT passage_id, first_passage_id, organisation_id FROM core_copy ORDER BY ALL")


def yearly(number: int, year: int, **changes: Any) -> dict[str, Any]:
    return passage(number, 1, YEARLY.format(year=year, n=year % 9), **changes)


def test_what_comes_back_every_year_is_linked_to_the_year_described_first(warehouse: Warehouse, tmp_path: Path) -> None:
    documents = [document(0, 2023), document(1, 2021), document(2, 2022, date(2020, 1, 1))]
    rows = [yearly(0, 2023), yearly(1, 2021), yearly(2, 2022), passage(2, 2, NEWS)]
    read(warehouse, documents, rows)
    assert run(warehouse, tmp_path) == ["vr-x"]
    first = rows[1]["passage_id"]
    assert copies(warehouse) == sorted((rows[n]["passage_id"], first, "vr-x") for n in (0, 2))
    assert [similarity for (similarity,) in warehouse.rows("SELECT similarity FROM core_copy")] == [1.0, 1.0]


def test_of_one_year_what_was_published_first_is_the_first(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [yearly(0, 2023), yearly(1, 2022)]
    read(warehouse, [document(0, 2023, date(2024, 6, 1)), document(1, 2023, date(2024, 2, 1))], rows)
    run(warehouse, tmp_path)
    assert copies(warehouse) == [(rows[0]["passage_id"], rows[1]["passage_id"], "vr-x")]


def test_what_another_organisation_says_is_no_copy(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [yearly(0, 2021), yearly(1, 2022, about="gm-y"), yearly(2, 2023, about=None)]
    read(warehouse, [document(n, 2021 + n) for n in range(3)], rows)
    assert run(warehouse, tmp_path) == ["gm-y", "vr-x"]
    assert copies(warehouse) == []


def test_a_contents_page_is_no_copy_of_anything(warehouse: Warehouse, tmp_path: Path) -> None:
    read(warehouse, [document(0, 2021), document(1, 2022)], [yearly(0, 2021), yearly(1, 2022, is_contents=True)])
    run(warehouse, tmp_path)
    assert copies(warehouse) == []


def test_what_was_cut_elsewhere_is_known_by_the_passages_around_it_in_its_document(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    last = "Het verslag van de oefening is besproken."
    whole = passage(1, 1, f"{YEARLY.format(year=2022, n=3)} {last}")
    near = [yearly(0, 2021), passage(0, 2, last), whole]
    read(warehouse, [document(0, 2021), document(1, 2022)], near)
    run(warehouse, tmp_path)
    assert copies(warehouse) == [(whole["passage_id"], near[0]["passage_id"], "vr-x")]
    elsewhere = [yearly(0, 2021), whole, passage(2, 1, last)]
    read(warehouse, [document(n, 2021 + n) for n in range(3)], elsewhere, "2")
    run(warehouse, tmp_path)
    assert copies(warehouse) == []


def test_which_passages_are_linked_has_not_changed_without_a_new_version() -> None:
    base = YEARLY.format(year=2021, n=3)
    later = [
        base.replace("2021", "2024").replace("drie aggregaten", "vier aggregaten"),
        base.replace("houden de planning bij", "houden ook de hele planning bij"),
        base.replace("vanzelf aanslaan", "vanzelf aanslean").replace("stroom", "strocm"),
        base.replace("houden de planning", "houden, net als elders in het land, de planning"),
        base.replace("zijn zij 3 keer beproefd", "zijn zij niet beproefd"),
        base.replace("zijn zij 3 keer beproefd", "worden zij 3 keer beproefd"),
        base.replace("aggregaten", "noodsteunpunten"),
        base.replace("Veiligheidsregio X", "Veiligheidsregio Oosterwolde"),
        f"{base} Het plan is geëvalueerd.",
        f"{base} Meer staat in de bijlage.",
        base.split(". ", 1)[1],
    ]
    linked = "".join("01"[same_in_essence(base, text) is not None] for text in later)
    # a difference in the second asks for a new number in all of the first
    versions = (stage.VERSION, summarising.VERSION, scoring.VERSION)
    assert (versions, linked) == (("1", "2", "3"), "11110000011")


def test_only_organisations_with_other_passages_or_years_are_linked_again(warehouse: Warehouse, tmp_path: Path) -> None:
    documents = [document(0, 2021), document(1, 2022)]
    rows = [yearly(0, 2021), yearly(1, 2022), passage(0, 2, NEWS, about="gm-y")]
    read(warehouse, documents, rows)
    assert run(warehouse, tmp_path) == ["gm-y", "vr-x"]
    assert run(warehouse, tmp_path) == []
    read(warehouse, documents, [*rows, passage(1, 2, NEWS, about="gm-y")], "2")
    assert run(warehouse, tmp_path) == ["gm-y"]
    assert len(copies(warehouse)) == 2
    read(warehouse, [document(0, 2021), document(1, 2020)], rows[:2], "3")
    assert run(warehouse, tmp_path) == ["vr-x", "gm-y"]
    assert copies(warehouse) == [(rows[0]["passage_id"], rows[1]["passage_id"], "vr-x")]


def test_an_organisation_without_passages_loses_its_rows_and_is_done(warehouse: Warehouse, tmp_path: Path) -> None:
    read(warehouse, [document(0, 2021), document(1, 2022)], [yearly(0, 2021), yearly(1, 2022)])
    run(warehouse, tmp_path)
    read(warehouse, [], [], "2")
    assert run(warehouse, tmp_path) == ["vr-x"]
    assert copies(warehouse) == []
    assert run(warehouse, tmp_path) == []


def test_a_passage_that_is_about_another_organisation_now_is_a_copy_of_that_one_alone(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    documents = [document(0, 2021), document(1, 2022)]
    read(warehouse, documents, [yearly(0, 2021), yearly(1, 2022)])
    run(warehouse, tmp_path)
    rows = [yearly(0, 2021, about="gm-y"), yearly(1, 2022, about="gm-y")]
    read(warehouse, documents, rows, "2")
    items = stage.pending(warehouse, settings(tmp_path))
    assert [item.item_id for item in items] == ["gm-y", "vr-x"]
    for item in items:
        warehouse.load(staging.write(stage.work([item], settings(tmp_path)), warehouse.staging))
    assert copies(warehouse) == [(rows[1]["passage_id"], rows[0]["passage_id"], "gm-y")]


def test_a_document_without_any_year_comes_last(warehouse: Warehouse, tmp_path: Path) -> None:
    rows = [yearly(0, 2021), yearly(1, 2022)]
    undated = document(0, 2021) | {"year_from": None, "year_to": None, "publication_date": None}
    read(warehouse, [undated, document(1, 2025)], rows)
    run(warehouse, tmp_path)
    assert copies(warehouse) == [(rows[0]["passage_id"], rows[1]["passage_id"], "vr-x")]
