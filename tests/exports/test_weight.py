"""What stands first: what several independent reports tell, then what is told with its day and place."""

from __future__ import annotations

from typing import Any

import pytest

from ascribe.exports.weight import is_told_once, weight

Json = dict[str, Any]


def state(phase: str = "ongoing", factuality: str = "asserted", **more: Any) -> Json:
    return {"phase": phase, "factuality": factuality, "since": None, "expected": None, "disputed": False} | more


def situation(**more: Any) -> Json:
    return {
        "kind": "talks", "states": [state()], "parties": [], "places": [], "figures": [], "claims": ["a"], "reports": 1,
        "origins": 1,
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("lighter", "heavier"),
    [
        (situation(claims=list("abcdefgh")), situation(origins=2, reports=2)),
        (situation(reports=2), situation(reports=3)),
        (situation(), situation(places=["Mada"])),
        (situation(), situation(states=[state(since={"start": "2021-03-02", "end": None})])),
        (situation(states=[state("planned", "planned")]), situation()),
        (situation(), situation(kind="offensive")),
        (situation(kind="statement"), situation()),
        (situation(), situation(states=[state(disputed=True)])),
    ],
)
def test_what_stands_first(lighter: Json, heavier: Json) -> None:
    assert weight(lighter) < weight(heavier)


def test_what_one_report_tells_in_few_words_is_told_once() -> None:
    assert is_told_once(situation())
    assert is_told_once(situation(states=[state(), state("paused")], claims=["a", "b"]))
    assert not is_told_once(situation(reports=2))
    assert not is_told_once(situation(claims=list("abcd")))
    assert not is_told_once(situation(states=[state(), state("paused")], claims=list("abc")))
    assert not is_told_once(situation(states=[state(disputed=True)]))
