"""In: encoded sentences. Out: padded batches of like length, with the noise that makes the reader hardy.

Noise: capitals (a sentence all upper, all lower, or in title case), words and shapes hidden, the final full stop gone,
other names, two sentences as one, a sentence cut.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.reader.data import IGNORE, MAX_PIECES, Encoded
from training.reader.names import MASK_PIECE, Pools, renamed

FIRST_PIECE, LAST_PIECE = 101, 102  # [CLS], [SEP] of BERT's uncased vocabulary
_LOWER, _TITLE, _UPPER, _CAPITAL, _MIXED, _DOTTED = 1, 2, 3, 4, 5, 11  # indices of ascribe.reader.wordpiece.SHAPES
_CASED = frozenset({_LOWER, _TITLE, _UPPER, _CAPITAL, _MIXED})


@dataclass(frozen=True, slots=True)
class Noise:
    """How often each change is made, per sentence or per word."""

    case: float = 0.10
    word: float = 0.02
    shape: float = 0.03
    stop: float = 0.05
    join: float = 0.03
    cut: float = 0.03
    names: float = 0.6


@dataclass(slots=True)
class Batch:
    """`pieces`, `shapes` [B, P]; the rest [B, N]; `mask` [B, 1, 1, P] to add to attention scores."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    valid: Tensor
    labels: dict[str, Tensor]
    words: int


LABEL_FIELDS = ("upos", "xpos", "lemma", "head", "deprel", "ner", "mention", "event")


def collate(items: list[Encoded]) -> Batch:
    """Pads sentences to one batch."""
    longest = max(x.length for x in items)
    n = max(len(x.pieces) for x in items)
    b = len(items)
    pieces = torch.zeros(b, longest, dtype=torch.long)
    shapes = torch.zeros(b, longest, dtype=torch.long)
    mask = torch.full((b, 1, 1, longest), -1e4)
    first = torch.zeros(b, n, dtype=torch.long)
    last = torch.zeros(b, n, dtype=torch.long)
    valid = torch.zeros(b, n, dtype=torch.bool)
    labels = {name: torch.full((b, n), IGNORE, dtype=torch.long) for name in LABEL_FIELDS}
    factuality = torch.full((b, n), math.nan)
    for i, x in enumerate(items):
        flat, flat_shapes, at = [FIRST_PIECE], [0], []
        for word, kind in zip(x.pieces, x.shapes, strict=True):
            at.append((len(flat), len(flat) + len(word) - 1))
            flat.extend(word)
            flat_shapes.extend([kind] * len(word))
        flat.append(LAST_PIECE)
        flat_shapes.append(0)
        size = len(x.pieces)
        pieces[i, : len(flat)] = torch.tensor(flat)
        shapes[i, : len(flat)] = torch.tensor(flat_shapes)
        mask[i, ..., : len(flat)] = 0.0
        places = torch.tensor(at)
        first[i, :size], last[i, :size] = places[:, 0], places[:, 1]
        valid[i, :size] = True
        for name in LABEL_FIELDS:
            labels[name][i, :size] = torch.tensor(getattr(x, name))
        factuality[i, :size] = torch.tensor(x.factuality)
    labels["factuality"] = factuality
    return Batch(pieces, shapes, mask, first, last, valid, labels, sum(len(x.pieces) for x in items))


def batches(items: list[Encoded], size: int, rng: random.Random | None) -> list[list[int]]:
    """Indices in groups of at most `size` padded pieces; shuffled, with fuzzy lengths, if there is an `rng`."""
    fuzz = (lambda x: x * rng.uniform(0.9, 1.1)) if rng else (lambda x: x)
    order = sorted(range(len(items)), key=lambda i: fuzz(items[i].length))
    out: list[list[int]] = []
    group: list[int] = []
    longest = 0
    for i in order:
        longest = max(longest, items[i].length)
        if group and longest * (len(group) + 1) > size:
            out.append(group)
            group, longest = [], items[i].length
        group.append(i)
    out.append(group)
    if rng:
        rng.shuffle(out)
    return out


def endless(items: list[Encoded], size: int, rng: random.Random, noise: Noise, pools: Pools) -> Iterator[Batch]:
    """Batches of `items`, epoch after epoch."""
    while True:
        noisy = [disturb(item, items, rng, noise, pools) for item in items]  # before batching: it changes lengths
        for group in batches(noisy, size, rng):
            yield collate([noisy[i] for i in group])


def disturb(item: Encoded, others: list[Encoded], rng: random.Random, noise: Noise, pools: Pools) -> Encoded:
    """`item` with some of the noise."""
    if rng.random() < noise.names:
        item = renamed(item, rng, pools)
    if rng.random() < noise.stop:
        item = without_stop(item)
    if rng.random() < noise.join:
        other = others[rng.randrange(len(others))]
        if item.length + other.length < MAX_PIECES // 2:
            item = joined(item, other)
    elif rng.random() < noise.cut and len(item.pieces) > 12:
        size = rng.randint(len(item.pieces) // 2, len(item.pieces) - 1)
        start = rng.choice([0, len(item.pieces) - size])
        item = cut(item, start, start + size)
    shapes = item.shapes
    if rng.random() < noise.case:
        shapes = recased(shapes, item, rng.choice(("upper", "lower", "title", "headline")))
    shapes = [0 if rng.random() < noise.shape else s for s in shapes]
    pieces = [(MASK_PIECE,) if rng.random() < noise.word else p for p in item.pieces]
    return replace(item, shapes=shapes, pieces=pieces, length=sum(map(len, pieces)) + 2)


def recased(shapes: list[int], item: Encoded, style: str) -> list[int]:
    """The shapes that the sentence would have in another style of capitals."""
    out = []
    for kind, word in zip(shapes, item.pieces, strict=True):
        if style == "lower":
            kind = _LOWER if kind in _CASED or kind == _DOTTED else kind
        elif style == "upper":
            kind = (_CAPITAL if kind == _CAPITAL else _UPPER) if kind in _CASED else kind
        elif kind == _LOWER and (style == "title" or word[0] not in SMALL_WORDS):
            kind = _TITLE
        out.append(kind)
    return out


SMALL_WORDS = frozenset(
    {1996, 1037, 2019, 1997, 1999, 2006, 2000, 2005, 2012, 2011, 1998, 2030, 2021, 2013, 2004, 1005}
)
"""Ids of the words that headlines keep small: the a an of in on to for at by and or but from as '."""


def without_stop(item: Encoded) -> Encoded:
    """Without the last word, where nothing hangs on it."""
    n = len(item.pieces)
    if n < 3 or item.shapes[-1] != 9 or n in item.head or item.head[-1] == 0:  # 9: punctuation
        return item
    return cut(item, 0, n - 1)


def cut(item: Encoded, start: int, end: int) -> Encoded:
    """Words `start` to `end`; a head outside is not known any more."""
    heads = []
    for h in item.head[start:end]:
        inside = h == 0 or start < h <= end
        heads.append(IGNORE if h == IGNORE or not inside else h - start if h else 0)
    deprel = [r if h != IGNORE else IGNORE for r, h in zip(item.deprel[start:end], heads, strict=True)]
    ner = item.ner[start:end]
    if ner and ner[0] in (2, 4, 6):  # I- becomes B-
        ner = [ner[0] - 1, *ner[1:]]
    parts = {
        name: getattr(item, name)[start:end]
        for name in ("pieces", "shapes", "upos", "xpos", "lemma", "mention", "event", "factuality")
    }
    return Encoded(head=heads, deprel=deprel, ner=ner, length=sum(map(len, parts["pieces"])) + 2, **parts)


def joined(item: Encoded, other: Encoded) -> Encoded:
    """Two sentences run together: the second's root hangs on the first's, by a relation that is not scored."""
    n = len(item.pieces)
    root = item.head.index(0) + 1 if 0 in item.head else IGNORE
    heads = [*item.head, *((h + n if h > 0 else root if h == 0 else IGNORE) for h in other.head)]
    names = ("pieces", "shapes", "upos", "xpos", "lemma", "deprel", "ner", "mention", "event", "factuality")
    parts = {name: [*getattr(item, name), *getattr(other, name)] for name in names}
    return Encoded(head=heads, length=item.length + other.length - 2, **parts)
