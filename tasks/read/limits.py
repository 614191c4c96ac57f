"""What one document may cost. Documents are hostile until they are read."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass

from tasks.read.failures import Damaged, NotReadable

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds for one document.

    memory: bytes of address space of a worker; it holds less. cpu_seconds: its own time. wall_seconds: time on the
    clock, of all readers that try the document together. pages: pages of a PDF. characters: of all its text.
    page_characters, blocks: of one page; a document in markup is one page. unpacked: bytes of an unpacked archive.
    file_size, open_files: of the files that a worker may write, and have open.
    """

    memory: int = 1000 * MEGABYTE
    cpu_seconds: int = 50
    wall_seconds: int = 58
    pages: int = 5_000
    characters: int = 20_000_000
    page_characters: int = 3_000_000
    blocks: int = 200_000
    unpacked: int = 200 * MEGABYTE
    file_size: int = 500 * MEGABYTE
    open_files: int = 256


LIMITS = Limits()


def check_pages(count: int, limits: Limits = LIMITS) -> None:
    """Raise NotReadable (too_large) for more pages than a document may have."""
    if count > limits.pages:
        raise NotReadable(
            "too_large",
            f"Het document heeft {count} pagina's; meer dan {limits.pages} worden niet gelezen. "
            "Vraag de bron om het document in delen.",
        )


def check_characters(count: int, limits: Limits = LIMITS) -> None:
    """Raise NotReadable (too_large) for more text than a document may have."""
    if count > limits.characters:
        raise NotReadable(
            "too_large",
            f"Het document heeft meer dan {limits.characters} tekens tekst en wordt niet gelezen. "
            "Kijk of het wel een document is.",
        )


def check_page(characters: int, blocks: int, limits: Limits = LIMITS) -> None:
    """Raise NotReadable (too_large) for a page with more text, or in more pieces, than a page may have."""
    check_characters(characters, limits)
    if characters > limits.page_characters or blocks > limits.blocks:
        raise NotReadable(
            "too_large",
            f"Eén bladzijde van het document heeft meer dan {limits.page_characters} tekens of "
            f"{limits.blocks} alinea's en wordt niet gelezen. Kijk of het wel een document is.",
        )


def check_archive(archive: zipfile.ZipFile, limits: Limits = LIMITS) -> None:
    """Raise NotReadable for a zip that unpacks to more than it may (too_large), or is locked (encrypted)."""
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise NotReadable(
            "encrypted", "Het document is met een wachtwoord versleuteld. Vraag de bron om een open versie."
        )
    if sum(entry.file_size for entry in entries) > limits.unpacked or len(entries) > 10_000:
        raise NotReadable(
            "too_large",
            f"Het document is uitgepakt groter dan {limits.unpacked // MEGABYTE} MB en wordt niet gelezen. "
            "Kijk of het wel een document is.",
        )


def read_entry(archive: zipfile.ZipFile, name: str, limits: Limits = LIMITS) -> bytes:
    """The bytes of one file in a zip, never more than may be unpacked, whatever its own header says.

    Raises Damaged when it is not there or broken, NotReadable (too_large) when it is a bomb.
    """
    try:
        with archive.open(name) as entry:
            data = entry.read(limits.unpacked + 1)
    except (
        KeyError,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise Damaged(f"Het document is beschadigd: deel {name} ontbreekt of is stuk ({error}).") from error
    if len(data) > limits.unpacked:
        check_characters(limits.characters + 1, limits)
    return data
