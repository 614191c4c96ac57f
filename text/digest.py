"""Digests that name things by content. Nothing else belongs here."""

from __future__ import annotations

import hashlib


def digest(*parts: str | int | float | bytes | None) -> str:
    """Digest of the parts in order: 32 hexadecimal characters of a sha256.

    Each part is framed by its type and length, so that ("ab", "c") and ("a", "bc"), or 1 and "1", differ.
    """
    sha = hashlib.sha256()
    for part in parts:
        kind = type(part).__name__.encode()
        body = part if isinstance(part, bytes) else repr(part).encode()
        sha.update(b"%s:%d:" % (kind, len(body)))
        sha.update(body)
    return sha.hexdigest()[:32]
