"""Undo the content encoding of an answer piece by piece, never giving more than was asked for.

The client's own decoders unpack a whole piece at once and stack encodings: a few kilobytes can become gigabytes.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from tasks.crawl.failures import FetchFailed

PIECE = 65_536
"""Bytes unpacked at a time."""


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces without their content encoding (identity, gzip or deflate), at most PIECE bytes each.

    Raises FetchFailed: bad_encoding for another or a stacked encoding or broken data, truncated when it ends early.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from pieces
        return
    if name not in ("gzip", "x-gzip", "deflate"):
        raise FetchFailed("bad_encoding", f"Het antwoord is verpakt als {encoding!r}; dat kan niet worden gelezen.")
    yield from _inflated(pieces, name)


def _inflated(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    inflater = None
    for piece in pieces:
        data = piece
        while data:
            if inflater is None:
                inflater = zlib.decompressobj(_window(name, data))
            try:
                out = inflater.decompress(data, PIECE)
            except zlib.error as error:
                raise FetchFailed("bad_encoding", "Het antwoord is verkeerd verpakt.") from error
            if out:
                yield out
            if inflater.eof:
                # several packed members may follow each other; zeros may fill up the end
                data = inflater.unused_data.lstrip(b"\0")
                inflater = None
            else:
                data = inflater.unconsumed_tail
    if inflater is not None:
        if rest := inflater.flush():
            yield rest
        raise FetchFailed("truncated", "Het antwoord is afgebroken voor het einde.", is_transient=True)


def _window(name: str, data: bytes) -> int:
    if name != "deflate":
        return zlib.MAX_WBITS | 16
    # "deflate" is zlib by the standard, and bare by habit of some servers
    return zlib.MAX_WBITS if data[0] & 0x0F == 8 and len(data) > 1 and not (data[0] * 256 + data[1]) % 31 else -15


def gunzipped(data: bytes, limit: int) -> bytes:
    """The content of a gzip file. Raises FetchFailed: too_large over `limit` bytes, bad_encoding, truncated."""
    try:
        with gzip.open(BytesIO(data)) as file:
            content = file.read(limit + 1)
    except EOFError as error:
        raise FetchFailed("truncated", "Het ingepakte bestand is afgebroken voor het einde.") from error
    except (OSError, zlib.error) as error:
        raise FetchFailed("bad_encoding", "Het ingepakte bestand is niet te lezen.") from error
    if len(content) > limit:
        raise FetchFailed("too_large", f"Het uitgepakte bestand is groter dan {limit} bytes.")
    return content
