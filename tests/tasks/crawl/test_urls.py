"""Addresses in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.crawl.urls import LONGEST_ADDRESS, canonical, leads_in_circles


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("HTTPS://WWW.A.Example/Pad", "https://www.a.example/Pad"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example:443/x", "https://a.example/x"),
        ("http://a.example:80/x", "http://a.example/x"),
        ("http://a.example:443/x", "http://a.example:443/x"),
        ("http://127.0.0.1:8700/x", "http://127.0.0.1:8700/x"),
        ("http://[::1]:8700/x", "http://[::1]:8700/x"),
        ("https://a.example/x#deel", "https://a.example/x"),
        ("https://a.example/a/../b/./c", "https://a.example/b/c"),
        ("https://a.example/../../b", "https://a.example/b"),
        ("https://a.example/a/b/..", "https://a.example/a/"),
        ("https://a.example/a//b/", "https://a.example/a//b/"),
        ("https://a.example/een stuk.pdf", "https://a.example/een%20stuk.pdf"),
        ("https://a.example/een%20stuk%2epdf", "https://a.example/een%20stuk.pdf"),
        ("https://a.example/caf%c3%a9", "https://a.example/caf%C3%A9"),
        ("https://a.example/café", "https://a.example/caf%C3%A9"),
        ("https://a.example/a%2Fb", "https://a.example/a%2Fb"),
        ("https://a.example/x;jsessionid=12AB?p=1", "https://a.example/x?p=1"),
        ("https://a.example/x?utm_source=mail&p=2&fbclid=1", "https://a.example/x?p=2"),
        ("https://a.example/x?PHPSESSID=1", "https://a.example/x"),
        ("https://a.example/x?b=1&a=2", "https://a.example/x?b=1&a=2"),
        ("https://a.example/x?leeg=&vlag", "https://a.example/x?leeg=&vlag"),
        ("https://a.example/x?q=a+b&r=a%26b", "https://a.example/x?q=a%20b&r=a%26b"),
        ("  https://a.example/x \n", "https://a.example/x"),
        ("mailto:a@a.example", None),
        ("javascript:void(0)", None),
        ("ftp://a.example/x", None),
        ("https:///x", None),
        ("https://u:p@a.example/", None),
        ("https://u@a.example/", None),
        ("https://a.example:99999/", None),
        ("https://[::1/", None),
    ],
)
def test_an_address_has_one_form(address: str, form: str | None) -> None:
    assert canonical(address) == form


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("stuk.pdf", "https://a.example/map/stuk.pdf"),
        ("/stuk.pdf", "https://a.example/stuk.pdf"),
        ("../stuk.pdf", "https://a.example/stuk.pdf"),
        ("//b.example/x", "https://b.example/x"),
        ("?p=2", "https://a.example/map/pagina?p=2"),
        ("", "https://a.example/map/pagina"),
    ],
)
def test_an_address_is_taken_relative_to_its_page(address: str, form: str) -> None:
    assert canonical(address, "https://a.example/map/pagina") == form


def test_an_address_may_be_so_long_and_not_longer() -> None:
    start = "https://a.example/"
    longest = start + "x" * (LONGEST_ADDRESS - len(start))
    assert canonical(longest) == longest
    assert canonical(longest + "x") is None


@given(st.text(max_size=80))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    form = canonical(text, "https://a.example/map/")
    if form is not None:
        assert canonical(form) == form
        assert form.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("address", "is_circle"),
    [
        ("https://a.example/a/b/a/b", False),
        ("https://a.example/a/b/a/b/a", True),
        ("https://a.example/" + "/".join(str(n) for n in range(15)), False),
        ("https://a.example/" + "/".join(str(n) for n in range(16)), True),
        ("https://a.example/////", False),
        ("https://a.example/x?p=/a/a/a", False),
    ],
)
def test_a_path_that_repeats_itself_or_is_too_deep_leads_in_circles(address: str, is_circle: bool) -> None:
    assert leads_in_circles(address) is is_circle
