"""Finds, for documents as they come, those that came before and carry the same report.

In go numbered documents, out come links. Candidates share rare shingles (`index`), comparison decides (`compare`). What it
remembers is on disk beside the record and is a cache of it: `StoryFinder.open` on an empty folder and adding all documents
again gives the same. Work is bounded: a document whose words another has in the same order is not compared at all, and of
a large family of near-copies only a few members are.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from ascribe.contract.documents import Document
from ascribe.contract.stories import Link
from ascribe.stories.compare import compare_layouts
from ascribe.stories.families import UNDATED, Families
from ascribe.stories.fingerprint import ONE_IN, SHINGLE, SHORT, U32, Fingerprint, fingerprints
from ascribe.stories.index import ShingleIndex
from ascribe.stories.layout import Layout, layout
from ascribe.stories.words import I64

BATCH = 256
"""Documents looked up together: enough that the arrays' overhead does not count."""
COMMON, COMMON_SHARE = 64, 1 / 1000
"""A shingle that more documents have, and a larger share of them, is a stock phrase or boilerplate and finds nothing."""
LIKELY, VOTES, SURE = 0.04, 2, 0.25
"""What makes a candidate: the share of the shorter document's shingles in common, by estimate (rewrites share a tenth; half
of that leaves room for the sampling), in two shingles at least or one if that is a quarter of all (short texts)."""
FAMILY, LIKELIEST = 16, 3
"""Candidates of one family that are all compared; of more, the likeliest and the earliest."""
FAMILIES = 64
"""Families compared for one document, the likeliest first: bounds the work for a page made of stock phrases."""
OWNERS = 8
"""Members of one family that are entered for a shingle: the next ones are found through these."""
TOGETHER = 0.5
"""Share of both documents in common that makes a family: less would chain families through round-ups."""
LAID_OUT = 512
"""Documents kept laid out (about 40 kB each)."""

_CONTENT_SALT = 0x5BD1E995
"""Keeps the entry that finds equal texts apart from shingles (constant of MurmurHash2)."""
_FAMILIES_FILE = "families.bin"
_LOW = np.int64(0xFFFFFFFF)


@dataclass
class StoryFinder:
    """`documents` gives the document of a number that was added before. Numbers are below 2**31, each is added once."""

    documents: Callable[[int], Document]
    index: ShingleIndex = field(default_factory=ShingleIndex)
    families: Families = field(default_factory=Families)
    _layouts: OrderedDict[int, Layout] = field(default_factory=OrderedDict)

    @classmethod
    def open(cls, folder: Path, documents: Callable[[int], Document]) -> StoryFinder:
        """What `save` left in the folder. OSError or ValueError where it is damaged: delete it and add all again."""
        path = folder / _FAMILIES_FILE
        return cls(documents, ShingleIndex.open(folder), Families.open(path) if path.exists() else Families())

    def save(self) -> None:
        """Writes to the folder. Save the documents first: then this is never ahead of the record."""
        folder = self.index.folder
        if folder is None:
            raise ValueError("opened without a folder")
        folder.mkdir(parents=True, exist_ok=True)
        self.families.save(folder / _FAMILIES_FILE)
        self.index.save()

    @property
    def count(self) -> int:
        """Numbers below this have been added: where to go on after an interruption."""
        return self.families.count

    def add(self, batch: Iterable[tuple[int, Document]]) -> list[Link]:
        """Links of new documents to each other and to those before. Documents of equal words get one link together:
        `group` sees that they are equal."""
        links: list[Link] = []
        numbered = iter(batch)
        while part := list(islice(numbered, BATCH)):
            links += self._add(part)
        return links

    def _add(self, part: list[tuple[int, Document]]) -> list[Link]:
        numbers = [number for number, _ in part]
        fresh = dict(part)
        prints = list(fingerprints(document for _, document in part))
        for (number, document), found in zip(part, prints, strict=True):
            self.families.add(number, found.content, found.words, _day(document))
        asked = self._ask(numbers, prints)
        links: list[Link] = []
        entries: list[tuple[int, U32]] = []
        for i, (number, found) in enumerate(zip(numbers, prints, strict=True)):
            if found.words < SHINGLE:
                continue
            candidates = asked.candidates(i)
            twin = next((t for t in candidates if self.families.content(t) == found.content), None)
            if twin is not None:
                self.families.join(number, twin)
                continue
            links += self._compare(number, candidates, fresh)
            entries.append((number, self._entered(number, found, *asked.rows(i))))
        self.index.add(entries)
        return links

    def _ask(self, numbers: list[int], prints: list[Fingerprint]) -> _Asked:
        """Who shares shingles with each document of a batch: those in the index and those before it in the batch."""
        keys = [_entries(p) for p in prints]
        hashes = np.concatenate(keys)
        owner = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
        order = np.argsort(hashes, kind="stable")
        hashes, owner = hashes[order], owner[order]
        unique, start, count = np.unique(hashes, return_index=True, return_counts=True)
        hits = self.index.lookup(unique, max(COMMON, int(COMMON_SHARE * self.families.count)))
        copies = count[hits.queries]
        inner = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
        owners = [owner[np.repeat(start[hits.queries], copies) + inner]]
        targets = [np.repeat(hits.documents, copies)]
        shared = [np.repeat(hits.queries, copies)]
        run = np.repeat(np.arange(len(unique)), count)
        rank = np.arange(len(hashes)) - start[run]
        number = np.array(numbers, dtype=np.int64)
        for first in range(OWNERS):
            at = np.flatnonzero(rank > first)
            if not len(at):
                break
            owners.append(owner[at])
            targets.append(number[owner[start[run[at]] + first]])
            shared.append(run[at])
        words = np.array([p.words for p in prints], dtype=np.int64)
        return _Asked.of(
            np.concatenate(owners), np.concatenate(targets), unique[np.concatenate(shared)], words, self.families
        )

    def _compare(self, number: int, candidates: list[int], fresh: dict[int, Document]) -> list[Link]:
        """Links to candidates, which come likeliest first. All of a small family are compared, of a large one some."""
        families: dict[int, list[int]] = {}
        contents: set[int] = set()
        for target in candidates:
            content = self.families.content(target)
            if content in contents:
                continue
            contents.add(content)
            root = self.families.root(target)
            if root in families or len(families) < FAMILIES:
                families.setdefault(root, []).append(target)
        links = []
        for root, members in families.items():
            chosen = members
            if len(members) > FAMILY or self.families.size(root) > FAMILY:
                chosen = list(dict.fromkeys([*members[:LIKELIEST], root]))
            for target in chosen:
                link = compare_layouts(self._layout(number, fresh), self._layout(target, fresh))
                if link is not None:
                    links.append(link)
                    if min(link.shared_first, link.shared_second) >= TOGETHER:
                        self.families.join(number, target)
        return links

    def _layout(self, number: int, fresh: dict[int, Document]) -> Layout:
        found = self._layouts.get(number)
        if found is None:
            found = layout(fresh[number] if number in fresh else self.documents(number))
            if len(self._layouts) >= LAID_OUT:
                self._layouts.popitem(last=False)
            self._layouts[number] = found
        else:
            self._layouts.move_to_end(number)
        return found

    def _entered(self, number: int, found: Fingerprint, targets: I64, shared: U32) -> U32:
        """The hashes to enter: all but those that enough of the document's family are entered for."""
        keys = _entries(found)
        if self.families.size(number) <= OWNERS:
            return keys
        root = self.families.root(number)
        unique, place = np.unique(targets, return_inverse=True)
        ours = np.array([self.families.root(t) == root for t in unique.tolist()], dtype=bool)
        hashes, times = np.unique(shared[ours[place]], return_counts=True)
        return np.setdiff1d(keys, hashes[times >= OWNERS])


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who shares what with the documents of a batch: rows of (owner, target, hash), and candidates made of them."""

    row_bounds: I64
    row_targets: I64
    row_hashes: U32
    bounds: I64
    targets: I64
    """Of each owner, likeliest first."""

    @classmethod
    def of(cls, owners: I64, targets: I64, hashes: U32, words: I64, families: Families) -> _Asked:
        pairs, votes = np.unique(owners << np.int64(32) | targets, return_counts=True)
        owner, target = pairs >> np.int64(32), pairs & _LOW
        ours, theirs = words[owner], families.words(target)
        sampled = np.where((ours < SHORT) & (theirs < SHORT), 1, ONE_IN)
        likely = votes * sampled / np.maximum(np.minimum(ours, theirs) - SHINGLE + 1, 1)
        kept = (likely >= LIKELY) & ((votes >= VOTES) | (likely >= SURE))
        owner, target, likely = owner[kept], target[kept], likely[kept]
        order = np.lexsort((target, -likely, owner))
        rows = np.argsort(owners, kind="stable")
        each = np.arange(len(words) + 1)
        return cls(
            np.searchsorted(owners[rows], each),
            targets[rows],
            hashes[rows],
            np.searchsorted(owner[order], each),
            target[order],
        )

    def candidates(self, i: int) -> list[int]:
        return self.targets[self.bounds[i] : self.bounds[i + 1]].tolist()

    def rows(self, i: int) -> tuple[I64, U32]:
        at = slice(self.row_bounds[i], self.row_bounds[i + 1])
        return self.row_targets[at], self.row_hashes[at]


def _entries(found: Fingerprint) -> U32:
    """The hashes a document is entered and looked up under: its shingles and its content."""
    if found.words < SHINGLE:
        return found.shingles
    return np.append(found.shingles, np.uint32((found.content ^ _CONTENT_SALT) & 0xFFFFFFFF))


def _day(document: Document) -> int:
    """Publication day as a number, `UNDATED` where it is not known."""
    try:
        return date.fromisoformat((document.metadata.published_at or "")[:10]).toordinal()
    except ValueError:
        return UNDATED
