"""Which sentence of one document stands in another, and how much of it: word runs in common, and sentences in common.

In come two layouts, out comes their overlap: words of each that lie in runs of five or more shared words, and for every
sentence of each the sentence of the other that is most like it. Nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.fingerprint import SHINGLE
from ascribe.stories.layout import Flags, Layout, Shingled
from ascribe.stories.words import I64, U64

SPREAD = 8
"""A word in more sentences than this tells nothing about which sentence is which, and would make time quadratic."""
DENSE = 1 << 20
"""Sentence pairs up to which likeness is counted in a table; longer documents are counted sparsely."""


@dataclass(frozen=True, slots=True)
class Side:
    """One document's half of an overlap. Arrays are over its words or its sentences."""

    covered: Flags
    """Words in runs of five or more shared words."""
    partner: I64
    """For each sentence the most alike sentence of the other document, or -1."""
    likeness: NDArray[np.float64]
    """Share of the weight of the lighter sentence's content words that both have, 0 to 1."""
    shared: I64
    """Content words in common with the partner."""


@dataclass(frozen=True, slots=True)
class Overlap:
    a: Side
    b: Side


def overlap(a: Layout, b: Layout, covered_a: Flags, covered_b: Flags) -> Overlap:
    """What two documents have in common beside shared runs. Linear in their lengths but for sorting."""
    table = _pairs(a, b)
    return Overlap(_side(a, b, covered_a, table), _side(b, a, covered_b, table.turned()))


def member(values: U64, ordered: U64) -> Flags:
    """Which values stand in a sorted array."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    found: Flags = ordered[at] == values
    return found


def covered(a: Shingled, b: Shingled) -> Flags:
    """Words of `a` in runs of five or more words that stand in `b` too."""
    out = np.zeros(len(a.words), dtype=bool)
    found = member(a.shingles, b.ordered_shingles)
    for k in range(SHINGLE):
        out[k : k + len(found)] |= found
    return out


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of sentences with content words in common."""

    first: I64
    second: I64
    shared: I64

    def turned(self) -> _Pairs:
        return _Pairs(self.second, self.first, self.shared)


def _pairs(a: Layout, b: Layout) -> _Pairs:
    ours, theirs = a.vocabulary, b.vocabulary
    at = np.searchsorted(theirs.words, ours.words)
    at[at == len(theirs.words)] = 0
    both = np.flatnonzero(theirs.words[at] == ours.words) if len(theirs.words) else at[:0]
    count_a, count_b = ours.count[both], theirs.count[at[both]]
    some = (count_a <= SPREAD) & (count_b <= SPREAD)
    both, count_a, count_b = both[some], count_a[some], count_b[some]
    n = count_a * count_b
    word = np.repeat(np.arange(len(n)), n)
    inner = np.arange(len(word)) - np.repeat(np.cumsum(n) - n, n)
    first = ours.sentence[ours.begin[both][word] + inner // count_b[word]]
    second = theirs.sentence[theirs.begin[at[both]][word] + inner % count_b[word]]
    key = first * b.sentences + second
    if a.sentences * b.sentences <= DENSE:
        table = np.bincount(key, minlength=a.sentences * b.sentences)
        cells = np.flatnonzero(table)
        shared = table[cells]
    else:
        cells, shared = np.unique(key, return_counts=True)
    return _Pairs(cells // b.sentences, cells % b.sentences, shared)


def _side(x: Layout, y: Layout, covered: Flags, pairs: _Pairs) -> Side:
    size_x, size_y = x.vocabulary.sizes, y.vocabulary.sizes
    likeness = pairs.shared / np.minimum(size_x[pairs.first], size_y[pairs.second])
    # the heaviest overlap wins; of equal ones the one whose sentence is shorter, then the earlier
    score = pairs.shared * likeness
    order = np.lexsort((pairs.second, score))
    partner = np.full(x.sentences, -1, dtype=np.int64)
    best = np.zeros(x.sentences)
    shared = np.zeros(x.sentences, dtype=np.int64)
    partner[pairs.first[order]] = pairs.second[order]
    best[pairs.first[order]] = likeness[order]
    shared[pairs.first[order]] = pairs.shared[order]
    return Side(covered, partner, best, shared)
