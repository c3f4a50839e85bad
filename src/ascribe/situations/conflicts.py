"""Two facts that cannot both hold, and what all rules ask of such a pair.

In: pairs of facts. Out: `Conflict`, and the grounds that the rules in `courses`, `particulars` and `firsts` share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ascribe.contract.situations import About, Judgement
from ascribe.situations.counts import printed_numbers
from ascribe.situations.facts import Fact, meet, same_kind, same_side

DENIAL = 14
"""Days after a thing was told to be so on which a denial answers it."""
APART = 1
"""Days by which two tellings of one day can differ: time zones, "overnight"."""
PLAIN = 3
"""Days after which "is not sending" may as well tell that it has ended, and another attack is another one."""
PARTNERS = 32
"""Facts that one is compared with: the nearest in time. Bounds the work in a situation of ten thousand mentions."""
_PRECISE = 2
"""Days that a time may be wide to be compared with another."""
FEW = 3
"""A smaller figure is told of many events."""
TELLING = 8
"""And of attacks a smaller one than this of two that only their days tell apart."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two facts that cannot both hold, and how each side is called. Equal `says` are one side."""

    about: About
    kind: Judgement
    one: Fact
    other: Fact
    one_says: str
    other_says: str


def spoken_day(day: date) -> str:
    """2 March 2015."""
    return f"{day.day} {day:%B} {day.year}"


def own_word(a: Fact, b: Fact) -> bool:
    """Whether a source that is known by name says otherwise in a later report."""
    different = a.report.origin != b.report.origin and a.day is not None and b.day is not None and a.day != b.day
    return a.voice.key == b.voice.key and a.voice.speaks and a.voice.named and different


def same_thing(a: Fact, b: Fact, *, near: bool = False) -> bool:
    """Places and parties agree as far as they are told, and something ties them.

    `near`: also of kinds that one thing is often called by ("the operation", "the offensive").
    """
    kind = same_kind(a, b)
    if kind is False or (kind is None and not near):
        return False
    places = meet(a.spots, b.spots)
    agents, targets = same_side(a.agents, b.agents), same_side(a.targets, b.targets)
    if a.kind.mutual:
        agents = targets = same_side((*a.agents, *a.targets), (*b.agents, *b.targets))
    return False not in (places, agents, targets) and bool(places or agents)


def on_a_day(fact: Fact) -> bool:
    time = fact.claim.time
    return is_close(fact) and time.basis in ("expression", "inherited") and not time.implied and fact.placed


def is_close(fact: Fact) -> bool:
    """Whether it tells its day closely, and not "this month"."""
    return fact.start is not None and fact.end is not None and (fact.end - fact.start).days < _PRECISE


def pinned(a: Fact, b: Fact, least: float = FEW) -> bool:
    """Whether both tell the same exact figure of the same: then they are of one event.

    `least`: smaller ones do not count. Of one that counts nothing the number is looked for in its sentence.
    """
    if any(value >= least for _, value in a.numbers & b.numbers):
        return True
    return any(
        value >= least and value in printed_numbers(other.claim.sentence.text)
        for one, other in ((a, b), (b, a))
        if not other.numbers
        for _, value in one.numbers
    )
