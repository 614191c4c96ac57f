"""The rows that reading makes of the documents in this folder, and the file that remembers them.

Run by hand after a version in tasks/read/stage.py was raised: `python tests/tasks/read/golden/record.py`. Look at the
difference before committing it. crisisplan.pdf was made once with reportlab and is never made again.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
FILE = FOLDER / "rows.json"
DOCUMENTS = ("crisisplan.pdf", "motie.xml", "nieuws.html", "plan.md", "verslag.txt")


def rows() -> dict[str, Any]:
    """Facts, pages and passages of each document; the versions of packages are left out."""
    from tasks.read.document import Job, read_document
    from tasks.read.facts import Publication
    from text.organisations import KnownOrganisation

    known = (
        KnownOrganisation("gm-wilgendam", "gemeente", "Gemeente Wilgendam"),
        KnownOrganisation("vr-wilgenstreek", "veiligheidsregio", "Veiligheidsregio Wilgenstreek", ("VRW",)),
    )
    found = {}
    for name in DOCUMENTS:
        listed = Publication("p", "", None, date(2025, 5, 1), "gm-wilgendam", None, None, "gm-wilgendam")
        read = read_document(Job(name, str(FOLDER / name), (listed,), known))
        for row in read.documents:
            row["reader"] = row["reader"].split()[0]
        found[name] = json.loads(
            json.dumps([read.documents, read.facts, read.pages, read.passages, read.rejects], default=str)
        )
    return found


def recorded() -> dict[str, Any]:
    """What was remembered: the version of the stage, and the rows."""
    remembered: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return remembered


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parents[3]))
    from tasks.read.stage import VERSION

    text = json.dumps({"version": VERSION, "rows": rows()}, ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")
