"""Documents laid out for comparison: their words by sentence, which are quoted, which are names, figures, function
words.

In come documents, tokenised a batch at a time, out comes one layout of those that are compared together: arrays over
all of them. The sentence rules only serve alignment: the reader, which comes after stories, has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import READ_KINDS, Document
from ascribe.stories.common import ABBREVIATION, FUNCTION, NUMBER, classes
from ascribe.stories.fingerprint import SHINGLE, content_digest, content_hashes, shingle_hashes
from ascribe.stories.words import BLOCK_END, I64, U64, Batch, Codes, Words, initials, read_text, tokenised

Flags = NDArray[np.bool_]

LONGEST_QUOTE = 1500
"""Characters after which an open quotation mark is taken to have lost its partner."""

_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "``": "''", "‘": "’"}
_STOP, _WIDE_STOP, _SPACE, _NEWLINE, _BREAK, _QUOTE = (np.uint8(1 << k) for k in range(6))
_END = np.array([ord(BLOCK_END)], dtype=np.uint32)


class Tokenised:
    """A batch of texts with the hashes of their shingles."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch

    @cached_property
    def shingles(self) -> U64:
        """Hash of the shingle that begins at each word; 0 where it would run over the end of the text."""
        out = np.zeros(len(self.batch.words), dtype=np.uint64)
        found = shingle_hashes(self.batch.words.hashes)
        out[: len(found)] = found
        first, ends = self.batch.first[:-1], self.batch.first[1:]
        for k in range(1, SHINGLE):
            out[(ends - k)[ends - k >= first]] = 0
        return out


@dataclass(frozen=True, slots=True)
class Side:
    """A document that is compared: the words that count, and their shingles."""

    document: Document
    tokenised: Tokenised
    place: int
    """In the batch."""
    known: int | None = None
    """Hash of its words, where it was made already."""

    @property
    def words(self) -> U64:
        first = self.tokenised.batch.first
        return self.tokenised.batch.words.hashes[first[self.place] : first[self.place + 1]]

    @property
    def shingles(self) -> U64:
        """Hash of the shingle that begins at each word; 0 for the last four."""
        first = self.tokenised.batch.first
        return self.tokenised.shingles[first[self.place] : first[self.place + 1]]

    @property
    def content(self) -> str:
        """Digest of the words in order."""
        if self.known is not None:
            return content_digest(self.known)
        words = self.words
        return content_digest(int(content_hashes(words, np.array([0, len(words)]))[0]))


def side(document: Document) -> Side:
    """One document by itself."""
    return Side(document, Tokenised(next(tokenised([read_text(document)]))), 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Arrays over the words that count of all sides, and over the sentences that they form, numbered through."""

    words: U64
    first: I64
    """First word of each side, and the number of words at the end."""
    bounds: I64
    """First word of each sentence, and the number of words at the end."""
    sides: I64
    """First sentence of each side, and the number of sentences at the end."""
    starts: I64
    """Where each sentence's first word begins, in the text of its side that is compared: see `in_document`."""
    ends: I64
    """Where its last word ends."""
    quoted: Flags
    function: Flags
    figure: Flags
    """Digits, number words, days and months."""
    anchor: Flags
    """Figures, and words capitalised inside a sentence: names."""

    @property
    def sentence(self) -> I64:
        """Number of the sentence of each word."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))


def lay_out(sides: Sequence[Side]) -> Layout:
    """Lays out documents. Linear in their length but for sorting."""
    texts = [s.tokenised.batch.part(s.place) for s in sides]
    first = np.cumsum([0] + [len(t) for t in texts])
    begin = np.cumsum([0] + [len(t.codes) + 1 for t in texts])
    shift = np.repeat(begin[:-1], np.diff(first))
    found = Words(
        np.concatenate([t.hashes for t in texts]),
        np.concatenate([t.starts for t in texts]) + shift,
        np.concatenate([t.ends for t in texts]) + shift,
        np.concatenate([part for t in texts for part in (t.codes, _END)]),
    )
    kinds = classes(found.hashes)
    signs = _signs(found.codes)
    capital, digit = initials(found)
    bounds = _bounds(found, kinds, signs, capital, digit)
    of_sides = np.searchsorted(bounds, first)
    capital[bounds[:-1]] = False
    figure = digit | (kinds & NUMBER != 0)
    function = kinds & FUNCTION != 0
    moved = np.repeat(begin[:-1], np.diff(of_sides))
    return Layout(
        found.hashes,
        first,
        bounds,
        of_sides,
        found.starts[bounds[:-1]] - moved,
        found.ends[bounds[1:] - 1] - moved,
        _quoted(found, signs),
        function & ~figure,
        figure,
        figure | (capital & ~function),
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
    """What each character of a text is, paragraphs that end in the middle of a block included."""
    signs: NDArray[np.uint8] = _sign_table().take(codes)
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


_TICK, _APOSTROPHE, _CURLY = (ord(c) for c in "`'’")


def _alphanumeric(codes: Codes) -> Flags:
    """Letters and digits, as far as an apostrophe inside a word asks."""
    small = codes | np.uint32(32)
    letter = (small >= ord("a")) & (small <= ord("z")) | (codes >= 0xC0) & (codes < 0x2000)
    return letter | (codes >= ord("0")) & (codes <= ord("9"))


def _quoted(found: Words, signs: NDArray[np.uint8]) -> Flags:
    """Words between quotation marks. A quotation that is never closed ends with its paragraph, or is none if it is too
    long for that."""
    edges: list[int] = []
    opened, closing = -1, ""
    places = np.flatnonzero(signs & (_QUOTE | _BREAK))
    codes, following = found.codes[places], found.codes[np.minimum(places + 1, len(found.codes) - 1)]
    pair = ((codes == _TICK) | (codes == _APOSTROPHE)) & (following != codes)  # alone they are no marks
    inside = (codes == _CURLY) & _alphanumeric(following)
    real = ~(pair | inside)
    places, codes = places[real], codes[real]
    quote = (signs[places] & _QUOTE) != 0
    real = quote | np.append(False, quote[:-1])  # of the ends of paragraphs, those behind a quotation mark
    for at, code in zip(places[real].tolist(), codes[real].tolist(), strict=True):
        mark = chr(code)
        if opened >= 0 and at - opened > LONGEST_QUOTE:
            opened = -1
        if mark in "\n" + BLOCK_END:
            if opened >= 0:
                edges += (opened, at)
            opened = -1
            continue
        if mark in "`'":
            mark += mark
        if opened >= 0 and mark == closing:
            edges += (opened, at)
            opened = -1
        elif opened < 0 and mark in _CLOSING:
            opened, closing = at, _CLOSING[mark]
    if not edges:
        return np.zeros(len(found), dtype=bool)
    quoted: Flags = np.searchsorted(np.array(edges), found.starts, side="right") % 2 == 1
    return quoted


def in_document(document: Document, starts: I64, ends: I64) -> tuple[list[int], list[int]]:
    """Offsets of sentences in the text that is compared as those in the document's. None runs over the end of a
    block."""
    blocks = [b for b in document.blocks if b.kind in READ_KINDS]
    lengths = [b.end - b.start + 1 for b in blocks]
    begins = np.cumsum([0, *lengths[:-1]])
    moved = np.array([b.start for b in blocks], dtype=np.int64) - begins if blocks else begins
    moved = moved[np.searchsorted(begins, starts, side="right") - 1]
    return (starts + moved).tolist(), (ends + moved).tolist()
