"""What claims of one event lend each other, and what they must not: frozen trees, put together to short reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.claims.conftest import laid_out

from ascribe.contract.claims import Claim
from ascribe.contract.sentences import Parse
from ascribe.resolution.extract import extract

PATROLS = "The navy has begun patrols along the coast of Yemen, an officer said Tuesday."
BEGAN = "The patrols began on Saturday."
SHELLED = "Rebels shelled the port of Aden on Friday."
HELPING = "The army is not helping them, Ana Ruiz said on Monday."
SATURDAY, FRIDAY, MONDAY = date(2015, 3, 21), date(2015, 3, 20), date(2015, 3, 23)


@pytest.fixture(scope="module")
def report(frozen: Callable[[str], dict[str, Parse]]) -> Callable[..., list[Claim]]:
    """The claims of a report of these sentences, published on Wednesday 25 March 2015."""
    known = frozen("same")

    def make(*texts: str, published: str | None = "2015-03-25") -> list[Claim]:
        return extract(*laid_out(known, list(texts), published_at=published))

    return make


def last(claims: list[Claim], word: str) -> Claim:
    return [c for c in claims if c.event.text == word][-1]


def empty(claim: Claim) -> bool:
    return claim.time.basis == "none" and not claim.places


def test_what_has_begun_did_not_begin_on_the_day_of_the_speech(report: Callable[..., list[Claim]]) -> None:
    (claim,) = report(PATROLS)
    assert (claim.phase, claim.time.basis) == ("begun", "none")
    (asked,) = report("The ministry has asked for ships, Ana Ruiz said on Monday.")
    assert asked.time.basis == "none"
    (unasked,) = report("The ministry has not asked for ships, Ana Ruiz said on Monday.")
    assert (unasked.time.start, unasked.time.basis) == (MONDAY, "speech")


def test_one_event_is_told_of_in_two_sentences(report: Callable[..., list[Claim]]) -> None:
    first, then = report(PATROLS, BEGAN)
    assert (first.time.start, first.time.basis, first.time.implied) == (SATURDAY, "inherited", True)
    assert first.time.span is not None
    assert first.time.span.start > len(PATROLS)
    assert [(a.text, a.start, a.implied) for a in then.agents] == [("The navy", 0, True)]
    assert [(p.name, p.implied) for p in then.places] == [("Yemen", True)]
    assert not then.time.implied
    assert {"time.same_event", "agent.same_event", "place.same_event"} <= {*first.rules, *then.rules}
    assert first.confidence < report(PATROLS)[0].confidence


def test_a_verb_lends_to_its_noun(report: Callable[..., list[Claim]]) -> None:
    noun = last(report(SHELLED, "The shelling was condemned by the mayor."), "shelling")
    assert (noun.time.start, noun.places[0].name, noun.agents[0].text) == (FRIDAY, "Aden", "Rebels")


def test_of_two_events_neither_lends(report: Callable[..., list[Claim]]) -> None:
    welcomed = "The patrols were welcomed by fishermen."
    assert last(report(PATROLS, welcomed), "patrols").places
    assert empty(last(report(PATROLS, "More patrols off Aden began on Sunday.", welcomed), "patrols"))
    condemned = "The shelling was condemned by the mayor."
    assert empty(last(report(SHELLED, "A shelling of Taiz followed.", condemned), "shelling"))


@pytest.mark.parametrize(
    ("sentence", "word"), [("Nine dockers were killed.", "killed"), ("Nobody was hurt, the mayor said.", "hurt")]
)
def test_what_came_of_it_was_there_and_then(report: Callable[..., list[Claim]], sentence: str, word: str) -> None:
    claim = last(report(SHELLED, sentence), word)
    assert (claim.time.start, claim.time.implied, claim.places[0].name) == (FRIDAY, True, "Aden")
    assert {"time.cause", "place.cause"} <= set(claim.rules)


def test_what_came_of_a_misfortune_was_there_and_then(report: Callable[..., list[Claim]]) -> None:
    claim = last(report("A landslide hit the town of Taiz on Friday.", "Nine dockers were killed."), "killed")
    assert (claim.time.start, claim.time.implied, claim.places[0].name) == (FRIDAY, True, "Taiz")


@pytest.mark.parametrize("sentence", ["Nine dockers in Taiz were killed.", "More than 200 people have been killed."])
def test_deaths_elsewhere_or_over_years_are_others(report: Callable[..., list[Claim]], sentence: str) -> None:
    assert empty(last(report(SHELLED, sentence), "killed"))


def test_the_offensive_is_the_one_just_told_of(report: Callable[..., list[Claim]]) -> None:
    claim = last(report("Troops will attack the town of Taiz in May.", "The offensive could be delayed."), "offensive")
    assert [(p.name, p.implied, claim.rules[-1]) for p in claim.places] == [("Taiz", True, "place.antecedent")]
    assert empty(last(report(SHELLED, "The offensive could be delayed."), "offensive"))


def test_words_without_a_day_are_of_the_speech_that_has_one(report: Callable[..., list[Claim]]) -> None:
    watching = last(report(HELPING, '"We are watching the border," Ruiz said.'), "watching")
    assert (watching.time.start, watching.time.basis, watching.time.implied) == (MONDAY, "speech", True)
    guard = '"We are watching the border," a guard said.'
    assert last(report(HELPING, guard), "watching").time.start == MONDAY
    crossed = "The army crossed the river on Tuesday, Carl Lind said."
    assert last(report(HELPING, crossed, guard), "watching").time.basis == "none"
    assert last(report(HELPING, guard, published=None), "watching").time.basis == "none"


def test_what_is_announced_holds_when_it_is(report: Callable[..., list[Claim]]) -> None:
    claim = last(report("The army announced on Monday that it was leaving the valley."), "leaving")
    assert (claim.time.start, claim.time.basis) == (MONDAY, "speech")


def test_there_is_the_town_named_before(report: Callable[..., list[Claim]]) -> None:
    attacked = "Rebels attacked Taiz and stayed there."
    assert [(p.text, p.name) for p in last(report(attacked, "The police fought rebels there."), "fought").places] == [
        ("there", "Taiz")
    ]
    assert [(p.text, p.name) for p in last(report("The police fought rebels there."), "fought").places] == [
        ("there", "there")
    ]
    assert not report("There is a war.")[0].places
