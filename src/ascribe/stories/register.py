"""What is remembered of every document beside its shingles: digest, day, words, names; and which near-copies belong
together.

In go fingerprints under document numbers, out come these columns. Rows are only ever appended to their file, which is
opened by memory map; the families are two numbers a document. The families keep work bounded where a report stands in
thousands of near-copies; stories are made by `group`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.files import write_whole
from ascribe.stories.fingerprint import NAME_BITS, U8, Fingerprint
from ascribe.stories.words import I64

_ROW = np.dtype(
    [("content", "<u8"), ("day", "<i4"), ("words", "<u4"), ("named", "<u4"), ("names", "u1", (NAME_BITS // 8,))]
)
_ROWS_FILE = "documents.bin"
UNDATED = np.iinfo(np.int32).max
"""Day of a document without a date: it comes after all others, so that a dated one leads the family."""


@cache
def _ones() -> U8:
    """Number of bits set, for every 16-bit number."""
    pairs = np.arange(1 << 16, dtype="<u2").view(np.uint8).reshape(-1, 2)
    out: U8 = np.unpackbits(pairs, axis=1).sum(axis=1, dtype=np.uint8)
    return out


def bits(names: U8) -> I64:
    """Bits set in each row."""
    counts: I64 = _ones()[np.ascontiguousarray(names).view("<u2")].sum(axis=-1, dtype=np.int64)
    return counts


@dataclass
class Register:
    """Columns over document numbers, and union-find over them with the earliest member as root."""

    count: int = 0
    """Numbers below this have been added."""
    _saved: NDArray[np.void] = field(default_factory=lambda: np.zeros(0, dtype=_ROW))
    _fresh: NDArray[np.void] = field(default_factory=lambda: np.zeros(0, dtype=_ROW))
    _parent: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype=np.uint32))
    _size: NDArray[np.uint32] = field(default_factory=lambda: np.zeros(0, dtype=np.uint32))

    def add(self, rows: Sequence[tuple[int, Fingerprint, int]]) -> None:
        """Documents, each as its own family: number, fingerprint, day. ValueError where a number is not above all
        before."""
        if not rows:
            return
        numbers = np.array([number for number, _, _ in rows], dtype=np.int64)
        if (np.diff(numbers, prepend=self.count - 1) <= 0).any():
            raise ValueError(f"documents {numbers[0]} to {numbers[-1]} come after {self.count - 1}")
        last = int(numbers[-1])
        at = numbers - len(self._saved)
        self._fresh = _grown(self._fresh, last + 1 - len(self._saved))
        self._parent = _grown(self._parent, last + 1)
        self._size = _grown(self._size, last + 1)
        self._fresh[at] = [(p.content, day, p.words, p.named, p.names) for _, p, day in rows]
        self._parent[self.count : last + 1] = np.arange(self.count, last + 1)
        self._size[self.count : last + 1] = 1
        self.count = last + 1

    def column(self, name: str, numbers: I64) -> NDArray[Any]:
        """The content, day, words, names or number of names of these documents."""
        old = numbers < len(self._saved)
        if old.all():
            return self._saved[name][numbers]
        out = self._fresh[name][np.maximum(numbers - len(self._saved), 0)]
        if old.any():
            out[old] = self._saved[name][numbers[old]]
        return out

    def content(self, number: int) -> int:
        return int(self.column("content", np.array([number]))[0])

    def root(self, number: int) -> int:
        """The earliest member of the document's family."""
        parent = self._parent
        while (up := int(parent[number])) != number:
            parent[number] = parent[up]
            number = int(parent[up])
        return number

    def size(self, number: int) -> int:
        """Members of the document's family."""
        return int(self._size[self.root(number)])

    def before(self, a: int, b: int) -> bool:
        """Whether `a` was published before `b`; of one day, and without dates, the lower number comes before."""
        days = self.column("day", np.array([a, b]))
        return bool((days[0], a) < (days[1], b))

    def join(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        if self.before(b, a):
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]

    def save(self, folder: Path, name: str) -> None:
        """Appends the rows that are new and writes the families to the file `name`."""
        path = folder / _ROWS_FILE
        with path.open("r+b" if path.exists() else "w+b") as out:
            out.seek(len(self._saved) * _ROW.itemsize)
            out.write(self._fresh[: self.count - len(self._saved)].tobytes())
            out.truncate()
            out.flush()
            os.fsync(out.fileno())
        families = np.stack((self._parent[: self.count], self._size[: self.count]))
        write_whole(folder / name, families.tobytes())
        if self.count:
            self._saved = np.memmap(path, dtype=_ROW, mode="r", shape=(self.count,))
        self._fresh = np.zeros(0, dtype=_ROW)

    @classmethod
    def open(cls, folder: Path, name: str, count: int) -> Register:
        """What `save` left. ValueError or OSError where a file is damaged or missing."""
        if not count:
            return cls()
        families = np.fromfile(folder / name, dtype=np.uint32)
        path = folder / _ROWS_FILE
        if len(families) != 2 * count or path.stat().st_size < count * _ROW.itemsize:
            raise ValueError(f"{folder}: {count} documents expected")
        rows = np.memmap(path, dtype=_ROW, mode="r", shape=(count,))
        return cls(count, rows, np.zeros(0, dtype=_ROW), families[:count].copy(), families[count:].copy())


def _grown(array: NDArray[Any], size: int) -> NDArray[Any]:
    if size <= len(array):
        return array
    out = np.zeros(max(1024, 2 * size), dtype=array.dtype)
    out[: len(array)] = array
    return out
