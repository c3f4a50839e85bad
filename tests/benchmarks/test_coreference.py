"""The coreference scores on worked examples of the papers, and the best matching against all matchings."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from benchmarks.situations.coreference import _best, b_cubed, ceaf_e, clusters, conll, muc

TRUTH = [frozenset("12345"), frozenset("67"), frozenset("89ABC")]
SMALL_MERGED = [frozenset("12345"), frozenset("6789ABC")]
LARGE_MERGED = [frozenset("1234589ABC"), frozenset("67")]


def test_bagga_and_baldwin() -> None:
    """Their example (1998): MUC cannot tell the two responses apart, B-cubed can."""
    for response in (SMALL_MERGED, LARGE_MERGED):
        assert muc(TRUTH, response).recall == 1
        assert muc(TRUTH, response).precision == pytest.approx(0.9)
        assert b_cubed(TRUTH, response).recall == 1
    assert b_cubed(TRUTH, SMALL_MERGED).precision == pytest.approx(16 / 21)  # .76
    assert b_cubed(TRUTH, LARGE_MERGED).precision == pytest.approx(7 / 12)  # .58


def test_ceaf_by_hand() -> None:
    """12345 is whole; 6789ABC and 89ABC share five of seven and five: 10/12. The other: 1, and 10/15."""
    assert ceaf_e(TRUTH, SMALL_MERGED).precision == pytest.approx((1 + 10 / 12) / 2)
    assert ceaf_e(TRUTH, SMALL_MERGED).recall == pytest.approx((1 + 10 / 12) / 3)
    assert ceaf_e(TRUTH, LARGE_MERGED).precision == pytest.approx((1 + 10 / 15) / 2)


def test_all_right_and_all_alone() -> None:
    assert conll(TRUTH, TRUTH).f == 1
    alone = [frozenset(m) for m in "123456789ABC"]
    found = conll(TRUTH, alone)
    assert (found.muc.f, found.b_cubed.precision, found.b_cubed.recall) == (0, 1, pytest.approx(3 / 12))


def test_mentions_of_one_side_only() -> None:
    """x is no mention of the key, and c none of the response."""
    key, response = [frozenset("abc")], [frozenset("abx")]
    assert muc(key, response).recall == muc(key, response).precision == pytest.approx(1 / 2)
    assert b_cubed(key, response).recall == pytest.approx(4 / 3 / 3)
    assert ceaf_e(key, response).recall == pytest.approx(2 * 2 / 6)


def test_clusters_of_a_mapping() -> None:
    assert sorted(map(sorted, clusters({"a": 1, "b": 2, "c": 1}))) == [["a", "c"], ["b"]]


@pytest.mark.parametrize("seed", range(30))
def test_best_matching_is_the_best_of_all(seed: int) -> None:
    rng = random.Random(seed)
    n, m = rng.randint(1, 5), rng.randint(1, 5)
    weights = {(r, c): rng.random() for r in range(n) for c in range(m) if rng.random() < 0.7}
    weights.setdefault((0, 0), 0.5)
    size = max(n, m)
    every = (sum(weights.get((r, c), 0.0) for r, c in enumerate(p)) for p in permutations(range(size)))
    assert _best(weights) == pytest.approx(max(every))
