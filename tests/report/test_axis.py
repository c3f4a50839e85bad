"""The axis: days in order and equally wide, long empty stretches left out and said so."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.report.axis import BREAK, scale, ticks

START = date(2015, 2, 1)


def after(days: int) -> date:
    return START + timedelta(days=days)


def test_one_piece_where_something_is_told_all_along() -> None:
    found = scale([after(n) for n in range(0, 60, 7)], START, after(59), 100, 700)
    assert found.breaks == ()
    assert found.step == pytest.approx(10)
    assert (found.left_of(START), found.left_of(after(59)) + found.step) == (100, pytest.approx(700))


def test_years_without_anything_are_left_out() -> None:
    days = [after(n) for n in (0, 10, 20, 1800, 1810)]
    found = scale(days, days[0], days[-1], 0, 1000)
    assert [b.label for b in found.breaks] == ["5 years"]
    assert found.step == pytest.approx((1000 - BREAK) / 34)  # two pieces, a day of room on either side of the gap
    assert found.pieces[0].right + BREAK == found.pieces[1].left
    assert found.pieces[0].right <= found.left_of(after(900)) <= found.pieces[1].left
    assert [t.label for t in ticks(found) if t.strong] == ["Feb 2015", "Jan 2020"]


def test_the_first_label_has_the_year() -> None:
    found = scale([after(0), after(9)], after(3), after(35), 0, 1000)
    assert [t.label for t in ticks(found) if t.label][:2] == ["9 Feb 2015", "16 Feb"]


@pytest.mark.parametrize(("gap", "label"), [(45, "42 days"), (200, "6 months"), (800, "2 years")])
def test_the_break_says_how_long_it_is(gap: int, label: str) -> None:
    found = scale([START, after(1), after(1 + gap), after(2 + gap)], START, after(2 + gap), 0, 1000)
    assert [b.label for b in found.breaks] == [label]


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=30), st.integers(60, 1100))
def test_days_stand_in_order_and_inside(numbers: list[int], width: int) -> None:
    days = sorted({after(n) for n in numbers})
    found = scale(days, days[0], days[-1], 50, 250 + width)
    xs = [found.left_of(d) for d in days]
    assert all(a < b for a, b in pairwise(xs))
    assert xs[0] == 50
    assert xs[-1] + found.step == pytest.approx(250 + width)
    assert len(found.breaks) <= 4
    for day in days:
        assert 50 <= found.centre(day) <= 250 + width
    assert len(ticks(found)) < 250
