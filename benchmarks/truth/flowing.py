"""Kinds of running text: columns, headers, footnotes, hyphens, lists, headings, contents pages, margins."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.truth.book import A4, ITALIC, Book, Frame, Look
from benchmarks.truth.setting import break_lines
from benchmarks.truth.truth import Piece, Truth

PAGES = 10


def single(seed: int, look: Look, pages: int = PAGES) -> Truth:
    """One column."""
    return Book(f"single-{seed}", "single column", seed, look).fill(pages)


def columned(seed: int, columns: int, look: Look, pages: int = PAGES) -> Truth:
    """Two or three columns."""
    order = "" if look.in_order else ", drawn across"
    return Book(f"columns-{seed}", f"{columns} columns{order}", seed, look, columns, 50).fill(pages)


def banded(seed: int, look: Look, pages: int = PAGES) -> Truth:
    """Two columns under headings over the full width, several on a page."""
    book = Book(f"banded-{seed}", "columns, full-width headings", seed, look, 1, 55)
    width, height = look.page
    column = (width - 110 - 24) / 2
    while book.number <= pages:
        top = height - 90
        for _ in range(3):
            book.set_frames([Frame(55, top, 60, width - 110)])
            book.heading(1)
            top = book.y - 4
            bottom = max(70, top - book.prose.rng.randint(170, 210))
            page = book.number
            book.set_frames([Frame(55 + side * (column + 24), top, bottom, column) for side in (0, 1)])
            for side in (0, 1):
                while book.number == page and book.frame.x == 55 + side * (column + 24) and book.y - bottom > 75:
                    book.paragraph(book.prose.paragraph(1, 2))
                if side == 0 and book.number == page and book.frame.x == 55:
                    book.next_column()
            if book.number != page:
                break
            top = bottom - 8
        if book.number == page:
            book.new_page()
    return book.finish()


def running(seed: int, decorate: Callable[[Book], None], name: str, look: Look, pages: int = PAGES) -> Truth:
    """Headers and footers."""
    return Book(f"running-{seed}", f"running: {name}", seed, look, decorate=decorate).fill(pages)


def fixed_running(book: Book) -> None:
    """The same header and a page number on each page."""
    width, height = book.look.page
    book.running("Jaarstukken en rekening van de regio", 70, height - 50)
    book.running(f"Pagina {book.number} van 10", width - 130, 40)


def alternating_running(book: Book) -> None:
    """Title on the left pages, part on the right pages, page numbers on the outer side."""
    width, height = book.look.page
    if book.number % 2:
        book.running("Deel B: Uitvoering", width - 160, height - 50, font=ITALIC[book.look.font])
        book.running(str(book.number), width - 80, 40)
    else:
        book.running("Regionaal meerjarenplan", 70, height - 50, font=ITALIC[book.look.font])
        book.running(str(book.number), 70, 40)


def chapter_running(book: Book) -> None:
    """A chapter's title that changes every three pages, close above the text, and the page number in the same line."""
    width, height = book.look.page
    titles = ["1 Inleiding en leeswijzer", "2 Wat is er gedaan", "3 Kosten en dekking", "4 Vooruitblik"]
    title = titles[min(3, (book.number - 1) // 3)]
    book.running(title, 70, height - 72, 9)
    book.running(str(book.number + 10), width - 90, height - 72, 9)
    book.running("Vastgesteld in de vergadering, kenmerk 2024-0077", 70, 62, 7)
    book.running("www.regio.example", width - 150, 62, 7)


def body_sized_running(book: Book) -> None:
    """A header of three lines in the size of the text, drawn after it; a footer of two."""
    width, height = book.look.page
    for index, text in enumerate(("Gemeenschappelijke regeling", "Bestuurlijke bijlage", "Versie 3.2, concept")):
        book.running(text, 70, height - 40 - 13 * index, book.look.size)
    book.running("Postbus 12, 1000 AA", 70, 55, book.look.size)
    book.running(f"blz. {book.number}/{PAGES}", width - 130, 42, book.look.size)


def footnoted(seed: int, look: Look, columns: int = 1, pages: int = PAGES) -> Truth:
    """Notes at the foot of each page, their numbers raised in the text."""
    book = Book(f"footnotes-{seed}", "footnotes", seed, look, columns)
    book.set_frames([frame._replace(bottom=165) for frame in book.frames()])
    number = 0
    while book.number <= pages:
        page, refs = book.number, 0
        while book.number == page and book.y - book.frame.bottom > 30:
            sentences = book.prose.paragraph(2, 5)
            if refs < 3 and book.y - book.frame.bottom > 120:
                number, refs = number + 1, refs + 1
                sentences[0] += f"^{number}"
            if book._frame + 1 == len(book._frames) and book.y - book.frame.bottom < 110:
                break
            book.paragraph(sentences)
        feet = [frame._replace(top=155, bottom=40) for frame in book.frames()][:1]
        book.canvas.line(70, 158, 200, 158)
        book.set_frames(feet)
        for index in range(refs):
            note = [f"{number - refs + 1 + index}", *book.prose.sentence().split()]
            book.lines(note, "note", size=look.size * 0.78)
            book.y -= 1.5
        book._end_page()
        book._start_page()
        book.set_frames([frame._replace(bottom=165) for frame in book.frames()])
    return book.finish()


def hyphenated(seed: int, look: Look, columns: int = 1, pages: int = PAGES) -> Truth:
    """Justified text with words broken at line ends, over columns and pages too."""
    sign = "soft hyphen" if look.hyphen == "\u00ad" else "hyphen"
    return Book(f"hyphens-{seed}", f"hyphenated ({sign})", seed, look, columns).fill(pages)


def listed(seed: int, marks: list[Callable[[int], str]], look: Look, pages: int = PAGES) -> Truth:
    """Lists with bullets, numbers, letters, nested."""
    book = Book(f"lists-{seed}", "lists", seed, look)
    rng = book.prose.rng
    while book.number < pages or book.y - book.frame.bottom > 120:
        if rng.random() < 0.3:
            book.heading(1 if not book.path else 2)
        book.paragraph([*book.prose.paragraph(1, 2), "Het gaat om het volgende:"])
        mark = rng.choice(marks)
        for index in range(rng.randint(3, 6)):
            _item(book, mark(index), 12)
            if rng.random() < 0.3:
                for inner in range(2):
                    _item(book, "–" if rng.random() < 0.5 else f"{'abc'[inner]}.", 30)
        book.y -= 6
    return book.finish()


def _item(book: Book, mark: str, indent: float) -> None:
    text = book.prose.sentence() if book.prose.rng.random() < 0.5 else book.prose.item() + ";"
    lines = break_lines(text.split(), book.frame.width - indent - 16, book.measure(book.look.font, book.look.size))
    book.room(len(lines) * book.look.size * book.look.leading)
    y = book.y - book.look.size * book.look.leading
    book.put(book.frame.x + indent, y, mark, book.look.font, book.look.size)
    book.lines(text.split(), "item", indent=indent + 16)
    book.truth.pages[-1][-1].words.insert(0, mark)
    if text.endswith("."):
        book.told([text])
    book.y -= 1.5


def headed(seed: int, style: str, look: Look, pages: int = PAGES) -> Truth:
    """Headings of three levels: told apart by size, by boldness and numbers, by numbers alone."""
    book = Book(f"headings-{seed}", f"headings by {style}", seed, look)
    rng = book.prose.rng
    numbers = [0, 0, 0]
    while book.number < pages or book.y - book.frame.bottom > 160:
        level = 1 if not any(numbers) else rng.choice([1, 2, 2, 3, 3]) if numbers[1] else rng.choice([1, 2])
        numbers = [*numbers[: level - 1], numbers[level - 1] + 1, *[0] * (3 - level)]
        label = ".".join(map(str, numbers[:level]))
        text = book.prose.heading(7)
        if style == "size":
            book.heading(level, text, size=look.size * {1: 1.8, 2: 1.4, 3: 1.15}[level])
        elif style == "bold numbers":
            book.heading(level, f"{label} {text}", size=look.size)
        else:
            book.heading(level, f"{label} {text}", font=look.font, size=look.size)
        for _ in range(rng.randint(1, 3)):
            book.paragraph()
    return book.finish()


def contented(seed: int, dotted: bool, look: Look, pages: int = PAGES) -> Truth:
    """A contents page, and its chapters."""
    book = Book(f"contents-{seed}", f"contents ({'dotted' if dotted else 'blank'})", seed, look)
    width = book.look.page[0]
    measure = book.measure(look.font, look.size)
    book.heading(1, "Inhoudsopgave")
    chapters = [f"{index}. {book.prose.heading(6)}" for index in range(1, 26)]
    for index, chapter in enumerate(chapters):
        book.y -= look.size * 1.7
        place = str(3 + index * 2)
        end = width - book.margin - 20
        book.put(book.frame.x, book.y, chapter, look.font, look.size)
        words = chapter.split()
        if dotted:
            start = book.frame.x + measure(chapter) + 4
            dots = "." * int((end - start - 4) / measure("."))
            book.put(start, book.y, dots, look.font, look.size)
            words.append(dots)
        book.put(end, book.y, place, look.font, look.size)
        book.truth.pages[-1].append(Piece("contents", [*words, place]))
        book.truth.contents.append(chapter)
    book.new_page()
    for chapter in chapters:
        book.heading(1, chapter)
        book.paragraph()
        book.paragraph()
        if book.number > pages:
            break
    return book.finish()


def margined(seed: int, look: Look, side: str, pages: int = PAGES) -> Truth:
    """Letters and reports with a column of notes in the margin."""
    book = Book(f"margin-{seed}", "margin column", seed, look)
    width, height = look.page
    body = Frame(190, height - 90, 90, width - 250) if side == "left" else Frame(60, height - 90, 90, width - 250)
    edge = Frame(50, height - 90, 90, 120) if side == "left" else Frame(width - 165, height - 90, 90, 120)
    while book.number <= pages:
        book.set_frames([body])
        page = book.number
        book.set_frames([edge])
        for _ in range(4):
            book.lines(book.prose.item().split(), "note", size=look.size * 0.8, is_free=True)
            book.y -= 40
        if book.number == page:
            book.set_frames([body])
            while book.number == page and book.y - body.bottom > 110:
                book.paragraph()
        book.new_page()
    return book.finish()


def wide(seed: int, pages: int = PAGES) -> Truth:
    """Landscape pages in two columns."""
    look = Look(page=(A4[1], A4[0]), size=10)
    return Book(f"landscape-{seed}", "landscape", seed, look, 2, 50, fixed_running).fill(pages)


BULLETS: list[Callable[[int], str]] = [lambda _: "•", lambda _: "-"]
NUMBERS: list[Callable[[int], str]] = [lambda n: f"{n + 1}.", lambda n: f"{'abcdefgh'[n]})", lambda n: f"({n + 1})"]
