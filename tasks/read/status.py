"""Whether a document says of itself that it is a draft, or that it is final."""

from __future__ import annotations

import re
from typing import Literal

from tasks.read.found import Basis, Certainty, Found

Status = Literal["concept", "definitief", ""]

_DRAFT_WORD = r"(?:eerste |tweede |nader )?(?:voor)?ontwerp|concept|voorlopige?"
_FINAL_WORD = r"definitie(?:f|ve)|(?:gewijzigd )?vastgestelde?|vastgesteld"
# conceptbegroting, ontwerp-programmabegroting; not conceptueel, ontwerpen
_DRAFT_TITLE = re.compile(r"\b(?:concept|(?:voor)?ontwerp|voorlopige?)(?!ueel|uele|en\b|er\b|ers\b)", re.IGNORECASE)
_FINAL_TITLE = re.compile(rf"\b(?:{_FINAL_WORD})\b", re.IGNORECASE)
# "Status: vastgesteld", "Planstatus | ontwerp", "Status rapport / versie nr. | : | Definitief 06"
_LABELLED = re.compile(
    rf"\b(?:plan|document)?status\b[^\n]{{0,30}}?(?:[:|]\s*|\s)(?:(?P<draft>{_DRAFT_WORD})|(?P<final>{_FINAL_WORD}))\b",
    re.IGNORECASE,
)
# by itself on a line, with a number or a date at most: "CONCEPT", "Ontwerp 3", "September 2017 Vastgesteld"
_ALONE = re.compile(
    rf"^\W{{0,20}}(?:\w+ \d{{4}} |versie )?(?:(?P<draft>{_DRAFT_WORD})|(?P<final>{_FINAL_WORD}))(?: versie)?"
    r"[^\w\n]{0,20}(?:\d\d? \w+ \d{4}|[\d.]+)?[^\w\n]{0,20}$",
    re.IGNORECASE | re.MULTILINE,
)


# "Ontwerp: 30 november 2023": a step that was taken, perhaps not the last
_STEP = re.compile(r"[:|].*\d{4}")
# a field of a form that was left open: "Vastgesteld:"
_LEFT_OPEN = re.compile(r"[:|]\W*$")


def status(title: str, cover: str, head: str, is_about_another: bool) -> Found[Status]:
    """The status: by the title, by a line that calls it so, by a word that stands alone.

    is_about_another: the document is a letter or proposal, which names the draft that it is about in its title. A cover
    that says both lists the steps that a plan took: it has been adopted.
    """
    draft, final = _DRAFT_TITLE.search(title), _FINAL_TITLE.search(title)
    if is_about_another and draft is not None and title[: draft.start()].strip():
        draft = None
    if draft or final:
        certainty: Certainty = "onzeker" if draft and final else "zeker"
        return Found("concept" if draft else "definitief", "title", certainty, (draft or final)[0])  # type: ignore[index]
    places: tuple[tuple[str, Basis], ...] = ((cover, "cover"), (head, "text"))
    for text, basis in places:
        for pattern in (_LABELLED, _ALONE):
            matches = [match for match in pattern.finditer(text) if not _LEFT_OPEN.search(match.group())]
            finals = [match for match in matches if match.group("final")]
            if matches:
                chosen: Status = "definitief" if finals else "concept"
                words = (finals or matches)[0].group()
                is_both = 0 < len(finals) < len(matches)
                sure: Certainty = "onzeker" if not finals and _STEP.search(words) else "matig" if is_both else "zeker"
                return Found(chosen, basis, sure, words)
    return Found("")
