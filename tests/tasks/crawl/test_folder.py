"""Documents in a folder, with and without a manifest."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from schemas.source import Source
from tasks.crawl import folder
from tasks.crawl.failures import SourceFailed
from tasks.crawl.folder import Options, check, publications
from tasks.crawl.publication import Publication, publication_id
from tasks.crawl.session import Session

HERE = {"path": "stukken"}
Start = Callable[..., Session]


@pytest.fixture
def stukken(tmp_path: Path) -> Path:
    """The folder of the source."""
    path = tmp_path / "stukken"
    path.mkdir()
    return path


@pytest.fixture
def listed(start: Start, stukken: Path) -> Callable[..., list[Publication]]:
    """What the folder lists under this manifest; the session is kept as an attribute."""

    def lists(manifest: str | bytes | None = None, **options: str) -> list[Publication]:
        if manifest is not None:
            data = manifest if isinstance(manifest, bytes) else manifest.encode()
            (stukken / options.get("manifest", "MANIFEST.csv")).write_bytes(data)
        session = start("folder", None, {**HERE, **options})
        lists.session = session  # type: ignore[attr-defined]
        return list(publications(session.source, session))

    return lists


def problems(tmp_path: Path, options: dict[str, str] | None = None, **keys: object) -> list[tuple[str, str]]:
    source = Source.model_validate({"id": "s", "connector": "folder", **keys})
    return check(source, Options.model_validate(options or HERE), tmp_path)


# -- with a manifest


def test_the_manifest_says_what_each_file_is(listed: Callable[..., list[Publication]], stukken: Path) -> None:
    (stukken / "a.pdf").write_bytes(b"%PDF-")
    os.utime(stukken / "a.pdf", ns=(5, 7_000_000_123))
    (one,) = listed(
        "file,title,type,date,organisation,kind,licence,leeg\n"
        "a.pdf,Jaarstukken 2024,jaarstukken,2025-06-18,veiligheidsregio x,gemeente,CC0,\n"
    )
    assert one == Publication(
        url="folder:a.pdf",
        title="Jaarstukken 2024",
        doc_type="jaarstukken",
        publication_date=date(2025, 6, 18),
        listing_version="7000000123:5",
        organisation_id="vr-x",
        organisation_name="veiligheidsregio x",
        organisation_kind="veiligheidsregio",
        extra={"licence": "CC0"},
        path=stukken / "a.pdf",
    )


def test_only_the_file_has_to_be_named(listed: Callable[..., list[Publication]], stukken: Path) -> None:
    (stukken / "map").mkdir()
    (stukken / "map" / "plan_van-aanpak.docx").write_bytes(b"x")
    (one,) = listed("file\nmap/plan_van-aanpak.docx\n")
    assert (one.url, one.title) == ("folder:map/plan_van-aanpak.docx", "plan van-aanpak")
    assert (one.doc_type, one.publication_date, one.organisation_id, one.organisation_name) == (None,) * 4
    assert (one.organisation_kind, one.extra) == (None, {})


@pytest.mark.parametrize(
    "manifest",
    [
        "bestand;titel;soort;datum;instantie\na.pdf;Één;nota;1 mei 2024;Y\n",
        "File\tTITEL\tDoc_type\tPublicatiedatum\tOrganisation\r\na.pdf\tÉén\tnota\t01-05-2024\tY\r\n",
        "\ufeffpath,title,documenttype,date,organisatie\na.pdf,Één,nota,2024-05-01,Y\n",
        "sep=;\nfile;title;type;date;organisation\na.pdf;Één;nota;2024-05-01;Y\n",
        ' file ; title ;type;date;organisation\n a.pdf ;" Één ";nota;2024-05-01;Y\n',
        "file;title;type;date;organisation\r\na.pdf;Één;nota;2024-05-01;Y",
    ],
)
def test_columns_and_signs_may_be_those_in_use(listed: Callable[..., list[Publication]], manifest: str) -> None:
    (one,) = listed(manifest)
    assert (one.url, one.title, one.doc_type) == ("folder:a.pdf", "Één", "nota")
    assert (one.publication_date, one.organisation_name) == (date(2024, 5, 1), "Y")


def test_a_manifest_of_a_dutch_spreadsheet_program_is_read(listed: Callable[..., list[Publication]]) -> None:
    (one,) = listed("file;title\na.pdf;Café – €\n".encode("cp1252"))
    assert one.title == "Café – €"


def test_the_first_of_several_names_for_a_column_is_used_and_the_other_kept(
    listed: Callable[..., list[Publication]],
) -> None:
    (one,) = listed("path,file,doc_type,soort\nbron/x.pdf,a.pdf,nota,brief\n")
    assert (one.url, one.doc_type) == ("folder:a.pdf", "nota")
    assert one.extra == {"path": "bron/x.pdf", "soort": "brief"}


@pytest.mark.parametrize(
    ("row", "day", "extra"),
    [
        ("2025-06-18,2020", date(2025, 6, 18), {"year": "2020"}),
        ("2025-06,", date(2025, 6, 1), {"date_precision": "month"}),
        (",2024", date(2024, 1, 1), {"year": "2024", "date_precision": "year"}),
        ("2024,", date(2024, 1, 1), {"date_precision": "year"}),
        ("onbekend,2024", date(2024, 1, 1), {"date": "onbekend", "year": "2024", "date_precision": "year"}),
        ("onbekend,", None, {"date": "onbekend"}),
    ],
)
def test_a_year_or_month_stands_as_its_first_day_and_says_so(
    listed: Callable[..., list[Publication]], row: str, day: date | None, extra: dict[str, str]
) -> None:
    (one,) = listed(f"file,date,year\na.pdf,{row}\n")
    assert (one.publication_date, one.extra) == (day, extra)


@pytest.mark.parametrize(
    ("organisation", "kind", "found"),
    [
        ("Veiligheidsregio X", "", ("vr-x", "Veiligheidsregio X", "veiligheidsregio")),
        ("vrx", "rijk", ("vr-x", "vrx", "veiligheidsregio")),
        ("GEMEENTE   y", "", ("gm-y", "GEMEENTE   y", "gemeente")),
        ("Ministerie van Z", "rijk", (None, "Ministerie van Z", "rijk")),
        ("GGD Z", "GGD", (None, "GGD Z", "ggd")),
        ("Waterschap Z", "waterschap", (None, "Waterschap Z", "overig")),
        ("Gemeente Y-Oost", "", (None, "Gemeente Y-Oost", None)),
        ("", "gemeente", (None, None, "gemeente")),
        ("", "", (None, None, None)),
    ],
)
def test_an_organisation_of_ours_is_known_by_name_or_alias_and_any_other_by_name_only(
    listed: Callable[..., list[Publication]],
    organisation: str,
    kind: str,
    found: tuple[str | None, str | None, str | None],
) -> None:
    (one,) = listed(f"file,organisation,kind\na.pdf,{organisation},{kind}\n")
    assert (one.organisation_id, one.organisation_name, one.organisation_kind) == found


def test_a_file_that_is_not_there_is_listed_without_a_version(listed: Callable[..., list[Publication]]) -> None:
    one, other = listed("file\nweg.pdf\nook-weg.pdf\n")
    assert (one.url, one.listing_version, other.url) == ("folder:weg.pdf", None, "folder:ook-weg.pdf")


@pytest.mark.parametrize("name", ["../geheim.pdf", "map/../../geheim.pdf", "/etc/passwd", ".", "uit", "..\\geheim.pdf"])
def test_a_name_that_leads_out_of_the_folder_is_refused_and_the_rest_goes_on(
    listed: Callable[..., list[Publication]], stukken: Path, name: str
) -> None:
    (stukken.parent / "geheim.pdf").write_bytes(b"geheim")
    (stukken / "uit").symlink_to(stukken.parent / "geheim.pdf")
    (stukken / "map").mkdir()
    (one,) = listed(f"file\n{name}\na.pdf\n")
    assert one.url == "folder:a.pdf"
    session = listed.session  # type: ignore[attr-defined]
    (problem,) = session.problems
    plain = name.replace("\\", "/")
    assert (problem.reason_code, problem.part) == ("refused_path", publication_id("vr-x/one", f"folder:{plain}"))
    assert problem.message.startswith(f"{plain} ligt buiten de map")


def test_a_link_within_the_folder_is_a_file_like_any_other(
    listed: Callable[..., list[Publication]], stukken: Path
) -> None:
    (stukken / "a.pdf").write_bytes(b"x")
    (stukken / "b.pdf").symlink_to(stukken / "a.pdf")
    assert [one.url for one in listed("file\nb.pdf\n")] == ["folder:b.pdf"]


def test_rows_without_a_name_and_rows_about_the_same_file_are_counted(
    listed: Callable[..., list[Publication]],
) -> None:
    manifest = "file,title\na.pdf,Eerste\n,Niets\na.pdf,Tweede\nb\\c.pdf,Derde\nb/c.pdf,Vierde\n"
    assert [(one.url, one.title) for one in listed(manifest)] == [
        ("folder:a.pdf", "Eerste"),
        ("folder:b/c.pdf", "Derde"),
    ]
    assert listed.session.message == (  # type: ignore[attr-defined]
        "2 regels van de lijst over een bestand dat er al in stond overgeslagen. "
        "1 regels van de lijst zonder bestandsnaam overgeslagen."
    )


def test_a_row_that_is_too_short_or_too_long_is_read_as_far_as_it_goes(
    listed: Callable[..., list[Publication]],
) -> None:
    short, long = listed("file,title,licence\na.pdf\nb.pdf,B,CC0,te,veel\n")
    assert (short.title, short.extra) == ("a", {})
    assert (long.title, long.extra) == ("B", {"licence": "CC0"})


def test_another_manifest_may_be_named(start: Start, stukken: Path) -> None:
    (stukken / "MANIFEST.csv").write_bytes(b"file\nb.pdf\n")
    (stukken / "lijst.csv").write_bytes(b"file\na.pdf\n")
    session = start("folder", None, {**HERE, "manifest": "lijst.csv"})
    assert [one.url for one in publications(session.source, session)] == ["folder:a.pdf"]


# -- without one


def test_without_a_manifest_every_file_is_listed_in_order_of_path(
    listed: Callable[..., list[Publication]], stukken: Path
) -> None:
    names = ("z.pdf", "b/a.pdf", "b/.verborgen", "B/x.md", ".git/config", "~$z.docx", "Thumbs.db", "desktop.INI")
    for name in names:
        (stukken / name).parent.mkdir(exist_ok=True)
        (stukken / name).write_bytes(b"x")
    found = listed()
    assert [one.url for one in found] == ["folder:B/x.md", "folder:b/a.pdf", "folder:z.pdf"]
    assert found[1].path == stukken / "b" / "a.pdf"
    assert found[1].title == "a"


def test_a_link_out_of_the_folder_is_refused_without_a_manifest_too(
    listed: Callable[..., list[Publication]], stukken: Path
) -> None:
    (stukken.parent / "elders").mkdir()
    (stukken.parent / "elders" / "geheim.pdf").write_bytes(b"x")
    (stukken / "a.pdf").write_bytes(b"x")
    (stukken / "b.pdf").symlink_to(stukken.parent / "elders" / "geheim.pdf")
    (stukken / "map").symlink_to(stukken.parent / "elders")
    assert [one.url for one in listed()] == ["folder:a.pdf"]
    assert [one.reason_code for one in listed.session.problems] == ["refused_path"]  # type: ignore[attr-defined]


# -- what is wrong with the source as a whole


def test_a_folder_that_is_not_there_or_holds_nothing_is_failing(
    listed: Callable[..., list[Publication]], start: Start
) -> None:
    with pytest.raises(SourceFailed, match=r"^In de map stukken staat geen document\.") as failed:
        listed()
    assert failed.value.state == "failing"
    with pytest.raises(SourceFailed, match=r"^In de map stukken staat geen document\."):
        listed("file,title\n")
    session = start("folder", None, {"path": "weg"})
    with pytest.raises(SourceFailed, match=r"^De map weg bestaat niet\.") as failed:
        list(publications(session.source, session))
    assert failed.value.state == "failing"


def test_a_folder_needs_no_address(tmp_path: Path) -> None:
    said = "a folder has no web address; remove this key"
    assert problems(tmp_path) == []
    assert problems(tmp_path, base_url="https://a.example") == [("base_url", said)]
    assert problems(tmp_path, file_hosts=["a.example"]) == [("file_hosts", said)]


def test_a_manifest_that_is_named_must_be_there_within_the_folder(tmp_path: Path, stukken: Path) -> None:
    assert problems(tmp_path, {**HERE, "manifest": "lijst.csv"}) == [
        ("options.manifest", "there is no lijst.csv in the folder stukken")
    ]
    (tmp_path / "lijst.csv").write_text("file\na\n", encoding="utf-8")
    assert problems(tmp_path, {**HERE, "manifest": "../lijst.csv"}) == [
        ("options.manifest", "must lie within the folder")
    ]
    assert problems(tmp_path, {"path": "weg", "manifest": "lijst.csv"}) == []


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ("naam;titel\nx;y\n", "has no column file (found: naam, titel)"),
        ("", "has no column file (found: nothing)"),
        ("file\n" + "x" * 140_000 + "\n", "field larger than field limit (131072)"),
    ],
)
def test_a_manifest_that_is_none_is_told_before_anything_is_asked(
    tmp_path: Path, stukken: Path, manifest: str, said: str
) -> None:
    (stukken / "MANIFEST.csv").write_text(manifest, encoding="utf-8")
    assert problems(tmp_path) == [("options.manifest", f"MANIFEST.csv: {said}")]


def test_a_manifest_may_have_so_many_bytes(tmp_path: Path, stukken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder.LARGEST_MANIFEST == 50_000_000
    monkeypatch.setattr(folder, "LARGEST_MANIFEST", 12)
    (stukken / "MANIFEST.csv").write_text("file\naaaaaa\n", encoding="utf-8")
    assert problems(tmp_path) == []
    (stukken / "MANIFEST.csv").write_text("file\naaaaaaa\n", encoding="utf-8")
    assert problems(tmp_path) == [("options.manifest", "MANIFEST.csv: larger than 12 bytes")]


def test_a_link_that_leads_round_in_circles_is_refused(listed: Callable[..., list[Publication]], stukken: Path) -> None:
    (stukken / "rond.pdf").symlink_to(stukken / "rond.pdf")
    (stukken / "a.pdf").write_bytes(b"x")
    assert [one.url for one in listed()] == ["folder:a.pdf"]
