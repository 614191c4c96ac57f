"""Loading of demonstration documents: what is accepted, and which file an error names."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from demo.documents import DOCUMENTS, Document, load, number_of
from schemas.errors import UsageError


def broken(folder: Path) -> str:
    with pytest.raises(UsageError) as caught:
        load(folder)
    return str(caught.value)


def test_a_document_is_loaded_with_its_front_matter_and_its_text(write_document: Callable[..., Path]) -> None:
    folder = write_document("vr-test/jaarstukken-2024", text="\n# Kop\n\nTekst met €.\n\n", year=2024, format="docx")
    (document,) = load(folder)
    assert document.organisation_id == "vr-test"
    assert document.slug == "jaarstukken-2024"
    assert document.key == "vr-test/jaarstukken-2024"
    assert document.text == "# Kop\n\nTekst met €.\n"
    assert document.about.date == datetime.date(2024, 6, 19)
    assert (document.about.year, document.about.format, document.about.layout) == (2024, "docx", "one-column")
    assert (document.about.title, document.about.type, document.about.route) == ("Een titel", "verslag", "website")


def test_format_and_year_may_be_left_out(write_document: Callable[..., Path]) -> None:
    (document,) = load(write_document())
    assert (document.about.format, document.about.year) == ("pdf", None)


def test_documents_come_in_order_of_their_key(write_document: Callable[..., Path]) -> None:
    for key in ("vr-b/x", "vr-a/z", "vr-a/b"):
        folder = write_document(key)
    assert [document.key for document in load(folder)] == ["vr-a/b", "vr-a/z", "vr-b/x"]


def test_two_columns_and_every_kind_of_route_are_accepted(write_document: Callable[..., Path]) -> None:
    write_document("gm-a/een", layout="two-columns", route="module:19")
    folder = write_document("gm-a/twee", route="'meeting:Raadsvergadering juni'")
    assert [document.about.route for document in load(folder)] == ["module:19", "meeting:Raadsvergadering juni"]
    assert load(folder)[0].about.layout == "two-columns"


@pytest.mark.parametrize("route", ["module:", "module:0", "module:x", "'meeting:'", "'meeting: x'", "post", "website2"])
def test_a_route_that_leads_nowhere_is_an_error(write_document: Callable[..., Path], route: str) -> None:
    assert "route" in broken(write_document(route=route))


def test_an_unknown_key_is_an_error_that_names_file_and_key(write_document: Callable[..., Path]) -> None:
    message = broken(write_document("vr-test/fout", kleur="rood"))
    assert str(Path("vr-test") / "fout.md") in message
    assert "kleur" in message


@pytest.mark.parametrize("missing", ["title", "type", "date", "route"])
def test_a_missing_key_is_an_error_that_names_it(write_document: Callable[..., Path], missing: str) -> None:
    assert f"{missing}: Field required" in broken(write_document(**{missing: None}))


def test_a_format_that_is_not_known_is_an_error(write_document: Callable[..., Path]) -> None:
    assert "format" in broken(write_document(format="odt"))


def test_the_folder_must_exist(tmp_path: Path) -> None:
    assert str(tmp_path / "weg") in broken(tmp_path / "weg")


def test_a_document_stands_in_the_folder_of_one_organisation(write_document: Callable[..., Path]) -> None:
    folder = write_document()
    (folder / "los.md").write_text("---\n---\nx")
    assert "los.md is not in a folder of one organisation" in broken(folder)
    (folder / "los.md").unlink()
    (folder / "vr-test" / "diep").mkdir()
    (folder / "vr-test" / "diep" / "stuk.md").write_text("---\n---\nx")
    assert "Move it to <organisation_id>/stuk.md" in broken(folder)


def test_a_file_name_has_no_capitals_or_spaces(write_document: Callable[..., Path]) -> None:
    assert "Rename it" in broken(write_document("vr-test/Jaar stukken"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# Kop\n", "no front matter"),
        (b"", "no front matter"),
        (b"---\ntitle: x\n", "no front matter"),
        (b"---\ntitle: x\n---\n  \n", "no text below"),
        (b"---\ntitle: [\n---\nx\n", "not valid YAML"),
        (b"---\n- x\n---\nx\n", "not a list of keys and values"),
        (b"---\ntitle: \xff\n---\nx\n", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_document_is_an_error_that_names_it(
    write_document: Callable[..., Path], content: bytes, said: str
) -> None:
    folder = write_document()
    (folder / "vr-test" / "ander.md").write_bytes(content)
    message = broken(folder)
    assert said in message
    assert "ander.md" in message


@pytest.mark.parametrize("kind", ["pdf", "scan", "broken"])
def test_a_character_that_no_pdf_font_has_is_an_error_that_names_it(
    write_document: Callable[..., Path], kind: str
) -> None:
    assert "'→' (U+2192)" in broken(write_document(text="Van A → B.", format=kind))


@pytest.mark.parametrize("kind", ["html", "docx", "md"])
def test_other_formats_hold_any_character(write_document: Callable[..., Path], kind: str) -> None:
    assert load(write_document(text="Van A → B.", format=kind))[0].text == "Van A → B.\n"


def test_a_title_of_a_pdf_is_checked_too(write_document: Callable[..., Path]) -> None:
    assert "U+2713" in broken(write_document(title="Klaar ✓"))


def test_dutch_characters_are_in_every_font(write_document: Callable[..., Path]) -> None:
    text = "Ëën coördinatie, financiële € 5 – ‘ja’ “nee” … ½ m² •\n"
    assert load(write_document(text=text))[0].text == text


def test_a_number_is_eight_digits_and_hangs_on_kind_and_name_alone(make_document: Callable[..., Document]) -> None:
    assert number_of("document", "vr-test/stuk") == 73_862_274
    assert number_of("meeting", "vr-test/stuk") != number_of("document", "vr-test/stuk")
    numbers = [number_of("document", str(name)) for name in range(2000)]
    assert min(numbers) >= 10_000_000
    assert max(numbers) < 100_000_000
    assert make_document(title="Anders").number == number_of("document", "vr-test/stuk")


def test_two_documents_with_one_number_are_an_error_that_names_both(
    write_document: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("demo.documents.NUMBERS", 1)
    write_document("vr-a/een")
    message = broken(write_document("vr-a/twee"))
    assert "vr-a/een" in message
    assert "vr-a/twee" in message


def test_the_documents_of_the_demonstration_load() -> None:
    assert len(load(DOCUMENTS)) >= 1
