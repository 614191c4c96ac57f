"""Hostile PDFs whose structure is the weapon: filters, cross references, trees, numbers and sizes that lie."""

from __future__ import annotations

import zlib

from benchmarks.hostile.building import FONT, TEXT, Makers, deflated, lzw_run, one_page, pdf, stream

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"


def makers() -> Makers:
    """The files by name."""
    return {
        "flate_1gb.pdf": lambda: one_page(deflated(1024), entries=b"/Filter/FlateDecode"),
        "flate_1gb_twice.pdf": lambda: one_page(
            zlib.compress(deflated(1024), 9), entries=b"/Filter[/FlateDecode/FlateDecode]"
        ),
        "flate_ten_times.pdf": _flate_chain,
        "flate_1gb_of_operators.pdf": lambda: one_page(deflated(1024, b"q Q "), entries=b"/Filter/FlateDecode"),
        "lzw_1gb.pdf": lambda: one_page(
            zlib.compress(lzw_run(140), 9), entries=b"/Filter[/FlateDecode/LZWDecode]/DecodeParms[null null]"
        ),
        "run_length_1gb.pdf": lambda: one_page(
            deflated(16, b"\x81 ") + b"\x80", entries=b"/Filter[/FlateDecode/RunLengthDecode]"
        ),
        "predictor_columns.pdf": lambda: one_page(
            deflated(1),
            entries=b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32>>",
        ),
        "cyclic_page_tree.pdf": lambda: _few(b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>", _PAGE, stream(TEXT), FONT),
        "page_tree_of_itself.pdf": lambda: _few(b"<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1>>"),
        "page_tree_doubling.pdf": _doubling_tree,
        "page_tree_deep.pdf": _deep_tree,
        "cyclic_parent.pdf": lambda: _few(
            b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 6 0 R>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
            stream(TEXT),
            FONT,
            b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
        ),
        "object_stream_extends_itself.pdf": lambda: _object_stream(b"/Extends 6 0 R"),
        "object_stream_in_itself.pdf": lambda: _object_stream(b"", inside=6),
        "prev_to_itself.pdf": _prev_loop,
        "xref_stream_prev_to_itself.pdf": lambda: _xref_stream(b"/Prev 15", b"\0" * 40),
        "xref_stream_50_million.pdf": lambda: _xref_stream(
            b"/Index[0 50000000]/Filter/FlateDecode", deflated(200, b"\0"), size=50_000_000
        ),
        "two_billion_objects.pdf": lambda: _few(_TREE, _PAGE, stream(TEXT), FONT).replace(
            b"/Size 6", b"/Size 2147483647"
        ),
        "xref_says_two_billion.pdf": lambda: _few(_TREE, _PAGE, stream(TEXT), FONT).replace(
            b"xref\n0 6", b"xref\n0 2000000000"
        ),
        "count_two_billion.pdf": lambda: _few(
            b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", _PAGE, stream(TEXT), FONT
        ),
        "count_below_zero.pdf": lambda: _few(b"<</Type/Pages/Kids[3 0 R]/Count -7>>", _PAGE, stream(TEXT), FONT),
        "length_of_itself.pdf": lambda: _few(_TREE, _PAGE, b"<</Length 4 0 R>>stream\n%s\nendstream" % TEXT, FONT),
        "length_too_long.pdf": lambda: _few(_TREE, _PAGE, b"<</Length 2147483647>>stream\n%s\nendstream" % TEXT, FONT),
        "reference_cycle.pdf": lambda: _few(_TREE, _PAGE, b"6 0 R", FONT, b"4 0 R"),
        "pages_100000.pdf": lambda: _same_page(100_000),
        "pages_4900.pdf": lambda: _same_page(4_900),
        "deep_arrays.pdf": lambda: one_page(TEXT, catalog=b"/X " + b"[" * 100_000 + b"]" * 100_000),
        "deep_arrays_open.pdf": lambda: one_page(TEXT, catalog=b"/X " + b"[" * 1_000_000),
        "deep_dictionaries.pdf": lambda: one_page(TEXT, catalog=b"/X " + b"<</X" * 100_000 + b" 0" + b">>" * 100_000),
        "outline_cycle.pdf": lambda: one_page(
            TEXT, b"<</Title(a)/Parent 6 0 R/Next 6 0 R/Prev 6 0 R/First 6 0 R/Last 6 0 R>>", catalog=b"/Outlines 6 0 R"
        ),
        "name_tree_cycle.pdf": lambda: one_page(
            TEXT, b"<</Kids[6 0 R 6 0 R]>>", catalog=b"/Names<</EmbeddedFiles 6 0 R/Dests 6 0 R/JavaScript 6 0 R>>"
        ),
        "structure_tree_cycle.pdf": lambda: one_page(
            TEXT,
            b"<</Type/StructTreeRoot/K[6 0 R 7 0 R]/ParentTree 6 0 R/Kids[6 0 R]>>",
            b"<</Type/StructElem/S/P/P 7 0 R/K[7 0 R 7 0 R]>>",
            catalog=b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>",
        ),
        "metadata_of_a_billion.pdf": lambda: one_page(
            TEXT, stream(_laughs(), b"/Type/Metadata/Subtype/XML"), catalog=b"/Metadata 6 0 R"
        ),
        "title_of_50mb.pdf": lambda: pdf(
            [_CATALOG, _TREE, _PAGE, stream(TEXT), FONT, b"<</Title(%s)>>" % (b"a" * 50_000_000)], b"/Info 6 0 R"
        ),
    }


def _few(*objects: bytes) -> bytes:
    return pdf([_CATALOG, *objects])


def _flate_chain() -> bytes:
    packed = deflated(1024)
    for _ in range(9):
        packed = zlib.compress(packed, 9)
    return one_page(packed, entries=b"/Filter[%s]" % (b"/FlateDecode" * 10))


def _doubling_tree() -> bytes:
    """Forty levels, each of which holds the next one twice: 2^40 pages."""
    levels = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 4000>>" % (at + 3, at + 3) for at in range(40)]
    return _few(*levels, _PAGE.replace(b"4 0 R", b"43 0 R").replace(b"5 0 R", b"44 0 R"), stream(TEXT), FONT)


def _deep_tree() -> bytes:
    """A page under fifty thousand levels of tree."""
    depth = 50_000
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (at + 3, at + 1) for at in range(depth)]
    page = _PAGE.replace(b"4 0 R", b"%d 0 R" % (depth + 3)).replace(b"5 0 R", b"%d 0 R" % (depth + 4))
    return _few(*levels, page, stream(TEXT), FONT)


def _same_page(count: int) -> bytes:
    kids = b"3 0 R " * count
    return _few(b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), _PAGE, stream(TEXT), FONT)


def _object_stream(entries: bytes, inside: int = 3) -> bytes:
    """A file whose page lies in object stream 6; `inside` is the number of what lies in it."""
    content = b"%d 0 %s" % (inside, _PAGE)
    holder = stream(content, b"/Type/ObjStm/N 1/First %d%s" % (len(b"%d 0 " % inside), entries))
    table = bytearray(b"\0\0\0\0\0")
    body = bytearray(b"%PDF-1.7\n")
    for number, each in ((1, _CATALOG), (2, _TREE), (4, stream(TEXT)), (5, FONT), (6, holder)):
        while len(table) < 5 * number:
            table += b"\2" + (6).to_bytes(3, "big") + b"\0"
        table += b"\1" + len(body).to_bytes(3, "big") + b"\0"
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    if inside == 6:
        table[30:35] = b"\2" + (6).to_bytes(3, "big") + b"\0"
    start = len(body)
    xref = stream(bytes(table), b"/Type/XRef/W[1 3 1]/Size 7/Root 1 0 R")
    return bytes(body + b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (xref, start))


def _prev_loop() -> bytes:
    whole = _few(_TREE, _PAGE, stream(TEXT), FONT)
    start = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Size 6", b"/Size 6/Prev %d" % start)


def _xref_stream(entries: bytes, table: bytes, size: int = 6) -> bytes:
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    first = b"1 0 obj\n%s\nendobj\n" % stream(table, b"/Type/XRef/W[1 2 1]/Size %d/Root 2 0 R%s" % (size, entries))
    return head + first + b"2 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (_CATALOG, len(head))


def _laughs() -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 12))
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lol">%s]><x>&e11;</x>' % entities
