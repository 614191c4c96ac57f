"""The list of documents: ≥ 40 with ≥ 400 pages, and a small choice of them for tests that have to be quick."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.truth import files, flowing, tables
from benchmarks.truth.book import Look
from benchmarks.truth.scans import scanned
from benchmarks.truth.truth import Truth

Maker = Callable[[], Truth]

PLAIN = Look()
TIMES = Look(font="Times-Roman", size=11, leading=1.2)
VERA = Look(font="Vera", size=9, leading=1.35)
INDENTED = Look(font="Times-Roman", size=10.5, leading=1.15, gap=0, first_indent=14)
SOFT = "\u00ad"


def documents() -> list[Maker]:
    """All documents with a text layer; each is made when its maker is called."""
    return [
        lambda: flowing.single(1, PLAIN, 12),
        lambda: flowing.single(2, VERA, 12),
        lambda: flowing.single(3, INDENTED, 12),
        lambda: flowing.columned(4, 2, TIMES),
        lambda: flowing.columned(5, 2, Look(size=9, justified=True, draw="words", hyphen="-")),
        lambda: flowing.columned(6, 3, Look(size=8)),
        lambda: flowing.columned(7, 3, Look(font="Times-Roman", size=8, justified=True, draw="words", hyphen="-")),
        lambda: flowing.columned(8, 2, Look(size=9, in_order=False)),
        lambda: flowing.columned(9, 3, Look(size=8, in_order=False, draw="words")),
        lambda: flowing.banded(10, PLAIN),
        lambda: flowing.banded(11, Look(font="Times-Roman", size=9, justified=True, draw="words", hyphen="-")),
        lambda: flowing.running(12, flowing.fixed_running, "fixed", PLAIN),
        lambda: flowing.running(13, flowing.alternating_running, "alternating", TIMES),
        lambda: flowing.running(14, flowing.chapter_running, "chapters", PLAIN, 12),
        lambda: flowing.running(15, flowing.body_sized_running, "as large as text", Look(in_order=False)),
        lambda: flowing.running(16, flowing.chapter_running, "chapters", VERA, 12),
        lambda: flowing.footnoted(17, PLAIN),
        lambda: flowing.footnoted(18, TIMES),
        lambda: flowing.footnoted(19, Look(font="Times-Roman", size=9, justified=True, hyphen="-"), 2),
        lambda: flowing.hyphenated(20, Look(font="Times-Roman", justified=True, hyphen="-")),
        lambda: flowing.hyphenated(21, Look(justified=True, hyphen=SOFT)),
        lambda: flowing.hyphenated(22, Look(font="Vera", size=9, justified=True, hyphen=SOFT), 2),
        lambda: flowing.hyphenated(23, Look(size=9, justified=True, hyphen="-"), 3),
        lambda: flowing.listed(24, flowing.BULLETS, PLAIN),
        lambda: flowing.listed(25, flowing.NUMBERS, TIMES),
        lambda: flowing.listed(26, [*flowing.BULLETS, *flowing.NUMBERS], VERA),
        *(lambda seed=27 + index, sign=sign: tables.figures(seed, sign, PLAIN)
          for index, sign in enumerate(tables.MINUS_SIGNS)),
        lambda: files.remapped(tables.figures(31, "-", VERA), {"-": SOFT}),
        lambda: tables.cells(32, Look(size=9)),
        lambda: tables.cells(33, Look(font="Times-Roman", size=9.5, draw="words")),
        lambda: flowing.contented(34, True, PLAIN),
        lambda: flowing.contented(35, False, TIMES),
        lambda: flowing.headed(36, "size", PLAIN),
        lambda: flowing.headed(37, "bold numbers", TIMES),
        lambda: flowing.headed(38, "numbers", PLAIN),
        lambda: flowing.margined(39, PLAIN, "left"),
        lambda: flowing.margined(40, TIMES, "right"),
        lambda: files.ligatures(41, in_font=False),
        lambda: files.ligatures(42, in_font=True),
        lambda: flowing.hyphenated(43, Look(draw="glyphs", justified=True, hyphen="-")),
        lambda: flowing.columned(44, 2, Look(draw="glyphs", size=9), 6),
        lambda: files.turned(45, flag=True),
        lambda: files.turned(46, flag=False),
        lambda: files.turned(54, flag=True, down=True),
        lambda: files.turned(55, flag=False, down=True),
        lambda: files.flagged(47, 180),
        lambda: flowing.wide(48),
        lambda: files.encrypted(49),
        lambda: files.form(50),
        lambda: files.annotated(51),
        lambda: files.portfolio(52),
        lambda: files.hidden(53),
    ]  # fmt: skip


def scans() -> list[Maker]:
    """Scans; reading them takes OCR."""
    return [
        lambda: scanned(flowing.single(61, PLAIN, 3), 61),
        lambda: scanned(flowing.columned(62, 2, TIMES, 2), 62),
        lambda: scanned(tables.figures(63, "-", PLAIN, 3), 63),
        lambda: scanned(flowing.running(64, flowing.fixed_running, "fixed", TIMES, 3), 64, dpi=200),
    ]


def few() -> list[Maker]:
    """Six short documents."""
    return [
        lambda: flowing.columned(71, 2, Look(size=9, justified=True, draw="words", hyphen="-"), 3),
        lambda: flowing.running(72, flowing.alternating_running, "alternating", TIMES, 8),
        lambda: flowing.footnoted(73, PLAIN, pages=2),
        lambda: flowing.hyphenated(74, Look(font="Vera", size=9, justified=True, hyphen=SOFT), pages=3),
        lambda: files.remapped(tables.figures(75, "-", VERA, 2), {"-": SOFT}),
        lambda: files.hidden(76, 2),
    ]
