"""Which documents have shingles in common: an inverted list of (hash, document number), in memory and on disk.

In go the hashes of fingerprints under document numbers, out come the numbers that have them too. An entry is one 64-bit
number, hash above and document below, in sorted arrays that are merged when two are of like size, so that adding costs
the same in a large index as in a small one but for a logarithm. On disk the arrays are opened by memory map, never
loaded whole. The index is a cache beside the record: what stands in it can be made again from the documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ascribe.stories.files import write_whole
from ascribe.stories.fingerprint import U32
from ascribe.stories.words import I64, U64

LARGEST = 1 << 23
"""Entries in a segment that is merged no more (64 MiB): bounds the memory and the time of one merge."""
_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Hits:
    """Who has a query hash: `queries[i]` is the place of the hash among those asked, `documents[i]` has it."""

    queries: I64
    documents: I64
    holders: I64
    """How many documents have each hash asked, those left out as well."""


@dataclass
class _Segment:
    entries: U64
    """Sorted."""
    name: str = ""
    """File; empty: in memory only."""


@dataclass
class ShingleIndex:
    """Sorted segments, the largest first. Numbers of documents and hashes have 32 bits each."""

    _segments: list[_Segment] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path, segments: Sequence[tuple[str, int]]) -> ShingleIndex:
        """The segments that `save` named. OSError, ValueError where a file is missing or damaged."""
        index = cls()
        for name, entries in segments:
            array = np.memmap(folder / name, dtype=np.uint64, mode="r")
            if len(array) != entries:
                raise ValueError(f"{folder / name}: {len(array)} entries, {entries} expected")
            index._segments.append(_Segment(array, name))
        return index

    def save(self, folder: Path, prefix: str) -> list[tuple[str, int]]:
        """Writes segments that are only in memory to files that begin with `prefix`; names and lengths of all."""
        for number, segment in enumerate(self._segments):
            if not segment.name:
                segment.name = f"{prefix}-{number}.u64"
                write_whole(folder / segment.name, segment.entries.tobytes())
                segment.entries = np.memmap(folder / segment.name, dtype=np.uint64, mode="r")
        return [(s.name, len(s.entries)) for s in self._segments]

    def __len__(self) -> int:
        return sum(len(s.entries) for s in self._segments)

    def add(self, hashes: U32, documents: I64) -> None:
        """Enters each hash under the document number beside it; many at a time are many times faster than few."""
        if not len(hashes):
            return
        entries = hashes.astype(np.uint64) << _SHIFT | documents.astype(np.uint64)
        entries.sort()
        self._segments.append(_Segment(entries))
        self._merge()

    def _merge(self) -> None:
        """Joins the newest segments while the one before is not at least twice as large."""
        while len(self._segments) > 1:
            older, newer = self._segments[-2:]
            size = len(older.entries) + len(newer.entries)
            if len(older.entries) >= 2 * len(newer.entries) or size > LARGEST:
                return
            both = np.concatenate((older.entries, newer.entries))
            both.sort()  # in place: a merge of the two runs would take half as much memory again
            self._segments[-2:] = [_Segment(both)]

    def lookup(self, hashes: U32, most: int) -> Hits:
        """Who has these hashes. A hash that more than `most` documents have tells nothing and is left out.

        `hashes` must be sorted, each once: neighbours are found close together.
        """
        low = hashes.astype(np.uint64) << _SHIFT
        parts: list[tuple[U64, I64, I64, I64]] = []
        total = np.zeros(len(hashes), dtype=np.int64)
        for segment in self._segments:
            entries = segment.entries
            first = np.searchsorted(entries, low)
            found = np.flatnonzero(first < len(entries))
            found = found[entries[first[found]] >> _SHIFT == hashes[found]]
            begin = first[found]
            count = np.searchsorted(entries, low[found] | _LOW, side="right") - begin
            total[found] += count
            parts.append((entries, found, begin, count))
        queries = [np.zeros(0, dtype=np.int64)]
        documents = [np.zeros(0, dtype=np.int64)]
        for entries, found, begin, count in parts:
            few = total[found] <= most
            found, begin, count = found[few], begin[few], count[few]
            at = np.repeat(begin - np.cumsum(count) + count, count) + np.arange(count.sum())
            queries.append(np.repeat(found, count))
            documents.append((entries[at] & _LOW).astype(np.int64))
        return Hits(np.concatenate(queries), np.concatenate(documents), total)
