"""Running headers and footers."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.read.running import LINE_STEP, EdgeLine
from tasks.read.running import running_lines as by_number


def edge(texts: Sequence[str], size: float = 8.0) -> list[EdgeLine]:
    return [EdgeLine(text, index * LINE_STEP, size) for index, text in enumerate(texts)]


def running_lines(pages: Sequence[tuple[Sequence[str], Sequence[str]]], inner: Sequence[str] = ()) -> list[set[str]]:
    """The running lines of each page as texts."""
    found = by_number([(edge(top), edge(bottom)) for top, bottom in pages], inner)
    return [
        {texts[index] for texts, indexes in zip(page, edges, strict=True) for index in indexes}
        for page, edges in zip(pages, found, strict=True)
    ]


def test_a_line_that_comes_back_on_half_the_pages_is_running_whatever_its_digits() -> None:
    pages = [(["Jaarstukken 2024", f"Kop {name}"], [f"Blad {number}"]) for number, name in enumerate("abcd", 8)]
    assert running_lines(pages) == [{"Jaarstukken 2024", f"Blad {number}"} for number in range(8, 12)]


def test_half_of_the_pages_is_enough_and_less_is_not() -> None:
    def pages(count: int) -> list[tuple[list[str], list[str]]]:
        return [(["Kop" if number < count else f"eigen {'x' * number}"], []) for number in range(8)]

    assert running_lines(pages(4))[0] == {"Kop"}
    assert running_lines(pages(3))[0] == set()


def test_two_pages_must_both_have_it() -> None:
    assert running_lines([(["Kop"], []), (["Anders"], [])]) == [set(), set()]
    assert running_lines([(["Kop"], []), (["kop"], [])]) == [{"Kop"}, {"kop"}]


def test_top_and_bottom_are_looked_at_apart() -> None:
    assert running_lines([(["Kop"], []), ([], ["Kop"])]) == [set(), set()]


def test_only_the_three_outermost_lines_can_be_running() -> None:
    pages: list[tuple[list[str], list[str]]] = [(["a", "b", "c", "d"], ["e", "f", "g", "h"])] * 3
    assert running_lines(pages)[0] == {"a", "b", "c", "e", "f", "g"}


def test_headers_that_alternate_between_left_and_right_are_found() -> None:
    pages: list[tuple[list[str], list[str]]] = [
        (["Links" if number % 2 else "Rechts", f"eigen {'x' * number}"], []) for number in range(8)
    ]
    assert running_lines(pages)[1] == {"Links"}
    assert running_lines(pages)[2] == {"Rechts"}


def test_on_one_side_three_quarters_and_three_pages_are_needed() -> None:
    def pages(left: int, count: int) -> list[tuple[list[str], list[str]]]:
        return [
            (["Links" if number % 2 and number < 2 * left else f"eigen {'x' * number}"], []) for number in range(count)
        ]

    assert running_lines(pages(3, 8))[1] == {"Links"}
    assert running_lines(pages(3, 10))[1] == set()
    assert running_lines(pages(2, 6))[1] == set()


def test_a_page_number_is_running_by_itself() -> None:
    for line in ["12", "- 12 -", "Pagina 3 van 10", "blz. 3", "3 | 75", "3/75", "Pag. 3", "p. 3"]:
        assert running_lines([([line], []), ([], [])]) == [{line}, set()]
    for line in ["12 maart", "Artikel 3", "12345", "3.2"]:
        assert running_lines([([line], []), ([], [])]) == [set(), set()]


def test_of_five_pages_two_on_one_side_are_too_few() -> None:
    pages = [(["Links" if number in (1, 3) else f"eigen {'x' * number}"], list[str]()) for number in range(5)]
    assert running_lines(pages)[1] == set()


def test_of_nine_pages_all_on_one_side_are_enough() -> None:
    pages = [(["Links" if number % 2 else f"eigen {'x' * number}"], list[str]()) for number in range(9)]
    assert running_lines(pages)[1] == {"Links"}


def chapters(*titles: str) -> list[tuple[list[str], list[str]]]:
    return [([title, f"eigen {'x' * number}"], []) for number, title in enumerate(titles)]


def test_headers_that_change_with_the_chapter_are_found_by_their_place_also_over_one_page() -> None:
    titles = ["1 Doel", "1 Doel", "2 Geld", "2 Geld", "3 Slot", "3 Slot", "4 Kort", "5 Na", "5 Na", "5 Na"]
    assert running_lines(chapters(*titles)) == [{title} for title in titles]


def test_chapter_headers_need_four_pages_and_four_of_five_lines_at_their_place() -> None:
    assert running_lines(chapters("a", "a", "a", "b", "c", "d", "e")) == [set()] * 7
    assert running_lines(chapters("a", "a", "b", "b", "c")) == [{"a"}, {"a"}, {"b"}, {"b"}, {"c"}]
    assert running_lines(chapters("a", "a", "b", "b", "c", "d")) == [set()] * 6


def test_a_line_at_another_height_or_in_another_size_is_no_chapter_header() -> None:
    pages = [([EdgeLine(title, 40.0, 8.0)], list[EdgeLine]()) for title in ["a", "a", "b", "b", "c", "c", "c"]]
    assert all(top == {0} for top, _ in by_number(pages))
    pages[2] = ([EdgeLine("b", 60.0, 8.0)], [])
    pages[3] = ([EdgeLine("b", 40.0, 16.0)], [])
    assert [bool(top) for top, _ in by_number(pages)] == [True, True, False, False, True, True, True]


def test_what_often_stands_in_the_middle_of_pages_is_no_chapter_header() -> None:
    pages = chapters("a", "a", "b", "b", "c", "c", "d", "d", "e", "e")
    assert running_lines(pages, ["a", "a"])[0] == {"a"}
    assert running_lines(pages, ["A", "a", "a"])[0] == {"a"}  # its neighbours at the place carry it
    assert running_lines(pages, list("aaabbbccc")) == [set()] * 10


def test_the_head_and_the_total_of_a_table_stay_where_they_come_back() -> None:
    for row in ["Omschrijving 2023 2024 2025", "Totaal 1.200 1.300", "Totaal € 1.200 € -1.300", "Saldo (12) 14%"]:
        assert running_lines([([row], [])] * 4) == [set()] * 4
    for line in ["Blad 2 van 10", "1 Verordening 2024 nr. 12 7 november 2024", "Versie 2 12"]:
        assert running_lines([([line], [])] * 4) == [{line}] * 4


def test_a_number_further_in_is_a_page_number_only_if_it_counts_with_the_pages() -> None:
    pages = [([f"eigen {'x' * number}", "7"], list[str]()) for number in range(3)]
    pages += [([f"anders {'x' * number}", str(number)], []) for number in range(3, 5)]
    assert running_lines(pages[:1] + pages[3:]) == [set(), {"3"}, {"4"}]
