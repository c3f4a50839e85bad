"""What is open in a situation: not what the public is asked for, nor what somebody finds ought to be."""

from __future__ import annotations

import pytest
from mentions import mention, report

from ascribe.contract.claims import EventType, Phase
from ascribe.situations.build import build
from ascribe.situations.standing import is_advice, with_answers


@pytest.mark.parametrize(
    ("asked", "advice"),
    [("Residents in the valley", True), ("Motorists", True), ("The ministry", False), ("Tor People's Council", False)],
)
def test_advice_to_the_public_awaits_no_answer(asked: str, advice: bool) -> None:
    told = mention(
        report("a", "03-02"), f"{asked} were asked to leave.", event="asked", lemma="ask", type=EventType.REQUEST,
        phase=Phase.COMPLETED, target=asked,
    )  # fmt: skip
    assert is_advice(told.claim) is advice
    made = build("s", [told]).situation
    assert bool(with_answers(made, {told.claim.id} if advice else ())) is not advice


def test_who_is_to_do_it_is_who_is_asked() -> None:
    told = mention(
        report("a", "03-02"), "Residents were asked to boil water.", event="boil", phase=Phase.REQUESTED,
        agent="Residents", target="water",
    )  # fmt: skip
    assert is_advice(told.claim)


def test_what_ought_to_be_is_no_request() -> None:
    told = mention(
        report("a", "03-02"), "The mayor should resign.", event="should", type=EventType.REQUEST, target="The mayor"
    )
    assert is_advice(told.claim)
