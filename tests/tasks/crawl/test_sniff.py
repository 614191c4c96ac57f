"""The type that a name promises."""

from __future__ import annotations

import pytest

from tasks.crawl.sniff import due_type
from text.formats import MEDIA_TYPES


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/a/b.pdf", "application/pdf"),
        ("/a/B.PDF", "application/pdf"),
        ("x.docx", MEDIA_TYPES["docx"]),
        ("x.odt", "application/vnd.oasis.opendocument.text"),
        ("x.xls", "application/vnd.ms-excel"),
        ("x.eml", "message/rfc822"),
        ("x.htm", "text/html"),
        ("x.md", "text/markdown"),
        ("x.tar.gz", None),
        ("/v1.2/stuk", None),
        ("stuk", None),
        (".pdf", "application/pdf"),
    ],
)
def test_the_name_of_a_file_promises_a_type(path: str, kind: str | None) -> None:
    assert due_type(path) == kind
