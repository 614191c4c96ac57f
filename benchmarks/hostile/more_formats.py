"""Hostile presentations, spreadsheets, RTF, mails and zips."""

from __future__ import annotations

from benchmarks.hostile.building import MEGABYTE, Makers, zipped
from benchmarks.hostile.office import entities

_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Override PartName="/ppt/slides/a.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>'
    b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/></Types>'
)
_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
_RELATION = (
    b'<Relationship Id="r%d"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>'
)
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_ROW = b'<row><c t="inlineStr"><is><t>gemeente</t></is></c><c><v>100</v></c></row>'
_HEAD = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: Oefenen\r\nMIME-Version: 1.0\r\n"


def makers() -> Makers:
    """The files by name."""
    return {
        "rows_2_million.xlsx": lambda: _xlsx(_ROW * 2_000_000),
        "bomb_150mb.xlsx": lambda: _xlsx(b" " * 150 * MEGABYTE + _ROW),
        "cell_far_away.xlsx": lambda: _xlsx(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + _ROW),
        "corners.xlsx": lambda: _xlsx(
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "laughs.xlsx": lambda: _xlsx(b"&e9;" + _ROW, head=b"<!DOCTYPE x [" + entities() + b"]>"),
        "without_sheets.xlsx": lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/a.xml": b"<a/>"}),
        "bomb_150mb.pptx": lambda: _pptx(_slide(b" " * 150 * MEGABYTE)),
        "laughs.pptx": lambda: _pptx(b"<!DOCTYPE x [" + entities() + b"]>" + _slide(b"&e9;")),
        "slides_100000.pptx": lambda: _pptx(_slide(b""), slides=100_000),
        "braces_1_million.rtf": lambda: rb"{\rtf1 " + b"{" * 1_000_000 + b"De gemeente oefent." + b"}" * 1_000_000,
        "binary_of_2gb.rtf": lambda: rb"{\rtf1 De gemeente oefent. \bin2147483647 " + b"x" * 100_000 + b"}",
        "words_open.rtf": lambda: rb"{\rtf1 De gemeente oefent. " + rb"\u-999999999 ?\'zz" * 300_000,
        "words_long.rtf": lambda: rb"{\rtf1 De gemeente oefent. \a" + b"a" * 5_000_000 + b"1" * 5_000_000 + b"}",
        "parts_in_parts.eml": _parts_in_parts,
        "parts_100000.eml": lambda: (
            _HEAD
            + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
            + b"--x\r\nContent-Type: text/plain\r\n\r\nDe gemeente oefent.\r\n" * 100_000
        ),
        "head_of_20mb.eml": lambda: _HEAD + b"X: a\r\n" * 3_000_000 + b"\r\nDe gemeente oefent.\r\n",
        "words_in_code.eml": lambda: (
            _HEAD.replace(b"Oefenen", b"=?utf-8?q?a?= " * 100_000) + b"\r\nDe gemeente oefent.\r\n"
        ),
        "zip_in_zip.zip": _nested,
        "names_100000.zip": lambda: zipped({f"{at}.txt": b"" for at in range(100_000)}),
        "names_that_climb.zip": lambda: zipped({"../../../etc/x.txt": b"x", "/etc/y.txt": b"y", "a\0b.txt": b"z"}),
        "bombs.zip": lambda: zipped({f"{at}.txt": b"a" * 19 * MEGABYTE for at in range(12)}),
    }


def _xlsx(rows: bytes, head: bytes = b"") -> bytes:
    sheet = b"%s<worksheet %s><sheetData>%s</sheetData></worksheet>" % (head, _MAIN, rows)
    return zipped(
        {
            "[Content_Types].xml": _TYPES % (b"xl/workbook.xml", b"spreadsheetml.sheet"),
            "_rels/.rels": _RELATIONS % (_RELATION % (1, b"officeDocument", b"xl/workbook.xml")),
            "xl/workbook.xml": b'<workbook %s %s><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
            % (_MAIN, _R),
            "xl/_rels/workbook.xml.rels": _RELATIONS % (_RELATION % (1, b"worksheet", b"worksheets/a.xml")),
            "xl/worksheets/a.xml": sheet,
        }
    )


def _slide(text: bytes) -> bytes:
    names = (
        b'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        b' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    words = b"<a:p><a:r><a:t>De gemeente oefent.%s</a:t></a:r></a:p>" % text
    shape = (
        b"<p:sp><p:nvSpPr><p:cNvPr id='2' name='a'/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>"
        b"<p:txBody>%s</p:txBody></p:sp>"
    )
    return b"<p:sld %s><p:cSld><p:spTree>%s</p:spTree></p:cSld></p:sld>" % (names, shape % words)


def _pptx(slide: bytes, slides: int = 1) -> bytes:
    listed = b"".join(b'<p:sldId id="%d" r:id="r%d"/>' % (256 + at, at) for at in range(slides))
    presentation = (
        b'<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" %s>'
        b"<p:sldIdLst>%s</p:sldIdLst></p:presentation>" % (_R, listed)
    )
    relations = b"".join(_RELATION % (at, b"slide", b"slides/a.xml") for at in range(slides))
    return zipped(
        {
            "[Content_Types].xml": _TYPES % (b"ppt/presentation.xml", b"presentationml.presentation"),
            "_rels/.rels": _RELATIONS % (_RELATION % (1, b"officeDocument", b"ppt/presentation.xml")),
            "ppt/presentation.xml": presentation,
            "ppt/_rels/presentation.xml.rels": _RELATIONS % relations,
            "ppt/slides/a.xml": slide,
        }
    )


def _parts_in_parts() -> bytes:
    """Each part holds the next one, two thousand deep."""
    heads = [b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(2_000)]
    return _HEAD + b"".join(heads) + b"Content-Type: text/plain\r\n\r\nDe gemeente oefent.\r\n"


def _nested() -> bytes:
    inner = zipped({"a.txt": b"a" * 10 * MEGABYTE})
    for _ in range(9):
        inner = zipped({f"{at}.zip": inner for at in range(10)})
    return inner
