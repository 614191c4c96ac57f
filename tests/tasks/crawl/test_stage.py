"""Nights of crawling into a real warehouse: sites on loopback, folders on this machine."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from schemas.errors import DiskFullError, SourceFileError, UsageError
from schemas.settings import Settings
from tasks.crawl import stage
from tasks.crawl.stage import NAME, ORGANISATIONS, VERSION
from warehouse import staging
from warehouse.stage import Outcome
from warehouse.writer import open_warehouse

REGION = """
organisation: {id: vr-x, kind: veiligheidsregio, name: Regio X, aliases: [VRX], region_code: VR99,
  website: 'https://x.example'}
sources:
  - {id: site, connector: website, base_url: '%s', allow_loopback: true, options: {sitemap: false},
     limits: {requests_per_minute: 60000}}
"""
COUNCIL = """
organisation: {id: gm-y, kind: gemeente, name: Y, cbs_code: GM0001, region_code: VR99, is_chair: true}
sources:
  - {id: map, connector: folder, options: {path: docs}}
"""
Rows = list[tuple[Any, ...]]
STATES = "SELECT source_id, state, listed_count FROM core_source ORDER BY source_id"
HELD = "SELECT source_id, title, state, is_listed FROM raw_publication ORDER BY source_id, url"


class Site:
    """One page with links, and documents by path (None: gone, 404); status answers for every one of them when set."""

    def __init__(self, server: HTTPServer) -> None:
        self.base = server.url_for("").rstrip("/")
        self.documents: dict[str, bytes | None] = {"/a.pdf": b"%PDF-1.7 a", "/b.pdf": b"%PDF-1.7 b"}
        self.status: int | None = None
        self.asked: list[str] = []
        for path in ("/", "/robots.txt", "/a.pdf", "/b.pdf"):
            server.expect_request(path).respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        if request.path == "/robots.txt":
            return Response(status=404)
        self.asked.append(request.path)
        if self.status is not None:
            return Response(status=self.status)
        if request.path == "/":
            links = "".join(f'<a href="{path}">Stuk {path[1]}</a>' for path in sorted(self.documents))
            return Response(links, content_type="text/html")
        content = self.documents[request.path]
        return Response(content, status=404 if content is None else 200, content_type="application/pdf")


class World:
    """A folder of sources and a data folder; nights one after another."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder = folder
        self.site = site
        self.nights = 0
        (folder / "sources" / "docs").mkdir(parents=True)
        (folder / "sources" / "docs" / "nota.pdf").write_bytes(b"%PDF-1.7 nota")
        self.put("vr-x", REGION % site.base)
        self.put("gm-y", COUNCIL)

    def put(self, stem: str, text: str) -> None:
        (self.folder / "sources" / f"{stem}.yaml").write_text(text, encoding="utf-8")

    def settings(self, *only: str) -> Settings:
        return Settings(
            data=self.folder / "data",
            sources=self.folder / "sources",
            only=only,
            as_of=date(2026, 11, 24),
            run_id=f"run-{self.nights}",
        )

    def pending(self, *only: str) -> list[str]:
        with open_warehouse(self.folder / "data", f"run-{self.nights}") as warehouse:
            return [item.item_id for item in stage.pending(warehouse, self.settings(*only))]

    def night(self, *only: str) -> Outcome:
        self.nights += 1
        with open_warehouse(self.folder / "data", f"run-{self.nights}") as warehouse:
            settings = self.settings(*only)
            outcome = stage.work(stage.pending(warehouse, settings), settings)
            report = warehouse.load(staging.write(outcome, warehouse.staging))
            assert report.rejected == len(outcome.rejects), "no row breaks its contract"
        return outcome

    def rows(self, sql: str) -> Rows:
        with open_warehouse(self.folder / "data") as warehouse:
            return warehouse.rows(sql)


@pytest.fixture
def world(tmp_path: Path, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> World:
    # a passing failure is asked three times; the waits in between are not what is tested here
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    return World(tmp_path, Site(httpserver))


def test_the_first_night_fills_every_table(world: World) -> None:
    outcome = world.night()
    assert (outcome.stage, outcome.version, NAME, VERSION) == ("crawl", VERSION, "crawl", "1")
    assert [item.item_id for item in outcome.items] == [ORGANISATIONS, "gm-y/map", "vr-x/site"]
    assert world.rows("SELECT * FROM core_organisation ORDER BY 1") == [
        ("gm-y", "gemeente", "Y", [], "VR99", "GM0001", True, None),
        ("vr-x", "veiligheidsregio", "Regio X", ["VRX"], "VR99", None, False, "https://x.example"),
    ]
    assert world.rows(
        "SELECT source_id, organisation_id, connector, base_url, state, message, listed_count, ok_at = checked_at "
        "FROM core_source ORDER BY 1"
    ) == [
        ("gm-y/map", "gm-y", "folder", None, "ok", None, 1, True),
        ("vr-x/site", "vr-x", "website", world.site.base, "ok", None, 2, True),
    ]
    assert world.rows(HELD) == [
        ("gm-y/map", "nota", "held", True),
        ("vr-x/site", "Stuk a", "held", True),
        ("vr-x/site", "Stuk b", "held", True),
    ]
    digests = sorted(hashlib.sha256(f"%PDF-1.7 {name}".encode()).hexdigest() for name in ("a", "b", "nota"))
    assert world.rows("SELECT document_id, media_type FROM raw_document ORDER BY 1") == [
        (name, "application/pdf") for name in digests
    ]
    for name in digests:
        assert (world.folder / "data" / "raw" / name[:2] / name).is_file()
    assert world.rows("SELECT count(*) FROM raw_fetch WHERE reason_code IS NULL") == [(3,)]
    assert world.rows("SELECT count(*) FROM core_reject") == [(0,)]


def test_a_second_night_asks_the_lists_and_fetches_nothing(world: World) -> None:
    world.night()
    world.site.asked.clear()
    outcome = world.night()
    assert world.site.asked == ["/"]
    assert [item.item_id for item in outcome.items] == ["gm-y/map", "vr-x/site"]
    assert sorted(outcome.tables) == ["core_source", "raw_publication"]
    assert outcome.upserts == {"core_source", "raw_publication"}
    assert outcome.replaces == {}
    assert world.rows("SELECT count(*) FROM raw_fetch") == [(3,)]


def test_every_run_asks_every_source_once(world: World) -> None:
    world.night()
    with open_warehouse(world.folder / "data", "run-1") as warehouse:
        before = warehouse.input_hashes(NAME)
    assert sorted(before) == ["gm-y/map", ORGANISATIONS, "vr-x/site"]
    world.night()
    with open_warehouse(world.folder / "data") as warehouse:
        after = warehouse.input_hashes(NAME)
    assert {name for name in before if before[name] != after[name]} == {"gm-y/map", "vr-x/site"}


def test_organisations_that_change_are_written_anew(world: World) -> None:
    world.night()
    (world.folder / "sources" / "gm-y.yaml").unlink()
    outcome = world.night()
    assert outcome.replaces["core_organisation"] == "*"
    assert world.rows("SELECT organisation_id FROM core_organisation") == [("vr-x",)]


def test_a_source_that_left_the_files_goes_and_its_documents_stay_no_longer_listed(world: World) -> None:
    world.night()
    (world.folder / "sources" / "gm-y.yaml").unlink()
    assert world.pending("vr-x") == [ORGANISATIONS, "vr-x/site"], "a run for one organisation removes no other"
    outcome = world.night()
    assert [item.item_id for item in outcome.items] == [ORGANISATIONS, "gm-y/map", "vr-x/site"]
    assert outcome.replaces == {"core_organisation": "*", "core_source": "source_id"}
    assert world.rows(STATES) == [("vr-x/site", "ok", 2)]
    assert world.rows(HELD)[0] == ("gm-y/map", "nota", "held", False)
    assert world.pending() == ["vr-x/site"]


def test_a_fault_of_a_connector_costs_its_own_source_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: object, session: object) -> object:
        raise RuntimeError("stuk")

    monkeypatch.setattr("tasks.crawl.folder.publications", broken)
    world.night()
    assert world.rows(STATES) == [("gm-y/map", "failing", 0), ("vr-x/site", "ok", 2)]
    assert world.rows("SELECT message FROM core_source WHERE state = 'failing'") == [
        ("Fout in dit programma bij het lezen van de bron: RuntimeError('stuk'). Meld dit.",)
    ]


def test_a_full_disk_ends_the_run(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(store: object, data: bytes) -> object:
        raise DiskFullError("vol")

    monkeypatch.setattr("warehouse.raw_store.RawStore.put", full)
    with pytest.raises(DiskFullError):
        world.night()


def test_what_was_rejected_stays_so_while_its_source_cannot_be_asked(world: World) -> None:
    rejects = "SELECT item_id, part <> '', reason_code FROM core_reject ORDER BY ALL"
    world.site.documents["/b.pdf"] = b""
    manifest = world.folder / "sources" / "docs" / "MANIFEST.csv"
    manifest.write_text("file\nnota.pdf\n../buiten.pdf\n", encoding="utf-8")
    world.night()
    first = world.rows("SELECT part, message FROM core_reject ORDER BY ALL")
    world.site.status = 500
    manifest.write_text("file\nnota.pdf\n", encoding="utf-8")
    world.night()
    assert world.rows(rejects) == [("vr-x/site", False, "source_failing"), ("vr-x/site", True, "empty")]
    assert world.rows("SELECT part, message FROM core_reject WHERE part <> ''")[0] in first
    world.site.status = None
    world.site.documents["/b.pdf"] = b"%PDF-1.7 b"
    world.night()
    assert world.rows(rejects) == []


def test_what_was_rejected_stays_so_when_it_is_not_listed_any_more(world: World) -> None:
    world.site.documents["/b.pdf"] = b""
    world.night("vr-x")
    del world.site.documents["/b.pdf"]
    for _ in range(2):
        world.night("vr-x")
        assert world.rows("SELECT reason_code FROM core_reject") == [("empty",)]
        assert world.rows(HELD)[1] == ("vr-x/site", "Stuk b", "failed", False)


def test_what_is_not_asked_again_keeps_its_reject_word_for_word(world: World) -> None:
    world.site.documents["/b.pdf"] = None
    world.night("vr-x")
    first = world.rows("SELECT part, reason_code, message, organisation_id FROM core_reject")
    assert [row[1] for row in first] == ["http_404"]
    asked = len(world.site.asked)
    world.night("vr-x")
    assert world.rows("SELECT part, reason_code, message, organisation_id FROM core_reject") == first
    assert not any(path.endswith("/b.pdf") for path in world.site.asked[asked:])


def test_a_failing_source_keeps_yesterdays_rows_and_costs_the_others_nothing(world: World) -> None:
    world.night()
    before = world.rows("SELECT * FROM raw_publication WHERE source_id = 'vr-x/site' ORDER BY url")
    ok_at = world.rows("SELECT ok_at FROM core_source WHERE source_id = 'vr-x/site'")
    world.site.status = 500
    (world.folder / "sources" / "docs" / "nieuw.pdf").write_bytes(b"%PDF-1.7 nieuw")
    world.night()
    assert world.rows(STATES) == [("gm-y/map", "ok", 2), ("vr-x/site", "failing", 2)]
    assert world.rows("SELECT * FROM raw_publication WHERE source_id = 'vr-x/site' ORDER BY url") == before
    assert world.rows("SELECT ok_at FROM core_source WHERE source_id = 'vr-x/site'") == ok_at
    message, checked = world.rows("SELECT message, checked_at > ok_at FROM core_source WHERE state = 'failing'")[0]
    assert "500" in message
    assert checked is True
    assert world.rows("SELECT item_id, reason_code, organisation_id, message FROM core_reject") == [
        ("vr-x/site", "source_failing", "vr-x", message)
    ]
    world.site.status = None
    world.night()
    assert world.rows(STATES) == [("gm-y/map", "ok", 2), ("vr-x/site", "ok", 2)]
    assert world.rows("SELECT count(*) FROM core_reject") == [(0,)]


@pytest.mark.parametrize(("status", "state"), [(500, "failing"), (403, "blocked"), (404, "failing")])
def test_a_source_that_never_answered_has_no_moment_at_which_it_was_right(
    world: World, status: int, state: str
) -> None:
    world.site.status = status
    world.night("vr-x")
    assert world.rows("SELECT state, listed_count, ok_at FROM core_source") == [(state, 0, None)]
    assert world.rows("SELECT reason_code FROM core_reject") == [(f"source_{state}",)]


def test_an_unreachable_host_and_an_empty_folder_are_failing_sources(world: World) -> None:
    world.put("vr-x", REGION % "http://127.0.0.1:9")
    (world.folder / "sources" / "docs" / "nota.pdf").unlink()
    world.night()
    assert world.rows(STATES) == [("gm-y/map", "failing", 0), ("vr-x/site", "failing", 0)]
    assert "raw_publication" not in world.night().tables


def test_a_document_that_cannot_be_had_is_a_reject_with_its_source_organisation_and_name(world: World) -> None:
    manifest = world.folder / "sources" / "docs" / "MANIFEST.csv"
    manifest.write_text("file\nnota.pdf\nweg.pdf\n../buiten.pdf\n", encoding="utf-8")
    world.site.documents["/b.pdf"] = b"<!doctype html><p>Log in</p>"
    world.night()
    assert world.rows("SELECT item_id, organisation_id, reason_code FROM core_reject ORDER BY ALL") == [
        ("gm-y/map", "gm-y", "missing_file"),
        ("gm-y/map", "gm-y", "refused_path"),
        ("vr-x/site", "vr-x", "blocked"),
    ]
    assert world.rows(HELD) == [
        ("gm-y/map", "nota", "held", True),
        ("gm-y/map", "weg", "failed", True),
        ("vr-x/site", "Stuk a", "held", True),
        ("vr-x/site", "Stuk b", "failed", True),
    ]
    assert world.rows(STATES) == [("gm-y/map", "ok", 2), ("vr-x/site", "ok", 2)]


def test_what_is_no_longer_listed_keeps_its_document(world: World) -> None:
    world.night()
    del world.site.documents["/b.pdf"]
    world.night()
    assert world.rows(HELD)[1:] == [("vr-x/site", "Stuk a", "held", True), ("vr-x/site", "Stuk b", "held", False)]
    assert world.rows("SELECT count(*) FROM raw_document") == [(3,)]


def test_a_source_is_handed_what_is_known_of_it(world: World) -> None:
    world.night()
    with open_warehouse(world.folder / "data", "run-1") as warehouse:
        found = stage.pending(warehouse, world.settings())
    known = {item.item_id: item.payload["known"] for item in found}
    assert {item.item_id: item.payload["before"][0][0] for item in found} == {"gm-y/map": 1, "vr-x/site": 2}
    assert [len(known[name]) for name in ("gm-y/map", "vr-x/site")] == [1, 2]
    (row,) = known["gm-y/map"].values()
    assert (row["url"], row["last_reason"], row["tried_at"] == row["fetched_at"]) == ("folder:nota.pdf", None, True)


def test_what_was_taken_down_is_never_fetched_again(world: World) -> None:
    world.night("vr-x")
    with open_warehouse(world.folder / "data", "run-1") as warehouse, warehouse.cursor() as cursor:
        cursor.execute("UPDATE raw_publication SET state = 'taken_down', document_id = NULL WHERE title = 'Stuk a'")
    world.site.asked.clear()
    world.night("vr-x")
    assert world.site.asked == ["/"]
    found = world.rows(
        "SELECT state, document_id, is_listed, last_seen_at > first_seen_at FROM raw_publication WHERE title = 'Stuk a'"
    )
    assert found == [("taken_down", None, True, True)]


def test_a_failed_fetch_is_the_last_and_the_held_bytes_keep_their_own(world: World) -> None:
    world.night()
    nota = world.folder / "sources" / "docs" / "nota.pdf"
    nota.write_bytes(b"")
    world.night("gm-y")
    with open_warehouse(world.folder / "data") as warehouse:
        (item,) = stage.pending(warehouse, world.settings("gm-y"))
    (row,) = item.payload["known"].values()
    assert (row["last_reason"], row["tried_at"] > row["fetched_at"]) == ("empty", True)
    assert row["document_id"] == hashlib.sha256(b"%PDF-1.7 nota").hexdigest()


def test_a_report_page_is_asked_as_a_document_once_and_not_at_all_on_the_second_night(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    asked: list[str] = []

    def answer(request: Request) -> Response:
        asked.append(request.path)
        body = '<a href="/jv/1">Lees meer</a>' if request.path == "/" else "<h1>Jaarverslag 2024</h1>"
        return Response(body, content_type="text/html", status=404 if request.path == "/robots.txt" else 200)

    for path in ("/", "/robots.txt", "/jv/1"):
        httpserver.expect_request(path).respond_with_handler(answer)
    world = World(tmp_path, Site(httpserver))
    text = (REGION % httpserver.url_for("").rstrip("/")).replace("sitemap: false", "sitemap: false, html: [/jv/]")
    world.put("vr-x", text)
    world.night("vr-x")
    assert asked == ["/robots.txt", "/", "/jv/1", "/jv/1"]
    first = world.rows("SELECT * EXCLUDE (last_seen_at) FROM raw_publication")
    asked.clear()
    world.night("vr-x")
    assert asked == ["/robots.txt", "/"]
    assert world.rows("SELECT * EXCLUDE (last_seen_at) FROM raw_publication") == first


def test_only_the_organisations_that_are_named_are_asked(world: World) -> None:
    assert world.pending("gm-y") == [ORGANISATIONS, "gm-y/map"]
    assert world.pending("gm-y", "vr-x") == [ORGANISATIONS, "gm-y/map", "vr-x/site"]
    world.put("los", "sources: [{id: map, connector: folder, options: {path: docs}}]")
    assert world.pending() == [ORGANISATIONS, "gm-y/map", "los/map", "vr-x/site"]
    assert world.pending("vr-x") == [ORGANISATIONS, "vr-x/site"]


def test_an_only_that_names_nobody_ends_the_command(world: World) -> None:
    with pytest.raises(UsageError) as caught:
        world.pending("vr-x", "vr-z", "gm-q")
    assert str(caught.value) == "--only: no organisation gm-q, vr-z. There are: gm-y, vr-x."


def test_a_source_file_that_is_wrong_ends_the_command(world: World) -> None:
    world.put("gm-y", COUNCIL.replace("path: docs", "pad: docs"))
    with pytest.raises(SourceFileError, match=r"gm-y.yaml: sources.0.options.pad: unknown key"):
        world.pending()


def test_documents_about_nobody_in_particular_have_no_organisation(world: World) -> None:
    world.put("los", "sources: [{id: map, connector: folder, options: {path: docs}}]")
    world.night()
    assert world.rows("SELECT organisation_id FROM raw_publication WHERE source_id = 'los/map'") == [(None,)]
    assert world.rows("SELECT organisation_id FROM core_source WHERE source_id = 'los/map'") == [(None,)]
    assert world.rows("SELECT count(*) FROM raw_document") == [(3,)], "the same bytes are kept once"
