"""Which application answers on which port."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from demo.documents import Document
from demo.render import Rendered
from demo.server import ByPort, application
from demo.sites import Site


def says(word: str) -> Starlette:
    app = Starlette()
    app.add_route("/", lambda request: PlainTextResponse(word))
    return app


def test_a_request_goes_to_the_application_of_its_port() -> None:
    both = ByPort({8700: says("raad"), 8701: says("site")})
    assert TestClient(both, base_url="http://127.0.0.1:8700").get("/").text == "raad"
    assert TestClient(both, base_url="http://127.0.0.1:8701").get("/").text == "site"


def test_sites_with_a_number_get_the_interface_with_all_of_them(
    make_document: Callable[..., Document], make_site: Callable[..., Site]
) -> None:
    found = [make_site("gm-a", number=1), make_site("gm-b", number=2)]
    document = make_document("gm-b/stuk", route="module:1", format="md")
    client = TestClient(application(found, [document], Rendered()), base_url="http://127.0.0.1:8700")
    ask = {"format": "json", "version": "1.17.0"}
    items = [client.get(f"/organisations/{number}/modules/1/items", params=ask).json()["items"] for number in (1, 2)]
    assert [len(found) for found in items] == [0, 1]


def test_a_site_without_number_gets_a_website(
    make_document: Callable[..., Document], make_site: Callable[..., Site]
) -> None:
    client = TestClient(application([make_site()], [make_document(format="md")], Rendered()))
    assert "Veiligheidsregio Test" in client.get("/").text
    assert client.get("/media/2024/06/stuk.md").status_code == 200


def test_a_port_that_is_not_ours_is_no_answer() -> None:
    with pytest.raises(KeyError):
        TestClient(ByPort({}), base_url="http://127.0.0.1:8700").get("/")
