"""OCR of one page of a PDF: a picture of it, what tesseract reads in that, and a store of what was read before.

tesseract and its Dutch come from Debian and may be missing: then pages are rejected as needs_ocr. Runs in an expendable
worker (pool.py), as PDFium draws the picture. How words become lines and text is decided in ocr_text.py.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tasks.read.failures import NotReadable
from tasks.read.ocr_picture import Prepared, prepared, turned
from tasks.read.ocr_text import Recognised, WordBox, amount, letter_height, page_of, quality, recognised
from tasks.read.pdf import PdfPage
from text.digest import digest

if TYPE_CHECKING:
    from PIL.Image import Image

READER = "tesseract"
LANGUAGE = "nld"
DPI = 300
SETTINGS = f"3: {LANGUAGE}, {DPI} dpi, grey, straightened, psm 3"
"""What the picture and tesseract are set to: a page is read anew when this changes."""

MOST_PIXELS = 40_000_000
"""A larger page is drawn at fewer dots per inch."""
SECONDS = 60
"""On the clock, for one page."""
_POOR = 0.75
"""Below this quality the page may lie on its side."""

_SMALL_PRINT = 6.0
"""Points; below this straightening and smoothing may cost more than they give."""

MISSING = (
    "Deze pagina is een scan en tesseract met Nederlands staat niet op deze computer. "
    "Installeer het (apt-get install tesseract-ocr tesseract-ocr-nld) en lees het document opnieuw."
)


@dataclass(frozen=True)
class OcrJob:
    """What a worker is handed. path: of the PDF. page_number: from 1. cache: folder of what was read before."""

    path: str
    page_number: int
    cache: str


@dataclass(frozen=True)
class OcrPage:
    """A page as OCR read it.

    page: text and lines, upright, so that lay_out works on it; without text when there is nothing to read.
    key: finds the words' boxes again with `load`. confidence: mean of the words kept, weighted by length, 0 to 1; 0
    without words. rotation: degrees clockwise that turn the page as it is shown upright. engine: what read it.
    words: boxes on the page as it is shown. is_cached: whether it was read before.
    """

    key: str
    page: PdfPage
    confidence: float
    rotation: int
    words: tuple[WordBox, ...]
    engine: str
    is_cached: bool

    @property
    def page_number(self) -> int:
        return self.page.page_number


class _Picture(NamedTuple):
    """width, height: of the page as it is shown, in points. scale: pixels to a point."""

    image: Image
    width: float
    height: float
    scale: float


@lru_cache(maxsize=1)
def engine() -> str | None:
    """Name, version and language of the OCR program, such as "tesseract 5.3.0 nld"; None when it cannot be used.

    Asks the program itself: pytesseract loads pandas, which costs a second of every quiet night.
    """
    program = shutil.which(READER)
    if program is None:
        return None
    told = [_told(program, option) for option in ("--list-langs", "--version")]
    version = re.search(r"tesseract v?(\d\S*)", told[1])
    if LANGUAGE not in told[0].split() or version is None:
        return None
    return f"{READER} {version.group(1)} {LANGUAGE}"


def _told(program: str, option: str) -> str:
    try:
        done = subprocess.run([program, option], capture_output=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):  # a program that does not start is no program
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace") if done.returncode == 0 else ""


def ocr_page(job: OcrJob) -> OcrPage:
    """The text of one page.

    Raises NotReadable: needs_ocr when there is no tesseract and the page was not read before, ocr_failed when the page
    cannot be drawn or tesseract fails or takes too long.
    """
    picture = _draw(job)
    key = digest(picture.image.tobytes(), *picture.image.size, picture.width, picture.height, SETTINGS)
    stored = _stored(job.cache, key)
    if stored is not None and engine() in (None, stored.engine):
        return _result(key, stored, job.page_number, is_cached=True)
    found = engine()
    if found is None:
        raise NotReadable("needs_ocr", MISSING)
    read = _read(picture, found)
    _store(job.cache, key, read)
    return _result(key, read, job.page_number, is_cached=False)


def load(cache: str, key: str, page_number: int = 1) -> OcrPage | None:
    """What was read before under this key; None when it is not there or is broken."""
    stored = _stored(cache, key)
    return None if stored is None else _result(key, stored, page_number, is_cached=True)


def _result(key: str, read: Recognised, page_number: int, is_cached: bool) -> OcrPage:
    page, words, confidence = page_of(read, page_number)
    return OcrPage(key, page, confidence, read.rotation, tuple(words), read.engine, is_cached)


def _draw(job: OcrJob) -> _Picture:
    """The page as it is shown, its own rotation included, in grey."""
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(job.path) as document:
            page = document[job.page_number - 1]
            width, height = page.get_size()
            scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
            image = page.render(scale=scale, grayscale=True).to_pil()
    except (pdfium.PdfiumError, IndexError, OSError, ValueError) as error:
        message = f"Pagina {job.page_number} kan niet worden getekend voor tekstherkenning ({error})."
        raise NotReadable("ocr_failed", f"{message} Vraag de bron om een andere versie.") from error
    return _Picture(image.convert("L"), width, height, scale)


def _read(picture: _Picture, found: str) -> Recognised:
    """What tesseract reads. A page that gives little is tried again as tesseract would turn it; one in small print, or
    that gives little still, as it was scanned: the reading that is surest of most letters stays."""
    deadline = time.monotonic() + SECONDS
    handed = prepared(picture.image)
    read = _recognise(picture, handed, 0, found, deadline)
    if quality(read) < _POOR:
        rotation = _rotation(picture.image, deadline)
        if rotation:
            handed = prepared(turned(picture.image, rotation))
            read = max(read, _recognise(picture, handed, rotation, found, deadline), key=amount)
    if quality(read) < _POOR or letter_height(read) < _SMALL_PRINT:
        plain = Prepared(turned(picture.image, read.rotation), 0.0, is_changed=False)
        if handed.is_changed:
            read = max(read, _recognise(picture, plain, read.rotation, found, deadline), key=amount)
    return read


def _recognise(picture: _Picture, handed: Prepared, rotation: int, found: str, deadline: float) -> Recognised:
    import pytesseract

    os.environ["OMP_THREAD_LIMIT"] = "1"  # more threads for one page take twice the processor time
    try:
        hocr = pytesseract.image_to_pdf_or_hocr(
            _uncompressed(handed.image),
            lang=LANGUAGE,
            config=f"--psm 3 --dpi {round(picture.scale * 72)}",
            extension="hocr",
            timeout=_seconds_left(deadline),
        )
        return recognised(hocr, found, rotation, handed.skew, picture.width, picture.height, picture.scale)
    except (RuntimeError, OSError, ValueError) as error:  # died, gave an error, took too long, wrote half, has gone
        message = f"De tekstherkenning van deze pagina is mislukt ({str(error)[:200]})."
        raise NotReadable("ocr_failed", f"{message} De andere pagina's zijn gewoon gelezen.") from error


def _rotation(image: Image, deadline: float) -> int:
    """Degrees clockwise by which tesseract would turn the picture; 0 when it cannot tell."""
    import pytesseract

    try:
        answer = pytesseract.image_to_osd(
            _uncompressed(image), output_type=pytesseract.Output.DICT, timeout=_seconds_left(deadline)
        )
        return int(answer["rotate"]) % 360
    except (RuntimeError, OSError, KeyError, ValueError):
        return 0  # too few characters to tell: the page stays as it is


def _seconds_left(deadline: float) -> float:
    return max(1.0, deadline - time.monotonic())


def _uncompressed(image: Image) -> Image:
    """The picture as pytesseract hands it over without compressing it, which takes longer than drawing it."""
    handed = image.copy()
    handed.format = "TIFF"
    return handed


def _place(cache: str, key: str) -> Path:
    return Path(cache) / key[:2] / f"{key}.json.gz"


def _stored(cache: str, key: str) -> Recognised | None:
    """What is stored under the key; a file that is broken counts as none."""
    try:
        fields = json.loads(gzip.decompress(_place(cache, key).read_bytes()))
        return Recognised.from_json(fields)
    except (OSError, EOFError, zlib.error, ValueError, TypeError, KeyError):
        return None


def _store(cache: str, key: str, read: Recognised) -> None:
    """Written whole or not at all: another worker, or a next run, never sees half a file."""
    place = _place(cache, key)
    place.parent.mkdir(parents=True, exist_ok=True)
    data = gzip.compress(json.dumps(read.to_json(), ensure_ascii=False).encode(), mtime=0)
    handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
