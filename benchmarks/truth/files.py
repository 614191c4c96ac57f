"""Kinds of files: turned pages, passwords, forms, notes on the page, files in files, and text that nobody can see."""

from __future__ import annotations

import io
from typing import Any

from benchmarks.truth.book import A4, Book, Look
from benchmarks.truth.flowing import fixed_running
from benchmarks.truth.truth import Piece, Truth


def turned(seed: int, flag: bool, down: bool = False, pages: int = 8) -> Truth:
    """Text drawn up the sheet, or down; with `flag` the page says that it has to be turned, so that it is upright."""
    look = Look(page=(A4[1], A4[0]))
    book = Book(
        f"turned-{seed}", "rotated by flag" if flag else "drawn sideways", seed, look, 1, 60, _down if down else _up
    )
    truth = book.fill(pages)
    import pikepdf

    with pikepdf.open(io.BytesIO(truth.data)) as pdf:
        for page in pdf.pages:
            page.MediaBox = pikepdf.Array([0, 0, A4[0], A4[1]])
            if flag:
                page.Rotate = 270 if down else 90
        truth.data = _saved(pdf)
    return truth


def _down(book: Book) -> None:
    """All that follows on this page is drawn turned to the right."""
    book.canvas.translate(0, A4[1])
    book.canvas.rotate(-90)
    fixed_running(book)


def _up(book: Book) -> None:
    """All that follows on this page is drawn turned to the left."""
    book.canvas.translate(A4[0], 0)
    book.canvas.rotate(90)
    fixed_running(book)


def flagged(seed: int, degrees: int, pages: int = 8) -> Truth:
    """Upright text on pages that say that they have to be turned upside down or sideways, as scanners make them."""
    truth = Book(f"flagged-{seed}", f"turned {degrees}", seed, Look(), 1, 70, fixed_running).fill(pages)
    import pikepdf

    with pikepdf.open(io.BytesIO(truth.data)) as pdf:
        for page in pdf.pages:
            page.Rotate = degrees
        truth.data = _saved(pdf)
    return truth


def encrypted(seed: int, pages: int = 8) -> Truth:
    """A file with an owner's password alone: everyone may read it."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption("", ownerPassword="eigenaar", canPrint=0, strength=128)
    return Book(f"encrypted-{seed}", "encrypted, empty password", seed, encrypt=lock).fill(pages)


def form(seed: int, pages: int = 6) -> Truth:
    """A form with filled fields; what stands in them is text to a reader of the page."""
    book = Book(f"form-{seed}", "form fields", seed)
    rng = book.prose.rng
    count = 0
    while book.number <= pages:
        book.paragraph(book.prose.paragraph(1, 2))
        for _ in range(4):
            book.room(40)
            book.y -= 24
            label = book.prose.heading(2)
            value = book.prose.heading(4) if rng.random() < 0.6 else f"-{book.prose.amount()}"
            count += 1
            book.put(book.frame.x, book.y, label, "Helvetica", 10)
            book.canvas.acroForm.textfield(
                name=f"veld{count}", value=value, x=book.frame.x + 190, y=book.y - 5, width=240, height=18,
                fontName="Helvetica", fontSize=10, borderWidth=0,
            )  # fmt: skip
            book.truth.pages[-1].append(Piece("row", f"{label} {value}".split()))
            book.y -= 8
        if book.y - book.frame.bottom < 200:
            book.new_page()
    return book.finish()


def annotated(seed: int, pages: int = 6) -> Truth:
    """Links and notes on the page: a note that is only a sign to click on is no text of the page."""
    book = Book(f"annotated-{seed}", "annotations", seed)
    while book.number < pages or book.y - book.frame.bottom > 90:
        y = book.y
        book.paragraph()
        book.canvas.linkURL("https://www.regio.example/stuk", (book.frame.x, y - 12, book.frame.x + 90, y))
        word = f"aantekening{len(book.truth.hidden)}"
        book.canvas.textAnnotation(f"Een {word} van een lezer.", Rect=[20, y - 20, 40, y])
        book.truth.hidden.append(word)
    return book.finish()


def portfolio(seed: int, pages: int = 4) -> Truth:
    """A file with other files in it: its own pages are its text, the files are documents of their own."""
    truth = Book(f"portfolio-{seed}", "portfolio", seed).fill(pages)
    import pikepdf

    with pikepdf.open(io.BytesIO(truth.data)) as pdf:
        for index in range(3):
            inner = Book(f"inner-{index}", "portfolio", seed + 100 + index).fill(1)
            pdf.attachments[f"bijlage {index}.pdf"] = pikepdf.AttachedFileSpec(pdf, inner.data)
        pdf.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)
        truth.data = _saved(pdf)
    return truth


def hidden(seed: int, pages: int = 8) -> Truth:
    """Text that is white, tiny, off the page, drawn as nothing, under a bar, or on a layer that is off."""
    book = Book(f"hidden-{seed}", "invisible text", seed)
    canvas = book.canvas
    while book.number < pages or book.y - book.frame.bottom > 90:
        book.paragraph()
        way = book.prose.rng.choice(["white", "tiny", "off", "none", "layer", "bar"])
        word = f"onzichtbaar{way}{len(book.truth.hidden)}"
        book.truth.hidden.append(word)
        book.room(30)
        book.y -= 14
        canvas.saveState()
        x, y = (book.frame.x, book.y) if way != "off" else (book.frame.x, -200)
        canvas.setFont("Helvetica", 0.6 if way == "tiny" else 10)
        if way == "white":
            canvas.setFillGray(1)
        if way == "layer":
            canvas._code.append("/OC /Laag BDC")
        text = canvas.beginText(x, y)
        text.setTextRenderMode(3 if way == "none" else 0)
        text.textOut(f"Hier staat {word} voor de machine.")
        text.setTextRenderMode(0)
        canvas.drawText(text)
        if way == "layer":
            canvas._code.append("EMC")
        canvas.restoreState()
        if way == "bar":
            canvas.rect(x - 2, y - 4, 250, 14, fill=1)
        book.y -= 8
    truth = book.finish()
    import pikepdf

    with pikepdf.open(io.BytesIO(truth.data)) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Laag"))
        order = pikepdf.Dictionary(ON=[], OFF=[layer], Order=[layer])
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=order)
        for page in pdf.pages:
            page.Resources.Properties = pikepdf.Dictionary(Laag=layer)
        truth.data = _saved(pdf)
    return truth


def ligatures(seed: int, in_font: bool, pages: int = 8) -> Truth:
    """Ligatures: as characters of their own, or as glyphs of which the font says that they are two letters."""
    book = Book(f"ligatures-{seed}", "ligatures", seed, Look(font="Vera"))
    book.ligatures = {"fi": "\ufb01", "fl": "\ufb02"}
    truth = book.fill(pages)
    return remapped(truth, {"\ufb01": "fi", "\ufb02": "fl"}) if in_font else truth


def remapped(truth: Truth, mapping: dict[str, str]) -> Truth:
    """The file with its fonts saying something else of some characters, as some programs write them."""
    import pikepdf

    with pikepdf.open(io.BytesIO(truth.data)) as pdf:
        for entry in pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/ToUnicode" in entry:
                table = entry.ToUnicode.read_bytes().decode("latin-1")
                for said, other in mapping.items():
                    table = _renamed(table, said, other)
                entry.ToUnicode.write(table.encode("latin-1"))
        truth.data = _saved(pdf)
    return truth


def _renamed(table: str, said: str, other: str) -> str:
    code = "".join(f"{ord(letter):04X}" for letter in said)
    new = "".join(f"{ord(letter):04X}" for letter in other)
    lines = []
    for line in table.split("\n"):
        head, _, last = line.rpartition("<")
        lines.append(f"{head}<{new}>{last[len(code) + 1 :]}" if last.upper().startswith(f"{code}>") else line)
    return "\n".join(lines)


def _saved(pdf: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
