"""Repair of PDFs that PDFium cannot open: pikepdf (qpdf) finds their objects again and writes a whole file.

Repairs the file only; reading it is in pdf.py. Runs in an expendable worker (pool.py).
"""

from __future__ import annotations

import io
import re

from tasks.read.failures import Damaged
from tasks.read.limits import LIMITS, Limits, check_pages

READER_AFTER_REPAIR = "pdfium after pikepdf"

_END = b"\nstartxref\n0\n%%EOF\n"
_ADDRESS = re.compile(r"stream <[^>]*>:? *")
"""pikepdf names the object that it reads from, by its address in memory: not twice the same."""


def repaired(data: bytes, limits: Limits = LIMITS) -> bytes:
    """The PDF with its cross references and page tree made anew; what is lost stays lost.

    Raises Damaged when no page can be found, NotReadable (too_large) when there are more than a document may have.
    """
    import pikepdf

    # without an end behind it qpdf leaves the last object out
    ended = data if b"%%EOF" in data[-1024:] else data + _END
    try:
        with pikepdf.open(io.BytesIO(ended), attempt_recovery=True, suppress_warnings=True) as document:
            count = len(document.pages)
            check_pages(count, limits)
            if count == 0:
                raise Damaged("De pdf is beschadigd: er is geen enkele pagina in te vinden.")
            whole = io.BytesIO()
            # as they are: unpacking streams would set off a bomb, and a broken one is for the reader to skip
            document.save(whole, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError, RecursionError) as error:
        reason = _ADDRESS.sub("", str(error))
        raise Damaged(f"De pdf is beschadigd en kan niet worden hersteld ({reason}).") from error
    return whole.getvalue()
