"""The timeline: every claim is drawn or counted, inside the picture, on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from ascribe.report.cards import Card, cards
from ascribe.report.timeline import STACK, WIDTH, Dated, Timeline, timeline

Json = dict[str, Any]
MakeClaim = Callable[..., Json]
On = Callable[..., Json]


def reports(*days: str) -> list[Dated]:
    return [Dated(f"d{i}", "a report", date.fromisoformat(d), False) for i, d in enumerate(days)]


def drawn(picture: Timeline) -> int:
    return sum(len(lane.marks) + len(lane.bars) + sum(m.count for m in lane.more) for lane in picture.lanes)


def made(claims: list[Json]) -> list[Card]:
    return cards([{**c, "story": None} for c in claims], [])


def test_nothing_dated_gives_no_picture(make_claim: MakeClaim) -> None:
    assert timeline([], []) is None
    assert timeline(made([make_claim()]), []) is None


def test_marks_stand_in_the_order_of_days(make_claim: MakeClaim, on: On) -> None:
    days = ["2024-11-14", "2024-11-15", "2024-11-20", "2024-12-01"]
    picture = timeline(made([make_claim(time=on(d)) for d in days]), reports("2024-11-16", "2024-12-02"))
    assert picture is not None
    xs = [m.x for m in picture.lanes[0].marks]
    assert xs == sorted(xs)
    assert len(set(xs)) == 4
    assert picture.left <= xs[0] < xs[-1] <= picture.right
    by_day = (xs[1] - xs[0], (xs[2] - xs[1]) / 5)
    assert by_day[0] == pytest.approx(by_day[1])


def test_history_plans_and_undated_stand_apart(make_claim: MakeClaim, on: On) -> None:
    claims = [
        make_claim(time=on("2022-01-01", "2022-12-31")),
        make_claim(time=on("2024-11-15")),
        make_claim(time=on("2025-06-01"), factuality="planned"),
        make_claim(),
    ]
    picture = timeline(made(claims), reports("2024-11-16"))
    assert picture is not None
    assert (picture.has_before, picture.has_after, picture.undated) == (True, True, 1)
    x = {m.card.when: m.x for m in picture.lanes[0].marks}
    assert x["2022"] < picture.left < x["15 Nov 2024"] < picture.right < x["1 Jun 2025"] < picture.undated_x < x[""]


def test_bars_are_clipped_and_do_not_overlap(make_claim: MakeClaim, on: On) -> None:
    spans = [("2023-03-01", None), ("2024-11-10", "2024-11-20"), ("2024-11-15", "2024-11-25"), (None, "2024-11-12")]
    picture = timeline(made([make_claim(time=on(a, b)) for a, b in spans]), reports("2024-11-08", "2024-11-28"))
    assert picture is not None
    bars = picture.lanes[0].bars
    assert len(bars) == 4
    for bar in bars:
        assert picture.left <= bar.x
        assert bar.x + bar.width <= picture.right + 0.01
        for other in bars:
            apart = bar.x + bar.width <= other.x or other.x + other.width <= bar.x
            assert bar is other or bar.y != other.y or apart
    open_ends = {bar.card.when: (bar.open_left, bar.open_right) for bar in bars}
    assert open_ends["since 1 Mar 2023"] == (True, True)
    assert open_ends["10–20 Nov 2024"] == (False, False)


@pytest.mark.parametrize("number", [1, STACK, STACK + 1, 400])
def test_every_claim_is_drawn_or_counted(make_claim: MakeClaim, on: On, number: int) -> None:
    times = [on("2024-11-15"), on("2024-11-10", "2024-11-20"), on("1999-01-01"), on("2030-01-01"), None]
    claims = [make_claim(time=t) for t in times for _ in range(number)]
    picture = timeline(made(claims), reports("2024-11-16"))
    assert picture is not None
    assert drawn(picture) == len(claims)
    for lane in picture.lanes:
        for x, y in [(m.x, m.y) for m in lane.marks] + [(m.x, m.y) for m in lane.more]:
            assert lane.y <= y <= lane.y + lane.height
            assert 0 <= x <= WIDTH


@pytest.mark.parametrize(
    "days", [("0001-01-01", "9999-12-31"), ("2024-02-29",), ("2010-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")]
)
def test_any_period_has_few_ticks(make_claim: MakeClaim, days: tuple[str, ...]) -> None:
    picture = timeline(made([make_claim()]), reports(*days))
    assert picture is not None
    assert len(picture.ticks) < 140
    labelled = [t.x for t in picture.ticks if t.label]
    assert all(b - a >= 50 for a, b in pairwise(labelled))


def test_lanes_follow_the_codebook(make_claim: MakeClaim, on: On) -> None:
    kinds = ["ASSAULT", None, "AGREE", "AID"]
    picture = timeline(made([make_claim(event_type=k, time=on("2024-11-15")) for k in kinds]), [])
    assert picture is not None
    assert [lane.type for lane in picture.lanes] == ["AGREE", "AID", "ASSAULT", ""]
