"""Hostile Markdown and plain text, and files that are not what they say they are."""

from __future__ import annotations

import gzip
import io
import random
import struct

from benchmarks.hostile.building import MEGABYTE, TEXT, Makers, one_page, zipped

_SENTENCE = b"De gemeente oefent elk jaar met de veiligheidsregio. "


def makers() -> Makers:
    """The files by name."""
    return {**_markdown(), **_plain(), **_fake()}


def _markdown() -> Makers:
    return {
        "brackets_300000.md": lambda: _md(b"[" * 300_000),
        "brackets_closed_300000.md": lambda: _md(b"[" * 150_000 + b"](x)" * 150_000),
        "pictures_300000.md": lambda: _md(b"![" * 300_000),
        "quotes_100000.md": lambda: _md(b">" * 100_000 + b" tekst"),
        "quotes_in_lines.md": lambda: _md(b"\n".join(b">" * at + b" tekst" for at in range(2_000))),
        "lists_in_lists.md": lambda: _md(b"\n".join(b"  " * at + b"- punt" for at in range(1_000))),
        "list_marks_100000.md": lambda: _md(b"- " * 100_000 + b"tekst"),
        "table_1000_by_1000.md": lambda: _md(
            b"|" + b"a|" * 1_000 + b"\n|" + b"-|" * 1_000 + b"\n" + (b"|" + b"1|" * 1_000 + b"\n") * 1_000
        ),
        "table_head_100000.md": lambda: _md(b"|" + b"a|" * 100_000 + b"\n|" + b"-|" * 100_000 + b"\n" + b"|1|\n" * 300),
        "stars_1_million.md": lambda: _md(b"*a **b " * 150_000),
        "underscores.md": lambda: _md(b"_a__b" * 200_000),
        "backticks.md": lambda: _md(b" ".join(b"`" * at for at in range(1, 2_500))),
        "comments_open.md": lambda: _md(b"<!--" * 300_000),
        "tags_open.md": lambda: _md(b"<a " * 500_000),
        "tags_block_open.md": lambda: _md(b"<div>\n" + b"<a b='" * 500_000),
        "links_open.md": lambda: _md(b"[a](<b" * 100_000),
        "references_100000.md": lambda: _md(
            b"\n".join(b"[r%d]: http://x" % at for at in range(50_000)) + b"\n\n" + b"[r1] " * 50_000
        ),
        "reference_of_itself.md": lambda: _md(b"[a]: [a]\n\n" + b"[a][a]" * 100_000),
        "front_matter_open.md": lambda: b"---\n" * 300_000 + b"\n# Kop\n\n" + _SENTENCE,
        "loose_rows.md": lambda: _md(b"|a" + b"\n" * 1_000_000 + b"|b|"),
        "loose_pipes.md": lambda: _md((b"|" * 20_000 + b"\n\n") * 40),
        "headings_300000.md": lambda: _md(b"## Kop\n" * 300_000),
        "paragraphs_300000.md": lambda: _md((_SENTENCE[:20] + b"\n\n") * 300_000),
        "one_paragraph_15mb.md": lambda: _md(_SENTENCE * 290_000),
        "line_ends_in_a_paragraph.md": lambda: _md((b"woord" + b" " * 20 + b"\n") * 200_000),
        "escapes.md": lambda: _md(b"\\*&amp;" * 500_000),
        "mails_open.md": lambda: _md(b"<a@" + b"a." * 500_000),
    }


def _plain() -> Makers:
    return {
        "one_word_of_100mb.txt": lambda: b"a" * 100 * MEGABYTE,
        "one_word_of_19mb.txt": lambda: b"a" * 19 * MEGABYTE,
        "one_line_of_19mb.txt": lambda: _SENTENCE * 350_000,
        "lines_2_million.txt": lambda: b"Een regel.\n" * 1_800_000,
        "only_line_ends.txt": lambda: b"\n" * 50 * MEGABYTE,
        "line_ends_between.txt": lambda: b"Begin." + b"\n" * 19_000_000 + b"Einde.",
        "blanks_between.txt": lambda: b"Begin" + b" " * 19_000_000 + b"einde.",
        "dots.txt": lambda: b"Hoofdstuk " + b". " * 5_000_000 + b"x",
        "figures.txt": lambda: b"1.234 " * 2_000_000,
        "one_number.txt": lambda: b"1" * 10_000_000,
        "numbered.txt": lambda: b"1." * 3_000_000 + b" A",
        "dashes.txt": lambda: b"- " * 5_000_000,
        "brackets.txt": lambda: b"(" * 5_000_000 + b"a",
        "quotes.txt": lambda: b"a.'\")]" * 2_000_000,
        "capitals.txt": lambda: b"A. " * 4_000_000,
        "dates.txt": lambda: b"1 januari 2024 " * 1_000_000,
        "years.txt": lambda: b"2024-" * 2_000_000,
        "hyphens_at_line_ends.txt": lambda: b"afge-\n" * 2_000_000,
        "names_of_bodies.txt": lambda: b"Veiligheidsregio Gemeente " * 500_000,
        "form_feeds_1_million.txt": lambda: b"\f" * 1_000_000 + b"tekst",
        "pages_4900.txt": lambda: (_SENTENCE * 20 + b"\f") * 4_900,
        "random_bytes.txt": lambda: random.Random(3).randbytes(10 * MEGABYTE),  # noqa: S311
        "random_above_127.txt": lambda: bytes(128 + byte % 128 for byte in random.Random(4).randbytes(3 * MEGABYTE)),  # noqa: S311
        "halves_of_utf16.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 2_000_000 + b"a\0",
        "utf16_odd.txt": lambda: b"\xfe\xff" + _SENTENCE.decode().encode("utf-16-be") * 20_000 + b"\0",
        "combining_marks.txt": lambda: b"a" + "\u0301".encode() * 3_000_000,
        "right_to_left.txt": lambda: ("\u202e" * 1_000_000 + "tekst").encode(),
        "ligatures.txt": lambda: "\ufdfa".encode() * 1_000_000,
        "noughts_behind_the_head.txt": lambda: _SENTENCE * 2_000 + b"\0" * 5_000_000,
        "soft_hyphens.txt": lambda: ("a\u00ad" * 2_000_000).encode(),
    }


def _fake() -> Makers:
    return {
        "program.pdf": lambda: b"MZ" + bytes(range(256)) * 4_000,
        "program_that_says_pdf.pdf": lambda: b"MZ" + bytes(900) + b"%PDF-1.4" + bytes(range(256)) * 4_000,
        "pdf.docx": lambda: one_page(TEXT),
        "empty.pdf": lambda: b"",
        "only_blanks.pdf": lambda: b" \r\n\t" * 5_000_000,
        "only_noughts.pdf": lambda: bytes(20 * MEGABYTE),
        "picture.pdf": _picture,
        "packed.html": lambda: gzip.compress(b"<html>" + _SENTENCE * 100_000),
        "zip.pdf": lambda: zipped({"a.txt": _SENTENCE}),
        "half_a_zip.docx": lambda: b"PK\3\4" + bytes(1_000),
        "ole.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5_000),
        "json.xml": lambda: b'{"a":' * 100_000,
        "firewall.pdf": lambda: b"<html><title>Request Rejected</title><body>ID 1</body></html>",
    }


def _md(text: bytes) -> bytes:
    return b"# Kop\n\n" + _SENTENCE + b"\n\n" + text + b"\n"


def _picture() -> bytes:
    """The head of a bitmap of 2 GB by 2 GB pixels."""
    buffer = io.BytesIO()
    buffer.write(b"BM" + struct.pack("<IHHI", 100, 0, 0, 54))
    buffer.write(struct.pack("<IiiHHIIiiII", 40, 2**31 - 1, 2**31 - 1, 1, 24, 0, 0, 0, 0, 0, 0))
    return buffer.getvalue()
