"""XML, official publications above all."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.xml import read_xml


def blocks(text: str) -> list[tuple[str, int, str]]:
    (page,) = read_xml(text.encode()).pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def test_an_official_publication_gives_its_headings_and_paragraphs() -> None:
    text = """<?xml version="1.0"?>
    <officiele-publicatie><metadata><meta name="x">weg</meta>weg</metadata>
     <kamerstuk><dossier><dossiernummer><dossiernr>12 345</dossiernr></dossiernummer><titel>Rampen</titel></dossier>
      <stuk><stuknr>Nr. <ondernummer>7</ondernummer></stuknr><titel>MOTIE VAN HET LID X</titel>
       <tekst><al>De Kamer,</al><al>gehoord <nadruk>de</nadruk> beraadslaging,</al></tekst></stuk></kamerstuk>
    </officiele-publicatie>"""
    assert blocks(text) == [
        ("paragraph", 0, "12 345"),
        ("heading", 3, "Rampen"),
        ("paragraph", 0, "Nr. 7"),
        ("heading", 3, "MOTIE VAN HET LID X"),
        ("paragraph", 0, "De Kamer,"),
        ("paragraph", 0, "gehoord de beraadslaging,"),
    ]
    assert read_xml(text.encode()).title == "Rampen - MOTIE VAN HET LID X"
    assert read_xml(text.encode()).reader == "lxml"


def test_an_article_with_its_number_is_one_heading() -> None:
    text = (
        "<wet><artikel><kop><label>Artikel</label><nr>5</nr><titel>Plicht</titel></kop><al>Tekst.</al></artikel></wet>"
    )
    assert blocks(text) == [("heading", 2, "Artikel 5 Plicht"), ("paragraph", 0, "Tekst.")]


def test_lists_notes_and_tables_are_told_apart() -> None:
    text = (
        "<x><lijst><li><li.nr>a.</li.nr><al>Een</al></li></lijst>"
        "<noot><noot.nr>1</noot.nr><noot.al>Noot.</noot.al></noot>"
        "<table><row><entry>A</entry><entry><al>B</al></entry></row><tr><td>1</td><td/></tr></table><h3>Kop</h3></x>"
    )
    assert blocks(text) == [
        ("item", 0, "a."),
        ("item", 0, "Een"),
        ("note", 0, "1"),
        ("note", 0, "Noot."),
        ("row", 0, "A | B"),
        ("row", 0, "1"),
        ("heading", 3, "Kop"),
    ]


def test_questions_and_answers_have_their_number_as_heading() -> None:
    text = (
        "<k><kamervraagomschrijving>Vragen over <kamervraagonderwerp>water</kamervraagonderwerp>."
        "</kamervraagomschrijving>"
        "<vraag><nr>Vraag 1</nr><al>Is er water?</al></vraag><antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord></k>"
    )
    assert blocks(text) == [
        ("heading", 1, "Vragen over water."),
        ("heading", 2, "Vraag 1"),
        ("paragraph", 0, "Is er water?"),
        ("heading", 2, "Antwoord 1"),
        ("paragraph", 0, "Ja."),
    ]


def test_text_around_and_after_elements_is_kept_in_order() -> None:
    assert blocks("<x>voor<p>in</p>na<plaatje>weg</plaatje>sl<!-- weg -->ot<?weg?></x>") == [
        ("paragraph", 0, "voor"),
        ("paragraph", 0, "in"),
        ("paragraph", 0, "naslot"),
    ]


def test_a_table_within_a_cell_loses_nothing() -> None:
    text = "<x><row><entry>A</entry><entry><row><entry>B</entry></row></entry><entry>C</entry></row></x>"
    assert [words for _, _, words in blocks(text)] == ["A | B", "C"]


def test_entities_from_outside_are_not_fetched() -> None:
    text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x><p>a&e;b</p></x>'
    assert blocks(text) == [("paragraph", 0, "ab")]


def test_what_is_no_xml_or_has_no_text_is_damage() -> None:
    with pytest.raises(Damaged, match="geen tekst"):
        read_xml(b"<x><y/></x>")
    with pytest.raises(Damaged):
        read_xml(b"geen xml")
    with pytest.raises(Damaged):
        read_xml(b"")


def test_text_is_bounded_and_depth_does_no_harm() -> None:
    with pytest.raises(NotReadable) as caught:
        read_xml(b"<x><p>abc</p></x>", Limits(characters=2))
    assert caught.value.reason_code == "too_large"
    deep = "<a>" * 200 + "diep" + "</a>" * 200
    assert blocks(deep) == [("paragraph", 0, "diep")]


def test_the_date_is_that_of_issue_in_the_metadata() -> None:
    text = """<stuk xmlns="urn:x"><metadata><meta name="DCTERMS.available" content="2024-03-20"/>
    <meta name="DCTERMS.issued" content="2024-03-18"/></metadata><al>Tekst.</al></stuk>"""
    assert read_xml(text.encode()).metadata_date == date(2024, 3, 18)
    assert read_xml(b"<stuk><al>Tekst.</al></stuk>").metadata_date is None
