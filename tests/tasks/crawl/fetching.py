"""What the tests of fetching share: how a fetcher is made, and a fetch that must fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tasks.crawl.failures import FetchFailed
from tasks.crawl.fetch import Fetcher

Make = Callable[..., Fetcher]


def failure(fetcher: Fetcher, address: str, **conditions: Any) -> FetchFailed:
    with pytest.raises(FetchFailed) as failed:
        fetcher.get(address, **conditions)
    return failed.value
