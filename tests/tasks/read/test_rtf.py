"""RTF documents."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.failures import Damaged, NotReadable
from tasks.read.limits import Limits
from tasks.read.rtf import read_rtf

START = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}\f0 "


def blocks(text: str, start: str = START) -> list[tuple[str, int, str]]:
    (page,) = read_rtf((start + text + "}").encode("latin-1")).pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def one(text: str, start: str = START) -> str:
    ((kind, _, found),) = blocks(text, start)
    assert kind == "paragraph"
    return found


def test_headings_lists_and_tables_come_in_order() -> None:
    styles = (
        r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0\outlinelevel0 Kop;}{\*\cs9 Letter;}{\s2 heading 2;}}"
        r"{\info{\title Plan{ van} aanpak}{\author Iemand}}"
    )
    text = (
        r"\pard\s1 Hoofdstuk\par\pard\s2 Paragraaf\par\pard Eerste \b zin\b0 .\par"
        r"\pard{\listtext\'b7\tab}punt\par\pard\ls1 nog een\par\pard\outlinelevel2 Diep\par"
        r"\trowd\intbl Jaar\cell{Aan\par tal}\cell\row\trowd\intbl 2024\cell 12\cell\row\pard Slot."
    )
    assert blocks(styles + text) == [
        ("heading", 1, "Hoofdstuk"),
        ("heading", 2, "Paragraaf"),
        ("paragraph", 0, "Eerste zin."),
        ("item", 0, "punt"),
        ("item", 0, "nog een"),
        ("heading", 3, "Diep"),
        ("row", 0, "Jaar | Aan tal"),
        ("row", 0, "2024 | 12"),
        ("paragraph", 0, "Slot."),
    ]
    reading = read_rtf((START + styles + text + "}").encode())
    assert (reading.reader, reading.title) == ("rtf", "Plan van aanpak")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"caf\'e9 \'80 5", "café € 5"),
        (r"\f1 \'b9\f0 \'b9", "ą¹"),
        (r"\u8364?5 \u-10179?\u-8704?.", "€5 😀."),
        (r"\uc2\u233ab{\uc0\u233x}\u233\'41\'42c", "ééxéc"),
        (r"a\~b\_c\-d\{\}\\", "a b-cd{}\\"),
        (r"\lquote a\rquote\emdash b\tab c\line d", "‘a’—b c d"),
        ("a\r\nb\nc", "abc"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt schakel}} hier", "schakel hier"),
        (r"{\pict\wmetafile8 0102}tekst{\object{\*\objdata 01}{\result  in}}", "tekst in"),
        ("{\\pict\\bin5 }}}}}}tekst", "tekst"),
        (r"{\header boven}{\footerf onder}{\*\onbekend weg}tekst", "tekst"),
        (r"open {\v dicht}\v dicht\v0  weer \v dicht\plain  klaar", "open weer klaar"),
        (r"{\deleted weg}blijft{\fs3 klein}{\fs4  leesbaar}", "blijft leesbaar"),
    ],
)
def test_the_text_is_what_one_sees(text: str, found: str) -> None:
    assert one(text) == found


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (r"{\rtf1\ansi\ansicpg1250 ", "ą"),
        (r"{\rtf1\mac ", "π"),
        (r"{\rtf1\pca ", "╣"),
        (r"{\rtf1\ansi\ansicpg99999 ", "¹"),
        (r"{\rtf1\ansi\ansicpg0 ", "¹"),
    ],
)
def test_letters_are_those_of_the_code_page(start: str, found: str) -> None:
    assert one(r"\'b9", start) == found


def test_footnotes_and_boxes_stand_by_themselves() -> None:
    text = (
        r"\pard\outlinelevel0 Kop{\footnote\pard noot\par twee} af\par\pard voor"
        r"{\shp{\*\shpinst{\sp{\sn naam}{\sv 1}}{\shptxt\pard kader\par}}{\shprslt kader}} na\par einde"
    )
    assert blocks(text) == [
        ("heading", 1, "Kop af"),
        ("paragraph", 0, "voor na"),
        ("paragraph", 0, "kader"),
        ("paragraph", 0, "einde"),
        ("note", 0, "noot twee"),
    ]


def test_what_comes_after_the_document_is_no_part_of_it() -> None:
    assert one(r"tekst} {\b meer}") == "tekst"


@pytest.mark.parametrize("data", [b"", b"{\\rtf1", b"{\\rtf1 }", b"}", b"{\\rtf1{\\v geheim}}"])
def test_no_text_is_damage(data: bytes) -> None:
    with pytest.raises(Damaged, match="geen tekst"):
        read_rtf(data)


def test_too_much_text_is_refused() -> None:
    with pytest.raises(NotReadable) as caught:
        read_rtf(b"{\\rtf1 abc\\par abc}", Limits(characters=5))
    assert caught.value.reason_code == "too_large"


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        r"{\field{\*\fldinst{ HYPERLINK " + '"x" ',
        r"\f0",
        r"\'e9",
        r"\u8364",
        r"{\footnote x}",
        r"\cell",
        r"\bin9 ",
    ],
)
def test_the_time_goes_up_with_the_size_alone(piece: str) -> None:
    began = time.process_time()
    try:
        read_rtf((START + piece * (200_000 // len(piece))).encode())
    except Damaged:
        assert time.process_time() - began < 5
    else:
        assert time.process_time() - began < 5


@given(st.lists(st.sampled_from([*r"{}\ a0'*;-", "\\par", "\\cell", "\\row", "\\u-1", "\\bin3", "\\footnote", "\\s1"])))
def test_nothing_makes_it_fail(pieces: list[str]) -> None:
    try:
        page = read_rtf(("{\\rtf1 " + "".join(pieces)).encode()).pages[0]
    except Damaged:
        return
    assert all(page.raw_text[mark.raw_from : mark.raw_to].strip() for mark in page.marks)
