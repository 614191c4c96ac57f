"""Pacing: how soon the next request may go to a host. One limiter for all threads of a crawl."""

from __future__ import annotations

import threading
import time

LONGEST_DELAY = 60.0
"""Seconds. A robots.txt may ask for more between two requests; then nothing of the source would ever be read."""


class HostLimiter:
    """Gives each host's requests their turn; threads that share a host queue up for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}

    def wait(self, host: str, interval: float) -> float:
        """Sleep until a request may go to the host, and keep the next one away for `interval` seconds.

        Returns the seconds slept.
        """
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at.get(host, now))
            self._free_at[host] = turn + min(interval, LONGEST_DELAY)
        slept = turn - now
        if slept > 0:
            time.sleep(slept)
        return slept
