"""States in words: what a reader is told of phase, days, conditions and counts, without a manual."""

from __future__ import annotations

from typing import Any

import pytest
from told import days, state

from ascribe.exports.situation_wording import behind, condition, expectation, hangs_on, said_by, state_words, when

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (state("ongoing"), "ongoing"),
        (state("none", "denied"), "not taking place"),
        (state("completed", "denied"), "completed, denied"),
        (state("ongoing", "undisclosed"), "not disclosed"),
        (state("completed", "possible"), "possibly completed"),
        (state("planned", "planned"), "planned"),
        (state("pending", "planned"), "pending"),
        (state("ongoing", "planned"), "planned"),
        (state("planned", "conditional", condition="the rains end"), "planned, if"),
        (state("planned", "conditional"), "planned, conditional"),
        (state("paused", disputed=True), "paused, disputed"),
    ],
)
def test_phase_and_factuality(told: Json, words: str) -> None:
    assert state_words(told, "blockade") == words


def test_what_is_not_there_is_called_by_its_kind() -> None:
    assert state_words(state("none", "denied"), "request") == "no request"
    assert state_words(state("none"), "approval") == "no approval"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (state(), "reported 10 Nov 2024"),
        (state(known_since="2024-11-10", last_told="2024-11-12"), "reported 10–12 Nov 2024"),
        (state(known_since=None, last_told=None), "in an undated report"),
        (state(since=days("2024-12-04")), "since 4 Dec 2024"),
        (state(since=days(None, "2024-12-04"), last_told="2024-12-09"), "since 4 Dec 2024 or earlier"),
        (state(since=days(None, "2024-12-04")), "as of 4 Dec 2024"),
        (state(since=days(None, "2024-12-04"), until=days("2024-12-04", None)), "as of 4 Dec 2024"),
        (
            state(since=days(None, "2024-12-04"), until=days("2024-12-11")),
            "from 4 Dec 2024 or earlier until 11 Dec 2024",
        ),
        (state(since=days("2024-12-04", None)), "since 4 Dec 2024 or later"),
        (state(since=days("2015-03-01", "2015-03-23")), "began between 1 and 23 Mar 2015"),
        (state(since=days("2014-08-01", "2014-08-31")), "since Aug 2014"),
        (state(since=days("2022-01-01", "2022-12-31")), "since 2022"),
        (state("completed", since=days("2024-11-14")), "on 14 Nov 2024"),
        (state("ended", since=days("2024-11-14")), "on 14 Nov 2024"),
        (state("completed", since=days("2024-11-11", "2024-11-17")), "between 11 and 17 Nov 2024"),
        (state("completed", since=days("2024-05-01", "2024-05-31")), "in May 2024"),
        (state("completed", since=days("2024-12-30", "2025-01-02")), "between 30 Dec 2024 and 2 Jan 2025"),
        (state("completed", since=days(None, "2024-11-14")), "by 14 Nov 2024"),
        (state("paused", since=days("2024-12-04"), until=days("2024-12-11")), "4–11 Dec 2024"),
        (
            state(since=days("2024-12-04"), until=days("2024-12-11", None)),
            "since 4 Dec 2024, at least until 11 Dec 2024",
        ),
        (state(since=days("2023-03-01", "2023-03-31"), until=days("2024-12-04")), "from Mar 2023 until 4 Dec 2024"),
        (state(until=days("2024-11-26", "2024-12-04")), "ended between 26 Nov and 4 Dec 2024"),
        (state(until=days(None, "2024-12-04")), "until 4 Dec 2024 at the latest"),
        (state(until=days("2024-12-04")), "until 4 Dec 2024"),
        (state(until=days(None, None)), "no longer so"),
        (state("planned", "planned", until=days("2024-12-04", None)), "as of 4 Dec 2024"),
        (state("ongoing", "planned", until=days("2024-11-26", "2024-12-04")), "until between 26 Nov and 4 Dec 2024"),
        (state("planned", "planned", expected=days("2015-04-01", "2015-05-31")), "expected Apr–May 2015"),
    ],
)
def test_days(told: Json, words: str) -> None:
    assert when(told) == words


def test_a_dispute_stands_with_the_state_or_beside_it() -> None:
    assert state_words(state("paused", disputed=True), "talks", dispute=False) == "paused"


def test_expectations() -> None:
    assert expectation(state()) == ""
    assert expectation(state(expected=days(None, "2025-04-30"))) == "expected by 30 Apr 2025"
    assert expectation(state(expected=days("2025-04-30", None))) == "expected from 30 Apr 2025"
    assert expectation(state(expected=days(None, None))) == ""


def test_conditions_bring_no_second_if() -> None:
    assert condition(state(condition="the rains\n end")) == "if the rains end"
    assert condition(state(condition="unless it rains")) == "unless it rains"
    assert condition(state()) == ""


def test_what_it_hangs_on_is_told_once() -> None:
    on = [{"situation": "a1", "how": "approval"}, {"situation": "b2", "how": "promise"}]
    on.append({"situation": "a1", "how": "request"})
    assert hangs_on(on) == {"a1": "an approval and a request", "b2": "a promise"}


def test_copies_are_no_origins() -> None:
    assert behind({"reports": 3, "origins": 1}) == "3 reports, 1 origin"
    assert behind({"reports": 2, "origins": 2}) == "2 reports"
    assert said_by([]) == "nobody quoted"
    assert said_by(["the navy", "a clerk"]) == "the navy; a clerk"
