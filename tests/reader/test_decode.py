"""Trees and spans from scores, against brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.reader.decode import heads, is_tree, names

BIO = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


def log_probabilities(rng: np.random.Generator, rows: int, columns: int, sharp: float) -> np.ndarray:
    raw = rng.normal(size=(rows, columns)).astype(np.float32) * sharp
    return raw - np.log(np.exp(raw).sum(1, keepdims=True))


def best_tree(arc: np.ndarray) -> float:
    n = len(arc)
    rows = np.arange(n)
    every = (list(p) for p in product(range(n + 1), repeat=n))
    return max(float(arc[rows, p].sum()) for p in every if is_tree(p) and all(h != i + 1 for i, h in enumerate(p)))


@given(st.integers(0, 10_000), st.integers(1, 5), st.sampled_from([0.5, 3.0]))
def test_the_tree_is_the_best_with_one_root(seed: int, n: int, sharp: float) -> None:
    arc = log_probabilities(np.random.default_rng(seed), n, n + 1, sharp)
    found = heads(arc)
    assert is_tree(found)
    assert all(h != i + 1 for i, h in enumerate(found))
    # at most four roots are tried when the best tree has several, so five words may miss the optimum
    if n <= 4:
        assert float(arc[np.arange(n), found].sum()) == pytest.approx(best_tree(arc), abs=1e-4)


@given(st.integers(0, 10_000), st.integers(20, 90))
def test_long_sentences_are_trees(seed: int, n: int) -> None:
    assert is_tree(heads(log_probabilities(np.random.default_rng(seed), n, n + 1, 1.0)))


def test_extreme_scores_are_trees() -> None:
    for n in (2, 7, 40):
        arc = np.full((n, n + 1), -np.inf, np.float32)
        assert is_tree(heads(arc))
        assert is_tree(heads(np.zeros((n, n + 1), np.float32)))


@pytest.mark.parametrize(
    ("found", "expected"),
    [([0], True), ([2, 0], True), ([2, 1], False), ([0, 0], False), ([0, 3, 2], False), ([2, 3, 0], True)],
)
def test_is_tree(found: list[int], expected: bool) -> None:
    assert is_tree(found) is expected


def sequences(n: int) -> list[tuple[int, ...]]:
    def valid(sequence: tuple[int, ...]) -> bool:
        before = "O"
        for label in (BIO[i] for i in sequence):
            if label[0] == "I" and before[1:] != label[1:]:
                return False
            before = label
        return True

    return [s for s in product(range(len(BIO)), repeat=n) if valid(s)]


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_names_are_the_best_valid_sequence(seed: int, n: int) -> None:
    scores = log_probabilities(np.random.default_rng(seed), n, len(BIO), 2.0)
    best = max(sequences(n), key=lambda s: float(scores[np.arange(n), s].sum()))
    expected = []
    for i, label in enumerate(best):
        if BIO[label][0] == "B":
            expected.append((BIO[label][2:], i, i))
        elif BIO[label][0] == "I":
            expected[-1] = (*expected[-1][:2], i)
    found = names(scores, BIO)
    assert [f[:3] for f in found] == expected
    assert all(0 < f[3] <= 1.00001 for f in found)
