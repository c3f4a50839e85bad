"""Titles: what a situation is called, and that no name says a thing twice or more than is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from mentions import mention, report

from ascribe.contract.claims import EventType
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
        "Air strikes in Mada by Delta-led coalition"
    )


def test_a_place_that_the_name_holds_is_not_told_again() -> None:
    assert titled(struck("Mada's Harbour Guard", "XAX:MIL")) == "Air strikes by Mada's Harbour Guard"


@pytest.mark.parametrize(
    ("mode", "event", "words"),
    [
        ("execute", "executed", "Executions of Bo Lind"),
        ("kill", "killed", "Casualties among Bo Lind"),
    ],
)
def test_a_mode_can_have_a_name_of_its_own(mode: str, event: str, words: str) -> None:
    text = f"The guards {event} Bo Lind."
    assert titled(mention(HERE, text, event=event, type=EventType.ASSAULT, mode=mode, target="Bo Lind")) == words


@pytest.mark.parametrize(("event", "words"), [("cracked down", "Restrictions on"), ("blockaded", "Blockade of")])
def test_restrictions_are_a_blockade_where_a_word_says_so(event: str, words: str) -> None:
    text = f"The army {event} on the Red Star."
    lemma = "blockade" if event == "blockaded" else "crack down"
    told = mention(HERE, text, event=event, lemma=lemma, type=EventType.COERCE, mode="restrict", target="Red Star")
    assert titled(told) == f"{words} Red Star"


def test_those_who_flee_are_not_who_does_it() -> None:
    text = "Some 150 Tor Valley families in the north fled."
    told = mention(
        HERE, text, event="fled", lemma="flee", mode="displacement", agent="150 Tor Valley families in the north"
    )
    assert "by" not in titled(told).split()


def test_a_quotation_mark_without_its_other_half_is_left_out() -> None:
    text = "The plan was backed by “major sponsors” and others."
    told = mention(HERE, text, event="backed", lemma="back", target="“major sponsors")
    assert titled(told) == "Backed by major sponsors"
