"""Words of the text that counts, as 64-bit hashes with their character offsets, found on arrays instead of strings.

In come documents, out come the words of their read blocks. Everything in this stage compares these hashes. A word is a
run of letters, digits and combining marks with case and accents folded away; in scripts without spaces it is one
character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import READ_KINDS, Document

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]
Codes = NDArray[np.uint32]

CHUNK = 1 << 15
"""Characters hashed at a time: the arrays stay in the second-level cache (measured: half the time of 2**17)."""
_MARK = np.uint32(1 << 30)
"""Stands for every combining mark: part of a word, but no letter of it."""

_SINGLE = np.uint32(1 << 31)
"""Marks characters that are a word each."""
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x9FFF),  # Chinese characters
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_MULTIPLIER = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse modulo 2**64: 2**64 divided by the golden ratio."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: hashes and character offsets of each."""

    hashes: U64
    starts: I64
    ends: I64
    codes: Codes
    """The text's characters as code points."""

    def __len__(self) -> int:
        return len(self.hashes)


_UNKNOWN = np.uint32(0xFFFFFFFF)


class _Folding:
    """Folded value of every character met so far; 0 for what separates words. Filled as characters turn up."""

    def __init__(self) -> None:
        self.value = np.full(0x110000, _UNKNOWN, dtype=np.uint32)
        self._learn(range(128))

    def _learn(self, codes: Iterable[int]) -> None:
        for code in codes:
            self.value[code] = _folded(chr(code))

    def __call__(self, codes: Codes) -> tuple[NDArray[np.uint32], int]:
        """The values, and the largest: below `_MARK` there is nothing but letters and separators."""
        folded = self.value.take(codes)
        largest = folded.max()
        if largest == _UNKNOWN:
            self._learn(np.unique(codes[folded == _UNKNOWN]).tolist())
            folded = self.value.take(codes)
            largest = folded.max()
        return folded, int(largest)


def _folded(char: str) -> int:
    base = unicodedata.normalize("NFKD", char)[:1] or char
    category = unicodedata.category(base)
    if category[0] == "M":
        return int(_MARK)
    if category[0] not in "LN":
        return 0
    low = base.lower()[:1]
    code = ord(low)
    return code | int(_SINGLE) if any(a <= ord(char) <= b for a, b in _UNSPACED) else code


CAPITALS = 0x2000
"""Scripts with capitals lie below."""


@cache
def _capitals() -> NDArray[np.bool_]:
    return np.array([*(chr(c).isupper() for c in range(CAPITALS)), False])


def initials(words: Words) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words begin with a capital, and which with a digit."""
    codes = words.codes.take(words.starts)
    digit = codes - np.uint32(ord("0")) < 10  # what lies below becomes a large number
    return _capitals().take(np.minimum(codes, CAPITALS)), digit


@cache
def _folding() -> _Folding:
    return _Folding()


@cache
def _powers() -> tuple[U64, U64]:
    """Powers of the multiplier and of its inverse modulo 2**64, for every position in a chunk."""
    inverse = pow(_MULTIPLIER, -1, 1 << 64)
    with np.errstate(over="ignore"):
        forth = np.full(CHUNK + 1, _MULTIPLIER, dtype=np.uint64)
        back = np.full(CHUNK + 1, inverse, dtype=np.uint64)
        forth[0] = back[0] = 1
        return np.multiply.accumulate(forth), np.multiply.accumulate(back)


def mixed(values: U64) -> U64:
    """Every bit depends on every bit (the finaliser of MurmurHash3, public domain)."""
    out = values ^ (values >> np.uint64(33))
    out *= np.uint64(0xFF51AFD7ED558CCD)
    out ^= out >> np.uint64(33)
    out *= np.uint64(0xC4CEB9FE1A85EC53)
    out ^= out >> np.uint64(33)
    return out


def _chunk_words(codes: Codes) -> tuple[U64, I64, I64]:
    """Hashes, starts and ends of the words of at most CHUNK characters."""
    folded, largest = _folding()(codes)
    inside = folded != 0
    edges = np.empty(len(codes) + 1, dtype=bool)
    edges[0], edges[-1] = inside[0], inside[-1]
    np.not_equal(inside[1:], inside[:-1], out=edges[1:-1])
    at = np.flatnonzero(edges)
    starts, ends = at[0::2], at[1::2]
    forth, back = _powers()
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    if largest >= _SINGLE:
        starts, ends = _cut_unspaced(folded >= _SINGLE, starts, ends)
        folded = folded & ~_SINGLE
    places: slice | I64 = slice(len(codes))
    at = starts
    if largest >= _MARK and (marks := folded == _MARK).any():
        places = np.cumsum(~marks)  # marks take no place, so that composed and decomposed accents agree
        folded, at = np.where(marks, np.uint32(0), folded), places[starts]
    np.cumsum(folded * forth[places], out=sums[1:])
    return mixed((sums[ends] - sums[starts]) * back[at]), starts, ends


def _cut_unspaced(single: NDArray[np.bool_], starts: I64, ends: I64) -> tuple[I64, I64]:
    """Cuts runs before and after every character that is a word by itself."""
    at = np.flatnonzero(single)
    cuts = np.empty(2 * len(at), dtype=np.int64)
    cuts[0::2], cuts[1::2] = at, at + 1
    cuts = cuts[np.append(True, cuts[1:] != cuts[:-1])]
    run = np.searchsorted(starts, cuts, side="right") - 1
    inner = (run >= 0) & (starts[run] < cuts) & (cuts < ends[run])
    cuts, run = cuts[inner], run[inner]
    return np.insert(starts, run + 1, cuts), np.insert(ends, run, cuts)


def words_of_text(text: str) -> Words:
    """The words of any string, in time linear in its length."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    parts = []
    at = 0
    while at < len(text):
        stop = min(at + CHUNK, len(text))
        if stop < len(text):  # a word is not cut unless it is longer than a chunk
            space = max(text.rfind(" ", at + 1, stop), text.rfind("\n", at + 1, stop))
            stop = space if space > at else stop
        hashes, starts, ends = _chunk_words(codes[at:stop])
        parts.append((hashes, starts + at, ends + at))
        at = stop
    if len(parts) == 1:
        return Words(*parts[0], codes)
    if not parts:
        none = np.zeros(0, dtype=np.int64)
        return Words(np.zeros(0, dtype=np.uint64), none, none, codes)
    hashes, starts, ends = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Words(hashes, starts, ends, codes)


BLOCK_END = "\x1e"
"""Stands between blocks in the text that is compared: no word, and in no cleaned text."""


def read_text(document: Document) -> str:
    """The text of the blocks that are read. Boilerplate and repeats are out."""
    text = document.text
    return BLOCK_END.join([text[b.start : b.end] for b in document.blocks if b.kind in READ_KINDS])


@dataclass(frozen=True, slots=True)
class Batch:
    """The words of several texts together: the arrays' overhead is paid once."""

    words: Words
    """Of the texts joined by BLOCK_END."""
    first: I64
    """First word of each text, and the number of words at the end."""
    begin: I64
    """First character of each text, and one beyond the last."""

    def __len__(self) -> int:
        return len(self.first) - 1

    def part(self, i: int) -> Words:
        """The words of one text, as `words_of_text` gives them."""
        at, start = slice(self.first[i], self.first[i + 1]), self.begin[i]
        found = self.words
        codes = found.codes[start : self.begin[i + 1] - 1]
        return Words(found.hashes[at], found.starts[at] - start, found.ends[at] - start, codes)


def tokenised(texts: Iterable[str]) -> Iterator[Batch]:
    """Batches of texts, in order, whose characters together fill about one chunk."""
    part: list[str] = []
    size = 0
    for text in texts:
        if part and size + len(text) + 1 > CHUNK:
            yield _batch(part)
            part, size = [], 0
        part.append(text)
        size += len(text) + 1
    if part:
        yield _batch(part)


def _batch(texts: list[str]) -> Batch:
    words = words_of_text(BLOCK_END.join(texts))
    begin = np.cumsum([0] + [len(t) + 1 for t in texts])
    return Batch(words, np.searchsorted(words.starts, begin), begin)
