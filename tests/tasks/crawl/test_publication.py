"""The name of a publication."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tasks.crawl.publication import Publication, listed_before, publication_id


def test_a_publication_is_named_by_its_source_and_address_alone() -> None:
    name = publication_id("vr-a/site", "https://a.example/x.pdf")
    assert re.fullmatch("[0-9a-f]{32}", name)
    assert name == publication_id("vr-a/site", "https://a.example/x.pdf")
    assert name != publication_id("vr-b/site", "https://a.example/x.pdf")
    assert name != publication_id("vr-a/site", "https://a.example/y.pdf")
    assert publication_id("a/b", "c") != publication_id("a", "/bc")


def test_what_a_source_does_not_say_is_not_made_up() -> None:
    plain = Publication("folder:a.pdf", "a")
    assert (plain.doc_type, plain.publication_date, plain.meeting, plain.listing_version) == (None,) * 4
    assert (plain.organisation_id, plain.organisation_name, plain.organisation_kind) == (None,) * 3
    assert (plain.media_type, plain.vendor_id, plain.extra, plain.path) == (None, None, {}, None)


def test_a_row_tells_the_publication_as_it_was_listed() -> None:
    row = {
        "publication_id": "x",
        "url": "https://a.example/x.pdf",
        "title": "Plan",
        "doc_type": "nota",
        "publication_date": date(2024, 5, 6),
        "meeting": "Raad",
        "listing_version": "v1",
        "organisation_id": "vr-a",
        "organisation_name": "A",
        "organisation_kind": "veiligheidsregio",
        "extra": '{"vendor_id": "7", "found_on": "https://a.example/"}',
    }
    told = Publication(
        url="https://a.example/x.pdf",
        title="Plan",
        doc_type="nota",
        publication_date=date(2024, 5, 6),
        meeting="Raad",
        listing_version="v1",
        organisation_id="vr-a",
        organisation_name="A",
        organisation_kind="veiligheidsregio",
        vendor_id="7",
        extra={"found_on": "https://a.example/"},
    )
    assert listed_before(row) == told
    assert listed_before({**row, "extra": "{}"}) == replace(told, vendor_id=None, extra={})
