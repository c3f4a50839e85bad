"""Versions of the stages: digests of their code and data, so that what an older one made is known and made again."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from ascribe.identity import ID_LENGTH

_LARGE = 1_000_000
"""Bytes from which a data file counts by name and size: those have a file with their digest beside them."""


@functools.cache
def code_version(*packages: str) -> str:
    """The version of these parts of ascribe ("claims", "reader") with their data; the same on every machine."""
    root = Path(__file__).parents[1]
    h = hashlib.sha256()
    for package in packages:
        for path in sorted(p for p in (root / package).rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            size = path.stat().st_size
            h.update(f"{path.relative_to(root).as_posix()}:{size}:".encode())
            if size < _LARGE:
                h.update(path.read_bytes())
    return h.hexdigest()[:ID_LENGTH]


def cleaning_version() -> str:
    return code_version("contract", "sources", "cleaning")


def stories_version() -> str:
    return code_version("contract", "stories")


def extraction_version() -> str:
    return code_version("contract", "reader", "claims", "resolution")
