"""Turns for a host."""

from __future__ import annotations

import threading
import time

import pytest

from tasks.crawl import limiter
from tasks.crawl.limiter import LONGEST_DELAY, HostLimiter


def test_the_first_request_goes_at_once_and_the_next_one_waits_for_its_turn() -> None:
    turns = HostLimiter()
    assert turns.wait("a.example", 0.1) == 0
    started = time.monotonic()
    slept = turns.wait("a.example", 0.1)
    assert 0.05 < slept <= 0.1
    assert time.monotonic() - started >= slept * 0.99


def test_hosts_do_not_wait_for_each_other() -> None:
    turns = HostLimiter()
    turns.wait("a.example", 30)
    assert turns.wait("b.example", 30) == 0


def test_a_host_that_was_left_alone_long_enough_is_free() -> None:
    turns = HostLimiter()
    turns.wait("a.example", 0.01)
    time.sleep(0.02)
    assert turns.wait("a.example", 0.01) == 0


def test_threads_queue_up_for_a_host() -> None:
    turns = HostLimiter()
    started = time.monotonic()
    ended: list[float] = []

    def ask() -> None:
        turns.wait("a.example", 0.05)
        ended.append(time.monotonic())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for place, moment in enumerate(sorted(ended)):
        assert moment - started >= place * 0.05 * 0.99


def test_an_absurd_delay_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limiter, "LONGEST_DELAY", 0.05)
    turns = HostLimiter()
    turns.wait("a.example", 3600)
    assert 0 < turns.wait("a.example", 3600) <= 0.05
    assert LONGEST_DELAY == 60
