"""What the makers of hostile files share: a plain writer of PDFs, streams that unpack to much more, and zips."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

MEGABYTE = 1 << 20
Makers = Mapping[str, Callable[[], bytes]]
"""The name of a file, and what makes its bytes."""

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TEXT = b"BT /F 12 Tf 50 700 Td (De gemeente oefent elk jaar met de veiligheidsregio.) Tj ET\n"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object; entries: more of its dictionary."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def pdf(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; 1 is its catalog. trailer: more of the trailer's dictionary."""
    body, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    return bytes(body)


def one_page(
    content: bytes,
    *more: bytes,
    resources: bytes = b"",
    page: bytes = b"/MediaBox[0 0 595 842]",
    catalog: bytes = b"",
    entries: bytes = b"",
    fonts: bytes = b"",
) -> bytes:
    """A PDF of one page. content: its stream; more: objects from number 6 on; the others add to dictionaries."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R%s>>%s>>%s>>"
            % (fonts, resources, page),
            stream(content, entries),
            FONT,
            *more,
        ]
    )


def pages(count: int, words: str = "De gemeente oefent elk jaar met de veiligheidsregio.") -> bytes:
    """An honest PDF: each page its own few lines."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), FONT]
    for number in range(1, count + 1):
        # a letter, because lines that are the same on many pages are taken for headers and footers
        line = b"%s (%c)" % (words.encode("latin-1"), 97 + number % 26)
        lines = b" ".join(b"0 -14 Td (%s) Tj" % line.replace(b"(", b"\\(").replace(b")", b"\\)") for _ in range(20))
        content = b"BT /F 10 Tf 60 780 Td (Bladzijde %d van het plan) Tj %s ET" % (number, lines)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (len(objects) + 2)
        )
        objects.append(stream(zlib.compress(content), b"/Filter/FlateDecode"))
    return pdf(objects)


@lru_cache(maxsize=32)
def deflated(megabytes: int, unit: bytes = b" ") -> bytes:
    """So many megabytes of the same bytes, in zlib's format."""
    packer = zlib.compressobj(6)
    block = unit * (MEGABYTE // len(unit))
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def lzw_run(cycles: int) -> bytes:
    """Blanks by LZW: 7 MB of them for each cycle of the code table."""
    bits = length = 0
    packed = bytearray()

    def put(code: int, width: int) -> None:
        nonlocal bits, length
        bits, length = (bits << width) | code, length + width
        while length >= 8:
            length -= 8
            packed.append(bits >> length & 255)
            bits &= (1 << length) - 1

    for cycle in range(cycles):
        put(256, 12 if cycle else 9)
        put(32, 9)
        for code in range(258, 4094):
            put(code, 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12)
    put(257, 12)
    packed.append(bits << (8 - length) & 255 if length else 0)
    return bytes(packed)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip with these files, packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()
