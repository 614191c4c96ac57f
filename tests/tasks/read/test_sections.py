"""From pages to sections."""

from __future__ import annotations

from tasks.read.clean import CleanPage, clean
from tasks.read.page import Kind, Mark, Page, TextSource
from tasks.read.sections import Section, sections


def pages(
    *contents: list[tuple[str, str] | tuple[str, str, int]], text_source: TextSource = "text_layer"
) -> list[CleanPage]:
    """Clean pages of (kind, text) or ("heading", text, level)."""
    made = []
    for number, blocks in enumerate(contents, 1):
        raw, marks = "", []
        for kind, text, *level in blocks:
            start = len(raw)
            raw += text
            name: Kind = kind  # type: ignore[assignment]
            marks.append(Mark(name, start, len(raw), level[0] if level else 0))
            raw += "\r\n"
        made.append(clean(Page(number, raw, marks, text_source=text_source)))
    return made


def shown(found: list[Section]) -> list[tuple[tuple[str, ...], list[str]]]:
    return [(section.path, [paragraph.text for paragraph in section.paragraphs]) for section in found]


def test_text_stands_under_the_headings_above_it() -> None:
    found = sections(
        pages(
            [
                ("paragraph", "Vooraf."),
                ("heading", "Plan", 1),
                ("heading", "Aanpak", 2),
                ("paragraph", "Een."),
                ("item", "Twee."),
                ("heading", "Kosten", 2),
                ("paragraph", "Drie."),
                ("heading", "Slot", 1),
                ("paragraph", "Vier."),
            ]
        )
    )
    assert shown(found) == [
        ((), ["Vooraf."]),
        (("Plan", "Aanpak"), ["Een.", "Twee."]),
        (("Plan", "Kosten"), ["Drie."]),
        (("Slot",), ["Vier."]),
    ]
    assert not any(section.is_contents for section in found)


def test_a_section_goes_on_over_the_page_end() -> None:
    found = sections(pages([("heading", "Plan", 1), ("paragraph", "Een.")], [("paragraph", "Twee.")]))
    assert shown(found) == [(("Plan",), ["Een.", "Twee."])]


def test_a_paragraph_that_a_page_end_cuts_is_one_again() -> None:
    first, second = pages([("paragraph", "De nood-")], [("paragraph", "punten zijn open.")])
    ((_, texts),) = shown(sections([first, second]))
    assert texts == ["De noodpunten zijn open."]
    ((_, texts),) = shown(sections(pages([("paragraph", "De regio oefent")], [("paragraph", "elk jaar.")])))
    assert texts == ["De regio oefent elk jaar."]


def test_a_place_is_told_in_raw_offsets_of_both_pages() -> None:
    (section,) = sections(
        pages([("paragraph", "Kop."), ("paragraph", "De nood-")], [("paragraph", "punten zijn  open.")])
    )
    paragraph = section.paragraphs[1]
    assert paragraph.text == "De noodpunten zijn open."
    assert paragraph.place(0, 2) == (1, 6, 1, 8)
    assert paragraph.place(0, len(paragraph.text)) == (1, 6, 2, 18)
    assert paragraph.place(14, 24) == (2, 7, 2, 18)
    assert paragraph.place(18, 24) == (2, 11, 2, 18) or paragraph.text[18:24] == " open."


def test_a_column_in_the_middle_of_a_sentence_is_joined_and_a_new_sentence_is_not() -> None:
    ((_, texts),) = shown(sections(pages([("paragraph", "De regio"), ("paragraph", "oefent.")])))
    assert texts == ["De regio oefent."]
    ((_, texts),) = shown(sections(pages([("paragraph", "De regio."), ("paragraph", "oefent.")])))
    assert texts == ["De regio.", "oefent."]
    ((_, texts),) = shown(sections(pages([("paragraph", "De regio"), ("paragraph", "Oefent.")])))
    assert texts == ["De regio", "Oefent."]
    ((_, texts),) = shown(sections(pages([("item", "- de regio"), ("paragraph", "oefent")])))
    assert texts == ["- de regio oefent"]
    ((_, texts),) = shown(sections(pages([("paragraph", "De regio"), ("item", "oefent")])))
    assert texts == ["De regio", "oefent"]
    ((_, texts),) = shown(sections(pages([("row", "De regio"), ("paragraph", "oefent")])))
    assert texts == ["De regio", "oefent"]


def test_a_figure_at_the_top_of_a_column_goes_on_with_a_sentence_that_needs_it() -> None:
    def joined(text: str, following: str) -> int:
        return len(sections(pages([("paragraph", text), ("paragraph", following)]))[0].paragraphs)

    assert joined("Dat kost €", "1.250 per jaar.") == 1
    assert joined("Zie voor het plan nr.", "12 van de lijst.") == 1
    assert joined("Zie voor het plan i.s.m.", "de regio.") == 1
    assert joined("Baten en lasten", "1.250 per jaar.") == 2
    assert joined("Dat kost €", "Per jaar.") == 2


def test_in_markup_a_paragraph_is_as_its_author_made_it() -> None:
    for source, count in (("markup", 2), ("ocr", 1)):
        text_source: TextSource = source  # type: ignore[assignment]
        made = pages([("paragraph", "De regio"), ("paragraph", "oefent.")], text_source=text_source)
        ((_, texts),) = shown(sections(made))
        assert len(texts) == count


def test_a_long_line_that_ends_a_page_goes_on_also_with_a_capital() -> None:
    long = "x" * 60
    ((_, texts),) = shown(sections(pages([("paragraph", long)], [("paragraph", "Utrecht oefent.")])))
    assert texts == [f"{long} Utrecht oefent."]
    ((_, texts),) = shown(sections(pages([("paragraph", long)], [("paragraph", "12 keer.")])))
    assert texts == [f"{long} 12 keer."]
    ((_, texts),) = shown(sections(pages([("paragraph", "x" * 59)], [("paragraph", "Utrecht.")])))
    assert len(texts) == 2
    ((_, texts),) = shown(sections(pages([("paragraph", long), ("paragraph", "Utrecht.")])))
    assert len(texts) == 2
    ((_, texts),) = shown(sections(pages([("paragraph", long)], [("paragraph", "(Utrecht)")])))
    assert len(texts) == 2
    ((_, texts),) = shown(sections(pages([("paragraph", long)], [("row", "1 2"), ("paragraph", "Utrecht")])))
    assert len(texts) == 3


def test_notes_stand_apart_and_do_not_break_a_paragraph() -> None:
    found = sections(pages([("paragraph", "De regio"), ("note", "1 Zie x.")], [("paragraph", "oefent.")]))
    assert shown(found) == [((), ["De regio oefent."])]
    assert [note.text for note in found[0].notes] == ["1 Zie x."]
    assert found[0].notes[0].kind == "note"
    only = sections(pages([("note", "1 Zie x.")]))
    assert shown(only) == [((), [])]


def test_contents_are_a_section_of_their_own() -> None:
    found = sections(
        pages([("heading", "Plan", 1), ("contents", "Een 1"), ("contents", "Twee 2"), ("paragraph", "Tekst.")])
    )
    assert shown(found) == [((), ["Een 1", "Twee 2"]), (("Plan",), ["Tekst."])]
    assert [section.is_contents for section in found] == [True, False]


def test_a_list_under_the_heading_inhoud_is_contents_and_prose_is_not() -> None:
    for heading in ("Inhoud", "INHOUDSOPGAVE", "1. Inhoud", "Contents"):
        (listed,) = sections(pages([("heading", heading, 1), ("item", "Aanpak van het plan"), ("item", "Kosten")]))
        assert listed.is_contents
    (other,) = sections(pages([("heading", "Inhoudelijk", 1), ("item", "Aanpak")]))
    assert not other.is_contents
    words = " ".join(["woord"] * 12)
    (prose,) = sections(pages([("heading", "Inhoud", 1), ("paragraph", words)]))
    assert not prose.is_contents
    (short,) = sections(pages([("heading", "Inhoud", 1), ("paragraph", words[6:])]))
    assert short.is_contents
    (notes,) = sections(pages([("heading", "Inhoud", 1), ("note", "1 x")]))
    assert not notes.is_contents


def test_a_heading_with_nothing_under_it_is_text_if_it_says_something() -> None:
    long = "Wij oefenen elk jaar samen"
    found = sections(
        pages([("heading", "Plan", 1), ("heading", long, 2), ("heading", "Kort", 2), ("heading", long, 1)])
    )
    assert shown(found) == [(("Plan",), [long]), ((), [long])]
    assert sections(pages([("heading", "Wij oefenen elk jaar", 1)])) == []
    deep: list[tuple[str, str] | tuple[str, str, int]] = [
        ("heading", "Plan", 1),
        ("heading", "Deel", 2),
        ("heading", long, 3),
    ]
    assert shown(sections(pages([*deep, ("heading", "Kosten", 2), ("paragraph", "Tekst.")]))) == [
        (("Plan", "Deel"), [long]),
        (("Plan", "Kosten"), ["Tekst."]),
    ]
    assert shown(sections(pages(deep))) == [(("Plan", "Deel"), [long])]
    under = sections(pages([("heading", long, 1), ("heading", "Kosten", 2), ("paragraph", "Tekst.")]))
    assert shown(under) == [((long, "Kosten"), ["Tekst."])]


def test_a_heading_is_shown_on_one_line_and_not_too_long() -> None:
    (section,) = sections(pages([("heading", "Plan \r\n" + "x" * 200, 1), ("paragraph", "Tekst.")]))
    assert section.path == (f"Plan {'x' * 155}",)


def test_no_text_has_no_sections() -> None:
    assert sections([]) == []
    assert sections(pages([])) == []
