"""When a document was published or, if it does not say so, adopted or written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tasks.read.dates import Day, days
from tasks.read.found import Basis, Certainty, Found

if TYPE_CHECKING:
    from tasks.read.facts import Opening

_REACH = 60
"""Characters after a label in which its date stands."""
_FEW_WORDS = 1
"""Before a date that stands by itself on a cover: "Woensdag 20 maart 2024"."""
_YEARS_APART = 2
_DAYS_BEFORE, _DAYS_AFTER = 366, 3 * 366
_NEAR = 45
"""Days: a file made so shortly before or after a date bears that date out."""

# "Datum: …", "Versie 1.0, …", "Vastgesteld in de vergadering van …", "Den Haag, …"
_LABEL = re.compile(
    r"(?:^|(?<=[\s(]))(?:(?:(?:publicatie|rapport|verzend|vergader|besluit|brief)?datum"
    r"(?! (?:ontvangst|inwerkingtreding))|date|(?:gewijzigd )?vast(?:ge|te)steld|vaststelling|voorgesteld|gepubliceerd"
    r"|published|verzonden|sent|uitgegeven|ontvangen|definitief"
    r"|versie(?= ?\d)|version(?= ?\d))\b|d\.d\.|dd\.)[ \t:|.,]*",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(r"^(?:['’]s-)?[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?,\s+(?=\d{1,2} \w+ \d{4}\b)", re.MULTILINE)
# "uw brief d.d.", "het besluit vastgesteld op": the date of another document
_OF_ANOTHER = re.compile(
    r"\b(?:brief|schrijven|verzoek|voordracht|mail|plan|besluit|verordening)(?: van \w+)? ?$", re.IGNORECASE
)


def published(listed: date | None, opening: Opening, title: str, is_of_meeting: bool) -> Found[date | None]:
    """The date.

    listed: by the source. title: with the words of a file name. is_of_meeting: the document is a report of a meeting,
    which bears the day of that in its title.
    """
    metadata = opening.metadata_date
    if listed is not None:
        return Found(listed, "source", "zeker", str(listed))
    if metadata is not None and opening.is_stated:
        return Found(metadata, "metadata", "zeker", str(metadata))
    found = _written(title, opening.all_cover, opening.head, is_of_meeting)
    if found is None:
        return Found(None) if metadata is None else _made(metadata, opening.text)
    if metadata is not None and found.value is not None:
        apart = (metadata - found.value).days
        if abs(apart) <= _NEAR:
            return Found(found.value, found.basis, "zeker", found.found_in)
        if apart < -_DAYS_BEFORE:
            # the file is older than what it says: the date is one it speaks of
            return found.at_most("onzeker")
    return found


def day_that_fits(day: Found[date | None], years: Found[tuple[int, int] | None]) -> Found[date | None]:
    """The date, no surer than onzeker if it is when the file was made, and that is far from the years it describes."""
    if day.value is None or years.value is None or day.basis != "metadata" or years.basis == "date":
        return day
    return day if abs(day.value.year - years.value[0]) <= _YEARS_APART else day.at_most("onzeker")


def _made(metadata: date, text: str) -> Found[date | None]:
    """When the file was made; not sure if its text speaks of later days, or of none for years before."""
    newest = max((day.day for day in days(text) if day.is_exact), default=metadata)
    fits = -_DAYS_BEFORE <= (metadata - newest).days <= _DAYS_AFTER
    return Found(metadata, "metadata", "matig" if fits else "onzeker", str(metadata))


def _written(title: str, cover: str, head: str, is_of_meeting: bool) -> Found[date | None] | None:
    for text, basis in ((cover, "cover"), (head, "text")):
        if labelled := _labelled(text):
            words, day = labelled
            return _found(day, "cover" if basis == "cover" else "text", "zeker", words)
    if named := days(title):
        # "Notulen 18 maart 2024", "2024-03-18 plan"; else it may be that of its subject: "Evaluatie storm 2 mei 2024"
        is_own = named[0].is_exact and (is_of_meeting or named[0].start == 0)
        return _found(named[0], "title", "matig" if is_own else "onzeker", title[named[0].start : named[0].end])
    on_cover = days(cover)
    exact = [day for day in on_cover if day.is_exact] or on_cover
    if not exact:
        return None
    line_start = cover.rfind("\n", 0, exact[0].start) + 1
    stands_alone = len(cover[line_start : exact[0].start].split()) <= _FEW_WORDS
    is_own = stands_alone and len({day.day for day in exact}) == 1
    return _found(exact[0], "cover", "matig" if is_own else "onzeker", cover[exact[0].start : exact[0].end])


def _found(day: Day, basis: Basis, certainty: Certainty, words: str) -> Found[date | None]:
    found: Found[date | None] = Found(day.day, basis, certainty, words)
    return found if day.is_exact else found.at_most("matig")


def _labelled(text: str) -> tuple[str, Day] | None:
    """The first date with a label or a place before it, and both in words."""
    named = days(text)
    for label in sorted([*_LABEL.finditer(text), *_DATELINE.finditer(text)], key=lambda match: match.start()):
        line_start = text.rfind("\n", 0, label.start()) + 1
        before = text[line_start : label.start()]
        # a column of a table of versions, or the date of another document
        if "|" in before or _OF_ANOTHER.search(before):
            continue
        for day in named:
            between = text[label.end() : day.start] if day.start >= label.end() else None
            if between is not None and len(between) <= _REACH and between.count("\n") <= 1:
                return text[label.start() : day.end], day
    return None
