"""What opening the index and adding to it costs as the record grows. Fingerprints are made up: no text is needed.

In go sizes, out come seconds: opening what was saved, and adding 1,000 documents with the look-up of their candidates.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ascribe.contract.documents import Document
from ascribe.stories.candidates import ask
from ascribe.stories.finder import StoryFinder
from ascribe.stories.fingerprint import NAME_BITS, Fingerprint

SHINGLES = 58
"""Kept of an article of 470 words."""
COPIED = 0.3
"""Share of documents that are near-copies of one before."""
ADDED = 1000
STEP = 256


@dataclass(frozen=True, slots=True)
class Growth:
    documents: int
    open_seconds: float
    """Wall clock."""
    add_seconds: float
    """CPU for 1,000 documents: look-up, entering, saving."""
    megabytes: float
    """On disk."""


def grow(sizes: list[int], seed: int) -> Iterator[Growth]:
    rng = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        finder = StoryFinder(_no_text)
        for size in sorted(sizes):
            while finder.count < size:
                _add(finder, rng, min(STEP * 16, size - finder.count))
            finder.save(folder)
            begin = time.perf_counter()
            finder = StoryFinder.open(folder, _no_text)
            opened = time.perf_counter() - begin
            begin = time.process_time()
            for _ in range(ADDED // STEP + 1):
                _add(finder, rng, min(STEP, size + ADDED - finder.count))
            finder.save(folder)
            added = time.process_time() - begin
            disk = sum(p.stat().st_size for p in folder.iterdir()) / 1e6
            yield Growth(size, opened, added, disk)


def _no_text(number: int) -> Document:
    raise AssertionError(f"no comparison is asked for, but document {number} was")


def _add(finder: StoryFinder, rng: np.random.Generator, count: int) -> None:
    """What `StoryFinder.add` does but tokenising and comparison."""
    prints: dict[int, Fingerprint] = {}
    for number in range(finder.count, finder.count + count):
        if number > SHINGLES and rng.random() < COPIED:
            kept = np.random.default_rng(int(rng.integers(number))).integers(0, 1 << 32, SHINGLES, dtype=np.uint32)
            hashes = np.concatenate((kept[: SHINGLES // 2], rng.integers(0, 1 << 32, SHINGLES // 2, dtype=np.uint32)))
        else:
            hashes = np.random.default_rng(number).integers(0, 1 << 32, SHINGLES, dtype=np.uint32)
        names = np.zeros(NAME_BITS, dtype=np.uint8)
        names[hashes[:70] % NAME_BITS] = 1
        found = Fingerprint(470, int(rng.integers(1 << 62)), np.unique(hashes), np.packbits(names), int(names.sum()))
        prints[number] = found
    if not prints:
        return
    finder.register.add([(number, found, 1) for number, found in prints.items()])
    if count <= STEP:
        ask(prints, finder.index, finder.register)
    numbers = np.repeat(list(prints), [len(p.shingles) for p in prints.values()])
    finder.index.add(np.concatenate([p.shingles for p in prints.values()]), numbers)
