"""What changed between two days: new, changed, told again, disputed, withdrawn."""

from __future__ import annotations

from told import days, disagreement, side, situation, state

from ascribe.exports.changes import changes
from ascribe.exports.columns import flat

SINCE = "2024-11-11"
BEFORE = situation(state("ongoing", claims=["c1"]))


def test_nothing_new() -> None:
    assert changes({"a1": BEFORE}, [BEFORE], {}, SINCE) == []


def test_what_was_not_there_is_new() -> None:
    found = changes({}, [situation(state(claims=["c1"]), state("paused", claims=["c2"]))], {}, SINCE)
    assert [(c.what, c.claims) for c in found] == [("new", ("c1",)), ("new", ("c2",))]


def test_another_state_is_a_change_and_the_same_state_is_told_again() -> None:
    after = situation(
        state("ongoing", claims=["c1", "c3"]), state("paused", claims=["c2"], since=days("2024-11-12")), id="a1"
    )
    found = changes({"a1": BEFORE}, [after], {}, SINCE)
    assert [(c.what, c.claims) for c in found] == [("told again", ("c3",)), ("changed", ("c2",))]
    assert found[1].to_json()["state"]["phase"] == "paused"


def test_a_dispute_is_news_on_the_day_on_which_it_came_up() -> None:
    d = disagreement(side("that it is under way", "c1"), side("that it is not", "c2"))
    after = situation(state(claims=["c1", "c2"]))
    found = changes({"a1": after}, [after], {"a1": [d]}, SINCE)
    assert [(c.what, c.claims) for c in found] == [("disputed", ("c1", "c2"))]
    assert found[0].to_json()["explanation"] == d["explanation"]
    assert changes({"a1": after}, [after], {"a1": [d]}, "2024-11-13") == []
    detail = disagreement(*d["sides"], kind="detail")
    assert changes({"a1": after}, [after], {"a1": [detail]}, SINCE) == []


def test_what_is_gone_is_withdrawn() -> None:
    found = changes({"a1": BEFORE}, [], {}, SINCE)
    assert [(c.what, c.claims) for c in found] == [("withdrawn", ("c1",))]
    before = situation(state(claims=["c1"]), state("paused", claims=["c2"]))
    found = changes({"a1": before}, [situation(state(claims=["c1"]))], {}, SINCE)
    assert [(c.what, c.claims) for c in found] == [("withdrawn", ("c2",))]


def test_rows() -> None:
    from ascribe.exports.changes import CHANGES

    (change,) = changes({}, [situation(state("paused", since=days("2024-11-12")))], {}, SINCE)
    row = flat(change.to_json(), CHANGES)
    assert (row["what"], row["phase"], row["since_start"]) == ("new", "paused", "2024-11-12")
    d = disagreement(side("that it is", "c1"), side("that it is not", "c2"))
    (change,) = changes({"a1": BEFORE}, [BEFORE], {"a1": [d]}, SINCE)
    row = flat(change.to_json(), CHANGES)
    assert (row["phase"], row["explanation"], row["origins"]) == (None, d["explanation"], 2)
