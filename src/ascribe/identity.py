"""Ids from content: the same input gives the same id on every machine and every run; nothing random, no clock."""

from __future__ import annotations

import hashlib

ID_LENGTH = 16
"""Hex digits: 64 bits; a record of ten million claims has a chance of about 3 in a million of one collision."""


def digest(*parts: str | bytes | int | None) -> str:
    """The id of a tuple of parts. Parts are length-prefixed, so ("ab", "c") and ("a", "bc") differ."""
    h = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else ("" if part is None else str(part)).encode("utf-8", "replace")
        h.update(b"%d:" % len(data))
        h.update(data)
    return h.hexdigest()[:ID_LENGTH]


def document_id(url: str | None, outlet: str | None, name: str, text: str) -> str:
    """A document is its address; without one, its outlet, name and text."""
    if url:
        return digest("url", url)
    return digest("document", outlet, name, text)
