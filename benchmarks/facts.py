"""How often the facts of documents are right: `python -m benchmarks.facts CORPUS`.

CORPUS: a folder with documents and a MANIFEST.csv (columns file, doc_type, organisation, year). Reading is told nothing
of it but the file's name, as a title. Compared are type, organisation, years described and year of publication, by
basis and certainty, with every miss. `--half develop` takes the half of the files (by digest of their name) that rules
may be made on, `--half report` the other.

What the manifest calls things is put beside our types in TYPES; a type we do not have must come out as overig (or as
webpagina, for a web page). Types that fit several of ours or none clearly are counted apart (None), and so are
organisations that the document does not name.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import unicodedata
from collections import Counter
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from schemas.settings import PROJECT
from schemas.source import load_sources
from tasks.crawl.titles import title_of_file
from tasks.read.document import Job, Read, read_document
from tasks.read.facts import Publication
from tasks.read.pool import Failure, run
from text.organisations import KnownOrganisation

CERTAINTIES = ("zeker", "matig", "onzeker")

# the manifest's words (their start) and the types that are right for them
TYPES: dict[str, frozenset[str] | None] = {
    "motie Tweede Kamer": frozenset({"motie"}),
    "toelichting bestemmingsplan": frozenset({"bestemmingsplan"}),
    "Kamerbrief": frozenset({"kamerstuk"}),
    "Kamervragen": frozenset({"schriftelijke_vragen", "kamerstuk"}),
    "besluitenlijst": frozenset({"besluitenlijst"}),
    "toegankelijkheidsonderzoek": frozenset({"rapport"}),
    "onderzoeksrapport": frozenset({"rapport"}),
    "jaarverslag": frozenset({"jaarverslag", "jaarstukken"}),
    "Financieel Jaarverslag": frozenset({"jaarverslag", "jaarstukken"}),
    "wet": frozenset({"wet"}),
    "KB": frozenset({"wet"}),
    "AMvB": frozenset({"wet"}),
    "instellingsbesluit": frozenset({"wet"}),
    "ministeriele regeling": frozenset({"wet"}),
    "archiefselectielijst": None,  # published as an appendix to a decree
    "verslag": frozenset({"notulen"}),
    "persbericht": frozenset({"nieuwsbericht"}),
    "brief": frozenset({"brief"}),
    "webpagina": None,  # saved as Markdown: nothing says that it was a web page, and one is a report
    "agenda raadsvergadering": frozenset({"overig", "webpagina"}),
    "bijlage Kamerstuk": None,
    "PLOOI-metadata": None,
    "beleidsdocument": None,  # from a note of answers to a strategy and its environmental report
    "Statenvoorstel": frozenset({"overig", "raadsvoorstel"}),
    "lijst stembureaus": frozenset({"overig"}),
    "normenkader": frozenset({"overig"}),
    "coalitieakkoord": frozenset({"overig"}),
    "DPIA": frozenset({"overig"}),
    "advies": frozenset({"overig"}),
    "technisch kader": frozenset({"overig"}),
    "programma van eisen": frozenset({"overig"}),
    "BNC-fiche": frozenset({"overig", "kamerstuk"}),
    "verordening": frozenset({"overig"}),
    "aanwijzingsbesluit": frozenset({"overig"}),
    "vergadering": frozenset({"overig"}),
    "bijlage/kaart": frozenset({"overig"}),
    "formulier": frozenset({"overig"}),
    "geanonimiseerde melding": frozenset({"overig"}),
}
# types whose year in the manifest is the one they describe, not that of publication
DESCRIBED = ("jaarverslag", "Financieel Jaarverslag")
# the manifest's names of organisations that are not as one writes them; None: not to be known from the document
ORGANISATIONS: dict[str, tuple[str, ...] | None] = {
    "Rijk (wetgeving)": ("Rijk",),
    "Rijk": None,
    "Tweede Kamer": ("Tweede Kamer der Staten-Generaal",),
    "Ministerie van VWS": ("Ministerie van Volksgezondheid, Welzijn en Sport",),
    "Ministerie van BZK": ("Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",),
    "Google/VWS": ("Google", "Ministerie van Volksgezondheid, Welzijn en Sport"),
    "WODC/CBS": ("WODC", "CBS"),
    "Rijksoverheid/VNG (zie URL in tekst)": None,
    "VVD, D66, CDA, ChristenUnie (kabinet)": None,
}


@dataclass(frozen=True)
class Answer:
    """One fact of one file. right: whether it is; None: nothing was found."""

    file: str
    fact: str
    expected: str
    value: str
    basis: str
    certainty: str
    found_in: str
    right: bool | None


def main() -> int:
    """Read the files and print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--half", choices=("all", "develop", "report"), default="all")
    options.add_argument("--json", action="store_true", help="every answer as JSON")
    asked = options.parse_args()
    manifest = asked.corpus / "MANIFEST.csv"
    if not manifest.is_file():
        print(f"There is no {manifest}. Name a folder that has one: python -m benchmarks.facts FOLDER", file=sys.stderr)
        return 2
    with manifest.open(encoding="utf-8", newline="") as file:
        listed = [row for row in csv.DictReader(file) if asked.half in ("all", half(row["file"]))]
    known = _organisations()
    answers, unread = [], []
    jobs = [job(asked.corpus, row["file"], known) for row in listed]
    for row, read in zip(listed, run(read_document, jobs), strict=True):
        if isinstance(read, Failure) or not read.documents:
            unread.append(row["file"])
        else:
            answers += judged(row, read)
    if asked.json:
        print(json.dumps([asdict(answer) for answer in answers], ensure_ascii=False, indent=1))
        return 0
    tell(answers, len(listed), unread)
    return 0


def half(file: str) -> str:
    """Which half a file is in: rules are made on the one and measured on the other."""
    return "develop" if sha256(file.encode()).digest()[0] % 2 == 0 else "report"


def _organisations() -> tuple[KnownOrganisation, ...]:
    organisations = (source.organisation for source in load_sources(PROJECT / "sources"))
    return tuple(KnownOrganisation(one.id, one.kind, one.name, one.aliases) for one in organisations if one is not None)


def job(corpus: Path, file: str, known: tuple[KnownOrganisation, ...]) -> Job:
    """What a worker is handed of a file: its bytes and its name, nothing of the manifest."""
    document_id = sha256(file.encode()).hexdigest()
    return Job(document_id, str(corpus / file), (Publication("p", title_of_file(file)),), known)


def judged(row: dict[str, str], read: Read) -> list[Answer]:
    """The answers for one file: type, organisation, years and publication year, as far as the manifest knows them."""
    facts = {fact["fact"]: fact for fact in read.facts}
    answers = []

    def judge(name: str, expected: str, is_right: bool) -> None:
        fact = facts[name]
        is_found = fact["value"] != "" or name == "doc_type"
        words = (fact["value"] or "overig" if name == "doc_type" else fact["value"], fact["basis"], fact["certainty"])
        answers.append(Answer(row["file"], name, expected, *words, fact["found_in"], is_right if is_found else None))

    types = next(
        (
            fit
            for words, fit in sorted(TYPES.items(), key=lambda item: -len(item[0]))
            if row["doc_type"].startswith(words)
        ),
        None,
    )
    if types is not None:
        judge("doc_type", " or ".join(sorted(types)), (facts["doc_type"]["value"] or "overig") in types)
    names = ORGANISATIONS.get(row["organisation"], (row["organisation"],))
    if names is not None and "(not named" not in row["organisation"]:
        judge("about", " or ".join(names), _plain(facts["about"]["value"]) in {_plain(name) for name in names})
    if row["year"]:
        first, _, last = facts["years"]["value"].partition("-")
        judge("years", row["year"], bool(first) and first <= row["year"] <= (last or first))
        if not row["doc_type"].startswith(DESCRIBED):
            judge("publication_date", row["year"], facts["publication_date"]["value"][:4] == row["year"])
    return answers


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def tell(answers: list[Answer], listed: int, unread: list[str]) -> None:
    """Print shares right, and the misses. Right of found leaves out files for which nothing was found."""
    print(f"{listed} files, {len(unread)} not read: {', '.join(unread)}")
    for fact in dict.fromkeys(answer.fact for answer in answers):
        own = [answer for answer in answers if answer.fact == fact]
        found = [answer for answer in own if answer.right is not None]
        right = sum(answer.right is True for answer in own)
        print(f"\n{fact}: {right} of {len(own)} right; nothing found for {len(own) - len(found)}")
        counts = Counter((answer.basis, answer.certainty, answer.right) for answer in found)
        for basis, certainty in sorted({(answer.basis, answer.certainty) for answer in found}):
            good, bad = counts[basis, certainty, True], counts[basis, certainty, False]
            print(f"  {basis:<9}{certainty:<8}{good:>4} of {good + bad:>4}  {good / (good + bad):.2f}")
        for certainty in CERTAINTIES:
            of_it = [answer.right for answer in found if answer.certainty == certainty]
            if of_it:
                print(f"  {certainty:<17}{sum(of_it):>4} of {len(of_it):>4}  {sum(of_it) / len(of_it):.2f}")
        for answer in own:
            if not answer.right:
                told = f"{answer.value or '-'} ({answer.basis}, {answer.certainty}: {answer.found_in[:70]!r})"
                print(f"    {answer.file}: expected {answer.expected}, found {told}")


if __name__ == "__main__":
    sys.exit(main())
