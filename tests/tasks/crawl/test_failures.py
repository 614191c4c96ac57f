"""Failures and what they make of a source."""

from __future__ import annotations

import pytest

from tasks.crawl.failures import FetchFailed, SourceFailed


@pytest.mark.parametrize("code", ["unreachable", "timeout", "blocked", "http_403", "http_429", "http_500", "http_503"])
def test_some_failures_say_something_of_the_whole_host(code: str) -> None:
    assert FetchFailed(code, "x").is_of_host


@pytest.mark.parametrize("code", ["http_404", "http_410", "too_large", "truncated", "closed", "robots", "refused_host"])
def test_other_failures_are_of_one_document(code: str) -> None:
    assert not FetchFailed(code, "x").is_of_host


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("blocked", "blocked"),
        ("robots", "blocked"),
        ("http_401", "blocked"),
        ("http_403", "blocked"),
        ("http_429", "blocked"),
        ("refused_host", "blocked"),
        ("http_404", "failing"),
        ("http_500", "failing"),
        ("unreachable", "failing"),
        ("timeout", "failing"),
    ],
)
def test_a_source_that_does_not_want_us_is_blocked_and_any_other_is_failing(code: str, state: str) -> None:
    failed = SourceFailed.of(FetchFailed(code, "wat er gebeurde"))
    assert (failed.state, failed.message) == (state, "wat er gebeurde")


def test_a_failure_keeps_what_it_was_told() -> None:
    failure = FetchFailed("http_503", "druk", is_transient=True, retry_after=3.0, status_code=503, body=b"even geduld")
    assert (failure.reason_code, failure.message, str(failure)) == ("http_503", "druk", "druk")
    assert (failure.is_transient, failure.retry_after, failure.status_code) == (True, 3.0, 503)
    assert failure.body == b"even geduld"
    plain = FetchFailed("empty", "leeg")
    assert (plain.is_transient, plain.retry_after, plain.status_code, plain.body) == (False, None, None, b"")
