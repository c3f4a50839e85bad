"""What is open in a situation: not what the public is asked for, nor what somebody finds ought to be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from mentions import mention, report

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.situations.build import build
from ascribe.situations.standing import with_answers
from ascribe.situations.waiting import awaits_nothing, is_advice


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


def ruled(*rules: str, **more: Any) -> Claim:
    """A claim that these rules found."""
    told = mention(report("a", "03-02"), **more)
    return replace(told.claim, rules=rules)


@pytest.mark.parametrize(
    ("text", "event", "lemma", "idle"),
    [
        ("The envoy asked for more boats.", "asked", "ask", False),
        ("The union demanded a raise.", "demanded", "demand", False),
        ("The court ordered his return.", "ordered", "order", True),
        ("A doctor recommended rest.", "recommended", "recommend", True),
        ("An aide, who requested anonymity, agreed.", "requested", "request", True),
        ("An aide, who asked not to be named, agreed.", "asked", "ask", True),
        ("The aide asked that he not be identified.", "asked", "ask", True),
        ("They asked on Monday whether it was so.", "asked", "ask", True),
        ("Somebody asked about the boats.", "asked", "ask", True),
    ],
)
def test_orders_questions_and_wishes_to_remain_unnamed_await_no_answer(
    text: str, event: str, lemma: str, idle: bool
) -> None:
    claim = ruled("verb.sense", sentence=text, event=event, lemma=lemma, type=EventType.REQUEST)
    assert awaits_nothing(claim) is idle


def test_a_request_that_is_only_mentioned_awaits_no_answer() -> None:
    text = "It was one of the demands of the union."
    told = ruled(
        "noun.sense", sentence=text, event="demands", lemma="demand", type=EventType.REQUEST, agent="the union"
    )
    assert awaits_nothing(told)
    assert not awaits_nothing(replace(told, rules=("light_verb",)))


@pytest.mark.parametrize(
    ("rules", "idle"),
    [
        (("verb.sense", "future"), False),
        (("verb.sense", "embed.intend", "verb:intention"), False),
        (("course.transitive.planned",), False),
        (("verb.sense", "purpose"), True),
        (("verb.sense", "infinitive.noun", "verb:intention"), True),
        (("verb.sense", "embed.intend"), True),
        (("verb.sense", "embed.request"), True),
    ],
)
def test_what_is_only_aimed_at_is_no_plan(rules: tuple[str, ...], idle: bool) -> None:
    more = {"phase": Phase.PLANNED, "factuality": Factuality.PLANNED}
    claim = ruled(*rules, sentence="They came to watch the works.", event="watch", **more)
    assert awaits_nothing(claim) is idle


def test_an_aim_with_a_day_is_a_plan() -> None:
    more = {"phase": Phase.PLANNED, "factuality": Factuality.PLANNED, "when": "03-09"}
    assert not awaits_nothing(ruled("infinitive.noun", sentence="A meeting to open on the 9th.", event="open", **more))


def test_what_only_aims_tell_is_not_open() -> None:
    told = mention(
        report("a", "03-02"), "They came to watch the works.", event="watch", phase=Phase.PLANNED,
        factuality=Factuality.PLANNED,
    )  # fmt: skip
    made = build("s", [told]).situation
    assert with_answers(made)
    assert not with_answers(made, {told.claim.id})


def test_what_is_fought_for_is_an_aim_though_it_may_come() -> None:
    more = {"phase": Phase.PLANNED, "factuality": Factuality.POSSIBLE}
    text = "They are fighting to retake the port."
    assert awaits_nothing(ruled("verb.sense", "aim", sentence=text, event="retake", **more))
    assert not awaits_nothing(ruled("verb.sense", "modal", sentence=text, event="retake", **more))
