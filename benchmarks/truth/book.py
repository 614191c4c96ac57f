"""A document being set: pages, columns, headers, blocks; what is drawn goes into the truth in the same stroke."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from benchmarks.truth.prose import Prose, plain
from benchmarks.truth.setting import Token, break_lines, spread
from benchmarks.truth.truth import Piece, Sentence, Truth

A4 = (595.28, 841.89)
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Vera": "VeraBd"}
ITALIC = {"Helvetica": "Helvetica-Oblique", "Times-Roman": "Times-Italic", "Vera": "VeraIt"}


class Frame(NamedTuple):
    """A column of a page: left edge, top, bottom and width in points, up is positive."""

    x: float
    top: float
    bottom: float
    width: float


@dataclass
class Look:
    """How a document is set.

    draw: a line as one text, each word by itself, each glyph by itself. hyphen: the sign for words broken at line
    ends, '' for none. in_order: drawn as it is read; else a page is drawn from top to bottom, across its columns.
    """

    font: str = "Helvetica"
    size: float = 10.0
    leading: float = 1.25
    page: tuple[float, float] = A4
    justified: bool = False
    hyphen: str = ""
    draw: Literal["line", "words", "glyphs"] = "line"
    in_order: bool = True
    first_indent: float = 0.0
    gap: float = 6.0


@dataclass
class Book:
    """Set text with its methods, then `finish`."""

    name: str
    kind: str
    seed: int
    look: Look = field(default_factory=Look)
    columns: int = 1
    margin: float = 70.0
    decorate: Callable[[Book], None] | None = None
    encrypt: Any = None

    def __post_init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas

        load_fonts()
        self.prose = Prose(self.seed)
        self.truth = Truth(self.name, self.kind)
        self.path: list[str] = []
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=self.look.page, invariant=1, encrypt=self.encrypt)
        self._frames: list[Frame] = []
        self._frame = 0
        self._later: list[tuple[float, float, Callable[[], None]]] = []
        self.y = 0.0
        self.number = 0
        self.ligatures: dict[str, str] = {}
        self._start_page()

    # pages and columns
    def frames(self) -> list[Frame]:
        """The columns of a page, in reading order."""
        width, height = self.look.page
        gutter = 22.0
        column = (width - 2 * self.margin - gutter * (self.columns - 1)) / self.columns
        return [
            Frame(self.margin + index * (column + gutter), height - 90, 90, column) for index in range(self.columns)
        ]

    def set_frames(self, frames: list[Frame]) -> None:
        """Go on in these columns, on the same page."""
        self._frames, self._frame = frames, 0
        self.y = frames[0].top

    @property
    def frame(self) -> Frame:
        return self._frames[self._frame]

    def _start_page(self) -> None:
        self.number += 1
        self.truth.pages.append([])
        self.set_frames(self.frames())
        if self.decorate is not None:
            self.decorate(self)

    def new_page(self) -> None:
        """End the page."""
        self._end_page()
        self._start_page()

    def _end_page(self) -> None:
        for _, _, draw in sorted(self._later, key=lambda each: (-round(each[0]), each[1])):
            draw()
        self._later = []
        self.canvas.showPage()

    def room(self, height: float) -> None:
        """See to it that there is room for so many points, on the next column or page if need be."""
        if self.y - height < self.frame.bottom:
            self.next_column()

    def next_column(self) -> None:
        """Go on at the top of the next column, or of the next page."""
        if self._frame + 1 < len(self._frames):
            self._frame += 1
            self.y = self.frame.top
        else:
            self.new_page()

    def finish(self) -> Truth:
        """The document with its bytes."""
        self._end_page()
        self.canvas.save()
        self.truth.data = self._buffer.getvalue()
        return self.truth

    # drawing
    def measure(self, font: str, size: float) -> Callable[[str], float]:
        """Widths of text in this font, in points."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return lambda text: float(stringWidth(text, font, size))

    def put(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """Draw text that is in no truth yet; '^' begins a raised number."""
        for letters, sign in self.ligatures.items():
            text = text.replace(letters, sign)
        word, _, raised = text.partition("^")

        def draw() -> None:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, word)
            if raised:
                self.canvas.setFont(font, size * 0.6)
                self.canvas.drawString(x + self.measure(font, size)(word), y + size * 0.35, raised)

        if self.look.in_order:
            draw()
        else:
            self._later.append((y, x, draw))

    def _draw_line(self, line: list[Token], x: float, width: float, font: str, size: float, justified: bool) -> None:
        measure = self.measure(font, size)
        places = spread(line, width, measure, justified)
        if self.look.draw == "line" and not justified:
            text = " ".join(token.drawn for token in line)
            if "^" not in text:
                self.put(x, self.y, text, font, size)
                return
        for token, place in zip(line, places, strict=True):
            if self.look.draw == "glyphs":
                at = x + place
                for glyph in token.drawn:
                    self.put(at, self.y, glyph, font, size)
                    at += measure(glyph)
            else:
                self.put(x + place, self.y, token.drawn, font, size)

    def lines(
        self,
        words: list[str],
        kind: str = "paragraph",
        font: str | None = None,
        size: float | None = None,
        indent: float = 0.0,
        first_indent: float = 0.0,
        is_free: bool = False,
    ) -> None:
        """Set words as one block from here on, over columns and pages."""
        font, size = font or self.look.font, size or self.look.size
        hyphen = self.look.hyphen if kind != "heading" else ""
        width = self.frame.width - indent
        set_lines = break_lines(words, width, self.measure(font, size), hyphen, first_indent)
        piece = Piece(kind, is_free=is_free)
        page = 0
        for index, line in enumerate(set_lines):
            self.room(size * self.look.leading)
            self.y -= size * self.look.leading
            shift = first_indent if index == 0 else 0.0
            justified = self.look.justified and index + 1 < len(set_lines) and kind != "heading"
            self._draw_line(line, self.frame.x + indent + shift, width - shift, font, size, justified)
            if self.number != page:
                piece = Piece(kind, is_free=is_free)
                self.truth.pages[-1].append(piece)
                page = self.number
            for token in line:
                if token.part == 2 and piece.words:
                    piece.words[-1] = as_read(token.whole)
                else:
                    piece.words.append(as_read(token.drawn))
                    if token.part == 2:
                        self.truth.over_pages.append(as_read(token.whole))
                if token.part == 2:
                    self.truth.broken.append(as_read(token.whole))

    # blocks
    def paragraph(self, sentences: Sequence[str] | None = None, indent: float = 0.0) -> None:
        """A paragraph of sentences."""
        sentences = self.prose.paragraph() if sentences is None else sentences
        self.lines(
            [word for each in sentences for word in each.split()], indent=indent, first_indent=self.look.first_indent
        )
        self.told(sentences)
        self.y -= self.look.gap

    def told(self, sentences: Sequence[str]) -> None:
        """Note sentences of the truth that stand under the headings of now."""
        self.truth.sentences += [Sentence(as_read(plain(each)), tuple(self.path)) for each in sentences]

    def heading(
        self,
        level: int = 1,
        text: str | None = None,
        font: str | None = None,
        size: float | None = None,
    ) -> str:
        """A heading; it closes the ones of its level and below."""
        text = text or self.prose.heading()
        font = font or BOLD[self.look.font]
        size = size or {1: 1.6, 2: 1.3}.get(level, 1.0) * self.look.size
        self.room(size * 3 + self.look.size * 4)
        self.y -= size * 0.8
        self.lines(text.split(), "heading", font, size)
        self.y -= size * 0.35
        self.path = [*self.path[: level - 1], text]
        return text

    def running(self, text: str, x: float, y: float, size: float = 8.0, font: str | None = None) -> None:
        """A header or footer of this page."""
        self.put(x, y, text, font or self.look.font, size)
        self.truth.running.append((self.number, text))

    def fill(self, pages: int, headings: bool = True) -> Truth:
        """Prose until so many pages are full, and the end."""
        while self.number < pages or self.y - self.frame.bottom > 60:
            if headings and self.prose.rng.random() < 0.25 and self.y - self.frame.bottom > 120:
                self.heading(self.prose.rng.choice([1, 2, 2]) if self.path else 1)
            self.paragraph()
        return self.finish()


def as_read(word: str) -> str:
    """A drawn word as it should be read: the sign of a raised number gone, a soft hyphen at its end a hyphen."""
    word = word.replace("^", "").replace("\u00a0", " ")
    return word[:-1] + "-" if word.endswith("\u00ad") else word


def load_fonts() -> None:
    """Make the TrueType fonts that come with reportlab known to it."""
    import reportlab
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd", "VeraIt"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
