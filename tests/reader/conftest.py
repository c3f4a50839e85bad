"""One reader for all tests of this folder: loading takes a tenth of a second, but there are many tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ascribe.reader.runtime import Reader

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # training and benchmarks are packages of the checkout, not of what is installed


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(cache_size=0)


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of training and scoring data, which is not part of the project."""
    folder = Path(os.environ.get("ASCRIBE_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "train").is_dir():
        pytest.skip("skipped: no data")
    return folder
