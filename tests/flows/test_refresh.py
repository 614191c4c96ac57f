"""The nightly flow on a folder of documents, with Prefect's own server: what it makes, and what a second night does."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client

from flows.refresh import STAGES, refresh
from schemas.errors import SourceFileError
from warehouse.query import query
from warehouse.writer import open_warehouse

ORGANISATION = """
organisation: {id: vr-proefland, kind: veiligheidsregio, name: Veiligheidsregio Proefland, region_code: VR99}
sources:
  - {id: folder, connector: folder, from: 2023-01-01, options: {path: documents}}
"""
NOODSTROOM = """# Jaarverslag {year} Veiligheidsregio Proefland

## Noodstroom

Veiligheidsregio Proefland heeft in {year} bij het hoofdkantoor en bij de meldkamer een noodstroomaggregaat in gebruik
genomen. De aggregaten leveren samen genoeg vermogen om alle kritieke processen drie dagen te laten doorgaan als de
stroom uitvalt. Er is een voorraad diesel voor zeventig uur en met een leverancier is vastgelegd dat hij binnen acht uur
bijvult. Elke maand draaien de aggregaten een uur onder volle last; in oktober {year} is de overschakeling beproefd.

## Personeel

Het ziekteverzuim daalde in {year} naar vijf procent. De nieuwe roosters zijn met de ondernemingsraad besproken. Er
werden veertien medewerkers aangenomen, vooral bij de afdeling risicobeheersing. De uitgaven bleven binnen de begroting,
al vielen de kosten van opleidingen hoger uit dan geraamd.
"""


def sources(folder: Path) -> Path:
    """A source folder with one region and three annual reports, one of which cannot be read."""
    made = folder / "sources"
    (made / "documents").mkdir(parents=True)
    (made / "proefland.yaml").write_text(ORGANISATION, encoding="utf-8")
    for year in (2023, 2024):
        text = NOODSTROOM.format(year=year)
        (made / "documents" / f"jaarverslag-{year}.md").write_text(text, encoding="utf-8")
    (made / "documents" / "kapot.pdf").write_bytes(b"%PDF-1.7\n1 0 obj << /Type /Catalog")
    return made


def stages_of(data: Path) -> dict[str, int]:
    with open_warehouse(data) as warehouse:
        return dict(warehouse.rows("SELECT stage, count(*)::INTEGER FROM core_ledger GROUP BY stage"))


def test_a_night_reads_judges_scores_and_publishes_and_the_next_one_finds_nothing_new(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", sources(tmp_path)
    reports = refresh(data, folder, as_of=date(2026, 11, 24))
    assert [report.stage for report in reports] == [stage.name for stage in STAGES]
    did = {report.stage: report.items for report in reports}
    assert (did["crawl"], did["read"], did["publish"]) == (2, 3, 1)  # the source, and the organisations
    assert set(stages_of(data)) == set(did)
    levels = dict(query(data, "SELECT measure, level FROM out_score")[1])
    assert levels[5] in ("midden", "hoog")
    assert levels[6] == "onbekend"  # two documents read, three are needed before nothing found is laag
    assert query(data, "SELECT count(*) FROM out_evidence WHERE measure = 5")[1][0][0] >= 1
    rejected = query(data, "SELECT stage, reason_code FROM out_reject")[1]
    assert rejected == [("read", "damaged")]

    with open_warehouse(data) as warehouse:
        before = warehouse.rows("SELECT * FROM core_ledger WHERE stage <> 'crawl' ORDER BY ALL")
    again = {report.stage: report.items for report in refresh(data, folder, as_of=date(2026, 11, 24))}
    assert {stage: items for stage, items in again.items() if items} == {"crawl": 1}
    with open_warehouse(data) as warehouse:
        assert warehouse.rows("SELECT * FROM core_ledger WHERE stage <> 'crawl' ORDER BY ALL") == before
        states = warehouse.rows("SELECT state FROM core_run ORDER BY started_at")
    assert states == [("published",), ("unchanged",)]


def test_every_run_leaves_the_five_artifacts(tmp_path: Path) -> None:
    refresh(tmp_path / "data", sources(tmp_path), as_of=date(2026, 11, 24))

    async def keys() -> dict[str, str]:
        async with get_client() as client:
            return {str(one.key): str(one.data) for one in await client.read_artifacts(limit=200)}

    artifacts = asyncio.run(keys())
    assert set(artifacts) >= {"crawled", "read", "rejected", "judged", "scores"}
    assert "| vr-proefland |" in artifacts["scores"]


def test_a_wrong_source_file_fails_the_run_before_anything_is_touched(tmp_path: Path) -> None:
    folder = sources(tmp_path)
    (folder / "fout.yaml").write_text("organisation: {id: x}\nbron: 1\n", encoding="utf-8")
    with pytest.raises(SourceFileError, match=r"fout\.yaml"):
        refresh(tmp_path / "data", folder)
    with open_warehouse(tmp_path / "data") as warehouse:
        assert warehouse.rows("SELECT count(*) FROM core_ledger") == [(0,)]
        assert warehouse.rows("SELECT state FROM core_run") == [("failed",)]
