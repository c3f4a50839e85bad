"""Which sentence of one document stands in another, and how much of it: word runs in common, and sentences in common.

In come pairs of documents, out come arrays over the words and sentences of all of them: words that lie in runs of five
or more shared words, and for every sentence the sentence of the other document that is most like it. Nothing is decided
here. Many pairs are worked on together, because the arrays' overhead is what costs; a pair's result does not depend on
its company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascribe.stories.fingerprint import SHINGLE
from ascribe.stories.layout import Flags, Layout, Side
from ascribe.stories.words import I64, U64

SPREAD = 8
"""A word in more sentences than this tells nothing about which sentence is which, and would make time quadratic."""
PLACE_BITS = 22
"""Of a sorting key: room for the places in one batch. The other 42 are of the hash."""
LARGEST = 1 << 19
"""Words in a batch of pairs: its arrays take some 40 MB."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Words of each side in runs of five or more words that the other side has too. Sides 2i and 2i + 1 are pair i."""

    covered: Flags
    """Over the words of all sides."""
    first: I64
    """First word of each side, and the number of words at the end."""

    def of(self, side: int) -> Flags:
        return self.covered[self.first[side] : self.first[side + 1]]


def shared_runs(sides: Sequence[Side]) -> Runs:
    """Runs that the two sides of each pair have in common. Each has at least five words. Linear in their lengths but
    for sorting."""
    hashes = [s.shingles for s in sides]
    lengths = np.array([len(found) for found in hashes])
    first = np.concatenate(([0], np.cumsum(lengths)))
    side = np.repeat(np.arange(len(sides)), lengths)
    groups = _grouped(np.concatenate(hashes), side)
    parity = side[groups.places] & 1
    shared = (parity[groups.begin] == 0) & (parity[groups.begin + groups.size - 1] == 1)
    found = np.zeros(first[-1], dtype=bool)
    found[groups.places] = np.repeat(shared, groups.size)
    for k in range(1, SHINGLE):
        found[first[1:] - k] = False  # there a shingle runs over the end
    covered = found.copy()
    for k in range(1, SHINGLE):
        covered[k:] |= found[:-k]
    return Runs(covered, first)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Equal hashes of one pair. In each group the places ascend, so that those of the first side come first."""

    places: I64
    begin: I64
    """Where each group begins in `places`."""
    size: I64


def _grouped(hashes: U64, side: I64) -> _Groups:
    """`side` must ascend."""
    bits = np.uint64(max(PLACE_BITS, len(hashes).bit_length()))
    keys = hashes.copy()  # sorting numbers that hold their places is many times faster than sorting places
    keys >>= bits
    keys <<= bits
    keys |= np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    places = (keys & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    keys >>= bits
    pair = side[places] >> 1
    new = np.empty(len(keys), dtype=bool)
    new[:1] = True
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    new[1:] |= pair[1:] != pair[:-1]
    begin = np.flatnonzero(new)
    size = np.empty_like(begin)
    size[:-1] = begin[1:] - begin[:-1]
    size[-1:] = len(keys) - begin[-1:]
    return _Groups(places, begin, size)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What the sides of all pairs have in common. Words and sentences are numbered through as in the layout."""

    partner: I64
    """For each sentence the most alike sentence of the other side, or -1."""
    likeness: NDArray[np.float64]
    """Share of the content words of the sentence with fewer that both have, 0 to 1."""
    shared: I64
    """Content words in common with the partner."""
    repeated: Flags
    """Content words that stand in the partner of their sentence too."""


def overlap(found: Layout) -> Overlap:
    """Aligns the sentences of each pair. No side may be empty. Linear in lengths but for sorting."""
    side = np.repeat(np.arange(len(found.sides) - 1), np.diff(found.sides))
    content = np.flatnonzero(~found.function)
    where = found.sentence[content]
    groups = _grouped(found.words[content], side[where])
    places = groups.places
    where = where[places]
    group = np.repeat(np.arange(len(groups.begin)), groups.size)
    keep = np.empty(len(where), dtype=bool)  # each word once a sentence
    keep[:1] = True
    keep[1:] = (where[1:] != where[:-1]) | (group[1:] != group[:-1])
    word, at = group[keep], where[keep]
    partner, likeness, shared = _partners(word, at, side)
    repeated = np.zeros(len(found.words), dtype=bool)
    repeated[content[places]] = _standing(word, at, group, partner[where])
    return Overlap(partner, likeness, shared, repeated)


def _standing(word: I64, at: I64, wanted: I64, sentence: I64) -> Flags:
    """Whether the wanted word stands in that sentence. `word` and `at` are sorted together, as is `wanted`."""
    keys = word << np.int64(32) | at
    asked = wanted << np.int64(32) | np.maximum(sentence, 0)
    found = np.minimum(np.searchsorted(keys, asked), max(0, len(keys) - 1))
    standing: Flags = (keys[found] == asked) & (sentence >= 0) if len(keys) else np.zeros(0, dtype=bool)
    return standing


def _partners(word: I64, at: I64, side: I64) -> tuple[I64, NDArray[np.float64], I64]:
    """The most alike sentence of each, how alike, and content words in common. Words come grouped, the sentences of the
    first side before those of the second."""
    sizes = np.bincount(at, minlength=len(side))
    begin = np.flatnonzero(np.append(True, word[1:] != word[:-1])[: len(word)])
    count = np.append(begin[1:], len(word))[: len(begin)] - begin
    theirs = np.add.reduceat(side[at] & 1, begin) if len(begin) else count
    ours = count - theirs
    some = (ours > 0) & (theirs > 0) & (ours <= SPREAD) & (theirs <= SPREAD)
    begin, ours, theirs = begin[some], ours[some], theirs[some]
    n = ours * theirs
    turn = np.repeat(np.arange(len(n)), n)
    inner = np.arange(len(turn)) - np.repeat(np.cumsum(n) - n, n)
    first = at[begin[turn] + inner // theirs[turn]]
    second = at[(begin + ours)[turn] + inner % theirs[turn]]
    cells, shared = np.unique(first << np.int64(32) | second, return_counts=True)
    first, second = cells >> np.int64(32), cells & np.int64(0xFFFFFFFF)
    likeness = shared / np.minimum(sizes[first], sizes[second])
    # the heaviest overlap wins; of equal ones the earliest sentence
    score = shared * likeness
    partner = np.full(len(side), -1, dtype=np.int64)
    best = np.zeros(len(side))
    common = np.zeros(len(side), dtype=np.int64)
    for mine, other in ((first, second), (second, first)):
        order = np.lexsort((-other, score))
        partner[mine[order]] = other[order]
        best[mine[order]] = likeness[order]
        common[mine[order]] = shared[order]
    return partner, best, common
