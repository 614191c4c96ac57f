"""What text/personal.py finds of personal data, and what it masks wrongly: recall per kind and form, with intervals.

`python -m benchmarks.personal [--json]`. Texts are made at run time from templates. personal_develop.txt: the patterns
were made on it. personal_held_out.txt: usual forms, measured once before anything was changed for it: names .851,
signatures .790, negatives masked .001. personal_fresh.txt: unusual forms, written after that, measured once likewise:
names .447, signatures .975, negatives .000. Some of what was missed was mended after each, so the figures that are
printed for these two are not blind any more: for documents of another hand, expect something in between.

A gap is [[kind|form|maker]]; kind "-" is a hard negative: it looks like personal data and must stay. What fills the
gaps is made by personal_maker.py, from a fixed seed. An item counts as found if all of its letters and digits are
masked, whatever the kind it was taken for; a negative counts as masked if one character of it is. Intervals are
Wilson's at 95%; the texts of one template are alike, so for other documents they say too much.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from benchmarks.personal_maker import Maker
from text.personal import find

SEED = 20261124
ROUNDS = 60
SETS = ("develop", "held_out", "fresh")
GAP = re.compile(r"\[\[([^|\]]+)\|([^|\]]+)\|([^|\]]+)\]\]")
AREAS = [
    "010",
    "020",
    "030",
    "040",
    "050",
    "070",
    "013",
    "015",
    "023",
    "024",
    "026",
    "035",
    "038",
    "045",
    "053",
    "058",
    "0113",
    "0118",
    "0222",
    "0320",
    "0343",
    "0411",
    "0514",
    "0591",
]


class Item(NamedTuple):
    """What fills a gap: [start, end) of the text, its kind ("-": a negative) and form."""

    start: int
    end: int
    kind: str
    form: str


def filled(template: str, maker: Maker) -> tuple[str, list[Item]]:
    """The text with its gaps filled, and what fills them."""
    text, items, done = "", [], 0
    for gap in GAP.finditer(template):
        text += template[done : gap.start()]
        value = maker.make(gap[3])
        value_from = re.match(r"(?:de heer |mevrouw |drs\. |mr\. )?", value) if gap[3] == "titled" else None
        skip = value_from.end() if value_from else 0  # a form of address is no part of a name
        items.append(Item(len(text) + skip, len(text) + len(value), gap[1], gap[2]))
        text += value
        done = gap.end()
    return text + template[done:], items


def templates(name: str) -> list[str]:
    """The templates of one set."""
    return (Path(__file__).parent / f"personal_{name}.txt").read_text(encoding="utf-8").rstrip("\n").split("\n%%\n")


def texts(patterns: Sequence[str], rounds: int, seed: int) -> Iterator[tuple[str, list[Item]]]:
    """Every template filled so many times."""
    maker = Maker(seed)
    for _ in range(rounds):
        for template in patterns:
            yield filled(template, maker)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Wilson's interval at 95% (E. B. Wilson, 1927)."""
    z = 1.959964
    share, square = hits / total, z * z / total
    middle, half = share + square / 2, z * (share * (1 - share) / total + square / (4 * total)) ** 0.5
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def measured(made: Sequence[tuple[str, list[Item]]], finder: Callable[[str], Sequence[Any]] = find) -> dict[str, Any]:
    """Hits per kind and form, and the speed; with what was missed and what was masked wrongly."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    wrong: list[str] = []
    seconds = 0.0
    for text, items in made:
        began = process_time()
        found = finder(text)
        seconds += process_time() - began
        hidden = {at for one in found for at in range(one.start, one.end)}
        for item in items:
            letters = [at for at in range(item.start, item.end) if text[at].isalnum()]
            is_hit = any(at in hidden for at in letters) if item.kind == "-" else all(at in hidden for at in letters)
            for key in {(item.kind, item.form), (item.kind, "all")}:
                counts[key][0] += is_hit
                counts[key][1] += 1
            if is_hit == (item.kind == "-"):
                around = text[max(0, item.start - 30) : item.end + 20].replace("\n", "⏎")
                wrong.append(f"{item.kind} {item.form}: {text[item.start : item.end]!r} in {around!r}")
    rows = [
        {
            "kind": kind,
            "form": form,
            "hits": hits,
            "total": total,
            "share": hits / total,
            "interval": wilson(hits, total),
        }
        for (kind, form), (hits, total) in sorted(counts.items())
    ]
    return {
        "rows": rows,
        "wrong": wrong,
        "microseconds_per_1000_characters": 1e9 * seconds / sum(len(t) for t, _ in made),
    }


def main() -> None:
    """Print the figures of both sets."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", action="store_true", help="print JSON")
    asked.add_argument("--only", choices=SETS, help="one set of templates")
    asked.add_argument("--wrong", type=int, default=0, help="show so many misses")
    arguments = asked.parse_args()
    results = {
        name: measured(list(texts(templates(name), ROUNDS, SEED))) for name in SETS if arguments.only in (None, name)
    }
    if arguments.json:
        json.dump(results, sys.stdout, indent=1, ensure_ascii=False)
        return
    for name, result in results.items():
        print(f"\n{name}: {result['microseconds_per_1000_characters']:.0f} µs per 1,000 characters")
        for row in result["rows"]:
            low, high = row["interval"]
            counts = f"{row['hits']:5} of {row['total']:5}  {row['share']:.3f} [{low:.3f}, {high:.3f}]"
            print(f"  {row['kind']:10} {row['form']:24} {counts}")
        print("\n".join(f"    {one}" for one in result["wrong"][: arguments.wrong]))


if __name__ == "__main__":
    main()
