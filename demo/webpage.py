"""What a web page of a fictional organisation looks like: menu, footer and cookie notice around the page's own part.

Which pages there are belongs in website.py. Everything that is put in a page is escaped here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from html import escape

from demo.blocks import Block, Heading, Item, Paragraph, Table

MENU = (("/", "Home"), ("/documenten", "Documenten"), ("/over-ons", "Over ons"), ("/contact", "Contact"))


def page(
    site: str,
    title: str,
    main: str,
    menu: Iterable[tuple[str, str]] = MENU,
    published: datetime.date | None = None,
) -> str:
    """A whole page in HTML: `main` is HTML already, everything else is text. published: told in its head, if given."""
    issued = f'<meta name="dcterms.issued" content="{published}">' if published else ""
    links = "".join(f'<li><a href="{escape(address)}">{escape(name)}</a></li>' for address, name in menu)
    return f"""<!DOCTYPE html>
<html lang="nl">
<head><meta charset="utf-8">{issued}<title>{escape(title)} | {escape(site)}</title>
<style>body {{ font-family: sans-serif; max-width: 60rem; margin: auto }}</style>
<script>document.documentElement.className = "js";</script></head>
<body>
<div class="cookies" role="dialog"><p>Wij gebruiken alleen cookies die nodig zijn om deze website te laten werken.</p>
<button>Akkoord</button> <a href="/cookies">Meer over cookies</a></div>
<header><a href="#inhoud">Direct naar de inhoud</a><p class="logo">{escape(site)}</p>
<nav aria-label="Hoofdmenu"><ul>{links}</ul></nav></header>
<main id="inhoud">
{main}
</main>
<footer><p>{escape(site)} is een verzonnen organisatie, bedoeld om te laten zien hoe de monitor werkt.</p>
<ul><li><a href="/privacy">Privacy</a></li><li><a href="/toegankelijkheid">Toegankelijkheid</a></li></ul></footer>
</body>
</html>
"""


def article(blocks: list[Block]) -> str:
    """The blocks of a document as HTML of one article."""
    parts = ["<article>"]
    is_list = False
    for block in blocks:
        if isinstance(block, Item) != is_list:
            is_list = not is_list
            parts.append("<ul>" if is_list else "</ul>")
        parts.append(_element(block))
    if is_list:
        parts.append("</ul>")
    return "\n".join([*parts, "</article>"])


def _element(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Item(sign, text):
            return f"<li>{escape(text)}</li>" if not sign[0].isdigit() else f"<li>{escape(sign)} {escape(text)}</li>"
        case Table(rows):
            heading, *rest = rows
            lines = [_row(heading, "th"), *(_row(row, "td") for row in rest)]
            return "<table>\n" + "\n".join(lines) + "\n</table>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"
