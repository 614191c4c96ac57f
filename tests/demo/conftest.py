"""Demonstration documents and sources of the tests' own, small and about bodies that nobody has heard of."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from demo.documents import Document, FrontMatter
from demo.sites import Site

TEXT = "# Een titel\n\nEen zin over de avond van het bestuur.\n"


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """A document from a key and the front matter that differs from the ordinary."""

    def make(key: str = "vr-test/stuk", text: str = TEXT, **about: Any) -> Document:
        organisation_id, slug = key.split("/")
        values = {"title": "Een titel", "type": "verslag", "date": datetime.date(2024, 6, 19), "route": "website"}
        return Document(organisation_id, slug, FrontMatter(**(values | about)), text)

    return make


@pytest.fixture
def make_site() -> Callable[..., Site]:
    """A site that differs from an ordinary website in what is named."""

    def make(organisation_id: str = "vr-test", **other: Any) -> Site:
        values = {
            "name": "Veiligheidsregio Test",
            "connector": "website",
            "port": 8701,
            "number": None,
            "start": ("/documenten",),
            "has_sitemap": True,
        }
        return Site(organisation_id, **(values | other))

    return make


@pytest.fixture(scope="session")
def put_document() -> Callable[..., Path]:
    """Writes a document file below root / "documents" and returns that folder."""

    def put(root: Path, key: str = "vr-test/stuk", text: str = TEXT, **about: Any) -> Path:
        values = {"title": "Een titel", "type": "verslag", "date": "2024-06-19", "route": "website"}
        lines = "".join(f"{name}: {value}\n" for name, value in (values | about).items() if value is not None)
        path = root / "documents" / f"{key}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{lines}---\n{text}", encoding="utf-8")
        return root / "documents"

    return put


@pytest.fixture(scope="session")
def put_source() -> Callable[..., Path]:
    """Writes a source YAML below root / "sources" and returns that folder."""

    def put(root: Path, organisation_id: str, connector: str, port: int, options: str) -> Path:
        kind = "veiligheidsregio" if organisation_id.startswith("vr-") else "gemeente"
        path = root / "sources" / f"{organisation_id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"organisation:\n  id: {organisation_id}\n  kind: {kind}\n  name: Naam van {organisation_id}\n"
            f"sources:\n  - id: bron\n    connector: {connector}\n    base_url: http://127.0.0.1:{port}\n"
            f"    allow_loopback: true\n    options: {options}\n",
            encoding="utf-8",
        )
        return root / "sources"

    return put


@pytest.fixture
def write_document(put_document: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Writes a document file below tmp_path / "documents" and returns that folder."""
    return partial(put_document, tmp_path)


@pytest.fixture
def write_source(put_source: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Writes a source YAML below tmp_path / "sources" and returns that folder."""
    return partial(put_source, tmp_path)
