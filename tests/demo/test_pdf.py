"""Documents as PDF, read back with two PDF readers."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pypdf
import pypdfium2
import pytest

from demo.blocks import Heading, Paragraph, with_title
from demo.documents import Document
from demo.pdf import HOUSE_STYLES, house_style, pdf

LONG = "De samenwerkingsovereenkomst met de drinkwatervoorziening van de veiligheidsregio is ondertekend. " * 6


def made(document: Document) -> bytes:
    return pdf(document, with_title(document.about.title, document.text))


def pages(data: bytes) -> list[str]:
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pypdfium2.PdfDocument(data)]


def report(headings: int) -> str:
    return "# Titel\n\n" + "\n\n".join(f"## Deel {number}\n\n{LONG}" for number in range(1, headings))


def test_every_block_stands_on_the_page(make_document: Callable[..., Document]) -> None:
    text = (
        "# Titel\n\nEen € 5 – ‘zin’ met ëéï.\n\n- punt\n\n3. derde\n\n| Kop | Uur |\n|---|---|\n| Rij & <meer> | 48 |\n"
    )
    (page,) = pages(made(make_document(text=text)))
    for words in ("Titel", "Een € 5 – ‘zin’ met ëéï.", "punt", "•", "3.", "derde", "Kop", "Rij & <meer>", "48"):
        assert words in page


def test_every_page_has_the_title_above_and_its_number_below(make_document: Callable[..., Document]) -> None:
    document = make_document(title="Jaarverslag van Nergens", text=report(40))
    found = pages(made(document))
    assert len(found) > 1
    for number, page in enumerate(found, start=1):
        assert page.startswith("Jaarverslag van Nergens\n")
        assert page.rstrip().endswith(f"\npagina {number}")


def test_a_long_title_is_cut_off_above_the_page(make_document: Callable[..., Document]) -> None:
    title = "Een titel van veel woorden " * 6 + "einde"
    (page,) = pages(made(make_document(title=title, text="# Kort\n\nTekst.")))
    first = page.split("\n")[0]
    assert first.startswith("Een titel van veel woorden")
    assert first.endswith("…")
    assert 80 < len(first) <= 90


def test_more_than_six_headings_give_a_contents_page_with_page_numbers(make_document: Callable[..., Document]) -> None:
    found = pages(made(make_document(text=report(7))))
    assert "Inhoud" in found[0]
    assert "Deel 1" in found[0]
    assert ". . . . ." in found[0]
    last = next(number for number, page in enumerate(found[1:], start=2) if "Deel 6" in page)
    line = next(line for line in found[0].split("\n") if line.startswith("Deel 6"))
    assert line.endswith(f" {last}")
    assert "samenwerking" not in found[0]


def test_six_headings_give_no_contents_page(make_document: Callable[..., Document]) -> None:
    found = pages(made(make_document(text=report(6))))
    assert "Inhoud" not in found[0]
    assert "Deel 1" in found[0]


@pytest.mark.parametrize("headings", [6, 7])
def test_two_columns_stand_beside_each_other(make_document: Callable[..., Document], headings: int) -> None:
    data = made(make_document(text=report(headings).replace("\n\n##", f"\n\n{LONG}\n\n##"), layout="two-columns"))
    # a contents page is in one column and comes first
    page = pypdfium2.PdfDocument(data)[headings - 6].get_textpage()
    lefts = {round(page.get_rect(index)[0]) for index in range(page.count_rects())}
    middle = 595 / 2
    assert min(lefts) < 70
    assert any(middle < left < middle + 30 for left in lefts)


def test_one_column_begins_at_the_left_only(make_document: Callable[..., Document]) -> None:
    data = made(make_document("vr-a/x", text="Een. " * 900))
    page = pypdfium2.PdfDocument(data)[0].get_textpage()
    body = [page.get_rect(index) for index in range(page.count_rects())]
    lines = [rect for rect in body if 60 < rect[1] < 780 and rect[2] - rect[0] > 300]
    assert len(lines) > 30
    assert {round(rect[0]) for rect in lines} == {64}


def test_justified_text_has_words_broken_at_line_ends(make_document: Callable[..., Document]) -> None:
    data = made(make_document(text=LONG, layout="two-columns"))
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert "-\n" in text
    assert "\u00ad" not in text
    assert "samenwerkingsovereenkomst" in text.replace("-\n", "")


def test_ragged_text_has_no_broken_words(make_document: Callable[..., Document]) -> None:
    document = make_document("vr-zilverkust/x", text=LONG)
    assert not house_style(document).is_justified
    assert "-\n" not in pypdf.PdfReader(io.BytesIO(made(document))).pages[0].extract_text()


def test_an_organisation_has_one_house_style_for_all_its_reports(make_document: Callable[..., Document]) -> None:
    styles = {f"vr-{name}": house_style(make_document(f"vr-{name}/x")) for name in "abcdefghij"}
    assert set(styles.values()) == set(HOUSE_STYLES)
    assert house_style(make_document("vr-a/ander")) == styles["vr-a"]


def test_two_columns_are_justified_in_every_house_style(make_document: Callable[..., Document]) -> None:
    for name in "abcdefghij":
        narrow = house_style(make_document(f"vr-{name}/x", layout="two-columns"))
        assert narrow.is_justified
        assert narrow.font == house_style(make_document(f"vr-{name}/x")).font


@pytest.mark.parametrize("organisation", ["vr-zilverkust", "vr-hoge-venen", "gm-turfhaven"])
def test_the_bytes_are_the_same_every_time(make_document: Callable[..., Document], organisation: str) -> None:
    document = make_document(f"{organisation}/x", text=report(8))
    assert made(document) == made(document)


def test_the_bytes_are_the_same_on_every_machine(make_document: Callable[..., Document]) -> None:
    """Fixed once: a change means that every document of the demonstration is a new one for who crawled it before."""
    shas = {
        organisation: hashlib.sha256(made(make_document(f"{organisation}/x", text="# Kop\n\nEen zin."))).hexdigest()
        for organisation in ("vr-zilverkust", "vr-hoge-venen", "gm-turfhaven")
    }
    assert {organisation: sha[:16] for organisation, sha in shas.items()} == {
        "vr-zilverkust": "926293536218a265",
        "vr-hoge-venen": "f63b4e72b629759f",
        "gm-turfhaven": "05027eb8b6796807",
    }


def test_nothing_in_the_file_is_compressed_or_says_when_it_was_made(make_document: Callable[..., Document]) -> None:
    data = made(make_document("vr-hoge-venen/x"))
    assert b"FlateDecode" not in data
    assert pypdf.PdfReader(io.BytesIO(data)).metadata["/CreationDate"] == "D:20000101000000+00'00'"


def test_the_file_says_its_title(make_document: Callable[..., Document]) -> None:
    data = made(make_document(title="Verslag van Nergens"))
    assert pypdf.PdfReader(io.BytesIO(data)).metadata["/Title"] == "Verslag van Nergens"


def test_a_heading_is_never_alone_at_the_foot_of_a_page(make_document: Callable[..., Document]) -> None:
    document = make_document("vr-zilverkust/x")
    for lines in range(40, 56):
        blocks = [Heading(1, "Titel"), *[Paragraph("Een zin.")] * lines, Heading(2, "Laatste kop"), Paragraph(LONG)]
        for page in pages(pdf(document, blocks)):
            assert not page.replace("pagina 1", "").rstrip().endswith("Laatste kop")
