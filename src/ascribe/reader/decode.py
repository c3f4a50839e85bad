"""In: scores of arcs and labels for one sentence. Out: a tree with one root, and spans that do not overlap."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Name = tuple[str, int, int, float]
"""Label, first and last word, probability."""
BLOCKED = np.float32(-1e9)  # far below any log-probability, and finite: sums stay comparable
ROOT_TRIES = 4  # candidates for the root that are tried when the best tree has several; more never won


def heads(arc: Floats) -> list[int]:
    """The head of each of n words from log-probabilities [n, n + 1] (column 0 the root): 0 root, i + 1 word i.

    Each word's best head where that is a tree with one root, else Chu-Liu-Edmonds under the one-root constraint.
    """
    n = arc.shape[0]
    if n == 1:
        return [0]
    greedy: list[int] = arc.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    full = np.full((n + 1, n + 1), BLOCKED, np.float32)
    full[1:] = np.maximum(arc, BLOCKED / 2)  # whatever the network says, a blocked arc must be worse
    np.fill_diagonal(full, BLOCKED)
    best = _spanning_tree(full)
    if sum(h == 0 for h in best[1:]) == 1:
        return best[1:]
    answer: list[int] = []
    top = -np.inf
    rows = np.arange(1, n + 1)
    for root in np.argsort(-arc[:, 0], kind="stable")[:ROOT_TRIES].tolist():
        one = full.copy()
        one[1:, 0] = BLOCKED
        one[root + 1, :] = BLOCKED
        one[root + 1, 0] = 0.0
        tree = _spanning_tree(one)[1:]
        if not is_tree(tree):
            continue
        total = float(full[rows, tree].sum())
        if total > top:
            answer, top = tree, total
    return answer


def is_tree(found: list[int]) -> bool:
    """Whether heads (0 root, i + 1 word i) form one tree with one root."""
    if found.count(0) != 1:
        return False
    state = [0] * (len(found) + 1)  # 0 unseen, 1 on this path, 2 reaches the root
    state[0] = 2
    for start in range(1, len(found) + 1):
        node, path = start, []
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = found[node - 1]
        if state[node] == 1:
            return False
        for seen in path:
            state[seen] = 2
    return True


def _spanning_tree(scores: Floats) -> list[int]:
    """Chu-Liu-Edmonds on [dependent, head] with node 0 as root: the head of every node (0 for the root itself)."""
    best = scores.argmax(1)
    best[0] = 0
    cycle = _cycle(best.tolist())
    if not cycle:
        return best.tolist()  # type: ignore[no-any-return]
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.asarray(cycle)
    # the cycle becomes one node: entering it at a member costs that member's arc within the cycle
    within = scores[members, best[members]]
    entering = scores[np.ix_(members, outside)] - within[:, None]
    enter_at = entering.argmax(0)
    leaving = scores[np.ix_(outside, members)]
    leave_from = leaving.argmax(1)
    m = len(outside)
    small = np.full((m + 1, m + 1), BLOCKED, np.float32)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    small[m, :m] = entering.max(0)
    small[:m, m] = leaving.max(1)
    small[0] = BLOCKED
    tree = _spanning_tree(small)
    out = best.copy()
    for i in range(1, m):
        out[outside[i]] = members[leave_from[i]] if tree[i] == m else outside[tree[i]]
    out[members[enter_at[tree[m]]]] = outside[tree[m]]
    out[0] = 0
    return out.tolist()  # type: ignore[no-any-return]


def _cycle(found: list[int]) -> list[int]:
    """Nodes of one cycle, or none. Node 0 points to itself and is no cycle."""
    seen = [0] * len(found)
    seen[0] = -1
    for start in range(1, len(found)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = found[node]
        if seen[node] == start:
            cycle, at = [node], found[node]
            while at != node:
                cycle.append(at)
                at = found[at]
            return cycle
    return []


def names(scores: Floats, labels: tuple[str, ...]) -> list[Name]:
    """Spans (kind, first, last, probability) from log-probabilities [n, labels] of BIO labels.

    The best sequence in which every I- follows its own kind; the probability is the geometric mean over the words.
    """
    best = scores.argmax(1).tolist()
    if not any(best):  # label 0 is O
        return []
    if not _is_bio(best, labels):
        best = _viterbi(scores, labels)
    out: list[Name] = []
    for i, label in enumerate(best):
        if label == 0:
            continue
        kind = labels[label][2:]
        if labels[label][0] == "B":
            out.append((kind, i, i, float(scores[i, label])))
        else:
            _, first, _, total = out[-1]
            out[-1] = (kind, first, i, total + float(scores[i, label]))
    return [(kind, first, last, float(np.exp(total / (last - first + 1)))) for kind, first, last, total in out]


def _may_follow(label: str, before: str | None) -> bool:
    return not label.startswith("I-") or (before is not None and before[1:] == label[1:])


def _is_bio(sequence: list[int], labels: tuple[str, ...]) -> bool:
    before: str | None = None
    for label in sequence:
        if not _may_follow(labels[label], before):
            return False
        before = labels[label]
    return True


def _viterbi(scores: Floats, labels: tuple[str, ...]) -> list[int]:
    allowed = np.array([[0.0 if _may_follow(b, a) else BLOCKED for b in labels] for a in labels], np.float32)
    start = np.array([0.0 if _may_follow(b, None) else BLOCKED for b in labels], np.float32)
    total = scores[0] + start
    back = []
    for row in scores[1:]:
        paths = total[:, None] + allowed
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
