"""From the lines of a PDF to its blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tasks.read import layout as module
from tasks.read.layout import lay_out
from tasks.read.pdf import Line, PdfPage, read_pdf

Block = tuple[str, int, str]


class Sheet:
    """A page of lines set by hand: each call is a line; y goes down by `step` unless a place is given."""

    def __init__(self, number: int = 1) -> None:
        self.number = number
        self.raw = ""
        self.lines: list[Line] = []
        self.y = 750.0

    def line(
        self,
        text: str,
        size: float = 10.0,
        bold: bool = False,
        italic: bool = False,
        step: float = 12.0,
        y: float | None = None,
        x: float = 70.0,
        width: float | None = None,
    ) -> Sheet:
        self.y = self.y - step if y is None else y
        if self.raw and not self.raw.endswith("\ufffe"):
            self.raw += "\r\n"
        start = len(self.raw)
        self.raw += text
        x1 = x + (len(text) * 5.0 if width is None else width)
        self.lines.append(Line(start, len(self.raw), x, x1, self.y, size, bold, italic))
        return self

    def page(self) -> PdfPage:
        return PdfPage(self.number, self.raw, self.lines, 595, 842)


def blocks(*sheets: Sheet) -> list[Block]:
    pages = lay_out([sheet.page() for sheet in sheets])
    return [
        (mark.kind, mark.level, " ".join(page.raw_text[mark.raw_from : mark.raw_to].replace("\ufffe", "~").split()))
        for page in pages
        for mark in page.marks
    ]


BODY = "Dit is een gewone regel tekst die de hele breedte van de bladzijde vult en dus doorloopt"


def body(sheet: Sheet, count: int = 3) -> Sheet:
    for number in range(count):
        sheet.line(f"{BODY} {'abcdefgh'[number]}")
    return sheet


def test_lines_at_their_usual_distance_are_one_paragraph_and_a_gap_ends_it() -> None:
    sheet = body(Sheet())
    sheet.line("Nieuwe alinea na een witregel die ook de hele breedte vult en dus lang genoeg is", step=24)
    sheet.line("tweede regel daarvan")
    found = blocks(sheet)
    assert [kind for kind, _, _ in found] == ["paragraph", "paragraph"]
    assert found[0][2].endswith("doorloopt c")
    assert found[1][2].endswith("tweede regel daarvan")


def test_a_gap_of_a_third_more_still_is_the_same_paragraph() -> None:
    assert len(blocks(body(Sheet()).line("vervolg", step=16))) == 1
    assert len(blocks(body(Sheet()).line("vervolg", step=16.5))) == 2


def test_a_short_line_with_a_full_stop_ends_a_paragraph() -> None:
    sheet = body(Sheet()).line("Korte laatste regel.").line(BODY)
    assert [text for _, _, text in blocks(sheet)][1] == BODY
    assert len(blocks(body(Sheet()).line("Korte laatste regel").line(BODY))) == 1
    assert len(blocks(body(Sheet()).line(f"{BODY}.").line(BODY))) == 1


def test_a_line_higher_up_is_another_column() -> None:
    sheet = body(Sheet()).line("andere kolom", y=740, x=320)
    assert [text for _, _, text in blocks(sheet)][1] == "andere kolom"


def test_two_pieces_of_one_line_belong_together() -> None:
    sheet = Sheet().line("Naam:", width=30).line("Crisisplan", y=738, x=200)
    assert blocks(sheet) == [("paragraph", 0, "Naam: Crisisplan")]


def test_a_list_mark_begins_an_item_that_runs_on() -> None:
    sheet = body(Sheet()).line("• eerste punt").line("dat doorloopt").line("• tweede punt")
    assert blocks(sheet)[1:] == [("item", 0, "• eerste punt dat doorloopt"), ("item", 0, "• tweede punt")]


def test_rows_of_figures_are_rows_each_by_itself() -> None:
    sheet = body(Sheet()).line("Baten 100 200").line("Lasten 300 400").line("vervolg van de tekst")
    assert blocks(sheet)[1:] == [
        ("row", 0, "Baten 100 200"),
        ("row", 0, "Lasten 300 400"),
        ("paragraph", 0, "vervolg van de tekst"),
    ]


def test_larger_text_is_a_heading_and_the_largest_the_highest() -> None:
    sheet = Sheet().line("Beleidsplan", 20, step=0).line("Crisis", 14, step=40)
    sheet = body(sheet.line("Aanpak", 11, step=30), 6)
    assert blocks(sheet)[:3] == [("heading", 1, "Beleidsplan"), ("heading", 2, "Crisis"), ("heading", 3, "Aanpak")]


def test_slightly_larger_text_is_none() -> None:
    assert blocks(body(Sheet().line("Aanpak", 10.7), 6))[0][0] == "paragraph"
    assert blocks(body(Sheet().line("Aanpak", 10.8), 6))[0][0] == "heading"


def test_a_bold_line_is_a_heading_below_larger_ones() -> None:
    sheet = body(Sheet().line("Crisis", 14).line("Aanpak", bold=True, step=30), 6)
    assert blocks(sheet)[:2] == [("heading", 1, "Crisis"), ("heading", 2, "Aanpak")]


def test_a_bold_line_in_small_type_or_without_a_capital_is_none() -> None:
    assert blocks(body(Sheet().line("Aanpak", 9.2, bold=True), 6))[0][0] == "paragraph"
    assert blocks(body(Sheet().line("Aanpak", 9.5, bold=True), 6))[0][0] == "heading"
    assert blocks(body(Sheet().line("en aanpak", bold=True), 6))[0][0] == "paragraph"
    assert blocks(body(Sheet().line("2 aanpak", bold=True), 6))[0][0] == "heading"


def test_where_everything_is_bold_bold_says_nothing() -> None:
    sheet = Sheet().line("Aanpak", bold=True)
    for letter in "abc":
        sheet.line(f"{BODY} {letter}", bold=True, step=24)
    assert {kind for kind, _, _ in blocks(sheet)} == {"paragraph"}


@pytest.mark.parametrize("end", [".", ";", ",", ":"])
def test_a_bold_line_that_ends_as_a_sentence_is_text(end: str) -> None:
    assert blocks(body(Sheet().line(f"Let op{end}", bold=True), 6))[0][0] == "paragraph"
    assert blocks(body(Sheet().line(f"Let op{end}", 13), 6))[0][0] == "heading"
    assert blocks(body(Sheet().line(f"Let op{end}", 12), 6))[0][0] == "paragraph"


def test_a_heading_of_several_lines_is_one() -> None:
    sheet = body(Sheet().line("Regionaal", 14).line("Crisisplan", 14, step=17), 6)
    assert blocks(sheet)[0] == ("heading", 1, "Regionaal Crisisplan")


def test_a_heading_has_at_most_three_lines_and_twenty_words_and_some_letters() -> None:
    def first(count: int, words: int = 1) -> str:
        sheet = Sheet()
        for _ in range(count):
            sheet.line(" ".join(["Woord"] * words), 14, step=17)
        return blocks(body(sheet, 8))[0][0]

    assert [first(3), first(4)] == ["heading", "paragraph"]
    assert [first(1, 20), first(1, 21)] == ["heading", "paragraph"]
    assert blocks(body(Sheet().line("12 – 13", 14), 6))[0][0] != "heading"


def test_a_date_is_no_heading() -> None:
    assert blocks(body(Sheet().line("15 december 2024", 14), 6))[0][0] == "paragraph"
    assert blocks(body(Sheet().line("Utrecht, 15 december 2024", 14), 6))[0][0] == "paragraph"


def test_numbered_headings_need_no_bold_but_room_above() -> None:
    def numbered(step: float, text: str = "2.1 Aanpak", size: float = 10.0) -> str:
        sheet = body(Sheet(), 4).line("Zo is het.", width=60).line(text, size, step=step)
        return blocks(sheet.line(BODY, step=20))[1][0]

    assert numbered(24) == "heading"
    assert numbered(15.1) == "heading"
    assert numbered(15) == "paragraph"
    assert numbered(24, "2.1 " + "Woord " * 11) == "heading"
    assert numbered(24, "2.1 " + "Woord " * 12) == "paragraph"
    assert numbered(24, size=9.0) == "paragraph"


def test_a_numbered_line_with_room_above_is_a_heading_also_with_the_text_close_below_it() -> None:
    def below(following: str, width: float | None = None) -> list[Block]:
        sheet = body(Sheet(), 4).line("Zo is het.", width=60).line("2.1 Aanpak", step=24, width=width)
        return blocks(sheet.line(following))[1:]

    assert below(BODY) == [("heading", 1, "2.1 Aanpak"), ("paragraph", 0, BODY)]
    assert [kind for kind, _, _ in below("en wat daarbij hoort")] == ["heading"]
    assert [kind for kind, _, _ in below(BODY, 430)] == ["paragraph"]


def test_the_head_of_a_table_stays_where_it_begins_every_page() -> None:
    sheets = [body(Sheet().line("Omschrijving 2023 2024 2025").line("Baten 1.200 1.300 1.400"), 8) for _ in range(4)]
    assert [block[2] for block in blocks(*sheets)].count("Omschrijving 2023 2024 2025") == 4


def test_a_line_that_runs_at_the_top_stays_where_it_comes_again_lower_on_the_page() -> None:
    sheets = [body(Sheet().line("Jaarstukken", y=800).line("Jaarstukken", y=760), 4 + n) for n in range(3)]
    assert all(block[2] != "Jaarstukken" for block in blocks(*sheets))
    again = [body(body(Sheet().line("Jaarstukken", y=800), 4).line("Jaarstukken", step=30), 4) for n in range(3)]
    assert sum(block[2].startswith("Jaarstukken Dit") for block in blocks(*again)) == 3


def test_numbers_tell_how_deep_a_heading_of_one_style_is() -> None:
    sheet = Sheet().line("2 Crisis", bold=True)
    body(sheet, 4).line("2.1 Aanpak", bold=True, step=24)
    body(sheet, 4)
    found = [block for block in blocks(sheet) if block[0] == "heading"]
    assert found == [("heading", 1, "2 Crisis"), ("heading", 2, "2.1 Aanpak")]


def test_a_short_slanted_line_above_upright_text_is_a_heading() -> None:
    sheet = body(Sheet().line("Hulp aan huis", italic=True, step=24), 6)
    assert blocks(sheet)[0] == ("paragraph", 0, f"Hulp aan huis {BODY} a" + "".join(f" {BODY} {c}" for c in "bcdef"))
    apart = Sheet().line("Hulp aan huis", italic=True)
    apart.line(BODY, step=20)
    body(apart, 6)
    assert blocks(apart)[0] == ("heading", 1, "Hulp aan huis")
    slanted = Sheet().line("Hulp aan huis", italic=True)
    slanted.line(BODY, step=20, italic=True)
    assert blocks(body(slanted, 6))[0][0] == "paragraph"


def test_the_head_of_a_table_is_no_heading() -> None:
    sheet = body(Sheet(), 6).line("Omschrijving Baten Lasten", bold=True, step=24).line("Zorg 100 200")
    assert blocks(sheet)[1][0] == "paragraph"
    larger = body(Sheet(), 6).line("Overzicht van baten", 12, bold=True, step=24).line("Zorg 100 200")
    assert blocks(larger)[1][0] == "heading"


def test_small_print_low_on_the_page_with_a_number_is_a_note() -> None:
    def last(y: float, size: float = 8.0, text: str = "1 Zie het jaarverslag") -> str:
        return blocks(body(Sheet(), 6).line(text, size, y=y))[-1][0]

    assert last(200) == "note"
    assert last(336) == "note"
    assert last(337) == "paragraph"
    assert last(200, 9.1) == "paragraph"
    assert last(200, 9.0) == "note"
    assert last(200, text="Zie het jaarverslag") == "paragraph"


def test_running_headers_and_page_numbers_have_no_mark() -> None:
    sheets = []
    for number in range(1, 5):
        sheet = Sheet(number).line("Beleidsplan Zilverkust", 8, y=810)
        sheet.line(f"Tekst van bladzijde {'abcdef'[number]} die niet terugkomt", y=600)
        sheet.line(f"Bladzijde {number}", 8, y=40)
        sheets.append(sheet)
    assert [text for _, _, text in blocks(*sheets)] == [
        f"Tekst van bladzijde {letter} die niet terugkomt" for letter in "bcde"
    ]


def test_the_same_words_in_the_middle_of_the_page_stay() -> None:
    sheets = [Sheet(number).line("Beleidsplan Zilverkust", y=600) for number in range(1, 5)]
    assert len(blocks(*sheets)) == 4
    edge = [Sheet(number).line("Beleidsplan Zilverkust", y=699) for number in range(1, 5)]
    assert blocks(*edge) == []


def test_a_contents_page_is_contents_line_by_line() -> None:
    sheet = Sheet().line("Inhoudsopgave", 14).line("1 Inleiding 3").line("2 Aanpak 5")
    assert blocks(sheet) == [
        ("contents", 0, "Inhoudsopgave"),
        ("contents", 0, "1 Inleiding 3"),
        ("contents", 0, "2 Aanpak 5"),
    ]


def test_a_hyphenated_line_joins_the_next_without_a_blank_in_deciding() -> None:
    sheet = body(Sheet()).line("De veilig\ufffe").line("heidsregio oefent")
    assert blocks(sheet)[0][2].endswith("De veilig~heidsregio oefent")


def test_at_most_six_levels_are_told_apart() -> None:
    sheet = Sheet()
    for size in range(28, 12, -2):
        sheet.line(f"Kop {size}", size, step=40)
    levels = [level for kind, level, _ in blocks(body(sheet, 8)) if kind == "heading"]
    assert levels == [1, 2, 3, 4, 5, 6, 6, 6]


def test_pages_keep_their_number_text_and_what_cannot_be_seen() -> None:
    page = Sheet(3).line("Tekst").page()
    page.invisible = [(0, 2)]
    (laid,) = lay_out([page])
    assert (laid.page_number, laid.raw_text, laid.invisible) == (3, "Tekst", [(0, 2)])
    assert laid.text_source == "text_layer"
    assert not laid.needs_ocr
    (scan,) = lay_out([PdfPage(1, "", [], 595, 842, 1.0)])
    assert scan.needs_ocr
    assert scan.marks == []


def test_a_real_pdf_is_laid_out(pdf: Callable[..., bytes], lines: Callable[..., Any]) -> None:
    rows = [("Crisisplan", 18, True), "", *[BODY[:80]] * 5, "", ("Oefenen", 12, True), *[BODY[:80]] * 5]
    (page,) = lay_out(read_pdf(pdf(lines(*rows))).pages)
    kinds = [(mark.kind, mark.level) for mark in page.marks]
    assert kinds == [("heading", 1), ("paragraph", 0), ("heading", 2), ("paragraph", 0)]


BODY_TEXT = module._Body(10.0, 12.0, False)


def line(y: float = 500.0, x0: float = 70.0, x1: float = 470.0, size: float = 10.0, bold: bool = False) -> Line:
    return Line(0, 1, x0, x1, y, size, bold, False)


def belongs(above: Line, below: Line, text: str = "vervolg", before: str = "begin", width: float = 400.0) -> bool:
    return module._belongs(module._Block([above], before), below, text, BODY_TEXT, width)


def test_how_far_a_line_may_be_from_the_one_above_it() -> None:
    for step, is_one in [(0, True), (3.4, True), (-3.4, True), (-3.6, False), (12, True), (16.2, True), (16.3, False)]:
        assert belongs(line(500), line(500 - step)) is is_one
    # larger text stands wider apart
    assert belongs(line(500, size=20), line(500 - 32.4, size=20))
    assert not belongs(line(500, size=20), line(500 - 32.5, size=20))
    # two sizes on one line are one line
    assert belongs(line(500, size=20), line(493.1, size=10, bold=True))
    assert not belongs(line(500, size=10), line(496.4, size=10, bold=True))


def test_a_line_of_another_size_or_weight_is_another_block() -> None:
    assert belongs(line(), line(488, size=10.5))
    assert belongs(line(), line(488, size=9.5))
    assert not belongs(line(), line(488, size=10.7))
    assert not belongs(line(), line(488, size=9.3))
    assert not belongs(line(), line(488, bold=True))
    assert belongs(line(bold=True), line(488, bold=True))


def test_a_line_after_a_short_line_with_a_stop_is_another_block() -> None:
    assert belongs(line(x1=390), line(488), before="Klaar.")
    assert not belongs(line(x1=389), line(488), before="Klaar.")
    assert belongs(line(x1=389), line(488), before="Klaar")
    # narrow in a narrow column is not short
    assert belongs(line(x1=389), line(488), before="Klaar.", width=300)
    wide = module._Block([line(520, x1=480), line(500, x1=390)], "Klaar.")
    assert not module._belongs(wide, line(488), "vervolg", BODY_TEXT, 300)


def test_a_numbered_line_at_the_margin_after_a_sentence_is_another_block() -> None:
    assert not belongs(line(), line(488), "2.1 Aanpak", "Klaar.")
    assert not belongs(line(), line(488, x0=71), "2.1 Aanpak", "Klaar.")
    assert belongs(line(), line(488, x0=71.5), "2.1 Aanpak", "Klaar.")
    assert belongs(line(), line(488), "2.1 Aanpak", "zoals in")


def test_what_is_measured_of_the_ordinary_text() -> None:
    assert module._body([]) == module._Body(10.0, 12.0, False)
    rows = [Line(0, 50, 70, 470, 700 - 13 * number, 10.2, False, False) for number in range(4)]
    head = Line(0, 20, 70, 200, 740, 16.0, True, False)
    assert module._body([[head, *rows]]) == module._Body(10.0, 13.0, False)
    assert module._body([[head], []]) == module._Body(16.0, 19.2, True)
    bold = [row._replace(is_bold=True) for row in rows]
    assert module._body([bold, rows]).is_bold is False
    assert module._body([[*bold, head], rows]).is_bold is True
    # steps that are too small, too large or between other sizes do not count
    apart = [line(700), line(692), line(669), line(646.9), line(634.9), line(619.9, size=11), line(600, size=10)]
    assert module._body([apart]).leading == pytest.approx(12.0)


def test_a_running_header_is_kept_where_it_stands_in_the_text() -> None:
    sheets = [Sheet(number).line("Beleidsplan", y=810).line("Beleidsplan", y=500) for number in range(1, 5)]
    assert blocks(*sheets) == [("paragraph", 0, "Beleidsplan")] * 4
    for y, kept in [(698.8, 4), (698.9, 0), (143.2, 4), (143.1, 0)]:
        assert len(blocks(*(Sheet(number).line("Beleidsplan", y=y) for number in range(1, 5)))) == kept
