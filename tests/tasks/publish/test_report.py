"""The report: what a reader sees, and what no document can make them see."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from schemas.codebook import MEASURES
from schemas.scoring import load_scoring
from schemas.settings import PROJECT
from tasks.publish.report import file_name, matrix, organisation_page, totals, write_report

RULE = load_scoring(PROJECT / "codebook")
FACTS = {"run_id": "run-1", "as_of_date": "2026-11-24", "codebook_version": "abc"}
ATTACK = '<script>alert("x")</script>'


def score(organisation: str, measure: int, kind: str = "gemeente", level: str = "laag") -> dict[str, Any]:
    return {
        "organisation_id": organisation,
        "organisation_name": f"Naam van {organisation}",
        "kind": kind,
        "measure": measure,
        "measure_name": f"Maatregel {measure}",
        "level": level,
        "certainty": "matig",
        "explanation": f"Omdat {organisation} {measure}.",
    }


def evidence(number: int, **change: Any) -> dict[str, Any]:
    return {
        "judgement_id": f"j{number}",
        "organisation_id": "gm-x",
        "measure": 3,
        "progress": "plan",
        "year_described": 2024,
        "quote": f"Citaat {number}.",
        "passage_text": f"Rond citaat {number}.",
        "page_number": 7,
        "title": "Jaarstukken",
        "publication_date": None,
        "is_draft": False,
        "media_type": "application/pdf",
        "page_count": 20,
        "attachment_name": None,
        "url": "https://voorbeeld.example/a.pdf",
        "page_url": "https://voorbeeld.example/a.pdf#page=7",
        "is_listed": True,
        "is_ggd": False,
        **change,
    }


def tables(**change: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    organisations = {"gm-x": "gemeente", "vr-y": "veiligheidsregio"}
    made: dict[str, list[dict[str, Any]]] = {
        "out_organisation": [{"organisation_id": o, "name": f"Naam van {o}"} for o in organisations],
        "out_measure": [{"measure": m, "name": f"Maatregel {m}"} for m in MEASURES],
        "out_score": [score(o, m, kind) for o, kind in organisations.items() for m in MEASURES],
        "out_score_region": [
            {
                "region_code": "VR99",
                "region_name": "Regio Y",
                "measure": m,
                "level": "midden",
                "is_raised": m == 1,
                "explanation": "Omdat.",
            }
            for m in MEASURES
        ],
        "out_score_national": [
            {
                "measure": m,
                "theme": "Thema",
                "name": f"Maatregel {m}",
                "level": "onbekend",
                "hoog_count": 0,
                "midden_count": 1,
                "laag_count": 2,
                "onbekend_count": 22,
                "spread": "onbekend",
                "explanation": "Omdat.",
            }
            for m in MEASURES
        ],
        "out_evidence": [evidence(1), evidence(2, measure=4, progress="beproefd")],
        "out_summary": [
            {"organisation_id": "gm-x", "measure": 3, "year": 0, "sentence": "Citaat 1.", "judgement_id": "j1"},
            {"organisation_id": "gm-x", "measure": 3, "year": 2024, "sentence": "Van een jaar.", "judgement_id": "j1"},
        ],
        "out_gap": [
            {"organisation_id": "gm-x", "measure": 3, "element_name": "Een team", "is_gap": True},
            {"organisation_id": "gm-x", "measure": 3, "element_name": "Een plan", "is_gap": False},
        ],
        "out_coverage": [
            {
                "organisation_id": "gm-x",
                "organisation_name": "Naam van gm-x",
                "year": 2024,
                "publication_count": 4,
                "read_count": 3,
                "rejected_count": 1,
                "passage_count": 50,
                "state": "deels",
            },
            {
                "organisation_id": "vr-y",
                "organisation_name": "Naam van vr-y",
                "year": 0,
                "publication_count": 0,
                "read_count": 0,
                "rejected_count": 0,
                "passage_count": 0,
                "state": "geen_bron",
            },
        ],
        "out_source": [{"source_id": "gm-x/notubiz", "organisation_id": "gm-x", "state": "ok", "listed_count": 4}],
        "out_reject": [{"stage": "read", "reason_code": "damaged", "message": "Kapot.", "organisation_id": "gm-x"}],
        "out_document": [{"document_id": "d"}] * 3,
        "out_run": [],
    }
    return {**made, **{f"out_{name}": rows for name, rows in change.items()}}


def written(folder: Path, **change: list[dict[str, Any]]) -> Path:
    made = tables(**change)
    write_report(folder, lambda name: made[name], FACTS, RULE)
    return folder


class Reading(HTMLParser):
    """The links, ids and tags of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


def test_every_link_within_the_report_leads_somewhere(tmp_path: Path) -> None:
    folder = written(tmp_path / "report")
    pages = {page: Reading(page) for page in folder.rglob("*.html")}
    assert len(pages) == 3
    for page, reading in pages.items():
        assert len(set(reading.ids)) == len(reading.ids)
        for link in reading.links:
            if link.startswith("https://"):
                continue
            path, _, fragment = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), f"{page.name}: {link}"
            if fragment:
                assert fragment in pages[target].ids, f"{page.name}: {link}"


def test_the_matrix_shows_regions_first_and_links_every_cell_to_its_evidence(tmp_path: Path) -> None:
    reading = Reading(written(tmp_path / "report") / "index.html")
    cells = [link for link in reading.links if "#maatregel-" in link]
    assert cells[:1] == ["organisatie/vr-y.html#maatregel-1"]
    assert len(cells) == 24


def test_evidence_is_shown_with_its_page_and_link(tmp_path: Path) -> None:
    text = (written(tmp_path / "report") / "organisatie" / "gm-x.html").read_text(encoding="utf-8")
    assert '<a href="https://voorbeeld.example/a.pdf#page=7" rel="noopener">bladzijde 7</a>' in text
    assert "<blockquote>Citaat 1.</blockquote>" in text
    assert "Rond citaat 1." in text
    cited = '‘Citaat 1.’ <a href="https://voorbeeld.example/a.pdf#page=7" rel="noopener">bladzijde 7</a>, '
    assert f'{cited}<a href="#bewijs-j1">bewijs</a>' in text
    assert "Van een jaar." not in text
    assert "<li>Een team</li>" in text
    assert "Een plan" not in text


def test_an_address_that_a_browser_should_not_follow_is_text(tmp_path: Path) -> None:
    one = evidence(1, url="javascript:alert(1)", page_url="javascript:alert(1)")
    folder = written(tmp_path / "report", evidence=[one])
    reading = Reading(folder / "organisatie" / "gm-x.html")
    assert not [link for link in reading.links if "javascript" in link]
    assert "bladzijde 7 (javascript:alert(1))" in (folder / "organisatie" / "gm-x.html").read_text(encoding="utf-8")


def test_a_web_page_is_linked_at_its_words_and_an_attachment_at_what_it_lies_in(tmp_path: Path) -> None:
    address = "https://voorbeeld.example/nieuws?a=1&b=2"
    page = evidence(
        1, url=address, page_url=address, media_type="text/html", page_count=1, quote="Wij oefenen elk jaar."
    )
    zipped = evidence(
        2,
        measure=4,
        url="https://voorbeeld.example/b.zip#<i>nota</i>.pdf",
        page_url="https://voorbeeld.example/b.zip",
        attachment_name="<i>nota</i>.pdf",
    )
    text = (written(tmp_path / "report", evidence=[page, zipped]) / "organisatie" / "gm-x.html").read_text(
        encoding="utf-8"
    )
    words = "https://voorbeeld.example/nieuws?a=1&amp;b=2#:~:text=Wij%20oefenen%20elk%20jaar"
    assert f'<a href="{words}" rel="noopener">webpagina</a>' in text
    inside = "bladzijde 7 van bijlage &lt;i&gt;nota&lt;/i&gt;.pdf"
    assert f'<a href="https://voorbeeld.example/b.zip" rel="noopener">{inside}</a>' in text


def test_text_of_documents_is_never_markup(tmp_path: Path) -> None:
    one = evidence(1, quote=ATTACK, passage_text=ATTACK, title=ATTACK)
    folder = written(tmp_path / "report", evidence=[one])
    page = folder / "organisatie" / "gm-x.html"
    assert "script" not in Reading(page).tags
    assert "&lt;script&gt;" in page.read_text(encoding="utf-8")


def test_the_report_loads_nothing_from_elsewhere_and_says_that_it_is_dutch(tmp_path: Path) -> None:
    for page in written(tmp_path / "report").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert '<html lang="nl">' in text
        assert "default-src 'none'; style-src 'self'" in text
        assert Reading(page).tags.count("h1") == 1


def test_what_was_not_found_or_read_is_said(tmp_path: Path) -> None:
    text = (written(tmp_path / "report") / "index.html").read_text(encoding="utf-8")
    assert "geen bron bekend" in text
    assert "een deel niet gelezen" in text
    assert "Kapot." in text
    assert "Niets gevonden betekent niet: niets gedaan." in text


def test_the_rule_is_explained_with_its_own_numbers(tmp_path: Path) -> None:
    text = " ".join((written(tmp_path / "report") / "index.html").read_text(encoding="utf-8").split())
    assert "Minstens 2 belangrijke onderdelen" in text
    assert "niet ouder dan 4 jaar" in text
    assert "veiligheidsregio 3 documenten over 2 jaren" in text


def test_a_raised_region_has_a_plus_sign(tmp_path: Path) -> None:
    text = (written(tmp_path / "report") / "index.html").read_text(encoding="utf-8")
    assert text.count("</span> +</td>") == 1


def test_a_draft_a_ggd_and_a_document_that_is_gone_are_marked(tmp_path: Path) -> None:
    one = evidence(1, is_draft=True, is_ggd=True, is_listed=False, year_described=None)
    text = (written(tmp_path / "report", evidence=[one]) / "organisatie" / "gm-x.html").read_text(encoding="utf-8")
    assert ", ontwerp," in text
    assert "Dit gaat over de GGD" in text
    assert "Dit document staat niet meer in de bron" in text
    assert "Voortgang: plan." in text


def test_a_file_name_cannot_leave_its_folder() -> None:
    assert file_name("vr-zilverkust") == "vr-zilverkust"
    assert file_name("../A b") == "_____b"


def test_the_matrix_puts_veiligheidsregios_first_then_names_in_order() -> None:
    rows = [score("gm-b", 2), score("gm-b", 1), score("vr-z", 1, "veiligheidsregio"), score("gm-a", 1)]
    assert {o: list(cells) for o, cells in matrix(rows).items()} == {"vr-z": [1], "gm-a": [1], "gm-b": [1, 2]}
    assert list(matrix(rows)) == ["vr-z", "gm-a", "gm-b"]


def test_totals_count_what_the_first_paragraph_says() -> None:
    out = {name.removeprefix("out_"): rows for name, rows in tables().items()}
    out["score"][0]["level"] = "onbekend"
    assert totals(out) == {
        "organisations": 2,
        "documents": 3,
        "evidence": 2,
        "rejects": 1,
        "unknown": 1,
        "cells": 24,
    }


def test_evidence_is_ordered_by_year_then_progress() -> None:
    rows = [
        evidence(1, year_described=2023, progress="beproefd"),
        evidence(2, year_described=None),
        evidence(3, progress="voornemen"),
        evidence(4, progress="uitvoering"),
        evidence(5, organisation_id="vr-y"),
    ]
    out = {name.removeprefix("out_"): found for name, found in tables(evidence=rows).items()}
    page = organisation_page("gm-x", out)
    assert [row["judgement_id"] for row in page["evidence"][3]] == ["j4", "j3", "j1", "j2"]
    assert page["evidence"][12] == []
