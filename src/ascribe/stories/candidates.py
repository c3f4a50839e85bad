"""Which documents may carry the report of a new one: they share rare shingles with it, and most of its names and
figures.

In go fingerprints of a batch and what is remembered of the documents before, out come candidates for each, likeliest
first. All documents of a batch are asked for together, on arrays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.fingerprint import ONE_IN, SHINGLE, SHORT, U32, Fingerprint
from ascribe.stories.index import ShingleIndex
from ascribe.stories.register import Register, bits
from ascribe.stories.words import I64

COMMON = 16
"""A shingle that more documents are entered for is a stock phrase or boilerplate and finds nothing. Copies are not
counted in: see OWNERS."""
OWNERS = 8
"""Documents that are linked to a new one and entered for a shingle, from which the new one is not entered for it: it
will be found through these."""
LIKELY = 0.02
"""Share of the shorter document's shingles in common, by estimate, that makes a candidate: rewrites share a tenth,
of which sampling may leave little."""
TELLING, TELLING_ONE = 0.2, 0.5
"""Weight that the shingles in common need, each divided by the documents that have it; and weight of one alone:
phrases that many use make no candidate."""
NAMED, NAMED_ONE = 0.4, 0.6
"""Share of names and figures in common that a candidate needs; and with one shingle in common alone. Edited copies
have .5 or more (ECB+), rewrites .65 (planted set), unrelated reports .2, and one in twelve .4."""
FEW_NAMES = 8
"""Names and figures below which their share tells nothing."""
_LOW = np.int64(0xFFFFFFFF)


@dataclass(frozen=True)
class Asked:
    """Who shares what with the documents of a batch."""

    places: Mapping[int, int]
    """Place of each document of the batch."""
    owners: I64
    """For every hash that a document has in common with another: its place, and below who that is, and the hash."""
    holders: I64
    hashes: U32
    bounds: I64
    targets: I64

    def candidates(self, number: int) -> list[int]:
        """Numbers of candidates, likeliest first."""
        i = self.places[number]
        found: list[int] = self.targets[self.bounds[i] : self.bounds[i + 1]].tolist()
        return found

    def rows(self, number: int) -> tuple[I64, U32]:
        """Who has which hash of the document: one row for each."""
        i = self.places[number]
        order, bounds = self._by_owner
        at = order[bounds[i] : bounds[i + 1]]
        return self.holders[at], self.hashes[at]

    @cached_property
    def _by_owner(self) -> tuple[I64, I64]:
        order = np.argsort(self.owners, kind="stable")
        return order, np.searchsorted(self.owners[order], np.arange(len(self.places) + 1))


def ask(prints: Mapping[int, Fingerprint], index: ShingleIndex, register: Register) -> Asked:
    """Candidates of each document: those in the index and those before it in the batch. All must be in the register."""
    owners, targets, hashes, weights = _rows(prints, index)
    pairs, pair, votes = np.unique(owners << np.int64(32) | targets, return_inverse=True, return_counts=True)
    telling = np.bincount(pair, weights=weights, minlength=len(pairs))
    numbers = np.array(list(prints), dtype=np.int64)
    owner, target = pairs >> np.int64(32), pairs & _LOW
    ours, theirs = register.column("words", numbers[owner]), register.column("words", target)
    sampled = np.where((ours < SHORT) & (theirs < SHORT), 1, ONE_IN)
    least = np.minimum(ours, theirs).astype(np.int64) - SHINGLE + 1
    likely = votes * sampled / np.maximum(least, 1)
    kept = np.flatnonzero((likely >= LIKELY) & (telling >= np.where(votes > 1, TELLING, TELLING_ONE)))
    owner, target, likely, votes = owner[kept], target[kept], likely[kept], votes[kept]
    named = _named(register, numbers[owner], target) >= np.where(votes > 1, NAMED, NAMED_ONE)
    owner, target, likely = owner[named], target[named], likely[named]
    order = np.lexsort((target, -likely, owner))
    bounds = np.searchsorted(owner[order], np.arange(len(numbers) + 1))
    return Asked({number: i for i, number in enumerate(prints)}, owners, targets, hashes, bounds, target[order])


def _rows(prints: Mapping[int, Fingerprint], index: ShingleIndex) -> tuple[I64, I64, U32, NDArray[np.float64]]:
    """For every hash that a document of the batch has in common with another: its place in the batch, the other's
    number, the hash and its weight."""
    numbers = np.array(list(prints), dtype=np.int64)
    keys = [p.shingles for p in prints.values()] or [np.zeros(0, dtype=np.uint32)]
    owner = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
    # hash above, place in the batch below: sorting plain numbers is many times faster than sorting places
    sorted_keys = np.sort(np.concatenate(keys).astype(np.uint64) << np.uint64(32) | owner.astype(np.uint64))
    hashes = (sorted_keys >> np.uint64(32)).astype(np.uint32)
    owner = (sorted_keys & np.uint64(_LOW)).astype(np.int64)
    start = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])) if len(hashes) else owner
    count = np.diff(np.append(start, len(hashes)))
    unique = hashes[start]
    hits = index.lookup(unique, COMMON)
    copies = count[hits.queries]
    inner = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
    owners = [owner[np.repeat(start[hits.queries], copies) + inner]]
    targets = [np.repeat(hits.documents, copies)]
    shared = [np.repeat(hits.queries, copies)]
    run = np.repeat(np.arange(len(unique)), count)
    rank = np.arange(len(hashes)) - start[run]
    rank[hits.holders[run] > COMMON] = 0
    for first in range(OWNERS):
        at = np.flatnonzero(rank > first)
        if not len(at):
            break
        owners.append(owner[at])
        targets.append(numbers[owner[start[run[at]] + first]])
        shared.append(run[at])
    row = np.concatenate(shared)
    weight = 1 / np.maximum(hits.holders + np.minimum(count, OWNERS) - 1, 1)
    return np.concatenate(owners), np.concatenate(targets), unique[row], weight[row]


def _named(register: Register, a: I64, b: I64) -> NDArray[np.float64]:
    """Share of names and figures in common, of the document that has fewer; 1 where that has too few to tell."""
    least = np.minimum(register.column("named", a), register.column("named", b))
    common = bits(register.column("names", a) & register.column("names", b))
    return np.where(least < FEW_NAMES, 1.0, common / np.maximum(least, 1))
