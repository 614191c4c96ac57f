"""Sites as the source YAMLs declare them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from demo.documents import DOCUMENTS, Document, load
from demo.sites import SOURCES, Site, by_port, check_homes, check_ports, sites, write_sources
from schemas.errors import SourceFileError, UsageError
from schemas.source import load_sources
from tasks.crawl.connectors import check_files


def test_a_website_and_a_council_are_read_from_their_yaml(write_source: Callable[..., Path]) -> None:
    write_source("vr-a", "website", 8701, "{start: [/documenten], sitemap: true}")
    write_source("vr-b", "website", 8702, "{sitemap: false}")
    folder = write_source("gm-c", "notubiz", 8700, "{organisation_id: 9101}")
    assert sites(folder) == [
        Site("gm-c", "Naam van gm-c", "notubiz", 8700, 9101, (), False),
        Site("vr-a", "Naam van vr-a", "website", 8701, None, ("/documenten",), True),
        Site("vr-b", "Naam van vr-b", "website", 8702, None, (), False),
    ]


def test_an_organisation_without_sources_has_no_site(write_source: Callable[..., Path]) -> None:
    folder = write_source("vr-a", "website", 8701, "{}")
    (folder / "gm-b.yaml").write_text("organisation: {id: gm-b, kind: gemeente, name: B}\nsources: []\n")
    assert [site.organisation_id for site in sites(folder)] == ["vr-a"]


@pytest.mark.parametrize("address", ["http://localhost:8701", "http://127.0.0.1", "https://site.example:8701"])
def test_a_source_elsewhere_than_on_loopback_is_an_error(write_source: Callable[..., Path], address: str) -> None:
    folder = write_source("vr-a", "website", 8701, "{}")
    path = folder / "vr-a.yaml"
    path.write_text(path.read_text().replace("http://127.0.0.1:8701", address))
    with pytest.raises(UsageError, match=r"vr-a\.yaml: base_url is not http://127\.0\.0\.1:<port>"):
        sites(folder)


@pytest.mark.parametrize(
    "content",
    [
        "sources: [{id: x, connector: website, base_url: 'http://127.0.0.1:8701'}]\n",
        "organisation: {id: gm-b, kind: gemeente, name: B}\nsources: [{id: x, connector: website}]\n",
    ],
)
def test_a_source_of_nobody_or_without_address_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "los.yaml").write_text(content)
    with pytest.raises(UsageError, match=r"los\.yaml: a demonstration source has an organisation and a base_url"):
        sites(tmp_path)


def test_a_yaml_that_is_not_valid_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "fout.yaml").write_text("kleur: rood\n")
    with pytest.raises(SourceFileError, match=r"fout\.yaml"):
        sites(tmp_path)


def test_sites_are_grouped_by_port(make_site: Callable[..., Site]) -> None:
    first, second = make_site("gm-b", port=8700), make_site("gm-a", port=8700)
    website = make_site("vr-a", port=8699)
    assert list(by_port([first, second, website]).items()) == [(8699, [website]), (8700, [second, first])]


def test_a_website_has_its_port_to_itself(make_site: Callable[..., Site]) -> None:
    check_ports([make_site("gm-a", number=1, port=8700), make_site("gm-b", number=2, port=8700), make_site("vr-a")])
    for number in (None, 3):
        with pytest.raises(UsageError, match="Port 8701 is declared by vr-a, vr-b: a website needs a port of its own"):
            check_ports([make_site("vr-b"), make_site("vr-a", number=number)])


def test_two_websites_on_one_port_are_an_error_when_read(write_source: Callable[..., Path]) -> None:
    write_source("vr-a", "website", 8701, "{}")
    with pytest.raises(UsageError, match="Port 8701"):
        sites(write_source("vr-b", "website", 8701, "{}"))


def test_every_document_needs_a_home_of_its_kind(
    make_document: Callable[..., Document], make_site: Callable[..., Site]
) -> None:
    found = [make_site(), make_site("gm-a", connector="notubiz", number=1)]
    check_homes(
        [make_document(), make_document("gm-a/x", route="module:1"), make_document("gm-a/y", route="meeting:R")], found
    )
    with pytest.raises(UsageError, match="vr-b/x: no source YAML has organisation vr-b"):
        check_homes([make_document("vr-b/x")], found)
    with pytest.raises(UsageError, match="gm-a/x: route 'website' is no way to publish by notubiz"):
        check_homes([make_document("gm-a/x")], found)
    with pytest.raises(UsageError, match="vr-test/x: route 'module:1' is no way to publish by website"):
        check_homes([make_document("vr-test/x", route="module:1")], found)


def test_copies_of_sources_differ_in_port_alone(write_source: Callable[..., Path], tmp_path: Path) -> None:
    write_source("gm-c", "notubiz", 8700, "{organisation_id: 9101}")
    folder = write_source("vr-a", "website", 8701, "{start: [/documenten], sitemap: true}")
    (folder / "gm-b.yaml").write_text("organisation: {id: gm-b, kind: gemeente, name: Bé}\nsources: []\n")
    target = write_sources(folder, {8700: 40000, 8701: 40001}, tmp_path / "diep" / "kopie")
    assert target == tmp_path / "diep" / "kopie"
    for name, ports in (("gm-c", (8700, 40000)), ("vr-a", (8701, 40001)), ("gm-b", (0, 0))):
        text = (folder / f"{name}.yaml").read_text().replace(*(f"127.0.0.1:{port}" for port in ports))
        assert yaml.safe_load((target / f"{name}.yaml").read_text()) == yaml.safe_load(text)
    assert [site.port for site in sites(target)] == [40000, 40001]
    write_sources(folder, {8700: 1, 8701: 2}, target)
    assert [site.port for site in sites(target)] == [1, 2]


def test_the_sources_of_the_demonstration_are_valid_and_give_every_document_a_home() -> None:
    files = load_sources(SOURCES)
    check_files(files)
    assert len(files) == 9
    found = sites()
    check_homes(load(DOCUMENTS), found)
    assert {site.port for site in found} == set(range(8700, 8705))
    assert all(
        source.allow_loopback and str(source.from_date) == "2016-01-01" for file in files for source in file.sources
    )


def test_every_fictional_region_has_one_chair_and_stilleveld_has_no_source() -> None:
    files = {file.stem: file for file in load_sources(SOURCES)}
    for region, gemeente, code in (
        ("vr-zilverkust", "gm-schelpenburg", "VR91"),
        ("vr-hoge-venen", "gm-turfhaven", "VR92"),
        ("vr-twee-stromen", "gm-klaverbrug", "VR93"),
        ("vr-merenland", "gm-waterrade", "VR94"),
    ):
        assert files[region].organisation.region_code == files[gemeente].organisation.region_code == code
        assert files[gemeente].organisation.is_chair
    assert files["gm-stilleveld"].sources == ()
    assert files["gm-stilleveld"].organisation.region_code == "VR94"
    assert not files["gm-stilleveld"].organisation.is_chair
    assert all(stem == file.organisation.id for stem, file in files.items())
