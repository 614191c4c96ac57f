"""Names and addresses of documents, and the way back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demo.addresses import file_name, key_of, media_type, path_of
from demo.documents import Document
from demo.sites import Site

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("kind", "name", "type_", "path"),
    [
        ("pdf", "stuk.pdf", "application/pdf", "/media/2024/06/stuk.pdf"),
        ("scan", "stuk.pdf", "application/pdf", "/media/2024/06/stuk.pdf"),
        ("broken", "stuk.pdf", "application/pdf", "/media/2024/06/stuk.pdf"),
        ("docx", "stuk.docx", WORD, "/media/2024/06/stuk.docx"),
        ("md", "stuk.md", "text/markdown; charset=utf-8", "/media/2024/06/stuk.md"),
        ("html", "stuk.html", "text/html; charset=utf-8", "/publicaties/stuk"),
    ],
)
def test_name_type_and_place_follow_from_the_format(
    make_document: Callable[..., Document], kind: str, name: str, type_: str, path: str
) -> None:
    document = make_document(format=kind)
    assert (file_name(document), media_type(document), path_of(document)) == (name, type_, path)


def test_an_address_leads_back_to_its_document(
    make_document: Callable[..., Document], make_site: Callable[..., Site]
) -> None:
    own, same_slug, council = make_document(), make_document("vr-b/stuk"), make_document("gm-c/stuk", route="module:1")
    documents = [own, same_slug, council]
    sites = [make_site(), make_site("vr-b", port=8702), make_site("gm-c", port=8700, number=9101)]
    assert key_of("http://127.0.0.1:8701/media/2024/06/stuk.pdf", documents, sites) == "vr-test/stuk"
    assert key_of("http://127.0.0.1:8702/media/2024/06/stuk.pdf?x=1#page=2", documents, sites) == "vr-b/stuk"
    for end in ("", "/", "/1", "/2?format=json"):
        assert key_of(f"http://127.0.0.1:8700/document/{council.number}{end}", documents, sites) == "gm-c/stuk"


def test_an_address_of_nothing_or_of_another_port_leads_nowhere(
    make_document: Callable[..., Document], make_site: Callable[..., Site]
) -> None:
    documents, sites = [make_document(), make_document("gm-c/stuk")], [make_site(), make_site("gm-c", port=8700)]
    number = documents[1].number
    for url in (
        "http://127.0.0.1:8701/media/2024/06/ander.pdf",
        "http://127.0.0.1:8703/media/2024/06/stuk.pdf",
        "http://127.0.0.1:8701/document/1/1",
        f"http://127.0.0.1:8700/document/{number}9/1",
        f"http://127.0.0.1:8701/document/{number}/1",
        "folder:stuk.pdf",
    ):
        assert key_of(url, documents, sites) is None


def test_ports_in_use_take_the_place_of_declared_ones(
    make_document: Callable[..., Document], make_site: Callable[..., Site]
) -> None:
    url = "http://127.0.0.1:45001/media/2024/06/stuk.pdf"
    assert key_of(url, [make_document()], [make_site()], {8701: 45001}) == "vr-test/stuk"
    assert key_of(url, [make_document()], [make_site()]) is None
    declared = "http://127.0.0.1:8701/media/2024/06/stuk.pdf"
    assert key_of(declared, [make_document()], [make_site()], {8701: 45001}) is None
