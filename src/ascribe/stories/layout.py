"""A document laid out for comparison: its words by sentence, which are quoted, which are names, figures, function words.

In comes a document, out comes its layout, made once for all the comparisons that it takes part in. The sentence rules only
serve alignment: the reader, which comes after stories, has its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import READ_KINDS, BlockKind, Document
from ascribe.stories.common import FUNCTION, NUMBER, classes
from ascribe.stories.fingerprint import content_digest, content_hashes, shingle_hashes
from ascribe.stories.words import BLOCK_END, I64, U64, read_text, words_of_text

Flags = NDArray[np.bool_]

_STOP = re.compile(BLOCK_END + r"|\n[ \t\r]*\n|[.!?…]{1,8}[\"'”’)\]»]{0,4}\s|[。！？।]")
_QUOTE = re.compile(BLOCK_END + r"|[“”„«»\"‘]|``|''|’(?!\w)")
_CLOSING = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "``": "''", "‘": "’"}
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen lt col maj capt sgt gov sen rep rev hon pres prof st jr sr no vs inc ltd co corp"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
LONGEST_QUOTE = 1500
"""Characters after which an open quotation mark is taken to have lost its partner."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Arrays over the words that count, and over the sentences that they form. Offsets are the document's."""

    document: Document
    content: str
    """Digest of the words in order."""
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
    shingles: U64
    """Of each word but the last four."""
    sorted_shingles: U64
    headline: int
    """Sentences that stand in headline blocks before the body."""

    @property
    def sentences(self) -> int:
        return len(self.bounds) - 1

    def span(self, sentence: int) -> tuple[int, int]:
        """Characters of a sentence, from its first word to its last."""
        return int(self.starts[self.bounds[sentence]]), int(self.ends[self.bounds[sentence + 1] - 1])


@cache
def _capitals() -> Flags:
    """Which characters are capitals, for the scripts that have them (all below U+2000)."""
    return np.array([chr(c).isupper() for c in range(0x2000)])


def layout(document: Document) -> Layout:
    """Lays out a document. Linear in its length."""
    text = read_text(document)
    found = words_of_text(text)
    first = np.unique(np.concatenate(([0], np.searchsorted(found.starts, _sentence_starts(text)))))
    bounds = np.append(first[first < len(found)], len(found))
    lengths = np.diff(bounds)
    kinds = classes(found.hashes)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    initial = codes[found.starts]
    digit = (initial >= 48) & (initial <= 57)
    capital = _capitals()[np.minimum(initial, 0x1FFF)]
    opening = np.zeros(len(found), dtype=bool)
    opening[bounds[:-1]] = True
    shingles = shingle_hashes(found.hashes)
    shift, headline_end = _shifts(document, found.starts)
    return Layout(
        document=document,
        content=content_digest(int(content_hashes(found.hashes, np.array([0, len(found)]))[0])),
        words=found.hashes,
        starts=found.starts + shift,
        ends=found.ends + shift,
        sentence=np.repeat(np.arange(len(lengths)), lengths),
        bounds=bounds,
        quoted=_quoted(text, found.starts),
        function=kinds == FUNCTION,
        figure=digit | (kinds == NUMBER),
        name=capital & ~opening & (kinds == 0),
        shingles=shingles,
        sorted_shingles=np.unique(shingles),
        headline=int(np.searchsorted(found.starts[bounds[:-1]], headline_end)) if len(found) else 0,
    )


def _sentence_starts(text: str) -> list[int]:
    out = []
    for stop in _STOP.finditer(text):
        end = stop.end()
        mark = text[stop.start()]
        if mark in ".…" and end < len(text):
            if text[end].islower():
                continue
            word_start = stop.start()
            while word_start > 0 and text[word_start - 1].isalpha() and stop.start() - word_start < 6:
                word_start -= 1
            word = text[word_start : stop.start()]
            if len(word) == 1 or word.lower() in _ABBREVIATIONS:
                continue
        out.append(end)
    return out


def _quoted(text: str, starts: I64) -> Flags:
    """Words between quotation marks. A mark that is never closed ends with its paragraph."""
    edges: list[int] = []
    opened, closing = -1, ""
    for found in _QUOTE.finditer(text):
        mark, at = found.group(), found.start()
        if opened >= 0 and at - opened > LONGEST_QUOTE:
            opened = -1
        if mark == BLOCK_END:
            if opened >= 0:
                edges += (opened, at)
            opened = -1
        elif opened >= 0 and mark == closing:
            edges += (opened, at)
            opened = -1
        elif opened < 0 and mark in _CLOSING:
            opened, closing = at, _CLOSING[mark]
    if not edges:
        return np.zeros(len(starts), dtype=bool)
    return np.searchsorted(np.array(edges), starts, side="right") % 2 == 1


def _shifts(document: Document, starts: I64) -> tuple[I64, int]:
    """What to add to offsets in the read text to get the document's, and where the leading headlines end in it."""
    begins, shifts, at, headline_end = [], [], 0, 0
    leading = True
    for block in document.blocks:
        if block.kind not in READ_KINDS:
            continue
        begins.append(at)
        shifts.append(block.start - at)
        at += block.end - block.start + 1
        leading = leading and block.kind is BlockKind.HEADLINE
        if leading:
            headline_end = at
    if not begins:
        return np.zeros(len(starts), dtype=np.int64), 0
    return np.array(shifts)[np.searchsorted(np.array(begins), starts, side="right") - 1], headline_end
