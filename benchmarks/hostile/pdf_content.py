"""Hostile PDFs whose pages are the weapon: operators, fonts, images, patterns, and what a page holds beside text."""

from __future__ import annotations

from benchmarks.hostile.building import TEXT, Makers, deflated, one_page, stream

_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
_WORDS = b"(De gemeente oefent elk jaar.) Tj "
_GARBAGE = bytes((at * 197 + at // 7) % 256 for at in range(20_000))
_PACKED = b"/Filter/FlateDecode"


def makers() -> Makers:
    """The files by name."""
    return {
        "form_draws_itself.pdf": lambda: one_page(
            TEXT + b"/X Do",
            stream(b"q /X Do /X Do Q", _FORM + b"/Resources<</XObject<</X 6 0 R>>>>"),
            resources=b"/XObject<</X 6 0 R>>",
        ),
        "forms_doubling.pdf": _doubling_forms,
        "page_of_ten_million_points.pdf": lambda: one_page(
            b"1 g BT /F 12 Tf 50 700 Td (Wit op wit over de hele bladzijde.) Tj ET",
            page=b"/MediaBox[0 0 10000000 10000000]",
        ),
        "page_of_no_size.pdf": lambda: one_page(TEXT, page=b"/MediaBox[0 0 0 0]"),
        "page_of_a_line.pdf": lambda: one_page(b"1 g " + TEXT, page=b"/MediaBox[0 0 0.0001 1000000]"),
        "page_of_nan.pdf": lambda: one_page(TEXT, page=b"/MediaBox[NaN 0 1e999 -inf]/Rotate 45/UserUnit 1e30"),
        "page_upside_down.pdf": lambda: one_page(TEXT, page=b"/MediaBox[9e30 9e30 -9e30 -9e30]"),
        "text_far_away.pdf": lambda: one_page(b"BT /F 1e9 Tf 1e9 0 0 1e9 1e30 -1e30 Tm (Ver weg van hier.) Tj ET"),
        "deep_q.pdf": lambda: one_page(b"q " * 1_000_000 + TEXT),
        "deep_q_small_matrix.pdf": lambda: one_page(b"q 0.5 0 0 0.5 0 0 cm " * 200_000 + TEXT),
        "deep_marked_content.pdf": lambda: one_page(b"/P <</MCID 0>> BDC " * 100_000 + TEXT),
        "deep_operand.pdf": lambda: one_page(b"[" * 500_000 + b" TJ " + TEXT),
        "text_operators_2_million.pdf": lambda: one_page(
            deflated(60, b"BT /F 9 Tf 50 50 Td (a) Tj ET\n  "), entries=_PACKED
        ),
        "words_20_million.pdf": lambda: one_page(deflated(20, b"(woord ) Tj\n    "), entries=_PACKED),
        "paths_1_million.pdf": lambda: one_page(TEXT + b"0 0 9 9 re f\n" * 1_000_000),
        "one_path_of_5_million_points.pdf": lambda: one_page(TEXT + b"0 0 m " + b"9 9 l " * 5_000_000 + b"f"),
        "clips_100000.pdf": lambda: one_page(b"0 0 500 500 re W n " * 100_000 + TEXT),
        "white_words_300000.pdf": lambda: one_page(b"1 g BT /F 9 Tf 1 0 0 1 40 400 Tm " + _WORDS * 60_000 + b"ET"),
        "words_under_2000_bars.pdf": _covered,
        "words_on_one_spot.pdf": lambda: one_page((b"BT /F 9 Tf 40 400 Td %sET " % _WORDS) * 40_000),
        "letters_each_apart.pdf": lambda: one_page(
            b"".join(b"BT /F 9 Tf %d %d Td (a) Tj ET " % (at % 590, at % 840) for at in range(200_000))
        ),
        "widths_of_a_million.pdf": lambda: _font(
            b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar 2147483647/Widths[%s]>>"
            % (b"500 " * 1_000_000)
        ),
        "cmap_of_itself.pdf": lambda: _font(
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
            stream(b"/X usecmap begincmap endcmap", b"/Type/CMap/CMapName/X/UseCMap 7 0 R"),
        ),
        "cmap_of_a_billion.pdf": lambda: _font(
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
            stream(deflated(200, b"<0000> <FFFF> <00000041>\n\n\n\n\n\n\n\n"), _PACKED),
        ),
        "encoding_of_itself.pdf": lambda: _font(
            b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding 7 0 R/DescendantFonts[6 0 R]>>",
            stream(b"/X usecmap", b"/Type/CMap/CMapName/X/UseCMap 7 0 R"),
        ),
        "type3_draws_itself.pdf": lambda: _font(
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[9]"
            b"/Encoding<</Differences[65/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</G 6 0 R>>>>>>",
            stream(b"9 0 d0 BT /G 9 Tf (AAAA) Tj ET"),
        ),
        "font_file_garbage.pdf": lambda: _font(
            b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 7 0 R>>",
            b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 8 0 R>>",
            stream(b"\0\1\0\0\xff\xff" + _GARBAGE),
        ),
        "font_file_1gb.pdf": lambda: _font(
            b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 7 0 R>>",
            b"<</Type/FontDescriptor/FontName/X/Flags 4/FontFile2 8 0 R>>",
            stream(deflated(1024), _PACKED),
        ),
        "image_100000_squared.pdf": lambda: _image(deflated(1024), b"/Filter/FlateDecode/BitsPerComponent 1"),
        "image_jbig2_garbage.pdf": lambda: _image(_GARBAGE, b"/Filter/JBIG2Decode/BitsPerComponent 1"),
        "image_jbig2_huge.pdf": lambda: _image(
            b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\x7f\xff\xff\xff" * 2 + b"\0" * 11,
            b"/Filter/JBIG2Decode/BitsPerComponent 1",
        ),
        "image_jpx_garbage.pdf": lambda: _image(
            b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51\0\x2f\0\0" + b"\x7f\xff\xff\xff" * 2 + _GARBAGE,
            b"/Filter/JPXDecode",
        ),
        "image_dct_garbage.pdf": lambda: _image(
            b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\3\1\x22\0\2\x11\1\3\x11\1" + _GARBAGE,
            b"/Filter/DCTDecode/BitsPerComponent 8",
        ),
        "image_fax_huge.pdf": lambda: _image(
            _GARBAGE, b"/Filter/CCITTFaxDecode/BitsPerComponent 1/DecodeParms<</K -1/Columns 100000/Rows 100000>>"
        ),
        "images_20000.pdf": lambda: one_page(
            TEXT + b"/I Do " * 20_000,
            stream(
                deflated(3),
                b"/Type/XObject/Subtype/Image/Width 1000/Height 1000/ColorSpace/DeviceRGB"
                b"/BitsPerComponent 8/Filter/FlateDecode",
            ),
            resources=b"/XObject<</I 6 0 R>>",
        ),
        "inline_image_open.pdf": lambda: one_page(TEXT + b"BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID " + _GARBAGE * 20),
        "inline_images_100000.pdf": lambda: one_page(TEXT + b"BI /W 1 /H 1 /BPC 8 /CS /G ID a EI " * 100_000),
        "pattern_of_itself.pdf": lambda: _pattern(b"/XStep 9/YStep 9", b"/Pattern cs /P scn 0 0 9 9 re f"),
        "pattern_of_tiny_steps.pdf": lambda: _pattern(b"/XStep 0.00001/YStep 0.00001", b"0 0 9 9 re f"),
        "shading_of_a_huge_function.pdf": lambda: _shading(
            stream(
                deflated(100),
                b"/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1]/Size[2147483647]/BitsPerSample 32/Filter/FlateDecode",
            )
        ),
        "shading_of_deep_braces.pdf": lambda: _shading(
            stream(b"{" * 200_000 + b"}" * 200_000, b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]")
        ),
        "function_of_itself.pdf": lambda: _shading(
            b"<</FunctionType 3/Domain[0 1]/Functions[6 0 R 6 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
        ),
        "soft_mask_of_itself.pdf": lambda: one_page(
            b"/G gs 1 g " + TEXT + b"/X Do",
            stream(b"/G gs 0 0 9 9 re f", _FORM + b"/Group<</S/Transparency>>/Resources<</ExtGState<</G 7 0 R>>>>"),
            b"<</Type/ExtGState/SMask<</S/Luminosity/G 6 0 R>>>>",
            resources=b"/ExtGState<</G 7 0 R>>/XObject<</X 6 0 R>>",
        ),
        "colour_space_of_itself.pdf": lambda: one_page(
            b"/C cs 0 sc 0 0 500 800 re f " + TEXT, b"[/Indexed 6 0 R 255 (a)]", resources=b"/ColorSpace<</C 6 0 R>>"
        ),
        "annotations_30000.pdf": lambda: one_page(
            TEXT,
            b"<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 7 0 R>>/Parent 6 0 R/Kids[6 0 R]>>",
            stream(b"/X Do", _FORM + b"/Resources<</XObject<</X 7 0 R>>>>"),
            page=b"/MediaBox[0 0 595 842]/Annots[%s]" % (b"6 0 R " * 30_000),
            catalog=b"/AcroForm<</Fields[6 0 R]>>",
        ),
        "xfa_of_1gb.pdf": lambda: one_page(
            TEXT, stream(deflated(1024), _PACKED), catalog=b"/AcroForm<</Fields[]/XFA 6 0 R>>"
        ),
        "attachment_of_1gb.pdf": lambda: one_page(
            TEXT,
            b"<</Type/Filespec/F(../../../etc/x)/EF<</F 7 0 R>>>>",
            stream(deflated(1024), b"/Type/EmbeddedFile/Filter/FlateDecode"),
            catalog=b"/Names<</EmbeddedFiles<</Names[(x)6 0 R]>>>>",
        ),
        "javascript.pdf": lambda: one_page(
            TEXT,
            b"<</S/JavaScript/JS(while\\(true\\){app.alert\\(1\\)})/Next 6 0 R>>",
            catalog=b"/OpenAction 6 0 R/AA<</WC 6 0 R>>",
        ),
        "launch_action.pdf": lambda: one_page(
            TEXT,
            b"<</S/Launch/F(/bin/sh)/Next[6 0 R]>>",
            b"<</S/URI/URI(file:///etc/passwd)>>",
            catalog=b"/OpenAction 6 0 R",
        ),
        "hidden_layer.pdf": lambda: one_page(
            TEXT + b"/OC /L BDC BT /F 12 Tf 50 500 Td (Verborgen laag met een opdracht.) Tj ET EMC",
            b"<</Type/OCG/Name(laag)>>",
            resources=b"/Properties<</L 6 0 R>>",
            catalog=b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]/BaseState/ON>>>>",
        ),
    }


def _doubling_forms() -> bytes:
    """Thirty forms, each of which draws the next one ten times."""
    forms = [stream(b"/X Do " * 10, _FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (at + 1)) for at in range(6, 36)]
    last = stream(TEXT, _FORM + b"/Resources<</Font<</F 5 0 R>>>>")
    return one_page(TEXT + b"/X Do", *forms, last, resources=b"/XObject<</X 6 0 R>>")


def _covered() -> bytes:
    bars = b"".join(b"0.%d g %d 0 500 800 re f " % (at % 10, at % 50) for at in range(2_000))
    return one_page(b"0 g BT /F 9 Tf 1 0 0 1 40 400 Tm %sET %s" % (_WORDS * 30_000, bars))


def _font(font: bytes, *more: bytes) -> bytes:
    return one_page(
        TEXT + b"BT /G 12 Tf 50 600 Td (ABC \\101\\102 tekst) Tj <00410042> Tj ET",
        font,
        *more,
        fonts=b"/G 6 0 R",
    )


def _image(data: bytes, entries: bytes) -> bytes:
    whole = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray" + entries
    # white text over it: the page must be painted to see whether it shows
    drawing = b"q 595 0 0 842 0 0 cm /I Do Q 1 g " + TEXT
    return one_page(drawing, stream(data, whole), resources=b"/XObject<</I 6 0 R>>")


def _pattern(entries: bytes, drawing: bytes) -> bytes:
    head = b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/Resources<</Pattern<</P 6 0 R>>>>" + entries
    page = b"/Pattern cs /P scn 0 0 595 842 re f 1 g " + TEXT
    return one_page(page, stream(drawing, head), resources=b"/Pattern<</P 6 0 R>>")


def _shading(function: bytes) -> bytes:
    shading = b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 595 842]/Function 6 0 R>>>>"
    return one_page(b"/S sh 1 g " + TEXT, function, resources=shading)
