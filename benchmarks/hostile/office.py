"""Hostile Word and OpenDocument files: zips that lie, bombs, depth, and XML that is a bomb inside."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from benchmarks.hostile.building import MEGABYTE, Makers, deflated, zipped

_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.document.main+xml"/>%s</Types>'
)
_STYLES_TYPE = (
    b'<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument'
    b'.wordprocessingml.styles+xml"/>'
)
_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="%s"%s/></Relationships>'
)
_PARAGRAPH = b"<w:p><w:r><w:t>De gemeente oefent.</w:t></w:r></w:p>"
_ODT_NAMES = (
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_P = b"<text:p>De gemeente oefent.</text:p>"


def makers() -> Makers:
    """The files by name."""
    return {**_word(), **_zips(), **_open_document()}


def _word() -> Makers:
    return {
        "bomb_150mb.docx": lambda: _docx(_PARAGRAPH + b" " * 150 * MEGABYTE),
        "bomb_150mb_of_text.docx": lambda: _docx(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % (b"a" * 150 * MEGABYTE)),
        "paragraphs_1_million.docx": lambda: _docx(_PARAGRAPH * 1_000_000),
        "elements_20_million.docx": lambda: _docx(_PARAGRAPH + b"<w:p/>" * 20_000_000),
        "tables_in_tables_5000.docx": lambda: _docx(
            b"<w:tbl><w:tr><w:tc>" * 5_000 + _PARAGRAPH + b"</w:tc></w:tr></w:tbl>" * 5_000
        ),
        "tables_in_tables_80_wide.docx": lambda: _docx(
            (b"<w:tbl><w:tr><w:tc>" * 60 + _PARAGRAPH + b"</w:tc></w:tr></w:tbl>" * 60) * 500
        ),
        "content_in_content_20000.docx": lambda: _docx(
            b"<w:sdt><w:sdtContent>" * 20_000 + _PARAGRAPH + b"</w:sdtContent></w:sdt>" * 20_000
        ),
        "content_in_content_100.docx": lambda: _docx(
            b"<w:sdt><w:sdtContent>" * 100 + _PARAGRAPH + b"</w:sdtContent></w:sdt>" * 100
        ),
        "insertions_in_insertions.docx": lambda: _docx(
            b"<w:p>" + b"<w:ins>" * 200 + b"<w:r><w:t>a</w:t></w:r>" * 20_000 + b"</w:ins>" * 200 + b"</w:p>"
        ),
        "white_runs_200000.docx": lambda: _docx(
            b"<w:p>"
            + b'<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>wit </w:t></w:r>' * 200_000
            + b"</w:p>"
            + _PARAGRAPH
        ),
        "styles_300000.docx": _many_styles,
        "laughs.docx": lambda: _docx(_PARAGRAPH, head=b"<!DOCTYPE x [" + entities() + b"]>", tail=b"<w:p>&e9;</w:p>"),
        "file_of_this_machine.docx": lambda: _docx(
            _PARAGRAPH,
            head=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
            tail=b"<w:p><w:r><w:t>&a;</w:t></w:r></w:p>",
        ),
        "outside_relation.docx": lambda: zipped(
            {
                "[Content_Types].xml": _TYPES % b"",
                "_rels/.rels": _RELATIONS % (b"officeDocument", b"http://127.0.0.1:9/x", b' TargetMode="External"'),
                "word/document.xml": b"<w:document %s/>" % _W,
            }
        ),
        "relation_to_itself.docx": lambda: _docx(
            _PARAGRAPH, more={"word/_rels/document.xml.rels": _RELATIONS % (b"styles", b"document.xml", b"")}
        ),
        "without_a_document.docx": lambda: zipped({"[Content_Types].xml": _TYPES % b"", "word/x.xml": b"<x/>"}),
        "cut.docx": lambda: _docx(_PARAGRAPH * 10_000)[:-200],
        "flipped.docx": lambda: bytes(
            byte ^ (255 if at % 97 == 50 else 0) for at, byte in enumerate(_docx(_PARAGRAPH * 10_000))
        ),
    }


def _zips() -> Makers:
    return {
        "declares_10gb.docx": lambda: _with_bomb("word/media/a.bin", 10 * 1024, None),
        "declares_little_holds_1gb.docx": lambda: _with_bomb("word/document.xml", 1024, 1_000),
        "overlapping_10gb.docx": _overlapping,
        "entries_100000.docx": lambda: _docx(_PARAGRAPH, more={f"word/media/{at}": b"" for at in range(100_000)}),
        "zip_in_zip_in_zip.docx": _nested,
        "names_that_climb.docx": lambda: _docx(_PARAGRAPH, more={"../../../../etc/x": b"x", "/etc/y": b"y"}),
        "encrypted_flag.docx": lambda: _docx(_PARAGRAPH).replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
        "lzma_method.docx": lambda: _docx(_PARAGRAPH).replace(b"\x08\0", b"\x0e\0", 2),
    }


def _open_document() -> Makers:
    return {
        "bomb_150mb.odt": lambda: _odt(_P + b" " * 150 * MEGABYTE),
        "paragraphs_1_million.odt": lambda: _odt(_P * 1_000_000),
        "holds_1gb.odt": lambda: _with_bomb("content.xml", 1024, 1_000, kind="odt"),
        "laughs.odt": lambda: _odt(b"<text:p>&e9;</text:p>" + _P, head=b"<!DOCTYPE x [" + entities() + b"]>"),
        "file_of_this_machine.odt": lambda: _odt(
            b"<text:p>Begin &a; einde.</text:p>", head=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        ),
        "spans_in_spans_200000.odt": lambda: _odt(
            b"<text:p>" + b"<text:span>" * 200_000 + b"tekst" + b"</text:span>" * 200_000 + b"</text:p>"
        ),
        "spans_240_wide.odt": lambda: _odt(
            (b"<text:p>" + b"<text:span>" * 240 + b"tekst" + b"</text:span>" * 240 + b"</text:p>") * 3_000
        ),
        "lists_80_wide.odt": lambda: _odt(
            (b"<text:list><text:list-item>" * 80 + _P * 3_000 + b"</text:list-item></text:list>" * 80) * 20
        ),
        "tables_in_tables.odt": lambda: _odt(
            b"<table:table><table:table-row><table:table-cell>" * 70
            + _P * 20_000
            + b"</table:table-cell></table:table-row></table:table>" * 70
        ),
        "blanks_a_billion.odt": lambda: _odt(b'<text:p>tekst<text:s text:c="1000000000"/>tekst</text:p>'),
        "rows_repeated_a_billion.odt": lambda: _odt(
            b'<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell'
            b' table:number-columns-repeated="1000000000">%s</table:table-cell></table:table-row></table:table>' % _P
        ),
        "without_content.odt": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    }


def _docx(body: bytes, head: bytes = b"", tail: bytes = b"", more: dict[str, bytes] | None = None) -> bytes:
    document = b"%s<w:document %s><w:body>%s%s</w:body></w:document>" % (head, _W, body, tail)
    return zipped(_docx_parts(document) | (more or {}))


def _docx_parts(document: bytes, types: bytes = b"") -> dict[str, bytes]:
    return {
        "[Content_Types].xml": _TYPES % types,
        "_rels/.rels": _RELATIONS % (b"officeDocument", b"word/document.xml", b""),
        "word/document.xml": document,
    }


def _odt(body: bytes, head: bytes = b"") -> bytes:
    content = b"%s<office:document-content %s><office:body><office:text>%s</office:text></office:body>" % (
        head,
        _ODT_NAMES,
        body,
    )
    whole = content + b"</office:document-content>"
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": whole})


def _many_styles() -> bytes:
    style = b'<w:style w:type="paragraph" w:styleId="S%d"><w:name w:val="Kop %d"/></w:style>'
    styles = b"<w:styles %s>%s</w:styles>" % (_W, b"".join(style % (at, at % 9 + 1) for at in range(300_000)))
    document = b"<w:document %s><w:body>%s</w:body></w:document>" % (_W, _PARAGRAPH)
    relations = _RELATIONS % (b"styles", b"styles.xml", b"")
    parts = _docx_parts(document, _STYLES_TYPE)
    return zipped(parts | {"word/styles.xml": styles, "word/_rels/document.xml.rels": relations})


def _with_bomb(name: str, megabytes: int, declared: int | None, kind: str = "docx") -> bytes:
    """A document with a file of so many megabytes of noughts, which the zip may say is `declared` bytes."""
    small = _docx_parts(b"<w:document %s/>" % _W)
    if kind == "odt":
        small = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    small.pop(name, None)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in small.items():
            archive.writestr(each, content)
    # one whole deflate stream of up to 1 GB, which the directory says is what it likes
    packed = deflated(min(megabytes, 1024), b"\0")[2:-4]
    size = declared if declared is not None else megabytes * MEGABYTE
    return _appended(buffer.getvalue(), [(name, packed, size & 0xFFFFFFFF)] * (3 if megabytes > 1024 else 1))


def _overlapping() -> bytes:
    """Ten thousand names for one piece of the file: 10 GB from 1 MB."""
    buffer = io.BytesIO(zipped(_docx_parts(b"<w:document %s><w:body>%s</w:body></w:document>" % (_W, _PARAGRAPH))))
    packed = deflated(1, b"\0")[2:-4]
    files = [(f"word/media/{at:05d}.bin", packed, MEGABYTE) for at in range(9_000)]
    return _appended(buffer.getvalue(), files, once=True)


def _appended(archive: bytes, files: list[tuple[str, bytes, int]], once: bool = False) -> bytes:
    """The zip with more files in it, packed already. once: all of them are the same bytes of the file."""
    end = archive.rindex(b"PK\5\6")
    start = struct.unpack("<I", archive[end + 16 : end + 20])[0]
    count = struct.unpack("<H", archive[end + 10 : end + 12])[0]
    body, directory, at = bytearray(archive[:start]), bytearray(archive[start:end]), -1
    crc = zlib.crc32(bytes(MEGABYTE))
    for name, packed, size in files:
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0)
        if at < 0 or not once:
            at = len(body)
            body += b"PK\3\4" + common + name.encode() + packed
        directory += b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name.encode()
        count += 1
    tail = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + b"PK\5\6" + tail)


def _nested() -> bytes:
    inner = zipped({"a.bin": b"\0" * 10 * MEGABYTE})
    for _ in range(8):
        inner = zipped({f"{at}.zip": inner for at in range(10)})
    return _docx(_PARAGRAPH, more={"word/embeddings/a.zip": inner})


def entities() -> bytes:
    """Entities of entities: e9 is a billion times e0."""
    return b'<!ENTITY e0 "lol">' + b"".join(
        b'<!ENTITY e%d "%s">' % (at, b"&e%d;" % (at - 1) * 10) for at in range(1, 10)
    )
