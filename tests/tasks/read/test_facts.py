"""Facts about a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from tasks.read.facts import HEAD, Facts, Opening, Publication, facts
from tasks.read.found import Found
from text.organisations import KnownOrganisation, Organisations

REGION = KnownOrganisation("vr-zilverkust", "veiligheidsregio", "Veiligheidsregio Zilverkust", ("VRZ",))
TOWN = KnownOrganisation("gm-turfhaven", "gemeente", "Gemeente Turfhaven", ("Turfhaven",))
KNOWN = Organisations([REGION, TOWN])

COUNCIL = Publication("p1", "Stuk", organisation_id="gm-turfhaven", source_organisation_id="gm-turfhaven")
NOBODY = Publication("p1", "Stuk")
BLANK = Opening("", "", "", "", False)


def of(publication: Publication, opening: Opening = BLANK) -> Facts:
    return facts([publication], opening, KNOWN)


def test_all_facts_of_a_document() -> None:
    publication = replace(COUNCIL, title="Raadsvoorstel crisisplan 2024", publication_date=date(2024, 3, 1))
    found = of(publication, replace(BLANK, text="Voorstel: het crisisplan 2024 vast te stellen."))
    assert found == Facts(
        Found("Raadsvoorstel crisisplan 2024", "source", "matig", "Raadsvoorstel crisisplan 2024"),
        Found("raadsvoorstel", "title", "zeker", "Raadsvoorstel"),
        Found(date(2024, 3, 1), "source", "zeker", "2024-03-01"),
        Found((2024, 2024), "title", "matig", "2024"),
        Found("Gemeente Turfhaven", "source", "zeker"),
        Found(""),
        "gm-turfhaven",
        "gemeente",
    )
    assert found.columns() == {
        "title": "Raadsvoorstel crisisplan 2024",
        "doc_type": "raadsvoorstel",
        "doc_type_basis": "title",
        "publication_date": date(2024, 3, 1),
        "year_from": 2024,
        "year_to": 2024,
        "year_basis": "title",
        "about_organisation_id": "gm-turfhaven",
        "about_name": "Gemeente Turfhaven",
        "about_basis": "source",
        "org_kind": "gemeente",
        "is_draft": False,
    }
    assert [(row["fact"], row["value"], row["basis"], row["certainty"]) for row in found.rows()] == [
        ("title", "Raadsvoorstel crisisplan 2024", "source", "matig"),
        ("doc_type", "raadsvoorstel", "title", "zeker"),
        ("publication_date", "2024-03-01", "source", "zeker"),
        ("years", "2024", "title", "matig"),
        ("about", "Gemeente Turfhaven", "source", "zeker"),
        ("draft", "", "none", "onzeker"),
    ]


def test_a_document_of_which_nothing_is_known_has_rows_without_value() -> None:
    found = of(replace(NOBODY, title=""))
    assert [(row["value"], row["basis"]) for row in found.rows()] == [("Zonder titel", "none")[:2], *[("", "none")] * 5]
    assert (found.columns()["doc_type"], found.columns()["doc_type_basis"]) == ("overig", "none")


def test_what_is_unsure_is_in_the_rows_of_facts_alone() -> None:
    cover = "Stukken over wat er staat in de begroting\nGemeente Elders en provincie Zeeland\n1 mei 2020\n2 mei 2021"
    found = of(replace(NOBODY, title="Stuk"), replace(BLANK, cover=cover))
    assert [row["certainty"] for row in found.rows()][1:5] == ["onzeker"] * 4
    assert [row["value"] for row in found.rows()][1:5] == ["begroting", "2020-05-01", "2020", "Gemeente Elders"]
    columns = found.columns()
    assert (columns["doc_type"], columns["publication_date"], columns["year_from"]) == ("overig", None, None)
    assert {columns[name] for name in ("doc_type_basis", "year_basis", "about_basis")} == {"none"}


def test_the_rows_and_columns_keep_to_their_tables() -> None:
    from schemas.core import core_document
    from schemas.core_read import core_fact

    found = of(
        replace(NOBODY, title="Bijlage"),
        Opening("", "", "Jaarstukken 2022\nGemeente Elders", "", False, date(2023, 5, 1)),
    )
    row = {"document_id": "a" * 64, **found.columns(), "page_count": 1, "passage_count": 1, "reader": "text"}
    assert {row["doc_type_basis"], row["year_basis"], row["about_basis"]} == {"text"}
    types = {name: column.dtype for name, column in core_document.columns.items()}
    core_document.validate(pl.DataFrame([row], schema={name: types[name].type for name in row}))
    core_fact.validate(pl.DataFrame([{"document_id": "a" * 64, **fact} for fact in found.rows()]))


def test_a_years_row_has_the_first_and_last_year() -> None:
    assert [
        row["value"] for row in of(replace(COUNCIL, title="Beleidsplan 2024-2027")).rows() if row["fact"] == "years"
    ] == ["2024-2027"]


def test_a_draft_says_so_and_only_then_is_one() -> None:
    assert of(replace(COUNCIL, title="Concept beleidsplan")).columns()["is_draft"] is True
    assert of(replace(COUNCIL, title="Vastgesteld beleidsplan")).columns()["is_draft"] is False
    assert of(COUNCIL, Opening("", "", "", "x" * HEAD + "\nCONCEPT", False)).columns()["is_draft"] is False
    assert of(COUNCIL, Opening("", "", "", "CONCEPT", False)).columns()["is_draft"] is True


def test_the_listed_title_counts_unless_it_says_nothing() -> None:
    opening = Opening("Microsoft Word - Crisisplan versie 3", "Crisisplan\n Zilverkust", "", "tekst", False)
    assert of(replace(COUNCIL, title=" Plan  2024 "), opening).title.value == "Plan 2024"
    for empty in ("", "Bijlage 1", "Z2024 00012", "document", "2024_01.pdf"):
        assert of(replace(COUNCIL, title=empty), opening).title.value == "Crisisplan Zilverkust"
    bare = replace(opening, heading="12")
    assert of(replace(COUNCIL, title="Bijlage 1"), bare).title.value == "Crisisplan versie 3"
    named = replace(opening, heading="", title="crisisplan.docx")
    assert of(replace(COUNCIL, title="Bijlage 1"), named).title.value == "Bijlage 1"
    assert of(replace(COUNCIL, title=""), BLANK).title.value == "Zonder titel"
    assert (
        of(replace(COUNCIL, title=""), replace(opening, heading="Woord " * 100)).title.value == ("Woord " * 100)[:300]
    )


def test_the_date_is_the_listed_one_or_the_labelled_one() -> None:
    opening = Opening("", "", "", "Datum: 1 mei 2023", False)
    assert of(COUNCIL, opening).publication_date.value == date(2023, 5, 1)
    assert of(replace(COUNCIL, publication_date=date(2024, 1, 2)), opening).publication_date.value == date(2024, 1, 2)
    assert of(COUNCIL, opening).years.value == (2023, 2023)


def test_the_cover_tells_type_and_year() -> None:
    found = of(replace(COUNCIL, title="Bijlage 1 van het stuk"), Opening("", "", "Jaarstukken 2022", "", False))
    assert (found.doc_type.value, found.doc_type.basis, found.years.value, found.years.basis) == (
        "jaarstukken",
        "cover",
        (2022, 2022),
        "cover",
    )
    assert of(COUNCIL, Opening("", "", "", "x", True)).doc_type.value == "webpagina"


def test_the_menu_of_a_web_page_tells_no_type() -> None:
    page = Opening("", "Vergadering", "Amendement\nMotie\n" + "Brief\n" * 7, "x", True)
    assert of(COUNCIL, page).doc_type.value == "webpagina"
    assert of(COUNCIL, replace(page, heading="Motie water")).doc_type.value == "motie"
    assert of(COUNCIL, replace(page, is_web_page=False)).doc_type.value == "amendement"
    assert of(COUNCIL, replace(page, cover="Home\nNieuws")).doc_type.value == "nieuwsbericht"


def test_the_words_of_a_title_in_the_document_make_it_sure() -> None:
    def certainty(title: str, opening: Opening) -> str:
        return of(replace(COUNCIL, title=title), opening).title.certainty

    assert certainty("Plan voor noodsteunpunten", replace(BLANK, text="Het plan voor noodsteunpunten.")) == "zeker"
    assert certainty("Plan voor noodsteunpunten", replace(BLANK, title="Plan voor noodsteunpunten")) == "zeker"
    assert certainty("Plan voor noodsteunpunten", replace(BLANK, text="Het plan.")) == "matig"
    assert certainty("", replace(BLANK, heading="Noodsteunpunten", title="Noodsteunpunten")) == "zeker"
    assert certainty("", replace(BLANK, heading="Noodsteunpunten")) == "matig"
    assert certainty("", replace(BLANK, title="Noodsteunpunten", text="De noodsteunpunten")) == "matig"
    assert certainty("", replace(BLANK, title="Jaarplan", text="De noodsteunpunten")) == "onzeker"


def test_a_listed_number_gives_way_to_the_heading() -> None:
    opening = Opening("", "Noodsteunpunten", "", "tekst over water", False)
    assert of(replace(COUNCIL, title="stuk BP2021-0301"), opening).title.value == "Noodsteunpunten"
    assert of(replace(COUNCIL, title="water BP2021-0301"), opening).title.value == "water BP2021-0301"
    assert of(replace(COUNCIL, title="stuk zonder getal"), opening).title.value == "stuk zonder getal"
    assert of(replace(COUNCIL, title="stuk BP2021-0301"), BLANK).title.value == "stuk BP2021-0301"


def test_a_name_too_poor_for_a_title_may_still_bear_a_date_and_a_status() -> None:
    opening = Opening("", "Noodsteunpunten", "", "tekst", False)
    found = of(replace(COUNCIL, title="2024-03-18 definitief"), opening)
    assert (found.title.value, found.publication_date.value, found.draft.value) == (
        "Noodsteunpunten",
        date(2024, 3, 18),
        "definitief",
    )


def test_of_several_publications_that_counts_whose_organisation_it_is_about() -> None:
    title = "Jaarstukken 2023 Veiligheidsregio Zilverkust"
    town = replace(COUNCIL, publication_id="a", title=title, publication_date=date(2024, 7, 1))
    region = Publication("b", title, None, date(2024, 4, 1), "vr-zilverkust", None, None, "vr-zilverkust")
    for order in ([town, region], [region, town]):
        assert facts(order, BLANK, KNOWN).publication_date.value == date(2024, 4, 1)
    stranger = replace(town, publication_id="c", publication_date=date(2023, 1, 1))
    assert facts([stranger, town], BLANK, KNOWN).publication_date.value == date(2024, 7, 1)
