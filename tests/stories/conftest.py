"""Where the benchmark and the data are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # the planted set is made by the benchmark, which is not installed


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Five real reports, which are not part of the project."""
    data = Path(os.environ.get("ASCRIBE_DATA", ROOT.parent / "shared" / "data"))
    folder = data.parent / "seeds"
    if not folder.is_dir():
        pytest.skip("skipped: no data")
    return folder
