"""Finds, for documents as they come, those that came before and carry the same report.

In go numbered documents, out come links. Candidates (`candidates`) share rare shingles and names, comparison decides
(`compare`). What is remembered lies in a folder beside the record and is a cache of it: a new finder that is given all
documents again finds the same. Work is bounded: a document whose words another has in the same order is not compared at
all, and of a large family of near-copies only a few members are.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from ascribe.contract.documents import Document
from ascribe.contract.stories import Link
from ascribe.stories.candidates import OWNERS, Asked, ask
from ascribe.stories.compare import FEWEST_IDENTICAL, compare_layouts, promising
from ascribe.stories.files import write_whole
from ascribe.stories.fingerprint import U32, Fingerprint, of_batch
from ascribe.stories.index import ShingleIndex
from ascribe.stories.layout import Layout, Shingled, layout, shingled
from ascribe.stories.register import UNDATED, Register
from ascribe.stories.words import U64, Batch, read_text, tokenised

BATCH = 256
"""Documents looked up together: enough that the arrays' overhead does not count."""
FAMILY = 16
"""Members of one family that are compared at most, until one belongs together with the new document."""
FAMILIES = 64
"""Families compared for one document, the likeliest first: bounds the work for a page made of stock phrases."""
TOGETHER = 0.75
"""Share of both documents in common that makes a family: less would take in pages that carry a second report."""
FETCHED = 1024
"""Documents tokenised together before comparison at most (about 25 kB each)."""
LAID_OUT = 512
"""Documents kept laid out (about 40 kB each)."""

_CONTENT_SALT = np.uint32(0x5BD1E995)
"""Keeps the entry that finds equal texts apart from shingles (constant of MurmurHash2)."""
_MANIFEST = "stories.json"

_Tokenised = dict[int, tuple[Batch, int]]
"""For numbers of documents the batch that their words are in, and their place in it."""


@dataclass
class StoryFinder:
    """`documents` gives the document of a number that was added before. Numbers ascend and are below 2**31."""

    documents: Callable[[int], Document]
    index: ShingleIndex = field(default_factory=ShingleIndex)
    register: Register = field(default_factory=Register)
    _layouts: OrderedDict[int, Layout] = field(default_factory=OrderedDict)
    _fresh: dict[int, Document] = field(default_factory=dict)
    """Documents of the batch at work, and those that it is compared with."""
    _shingles: dict[int, Shingled] = field(default_factory=dict)
    _generation: int = 0

    @classmethod
    def open(cls, folder: Path, documents: Callable[[int], Document]) -> StoryFinder:
        """What `save` left in the folder, an empty finder where there is nothing. OSError, KeyError or ValueError
        where it is damaged: delete the folder and add all documents again."""
        if not (folder / _MANIFEST).exists():
            return cls(documents)
        state = json.loads((folder / _MANIFEST).read_text("utf-8"))
        index = ShingleIndex.open(folder, [(name, entries) for name, entries in state["segments"]])
        register = Register.open(folder, state["families"], state["count"])
        return cls(documents, index, register, _generation=state["generation"])

    def save(self, folder: Path) -> None:
        """Writes to the folder; a crash leaves what was saved before. Save the documents first: then this is never
        ahead of them, and those from `count` on are to be added again."""
        folder.mkdir(parents=True, exist_ok=True)
        self._generation += 1
        families = f"families-{self._generation}.u32"
        self.register.save(folder, families)
        segments = self.index.save(folder, f"shingles-{self._generation}")
        state = {
            "generation": self._generation,
            "count": self.count,
            "families": families,
            "segments": segments,
        }
        write_whole(folder / _MANIFEST, json.dumps(state).encode())
        kept = {families, *(name for name, _ in segments)}
        for path in (*folder.glob("families-*"), *folder.glob("shingles-*")):
            if path.name not in kept:
                path.unlink()

    @property
    def count(self) -> int:
        """Numbers below this have been added: where to go on after an interruption."""
        return self.register.count

    def add(self, batch: Iterable[tuple[int, Document]]) -> list[Link]:
        """Links of new documents to each other and to those before. Documents of equal words have links for one of them
        only: `group` sees that they are equal."""
        links: list[Link] = []
        numbered = iter(batch)
        while part := list(islice(numbered, BATCH)):
            links += self._add(part)
        return links

    def _add(self, part: list[tuple[int, Document]]) -> list[Link]:
        documents = dict(part)
        self._fresh, self._shingles = documents, {}
        prints: dict[int, Fingerprint] = {}
        words: _Tokenised = {}
        numbers = iter(documents)
        for batch in tokenised(map(read_text, documents.values())):
            for i, found in enumerate(of_batch(batch)):
                number = next(numbers)
                prints[number], words[number] = found, (batch, i)
                self.register.add(number, found, _day(documents[number]))
        first = self._twins(prints)
        unlike = {number: prints[number] for number in documents if number not in first}
        asked = ask(unlike, self.index, self.register)
        self._fetch(asked.known, words)
        links: list[Link] = []
        entered: list[U32] = []
        for number, found in unlike.items():
            new = self._compare(number, asked.candidates(number), words)
            links += [link for _, link in new]
            entered.append(self._entered(found, [target for target, _ in new], asked, number))
        for number, twin in first.items():
            self.register.join(number, twin)
        self._enter(list(unlike), entered)
        return links

    def _enter(self, numbers: list[int], hashes: list[U32]) -> None:
        """Enters documents under these hashes and their contents."""
        of = np.array(numbers, dtype=np.int64)
        contents = _content_keys(self.register.column("content", of))
        self.index.add(
            np.concatenate((*hashes, contents)), np.concatenate((np.repeat(of, [len(h) for h in hashes]), of))
        )

    def _twins(self, prints: dict[int, Fingerprint]) -> dict[int, int]:
        """Documents that have the words of one before, with that one; and those that have no report, with
        themselves."""
        keys = np.unique(_content_keys(self.register.column("content", np.array(list(prints), dtype=np.int64))))
        known: dict[int, int] = {}
        hits = self.index.lookup(keys, most=self.count)
        contents = self.register.column("content", hits.documents)
        for content, number in zip(contents.tolist(), hits.documents.tolist(), strict=True):
            known.setdefault(content, number)
        twins: dict[int, int] = {}
        for number, found in prints.items():
            if found.words < FEWEST_IDENTICAL:
                twins[number] = number
            elif known.setdefault(found.content, number) != number:
                twins[number] = known[found.content]
        return twins

    def _compare(self, number: int, candidates: list[int], words: _Tokenised) -> list[tuple[int, Link]]:
        """Links to candidates, which come likeliest first. Of a family the earliest is compared, and the others only
        until one belongs together with the new document: so every member is linked to one before it, and stories as of
        any date hold together."""
        families: dict[int, list[int]] = {}
        for target in candidates:
            root = self.register.root(target)
            if root in families or len(families) < FAMILIES:
                families.setdefault(root, [root]).append(target)
        links = []
        for members in families.values():
            for target in list(dict.fromkeys(members))[:FAMILY]:
                if not promising(self._shingled(number, words), self._shingled(target, words)):
                    continue
                link = compare_layouts(self._layout(number, words), self._layout(target, words))
                if link is None:
                    continue
                links.append((target, link))
                if min(link.shared_first, link.shared_second) >= TOGETHER:
                    self.register.join(number, target)
                    break
        return links

    def _fetch(self, targets: list[int], words: _Tokenised) -> None:
        """Tokenises together the documents that will be compared."""
        missing = [t for t in targets if t not in words and t not in self._layouts][:FETCHED]
        numbers = iter(missing)
        for number in missing:
            self._fresh[number] = self.documents(number)
        for batch in tokenised(read_text(self._fresh[number]) for number in missing):
            for i in range(len(batch)):
                words[next(numbers)] = batch, i

    def _shingled(self, number: int, words: _Tokenised) -> Shingled:
        laid_out = self._layouts.get(number)
        if laid_out is not None:
            return laid_out.text
        if number not in self._shingles:
            if number not in words:
                return self._layout(number, words).text
            batch, i = words[number]
            self._shingles[number] = shingled(batch.part(i))
        return self._shingles[number]

    def _layout(self, number: int, words: _Tokenised) -> Layout:
        found = self._layouts.get(number)
        if found is not None:
            self._layouts.move_to_end(number)
            return found
        document = self._fresh[number] if number in self._fresh else self.documents(number)
        known = None
        if number in self._shingles:
            batch, i = words[number]
            known = batch.part(i), self._shingles[number]
        found = layout(document, known, self.register.content(number))
        if len(self._layouts) >= LAID_OUT:
            self._layouts.popitem(last=False)
        self._layouts[number] = found
        return found

    def _entered(self, found: Fingerprint, targets: list[int], asked: Asked, number: int) -> U32:
        """The shingles to enter: all but those that enough documents are entered for to which this one is linked."""
        linked = {self.register.root(target) for target in targets}
        if sum(self.register.size(root) for root in linked) <= OWNERS:
            return found.shingles
        holders, hashes = asked.rows(number)
        unique, at = np.unique(holders, return_inverse=True)
        ours = np.array([self.register.root(t) in linked for t in unique.tolist()], dtype=bool)
        shared, times = np.unique(hashes[ours[at]], return_counts=True)
        return np.setdiff1d(found.shingles, shared[times >= OWNERS])


def _content_keys(contents: U64) -> U32:
    """What documents' whole texts are entered under."""
    return (contents & np.uint64(0xFFFFFFFF)).astype(np.uint32) ^ _CONTENT_SALT


def _day(document: Document) -> int:
    """Publication day as a number, `UNDATED` where it is not known."""
    try:
        return date.fromisoformat((document.metadata.published_at or "")[:10]).toordinal()
    except ValueError:
        return UNDATED
