"""The index finds what was entered, in memory and from disk, whatever was merged meanwhile."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.stories import index as module
from ascribe.stories.index import ShingleIndex

Entries = list[list[tuple[int, int]]]
HASHES = st.integers(0, 30) | st.integers(0, 2**32 - 1)
BATCHES = st.lists(st.lists(st.tuples(HASHES, st.integers(0, 2**31)), max_size=20), max_size=12)


def filled(batches: Entries) -> tuple[ShingleIndex, dict[int, list[int]]]:
    index = ShingleIndex()
    truth: dict[int, list[int]] = defaultdict(list)
    for batch in batches:
        hashes = np.array([h for h, _ in batch], dtype=np.uint32)
        index.add(hashes, np.array([d for _, d in batch], dtype=np.int64))
        for h, d in batch:
            truth[h].append(d)
    return index, truth


def found(index: ShingleIndex, hashes: list[int], most: int) -> dict[int, list[int]]:
    asked = np.unique(np.array(hashes, dtype=np.uint32))
    hits = index.lookup(asked, most)
    out: dict[int, list[int]] = defaultdict(list)
    for query, document in zip(hits.queries.tolist(), hits.documents.tolist(), strict=True):
        out[int(asked[query])].append(document)
    return {h: sorted(d) for h, d in out.items()}


@given(BATCHES, st.lists(HASHES, max_size=20))
def test_look_up_gives_what_was_entered(batches: Entries, asked: list[int]) -> None:
    index, truth = filled(batches)
    every = sum(map(len, batches))
    assert len(index) == every
    assert found(index, asked, every) == {h: sorted(truth[h]) for h in asked if h in truth}


@given(BATCHES)
def test_common_hashes_are_left_out_but_counted(batches: Entries) -> None:
    index, truth = filled(batches)
    asked = np.array(sorted(truth), dtype=np.uint32)
    assert index.lookup(asked, 2).holders.tolist() == [len(truth[h]) for h in sorted(truth)]
    assert found(index, list(truth), 2) == {h: sorted(d) for h, d in truth.items() if len(d) <= 2}


def test_segments_stay_few() -> None:
    index = ShingleIndex()
    for number in range(300):
        index.add(np.arange(10, dtype=np.uint32), np.full(10, number))
    assert len(index._segments) <= 10


def test_large_segments_are_merged_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 64)
    index = ShingleIndex()
    for number in range(40):
        index.add(np.arange(10, dtype=np.uint32), np.full(10, number))
    assert max(len(s.entries) for s in index._segments) <= 64
    assert found(index, [3], 40) == {3: list(range(40))}


@given(batches=BATCHES, more=BATCHES)
def test_what_is_saved_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, batches: Entries, more: Entries
) -> None:
    folder = tmp_path_factory.mktemp("index")
    index, truth = filled(batches)
    again = ShingleIndex.open(folder, index.save(folder, "first"))
    for batch in more:
        again.add(np.array([h for h, _ in batch], dtype=np.uint32), np.array([d for _, d in batch], dtype=np.int64))
        for h, d in batch:
            truth[h].append(d)
    last = ShingleIndex.open(folder, again.save(folder, "second"))
    every = sum(map(len, truth.values()))
    assert found(last, list(truth), every) == {h: sorted(d) for h, d in truth.items()}


def test_a_cut_segment_is_noticed(tmp_path: Path) -> None:
    index = ShingleIndex()
    index.add(np.arange(100, dtype=np.uint32), np.zeros(100, dtype=np.int64))
    segments = index.save(tmp_path, "s")
    (tmp_path / segments[0][0]).write_bytes((tmp_path / segments[0][0]).read_bytes()[:80])
    with pytest.raises(ValueError, match="100 expected"):
        ShingleIndex.open(tmp_path, segments)
