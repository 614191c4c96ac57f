"""How many seeded faults do the tests catch? `make mutants` draws mutants over all stages and tries their own tests.

Cosmic Ray makes the mutants; a fixed seed draws from them. Each is tried in a copy of the project, against the test
file that mirrors its module (tasks/read/pdf.py: tests/tasks/read/test_pdf.py). Left out beforehand, because Python
never evaluates them here: `|` in type annotations.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from cosmic_ray.commands.init import _all_work_items
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

PROJECT = Path(__file__).resolve().parent.parent
SEED, DRAWN, NEEDED, SECONDS = 20261124, 40, 0.8, 180


def mutants() -> list[tuple[str, str, int]]:
    """All mutants of tasks/ as (module, operator, occurrence), in a fixed order."""
    modules = [path for path in sorted((PROJECT / "tasks").rglob("*.py")) if path.name != "__init__.py"]
    found = []
    for item in _all_work_items(modules, {}):
        mutation = item.mutations[0]
        if "BitOr" not in mutation.operator_name:
            path = Path(mutation.module_path).relative_to(PROJECT)
            found.append((str(path), mutation.operator_name, mutation.occurrence))
    return found


def mirrored(module: str) -> Path:
    """The test file of a module."""
    path = Path(module)
    return Path("tests") / path.parent / f"test_{path.name}"


def mutant(code: str, operator: str, occurrence: int) -> str | None:
    """The code with this fault in it; None where Cosmic Ray cannot make its own mutant (`except (module.A, …)`)."""
    try:
        made: str | None = mutate_code(code, get_operator(operator)(), occurrence)
    except Exception as error:  # whatever the tool stumbles over: the mutant is told of and does not count
        print(f"NOT MADE {operator} {occurrence}: {error!r}")
        return None
    return made


def is_caught(copy: Path, module: str, operator: str, occurrence: int) -> bool | None:
    """Whether the module's tests fail with this fault in it; None: no such mutant. The module is restored."""
    file = copy / module
    code = file.read_text(encoding="utf-8")
    mutated = mutant(code, operator, occurrence)
    if mutated is None:
        return None
    file.write_text(mutated, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", str(mirrored(module))]
    environment = {"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "HOME": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ran = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(code, encoding="utf-8")
    return ran.returncode != 0


def main() -> int:
    """Draw, try and report; exit 1 where fewer than the needed share are caught."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--drawn", type=int, default=DRAWN)
    options.add_argument("--seed", type=int, default=SEED)
    options.add_argument("--under", default="", help="only modules whose path starts so")
    asked = options.parse_args()
    pool = [one for one in mutants() if one[0].startswith(asked.under)]
    drawn = random.Random(asked.seed).sample(pool, min(asked.drawn, len(pool)))
    outcomes: list[bool] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(
            PROJECT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "data", "__pycache__", ".*_cache")
        )
        for module, operator, occurrence in drawn:
            one = is_caught(copy, module, operator, occurrence)
            if one is not None:
                outcomes.append(one)
                print(f"{'caught  ' if one else 'SURVIVED'} {module} {operator} {occurrence}", flush=True)
    share = sum(outcomes) / len(outcomes)
    print(f"{sum(outcomes)} of {len(outcomes)} mutants caught ({share:.0%}); from {len(pool)} with seed {asked.seed}")
    return 0 if share >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
