"""Scans: pages of a document as pictures, a little askew and with the grain of a scanner, without any text layer."""

from __future__ import annotations

import io
from dataclasses import replace

from benchmarks.truth.truth import Truth


def scanned(truth: Truth, seed: int, dpi: int = 300, degrees: float = 0.4, noise: float = 12.0) -> Truth:
    """The document as a scan of `dpi` dots per inch, turned by `degrees`. noise: of the grey of 0 to 255."""
    import numpy
    import pypdfium2 as pdfium
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    grain = numpy.random.default_rng(seed)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    document = pdfium.PdfDocument(truth.data)
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_size()
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        image = image.rotate(degrees * (1 if index % 2 else -1), Image.Resampling.BICUBIC, fillcolor=255)
        grey = numpy.asarray(image, dtype=numpy.float32) + grain.normal(0, noise, (image.height, image.width))
        picture = Image.fromarray(numpy.clip(grey, 0, 255).astype(numpy.uint8))
        pressed = io.BytesIO()
        picture.save(pressed, "JPEG", quality=70)
        pressed.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(pressed), 0, 0, width, height)
        canvas.showPage()
    document.close()
    canvas.save()
    return replace(truth, name=f"scan-{truth.name}", kind=f"scan {dpi} dpi", data=buffer.getvalue(), is_scan=True)
