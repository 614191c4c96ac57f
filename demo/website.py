"""The website of one fictional veiligheidsregio: which pages it has, and what leads to its documents.

The source YAML says which kind of site it is: with overview pages (`start`), with a sitemap, or both. A site without
overview pages tells of its documents in its sitemap alone. What a page looks like is in webpage.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from xml.sax.saxutils import escape as escape_xml

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from demo.addresses import file_name, media_type, path_of
from demo.documents import Document
from demo.files import file_response
from demo.render import Rendered
from demo.sites import HOST, Site
from demo.webpage import MENU, page

MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
# The years overview shows so many documents; older ones are a page further.
PER_PAGE = 8
# Linked by the overview, removed since.
DEAD_LINK = "/media/2018/11/nieuwsbrief-najaar-2018.pdf"
# Endless: every day links to the next. robots.txt closes it off.
TRAP = "/kalender/"
# Every second document says in the sitemap when it last changed.
LASTMOD_EVERY = 2

ORDINARY_PAGES = ("over-ons", "contact", "cookies", "privacy", "toegankelijkheid")

Endpoint = Callable[[Request], Response]


def website(site: Site, documents: Sequence[Document], rendered: Rendered) -> Starlette:
    """The application for one site with the documents of its organisation."""
    pages = _Pages(site, sorted(documents, key=lambda document: (document.about.date, document.slug), reverse=True))
    routes = [
        Route("/", pages.home),
        Route("/robots.txt", pages.robots),
        Route(f"{TRAP}{{day:int}}", pages.trap),
        *(Route(f"/{name}", pages.plain(name)) for name in ORDINARY_PAGES),
        *(Route(path_of(document), _file(site, document, rendered)) for document in documents),
    ]
    if site.has_sitemap:
        routes += [
            Route("/sitemap.xml", pages.sitemap),
            Route("/sitemap-documenten.xml", pages.document_sitemap),
        ]
    if site.start:
        routes += [Route("/documenten", pages.overview), Route("/documenten/{year:int}", pages.year)]
    return Starlette(routes=routes, exception_handlers={404: pages.missing})


def _file(site: Site, document: Document, rendered: Rendered) -> Endpoint:
    def endpoint(request: Request) -> Response:
        name = None if document.about.format == "html" else file_name(document)
        body = rendered.get(document, site.name)
        return file_response(request, body, media_type(document), document.about.date, name)

    return endpoint


class _Pages:
    """The pages of one site that are not documents."""

    def __init__(self, site: Site, documents: Sequence[Document]) -> None:
        self.site = site
        self.documents = documents  # newest first

    def home(self, request: Request) -> Response:
        main = f"<h1>Welkom bij {escape(self.site.name)}</h1><p>Samen werken wij aan veiligheid.</p>"
        main += f'<p><a href="{TRAP}1">Kalender</a></p>'
        if self.site.start:
            main += "<h2>Nieuw</h2>" + _list(self.documents[:2])
        return self._page("Home", main)

    def plain(self, name: str) -> Endpoint:
        title = name.replace("-", " ").capitalize()

        def endpoint(request: Request) -> Response:
            return self._page(title, f"<h1>{title}</h1><p>Hier staat niets over plannen of resultaten.</p>")

        return endpoint

    def overview(self, request: Request) -> Response:
        """Every document, a few a page, and the pages per year."""
        asked = request.query_params.get("pagina", "1")
        number = max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
        start = (number - 1) * PER_PAGE
        main = "<h1>Documenten</h1>" + _list(self.documents[start : start + PER_PAGE])
        if start + PER_PAGE < len(self.documents):
            main += f'<p><a rel="next" href="/documenten?pagina={number + 1}">Volgende pagina</a></p>'
        years = sorted({document.about.date.year for document in self.documents}, reverse=True)
        main += "<h2>Per jaar</h2><ul>"
        main += "".join(f'<li><a href="/documenten/{year}">Documenten uit {year}</a></li>' for year in years)
        main += f'</ul><p><a href="{DEAD_LINK}">Nieuwsbrief najaar 2018</a></p>'
        return self._page("Documenten", main)

    def year(self, request: Request) -> Response:
        year = request.path_params["year"]
        found = [document for document in self.documents if document.about.date.year == year]
        if not found:
            return self.missing(request, None)
        return self._page(f"Documenten uit {year}", f"<h1>Documenten uit {year}</h1>" + _list(found))

    def trap(self, request: Request) -> Response:
        day = request.path_params["day"]
        return self._page("Kalender", f'<h1>Dag {day}</h1><p><a href="{TRAP}{day + 1}">Volgende dag</a></p>')

    def robots(self, request: Request) -> Response:
        lines = ["User-agent: *", f"Disallow: {TRAP}", ""]
        if self.site.has_sitemap:
            lines += [f"Sitemap: {_address(request)}/sitemap.xml", ""]
        return PlainTextResponse("\n".join(lines))

    def sitemap(self, request: Request) -> Response:
        """A site with overview pages has one sitemap; one without has an index that leads to the documents."""
        if self.site.start:
            return _xml("urlset", "url", [(_address(request) + "/", ""), *self._entries(request)])
        return _xml("sitemapindex", "sitemap", [(f"{_address(request)}/sitemap-documenten.xml", "")])

    def document_sitemap(self, request: Request) -> Response:
        return _xml("urlset", "url", self._entries(request))

    def missing(self, request: Request, error: Exception | None) -> Response:
        return self._page("Niet gevonden", "<h1>Deze pagina is er niet (meer)</h1>", 404)

    def _entries(self, request: Request) -> list[tuple[str, str]]:
        """Address and last change, or '' when the site does not say, of some pages and of every document."""
        entries = [(f"{_address(request)}/{name}", "") for name in ("over-ons", "contact")]
        for document in self.documents:
            changed = "" if document.number % LASTMOD_EVERY else str(document.about.date)
            entries.append((_address(request) + path_of(document), changed))
        return entries

    def _page(self, title: str, main: str, status: int = 200) -> Response:
        menu = [entry for entry in MENU if self.site.start or entry[0] != "/documenten"]
        return HTMLResponse(page(self.site.name, title, main, menu), status)


def _address(request: Request) -> str:
    return f"http://{HOST}:{request.scope['server'][1]}"


def _list(documents: Sequence[Document]) -> str:
    """Links to documents with their title and the day they were put there."""
    lines = []
    for document in documents:
        date = document.about.date
        day = f"{date.day} {MONTHS[date.month - 1]} {date.year}"
        title = escape(document.about.title)
        lines.append(f'<li><a href="{path_of(document)}">{title}</a> <time datetime="{date}">{day}</time></li>')
    return "<ul>" + "\n".join(lines) + "</ul>"


def _xml(root: str, element: str, entries: Sequence[tuple[str, str]]) -> Response:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for address, changed in entries:
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<{element}><loc>{escape_xml(address)}</loc>{lastmod}</{element}>")
    return Response("\n".join([*lines, f"</{root}>", ""]), media_type="application/xml")
