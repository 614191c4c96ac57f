"""Reading a ZIP: a page with the names of what is packed in it, and no text. What is in it: attachments.py."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import PurePosixPath

from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, Limits
from tasks.read.page import Page, Reading

READER = "zip"

MOST_SHOWN = 1_000
NAMELESS = "zonder naam"
LONGEST_NAME = 200
"""Characters."""
_CLUTTER = frozenset({"thumbs.db", "desktop.ini"})


def read_zip(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page with a name on each line and no marks: nothing of it becomes a passage. Raises Damaged."""
    with opened(data) as archive:
        names = [name_of(entry) for entry in archive.infolist() if is_file(entry)]
    more = [f"… en nog {len(names) - MOST_SHOWN}"] if len(names) > MOST_SHOWN else []
    return Reading(READER, [Page(1, "\n".join([*names[:MOST_SHOWN], *more]))])


def opened(data: bytes) -> zipfile.ZipFile:
    """The zip. Raises Damaged when it does not open."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # a broken table of contents brings zipfile to errors of every kind
        raise Damaged(f"Het zip-bestand is beschadigd en gaat niet open ({error}).") from error


def is_file(entry: zipfile.ZipInfo) -> bool:
    """A file that someone packed: no folder, nor what macOS, Windows and Office leave beside files."""
    parts = PurePosixPath(name_of(entry)).parts
    return (
        not entry.is_dir()
        and parts[0] != "__MACOSX"
        and not parts[-1].startswith((".", "~$"))
        and parts[-1].lower() not in _CLUTTER
    )


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: UTF-8 that is not said to be so is still UTF-8; folders of Windows are folders.

    A name that leads up or to the root of a disk is taken as one within the zip. Control characters become a ?.
    """
    name = entry.filename
    if not entry.flag_bits & 0x800:
        # if it is no UTF-8 it is cp437, as zipfile took it
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return tidy(name)


def tidy(name: str) -> str:
    """A name that can be shown and kept: no root, no .., no control characters, not empty, not too long."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":
        parts = parts[1:]
    text = "".join(letter if letter.isprintable() else "?" for letter in "/".join(parts)) or NAMELESS
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME // 2]}…{text[-LONGEST_NAME // 2 + 1 :]}"
