"""What lines are by their words alone: list items, table rows, contents lines, numbered headings.

For text that comes without any layout (plain text, a PDF read by the second reader), and for the signs that
layout.py looks at beside sizes and places.
"""

from __future__ import annotations

import re

from tasks.read.page import Kind, Mark

# a list mark: a bullet, or a short number or letter with a bracket or full stop, and a blank behind it
ITEM = re.compile(
    r"\s*(?:[•●▪◦○■□➢►‣∙·*–—\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf02d\uf0fc-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S"
)
# a numbered heading: "2.3 Aanpak", "Hoofdstuk 4 …", "Artikel 5 …", "Bijlage A …"
NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÀ-Þ])|(?:Hoofdstuk|Paragraaf|Bijlage|Deel|Artikel)\s+[\dA-Z]{1,4}\b"
)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
_CONTENTS_LINE = re.compile(r"\S.*?(?:(?:\.\s?){4,}|…+|_{4,}|\s)\s*\d{1,4}\s*$")
_CONTENTS_TITLE = re.compile(r"\s*(?:inhoud|inhoudsopgave|index|contents|inhoudstafel)\s*$", re.IGNORECASE)
_FIGURE = re.compile(r"[€$(]?[-+−]?\d[\d.,]*%?\)?|[-–]|€")
_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{2}[.!?]\s+[A-ZÀ-Þ]")
_LABEL_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?(?=\s+[^\W\d_])")  # "2.1 Inleiding 12": no amount
_YEAR = re.compile(r"(?:19|20)\d\d")
# after these a sentence goes on; "e.d." and "enz." may end one
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:a\.d\.h\.v|b\.v|c\.q|d\.m\.v|d\.w\.z|i\.c\.m|i\.h\.k\.v|i\.o\.v|i\.p\.v|i\.s\.m|i\.v\.m|m\.b\.t|m\.b\.v|m\.i\.v"
    r"|m\.n|m\.u\.v|n\.a\.v|o\.a|o\.b\.v|o\.g\.v|t\.a\.v|t\.b\.v|t\.g\.v|t\.o\.v|w\.o|z\.g|art|artt|bijv|ca|cf|dhr|dr|drs|evt|excl"
    r"|incl|ing|ir|max|mevr|min|mr|mw|nr|nrs|prof|resp|vgl|zgn)\.\s*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;…]['\")\]”’]*\s*$")
_LONG_LINE = 45


def is_item(line: str) -> bool:
    """Whether the line begins with a list mark."""
    return ITEM.match(line) is not None


def is_figures(line: str) -> bool:
    """Whether the line is a row of a table of figures: two of them (or three years), and as many as there are words."""
    tokens = _LABEL_NUMBER.sub("", line).split()
    figures = [token for token in tokens if _FIGURE.fullmatch(token)]
    amounts = [token for token in figures if token[-1:].isdigit() or token[-1:] in "%)"]
    years = sum(1 for token in amounts if _YEAR.fullmatch(token))
    return (len(amounts) - years >= 2 or years >= 3) and len(figures) * 2 >= len(tokens)


def is_contents_line(line: str) -> bool:
    """Whether the line may stand in a table of contents: it ends in a page number."""
    return _CONTENTS_LINE.match(line) is not None and not is_figures(line)


def is_contents_page(lines: list[str]) -> bool:
    """Whether these lines of a page are a table of contents: dotted leaders, or a title and page numbers."""
    lines = [line for line in lines if line.strip()]
    if len(lines) < 3:
        return False
    leaders = sum(1 for line in lines if _LEADER.search(line))
    numbered = sum(1 for line in lines if is_contents_line(line))
    has_title = any(_CONTENTS_TITLE.match(line) for line in lines[:5])
    return leaders * 2 >= len(lines) or (has_title and numbered * 2 >= len(lines))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, and not in an abbreviation that needs what follows."""
    return _SENTENCE_END.search(text[-20:]) is not None and _ABBREVIATED.search(text[-20:]) is None


def heading_depth(line: str) -> int:
    """How deep a numbered heading is: 2.3.1 is 3; 0 for a line that is no numbered heading."""
    line = line.strip()
    found = NUMBERED.match(line)
    if found is None or ends_sentence(line) or len(line.split()) > 15 or _LEADER.search(line):
        return 0
    if _SENTENCE_WITHIN.search(line, found.end()):
        return 0
    return found.group("number").count(".") + 1 if found.group("number") else 1


def marks_of_lines(raw: str) -> list[Mark]:
    """The blocks of a page of which only the lines are known."""
    spans = [(found.start(), found.end()) for found in re.finditer(r"\S(?:[^\r\n\ufffe]*\S)?", raw)]
    lines = [raw[start:end] for start, end in spans]
    if is_contents_page(lines):
        return [Mark("contents", start, end) for start, end in spans]
    marks: list[Mark] = []
    open_kind: Kind | None = None
    for index, (start, end) in enumerate(spans):
        line = lines[index]
        gap = raw[spans[index - 1][1] : start] if index else "\n\n"
        after_blank = len(re.findall(r"\r\n|[\n\r\u2028]", gap)) > 1
        before_blank = (
            index + 1 == len(spans) or len(re.findall(r"\r\n|[\n\r\u2028]", raw[end : spans[index + 1][0]])) > 1
        )
        depth = heading_depth(line)
        if not depth and after_blank and before_blank and _is_loud(line):
            depth = 1
        if depth:
            marks.append(Mark("heading", start, end, depth))
            open_kind = None
        elif is_figures(line):
            marks.append(Mark("row", start, end))
            open_kind = None
        elif is_item(line):
            marks.append(Mark("item", start, end))
            open_kind = "item"
        elif open_kind and not after_blank and _goes_on(lines[index - 1], line):
            marks[-1] = marks[-1]._replace(raw_to=end)
        else:
            marks.append(Mark("paragraph", start, end))
            open_kind = "paragraph"
    return marks


def _is_loud(line: str) -> bool:
    """A line all in capitals: a title in a text that has no other means."""
    return line.isupper() and 1 <= len(line.split()) <= 12 and any(len(word) > 3 for word in line.split())


def _goes_on(line: str, following: str) -> bool:
    """Whether a paragraph goes on: its line is full, or the next one begins in the middle of a sentence."""
    return len(line) >= _LONG_LINE or (following[:1].islower() and not ends_sentence(line))
