"""Source files: what is accepted, and how what is wrong is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schemas.errors import SourceFileError
from schemas.source import (
    Limits,
    Organisation,
    SourceFile,
    connector_names,
    load_source_file,
    load_sources,
    web_address,
)

WHOLE = """
organisation:
  id: vr-duinrand
  kind: veiligheidsregio
  name: Veiligheidsregio Duinrand
  aliases: [VR Duinrand, VRD]
  region_code: VR81
  website: https://www.vrduinrand.example/
facts: {website: made up for this test}
sources:
  - id: site
    connector: website
    base_url: https://www.vrduinrand.example/
    file_hosts: [Files.vrduinrand.example, "cdn.example:8443"]
    from: 2016-01-01
    until: 2025-12-31
    limits: {documents: 10, pages: 20, bytes: 3000, requests_per_minute: 40, seconds: 5}
    options: {start: [/documenten]}
  - {id: map, connector: folder, options: {path: stukken}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def said(folder: Path, text: str, name: str = "a.yaml") -> list[str]:
    """The lines about this one file."""
    with pytest.raises(SourceFileError) as error:
        load_source_file(put(folder, name, text))
    return str(error.value).split("\n")


def source(**keys: object) -> str:
    """A file with one source that has these keys, written as YAML flow values."""
    fields = {"id": "s", "connector": "website", **keys}
    return "sources:\n  - {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


def organisation(**keys: object) -> str:
    fields = {"id": "vr-a", "kind": "veiligheidsregio", "name": "Regio A", **keys}
    return "organisation: {" + ", ".join(f"{key}: {value}" for key, value in fields.items()) + "}\n"


def test_a_whole_file_is_read_as_it_stands(folder: Path) -> None:
    file = load_source_file(put(folder, "vr-duinrand.yaml", WHOLE))
    assert file.organisation == Organisation(
        id="vr-duinrand",
        kind="veiligheidsregio",
        name="Veiligheidsregio Duinrand",
        aliases=("VR Duinrand", "VRD"),
        region_code="VR81",
        website="https://www.vrduinrand.example",
    )
    assert file.organisation.names() == ("Veiligheidsregio Duinrand", "VR Duinrand", "VRD")
    assert file.facts == {"website": "made up for this test"}
    site, map_ = file.sources
    assert site.base_url == "https://www.vrduinrand.example"
    assert site.file_hosts == ("files.vrduinrand.example", "cdn.example:8443")
    assert (site.from_date, site.until) == (date(2016, 1, 1), date(2025, 12, 31))
    assert site.limits == Limits(documents=10, pages=20, bytes=3000, requests_per_minute=40, seconds=5)
    assert site.options == {"start": ["/documenten"]}
    assert (map_.base_url, map_.allow_loopback, map_.from_date, map_.until) == (None, False, None, None)
    assert file.stem == "vr-duinrand"
    assert [file.source_id(one) for one in file.sources] == ["vr-duinrand/site", "vr-duinrand/map"]


def test_what_is_left_out_has_the_values_that_are_written_down() -> None:
    limits = Limits()
    assert (limits.documents, limits.pages, limits.bytes) == (2000, 500, 50_000_000)
    assert (limits.requests_per_minute, limits.seconds) == (60, 30)


def test_keys_without_a_value_are_empty(folder: Path) -> None:
    file = load_source_file(put(folder, "a.yaml", "organisation:\nfacts:\nsources:\n"))
    assert (file.organisation, file.facts, file.sources) == (None, {}, ())
    file = load_source_file(put(folder, "a.yaml", source(options="")))
    assert file.sources[0].options == {}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("organisatie: {}\n", "a.yaml: organisatie: unknown key"),
        (organisation(naam="x"), "a.yaml: organisation.naam: unknown key"),
        (source(url="https://a.example"), "a.yaml: sources.0.url: unknown key"),
        (source(limits="{page: 3}"), "a.yaml: sources.0.limits.page: unknown key"),
        ("path: /tmp\n", "a.yaml: path: unknown key"),
    ],
)
def test_an_unknown_key_is_an_error_at_every_level(folder: Path, text: str, line: str) -> None:
    assert said(folder, text) == [line]


def test_all_problems_of_a_file_are_told_at_once(folder: Path) -> None:
    text = organisation(id="VR A", kind="provincie") + source(limits="{pages: 0}", options="{}", colour="red")
    keys = [line.split(": ")[1] for line in said(folder, text)]
    assert keys == ["organisation.id", "organisation.kind", "sources.0.limits.pages", "sources.0.colour"]


@pytest.mark.parametrize(
    ("key", "least", "most"),
    [
        ("documents", 1, 100_000),
        ("pages", 1, 100_000),
        ("bytes", 1, 500_000_000),
        ("requests_per_minute", 1, 60_000),
        ("seconds", 0.1, 600),
    ],
)
def test_limits_have_a_least_and_a_most(folder: Path, key: str, least: float, most: float) -> None:
    for value in (least, most):
        put(folder, "a.yaml", source(limits=f"{{{key}: {value}}}"))
        assert getattr(load_source_file(folder / "a.yaml").sources[0].limits, key) == value
    for value in (0, most + 1):
        assert said(folder, source(limits=f"{{{key}: {value}}}"))[0].startswith(f"a.yaml: sources.0.limits.{key}: ")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("ftp://a.example", "only http:// and https:// addresses are read"),
        ("file:///etc/passwd", "only http:// and https:// addresses are read"),
        ("www.a.example", "only http:// and https:// addresses are read"),
        ("https://user:secret@a.example", "no user name or password in an address"),
        ("https://user@a.example", "no user name or password in an address"),
        ("https://:secret@a.example", "no user name or password in an address"),
        ("https://", "not a web address"),
        ("https://a.example:0", "not a web address"),
        ("https://a b.example", "not a web address"),
        ("https://a.example?x=1", "an address without ? and #"),
        ("https://a.example#x", "an address without ? and #"),
    ],
)
def test_an_address_is_plain_http_without_credentials(address: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("?", r"\?")) as error:
        web_address(address)
    assert str(error.value) == why


def test_an_address_that_cannot_be_parsed_is_told_as_such() -> None:
    for address in ("https://a.example:99999", "https://[::1"):
        with pytest.raises(ValueError, match=r"^not a web address: "):
            web_address(address)


def test_an_address_loses_its_last_slash_only() -> None:
    assert web_address("http://a.example:8700/x/") == "http://a.example:8700/x"
    assert web_address("https://a.example") == "https://a.example"


@pytest.mark.parametrize("host", ["https://a.example", "a.example/x", "user@a.example", "a b", "", "a:0", "a:x", "[::"])
def test_a_file_host_is_a_host_name_with_at_most_a_port(folder: Path, host: str) -> None:
    assert said(folder, source(file_hosts=f'["{host}"]'))[0].endswith(
        f"{host!r} is not a host name, such as files.example.nl or files.example.nl:8443"
    )


def test_a_scope_may_be_one_day_and_may_not_be_reversed(folder: Path) -> None:
    put(folder, "a.yaml", source(**{"from": "2020-01-02", "until": "2020-01-02"}))
    assert load_source_file(folder / "a.yaml").sources[0].until == date(2020, 1, 2)
    assert said(folder, source(**{"from": "2020-01-02", "until": "2020-01-01"})) == [
        "a.yaml: sources.0: from: 2020-01-02 is after until: 2020-01-01"
    ]


def test_loopback_is_allowed_for_a_declared_address_only(folder: Path) -> None:
    assert said(folder, source(allow_loopback="true")) == [
        "a.yaml: sources.0: allow_loopback: needs a base_url, the one address it is for"
    ]


def test_a_connector_is_a_module_that_lists_publications(folder: Path) -> None:
    assert connector_names() == {"folder", "website", "notubiz"}
    # stage.py and fetch.py stand in the same folder and are no connectors
    for name in ("stage", "fetch", "gopher"):
        assert said(folder, source(connector=name)) == [
            "a.yaml: sources.0.connector: no connector of that name; there are: folder, notubiz, website"
        ]
    assert said(folder, source(connector="../x"))[0].startswith("a.yaml: sources.0.connector: ")


@pytest.mark.parametrize("name", ["VR", "a_b", "-a", "a-", "a--b", "", "a/b"])
def test_ids_are_lower_case_words_with_dashes(folder: Path, name: str) -> None:
    assert said(folder, source(id=f'"{name}"'))[0].startswith("a.yaml: sources.0.id: ")
    assert said(folder, organisation(id=f'"{name}"'))[0].startswith("a.yaml: organisation.id: ")


@pytest.mark.parametrize(("key", "value"), [("region_code", "VR1"), ("region_code", "vr01"), ("cbs_code", "GM12345")])
def test_codes_have_their_form(folder: Path, key: str, value: str) -> None:
    assert said(folder, organisation(**{key: value}))[0].startswith(f"a.yaml: organisation.{key}: ")


def test_only_a_gemeente_in_a_region_chairs_it(folder: Path) -> None:
    line = "a.yaml: organisation: is_chair: only a gemeente with a region_code chairs a region"
    assert said(folder, organisation(is_chair="true", region_code="VR81")) == [line]
    assert said(folder, organisation(is_chair="true", kind="gemeente")) == [line]
    put(folder, "a.yaml", organisation(is_chair="true", kind="gemeente", region_code="VR81"))
    chair = load_source_file(folder / "a.yaml").organisation
    assert chair is not None
    assert chair.is_chair


def test_a_source_id_stands_once_in_a_file(folder: Path) -> None:
    text = "sources:\n" + "  - {id: s, connector: website}\n" * 2 + "  - {id: r, connector: website}\n"
    assert said(folder, text) == ["a.yaml: sources: id s stands here twice"]


def test_a_file_that_is_no_mapping_or_no_yaml_names_itself(folder: Path) -> None:
    assert said(folder, "- a\n") == ["a.yaml: must hold the keys organisation and sources"]
    assert said(folder, "") == ["a.yaml: must hold the keys organisation and sources"]
    assert said(folder, "a: *b\n") == ["a.yaml: aliases (*name) are not allowed (line 1, column 4)"]
    with pytest.raises(SourceFileError, match=r"none\.yaml: "):
        load_source_file(folder / "none.yaml")


def test_files_are_read_in_order_of_name_and_other_files_left_alone(folder: Path) -> None:
    put(folder, "b.yaml", organisation(id="vr-b"))
    put(folder, "a.yaml", organisation(id="vr-a"))
    put(folder, "notes.txt", "not: yaml: at all")
    assert [file.organisation.id for file in load_sources(folder) if file.organisation] == ["vr-a", "vr-b"]


def test_problems_of_all_files_are_told_at_once(folder: Path) -> None:
    put(folder, "a.yaml", "x: 1\n")
    put(folder, "b.yaml", organisation(id="vr-b"))
    put(folder, "c.yaml", organisation(id="vr-b"))
    put(folder, "d.yaml", "y: 1\n")
    with pytest.raises(SourceFileError) as error:
        load_sources(folder)
    assert str(error.value).split("\n") == [
        "a.yaml: x: unknown key",
        "d.yaml: y: unknown key",
        "b.yaml, c.yaml: organisation.id: vr-b may be claimed by one file only",
    ]


def test_a_region_has_one_veiligheidsregio_and_one_chair(folder: Path) -> None:
    put(folder, "a.yaml", organisation(id="vr-a", region_code="VR81"))
    put(folder, "b.yaml", organisation(id="vr-b", region_code="VR81"))
    put(folder, "c.yaml", organisation(id="gm-c", kind="gemeente", region_code="VR81", is_chair="true"))
    put(folder, "d.yaml", organisation(id="gm-d", kind="gemeente", region_code="VR81", is_chair="true"))
    with pytest.raises(SourceFileError) as error:
        load_sources(folder)
    assert str(error.value).split("\n") == [
        "a.yaml, b.yaml: organisation.region_code: VR81 may be claimed by one file only",
        "c.yaml, d.yaml: organisation.is_chair: VR81 may be claimed by one file only",
    ]


def test_several_gemeenten_lie_in_one_region_and_several_files_have_no_organisation(folder: Path) -> None:
    put(folder, "a.yaml", organisation(id="vr-a", region_code="VR81"))
    put(folder, "b.yaml", organisation(id="gm-b", kind="gemeente", region_code="VR81", is_chair="true"))
    put(folder, "c.yaml", organisation(id="gm-c", kind="gemeente", region_code="VR81"))
    put(folder, "d.yaml", "sources: []\n")
    put(folder, "e.yaml", "sources: []\n")
    assert len(load_sources(folder)) == 5


def test_a_folder_that_is_missing_or_empty_says_what_to_do(folder: Path) -> None:
    with pytest.raises(SourceFileError, match=r"does not exist\. Name another with --sources"):
        load_sources(folder / "none")
    with pytest.raises(SourceFileError, match=r"holds no source file \(\*\.yaml\)"):
        load_sources(folder)


def test_a_source_file_keeps_where_it_stands(folder: Path) -> None:
    path = put(folder, "a.yaml", "sources: []\n")
    assert load_source_file(path) == SourceFile(path=path)
