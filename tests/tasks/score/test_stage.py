"""The stage score on a real warehouse: what it reads, what it writes, and when it has nothing to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tasks.score import stage
from tests.tasks.filled import fill, load, settings
from text.digest import digest
from warehouse import staging
from warehouse.stage import Item, Outcome, Reject
from warehouse.writer import Warehouse, open_warehouse


def run(warehouse: Warehouse, folder: Path, run_id: str = "run-1", as_of: date = date(2026, 11, 24)) -> bool:
    """Whether there was anything to do."""
    asked = settings(folder, run_id, as_of)
    items = stage.pending(warehouse, asked)
    if items:
        warehouse.load(staging.write(stage.work(items, asked), warehouse.staging))
    return bool(items)


def test_evidence_in_two_documents_gives_hoog_and_the_rest_follows_from_what_was_read(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        assert run(warehouse, tmp_path)
        levels = {
            (o, m): level for o, m, level in warehouse.rows("SELECT organisation_id, measure, level FROM core_score")
        }
        assert len(levels) == 24
        assert levels["vr-x", 5] == "hoog"
        assert levels["vr-x", 6] == "onbekend"  # two documents read, three are needed
        assert levels["gm-y", 5] == "onbekend"
        score = warehouse.rows(
            "SELECT certainty, progress, evidence_count, document_count, element_count, newest_year FROM core_score "
            "WHERE organisation_id = 'vr-x' AND measure = 5"
        )
        assert score == [("onzeker", "uitvoering", 2, 2, 2, 2024)]


def test_regions_nation_gaps_coverage_and_codebook_are_written(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        run(warehouse, tmp_path)
        region = warehouse.rows(
            "SELECT level, region_level, gemeente_level, is_raised FROM core_score_region WHERE measure = 5"
        )
        assert region == [("hoog", "hoog", "onbekend", False)]
        nation = warehouse.rows("SELECT measure, level, hoog_count, onbekend_count FROM core_score_national ORDER BY 1")
        assert nation[4] == (5, "hoog", 1, 0)
        assert nation[5] == (6, "onbekend", 0, 1)
        gaps = dict(
            warehouse.rows("SELECT element_id, progress FROM core_gap WHERE organisation_id = 'vr-x' AND measure = 5")
        )
        assert gaps["aggregaten"] == gaps["onderhoud"] == "uitvoering"
        assert gaps["brandstof"] == "geen"
        coverage = warehouse.rows(
            "SELECT year, publication_count, read_count, is_in_scope, state FROM core_coverage "
            "WHERE organisation_id = 'vr-x' ORDER BY year"
        )
        assert coverage == [(2023, 1, 1, True, "bekeken"), (2024, 1, 1, True, "bekeken")]
        assert warehouse.rows("SELECT count(*) FROM core_measure") == [(12,)]
        core = warehouse.rows("SELECT is_core FROM core_element WHERE measure = 5 AND element_id = 'aggregaten'")
        assert core == [(True,)]


def test_a_year_in_scope_without_documents_is_told(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        run(warehouse, tmp_path)
        states = warehouse.rows("SELECT year, state FROM core_coverage WHERE organisation_id = 'gm-y' ORDER BY year")
        assert states == [(2023, "bekeken"), (2024, "niet_gevonden")]


def test_nothing_new_is_nothing_to_do(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        assert run(warehouse, tmp_path)
        assert not run(warehouse, tmp_path, "run-2")


def test_another_day_is_nothing_new_but_another_year_is(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        run(warehouse, tmp_path)
        assert not run(warehouse, tmp_path, as_of=date(2026, 12, 31))
        assert run(warehouse, tmp_path, as_of=date(2029, 1, 1))
        assert warehouse.rows("SELECT level FROM core_score WHERE organisation_id = 'vr-x' AND measure = 5") == [
            ("midden",)
        ]


def test_a_level_that_becomes_another_one_is_a_change_and_the_first_scoring_is_none(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        run(warehouse, tmp_path)
        assert warehouse.rows("SELECT count(*) FROM core_change") == [(0,)]
        fill(warehouse, "2", progress="plan")
        assert run(warehouse, tmp_path, "run-2")
        changes = warehouse.rows("SELECT organisation_id, measure, run_id, level_before, level_after FROM core_change")
        assert changes == [("vr-x", 5, "run-2", "hoog", "midden")]


def test_the_same_words_in_two_documents_count_once(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        rows = warehouse.query("SELECT * FROM core_verification").to_dicts()
        for row in rows:
            row["quote"] = "De regio  heeft DRIE aggregaten."
        rows[0]["quote"] = "De regio heeft drie aggregaten."
        load(warehouse, "verify", {"core_verification": rows}, "copies")
        run(warehouse, tmp_path)
        found = warehouse.rows(
            "SELECT level, document_count FROM core_score WHERE organisation_id = 'vr-x' AND measure = 5"
        )
        assert found == [("midden", 1)]


def repeated(warehouse: Warehouse, sentence: str, progress: str, years: range) -> None:
    """One sentence a year about measure 5, each in a document of its own, whose passages are linked to the first."""
    fill(warehouse)
    rows = {}
    for table in ("core_judgement", "core_verification"):
        one = warehouse.query(f"SELECT * FROM {table} ORDER BY judgement_id LIMIT 1").to_dicts()[0]
        rows[table] = [
            one
            | {
                "judgement_id": digest("yearly", year),
                "passage_id": digest("yearly passage", year),
                "document_id": digest("yearly document", year) * 2,
                "quote": sentence.format(year=year, name=f"Storm {'ABCDEFGHIJ'[year % 10]}"),
                "progress": progress,
                **({"year_described": year} if table == "core_verification" else {"elements": ["aggregaten"]}),
            }
            for year in years
        ]
    load(warehouse, "classify", {"core_judgement": rows["core_judgement"]}, "yearly")
    load(warehouse, "verify", {"core_verification": rows["core_verification"]}, "yearly")
    first = digest("yearly passage", years[0])
    copies = [
        {
            "passage_id": digest("yearly passage", year),
            "first_passage_id": first,
            "organisation_id": "vr-x",
            "similarity": 1.0,
        }
        for year in years[1:]
    ]
    load(warehouse, "link", {"core_copy": copies})


SCORED = (
    "SELECT evidence_count, document_count, newest_year FROM core_score WHERE organisation_id = 'vr-x' AND measure = 5"
)


def test_a_sentence_that_ten_annual_reports_repeat_is_evidence_in_one_document(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        sentence = "Veiligheidsregio X had in {year} voor haar meldkamer drie aggregaten klaarstaan."
        repeated(warehouse, sentence, "uitvoering", range(2015, 2025))
        run(warehouse, tmp_path)
        assert warehouse.rows(SCORED) == [(1, 1, 2015)]


def test_an_exercise_with_its_own_name_each_year_counts_each_year(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        sentence = "Veiligheidsregio X heeft de aggregaten van haar meldkamer beproefd bij de oefening {name}."
        repeated(warehouse, sentence, "uitvoering", range(2015, 2025))
        run(warehouse, tmp_path)
        assert warehouse.rows(SCORED) == [(10, 10, 2024)]


def test_a_test_done_again_each_year_counts_each_year(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        sentence = "Veiligheidsregio X heeft in {year} de aggregaten van haar meldkamer onder belasting getest."
        repeated(warehouse, sentence, "beproefd", range(2015, 2025))
        run(warehouse, tmp_path)
        assert warehouse.rows(SCORED) == [(10, 10, 2024)]


def test_like_sentences_of_passages_that_are_not_linked_count_each(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        sentence = "Veiligheidsregio X had in {year} voor haar meldkamer drie aggregaten klaarstaan."
        repeated(warehouse, sentence, "uitvoering", range(2021, 2024))
        load(warehouse, "link", {"core_copy": []}, "none")
        run(warehouse, tmp_path)
        assert warehouse.rows(SCORED) == [(3, 3, 2023)]


def test_scores_are_given_again_when_passages_are_linked_otherwise(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        repeated(warehouse, "Veiligheidsregio X had in {year} drie aggregaten staan.", "uitvoering", range(2021, 2024))
        assert run(warehouse, tmp_path)
        load(warehouse, "link", {"core_copy": []}, "none")
        assert run(warehouse, tmp_path)


def test_a_judgement_that_is_not_verified_does_not_count(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        rows = warehouse.query("SELECT * FROM core_verification").to_dicts()
        for row in rows:
            row.update(is_verified=False, reason_code="abstained")
        load(warehouse, "verify", {"core_verification": rows}, "unsure")
        run(warehouse, tmp_path)
        found = warehouse.rows(
            "SELECT level, evidence_count FROM core_score WHERE organisation_id = 'vr-x' AND measure = 5"
        )
        assert found == [("onbekend", 0)]


def test_a_zip_counts_only_for_what_in_it_could_not_be_read(tmp_path: Path) -> None:
    seen = (
        "SELECT count(*), sum(is_read::INTEGER), sum(is_rejected::INTEGER) "
        f"FROM ({stage.INPUTS['publications']}) AS s(a, b, document_id, d, is_read, is_rejected, f) "
        "WHERE document_id = ?"
    )
    with open_warehouse(tmp_path / "data") as warehouse:
        fill(warehouse)
        document = warehouse.query("SELECT * FROM core_document ORDER BY document_id LIMIT 1").to_dicts()[0]
        document_id = document["document_id"]
        assert warehouse.rows(seen, [document_id]) == [(1, 1, 0)]
        load(warehouse, "read", {"core_document": [document | {"reader": "zip", "passage_count": 0}]}, "zip")
        assert warehouse.rows(seen, [document_id]) == [(0, None, None)]
        for reason, counts in (("unsupported_type", (0, None, None)), ("encrypted", (1, 0, 1))):
            reject = Reject("unpack", document_id, reason, "Niet gelezen.", None, document_id, "plan.pdf")
            outcome = Outcome("unpack", "1", [Item(document_id, reason)], rejects=[reject])
            warehouse.load(staging.write(outcome, warehouse.staging))
            assert warehouse.rows(seen, [document_id]) == [counts]
