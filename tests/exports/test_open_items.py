"""What is open: by what it waits for, how old it is, and what closes it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from told import claim, days, situation, speaker, state

from ascribe.exports.open_items import open_items, with_evidence

Json = dict[str, Any]
TODAY = date(2024, 12, 1)


def opened(*states: Json, **more: Any) -> list[Json]:
    return open_items([situation(*states, **more)], TODAY)


def kinds(*states: Json, **more: Any) -> list[str]:
    return [item["what"] for item in opened(*states, **more)]


@pytest.mark.parametrize(
    ("told", "what"),
    [
        (state("pending"), "pending"),
        (state("requested"), "request unanswered"),
        (state("planned", "conditional", condition="it rains"), "condition unmet"),
        (state("delayed"), "delayed"),
        (state("paused"), "paused"),
        (state("planned", "planned"), "planned"),
        (state("planned", "planned", expected=days("2024-12-24")), "planned"),
        (state("planned", "planned", expected=days("2024-11-20")), "overdue"),
    ],
)
def test_what_is_open(told: Json, what: str) -> None:
    assert kinds(told) == [what]


@pytest.mark.parametrize(
    "told",
    [
        state("ongoing"),
        state("completed"),
        state("requested", "denied"),
        state("pending", "undisclosed"),
        state("paused", "possible"),
        state("paused", until=days("2024-11-12")),
        state("planned", "planned", expected=days("2005-01-01", "2005-12-31")),
    ],
)
def test_what_is_not(told: Json) -> None:
    assert kinds(told) == []


def test_an_approval_is_awaited_where_one_is_asked_for() -> None:
    assert kinds(state("pending"), kind="approval") == ["approval awaited"]
    hangs = [{"situation": "b2", "how": "approval", "claim": "c1", "title": None}]
    assert kinds(state("pending"), dependencies=hangs) == ["approval awaited"]


def test_ages_count_from_the_first_report_and_from_the_day_that_passed() -> None:
    (item,) = opened(state("planned", "planned", known_since="2024-11-10", expected=days("2024-11-20", "2024-11-25")))
    assert (item["age"], item["overdue"]) == (21, 6)
    (item,) = opened(state("requested", known_since=None))
    assert (item["age"], item["overdue"]) == (None, None)


def test_answers_close_what_they_answer() -> None:
    asked = state("requested", known_since="2024-11-10")
    assert kinds(asked, state("approved", known_since="2024-11-10")) == []
    assert kinds(asked, state("refused", known_since="2024-11-12")) == []
    assert kinds(asked, state("approved", known_since="2024-11-02")) == ["request unanswered"], "of another request"
    assert kinds(asked, state("approved", "possible", known_since="2024-11-12")) == ["request unanswered"]


def test_a_request_is_answered_by_what_was_done_at_it() -> None:
    asked = situation(state("requested"), id="b2", kind="request")
    hangs = [{"situation": "b2", "how": "request", "claim": "c1", "title": None}]
    begun = situation(state("begun", known_since="2024-11-10"), dependencies=hangs)
    denied = situation(state("begun", "denied"), dependencies=hangs)
    assert open_items([asked, begun], TODAY) == []
    assert [i["what"] for i in open_items([asked, denied], TODAY)] == ["request unanswered"]


def test_what_came_later_closes_a_plan_and_what_went_on_before_does_not() -> None:
    plan = state("planned", "planned", known_since="2024-11-10")
    assert kinds(plan, state("begun", since=days("2024-11-15"))) == []
    assert kinds(plan, state("ongoing", since=days("2024-10-15"))) == ["planned"]
    dated = state("planned", "planned", known_since="2024-11-10", expected=days("2025-02-01", "2025-02-28"))
    assert kinds(dated, state("ongoing", known_since="2024-11-20")) == ["planned"]


def test_a_pause_ends_with_the_resumption_of_the_same_report() -> None:
    assert kinds(state("paused"), state("resumed")) == []


def test_the_same_thing_open_twice_is_one_item() -> None:
    weak = state("requested", claims=["c1"], reports=1)
    strong = state("requested", claims=["c2", "c3"], reports=2, origins=2, known_since="2024-11-12")
    (item,) = opened(weak, strong)
    assert item["claims"] == ["c2", "c3"]
    assert kinds(*(state("planned", "planned", expected=days(d)) for d in ("2024-11-20", "2025-01-01"))) == [
        "overdue",
        "planned",
    ]


def test_a_plan_is_listed_once_where_its_day_is_told() -> None:
    told = state("planned", "planned", expected=days("2025-01-01"), last_told="2024-11-12")
    (item,) = opened(told, state("planned", "possible", last_told="2024-11-10"))
    assert item["expected"] == days("2025-01-01")
    later = state("planned", "planned", known_since="2024-11-20", last_told="2024-11-20")
    assert len(opened(told, later)) == 2


def test_what_is_only_possible_is_no_plan() -> None:
    assert opened(state("planned", "possible")) == []


def test_what_began_on_the_day_it_was_asked_for_answers_it_though_both_were_told_later() -> None:
    asked = state("requested", since=days("2024-11-17"), known_since="2024-11-20")
    assert open_items([situation(asked, id="a1")], TODAY, {"a1": "2024-11-17"}) == []
    assert len(open_items([situation(asked, id="a1")], TODAY, {"a1": "2024-11-16"})) == 1


def test_what_has_a_day_goes_before_what_has_none() -> None:
    dated = situation(state("planned", "planned", expected=days("2025-01-01")), id="a1")
    told = situation(state("planned", "planned", origins=3, reports=3), id="a2")
    assert [i["situation"] for i in open_items([told, dated], TODAY)] == ["a1", "a2"]


def test_order_by_kind_then_by_origins_then_the_last_told() -> None:
    items = open_items(
        [
            situation(state("planned", "planned"), id="a1"),
            situation(state("requested", known_since="2024-11-02"), id="a2"),
            situation(state("requested", known_since="2024-11-20"), id="a3"),
            situation(state("requested", origins=2, reports=2), id="a4"),
            situation(state("pending"), id="a5", kind="approval"),
        ],
        TODAY,
    )
    assert [i["situation"] for i in items] == ["a5", "a4", "a3", "a2", "a1"]


def test_each_has_the_sentence_that_tells_it_last() -> None:
    claims = {
        "c1": claim("c1", "The navy plans it."),
        "c2": claim(
            "c2", "The navy still plans it.", document={"published_at": "2024-11-12"}, sources=[speaker("Ana")]
        ),
        "c3": claim("c3", "Undated.", document={"published_at": None}),
    }
    (item,) = with_evidence(opened(state("planned", "planned", claims=["c1", "c2", "c3"])), claims)
    assert item["last"]["sentence"] == "The navy still plans it."
    assert (item["last"]["speaker"], item["last"]["document"]) == ("Ana", "c2.txt")
    (item,) = with_evidence(opened(state("planned", "planned")), {})
    assert item["last"] is None
