"""One reader for all tests of this folder: loading takes a tenth of a second, but there are many tests."""

from __future__ import annotations

import pytest

from ascribe.reader.runtime import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(cache_size=0)
