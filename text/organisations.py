"""Known organisations named in a text: by name or alias, as whole words, the longest name first.

Only names that were given are matched, nothing is guessed. Who is acting in a passage, and whom a document is about,
is judged in tasks/read/facts.py and acting.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from text.digest import digest


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation of ours, as core_organisation has it."""

    organisation_id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()


class Mention(NamedTuple):
    """An organisation named at [start, end) of a text."""

    organisation_id: str
    start: int
    end: int


# words of a name that may be written with or without a capital; all others must keep theirs (gemeente Best, not best)
_KIND_WORDS = frozenset({"gemeente", "veiligheidsregio", "ggd", "regio", "de", "het", "den", "der", "van", "en", "te"})
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")


class _Name(NamedTuple):
    """A name as words and what stands between them (blanks left out); owner None: shared, so it names nobody."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    owner: str | None


class Organisations:
    """Finds names in texts. Made once for all organisations; a name that two organisations share names neither."""

    def __init__(self, known: Iterable[KnownOrganisation]) -> None:
        self.known = {organisation.organisation_id: organisation for organisation in known}
        owners: dict[tuple[tuple[str, ...], tuple[str, ...]], set[str]] = {}
        for organisation in self.known.values():
            for name in (organisation.name, *organisation.aliases):
                text = _plain(name)
                tokens = list(_WORD.finditer(text))
                if tokens:
                    spelling = tuple(token.group() for token in tokens), _gaps(text, tokens)
                    owners.setdefault(spelling, set()).add(organisation.organisation_id)
        self._names: dict[tuple[str, ...], list[_Name]] = {}
        lengths: dict[str, set[int]] = {}
        for (words, gaps), ids in sorted(owners.items()):
            key = tuple(word.casefold() for word in words)
            self._names.setdefault(key, []).append(_Name(words, gaps, min(ids) if len(ids) == 1 else None))
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    def digest(self) -> str:
        """Digest of all that a match depends on."""
        rows = sorted((known.organisation_id, known.kind, known.name, *known.aliases) for known in self.known.values())
        return digest(*(digest(*row) for row in rows))

    def mentions(self, text: str) -> list[Mention]:
        """Every mention in order; mentions do not overlap. `text` is normalised (text/normalise.py)."""
        found = []
        tokens = list(_WORD.finditer(text))
        index = 0
        while index < len(tokens):
            name = self._match(text, tokens, index)
            if name is None:
                index += 1
                continue
            last = index + len(name.words) - 1
            if name.owner is not None:
                found.append(Mention(name.owner, tokens[index].start(), tokens[last].end()))
            index = last + 1
        return found

    def named(self, text: str) -> list[str]:
        """The organisations named in the text, each once, in order of first mention."""
        return list(dict.fromkeys(mention.organisation_id for mention in self.mentions(text)))

    def _match(self, text: str, tokens: Sequence[re.Match[str]], index: int) -> _Name | None:
        """The longest name that begins with this word."""
        for length in self._lengths.get(tokens[index].group().casefold(), ()):
            run = tokens[index : index + length]
            found = [token.group() for token in run]
            for name in self._names.get(tuple(word.casefold() for word in found), ()):
                if (
                    all(map(_same_word, name.words, found))
                    and _gaps(text, run) == name.gaps
                    and not _is_part(text, tokens, index, index + len(found))
                ):
                    return name
        return None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("’", "'")


def _gaps(text: str, tokens: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """What stands between the words, without blanks."""
    return tuple("".join(text[one.end() : other.start()].split()) for one, other in pairwise(tokens))


def _same_word(word: str, found: str) -> bool:
    """Whether a word in a text, the same but for its capitals, is this word of a name.

    Capitals count, save in words for a kind of body; a text all in capitals may name anything but an abbreviation.
    """
    if word == found or word.isupper():
        return word == found
    return word.casefold() in _KIND_WORDS or found == word.upper()


def _is_part(text: str, tokens: Sequence[re.Match[str]], first: int, last: int) -> bool:
    """Whether a hyphen makes the words [first, last) part of a longer one: Zilverkust-Noord, oud-Turfhaven."""
    start, end = tokens[first].start(), tokens[last - 1].end()
    follows = first > 0 and text[tokens[first - 1].end() : start] == "-"
    return follows or (last < len(tokens) and text[end : tokens[last].start()] == "-")
