"""Text that stands twice within a document: which paragraphs repeat an earlier one, word for word or nearly.

Near means nine tenths of the words, and the same figures, names and negations: a table of results is not a repetition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from ascribe.cleaning import lexicon
from ascribe.cleaning.furniture import Piece
from ascribe.identity import digest

NEAR = 0.9
"""Share of the words of the longer paragraph that both must have: an editor's spelling or a dropped word."""
_LONG = 8
"""Words from which a paragraph that comes again is no coincidence."""
_POSTINGS = 20
"""Paragraphs remembered for a triple; one that stands in more is a phrase of the text and tells nothing."""

_PARAGRAPH = 20_000
"""Characters of a paragraph that are compared word by word; the longest of 1,095 reports had 5,000."""
_INDEXED = 200_000
"""Words among which near repetitions are looked for: two books; beyond it only exact ones are found."""

_DIFFERING = 30
"""Words in which two long paragraphs may differ at most; they are compared each with each."""

_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[$€£%₡]")
_TEMPLATE_WORDS = 12
"""Words below which a line that stands four times is a line of a list (opening hours, prices), not a paste."""
_TEMPLATE_TIMES = 4


def mark_repeats(pieces: Sequence[Piece]) -> dict[int, int]:
    """Index of each piece that repeats an earlier one -> index of that one. Time and memory grow with the words."""
    found: dict[int, int] = {}
    tokens = [_words_of(p.text) for p in pieces]
    indexed = 0
    times = Counter(tokens)
    first: dict[tuple[str, ...], int] = {}
    short: dict[int, int] = {}
    index: dict[tuple[str, ...], list[int]] = {}
    for i, words in enumerate(tokens):
        if not words:
            continue
        original = first.get(words)
        if original is not None:
            template = len(words) < _TEMPLATE_WORDS and times[words] >= _TEMPLATE_TIMES
            if template or pieces[i].hint in ("item", "cell"):
                short[i] = original
            elif len(words) >= _LONG or (len(words) >= 4 and pieces[i].sentence):
                found[i] = original
            else:
                short[i] = original
            continue
        first[words] = i
        if len(words) < _LONG or indexed > _INDEXED:
            continue
        indexed += len(words)
        # nine tenths of the words still leave seven tenths of the triples; a set, in the order of the text
        triples = dict.fromkeys(zip(words, words[1:], words[2:], strict=False))
        near = _near(i, words, triples, tokens, index, pieces)
        if near is not None:
            found[i] = near
        for triple in triples:
            postings = index.setdefault(triple, [])
            if len(postings) <= _POSTINGS:
                postings.append(i)
    _take_neighbours(found, short)
    return found


def _words_of(text: str) -> tuple[str, ...]:
    """The folded words; of a paragraph longer than any report's, its beginning and a digest of the whole."""
    words = tuple(_TOKEN.findall(lexicon.folded(text[:_PARAGRAPH])))
    return words if len(text) <= _PARAGRAPH else (*words, digest("paragraph", text))


def _near(
    i: int,
    words: tuple[str, ...],
    triples: Iterable[tuple[str, ...]],
    tokens: Sequence[tuple[str, ...]],
    index: dict[tuple[str, ...], list[int]],
    pieces: Sequence[Piece],
) -> int | None:
    """The earlier piece with nearly the same words, or that holds all of these in one run."""
    votes: Counter[int] = Counter()
    count = 0
    for triple in triples:
        count += 1
        postings = index.get(triple, ())
        if len(postings) <= _POSTINGS:
            votes.update(postings)
    for j, shared in votes.most_common(3):
        if shared < 0.5 * count:
            break
        other = tokens[j]
        if shared >= 0.95 * count and _within(words, other):
            return j
        if max(len(words), len(other)) > 1.3 * min(len(words), len(other)):
            continue
        mine, theirs = Counter(words), Counter(other)
        both = sum((mine & theirs).values())
        if both >= NEAR * max(len(words), len(other)) and not _tells_apart(mine, theirs, pieces[i], pieces[j]):
            return j
    return None


def _within(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(other)} "


def _tells_apart(mine: Counter[str], theirs: Counter[str], piece: Piece, other: Piece) -> bool:
    """Whether the words in which two paragraphs differ change what is said: a figure, a name, a negation."""
    differing = set((mine - theirs) | (theirs - mine))
    if len(differing) > _DIFFERING or not _spellings(set(mine - theirs), set(theirs - mine)):
        return True
    if any(w[0].isdigit() or w in lexicon.words("repeats", "telling") or w.endswith("n't") for w in differing):
        return True
    names = {lexicon.folded(t) for text in (piece.text, other.text) for t in _TOKEN.findall(text) if t[0].isupper()}
    return bool(differing & names)


def _spellings(mine: set[str], theirs: set[str]) -> bool:
    """Whether words were only left out, or are spelt otherwise; another word in one's place says something else."""
    small = lexicon.words("english", "words")
    fewer, more = sorted((mine - small, theirs - small), key=len)
    return all(any(a[:4] == b[:4] or SequenceMatcher(None, a, b).ratio() >= 0.75 for b in more) for a in fewer)


def _take_neighbours(found: dict[int, int], short: dict[int, int]) -> None:
    """Short lines that come again beside a repeated paragraph, as when the whole text was pasted twice."""
    for i in sorted(short):
        if found.get(i - 1) == short[i] - 1 and i - 1 in found:
            found[i] = short[i]
    for i in sorted(short, reverse=True):
        if i not in found and i + 1 in found and found[i + 1] == short[i] + 1:
            found[i] = short[i]
