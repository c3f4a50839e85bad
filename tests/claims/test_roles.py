"""Who takes part and which sense is meant: one invented sentence for every rule of roles and senses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.drafts import Draft

Drafts = Callable[[str], list[Draft]]

CASES = [
    # sentence, event, type, agents, targets
    # a demand: of whom it is made stands in its clause, and "must" is one
    ("The assembly demanded", "demanded", "REQUEST", ["The assembly"], ["the mayor"]),
    ("The envoy said on Friday", "must", "REQUEST", ["The envoy"], ["the rebels"]),
    ("The envoy called on Delta", "called", "REQUEST", ["The envoy"], ["Delta"]),
    ("The envoy called on Delta", "release", "RETREAT", ["Delta"], ["the pilots"]),
    # who is behind what is answered
    ("The union rejected", "rejected", "REJECT", ["The union"], ["the mayor"]),
    ("The envoy opposes", "opposes", "REJECT", ["The envoy"], ["French"]),
    ("The admiral came out", "came", "SUPPORT", ["The admiral"], ["the governor"]),
    ("The minister threatened to close", "threatened", "THREATEN", ["The minister"], ["the council"]),
    # against whom a protest is, where its object is a thing
    ("Drivers blocked roads", "blocked", "PROTEST", ["Drivers"], ["the governor"]),
    # who gets it, and not what is given
    ("Norway sent", "sent", "AID", ["Norway"], ["the fishermen"]),
    ("Donors donated", "donated", "AID", ["Donors"], ["the villagers"]),
    ("Donors donated", "delivered", "AID", ["Donors"], ["the villagers"]),
    # a thing is told with what it is of
    ("Jets bombed", "bombed", "ASSAULT", ["Jets"], ["positions of the rebel army"]),
    # what is behind the object, without a comma, is what it does
    ("Police dispersed", "dispersed", "COERCE", ["Police"], ["students"]),
    ("Police dispersed", "protesting", "PROTEST", ["students"], ["the vote"]),
    # whoever sees an event does not do it
    ("The town saw", "protests", "PROTEST", ["teachers"], []),
    # senses told apart by the words of the sentence, and everyday ones
    ("Teachers began a strike", "strike", "PROTEST", ["Teachers"], []),
    ("The strike on the barracks", "strike", "ASSAULT", [], ["the barracks"]),
    ("The group shot", "shot", None, ["The group"], ["a film"]),
]


@pytest.mark.parametrize(("start", "event", "kind", "agents", "targets"), CASES)
def test_participants(
    drafts: Drafts, start: str, event: str, kind: str | None, agents: list[str], targets: list[str]
) -> None:
    (claim,) = [d.claim for d in drafts(start) if d.claim.event.text == event]
    assert claim.event_type == kind
    assert [a.text for a in claim.agents] == agents
    assert [t.text for t in claim.targets] == targets


def test_advice_to_anybody_is_no_demand(drafts: Drafts) -> None:
    assert "REQUEST" not in {d.claim.event_type for d in drafts("The envoy said that visitors")}
