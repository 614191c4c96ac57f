"""Run the whole pipeline on a folder of documents and tell what became of every file: `make check-corpus CORPUS=…`.

Prints outcomes per reason, every passage that became evidence, time and peak memory. Exit 1 where a file ended neither
as read nor as rejected, or the run crashed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

WEERBAARHEID = [sys.executable, "-m", "weerbaarheid"]
# Sources that fail (8) are told in the table below; the rest of the run is done then all the same.
FINISHED = (0, 8)

ENDS = """
SELECT coalesce(d.outcome, 'lost') AS outcome, coalesce(d.reason_code, '') AS reason, count(*) AS files
FROM (
    SELECT p.publication_id,
           CASE WHEN r.reason_code IS NOT NULL AND c.document_id IS NOT NULL THEN 'read in part'
                WHEN c.document_id IS NOT NULL THEN 'read'
                WHEN r.reason_code IS NOT NULL THEN 'rejected' END AS outcome,
           r.reason_code
    FROM core_publication p
    LEFT JOIN core_document c USING (document_id)
    LEFT JOIN (SELECT document_id, part, min(reason_code) AS reason_code FROM core_reject
               WHERE stage IN ('crawl', 'unpack', 'read') GROUP BY ALL) r
      ON r.document_id = p.document_id OR r.part = p.publication_id
) d GROUP BY ALL ORDER BY ALL
"""
REJECTED_FILES = "SELECT stage, reason_code, message FROM core_reject ORDER BY stage, reason_code, message"
COUNTS = """
SELECT (SELECT count(*) FROM core_page) AS pages, (SELECT count(*) FROM core_passage) AS passages,
       (SELECT count(DISTINCT passage_id) FROM core_candidate) AS candidate_passages,
       (SELECT count(*) FROM core_candidate) AS candidates,
       (SELECT count(*) FROM core_judgement WHERE is_abstained) AS abstained,
       (SELECT count(*) FROM core_judgement WHERE is_evidence AND NOT is_abstained) AS evidence
"""
EVIDENCE = """
SELECT p.url, j.measure, j.progress, round(j.confidence, 2) AS confidence, j.is_abstained AS unsure, j.quote
FROM core_judgement j JOIN core_publication p USING (document_id)
WHERE j.is_evidence ORDER BY j.is_abstained, p.url, j.measure
"""


def main() -> int:
    """Refresh a new data folder from the corpus, then read the warehouse."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--data", type=Path, help="keep the data folder here")
    asked = options.parse_args()
    if not asked.corpus.is_dir():
        print(f"There is no folder {asked.corpus}. Name one: make check-corpus CORPUS=folder", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        data = asked.data or Path(folder) / "data"
        sources = Path(folder) / "sources"
        sources.mkdir()
        source = {"id": "folder", "connector": "folder", "options": {"path": str(asked.corpus.resolve())}}
        # JSON is YAML too, and quotes any path rightly
        (sources / "corpus.yaml").write_text(json.dumps({"sources": [source]}), encoding="utf-8")
        began = time.monotonic()
        command = [*WEERBAARHEID, "refresh", "--sources", str(sources), "--data", str(data)]
        code = subprocess.run(command, check=False).returncode
        seconds = time.monotonic() - began
        # the largest single process of all that were waited for: the run itself, or one of its readers
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        lost = _tell(data)
    print(f"{seconds:.0f} s, peak memory of the largest process {peak:.0f} MB")
    if code not in FINISHED:
        print(f"The run ended with exit code {code}.", file=sys.stderr)
    return 1 if lost or code not in FINISHED else 0


def _tell(data: Path) -> int:
    """Print the tables; returns the number of files that ended neither as read nor as rejected."""
    from warehouse.writer import open_warehouse

    with open_warehouse(data) as warehouse:
        ends = warehouse.query(ENDS).rows()
        _table("What became of the files", ("outcome", "reason", "files"), ends)
        _table("Rejected, or read in part", ("stage", "reason", "message"), warehouse.query(REJECTED_FILES).rows())
        counts = warehouse.query(COUNTS)
        _table("Counts", counts.columns, counts.rows())
        found = warehouse.query(EVIDENCE)
        _table("Passages judged evidence (unsure ones go to review and never count)", found.columns, found.rows())
    return sum(files for outcome, _, files in ends if outcome == "lost")


def _table(title: str, columns: tuple[str, ...] | list[str], rows: list[tuple[object, ...]]) -> None:
    made = Table(*columns, title=title, title_justify="left")
    for row in rows:
        made.add_row(*(escape(str(value)) for value in row))
    Console(width=200).print(made)


if __name__ == "__main__":
    sys.exit(main())
