"""A document laid out for comparison: its words by sentence, which are quoted, which are names, figures, function
words.

In comes a document, out comes its layout, made once for all the comparisons that it takes part in. The sentence rules
only serve alignment: the reader, which comes after stories, has its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import READ_KINDS, Document
from ascribe.stories.common import FUNCTION, NUMBER, classes
from ascribe.stories.fingerprint import content_digest, content_hashes, shingle_hashes
from ascribe.stories.words import BLOCK_END, I64, U64, initials, read_text, words_of_text

Flags = NDArray[np.bool_]

_MARKS = re.compile(
    BLOCK_END + r"|\n[ \t\r]*\n"  # a paragraph ends
    r"|[.!?…]{1,8}[\"'”’)\]»]{0,4}\s|[。！？।]"  # a sentence may end
    r"|[“”„«»\"‘]|``|''|’(?!\w)"  # quotation marks
)
_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "``": "''", "‘": "’"}
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt gov sen rep rev hon pres prof st jr sr no vs inc ltd co corp"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
LONGEST_ABBREVIATION = 5
LONGEST_QUOTE = 1500
"""Characters after which an open quotation mark is taken to have lost its partner."""


@dataclass(frozen=True)
class Layout:
    """Arrays over the words that count, and over the sentences that they form. Offsets are the document's."""

    document: Document
    words: U64
    starts: I64
    ends: I64
    sentence: I64
    """Number of the sentence of each word."""
    bounds: I64
    """First word of each sentence, and the number of words at the end."""
    quoted: Flags
    function: Flags
    figure: Flags
    """Digits, number words, days and months."""
    name: Flags
    """Capitalised inside a sentence."""

    @property
    def sentences(self) -> int:
        return len(self.bounds) - 1

    @cached_property
    def lengths(self) -> I64:
        """Words of each sentence."""
        return np.diff(self.bounds)

    @cached_property
    def content(self) -> str:
        """Digest of the words in order."""
        return content_digest(int(content_hashes(self.words, np.array([0, len(self.words)]))[0]))

    @cached_property
    def shingles(self) -> U64:
        """Hash of the shingle that begins at each word but the last four."""
        return shingle_hashes(self.words)

    @cached_property
    def ordered_shingles(self) -> U64:
        return np.sort(self.shingles)

    @cached_property
    def told(self) -> Flags:
        """Sentences of which at most half the words are quoted."""
        return 2 * np.bincount(self.sentence[self.quoted], minlength=self.sentences) <= self.lengths

    @cached_property
    def placed(self) -> U64:
        """Words with the sentences they stand in, as one number each, sorted; made by `place`."""
        return np.sort(place(self.words, self.sentence))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        content = np.flatnonzero(~self.function)
        order = np.lexsort((self.sentence[content], self.words[content]))
        words, sentence = self.words[content][order], self.sentence[content][order]
        fresh = np.ones(len(words), dtype=bool)
        fresh[1:] = (words[1:] != words[:-1]) | (sentence[1:] != sentence[:-1])
        words, sentence = words[fresh], sentence[fresh]
        begin = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1]))) if len(words) else order
        count = np.diff(np.append(begin, len(words)))
        return Vocabulary(words[begin], begin, count, sentence, np.bincount(sentence, minlength=self.sentences))

    def span(self, sentence: int) -> tuple[int, int]:
        """Characters of a sentence, from its first word to its last."""
        return int(self.starts[self.bounds[sentence]]), int(self.ends[self.bounds[sentence + 1] - 1])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of a document and the sentences in which each stands."""

    words: U64
    """Sorted, each once."""
    begin: I64
    """Where the sentences of each word begin in `sentence`."""
    count: I64
    sentence: I64
    sizes: I64
    """Different content words of each sentence."""


def place(words: U64, sentences: I64) -> U64:
    """A word and its sentence as one number. The factor is odd, so that no two sentences collide for one word."""
    return words + sentences.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)


def layout(document: Document) -> Layout:
    """Lays out a document. Linear in its length but for sorting."""
    text = read_text(document)
    found = words_of_text(text)
    starts, quotes = _marks(text)
    first = np.searchsorted(found.starts, np.array([0, *starts]))
    first = first[first < len(found)]
    bounds = np.append(first[np.concatenate(([True], first[1:] != first[:-1]))], len(found)) if len(first) else first
    bounds = bounds if len(bounds) else np.zeros(1, dtype=np.int64)
    lengths = np.diff(bounds)
    kinds = classes(found.hashes)
    capital, digit = initials(text, found.starts)
    capital[bounds[:-1]] = False
    shift = _shifts(document, found.starts)
    return Layout(
        document=document,
        words=found.hashes,
        starts=found.starts + shift,
        ends=found.ends + shift,
        sentence=np.repeat(np.arange(len(lengths)), lengths),
        bounds=bounds,
        quoted=np.searchsorted(np.array(quotes), found.starts, side="right") % 2 == 1,
        function=kinds == FUNCTION,
        figure=digit | (kinds == NUMBER),
        name=capital & (kinds == 0),
    )


def _marks(text: str) -> tuple[list[int], list[int]]:
    """Where sentences begin but the first, and where quotations begin and end by turns. A quotation that is never
    closed ends with its paragraph, or is none if it is too long for that."""
    starts: list[int] = []
    quotes: list[int] = []
    opened, closing = -1, ""
    for found in _MARKS.finditer(text):
        mark, at = found.group(), found.start()
        if opened >= 0 and at - opened > LONGEST_QUOTE:
            opened = -1
        kind = mark[0]
        if kind == BLOCK_END or kind == "\n":
            starts.append(found.end())
            if opened >= 0:
                quotes += (opened, at)
            opened = -1
            continue
        if kind in ".!?…。！？।":
            if _ends(text, at, found.end()):
                starts.append(found.end())
            inner = mark[1:].strip(".!?… \n\t)]")
            if opened >= 0 and closing in inner and inner:
                quotes += (opened, at)
                opened = -1
        elif opened >= 0 and mark == closing:
            quotes += (opened, at)
            opened = -1
        elif opened < 0 and mark in _CLOSING:
            opened, closing = at, _CLOSING[mark]
    return starts, quotes


def _ends(text: str, at: int, end: int) -> bool:
    """Whether the mark at `at` ends a sentence: not after an abbreviation or initial, not before a small letter."""
    if text[at] not in ".…" or end >= len(text):
        return True
    if text[end].islower():
        return False
    start = at
    while start > 0 and at - start < LONGEST_ABBREVIATION and text[start - 1].isalpha():
        start -= 1
    return at - start != 1 and text[start:at].lower() not in _ABBREVIATIONS


def _shifts(document: Document, starts: I64) -> I64:
    """What to add to offsets in the read text to get the document's."""
    begins, shifts, at = [], [], 0
    for block in document.blocks:
        if block.kind in READ_KINDS:
            begins.append(at)
            shifts.append(block.start - at)
            at += block.end - block.start + 1
    if not begins:
        return np.zeros(len(starts), dtype=np.int64)
    return np.array(shifts)[np.searchsorted(np.array(begins), starts, side="right") - 1]
