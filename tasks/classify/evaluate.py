"""How often the classifier is right on labelled passages: figures with bootstrap intervals, confusion and misses.

Each text is judged as one passage. An abstained one is scored by its likeliest label, and counted. Intervals are
percentile bootstrap intervals (Efron 1979) over the passages, with a fixed seed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from schemas.codebook import PROGRESS
from schemas.errors import UsageError
from tasks.classify.classifier import Candidate
from tasks.classify.embedded import EmbeddedClassifier

if TYPE_CHECKING:
    import numpy as np

SAMPLES, SEED, LEVEL = 1000, 20261124, 0.95
KINDS = ("veiligheidsregio", "gemeente", "ggd", "rijk", "overig")
LEVEL_OF = {"geen": 0, "voornemen": 1, "plan": 2, "uitvoering": 3, "beproefd": 3, "laag": 1, "midden": 2, "hoog": 3}


class Labelled(BaseModel):
    """One line of a labelled file; keys that it does not know are left aside."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    text: str = Field(min_length=1)
    measure: int = Field(ge=0, le=12)
    evidence: bool
    org_kind: str | None = None
    doc_type: str | None = None
    year: int | None = None
    second_measure: int | None = Field(None, ge=0, le=12)
    progress: str | None = None

    @field_validator("id", mode="before")
    @classmethod
    def number_is_a_name_too(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int) else value

    @field_validator("org_kind")
    @classmethod
    def another_word_is_overig(cls, value: str | None) -> str | None:
        if value is None or not value.strip():
            return None
        plain = value.strip().lower()
        return plain if plain in KINDS else "overig"

    @field_validator("progress")
    @classmethod
    def progress_or_level(cls, value: str | None) -> str | None:
        if value is not None and value not in LEVEL_OF:
            raise ValueError(f"must be one of {', '.join(LEVEL_OF)}")
        return value


def read_labelled(path: Path) -> list[Labelled]:
    """The lines of a labelled file. Raises UsageError that names file, line and key of everything that is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}. Give a file with one JSON object a line (UTF-8).") from None
    found, wrong = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(Labelled.model_validate(json.loads(line)))
        except (json.JSONDecodeError, RecursionError) as error:
            wrong.append(f"line {number}: not JSON ({error})")
        except ValidationError as error:
            faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'line'}: {e['msg']}" for e in error.errors())
            wrong.append(f"line {number}: {faults}")
    if wrong:
        raise UsageError(f"{path}: {' | '.join(wrong[:20])}. Correct these lines and try again.")
    if not found:
        raise UsageError(f"{path} holds no labelled passages.")
    return found


def evaluate_file(path: Path, codebook: Path) -> dict[str, Any]:
    """Judge the passages of a labelled file with the embedded classifier and measure. Raises as read_labelled."""
    lines = read_labelled(path)
    return evaluate(lines, EmbeddedClassifier(codebook))


def evaluate(lines: list[Labelled], classifier: EmbeddedClassifier) -> dict[str, Any]:
    """The figures: n, each measure of quality with `_lo` and `_hi`, abstained, confusion and misses."""
    import numpy as np

    candidates = [Candidate(one.text, (), one.org_kind, one.doc_type, one.year) for one in lines]
    likeliest = np.array([classifier.likeliest(candidate) for candidate in candidates])
    asked = [
        Candidate(c.text, (int(m),), c.org_kind, c.doc_type, c.year) for c, m in zip(candidates, likeliest, strict=True)
    ]
    judged = [one[0] for one in classifier.judge(asked)]
    table = Table(
        gold=np.array([one.measure if one.evidence else 0 for one in lines]),
        second=np.array([one.second_measure or 0 if one.evidence else 0 for one in lines]),
        found=np.array([one.measure if one.is_evidence else 0 for one in judged]),
        likeliest=likeliest,
        gold_progress=[one.progress if one.evidence else "geen" for one in lines],
        found_progress=[one.progress for one in judged],
    )
    figures: dict[str, Any] = {"n": len(lines)}
    samples = _samples(len(lines))
    resampled = [table.at(rows) for rows in samples]
    for name, figure in FIGURES.items():
        figures[name] = _plain(figure(table))
        figures[f"{name}_lo"], figures[f"{name}_hi"] = _interval(resampled, figure)
    abstained = np.array([one.is_abstained for one in judged])
    figures["abstained"] = int(abstained.sum())
    figures["abstained_lo"], figures["abstained_hi"] = _quantiles([float(abstained[rows].sum()) for rows in samples])
    figures["confusion"] = table.confusion()
    figures["misses"] = [
        {
            "id": one.id,
            "gold": int(gold),
            "found": int(found),
            "gold_progress": one.progress,
            "found_progress": j.progress,
        }
        for one, gold, found, j in zip(lines, table.gold, table.found, judged, strict=True)
        if not (gold == found or (one.evidence and found == (one.second_measure or -1)))
    ]
    return figures


class Table:
    """Gold and found labels side by side. A second measure that was found counts as right."""

    def __init__(
        self,
        gold: np.ndarray,
        second: np.ndarray,
        found: np.ndarray,
        likeliest: np.ndarray,
        gold_progress: list[str | None],
        found_progress: list[str],
    ) -> None:
        import numpy as np

        self.gold, self.found, self.likeliest = gold, found, likeliest
        self.second = second
        self.right = np.where((second > 0) & (found == second), second, gold)
        self.right_likeliest = np.where((second > 0) & (likeliest == second), second, gold)
        self.gold_progress = np.array([name or "" for name in gold_progress])
        self.found_progress = np.array(found_progress)

    def at(self, rows: np.ndarray) -> Table:
        """The same table with these rows."""
        return Table(
            self.gold[rows],
            self.second[rows],
            self.found[rows],
            self.likeliest[rows],
            list(self.gold_progress[rows]),
            list(self.found_progress[rows]),
        )

    def confusion(self) -> dict[str, dict[str, int]]:
        """gold label -> found label -> how many; only pairs that occur."""
        made: dict[str, dict[str, int]] = {}
        for gold, found in zip(self.right, self.found, strict=True):
            row = made.setdefault(str(int(gold)), {})
            row[str(int(found))] = row.get(str(int(found)), 0) + 1
        return {gold: dict(sorted(row.items(), key=lambda one: int(one[0]))) for gold, row in sorted(made.items())}


def macro_f1(table: Table) -> float | None:
    """Mean F1 over the 13 classes; a class that neither occurs nor was found is left out."""
    scores = []
    for label in range(13):
        hit = int(((table.right == label) & (table.found == label)).sum())
        missed = int(((table.right == label) & (table.found != label)).sum())
        wrong = int(((table.right != label) & (table.found == label)).sum())
        if hit + missed + wrong:
            scores.append(2 * hit / (2 * hit + missed + wrong))
    return sum(scores) / len(scores) if scores else None


def evidence_precision(table: Table) -> float | None:
    """Of what was called evidence, the share that is."""
    called = table.found > 0
    return float((table.gold[called] > 0).mean()) if called.any() else None


def evidence_f1(table: Table) -> float | None:
    """F1 of evidence or not, whatever the measure."""
    hit = int(((table.gold > 0) & (table.found > 0)).sum())
    total = int((table.gold > 0).sum() + (table.found > 0).sum())
    return 2 * hit / total if total else None


def false_accept(table: Table) -> float | None:
    """Of what is no evidence, the share that was called evidence."""
    none = table.gold == 0
    return float((table.found[none] > 0).mean()) if none.any() else None


def measure_accuracy(table: Table) -> float | None:
    """Of what is evidence, the share whose likeliest measure is right, called evidence or not."""
    some = table.gold > 0
    return float((table.likeliest[some] == table.right_likeliest[some]).mean()) if some.any() else None


def progress_kappa(table: Table) -> float | None:
    """Quadratic weighted kappa (Cohen 1968) of progress over gold evidence with a known progress; a miss is geen."""
    known = [n for n, name in enumerate(table.gold_progress) if name in PROGRESS and table.gold[n] > 0]
    gold = [PROGRESS.index(str(table.gold_progress[n])) for n in known]
    return kappa(gold, [PROGRESS.index(str(table.found_progress[n])) for n in known], len(PROGRESS))


def level_kappa(table: Table) -> float | None:
    """The same with geen and three levels; gold may be a level."""
    known = [n for n, name in enumerate(table.gold_progress) if name in LEVEL_OF and table.gold[n] > 0]
    gold = [LEVEL_OF[str(table.gold_progress[n])] for n in known]
    return kappa(gold, [LEVEL_OF[str(table.found_progress[n])] for n in known], 4)


def kappa(gold: list[int], found: list[int], steps: int) -> float | None:
    """Quadratic weighted kappa of two codings on a scale of so many steps; None where it is not defined."""
    import numpy as np

    if not gold:
        return None
    seen = np.zeros((steps, steps))
    for one, other in zip(gold, found, strict=True):
        seen[one, other] += 1
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / len(gold)
    weight = np.subtract.outer(np.arange(steps), np.arange(steps)) ** 2
    expected = float((weight * by_chance).sum())
    return 1 - float((weight * seen).sum()) / expected if expected else None


FIGURES: dict[str, Callable[[Table], float | None]] = {
    "macro_f1": macro_f1,
    "evidence_f1": evidence_f1,
    "evidence_precision": evidence_precision,
    "false_accept": false_accept,
    "measure_accuracy": measure_accuracy,
    "progress_kappa": progress_kappa,
    "level_kappa": level_kappa,
}


def _samples(n: int) -> list[np.ndarray]:
    import numpy as np

    random = np.random.default_rng(SEED)
    return [random.integers(0, n, n) for _ in range(SAMPLES)]


def _interval(resampled: list[Table], figure: Callable[[Table], float | None]) -> tuple[float | None, float | None]:
    found = [figure(one) for one in resampled]
    return _quantiles([value for value in found if value is not None])


def _quantiles(values: list[float]) -> tuple[float | None, float | None]:
    import numpy as np

    if not values:
        return None, None
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return round(float(low), 4), round(float(high), 4)


def _plain(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
