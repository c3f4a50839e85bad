"""A document laid out for comparison: its words by sentence, which are quoted, which are names, figures, function
words.

In comes a document, out comes its layout, made once for all the comparisons that it takes part in. The sentence rules
only serve alignment: the reader, which comes after stories, has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import READ_KINDS, Document
from ascribe.stories.common import ABBREVIATION, FUNCTION, NUMBER, classes
from ascribe.stories.fingerprint import content_digest, content_hashes, shingle_hashes
from ascribe.stories.words import BLOCK_END, I64, U64, Codes, Words, initials, read_text, words_of_text

Flags = NDArray[np.bool_]

LONGEST_QUOTE = 1500
"""Characters after which an open quotation mark is taken to have lost its partner."""

_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "``": "''", "‘": "’"}
_STOP, _WIDE_STOP, _SPACE, _NEWLINE, _BREAK, _QUOTE = (np.uint8(1 << k) for k in range(6))
_SENTENCE_BITS = np.uint64(20)


@dataclass(frozen=True)
class Shingled:
    """The words that count, and their shingles: all that most comparisons come to."""

    words: U64

    @cached_property
    def shingles(self) -> U64:
        """Hash of the shingle that begins at each word but the last four."""
        return shingle_hashes(self.words)

    @cached_property
    def ordered_shingles(self) -> U64:
        return np.sort(self.shingles)


@dataclass(frozen=True)
class Layout:
    """Arrays over the words that count, and over the sentences that they form. Offsets are the document's."""

    document: Document
    text: Shingled
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
    anchors: I64
    """Places of figures and of words capitalised inside a sentence: names."""
    content_hash: int | None = None
    """Where it is known from the fingerprint."""

    @property
    def words(self) -> U64:
        return self.text.words

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
        known = self.content_hash
        if known is None:
            known = int(content_hashes(self.words, np.array([0, len(self.words)]))[0])
        return content_digest(known)

    @cached_property
    def told(self) -> Flags:
        """Sentences of which at most half the words are quoted."""
        told: Flags = 2 * self.per_sentence(self.quoted) <= self.lengths
        return told

    @cached_property
    def anchored(self) -> I64:
        """Names and figures of each sentence, and below them figures alone."""
        anchor = np.zeros(len(self.words), dtype=bool)
        anchor[self.anchors] = True
        return self.per_sentence(anchor, self.figure)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        content = np.flatnonzero(~self.function)
        keys = np.sort(placed(self.words[content], self.sentence[content]))
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
        words = keys >> _SENTENCE_BITS
        sentence = (keys & ((np.uint64(1) << _SENTENCE_BITS) - np.uint64(1))).astype(np.int64)
        begin = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1]))) if len(words) else sentence
        count = np.diff(np.append(begin, len(words)))
        return Vocabulary(keys, words[begin], begin, count, sentence, np.bincount(sentence, minlength=self.sentences))

    def per_sentence(self, *flags: Flags) -> I64:
        """How many words of each sentence have the flag; a row for each flag if there are several."""
        if not self.sentences:
            return np.zeros((len(flags), 0) if len(flags) > 1 else 0, dtype=np.int64)
        table = np.stack(flags).view(np.uint8) if len(flags) > 1 else flags[0].view(np.uint8)
        sums: I64 = np.add.reduceat(table, self.bounds[:-1], axis=-1, dtype=np.int64)
        return sums

    def spans(self) -> tuple[list[int], list[int]]:
        """Where each sentence's first word begins and its last one ends."""
        return self.starts[self.bounds[:-1]].tolist(), self.ends[self.bounds[1:] - 1].tolist()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The content words of a document and the sentences in which each stands."""

    keys: U64
    """Words with their sentences as `placed` makes them, sorted, each once."""
    words: U64
    """Upper bits of the hashes, sorted, each once."""
    begin: I64
    """Where the sentences of each word begin in `sentence`."""
    count: I64
    sentence: I64
    sizes: I64
    """Different content words of each sentence."""


def placed(words: U64, sentences: I64) -> U64:
    """A word and its sentence as one number: 44 bits of the hash above, the sentence below."""
    return words >> _SENTENCE_BITS << _SENTENCE_BITS | sentences.astype(np.uint64)


def shingled(found: Words) -> Shingled:
    return Shingled(found.hashes.copy())  # a part of a batch would keep all of it


def layout(document: Document, known: tuple[Words, Shingled] | None = None, content_hash: int | None = None) -> Layout:
    """Lays out a document, of which the words, their shingles and their hash may be known already. Linear in its length
    but for sorting."""
    if known is None:
        found = words_of_text(read_text(document))
        known = found, shingled(found)
    found, text = known
    kinds = classes(found.hashes)
    signs = _signs(found.codes)
    capital, digit = initials(found)
    bounds = _bounds(found, kinds, signs, capital, digit)
    lengths = np.diff(bounds)
    capital[bounds[:-1]] = False
    figure = digit | (kinds & NUMBER != 0)
    function = kinds & FUNCTION != 0
    shift = _shifts(document, found.starts)
    return Layout(
        document=document,
        text=text,
        starts=found.starts + shift,
        ends=found.ends + shift,
        sentence=np.repeat(np.arange(len(lengths)), lengths),
        bounds=bounds,
        quoted=_quoted(found, signs),
        function=function & ~figure,
        figure=figure,
        anchors=np.flatnonzero(figure | (capital & ~function)),
        content_hash=content_hash,
    )


@cache
def _sign_table() -> NDArray[np.uint8]:
    """What each character is to sentences and quotations."""
    table = np.zeros(0x110000, dtype=np.uint8)
    for chars, sign in (
        (".!?…", _STOP),
        ("。！？।", _WIDE_STOP),
        (" \t\r\n\xa0\u2009\u202f\u3000", _SPACE),
        ("\n", _NEWLINE),
        (BLOCK_END, _BREAK),
        ("“”„«»\"‘’`'", _QUOTE),
    ):
        for char in chars:
            table[ord(char)] |= sign
    return table


def _signs(codes: Codes) -> NDArray[np.uint8]:
    signs = _sign_table()[codes]
    lines = np.flatnonzero(signs & _NEWLINE)
    if len(lines) > 1:  # an empty line, of two spaces at most, ends a paragraph
        signs[lines[1:][lines[1:] - lines[:-1] <= 3]] |= _BREAK
    return signs


def _bounds(found: Words, kinds: NDArray[np.uint8], signs: NDArray[np.uint8], capital: Flags, digit: Flags) -> I64:
    """First word of each sentence, and the number of words. What stands between two words decides: a stop with a space
    ends a sentence, but not after an abbreviation or initial, nor before a small letter."""
    if not len(found):
        return np.zeros(1, dtype=np.int64)
    edges = np.empty(2 * len(found) - 1, dtype=np.int64)
    edges[0::2] = found.starts
    edges[1::2] = found.ends[:-1]
    between = np.bitwise_or.reduceat(signs, edges)[1::2]
    at = np.flatnonzero(between & (_STOP | _WIDE_STOP | _BREAK))  # the word before
    gap = between[at]
    small = ~(capital | digit)[at + 1] & _cased(found.codes[found.starts[at + 1]])
    single = (found.ends[at] - found.starts[at] == 1) & ~digit[at]
    short = (single | (kinds[at] & ABBREVIATION != 0)) & (found.codes[found.ends[at]] == ord("."))
    stopped = (gap & _STOP != 0) & (gap & _SPACE != 0) & ~small & ~short
    last = at[stopped | (gap & (_WIDE_STOP | _BREAK) != 0)]
    return np.concatenate(([0], last + 1, [len(found)]))


def _cased(codes: Codes) -> Flags:
    """Latin, Greek and Cyrillic letters, which are small where they are no capitals."""
    return (codes < 0x0530) & (codes >= ord("A"))


def _quoted(found: Words, signs: NDArray[np.uint8]) -> Flags:
    """Words between quotation marks. A quotation that is never closed ends with its paragraph, or is none if it is too
    long for that."""
    edges: list[int] = []
    opened, closing = -1, ""
    places = np.flatnonzero(signs & (_QUOTE | _BREAK))
    following = np.append(found.codes, ord(" "))[places + 1].tolist()
    for at, code, after in zip(places.tolist(), found.codes[places].tolist(), following, strict=True):
        mark = chr(code)
        if opened >= 0 and at - opened > LONGEST_QUOTE:
            opened = -1
        if mark in "\n" + BLOCK_END:
            if opened >= 0:
                edges += (opened, at)
            opened = -1
            continue
        if mark in "`'":
            if after != code:
                continue
            mark += mark
        elif mark == "’" and chr(after).isalnum():
            continue
        if opened >= 0 and mark == closing:
            edges += (opened, at)
            opened = -1
        elif opened < 0 and mark in _CLOSING:
            opened, closing = at, _CLOSING[mark]
    if not edges:
        return np.zeros(len(found), dtype=bool)
    quoted: Flags = np.searchsorted(np.array(edges), found.starts, side="right") % 2 == 1
    return quoted


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
