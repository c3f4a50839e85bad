"""Situations and disagreements as JSON: the shapes that the contract promises, and their flat columns."""

from __future__ import annotations

from datetime import date

from ascribe.contract.claims import EventType, Factuality, Phase
from ascribe.contract.situations import (
    Dependency,
    Disagreement,
    FigurePoint,
    Interval,
    Series,
    Side,
    Situation,
    State,
)
from ascribe.exports.columns import flat
from ascribe.exports.situation_columns import DISAGREEMENTS, SITUATIONS
from ascribe.exports.situation_json import disagreement_to_json, situation_to_json

DAY = date(2024, 12, 4)
PAUSED = State(
    phase=Phase.PAUSED,
    factuality=Factuality.ASSERTED,
    since=Interval(DAY, DAY),
    until=Interval(None, None),
    known_since=DAY,
    last_told=date(2024, 12, 12),
    expected=None,
    condition=None,
    sources=("the foreign ministry",),
    claims=("c1", "c2"),
    reports=2,
    origins=1,
    disputed=True,
)
PATROLS = Situation(
    id="c1",
    title="Joint patrols",
    kind="cooperation",
    event_type=EventType.COOPERATE,
    mode=None,
    parties=("Tanzania", "Mozambique"),
    places=("Rovuma",),
    depends_on=(Dependency("e5", "approval", "c2"), Dependency("e6", "request", "c2")),
    states=(PAUSED,),
    figures=(
        Series(
            "marines killed",
            True,
            (FigurePoint(2, None, None, DAY, DAY, DAY, "the foreign ministry", "c1", "current"),),
            2,
            2,
            2,
        ),
    ),
    claims=("c1", "c2"),
    first_day=DAY,
    last_day=date(2024, 12, 12),
    reports=2,
    origins=1,
)


def test_a_situation_has_the_fields_of_the_contract() -> None:
    found = situation_to_json(PATROLS, {"e5": "Approval of the loan"})
    assert {"id", "title", "event_type", "parties", "places", "depends_on", "states"} <= set(found)
    assert found["event_type"] == "COOPERATE"
    assert found["depends_on"] == ["e5", "e6"]
    assert found["dependencies"] == [
        {"situation": "e5", "title": "Approval of the loan", "how": "approval", "claim": "c2"},
        {"situation": "e6", "title": None, "how": "request", "claim": "c2"},
    ]
    (state,) = found["states"]
    assert state == {
        "phase": "paused", "factuality": "asserted", "since": {"start": "2024-12-04", "end": "2024-12-04"},
        "until": {"start": None, "end": None}, "known_since": "2024-12-04", "last_told": "2024-12-12",
        "expected": None, "condition": None, "sources": ["the foreign ministry"], "claims": ["c1", "c2"],
        "reports": 2, "origins": 1, "disputed": True,
    }  # fmt: skip
    assert found["now"] == state
    (series,) = found["figures"]
    assert (series["unit"], series["best"], series["points"][0]["standing"]) == ("marines killed", 2, "current")


def test_a_disagreement_has_both_evidences() -> None:
    sides = (Side("that it is paused", ("c1",), 1, ("the navy",)), Side("that it goes on", ("c2", "c3"), 2, ()))
    d = Disagreement("f1", "c1", "phase", "contradiction", sides, "One says, another not.", DAY)
    found = disagreement_to_json(d, "Joint patrols")
    assert {"id", "situation", "about", "kind", "claims", "explanation"} <= set(found)
    assert found["claims"] == ["c1", "c2", "c3"]
    assert [s["origins"] for s in found["sides"]] == [1, 2]
    assert found["known_since"] == "2024-12-04"
    row = flat(found, DISAGREEMENTS)
    assert (row["sides"], row["origins"], row["title"]) == (
        "that it is paused; that it goes on",
        "1; 2",
        "Joint patrols",
    )


def test_columns() -> None:
    row = flat(situation_to_json(PATROLS), SITUATIONS)
    assert (row["phase"], row["since_start"], row["disputed"]) == ("paused", "2024-12-04", True)
    assert (row["parties"], row["states"], row["speakers"]) == ("Tanzania; Mozambique", 1, "the foreign ministry")
    empty = flat(
        situation_to_json(Situation("x", "t", "talks", None, None, (), (), (), (), (), (), None, None, 1, 1)),
        SITUATIONS,
    )
    assert (empty["phase"], empty["speakers"], empty["states"]) == (None, None, 0)
