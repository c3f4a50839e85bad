"""Titles: what a situation is called, and that no name says a thing twice or more than is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from mentions import mention, report

from ascribe.contract.claims import EventType, Factuality, Tense
from ascribe.contract.situations import Mention
from ascribe.situations.kinds import kind_of
from ascribe.situations.titles import title

HERE = report("a", "03-02")


def titled(*told: Mention) -> str:
    return title(kind_of(told[0].claim), told)


def struck(agent: str, actor: str | None = None) -> Mention:
    told = mention(
        HERE, f"{agent} bombed Mada.", event="bombed", lemma="bomb", type=EventType.ASSAULT, mode="aerial",
        agent=agent, place="Mada",
    )  # fmt: skip
    return replace(told, claim=replace(told.claim, agents=tuple(replace(a, actor=actor) for a in told.claim.agents)))


def test_a_short_name_and_the_long_one_that_ends_with_it_are_one() -> None:
    assert titled(struck("The Delta-led coalition", "DLT:COA"), struck("The coalition")) == (
        "Bombing in Mada by Delta-led coalition"
    )


def test_a_place_that_the_name_holds_is_not_told_again() -> None:
    told = mention(
        HERE, "On Monday, Mada's Harbour Guard launched raids.", event="raids", trigger="launched", lemma="raid",
        type=EventType.ASSAULT, mode="attack", agent="Mada's Harbour Guard", place="Mada",
    )  # fmt: skip
    assert titled(told) == "Raids by Mada's Harbour Guard"


@pytest.mark.parametrize(
    ("mode", "verb", "event", "words"),
    [
        ("execute", "execute", "executed", "Execution of Bo Lind"),
        ("kill", "kill", "killed", "Killing of Bo Lind"),
        ("injure", "wound", "wounded", "Wounding of Bo Lind"),
    ],
)
def test_the_verb_of_the_report_gives_the_noun(mode: str, verb: str, event: str, words: str) -> None:
    text = f"On Monday, they {event} Bo Lind."
    told = mention(HERE, text, event=event, lemma=verb, type=EventType.ASSAULT, mode=mode, target="Bo Lind")
    assert titled(told) == words


def test_a_verb_with_the_word_behind_it_is_another_one() -> None:
    text = "The Red Star took part in the talks, and Mada took part too."
    told = mention(HERE, text, event="took", lemma="take", type=EventType.COOPERATE, agent="Red Star", place="Mada")
    again = mention(
        report("b", "03-03"), text, event="took", lemma="take", type=EventType.COOPERATE, agent="Red Star", place="Mada"
    )
    assert titled(told, again) == "Participation of Red Star in Mada"


@pytest.mark.parametrize(
    ("verb", "lemma", "event", "words"),
    [
        ("crack down", "crack down", "cracked down", "Crackdown on Red Star"),
        ("blockade", "blockade", "blockaded", "Blockade of Red Star"),
    ],
)
def test_restrictions_are_a_blockade_where_a_word_says_so(verb: str, lemma: str, event: str, words: str) -> None:
    text = f"The army {event} on the Red Star."
    told = mention(HERE, text, event=event, lemma=lemma, type=EventType.COERCE, mode="restrict", target="Red Star")
    assert titled(told, replace(told, report=report("b", "03-03"))) == words


def test_those_who_flee_are_not_who_does_it() -> None:
    text = "Some 150 Tor Valley families in the north fled."
    told = mention(
        HERE, text, event="fled", lemma="flee", mode="displacement", agent="150 Tor Valley families in the north"
    )
    assert "by" not in titled(told).split()


def test_a_quotation_mark_without_its_other_half_is_left_out() -> None:
    text = "The plan hung on “major sponsors” and others."
    told = mention(HERE, text, event="hung", lemma="hang", agent="The plan", target="“major sponsors")
    assert titled(told) == "Plan hung on major sponsors"


def noun(event: str, text: str, **more: Any) -> Mention:
    """A claim whose event is a noun of the text."""
    told = mention(HERE, text, event=event, tense=Tense.NONE, **more)
    return replace(told, claim=replace(told.claim, rules=("noun.sense",)))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("largest-scale offensive", "Offensive in Mada by Red Star"),
        ("latest ground offensive", "Ground offensive in Mada by Red Star"),
        ("Red Star's third offensive", "Offensive in Mada by Red Star"),
    ],
)
def test_how_large_or_new_a_thing_is_stands_in_no_title(event: str, words: str) -> None:
    text = f"It was the {event} by Red Star yet."
    told = noun(
        event, text, lemma=event.lower(), type=EventType.ASSAULT, mode="offensive", agent="Red Star", place="Mada"
    )
    assert titled(told) == words


def test_two_parties_stand_together_only_where_a_claim_names_both() -> None:
    text = "The meeting of Red Star with somebody, and one of Green Sea."
    told = [
        noun("meeting", text, lemma="meeting", type=EventType.CONSULT, mode="meet", agent=agent)
        for agent in ("Red Star", "Red Star", "Green Sea")
    ]
    told.append(replace(told[0], report=report("b", "03-03")))
    assert titled(*told) == "Meeting of Red Star"


def test_of_those_who_talk_with_each_other_both_are_named() -> None:
    text = "Talks of Red Star with Blue Moon in Mada."
    told = noun(
        "Talks",
        text,
        lemma="talk",
        type=EventType.CONSULT,
        mode="meet",
        agent="Red Star",
        target="Blue Moon",
        place="Mada",
    )
    assert titled(told) == "Talks between Red Star and Blue Moon in Mada"


def test_a_town_that_is_taken_is_what_it_is_done_to() -> None:
    text = "Mada was retaken by Red Star."
    told = mention(
        HERE, text, event="retaken", lemma="retake", type=EventType.ASSAULT, mode="territory", agent="Red Star",
        target="Mada", place="Mada",
    )  # fmt: skip
    assert titled(told) == "Recapture of Mada by Red Star"


# -- what a claim says itself


def verb(text: str, event: str, lemma: str, **more: Any) -> Mention:
    told = mention(HERE, text, event=event, lemma=lemma, **more)
    return replace(told, claim=replace(told.claim, rules=("verb.generic",)))


def test_what_was_asked_for_says_more_than_who_asked() -> None:
    text = "Opposition members demanded an explanation, the Post reports."
    told = verb(text, "demanded", "demand", type=EventType.REQUEST, mode="change", agent="Opposition members")
    assert titled(told) == "Opposition members demanded an explanation"


def test_a_name_stands_for_a_pronoun() -> None:
    told = verb('"He will come back if we need him," they said.', "come", "come", agent="He")
    cells = tuple(replace(a, name="Bo Lind") for a in told.claim.agents)
    assert titled(replace(told, claim=replace(told.claim, agents=cells))) == "Bo Lind will come back"


def test_of_nobody_an_aim_is_told_as_what_is_done() -> None:
    told = verb("The guards were there to oversee operations.", "oversee", "oversee", factuality=Factuality.PLANNED)
    assert titled(told) == "Overseeing operations"


def test_a_clause_ends_before_the_next_one() -> None:
    text = "The ferry left Tor at dawn with flour, which nobody had ordered."
    assert titled(verb(text, "left", "leave", agent="The ferry")) == "Ferry left Tor at dawn with flour"


def test_what_is_denied_is_no_title_without_its_no() -> None:
    text = "They denied that the Red Star, a club of Mada, sank the ship."
    told = verb(text, "sank", "sink", agent="Red Star", factuality=Factuality.DENIED)
    assert titled(told) == "Sink"


def test_who_it_is_stands_there_once() -> None:
    text = "His friends and family have urged them to wait."
    assert titled(verb(text, "urged", "urge", agent="His friends and family", type=EventType.REQUEST)) == (
        "Friends and family have urged them to wait"
    )


def test_those_who_flee_to_a_place_do_not_flee_from_it() -> None:
    text = "Bo Lind fled to Mada."
    told = mention(
        HERE, text, event="fled", lemma="flee", mode="displacement", agent="Bo Lind", target="Mada", place="Mada"
    )
    place = replace(told.claim.places[0], start=16, end=20, relation="to")
    again = replace(told, claim=replace(told.claim, places=(place,)))
    assert titled(again, replace(again, report=report("b", "03-03"))) == "Flight of Bo Lind to Mada"


def test_who_did_it_stands_before_who_would_though_copies_tell_that_more_often() -> None:
    text = "Last night Red Star took Mada, which Blue Moon wants to retake."
    more: dict[str, Any] = {"type": EventType.ASSAULT, "mode": "territory", "place": "Mada"}
    done = mention(HERE, text, event="took", lemma="seize", agent="Red Star", **more)
    aim = mention(HERE, text, event="retake", lemma="seize", agent="Blue Moon", factuality=Factuality.PLANNED, **more)
    copies = [replace(aim, report=report(name, "03-03")) for name in "bcd"]
    assert titled(done, *copies) == "Seizure in Mada by Red Star"
