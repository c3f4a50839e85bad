"""What is remembered of every document beside its shingles: a few numbers each, and which near-copies belong together.

In go document numbers with their fingerprints and dates, out come roots of families. It serves only to keep work bounded
where a report stands in thousands of near-copies; stories are made by `group`. Saved in one file, opened by memory map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.index import write_whole

_RECORD = np.dtype([("content", "<u8"), ("day", "<i8"), ("words", "<u4"), ("parent", "<u4"), ("size", "<u4")])
UNDATED = np.iinfo(np.int64).max
"""Day of a document without a date: it comes after all others, so that a dated one leads the family."""


@dataclass
class Families:
    """Union-find over document numbers; the root is the earliest member."""

    _rows: NDArray[np.void] = field(default_factory=lambda: np.zeros(0, dtype=_RECORD))
    count: int = 0
    """Numbers below this have been added."""

    def add(self, number: int, content: int, words: int, day: int) -> None:
        """A document as its own family. Numbers may come in any order; each comes once."""
        if number >= len(self._rows):
            grown = np.zeros(max(1024, 2 * number + 2), dtype=_RECORD)
            grown[: self.count] = self._rows[: self.count]
            self._rows = grown
        self.count = max(self.count, number + 1)
        self._rows[number] = (content, day, words, number, 1)

    def words(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        return self._rows["words"][numbers].astype(np.int64)

    def content(self, number: int) -> int:
        return int(self._rows["content"][number])

    def size(self, number: int) -> int:
        """Members of the document's family."""
        return int(self._rows["size"][self.root(number)])

    def root(self, number: int) -> int:
        """The earliest member of the document's family."""
        parent = self._rows["parent"]
        while (up := int(parent[number])) != number:
            parent[number] = parent[up]
            number = int(parent[up])
        return number

    def join(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        rows = self._rows
        if (rows["day"][b], b) < (rows["day"][a], a):
            a, b = b, a
        rows["parent"][b] = a
        rows["size"][a] += rows["size"][b]

    def save(self, path: Path) -> None:
        write_whole(path, self._rows[: self.count].tobytes())

    @classmethod
    def open(cls, path: Path) -> Families:
        """Changes stay in memory until saved. ValueError where the file is damaged."""
        if path.stat().st_size % _RECORD.itemsize:
            raise ValueError(f"{path}: not a whole number of entries")
        if not path.stat().st_size:
            return cls()
        rows = np.memmap(path, dtype=_RECORD, mode="c")
        return cls(rows, len(rows))
