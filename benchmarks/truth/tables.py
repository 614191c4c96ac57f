"""Kinds of tables: figures with every sign a minus can have, and cells of words over several lines."""

from __future__ import annotations

from benchmarks.truth.book import BOLD, Book, Look
from benchmarks.truth.prose import plain
from benchmarks.truth.setting import break_lines
from benchmarks.truth.truth import Piece, Truth

MINUS_SIGNS = ("-", "−", "(", "- ")


def figures(seed: int, minus: str, look: Look, pages: int = 8) -> Truth:
    """Rows of amounts, a third of them negative, between paragraphs. minus: how a negative amount is written."""
    book = Book(f"figures-{seed}", f"figures, minus {'soft' if look.font == 'Vera' else repr(minus)}", seed, look)
    rng = book.prose.rng
    while book.number < pages or book.y - book.frame.bottom > 250:
        book.paragraph()
        book.room(140)
        _row(book, ["Omschrijving", "2023", "2024", "2025"], BOLD[look.font])
        for _ in range(rng.randint(5, 12)):
            book.room(look.size * 2)
            cells = [_signed(book, minus) for _ in range(3)]
            _row(book, [book.prose.heading(3), *cells], look.font)
        book.y -= 12
    return book.finish()


def _signed(book: Book, minus: str) -> str:
    amount = book.prose.percentage() if book.prose.rng.random() < 0.2 else book.prose.amount()
    if book.prose.rng.random() > 0.35:
        return amount
    return f"({amount})" if minus == "(" else f"{minus}{amount}"


def _row(book: Book, cells: list[str], font: str) -> None:
    size = book.look.size
    book.y -= size * 1.4
    measure = book.measure(font, size)
    book.put(book.frame.x, book.y, cells[0], font, size)
    for index, cell in enumerate(cells[1:]):
        book.put(book.frame.x + 240 + 75 * index + 60 - measure(cell), book.y, cell, font, size)
    # a sign with a blank behind it belongs to its amount, and reading may put it there
    book.truth.pages[-1].append(Piece("row", [word for cell in cells for word in cell.split()]))


def cells(seed: int, look: Look, pages: int = 8) -> Truth:
    """Tables of three columns with words in their cells, over several lines, drawn cell by cell and ruled."""
    book = Book(f"cells-{seed}", "tables of words", seed, look)
    rng = book.prose.rng
    widths = (110.0, 175.0, 150.0)
    while book.number < pages or book.y - book.frame.bottom > 250:
        book.paragraph()
        for _ in range(rng.randint(3, 6)):
            texts = [book.prose.heading(3), plain(book.prose.cell(6, 16)), plain(book.prose.cell(4, 12))]
            measure = book.measure(look.font, look.size)
            lines = [break_lines(text.split(), width - 10, measure) for text, width in zip(texts, widths, strict=True)]
            step = look.size * look.leading
            height = max(len(each) for each in lines) * step + 6
            book.room(height + 4)
            top, x = book.y, book.frame.x
            for cell, width in zip(lines, widths, strict=True):
                book.canvas.rect(x, top - height, width, height)
                for index, line in enumerate(cell):
                    text = " ".join(token.drawn for token in line)
                    book.put(x + 5, top - (index + 1) * step, text, look.font, look.size)
                x += width
            book.y = top - height
            book.truth.pages[-1].append(Piece("row", " ".join(texts).split()))
        book.y -= 14
    return book.finish()
