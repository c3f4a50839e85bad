"""Sample reports that come with the package: where they are. `ascribe demo` reads them, and so do tests."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """The folder of the sample reports; `README.md` beside it says what they are."""
    return Path(__file__).parent / "reports"
