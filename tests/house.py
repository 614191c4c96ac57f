"""The house rules that no other tool holds: run by `make check`. Prints every breach; exit 1 if there is one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LONGEST = 400
VAGUE = re.compile(r"(^|/)(utils?|helpers?|common|misc)(\.py|/)")
UNFINISHED = re.compile(r"\b(TODO|FIXME|raise NotImplementedError)\b|pytest\.mark\.(skip|xfail)|pytest\.skip\(")
HOST = re.compile(r"pypi\.org|pythonhosted|--index-url|--extra-index-url")


def breaches() -> list[str]:
    """Every breach in the files that git tracks, each as one line."""
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    found = []
    for name in listed.splitlines():
        path = PROJECT / name
        if VAGUE.search(name):
            found.append(f"{name}: the name says nothing")
        if not path.is_file():
            continue
        if name.endswith(".py") and name != "tests/house.py":
            text = path.read_text(encoding="utf-8")
            if (length := text.count("\n")) > LONGEST:
                found.append(f"{name}: {length} lines, more than {LONGEST}")
            found += [
                f"{name}:{n}: unfinished" for n, line in enumerate(text.split("\n"), 1) if UNFINISHED.search(line)
            ]
        if name == "requirements.lock":
            lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
            found += [f"{name}:{n}: names a registry host" for n, line in lines if HOST.search(line)]
    for module in sorted((PROJECT / "tasks").rglob("*.py")):
        mirror = PROJECT / "tests" / module.relative_to(PROJECT).parent / f"test_{module.name}"
        if module.name != "__init__.py" and not mirror.exists():
            found.append(f"{module.relative_to(PROJECT)}: no {mirror.relative_to(PROJECT)}")
    return found


if __name__ == "__main__":
    wrong = breaches()
    print("\n".join(wrong) or "The house rules hold.")
    sys.exit(bool(wrong))
