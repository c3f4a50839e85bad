"""Precision and recall of pairs, and B-cubed, where a document may carry several reports.

In go, for each document, the reports that it truly carries and the stories that it was put into; out come numbers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairs(groups: Sequence[Iterable[object]]) -> set[Pair]:
    """Pairs of documents that have a group in common; `groups[i]` are those of document i."""
    members: dict[object, list[int]] = defaultdict(list)
    for i, keys in enumerate(groups):
        for key in keys:
            members[key].append(i)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def pair_score(found: set[Pair], true: set[Pair]) -> Score:
    right = len(found & true)
    return Score(right / len(found) if found else 1.0, right / len(true) if true else 1.0)


def b_cubed(found: set[Pair], true: set[Pair], size: int) -> Score:
    """Extended B-cubed over documents: of those grouped with a document, how many belong there, and the reverse.
    Every document is grouped with itself."""
    ours, theirs = _neighbours(found), _neighbours(true)
    precision = recall = 0.0
    for i in range(size):
        a, b = ours.get(i, set()) | {i}, theirs.get(i, set()) | {i}
        both = len(a & b)
        precision += both / len(a)
        recall += both / len(b)
    return Score(precision / size, recall / size)


def _neighbours(links: set[Pair]) -> Mapping[int, set[int]]:
    out: dict[int, set[int]] = defaultdict(set)
    for i, j in links:
        out[i].add(j)
        out[j].add(i)
    return out
