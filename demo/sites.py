"""Which fictional organisations have a portal, where, and what kind: read from the source YAMLs, kept nowhere else.

The YAML that the crawler follows is the one that the portal is built from, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from demo.documents import Document
from schemas.errors import UsageError
from schemas.source import load_sources

SOURCES = Path(__file__).resolve().parent / "sources"
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Site:
    """Where one organisation publishes."""

    organisation_id: str
    name: str
    connector: str
    port: int  # as declared in the YAML
    number: int | None  # the organisation's number at the supplier of council information; None: a website
    start: tuple[str, ...]  # the overview pages of a website; none: its documents are in the sitemap only
    has_sitemap: bool


def sites(folder: Path = SOURCES) -> list[Site]:
    """The loopback sources of the folder, by organisation.

    Raises SourceFileError for a YAML that is not valid, UsageError for a source that is not on 127.0.0.1.
    """
    found = []
    for file in load_sources(folder):
        for source in file.sources:
            if file.organisation is None or source.base_url is None:
                raise UsageError(f"{file.path}: a demonstration source has an organisation and a base_url. Add them.")
            address = urlsplit(source.base_url)
            if address.hostname != HOST or address.port is None:
                raise UsageError(
                    f"{file.path}: base_url is not http://{HOST}:<port>, the only place for demonstrations."
                )
            options = source.options
            number = options.get("organisation_id")
            found.append(
                Site(
                    organisation_id=file.organisation.id,
                    name=file.organisation.name,
                    connector=source.connector,
                    port=address.port,
                    number=None if number is None else int(number),
                    start=tuple(options.get("start", ())),
                    has_sitemap=bool(options.get("sitemap", False)),
                )
            )
    check_ports(found)
    return sorted(found, key=lambda site: site.organisation_id)


def by_port(found: Iterable[Site]) -> dict[int, list[Site]]:
    """The sites that share each port, by declared port."""
    ports: dict[int, list[Site]] = {}
    for site in sorted(found, key=lambda site: (site.port, site.organisation_id)):
        ports.setdefault(site.port, []).append(site)
    return ports


def check_ports(found: Iterable[Site]) -> None:
    """Raises UsageError, naming the port, when a website does not have its port to itself."""
    for port, there in by_port(found).items():
        if len(there) > 1 and any(site.number is None for site in there):
            names = ", ".join(site.organisation_id for site in there)
            raise UsageError(f"Port {port} is declared by {names}: a website needs a port of its own. Change base_url.")


def check_homes(documents: Iterable[Document], found: Iterable[Site]) -> None:
    """Raises UsageError, naming the first of them, when a document's organisation has no site to publish it on."""
    homes = {site.organisation_id: site.connector for site in found}
    for document in documents:
        connector = homes.get(document.organisation_id)
        is_on_website = document.about.route == "website"
        if connector is None:
            raise UsageError(f"{document.key}: no source YAML has organisation {document.organisation_id}. Add one.")
        if is_on_website != (connector == "website"):
            raise UsageError(f"{document.key}: route {document.about.route!r} is no way to publish by {connector}.")


def write_sources(folder: Path, ports: Mapping[int, int], target: Path) -> Path:
    """Copies of the YAMLs in `target`, with each declared port replaced by the one in use; returns `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for source in content.get("sources", []):
            source["base_url"] = f"http://{HOST}:{ports[urlsplit(source['base_url']).port]}"
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (target / path.name).write_text(text, encoding="utf-8")
    return target
