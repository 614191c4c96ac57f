"""Real OCR of scans made on the spot: pictures of pages that were drawn with known words."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from tasks.read.layout import lay_out
from tasks.read.ocr import OcrJob, OcrPage, engine, ocr_page

Write = Callable[[Any], None]
WIDTH, HEIGHT = 595.28, 841.89
_BODIES = ("De veiligheidsregio", "De gemeente", "Het college", "De burgemeester", "De brandweer", "Het bestuur")
_DOES = ("oefent", "bespreekt", "versterkt", "beoordeelt", "financiert", "evalueert", "coördineert", "beëindigt")
_WHAT = ("de noodsteunpunten in elke wijk", "het continuïteitsplan", "de zelfredzaamheid", "de noodvoorraad water")
_HOW = ("in het eerste kwartaal", "samen met drie buurgemeenten", "op verzoek van de raad", "na de evaluatie")
_NUMBER = re.compile(r"-?\d[\d.,]*%?")


@pytest.fixture(autouse=True)
def _fresh_engine() -> Iterator[None]:
    engine.cache_clear()
    yield
    engine.cache_clear()


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(parts) for parts in (_BODIES, _DOES, _WHAT, _HOW)) + "."


def column(canvas: Any, words: str, left: float, top: float, width: float, size: int = 10) -> list[str]:
    """Draws the words as a column and returns its lines."""
    from reportlab.lib.utils import simpleSplit

    canvas.setFont("Helvetica", size)
    lines = simpleSplit(words, "Helvetica", size, width)
    for number, line in enumerate(lines):
        canvas.drawString(left, top - number * 1.3 * size, line)
    return lines


def scanned(folder: Path, write: Write, angle: float = 0.0, grain: float = 0.0, turned: int = 0) -> OcrJob:
    """A PDF of the picture of a page: askew and turned counterclockwise, with the grain of a scanner."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(WIDTH, HEIGHT))
    write(canvas)
    canvas.save()
    image = pdfium.PdfDocument(drawn.getvalue())[0].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).rotate(turned, expand=True)
    if grain:
        noise = np.random.default_rng(1).normal(0, grain, image.size[::-1])
        image = Image.fromarray(np.clip(np.asarray(image) * 0.85 + 20 + noise, 0, 255).astype(np.uint8))
    jpeg, scan = io.BytesIO(), folder / "scan.pdf"
    image.save(jpeg, "JPEG", quality=80)
    size = (HEIGHT, WIDTH) if turned % 180 else (WIDTH, HEIGHT)
    canvas = Canvas(str(scan), pagesize=size)
    canvas.drawImage(ImageReader(jpeg), 0, 0, *size)
    canvas.save()
    return OcrJob(str(scan), 1, str(folder / "cache"))


def recall(truth: list[str], found: list[str]) -> float:
    return (Counter(truth) & Counter(found)).total() / len(truth)


def in_order(truth: list[str], found: list[str]) -> float:
    blocks = SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(truth)


def columns(count: int) -> tuple[Write, list[str]]:
    """A page with a heading and columns of prose, and its words in reading order."""
    chance = random.Random(count)
    gap = 24
    width = (WIDTH - 128 - (count - 1) * gap) / count
    texts = [" ".join(sentence(chance) for _ in range(36 // count)) for _ in range(count)]

    def write(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(64, 770, "Beleidsplan weerbaarheid")
        for number, words in enumerate(texts):
            column(canvas, words, 64 + number * (width + gap), 730, width)

    return write, ["Beleidsplan", "weerbaarheid", *" ".join(texts).split()]


def amounts() -> tuple[Write, list[list[str]]]:
    """A page with a table of amounts with signs, and the amounts of each row."""
    chance = random.Random(4)

    def amount() -> str:
        whole = f"{chance.randrange(1_000, 9_999_999):,}".replace(",", ".")
        return chance.choice((f"-{whole}", whole, f"{whole},{chance.randrange(10, 99)}", f"{chance.randrange(99)},5%"))

    rows = [[amount() for _ in range(4)] for _ in range(30)]

    def write(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows):
            y = 740 - 18 * number
            canvas.drawString(64, y, "Gemeentelijke bijdragen")
            for place, value in enumerate(row):
                canvas.drawRightString(280 + place * 80, y, value)

    return write, rows


@pytest.mark.parametrize(("angle", "grain"), [(0.0, 0.0), (0.7, 10.0), (-1.5, 6.0)])
@pytest.mark.parametrize("count", [1, 2])
def test_prose_is_read_in_order_on_clean_and_poor_scans(tmp_path: Path, count: int, angle: float, grain: float) -> None:
    write, words = columns(count)
    read = ocr_page(scanned(tmp_path, write, angle, grain))
    found = read.page.raw_text.split()
    assert recall(words, found) >= 0.98
    assert in_order(words, found) >= 0.98
    assert read.confidence > 0.85
    assert_laid_out(read)


def assert_laid_out(read: OcrPage) -> None:
    """One heading, all else paragraphs of more than a line."""
    (page,) = lay_out([read.page])
    kinds = [mark.kind for mark in page.marks]
    assert kinds[0] == "heading"
    assert set(kinds[1:]) == {"paragraph"}
    assert len(kinds) <= 6
    assert page.raw_text[page.marks[0].raw_from : page.marks[0].raw_to] == "Beleidsplan weerbaarheid"


@pytest.mark.parametrize(("angle", "grain"), [(0.0, 0.0), (0.7, 10.0)])
def test_amounts_keep_their_signs_and_rows(tmp_path: Path, angle: float, grain: float) -> None:
    write, rows = amounts()
    read = ocr_page(scanned(tmp_path, write, angle, grain))
    found = _NUMBER.findall(read.page.raw_text)
    assert recall([value for row in rows for value in row], found) >= 0.96
    lines = read.page.raw_text.split("\r\n")
    whole = sum(1 for row in rows if any(_NUMBER.findall(line) == row for line in lines))
    assert whole >= 0.85 * len(rows)


@pytest.mark.parametrize(("turned", "rotation"), [(90, 90), (180, 180), (270, 270)])
def test_a_page_on_its_side_or_head_is_turned(tmp_path: Path, turned: int, rotation: int) -> None:
    write, words = columns(1)
    read = ocr_page(scanned(tmp_path, write, turned=turned))
    assert read.rotation == rotation
    assert in_order(words, read.page.raw_text.split()) >= 0.98
    assert (read.page.width, read.page.height) == pytest.approx((WIDTH, HEIGHT), abs=0.1)
    first = read.words[0]
    assert read.page.raw_text[first.start : first.end] == "Beleidsplan"
    middle = ((first.left + first.right) / 2, (first.bottom + first.top) / 2)
    assert middle == pytest.approx(_shown(turned), abs=4)


def _shown(turned: int) -> tuple[float, float]:
    """Where the middle of the heading's first word, 116 from the left and 776 up, comes to stand."""
    x, y = 116.0, 776.0
    return {90: (HEIGHT - y, x), 180: (WIDTH - x, HEIGHT - y), 270: (y, WIDTH - x)}[turned]


@pytest.mark.parametrize("picture", ["china.jpg", "flower.jpg"])
def test_a_photograph_has_no_text(tmp_path: Path, picture: str) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from sklearn.datasets import load_sample_image

    photograph = ImageReader(Image.fromarray(load_sample_image(picture)))
    read = ocr_page(scanned(tmp_path, lambda canvas: canvas.drawImage(photograph, 50, 250, 500, 333)))
    assert (read.page.raw_text, read.page.lines, read.words, read.confidence) == ("", [], (), 0.0)


def test_a_page_that_was_read_is_there_without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, words = columns(1)
    job = scanned(tmp_path, write)
    first = ocr_page(job)
    assert recall(words, first.page.raw_text.split()) >= 0.98
    monkeypatch.setenv("PATH", str(tmp_path))
    engine.cache_clear()
    assert engine() is None
    second = ocr_page(job)
    assert second.is_cached
    assert (second.page, second.words) == (first.page, first.words)
