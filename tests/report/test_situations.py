"""The section of situations: states as intervals on the page's axis, links to cards, disputes, what is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from told import claim, days, disagreement, side, situation, state

from ascribe.exports.open_items import open_items
from ascribe.report import ReportData, build
from ascribe.report.cards import cards
from ascribe.report.situations import OPEN_LIMIT, WIDTH, Row, situations

Json = dict[str, Any]
WINDOW = date(2024, 11, 1), date(2024, 11, 30)
ID = "a" * 16


def row(told: Json) -> Row:
    found = situations([situation(told, id=ID)], [], [], [], WINDOW)
    return found.told[0].rows[0]


def bars(told: Json) -> list[tuple[str, int, int]]:
    """Kind, first and last day of each bar, in days of November."""
    step = (WIDTH - 12) / 30
    return [(b.kind, round((b.x - 6) / step) + 1, round((b.x + b.width - 6) / step)) for b in row(told).bars]


def test_thick_while_it_held() -> None:
    told = state("paused", since=days("2024-11-04"), until=days("2024-11-11"))
    assert bars(told) == [("sure", 4, 11)]
    assert row(told).goes_on is None


def test_thin_where_it_can_have_begun_or_ended() -> None:
    told = state("paused", since=days("2024-11-02", "2024-11-04"), until=days("2024-11-11", "2024-11-15"))
    assert bars(told) == [("unsure", 2, 4), ("sure", 4, 11), ("unsure", 11, 15)]


def test_what_is_not_known_to_have_ended_goes_on_from_its_last_report() -> None:
    told = row(state("ongoing", since=days("2024-11-04"), last_told="2024-11-20"))
    assert [b.kind for b in told.bars] == ["sure"]
    assert told.goes_on == told.bars[0].x + told.bars[0].width


def test_what_happens_on_a_day_is_a_mark() -> None:
    told = row(state("completed", since=days("2024-11-14")))
    assert told.point is not None
    assert (told.bars, told.goes_on, told.only_told) == ((), None, False)
    assert bars(state("completed", since=days("2024-11-11", "2024-11-17"))) == [("unsure", 11, 17)]


def test_without_a_day_it_stands_where_it_was_reported_and_looks_so() -> None:
    told = row(state("ongoing"))
    assert told.point is not None
    assert told.only_told
    assert bars(state("ongoing", last_told="2024-11-20")) == [("told", 10, 20)]
    assert row(state(known_since=None, last_told=None)).point is None


def test_what_is_expected_is_drawn_apart() -> None:
    told = state("planned", "planned", expected=days("2024-11-20", "2024-11-22"))
    assert bars(told) == [("expected", 20, 22)]


@pytest.mark.parametrize(
    "told",
    [
        state("begun", since=days("1846-01-01", "1846-12-31")),
        state("planned", "planned", expected=days("2031-01-01", None)),
        state("ongoing", since=days("2024-11-20"), until=days("2024-11-02")),
        state("ongoing", until=days(None, None)),
    ],
)
def test_what_lies_outside_stays_inside_the_picture(told: Json) -> None:
    for bar in row(told).bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= WIDTH


def test_no_days_no_pictures() -> None:
    found = situations([situation(state())], [], [], [], None)
    assert found.axis is None
    assert found.told[0].rows[0].bars == ()


def test_disputes_contradictions_first_and_marked_in_their_situation() -> None:
    detail = disagreement(side("nine", "c1"), side("ten", "c2"), kind="detail", situation=ID)
    found = situations([situation(state(), id=ID)], [detail, {**detail, "kind": "contradiction"}], [], [], WINDOW)
    assert [d.kind for d in found.disputes] == ["contradiction", "detail"]
    assert found.told[0].disputes == 1
    assert found.disputes[0].anchor == found.told[0].anchor == f"t-{ID}"


def test_the_first_few_open_items_of_a_kind_and_how_many_more() -> None:
    many = [situation(state("paused", claims=[f"c{i}"]), id=f"{i:016x}") for i in range(OPEN_LIMIT + 3)]
    (waits,) = situations([], [], open_items(many, date(2024, 12, 1)), [], WINDOW).waits
    assert (waits.count, len(waits.items), waits.left_out) == (OPEN_LIMIT + 3, OPEN_LIMIT, 3)
    assert waits.items[0].anchor is None, "not on the page"
    assert waits.items[0].age == "21 days, first told 10 Nov 2024"


def test_copies_make_one_link(small: ReportData) -> None:
    found = situations(small.situations or [], small.disagreements, small.open_items, cards(small.claims, []), WINDOW)
    stormed = found.told[0].rows[0]
    assert [card.event for card in stormed.cards] == ["stormed"]
    assert found.told[0].hangs[0].anchor is None
    assert [e.cards[0].factuality for e in found.disputes[0].sides] == ["asserted", "denied"]
    assert found.waits[0].items[0].details == "expected 24 Dec 2024, if asked"


def test_on_the_page(small: ReportData) -> None:
    html = build(small)
    for text in (
        "Storming of the port",
        "15 Nov 2024, ended between 17 and 18 Nov 2024",
        "depends on an approval",
        "Approval of the port",
        "disputed",
        "A clerk says that the port was stormed, Rosa Dube that it was not.",
        "Depends on a condition",
        "if asked",
        "2 more situations",
        'class="sure"',
        'class="unsure"',
    ):
        assert text in html, text
    assert f'href="#t-{ID}"' in html
    assert "situations" not in build(replace(small, situations=None)).split("<main", 1)[1].lower()


def test_a_claim_that_is_not_on_the_page_is_not_linked() -> None:
    found = situations([situation(state(claims=["gone"]), id=ID)], [], [], cards([claim("c1")], []), WINDOW)
    assert found.told[0].rows[0].cards == ()


def test_labels_of_the_axis_do_not_overlap(small: ReportData) -> None:
    told = [
        situation(state(since=days(d)), id=f"{i:016x}")
        for i, d in enumerate(("2019-02-01", "2021-09-02", "2022-06-01"))
    ]
    axis = situations(told, [], [], [], (date(2019, 1, 1), date(2022, 7, 1))).axis
    assert axis is not None
    labelled = [tick.x for tick in axis.ticks if tick.label]
    assert len(labelled) > 1
    assert all(b - a >= 54 for a, b in pairwise(labelled))


def test_a_state_whose_claims_are_left_out_says_so(small: ReportData) -> None:
    assert "its claims are not on this page" not in build(small)
    gone = [{**s, "states": [{**x, "claims": ["gone"]} for x in s["states"]]} for s in small.situations or []]
    assert "its claims are not on this page" in build(replace(small, situations=gone))
