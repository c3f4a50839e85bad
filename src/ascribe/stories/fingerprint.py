"""What is kept of a document to find those that share text with it: hashes of its 5-word shingles, sampled.

In come documents, out come fingerprints, a batch at a time (the arrays' overhead is what costs). FracMinHash (Irber et
al. 2022, "Lightweight compositional analysis of metagenomes with FracMinHash"): a shingle is kept if its hash is below
a bound, so the kept ones of two documents can be compared whatever their lengths, and cut-down copies and round-ups are
found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import Document
from ascribe.stories.common import FUNCTION, NUMBER, classes
from ascribe.stories.words import U64, Batch, Words, initials, mixed, read_text, tokenised

U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]

SHINGLE = 5
"""Words in a shingle: shorter ones are shared by unrelated news, longer ones miss edited copies."""
ONE_IN = 8
"""Share of shingles kept of long texts (measured on planted copies: recall .994 with a tenth of MinHash's CPU)."""
SHORT = 200
"""Below this many words all shingles are kept: one in eight misses short texts."""

NAME_BITS = 1024
"""A report has about 70 names and figures: two unrelated ones share one bit in twenty by chance."""

_FACTORS = np.array(
    [0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3],
    dtype=np.uint64,
)
"""Odd constants (from wyhash, public domain), one for each place in a shingle."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes that two documents have in common where they have text in common."""

    words: int
    """Number of words that count."""
    content: int
    """64-bit hash of all of them in order: equal for texts that differ in nothing but typography."""
    shingles: U32
    """Sorted hashes of the kept shingles, each once."""
    names: U8
    """Bits for its names and figures, NAME_BITS of them: copies, rewrites too, have most of them in common."""
    named: int
    """How many of the bits are set."""


def shingle_hashes(words: U64) -> U64:
    """Hash of the shingle that begins at each word but the last four. The words' hashes are mixed already."""
    n = len(words) - SHINGLE + 1
    if n <= 0:
        return np.zeros(0, dtype=np.uint64)
    out = words[:n] * _FACTORS[0]
    for k in range(1, SHINGLE):
        out += words[k : k + n] * _FACTORS[k]
    return mixed(out)


def fingerprints(documents: Iterable[Document]) -> Iterator[Fingerprint]:
    """A fingerprint for each document, in order. A document of no words has no shingles."""
    return (found for batch in tokenised(map(read_text, documents)) for found in of_batch(batch))


def fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of one document; `fingerprints` is many times faster for many."""
    return next(fingerprints([document]))


def of_batch(batch: Batch, hashes: U64 | None = None) -> Iterator[Fingerprint]:
    """Fingerprints of texts that are tokenised already, and whose shingles may be hashed already."""
    counts = np.diff(batch.first)
    hashes = shingle_hashes(batch.words.hashes) if hashes is None else hashes
    kept = (hashes >> np.uint64(61)) == 0  # ONE_IN = 2**3
    for i in np.flatnonzero(counts < SHORT).tolist():
        kept[batch.first[i] : batch.first[i + 1]] = True
    for k in range(1, SHINGLE):  # there a shingle runs over the end
        over = batch.first[1:] - k
        kept[over[(over >= 0) & (over < len(kept))]] = False
    at = np.flatnonzero(kept)
    owner = _owners(at, batch.first)
    # text number above, hash below: one sort gives every text its sorted hashes
    keyed = np.sort(owner.astype(np.uint64) << np.uint64(32) | (hashes[at] & np.uint64(0xFFFFFFFF)))
    keyed = keyed[np.concatenate(([True], keyed[1:] != keyed[:-1]))] if len(keyed) else keyed
    ends = np.searchsorted(keyed, np.arange(1, len(batch) + 1, dtype=np.uint64) << np.uint64(32))
    low = keyed.astype(np.uint32)
    contents = content_hashes(batch.words.hashes, batch.first)
    names, named = _names(batch.words, batch.first)
    start = 0
    columns = (counts.tolist(), contents.tolist(), ends.tolist(), named.tolist())
    for i, (words, content, end, name_bits) in enumerate(zip(*columns, strict=True)):
        yield Fingerprint(words, content, low[start:end].copy(), names[i].copy(), name_bits)
        start = end


def _owners(at: NDArray[np.int64], first: NDArray[np.int64]) -> NDArray[np.int64]:
    """The text of each of these words, which ascend."""
    return np.repeat(np.arange(len(first) - 1), np.diff(np.searchsorted(at, first)))


def _names(found: Words, first: NDArray[np.int64]) -> tuple[U8, NDArray[np.int64]]:
    """Bits of each text's capitalised words, but function words, and of its figures; and how many are set."""
    capital, digit = initials(found)
    marked = np.flatnonzero(digit | capital)
    hashes = found.hashes[marked]
    telling = digit[marked] | (classes(hashes) & (FUNCTION | NUMBER) == 0)
    marked, hashes = marked[telling], hashes[telling]
    bits = np.zeros((len(first) - 1, NAME_BITS), dtype=bool)
    bits[_owners(marked, first), (hashes >> np.uint64(54)).astype(np.int64)] = True  # 2**(64 - 54) = NAME_BITS
    return np.packbits(bits, axis=1), np.count_nonzero(bits, axis=1)


def content_hashes(hashes: U64, bounds: NDArray[np.int64]) -> U64:
    """A hash of each text's words in order; `bounds` are the first words of the texts, and the end."""
    forth, back = _powers(max(_FEW_WORDS, len(hashes)))
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])
    out = np.zeros(len(bounds) - 1, dtype=np.uint64)
    if len(filled):
        out[filled] = np.add.reduceat(hashes * forth[: len(hashes)], bounds[filled])
    out *= back[bounds[:-1]]
    return mixed(out)


_FEW_WORDS = 1 << 15


@lru_cache(maxsize=2)
def _powers(count: int) -> tuple[U64, U64]:
    """A factor for each place in a batch, and what takes it back, so that only the place in a text counts."""
    inverse = pow(int(_FACTORS[1]), -1, 1 << 64)
    with np.errstate(over="ignore"):
        forth = np.multiply.accumulate(np.full(count, _FACTORS[1]))
        back = np.full(count + 1, inverse, dtype=np.uint64)
        back[0] = 1
        return forth, np.multiply.accumulate(back)


def content_digest(content: int) -> str:
    """The content hash as it stands in links: 16 hex digits."""
    return f"{content:016x}"
