"""Which sentence of one document stands in another, and how much of it: word runs in common, and sentences in common.

In come two layouts, out comes their overlap: words of each that lie in runs of five or more shared words, and for every
sentence of each the sentence of the other that is most like it. Nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.fingerprint import SHINGLE
from ascribe.stories.layout import Flags, Layout
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


def overlap(a: Layout, b: Layout) -> Overlap:
    """What two documents have in common. Linear in their lengths but for sorting."""
    covered_a, covered_b = _covered(a, b), _covered(b, a)
    table = _pairs(a, b)
    return Overlap(_side(a, b, covered_a, table), _side(b, a, covered_b, table.turned()))


def member(values: U64, ordered: U64) -> Flags:
    """Which values stand in a sorted array."""
    if not len(ordered):
        return np.zeros(len(values), dtype=bool)
    at = np.searchsorted(ordered, values)
    at[at == len(ordered)] = 0
    return ordered[at] == values


def _covered(a: Layout, b: Layout) -> Flags:
    depth = np.zeros(len(a.words) + 1, dtype=np.int32)
    at = np.flatnonzero(member(a.shingles, b.sorted_shingles))
    np.add.at(depth, at, 1)
    np.add.at(depth, at + SHINGLE, -1)
    return np.cumsum(depth[:-1]) > 0


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of sentences with content words in common."""

    first: I64
    second: I64
    shared: I64
    weight: NDArray[np.float64]

    def turned(self) -> _Pairs:
        return _Pairs(self.second, self.first, self.shared, self.weight)


def _content(x: Layout) -> tuple[U64, I64, NDArray[np.float64]]:
    """Content words sorted, each once a sentence, with the sentence; and the weight of each sentence's words."""
    content = np.flatnonzero(~x.function)
    order = np.lexsort((x.sentence[content], x.words[content]))
    words, sentence = x.words[content][order], x.sentence[content][order]
    fresh = np.ones(len(words), dtype=bool)
    fresh[1:] = (words[1:] != words[:-1]) | (sentence[1:] != sentence[:-1])
    return words[fresh], sentence[fresh], np.bincount(sentence[fresh], minlength=x.sentences).astype(np.float64)


def _pairs(a: Layout, b: Layout) -> _Pairs:
    words_a, sent_a, _ = _content(a)
    words_b, sent_b, _ = _content(b)
    unique, begin_a, count_a = np.unique(words_a, return_index=True, return_counts=True)
    begin_b = np.searchsorted(words_b, unique)
    count_b = np.searchsorted(words_b, unique, side="right") - begin_b
    some = (count_b > 0) & (count_b <= SPREAD) & (count_a <= SPREAD)
    begin_a, count_a, begin_b, count_b = begin_a[some], count_a[some], begin_b[some], count_b[some]
    n = count_a * count_b
    word = np.repeat(np.arange(len(n)), n)
    inner = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
    first = sent_a[begin_a[word] + inner // count_b[word]]
    second = sent_b[begin_b[word] + inner % count_b[word]]
    key = first * b.sentences + second
    if a.sentences * b.sentences <= DENSE:
        table = np.bincount(key, minlength=a.sentences * b.sentences)
        cells = np.flatnonzero(table)
        shared = table[cells]
    else:
        cells, shared = np.unique(key, return_counts=True)
    return _Pairs(cells // b.sentences, cells % b.sentences, shared, shared.astype(np.float64))


def _side(x: Layout, y: Layout, covered: Flags, pairs: _Pairs) -> Side:
    size_x, size_y = _content(x)[2], _content(y)[2]
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
