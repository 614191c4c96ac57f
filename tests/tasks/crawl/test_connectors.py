"""From a name in a source file to its module, and what only the connector can see."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from schemas.errors import SourceFileError
from schemas.source import Source, connector_names, load_sources
from tasks.crawl import folder, notubiz, website
from tasks.crawl.connectors import check_files, connector, options_of


def source(connector: str, **options: object) -> Source:
    return Source.model_validate({"id": "one", "connector": connector, "options": options})


def test_a_connector_is_the_module_of_its_name() -> None:
    assert connector_names() == {"folder", "website", "notubiz"}
    assert connector("folder") is folder
    assert connector("website") is website
    assert connector("notubiz") is notubiz


def test_options_are_read_by_the_connectors_own_model() -> None:
    assert options_of(source("folder", path="docs")) == folder.Options(path="docs")
    assert options_of(source("notubiz", organisation_id=3)) == notubiz.Options(organisation_id=3)
    with pytest.raises(ValidationError):
        options_of(source("notubiz"))


def test_files_that_are_right_pass(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sources: [{id: x, connector: folder, options: {path: d}}]", encoding="utf-8")
    check_files(load_sources(tmp_path))


def test_every_problem_of_every_file_is_told_by_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "a.yaml").write_text(
        "sources:\n"
        "- {id: goed, connector: folder, options: {path: d}}\n"
        "- {id: fout, connector: folder, options: {path: d, manifest: weg.csv}}\n"
        "- {id: vreemd, connector: folder, options: {pad: d}}\n",
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text("sources: [{id: x, connector: website}]", encoding="utf-8")
    with pytest.raises(SourceFileError) as caught:
        check_files(load_sources(tmp_path))
    assert str(caught.value).splitlines() == [
        "a.yaml: sources.1.options.manifest: there is no weg.csv in the folder d",
        "a.yaml: sources.2.options.path: Field required",
        "a.yaml: sources.2.options.pad: unknown key",
        "b.yaml: sources.0.base_url: a website needs its address, such as https://www.example.nl",
    ]
