"""From bytes to text, for formats that are text: which encoding, and nothing else."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def decode(data: bytes) -> str:
    """The text of the bytes: by its byte order mark, else UTF-8 if it is that, else as declared, else Windows-1252.

    UTF-8 goes before what is declared, because bytes that happen to be good UTF-8 and are something else are rare,
    and wrong declarations are not.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096])
    if declared:
        name = declared.group(1).decode("ascii").lower()
        if name not in ("utf-8", "utf8", "iso-8859-1", "latin-1", "us-ascii"):
            try:
                return data.decode(name)
            except (LookupError, ValueError):
                pass
    # mostly UTF-8 with a few broken bytes stays UTF-8
    lenient = data.decode("utf-8", "replace")
    if lenient.count("\ufffd") * 4 < sum(lenient.count(letter) for letter in "éëèïöüçñ€’“”–"):
        return lenient
    return data.decode("cp1252", "replace")
