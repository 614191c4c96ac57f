"""PDFs that are damaged, locked, or something else too. Chance is seeded: the same files every time."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from benchmarks.hostile.building import TEXT, Makers, one_page, pages, zipped


def makers() -> Makers:
    """The files by name."""
    return {
        **{f"cut_at_{share}.pdf": _cut(share) for share in (5, 50, 95, 99)},
        **{f"flipped_{seed}.pdf": _flipped(seed, 200) for seed in range(4)},
        **{f"flipped_much_{seed}.pdf": _flipped(seed, 20_000) for seed in range(2)},
        "without_cross_references.pdf": lambda: pages(40)[: pages(40).rindex(b"xref\n0")],
        "only_a_header.pdf": lambda: b"%PDF-1.7\n",
        "only_a_header_and_noise.pdf": lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(3_000_000),  # noqa: S311
        "locked.pdf": lambda: _encrypted("geheim"),
        "locked_with_an_empty_password.pdf": lambda: _encrypted(""),
        "locked_by_a_lie.pdf": lambda: one_page(TEXT).replace(
            b"/Size", b"/Encrypt<</Filter/Standard/V 5/R 6/O(a)/U(b)/P 0>>/ID[(a)(b)]/Size"
        ),
        "text_after_the_end.pdf": lambda: one_page(TEXT) + b"Na het einde staat nog tekst.\n" * 10_000,
        "header_at_1000.pdf": lambda: b"%" * 999 + b"\n" + one_page(TEXT),
        "pdf_and_zip.pdf": lambda: one_page(TEXT) + zipped({"word/document.xml": b"<x/>"}),
        "pdf_and_html.pdf": lambda: (
            b"<html><body><script>document.write('tekst')</script><!-- " + one_page(TEXT) + b"--></body></html>"
        ),
        "two_pdfs.pdf": lambda: one_page(TEXT) + one_page(TEXT.replace(b"oefent", b"verzint")),
        "a_thousand_ends.pdf": lambda: one_page(TEXT) + b"startxref\n0\n%%EOF\n" * 100_000,
        "a_million_objects.pdf": lambda: one_page(TEXT, *[b"<<>>"] * 1_000_000),
        "a_million_objects_cut.pdf": lambda: one_page(TEXT, *[b"<<>>"] * 1_000_000)[:-30_000_000],
    }


def _cut(share: int) -> Callable[[], bytes]:
    def make() -> bytes:
        whole = pages(200)
        return whole[: len(whole) * share // 100]

    return make


def _flipped(seed: int, count: int) -> Callable[[], bytes]:
    def make() -> bytes:
        chance = random.Random(seed)  # noqa: S311
        data = bytearray(pages(100))
        for _ in range(count):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)

    return make


def _encrypted(password: str) -> bytes:
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages(3))) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user=password, owner="eigenaar", R=6))
    return buffer.getvalue()
