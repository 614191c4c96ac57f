"""How well near-copies are linked: boilerplate over years against hard negatives, both made at run time.

`python -m benchmarks.copies` reports on passages that text/copies.py was not developed on; `--texts develop` on those
that it was. Every passage comes back over six years with the changes that yearly reports make; beside it stand passages
that look like it and say something else. Everything of one organisation is linked together, as the stage does. Then
speed, in seconds of the processor.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from text.copies import Passage, link, same_in_essence

TEXTS = Path(__file__).parent / "copies_texts"
YEARS = range(2018, 2024)
ORGANISATIONS = 10
NOISE = 0.01
MONTHS = ["januari", "maart", "april", "mei", "juni", "september", "oktober", "november"]
STATUSES = [
    "wordt voorbereid", "is gepland", "is vastgesteld", "is geoefend", "is geëvalueerd", "is gereed",
    "wordt uitgevoerd", "is nog niet vastgesteld", "zal worden vastgesteld", "is uitgesteld", "is afgerond",
    "is in concept gereed",
]  # fmt: skip
STARTS = ["Zwane", "Linge", "Veen", "Duin", "Heide", "Rietho", "Ooster", "Katten", "Molen", "Berken", "Grave", "Zilver"]
ENDS = ["veld", "wold", "meer", "donk", "broek", "hoven", "kerk", "drecht"]
LOOKALIKES = {"o": "0", "l": "1", "i": "l", "e": "c", "c": "e", "n": "u", "h": "b", "s": "5", "t": "f", "a": "o"}
LETTERS = "abcdefghijklmnoprstuvwz"


class Made(NamedTuple):
    """A passage: what it is a copy of (family), what was changed (kind), its year and text. is_copy: not a negative.
    around: what stands before and after it in its document."""

    family: str
    kind: str
    year: int
    text: str
    is_copy: bool
    around: tuple[str, str] = ("", "")


def noisy(text: str, random_: random.Random) -> str:
    """The text as a scan has it: of its letters 1% are another letter, mostly one that looks alike, or gone, or two."""
    out = []
    for letter in text:
        if not letter.isalpha() or random_.random() >= NOISE:
            out.append(letter)
            continue
        chance = random_.random()
        if chance < 0.6:
            out.append(LOOKALIKES.get(letter) or random_.choice(LETTERS))
        elif chance < 0.8:
            out.append(random_.choice(LETTERS))
        elif chance < 0.9:
            out.append(letter + random_.choice(LETTERS))
    return "".join(out)


def place(random_: random.Random) -> str:
    """The name of a place that does not exist."""
    return random_.choice(STARTS) + random_.choice(ENDS)


def slots(subjects: Sequence[str], random_: random.Random) -> dict[str, str]:
    """What stays the same over the years of one organisation."""
    return {
        "body": f"Veiligheidsregio {place(random_)}",
        "place": place(random_),
        "partner": random_.choice(["Waterschap ", "Netbeheer ", "Stichting Hulp "]) + place(random_),
        "exercise": f"de oefening {place(random_)}",
        "subject": random_.choice(subjects),
        "status": random_.choice(STATUSES),
        "not": "",
    }


def yearly(random_: random.Random, year: int) -> dict[str, str]:
    """What is another one every year."""
    amount = f"{random_.randint(11, 990)}.{random_.randint(0, 999):03}"
    return {"year": str(year), "month": random_.choice(MONTHS), "n": str(random_.randint(4, 90)), "amount": amount}


def another(options: Sequence[str], one: str, random_: random.Random) -> str:
    """Any of the options but this one."""
    return random_.choice([option for option in options if option != one])


def copies(texts: dict[str, Any], passage: dict[str, Any], kept: dict[str, str], random_: random.Random) -> list[Made]:
    """The passage over the years: the first as it is, each later one with a change of another kind."""
    kinds = ["year and amounts", "a word", "a clause", "another cut", "scan", "all but a scan"]
    random_.shuffle(kinds)
    made = []
    for year, kind in zip(YEARS, ["first", *kinds], strict=False):
        sentences = [sentence.format(**kept, **yearly(random_, year)) for sentence in passage["sentences"]]
        start, end = 0, 7
        if kind in ("another cut", "all but a scan"):
            start, end = random_.choice([(1, 8), (0, 8), (0, 6), (1, 7)])
        text, around = " ".join(sentences[start:end]), (" ".join(sentences[:start]), " ".join(sentences[end:]))
        if kind in ("a word", "all but a scan"):
            fitting = [(one, other) for one, other in texts["words"] if f" {one} " in text]
            if fitting:
                one, other = random_.choice(fitting)
                text = text.replace(f" {one} ", f" {other} ", 1)
        if kind in ("a clause", "all but a scan"):
            places = [n for n in range(len(text)) if text.startswith((" en ", ", die ", " voor "), n)]
            at = random_.choice(places)
            text = text[:at] + random_.choice(texts["clauses"]) + text[at:]
        made.append(Made("", kind, year, noisy(text, random_) if kind == "scan" else text, True, around))
    return made


def negatives(
    texts: dict[str, Any], passage: dict[str, Any], kept: dict[str, str], random_: random.Random
) -> Iterator[Made]:
    """What looks like the passage in a later year and says something else."""
    year = random_.choice(YEARS) + 1
    changes = {
        "other status": {"status": another(STATUSES, kept["status"], random_)},
        "negation": {"not": random_.choice(["niet ", "nog niet ", "nooit "])},
        "other body": {"body": f"Veiligheidsregio {place(random_)}", "partner": f"Waterschap {place(random_)}"},
        "other exercise": {"exercise": f"de oefening {place(random_)}", "partner": f"Stichting {place(random_)}"},
        "other measure": {"subject": another(texts["subjects"], kept["subject"], random_)},
    }
    for kind, change in changes.items():
        filled = {**kept, **change, **yearly(random_, year)}
        yield Made("", kind, year, " ".join(s.format(**filled) for s in passage["sentences"][:7]), False)
    filled = {**kept, **yearly(random_, year)}
    whole = " ".join(sentence.format(**filled) for sentence in passage["sentences"][:7])
    for kind, pairs in (("other thing", texts["things"]), ("other tense", texts["tenses"])):
        fitting = [(one, other) for one, other in pairs if one in whole]
        if fitting:
            yield Made("", kind, year, whole.replace(*random_.choice(fitting), 1), False)
    opening = " ".join(sentence.format(**filled) for sentence in passage["sentences"][:2])
    yield Made("", "other words", year, passage["other"].format(**filled), False)
    yield Made("", "same opening", year, f"{opening} {passage['other'].format(**filled)}", False)
    yield Made("", "its evaluation", year, f"{opening} {passage['evaluation'].format(**filled)}", False)
    closing = random_.choice(["{exercise} is in {month} {year} gehouden en geëvalueerd.", "Dit is {year} afgerond."])
    news = closing[0].upper() + closing[1:]
    yield Made("", "news at the end", year, f"{whole} {news.format(**filled)}", False)


def organisation(texts: dict[str, Any], number: int) -> dict[str, Made]:
    """All passages of one organisation by id."""
    made: dict[str, Made] = {}
    for n, passage in enumerate(texts["passages"]):
        random_ = random.Random(f"{number} {n}")  # noqa: S311
        kept = slots(texts["subjects"], random_)
        for one in [*copies(texts, passage, kept, random_), *negatives(texts, passage, kept, random_)]:
            made[f"{number:02}-{n:02}-{len(made):04}"] = one._replace(family=f"{number}-{n}")
    return made


def interval(hits: int, of: int) -> tuple[float, float]:
    """95% interval of a share (Wilson 1927)."""
    z, share = 1.96, hits / of
    middle, spread = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + z * z / of)), min(1.0, (middle + spread) / (1 + z * z / of))


def linked_with(one_id: str, found: dict[str, tuple[str, float]]) -> list[str]:
    """Passages that this one is linked with, whichever of the two is the first."""
    of_it = [copy for copy, (first, _) in found.items() if first == one_id]
    return [found[one_id][0], *of_it] if one_id in found else of_it


def may_be_linked(one: Made, other: Made) -> bool:
    """Whether two negatives are rightly linked: the same other words, with and without an opening."""
    return one.family == other.family and {one.kind, other.kind} == {"other words", "same opening"}


def measure(texts: dict[str, Any], show: bool) -> dict[str, Any]:
    """Links found among copies, and between what says different things, by kind of change."""
    asked, right, tried, wrong = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for number in range(ORGANISATIONS):
        made = organisation(texts, number)
        found = link(Passage(one_id, str(one.year), one.text, *one.around) for one_id, one in made.items())
        first = {one.family: one_id for one_id, one in made.items() if one.kind == "first"}
        for one_id, one in made.items():
            if one.is_copy and one.kind != "first":
                is_linked = found.get(one_id, ("",))[0] == first[one.family]
                asked[one.kind] += 1
                right[one.kind] += is_linked
                if show and not is_linked:
                    print(f"\nMISSED {one.kind}\n  {made[first[one.family]].text}\n  {one.text}")
            elif not one.is_copy:
                tried[one.kind] += 1
                false = [target for target in linked_with(one_id, found) if not may_be_linked(one, made[target])]
                wrong[one.kind] += bool(false)
                if show and false:
                    print(f"\nWRONG {one.kind} / {made[false[0]].kind}\n  {made[false[0]].text}\n  {one.text}")
    copies_, hard = asked.total(), tried.total()
    return {
        "copies": copies_,
        "linked_share": right.total() / copies_,
        "linked_interval": interval(right.total(), copies_),
        "linked_by_kind": {kind: (right[kind], asked[kind]) for kind in sorted(asked)},
        "negatives": hard,
        "false_links": wrong.total(),
        "false_interval": interval(wrong.total(), hard),
        "false_by_kind": {kind: (wrong[kind], tried[kind]) for kind in sorted(tried)},
    }


def speed(texts: dict[str, Any], passages: int) -> dict[str, float]:
    """Passages a second on so many passages of one organisation, and what they cost in memory, MB."""
    made: list[Passage] = []
    while len(made) < passages:
        passage = organisation(texts, len(made)).items()
        made += [Passage(one_id, str(one.year), one.text, *one.around) for one_id, one in passage]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    found = link(made[:passages])
    seconds = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    start = time.process_time()
    for one, other in pairwise(made[:1001]):
        same_in_essence(one.text, other.text)
    pair = (time.process_time() - start) / 1000
    return {
        "passages": passages,
        "linked": len(found),
        "passages_per_second": round(passages / seconds, 1),
        "memory_mb": round(memory, 1),
        "pair_ms": round(pair * 1000, 3),
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--texts", default="report", choices=["report", "develop"])
    options.add_argument("--passages", type=int, default=10_000, help="for speed; 0 leaves it out")
    options.add_argument("--show", action="store_true", help="show every miss and every false link")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    texts = yaml.safe_load((TEXTS / f"{asked.texts}.yaml").read_text(encoding="utf-8"))
    result = measure(texts, asked.show)
    if asked.passages:
        result["speed"] = speed(texts, asked.passages)
    if asked.json:
        print(json.dumps(result))
        return
    low, high = result["linked_interval"]
    print(f"linked      {result['linked_share']:.3f} of {result['copies']} copies ({low:.3f}–{high:.3f})")
    for kind, (hits, of) in result["linked_by_kind"].items():
        print(f"            {kind}: {hits} of {of}")
    low, high = result["false_interval"]
    print(f"false links {result['false_links']} of {result['negatives']} hard negatives ({low:.4f}–{high:.4f})")
    for kind, (hits, of) in result["false_by_kind"].items():
        print(f"            {kind}: {hits} of {of}")
    print(*(f"{name}: {value}" for name, value in result.get("speed", {}).items()), sep="\n")


if __name__ == "__main__":
    main()
