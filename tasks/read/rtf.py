"""Reading RTF: headings, paragraphs, list items, table rows and footnotes in order. All of it is page 1.

By the specification of RTF 1.9.1, in one pass whose time goes up with the size alone, whatever is in it. Left out:
what is hidden, deleted or too small to see, pictures, headers and footers, and the groups marked as optional.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, Limits
from tasks.read.page import PageWriter, Reading

READER = "rtf"

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})?\d* ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_SKIPPED = frozenset(
    b"colortbl pict objdata objclass header headerl headerr headerf footer footerl footerr footerf fldinst nonshppict"
    b" shprslt sn sv xe tc rxe listtable listoverridetable revtbl filetbl template ftnsep ftnsepc aftnsep aftnsepc"
    b" listpicture datafield formfield themedata colorschememapping datastore latentstyles pntext listtext".split()
)
_OPTIONAL_BUT_READ = frozenset((b"shpinst", b"shptxt", b"fldrslt", b"footnote"))
_BULLETS = frozenset((b"pntext", b"listtext"))
_CHARACTERS = {
    b"tab": " ", b"line": " ", b"emspace": " ", b"enspace": " ", b"qmspace": " ", b"emdash": "—", b"endash": "–",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"softline": " ",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
_ENCODINGS = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
_TINY = 3
"""Half points: text of this size or less cannot be read."""
_LAST_LEVEL = 8


@dataclass
class _Group:
    """What holds up to the end of a group. into: where its text goes. level: of a heading, from 1; 0: none."""

    into: str = "body"
    hidden: bool = False
    deleted: bool = False
    tiny: bool = False
    encoding: str = ""
    fallback: int = 1
    level: int = 0
    item: bool = False
    in_table: bool = False
    style: int = -1


@dataclass
class _Style:
    level: int = 0
    name: str = ""


def read_rtf(data: bytes, limits: Limits = LIMITS) -> Reading:
    """One page with the blocks of the document. Raises Damaged when there is no text in it, NotReadable: too_large."""
    parser = _Parser(limits)
    parser.parse(data)
    page = parser.writer.page()
    if not page.marks:
        raise Damaged("In het RTF-document staat geen tekst.")
    return Reading(READER, [page], parser.title())


@dataclass
class _Parser:
    limits: Limits
    group: _Group = field(default_factory=_Group)
    above: list[_Group] = field(default_factory=list)
    encoding: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, _Style] = field(default_factory=dict)
    font: int = 0
    cells: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    raw: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    starred: bool = False

    def __post_init__(self) -> None:
        self.writer = PageWriter(self.limits)

    def title(self) -> str:
        return _whole("".join(self.texts.get("title", [])))

    def parse(self, data: bytes) -> None:
        place = 0
        while found := _TOKEN.match(data, place):
            place = found.end()
            word, number, code, sign, brace, text = found.groups()
            if text:
                self._bytes(text)
            elif code:
                self._bytes(bytes([int(code, 16)]))
            elif brace == b"{":
                self.to_skip, self.starred = 0, False
                self.above.append(self.group)
                self.group = replace(self.group)
            elif brace:
                if self._close():
                    break
            elif sign:
                self._sign(sign)
            elif word == b"bin":
                place += max(0, int(number or 0))
            elif word:
                self._word(word, None if number is None else int(number))
        self._end_paragraph()
        for note in self.notes:
            self.writer.add("note", note)

    def _close(self) -> bool:
        """The end of a group; whether it was the outermost one."""
        self._flush()
        self.to_skip = 0
        for into, kept in (("note", self.notes), ("box", self.boxes)):
            if self.group.into == into and self.above and self.above[-1].into != into:
                kept.append(_whole("".join(self.texts.pop(into, []))))
        if self.group.into == "styles" and self.group.style >= 0:
            name = _whole("".join(self.texts.pop("styles", []))).rstrip(";")
            found = re.match(r"(?:heading|kop)\s*([1-9])", name, re.IGNORECASE)
            level = self.group.level or (int(found.group(1)) if found else 0)
            self.styles[self.group.style] = _Style(level, name)
        if not self.above:
            return True
        self.group = self.above.pop()
        return not self.above

    def _bytes(self, text: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(text))
            self.to_skip -= skipped
            text = text[skipped:]
        if text and self._is_shown():
            self.raw += text

    def _is_shown(self) -> bool:
        group = self.group
        return group.into not in ("nowhere", "fonts") and not (group.hidden or group.deleted or group.tiny)

    def _flush(self) -> None:
        if self.raw:
            decoded = self.raw.decode(self.group.encoding or self.encoding, "replace")
            self.texts.setdefault(self.group.into, []).append(decoded)
            self.raw.clear()

    def _add(self, text: str) -> None:
        self._flush()
        if self._is_shown():
            self.texts.setdefault(self.group.into, []).append(text)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in _SIGNS:
            self._add(_SIGNS[sign])
        elif sign in b"\r\n":
            self._end_paragraph()

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self.starred = self.starred, False
        if self.group.into == "nowhere":
            return
        self._flush()
        group = self.group
        if word in _SKIPPED or (starred and word not in _OPTIONAL_BUT_READ):
            if word in _BULLETS:
                group.item = True
                if self.above:
                    self.above[-1].item = True
            group.into = "nowhere"
        elif word in _CHARACTERS:
            self._add(_CHARACTERS[word])
        elif word in (b"par", b"sect", b"page"):
            self._end_paragraph()
        elif word in (b"cell", b"nestcell", b"row", b"nestrow"):
            self._table(word)
        elif word == b"u" and number is not None:
            self._add(chr(number % 0x10000))
            self.to_skip = group.fallback
        elif not self._destination(word):
            self._property(word, number)

    def _destination(self, word: bytes) -> bool:
        group = self.group
        if word in (b"footnote", b"shptxt"):
            # what holds for the text around a footnote or a box does not hold in it
            into = "note" if word == b"footnote" else "box"
            self.group = _Group(into, encoding=group.encoding, fallback=group.fallback)
        elif word == b"fonttbl":
            group.into = "fonts"
        elif word == b"stylesheet":
            group.into = "styles"
        elif word == b"info":
            group.into = "info"
        elif word == b"title" and group.into == "info":
            group.into = "title"
        else:
            return False
        return True

    def _property(self, word: bytes, number: int | None) -> None:
        group, on = self.group, number != 0
        if word == b"pard":
            group.level, group.item, group.in_table = 0, False, False
        elif word == b"plain":
            group.hidden = group.deleted = group.tiny = False
        elif word == b"v":
            group.hidden = on
        elif word == b"deleted":
            group.deleted = on
        elif word == b"fs":
            group.tiny = number is not None and number <= _TINY
        elif word == b"intbl":
            group.in_table = True
        elif word == b"ls":
            group.item = bool(number)
        elif word == b"outlinelevel" and number is not None:
            group.level = number + 1 if 0 <= number <= _LAST_LEVEL else 0
        elif word == b"s" and number is not None:
            group.style = number
            if group.into != "styles":
                group.level = self.styles.get(number, _Style()).level
        elif word == b"uc":
            group.fallback = max(0, number or 0)
        else:
            self._character_set(word, number)

    def _character_set(self, word: bytes, number: int | None) -> None:
        group = self.group
        if word == b"f" and number is not None:
            self.font = number
            group.encoding = self.fonts.get(number, "")
        elif word == b"fcharset" and group.into == "fonts" and number in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[number]
        elif word == b"ansicpg" and number:
            self.encoding = _known(f"cp{number}")
        elif word in _ENCODINGS:
            self.encoding = _ENCODINGS[word]

    def _table(self, word: bytes) -> None:
        if word == b"row":
            self.writer.add_row(self.cells)
            self.cells.clear()
        elif word == b"cell":
            self.cells.append(_whole("".join(self.texts.pop("body", []))))
        else:
            self._add(" ")

    def _end_paragraph(self) -> None:
        self._flush()
        group = self.group
        if group.into != "body" or group.in_table:
            self._add(" ")
            return
        if self.cells:
            self._table(b"row")
        words = _whole("".join(self.texts.pop("body", [])))
        if group.level:
            self.writer.add("heading", words, group.level)
        else:
            self.writer.add("item" if group.item else "paragraph", words)
        for box in self.boxes:
            self.writer.add("paragraph", box)
        self.boxes.clear()


def _whole(text: str) -> str:
    """Halves of a character beyond the first 65,536 put together; white space as one blank."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(joined.split())


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
