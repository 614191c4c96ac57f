"""Web pages."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.read.failures import Damaged, NotReadable
from tasks.read.html import read_html
from tasks.read.limits import Limits

FILLER = (
    "De veiligheidsregio bereidt zich samen met de gemeenten voor op een langdurige uitval van stroom. "
    "Daarvoor zijn in elke kern locaties aangewezen waar inwoners terecht kunnen voor informatie en hulp. "
)


def blocks(body: str, head: str = "") -> list[tuple[str, int, str]]:
    (page,) = read_html(f"<html><head>{head}</head><body>{body}</body></html>".encode()).pages
    return [(mark.kind, mark.level, page.raw_text[mark.raw_from : mark.raw_to]) for mark in page.marks]


def texts(body: str) -> list[str]:
    return [text for _, _, text in blocks(body)]


def test_a_page_gives_its_headings_paragraphs_lists_and_rows_without_its_menu() -> None:
    page = f"""
    <header><a href="/">Gemeente</a></header>
    <nav><ul><li><a href="/a">Wonen</a></li><li><a href="/b">Werken</a></li></ul></nav>
    <main><h1>Noodsteunpunten</h1><p>{FILLER}</p>
    <h2>Waar?</h2><ul><li>De sporthal in het dorp</li><li>Het <b>gemeentehuis</b> aan het plein</li></ul>
    <table><tr><th>Kern</th><th>Locatie</th></tr><tr><td>Oost</td><td>De <i>Kuip</i></td></tr></table>
    <p>{FILLER}</p></main>
    <aside>Lees ook dit</aside><footer>Contact en privacy</footer>"""
    assert blocks(page) == [
        ("heading", 1, "Noodsteunpunten"),
        ("paragraph", 0, FILLER.strip()),
        ("heading", 2, "Waar?"),
        ("item", 0, "De sporthal in het dorp"),
        ("item", 0, "Het gemeentehuis aan het plein"),
        ("row", 0, "Kern | Locatie"),
        ("row", 0, "Oost | De Kuip"),
        ("paragraph", 0, FILLER.strip()),
    ]


def test_the_reader_and_the_title_of_a_page() -> None:
    page = f"<html><head><title> Nood\n steunpunten </title></head><body><h1>Kop</h1><p>{FILLER}</p></body></html>"
    reading = read_html(page.encode())
    assert (reading.reader, reading.title) == ("trafilatura", "Nood steunpunten")
    open_graph = page.replace("<head>", "<head><meta property='og:title' content='Beter'>")
    assert read_html(open_graph.encode()).title == "Beter"
    assert read_html(page.replace("<title> Nood\n steunpunten </title>", "").encode()).title == "Kop"
    assert read_html(b"<html><body><p>Tekst</p></body></html>").title == ""


def test_a_heading_that_trafilatura_leaves_out_is_kept_when_main_text_follows() -> None:
    page = "".join(f"<h2>Vraag {number}</h2><p>{FILLER} Dat is {number}.</p>" for number in range(1, 4))
    found = blocks(f"<h1>Antwoorden</h1>{page}<h2>Zie ook</h2>")
    assert [text for kind, _, text in found if kind == "heading"] == ["Antwoorden", "Vraag 1", "Vraag 2", "Vraag 3"]


def test_headings_that_follow_each_other_stay_and_those_without_text_between_do_not() -> None:
    assert texts(f"<h1>Een</h1><h1>Twee</h1><p>{FILLER}</p>")[:2] == ["Een", "Twee"]
    links = "<ul>" + "".join(f"<li><a href='/{n}'>Nieuws {n}</a></li>" for n in range(5)) + "</ul>"
    assert texts(f"<h2>Nieuws</h2>{links}<h2>Uitleg</h2><p>{FILLER * 3}</p>")[0] == "Uitleg"


def test_a_short_page_is_kept_whole() -> None:
    assert texts("<p>Kort bericht.</p><p>Nog een.</p>") == ["Kort bericht.", "Nog een."]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">geheim</p>',
        '<p style="color:red; DISPLAY : none">geheim</p>',
        '<p style="visibility: hidden">geheim</p>',
        '<p style="opacity:0">geheim</p>',
        '<p style="opacity: 0.0;">geheim</p>',
        '<p style="font-size:0">geheim</p>',
        '<p style="font-size: 1px;">geheim</p>',
        '<p style="position:absolute; left:-9999px">geheim</p>',
        '<p style="text-indent:-999em">geheim</p>',
        "<p hidden>geheim</p>",
        "<div hidden><p>geheim</p></div>",
        "<template><p>geheim</p></template>",
        "<noscript>geheim</noscript>",
        "<script>geheim</script>",
        "<style>geheim</style>",
        "<form><p>geheim</p></form>",
        "<!-- geheim -->",
        "<?geheim?>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert texts(f"<p>{FILLER}</p>{hidden}<p>{FILLER}</p>") == [FILLER.strip(), FILLER.strip()]


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="opacity:0.5">zichtbaar stuk tekst</p>',
        '<p style="font-size:10px">zichtbaar stuk tekst</p>',
        '<p style="left:-12px">zichtbaar stuk tekst</p>',
        '<p hidden="until-found">zichtbaar stuk tekst</p>',
        '<button aria-controls="x uit">Meer</button><div id="uit" hidden><p>zichtbaar stuk tekst</p></div>',
    ],
)
def test_what_can_be_seen_or_unfolded_is_text(shown: str) -> None:
    assert texts(f"<p>{FILLER}</p>{shown}<p>{FILLER}</p>") == [FILLER.strip(), "zichtbaar stuk tekst", FILLER.strip()]


def test_text_around_removed_elements_stays() -> None:
    assert texts(f"<p>{FILLER}<script>x</script>Slot<!-- x -->zin.</p>") == [f"{FILLER}Slotzin."]


def test_a_header_within_an_article_is_text_and_that_of_the_page_is_not() -> None:
    page = f"<header><p>Menu van de site</p></header><article><header><h1>Kop</h1></header><p>{FILLER}</p></article>"
    assert texts(page) == ["Kop", FILLER.strip()]


def test_a_break_is_a_blank_and_an_unknown_element_ends_a_block() -> None:
    assert texts("<p>een<br>twee</p><blok>drie</blok>vier") == ["een twee", "drie", "vier"]


def test_a_row_that_sets_out_a_page_is_no_row() -> None:
    page = f"<table><tr><td><h1>Kop</h1><p>{FILLER}</p></td></tr></table>"
    assert blocks(page) == [("heading", 1, "Kop"), ("paragraph", 0, FILLER.strip())]
    long = "<table><tr><td>" + f"<p>{FILLER}</p>" * 4 + "</td></tr></table>"
    assert [kind for kind, _, _ in blocks(long)] == ["paragraph"] * 4
    short = "<table><tr><td>" + "<p>Een.</p>" * 3 + "</td></tr></table>"
    assert blocks(short) == [("row", 0, "Een. Een. Een.")]


def test_definitions_are_items() -> None:
    assert blocks("<dl><dt>Woord</dt><dd>Uitleg</dd></dl>") == [("paragraph", 0, "Woord"), ("item", 0, "Uitleg")]


def test_a_page_declared_as_xml_is_read() -> None:
    assert read_html(b'<?xml version="1.0" encoding="utf-8"?><html><p>Tekst</p></html>').pages[0].raw_text == "Tekst"


def test_a_page_without_text_is_damage() -> None:
    for page in (b"<html><body><script>x</script></body></html>", b"<!-- -->", b"<html></html>"):
        with pytest.raises(Damaged):
            read_html(page)


def test_text_is_bounded_and_depth_does_no_harm() -> None:
    with pytest.raises(NotReadable) as caught:
        read_html(b"<p>een lange tekst</p>", Limits(characters=5))
    assert caught.value.reason_code == "too_large"
    with pytest.raises(NotReadable):
        read_html(b"<p></p>" + b" " * 110, Limits(characters=10))
    deep = read_html(b"<div>" * 2_000 + b"diep" + b"</div>" * 2_000)
    assert deep.pages[0].raw_text == "diep"


def test_the_date_of_a_page_is_that_of_its_meta_elements() -> None:
    page = "<html><head><meta {} content='2024-03-18T08:00:00Z'></head><body><p>Tekst</p></body></html>"
    for name in ("name='DCTERMS.issued'", "property='article:published_time'", "itemprop='datePublished'"):
        assert read_html(page.format(name).encode()).metadata_date == date(2024, 3, 18)
    assert read_html(page.format("name='description'").encode()).metadata_date is None


def test_a_tag_of_very_many_attributes_and_its_text_are_left_out_quickly() -> None:
    many = " ".join(f"a{number}=1" for number in range(100_000))
    assert texts(f"<p>Begin.</p><p {many}>Tekst.</p><p>Einde.</p>") == ["Begin.", "Einde."]
    # a picture in the page itself is long too
    assert texts(f"<p style='background:url(data:image/png;base64,{'a' * 200_000}==)'>Tekst.</p>") == ["Tekst."]


def test_of_very_many_headings_in_a_row_the_last_are_kept() -> None:
    body = "".join(f"<h2>Kop {number}</h2>" for number in range(5_000)) + "<p>Tekst van de bladzijde.</p>"
    assert texts(body)[-2:] == ["Kop 4999", "Tekst van de bladzijde."]
