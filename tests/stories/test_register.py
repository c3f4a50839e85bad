"""What is remembered of documents: columns in memory and on disk, families with the earliest member as root."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_texts import REPORT, document

from ascribe.stories.fingerprint import fingerprint
from ascribe.stories.register import UNDATED, Register, bits

PRINTS = [fingerprint(document(str(i), *REPORT[i:])) for i in range(len(REPORT))]


def test_bits_are_counted() -> None:
    names = np.array([[0, 255], [1, 128]], dtype=np.uint8)
    assert bits(names).tolist() == [8, 2]


def test_rows_are_the_same_before_and_after_saving(tmp_path: Path) -> None:
    register = Register()
    for number, found in enumerate(PRINTS[:4]):
        register.add([(number, found, number)])
    register.join(2, 1)
    register.save(tmp_path, "families-1.u32")
    for number, found in enumerate(PRINTS[4:], start=4):
        register.add([(number, found, number)])
    again = Register.open(tmp_path, "families-1.u32", 4)
    for number, found in enumerate(PRINTS[4:], start=4):
        again.add([(number, found, number)])
    again.save(tmp_path, "families-2.u32")
    last = Register.open(tmp_path, "families-2.u32", len(PRINTS))
    every = np.arange(len(PRINTS))
    for name in ("content", "day", "words", "names"):
        for other in (again, last):
            assert np.array_equal(register.column(name, every), other.column(name, every))
    assert last.root(2) == 1
    assert last.size(1) == 2


def test_numbers_ascend_and_may_skip() -> None:
    register = Register()
    register.add([(3, PRINTS[0], 1)])
    register.add([(7, PRINTS[1], 1)])
    assert register.column("words", np.array([3, 5, 7])).tolist() == [PRINTS[0].words, 0, PRINTS[1].words]
    with pytest.raises(ValueError, match="come after"):
        register.add([(5, PRINTS[2], 1)])


@given(
    st.lists(st.integers(0, 5) | st.just(UNDATED), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20),
)
def test_the_earliest_member_leads_its_family(days: list[int], joins: list[tuple[int, int]]) -> None:
    register = Register()
    for number, day in enumerate(days):
        register.add([(number, PRINTS[number % len(PRINTS)], day)])
    family = {n: {n} for n in range(len(days))}
    for a, b in joins:
        if a < len(days) and b < len(days):
            register.join(a, b)
            both = family[a] | family[b]
            for n in both:
                family[n] = both
    for n, members in family.items():
        assert register.root(n) == min(members, key=lambda m: (days[m], m))
        assert register.size(n) == len(members)


def test_damage_is_noticed(tmp_path: Path) -> None:
    register = Register()
    register.add([(0, PRINTS[0], 1)])
    register.save(tmp_path, "families-1.u32")
    with pytest.raises(ValueError, match="2 documents expected"):
        Register.open(tmp_path, "families-1.u32", 2)
