"""What is known of a generated document: its text per page in reading order, its sentences, and what is no text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Piece:
    """A block of text on one page, as its words.

    is_free: its place in the reading order is nobody's business (a note in the margin).
    """

    kind: str
    words: list[str] = field(default_factory=list)
    is_free: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence, whole, and the headings above it (None: not laid down)."""

    text: str
    path: tuple[str, ...] | None = None


@dataclass
class Truth:
    """A document and everything that is known of it.

    pages: what a reader should give of each page; a word cut by a page end stands there in its two parts.
    broken: words that a line end cuts, whole; over_pages: those of them that a page end cuts. running: (page number,
    text) of headers and footers. hidden: words that nobody can see. contents: lines of contents pages.
    """

    name: str
    kind: str
    data: bytes = b""
    pages: list[list[Piece]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    over_pages: list[str] = field(default_factory=list)
    running: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    is_scan: bool = False

    def words(self, free: bool = True) -> list[str]:
        """All words in reading order; without `free` those whose place is not laid down are left out."""
        return [word for page in self.pages for piece in page if free or not piece.is_free for word in piece.words]
