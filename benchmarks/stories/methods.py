"""The ways of finding copies that are compared, each run in a process of its own: CPU seconds, memory, pairs.

In go documents, out come pairs of their places. Ascribe's way is there twice, candidates alone and with confirmation
and stories; datasketch and simhash where they are installed (the extra `benchmarks`).
"""

from __future__ import annotations

import gc
import importlib.util
import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from ascribe.contract.documents import Document
from ascribe.contract.stories import Link
from ascribe.stories.describe import describe
from ascribe.stories.finder import StoryFinder
from ascribe.stories.fingerprint import Fingerprint
from ascribe.stories.group import group

from .scores import Pair, pairs

_WORD = re.compile(r"\w+")
SHINGLE = 5
PERMUTATIONS, THRESHOLD = 128, 0.5
"""datasketch's own defaults but for the threshold, .5 for .9: at .9 it finds next to nothing here."""
DISTANCE = 3
"""Bits in which two simhashes differ at most: the default of `SimhashIndex` is 2, Manku et al. (2007) use 3."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a method found and used."""

    name: str
    found: set[Pair]
    cpu: float
    """Seconds of the process."""
    memory: float
    """Peak above what the documents take, in MB."""
    parts: dict[str, float] = field(default_factory=dict)
    """CPU seconds of its stages."""


Method = Callable[[Sequence[Document]], tuple[set[Pair], dict[str, float]]]


@dataclass
class _Candidates(StoryFinder):
    """Stops before comparison."""

    found: set[Pair] = field(default_factory=set)

    def _twins(self, prints: dict[int, Fingerprint]) -> dict[int, int]:
        twins = super()._twins(prints)
        self.found.update((min(pair), max(pair)) for pair in twins.items() if pair[0] != pair[1])
        return twins

    def _compare(self, candidates: Mapping[int, list[int]]) -> Mapping[int, list[tuple[int, Link]]]:
        for number, found in candidates.items():
            self.found.update((min(number, c), max(number, c)) for c in found)
        return {number: [] for number in candidates}


def ascribe_candidates(documents: Sequence[Document]) -> tuple[set[Pair], dict[str, float]]:
    finder = _Candidates(documents.__getitem__)
    finder.add(enumerate(documents))
    return finder.found, {}


def ascribe_stories(documents: Sequence[Document]) -> tuple[set[Pair], dict[str, float]]:
    begin = time.process_time()
    finder = StoryFinder(documents.__getitem__)
    links = finder.add(enumerate(documents))
    linked = time.process_time()
    infos = [describe(document, finder.known(i)) for i, document in enumerate(documents)]
    described = time.process_time()
    stories = group(infos, links)
    grouped = time.process_time()
    number = {d.id: i for i, d in enumerate(documents)}
    keys: list[set[object]] = [set() for _ in documents]
    for story in stories:
        for member in story.members:
            keys[number[member.document]].add(story.id)
    parts = {
        "candidates and sentence alignment": linked - begin,
        "agencies named": described - linked,
        "stories made": grouped - described,
    }
    return pairs(keys), parts


def datasketch(documents: Sequence[Document]) -> tuple[set[Pair], dict[str, float]]:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found: set[Pair] = set()
    for i, document in enumerate(documents):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in text_shingles(document)])
        found.update((j, i) for j in lsh.query(sketch))
        lsh.insert(i, sketch)
    return found, {}


def simhash(documents: Sequence[Document]) -> tuple[set[Pair], dict[str, float]]:
    from simhash import Simhash, SimhashIndex

    index = SimhashIndex([], k=DISTANCE)
    found: set[Pair] = set()
    for i, document in enumerate(documents):
        value = Simhash(text_shingles(document))
        found.update((int(j), i) for j in index.get_near_dups(value))
        index.add(str(i), value)
    return found, {}


def text_shingles(document: Document) -> list[str]:
    words = _WORD.findall(document.text.lower())
    return [" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))]


METHODS: dict[str, Method] = {
    "Ascribe, candidates": ascribe_candidates,
    "Ascribe, stories": ascribe_stories,
    "datasketch MinHash-LSH": datasketch,
    "simhash": simhash,
}
_NEEDS = {"datasketch MinHash-LSH": "datasketch", "simhash": "simhash"}


def available(name: str) -> bool:
    return name not in _NEEDS or importlib.util.find_spec(_NEEDS[name]) is not None


def run(name: str, documents: Sequence[Document]) -> Run:
    """Runs a method in a fork, so that its memory is its own."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(name, documents, sender))
    process.start()
    result: Run = receiver.recv()
    process.join()
    return result


def _work(name: str, documents: Sequence[Document], sender: Connection) -> None:
    for document in documents:  # pages shared with the parent are copied when first touched: not the method's work
        _ = (document.id, document.text, document.metadata, [b.span for b in document.blocks])
    gc.freeze()  # nor is walking through all documents at every collection of garbage
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    found, parts = METHODS[name](documents)
    cpu = time.process_time() - begin
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sender.send(Run(name, found, cpu, memory, parts))
