"""Breaking words into lines: widths, justification, and words broken where prose.py allows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Width = Callable[[str], float]


@dataclass(frozen=True)
class Token:
    """A word as drawn, or a part of one. whole: the word itself; part: 0 all of it, 1 its head, 2 its tail."""

    drawn: str
    whole: str
    part: int = 0


def break_lines(
    words: list[str], width: float, measure: Width, hyphen: str = "", first_indent: float = 0.0
) -> list[list[Token]]:
    """Lines no wider than `width` points. hyphen: the sign for broken words; '' breaks none."""
    lines: list[list[Token]] = [[]]
    used = first_indent
    blank = measure(" ")
    for word in words:
        whole = word.replace("|", "")
        need = measure(_seen(whole)) + (blank if lines[-1] else 0)
        if used + need <= width:
            lines[-1].append(Token(whole, whole))
            used += need
            continue
        room = width - used - (blank if lines[-1] else 0)
        cut = _cut(word, room, measure, hyphen) if hyphen else None
        if cut is not None:
            head, tail = cut
            lines[-1].append(Token(head, whole, 1))
            lines.append([Token(tail, whole, 2)])
            used = measure(_seen(tail))
        else:
            lines.append([Token(whole, whole)])
            used = measure(_seen(whole))
    return [line for line in lines if line]


def _seen(word: str) -> str:
    return word.replace("^", "")


def _cut(word: str, room: float, measure: Width, hyphen: str) -> tuple[str, str] | None:
    """The longest head that fits, with its hyphen, and the tail; None if there is no such place."""
    places = [place for place, letter in enumerate(word) if letter == "|"]
    for place in reversed(places):
        head, tail = word[:place].replace("|", ""), word[place + 1 :].replace("|", "")
        shown = head if head.endswith("-") else head + hyphen
        if len(head) >= 2 and len(tail.rstrip(".,;:?")) >= 2 and measure(shown) <= room:
            return shown, _without_diaeresis(head, tail)
    return None


def _without_diaeresis(head: str, tail: str) -> str:
    """At a line end the diaeresis goes: geëvalueerd is broken ge-evalueerd."""
    plain = {"ë": "e", "ï": "i", "ö": "o", "ü": "u"}
    return plain.get(tail[0], tail[0]) + tail[1:] if head[-1] in "aeiou" else tail


def spread(line: list[Token], width: float, measure: Width, justified: bool) -> list[float]:
    """x of each word of a line, from 0; a justified line fills the width."""
    natural = sum(measure(_seen(token.drawn)) for token in line)
    blank = measure(" ")
    if justified and len(line) > 1:
        blank = max(blank * 0.8, (width - natural) / (len(line) - 1))
    places, x = [], 0.0
    for token in line:
        places.append(x)
        x += measure(_seen(token.drawn)) + blank
    return places
