"""Which quotes make a summary."""

from __future__ import annotations

from tasks.summarise.extract import Quote, summary


def quote(
    number: int, year: int | None = 2024, progress: str = "plan", confidence: float = 0.8, copy_key: str = ""
) -> Quote:
    return Quote(f"j{number}", f"Zin {number}.", year, progress, confidence, copy_key or f"j{number}")


def of(rows: list[tuple[int, int, str, str]], year: int) -> list[str]:
    return [row[3] for row in rows if row[0] == year]


def test_the_summary_of_all_years_runs_in_time() -> None:
    assert of(summary([quote(1, 2024), quote(2, 2020), quote(3, 2022)]), 0) == ["j2", "j3", "j1"]


def test_sentences_are_numbered_from_one_and_cited() -> None:
    assert summary([quote(1, 2020), quote(2, 2021)]) == [
        (0, 1, "Zin 1.", "j1"),
        (0, 2, "Zin 2.", "j2"),
        (2020, 1, "Zin 1.", "j1"),
        (2021, 1, "Zin 2.", "j2"),
    ]


def test_each_year_is_heard_before_a_second_quote_of_a_year() -> None:
    many = [quote(n, 2024, "beproefd") for n in range(1, 7)] + [quote(8, 2018, "voornemen")]
    assert "j8" in of(summary(many), 0)
    assert len(of(summary(many), 0)) == 5


def test_a_year_has_at_most_two_sentences_the_strongest_first() -> None:
    rows = summary([quote(1, progress="voornemen"), quote(2, progress="beproefd"), quote(3, progress="plan")])
    assert of(rows, 2024) == ["j2", "j3"]


def test_of_equal_progress_the_surest_comes_first() -> None:
    assert of(summary([quote(1, confidence=0.5), quote(2, confidence=0.9), quote(3, confidence=0.7)]), 2024) == [
        "j2",
        "j3",
    ]


def test_the_strongest_years_are_kept_when_there_are_more_than_five() -> None:
    rows = summary([quote(n, 2010 + n, "voornemen" if n == 1 else "plan") for n in range(1, 7)])
    assert of(rows, 0) == ["j2", "j3", "j4", "j5", "j6"]


def test_quotes_that_repeat_one_another_are_said_once_by_the_strongest() -> None:
    weak = quote(3, 2019, "voornemen", copy_key="a")
    rows = summary([quote(1, 2020, copy_key="a"), quote(2, 2021, copy_key="a"), weak])
    assert [(row[0], row[3]) for row in rows] == [(0, "j2"), (2021, "j2")]


def test_a_quote_without_a_year_is_in_the_whole_but_in_no_year() -> None:
    assert summary([quote(1, None)]) == [(0, 1, "Zin 1.", "j1")]


def test_the_order_of_quotes_does_not_matter() -> None:
    quotes = [quote(n, 2020 + n % 3, ("plan", "uitvoering")[n % 2], n / 10) for n in range(1, 8)]
    assert summary(quotes) == summary(reversed(quotes))
