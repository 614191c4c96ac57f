"""Running headers and footers."""

from __future__ import annotations

from tasks.read.running import running_lines


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
