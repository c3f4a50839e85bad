"""Finds, for documents as they come, those that came before and carry the same report.

In go numbered documents, out come links. Candidates (`candidates`) share rare shingles and names, comparison decides
(`compare`). What is remembered lies in a folder beside the record and is a cache of it: a new finder that is given all
documents again finds the same. Work is bounded: a document whose words another has in the same order is not compared at
all, and of a large family of near-copies only a few members are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import numpy as np

from ascribe.contract.documents import Document
from ascribe.contract.stories import Link
from ascribe.stories.candidates import OWNERS, Asked, ask
from ascribe.stories.compare import FEWEST_IDENTICAL, compare_sides
from ascribe.stories.files import write_whole
from ascribe.stories.fingerprint import U32, Fingerprint, of_batch
from ascribe.stories.index import ShingleIndex
from ascribe.stories.layout import Side, Tokenised
from ascribe.stories.register import UNDATED, Register
from ascribe.stories.words import U64, read_text, tokenised

BATCH = 256
"""Documents looked up together: enough that the arrays' overhead does not count."""
FAMILY = 16
"""Members of one family that are compared at most, until one belongs together with the new document."""
FAMILIES = 64
"""Families compared for one document, the likeliest first: bounds the work for a page made of stock phrases."""
FETCHED = 1024
"""Documents tokenised at a time at most (about 25 kB each)."""
TOGETHER = 0.75
"""Share of both documents in common that makes a family: less would take in pages that carry a second report."""
_CONTENT_SALT = np.uint32(0x5BD1E995)
"""Keeps the entry that finds equal texts apart from shingles (constant of MurmurHash2)."""
_MANIFEST = "stories.json"


@dataclass
class _Search:
    """The candidates of one document, which are compared one after the other, likeliest first."""

    number: int
    candidates: list[int]
    register: Register
    links: list[tuple[int, Link]] = field(default_factory=list)
    _compared: set[int] = field(default_factory=set)
    _tries: dict[int, int] = field(default_factory=dict)
    """Members compared, by the root of their family."""

    def next(self) -> list[int]:
        """Whom to compare with now. Of a family the earliest comes first, and the others only until one belongs
        together with the document: so every member is linked to one before it, and stories as of any date hold.

        One at first, which for most decides; then one of each family at a time."""
        asked: dict[int, int] = {}
        own = self.register.root(self.number)
        most = FAMILIES if self._compared else 1
        left = []
        for target in self.candidates:
            root = self.register.root(target)
            if root in asked or len(asked) >= most:
                left.append(target)
            elif (wanted := self._wanted(target, root, own)) is not None:
                asked[root] = wanted
                self._compared.add(wanted)
                self._tries[root] = self._tries.get(root, 0) + 1
                left.append(target)
        self.candidates = left
        return list(asked.values())

    def _wanted(self, target: int, root: int, own: int) -> int | None:
        """Which document of the target's family is to be compared: its root, the target, or none any more."""
        if root == own:
            # joined by one that came after it: as of a day between the two, only the root can hold it
            late = root not in self._compared and not any(self._before(other) for other, _ in self.links)
            return root if late and root != self.number else None
        tries = self._tries.get(root, 0)
        if tries >= FAMILY or (not tries and len(self._tries) >= FAMILIES):
            return None
        if root not in self._compared:
            return root
        return None if target in self._compared else target

    def _before(self, other: int) -> bool:
        return self.register.before(other, self.number)


@dataclass
class StoryFinder:
    """`documents` gives the document of a number that was added before. Numbers ascend and are below 2**31."""

    documents: Callable[[int], Document]
    index: ShingleIndex = field(default_factory=ShingleIndex)
    register: Register = field(default_factory=Register)
    _sides: dict[int, Side] = field(default_factory=dict)
    """Documents of the batch at work, and those that it is compared with."""
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

    def known(self, number: int) -> tuple[int, int]:
        """Number of words and content hash of a document that was added."""
        at = np.array([number])
        return int(self.register.column("words", at)[0]), int(self.register.column("content", at)[0])

    def _add(self, part: list[tuple[int, Document]]) -> list[Link]:
        documents = dict(part)
        prints: dict[int, Fingerprint] = {}
        self._sides = {}
        for batch, sides in _tokenised(documents):
            for (number, side), found in zip(sides.items(), of_batch(batch.batch, batch.shingles), strict=True):
                prints[number] = found
                self._sides[number] = Side(side.document, side.tokenised, side.place, found.content)
        self.register.add([(number, found, _day(documents[number])) for number, found in prints.items()])
        first = self._twins(prints)
        unlike = {number: prints[number] for number in documents if number not in first}
        asked = ask(unlike, self.index, self.register)
        new = self._compare({number: asked.candidates(number) for number in unlike})
        links: list[Link] = []
        entered: list[U32] = []
        for number, found in unlike.items():
            links += [link for _, link in new[number]]
            entered.append(self._entered(found, [target for target, _ in new[number]], asked, number))
        for number, twin in first.items():
            self.register.join(number, twin)
        self._enter(list(unlike), entered)
        self._sides = {}
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

    def _compare(self, candidates: Mapping[int, list[int]]) -> Mapping[int, list[tuple[int, Link]]]:
        """Links of each document to its candidates. One candidate of every document is compared at a time, all
        together."""
        searches = [_Search(number, found, self.register) for number, found in candidates.items()]
        open_searches = searches
        while open_searches:
            asking = [(search, target) for search in open_searches for target in search.next()]
            self._fetch((target for _, target in asking), candidates)
            pairs = [(self._sides[search.number], self._sides[target]) for search, target in asking]
            for (search, target), link in zip(asking, compare_sides(pairs), strict=True):
                if link is not None:
                    search.links.append((target, link))
                    if min(link.shared_first, link.shared_second) >= TOGETHER:
                        self.register.join(search.number, target)
            open_searches = list({search.number: search for search, _ in asking}.values())
        return {search.number: search.links for search in searches}

    def _fetch(self, numbers: Iterable[int], batch: Mapping[int, object]) -> None:
        """Tokenises together the documents that are compared now and are not at hand. `batch`: the new ones."""
        wanted = dict.fromkeys(numbers)
        if len(self._sides) + len(wanted) > FETCHED:
            self._sides = {n: side for n, side in self._sides.items() if n in batch or n in wanted}
        missing = {number: self.documents(number) for number in wanted if number not in self._sides}
        for _, sides in _tokenised(missing):
            self._sides |= sides

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


def _tokenised(documents: Mapping[int, Document]) -> Iterator[tuple[Tokenised, dict[int, Side]]]:
    """The documents by number, a batch of them at a time."""
    numbers = iter(documents)
    for batch in tokenised(map(read_text, documents.values())):
        together = Tokenised(batch)
        yield together, {n: Side(documents[n], together, i) for i, n in enumerate(islice(numbers, len(batch)))}


def _content_keys(contents: U64) -> U32:
    """What documents' whole texts are entered under."""
    return (contents & np.uint64(0xFFFFFFFF)).astype(np.uint32) ^ _CONTENT_SALT


def _day(document: Document) -> int:
    """Publication day as a number, `UNDATED` where it is not known."""
    try:
        return date.fromisoformat((document.metadata.published_at or "")[:10]).toordinal()
    except ValueError:
        return UNDATED
