"""Words that mean the same event, and names that say little (`lexicon/likewords.toml`).

In: a lemma, or the names of two reports. Out: the word that stands for it; how much they have in common.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import sqrt

_LONGEST = 4
"""Words of the longest entry."""
_PLAIN = 0.35
"""How much a name that many reports have counts, beside 1 for any other."""


@dataclass(frozen=True, slots=True)
class _LikeWords:
    stands_for: dict[str, str]
    plain: frozenset[str]


@cache
def _lexicon() -> _LikeWords:
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "likewords.toml").read_text("utf-8"))
    stands_for: dict[str, str] = {}
    for line in table["alike"]:
        first, *others = (" ".join(word.split()) for word in line.split(","))
        stands_for |= dict.fromkeys((first, *others), first)
    return _LikeWords(stands_for, frozenset(table["plain"].split()))


@lru_cache(maxsize=10_000)
def like_word(lemma: str) -> str | None:
    """The word that stands for an event's lemma, by as many of its last words as are known; None: it has none."""
    words = re.findall(r"[\w']+", lemma.lower())
    known = _lexicon().stands_for
    for length in range(min(_LONGEST, len(words)), 0, -1):
        found = known.get(" ".join(words[-length:]))
        if found:
            return found
    return None


def in_common(a: Sequence[str], b: Sequence[str]) -> float:
    """How much the names of two reports have in common, from 0 to 1: the cosine, where plain names count for less."""
    both = set(a) & set(b)
    return _weight(both) / sqrt(_weight(a) * _weight(b)) if both else 0.0


def _weight(names: Iterable[str]) -> float:
    plain = _lexicon().plain
    return sum(_PLAIN * _PLAIN if name in plain else 1.0 for name in names)
