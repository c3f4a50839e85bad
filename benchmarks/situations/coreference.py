"""The CoNLL score of coreference: the mean of MUC, B-cubed and CEAF-e, from their papers.

In go the clusters of a key and a response over mentions of any hashable kind; out come precision, recall and F1.
MUC: Vilain et al. 1995; B-cubed: Bagga and Baldwin 1998; CEAF with the entity similarity phi4: Luo 2005.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

Clusters = Collection[frozenset[Hashable]]


@dataclass(frozen=True, slots=True)
class Prf:
    precision: float
    recall: float

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Conll:
    muc: Prf
    b_cubed: Prf
    ceaf_e: Prf

    @property
    def f(self) -> float:
        return (self.muc.f + self.b_cubed.f + self.ceaf_e.f) / 3


def conll(key: Clusters, response: Clusters) -> Conll:
    return Conll(muc(key, response), b_cubed(key, response), ceaf_e(key, response))


def clusters(of: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """Mention -> cluster's name, as clusters."""
    members: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in of.items():
        members[name].add(mention)
    return [frozenset(m) for m in members.values()]


def _home(found: Clusters) -> dict[Hashable, int]:
    return {mention: n for n, cluster in enumerate(found) for mention in cluster}


def muc(key: Clusters, response: Clusters) -> Prf:
    """Links: of those that a cluster needs, the share that the other side has. Single mentions have none."""
    return Prf(_links(response, _home(key)), _links(key, _home(response)))


def _links(found: Clusters, home: Mapping[Hashable, int]) -> float:
    right = of = 0
    for cluster in found:
        parts = len({home[m] for m in cluster if m in home}) + sum(m not in home for m in cluster)
        right += len(cluster) - parts
        of += len(cluster) - 1
    return right / of if of else 0.0


def b_cubed(key: Clusters, response: Clusters) -> Prf:
    """Mentions: the share of a mention's cluster that the other side puts with it."""
    return Prf(_shared(response, key), _shared(key, response))


def _shared(found: Clusters, other: Clusters) -> float:
    home = _home(other)
    right = 0.0
    for cluster in found:
        counts = Counter(home[m] for m in cluster if m in home)
        right += sum(n * n for n in counts.values()) / len(cluster)
    size = sum(map(len, found))
    return right / size if size else 0.0


def ceaf_e(key: Clusters, response: Clusters) -> Prf:
    """Clusters: each matched with one of the other side at most, so that they share as much as can be."""
    home = _home(key)
    wholes = list(key)
    similar: dict[tuple[int, int], float] = {}
    for n, cluster in enumerate(response):
        for k, shared in Counter(home[m] for m in cluster if m in home).items():
            similar[k, n] = 2 * shared / (len(wholes[k]) + len(cluster))
    best = sum(_best(part) for part in _connected(similar))
    return Prf(best / len(response) if response else 0.0, best / len(key) if key else 0.0)


def _connected(weights: Mapping[tuple[int, int], float]) -> Iterable[dict[tuple[int, int], float]]:
    """The pairs in parts that share no row and no column: each can be matched by itself."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(x: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(x, x) != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for row, column in weights:
        parent[root(("row", row))] = root(("column", column))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = defaultdict(dict)
    for pair, weight in weights.items():
        parts[root(("row", pair[0]))][pair] = weight
    return parts.values()


def _best(weights: Mapping[tuple[int, int], float]) -> float:
    """The largest sum of weights with each row and column used once at most: the Hungarian method with potentials."""
    rows = sorted({r for r, _ in weights})
    columns = sorted({c for _, c in weights})
    if len(rows) > len(columns):
        return _best({(c, r): w for (r, c), w in weights.items()})
    n, m = len(rows), len(columns)
    cost = [[-weights.get((r, c), 0.0) for c in columns] for r in rows]
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    row_of = [0] * (m + 1)  # 1-based; column 0 holds the row that is being placed
    for i in range(1, n + 1):
        row_of[0] = i
        j0 = 0
        least = [float("inf")] * (m + 1)
        way = [0] * (m + 1)
        used = [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = row_of[j0], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                reduced = cost[i0 - 1][j - 1] - u[i0] - v[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[row_of[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if not row_of[j0]:
                break
        while j0:
            row_of[j0] = row_of[way[j0]]
            j0 = way[j0]
    return -sum(cost[row_of[j] - 1][j - 1] for j in range(1, m + 1) if row_of[j])
