"""Conflicts about one event: where it was, and who did it.

In: facts. Out: conflicts. More detail is none: a town lies in its province, and soldiers are their army's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ascribe.contract.claims import Phase
from ascribe.contract.situations import Judgement
from ascribe.resolution.actors import MEMBERS, SECTORS
from ascribe.resolution.gazetteer import Gazetteer
from ascribe.situations.conflicts import APART, DENIAL, PARTNERS, PLAIN, Conflict, on_a_day, own_word, pinned
from ascribe.situations.counts import without_speakers
from ascribe.situations.cues import cues, instead, rejected_names
from ascribe.situations.facts import Fact, independent, meet, near, same_kind, same_side
from ascribe.situations.parties import Party

# -- place


def place_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    """Two places told for one event, which do not hold each other and are not near."""
    told = [f for f in known if f.asserted and f.spots]
    by_name: dict[str, list[Fact]] = defaultdict(list)
    for fact in told:
        for name in {name for spot in fact.spots for name in fact.called(spot)}:
            by_name[name].append(fact)
    for fact in known:
        if not fact.asserted:
            continue
        for name in sorted(rejected_names(fact.claim.sentence.text)):
            where = _elsewhere(fact, name)
            if where is None:
                continue
            for other in _nearest(by_name.get(name, []), fact):
                if where not in other.names and _one_event(fact, other):
                    yield Conflict("place", "contradiction", other, fact, f"at {name}", f"at {where}, not {name}")
    for a, b in _same_day(told):
        if meet(a.spots, b.spots) is False and pinned(a, b) and same_side(a.agents, b.agents) is not False:
            kind: Judgement = "contradiction" if independent(a, b) else "revision"
            if kind == "contradiction" or own_word(a, b):
                yield Conflict("place", kind, a, b, f"at {a.spots[0].name}", f"at {b.spots[0].name}")


def _elsewhere(fact: Fact, name: str) -> str | None:
    """Where it was, by a sentence that says that it was not at `name`."""
    told = instead(fact.claim.sentence.text)
    if told is not None and told != name and (told in fact.names or Gazetteer.open().knows(told)):
        return told
    return next((s.name for s in fact.spots if name not in fact.called(s)), None)


def _nearest(told: Sequence[Fact], fact: Fact) -> Sequence[Fact]:
    """Of those in the order of publication the last ones before it, and some behind."""
    at = bisect_left(told, fact.seen.mention.order, key=lambda f: f.seen.mention.order)
    return told[max(0, at - PARTNERS) : at + PARTNERS // 4]


def _one_event(a: Fact, b: Fact) -> bool:
    """Whether both can be of one event: days and parties agree as far as they are told.

    The kind is not asked: who says "not there" answers what was told of the thing, in whatever words.
    """
    if not independent(a, b) or same_side(a.agents, b.agents) is False:
        return False
    close = a.day is not None and b.day is not None and near(a.day, b.day, DENIAL)
    return _one_day(a, b) and (close or bool(a.start and b.start))


def _same_day(told: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of punctual events of one day."""
    days: dict[date, list[Fact]] = defaultdict(list)
    for fact in told:
        if not fact.kind.lasting and fact.seen.phase is Phase.COMPLETED and on_a_day(fact) and fact.start is not None:
            days[fact.start].append(fact)
    for together in days.values():
        for i, a in enumerate(together):
            for b in together[i + 1 : i + 1 + PARTNERS]:
                if same_kind(a, b) is not False:
                    yield a, b


# -- agent


def agent_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    """X did it, and Y did it; or X says that it was not X."""
    done = [f for f in known if f.asserted and not f.kind.lasting and f.seen.phase is Phase.COMPLETED]
    told = [f for f in done if f.agents and all(_can_act(f, p) for p in f.agents)]
    for a, b in _same_day_or_news(told):
        if not _others(a, b) or not independent(a, b) or meet(a.spots, b.spots) is not True:
            continue
        # of several who did it together each sentence may tell one
        together = _names_doer(a, b) or _names_doer(b, a)
        if _blames(a) or _blames(b) or (pinned(a, b) and not together):
            yield Conflict("agent", "contradiction", a, b, f"by {a.agents[0].name}", f"by {b.agents[0].name}")


def _names_doer(fact: Fact, other: Fact) -> bool:
    """Whether a sentence names also who does it by the other: one of several who did, or those it was done to."""
    text = without_speakers(fact.claim)
    return any(p.known and p.name in text for p in other.agents)


def _can_act(fact: Fact, party: Party) -> bool:
    """Whether the party is one who does things: "shells" and "talks" stand as agents in many sentences."""
    if set(party.key.split()) & _ACTING or ":" in party.key or party.key.isupper():
        return True
    # At the beginning of a sentence every word looks like a name.
    first = fact.claim.sentence.start
    proper = party.known and party.name.split()[-1][:1].isupper()
    return proper and not any(c.start == first and " " not in (c.name or c.text) for c in fact.claim.agents)


_ACTING = frozenset(SECTORS) | MEMBERS
_OF_STATE = frozenset({"GOV", "MIL", "COP"})


def _others(a: Fact, b: Fact) -> bool:
    """Whether the two name different doers: two parties that are known, or a state's forces and its rebels."""
    if same_side(a.agents, b.agents) is False:
        return True
    sides_a, sides_b = {_camp(p) for p in a.agents}, {_camp(p) for p in b.agents}
    return {*sides_a, *sides_b} == {"state", "rebels"} and not sides_a & sides_b


def _is_title(party: Party) -> bool:
    """Whether the name is one of its own ("the Union of Eastern Forces"): its last word does not tell whose forces."""
    return party.known and sum(word[:1].isupper() for word in party.name.split()) > 2


def _camp(party: Party) -> str | None:
    """Whether a party acts for a state or is an armed group; None: not known."""
    code = party.key.partition(":")[2].split("-")[0]
    if not code and not _is_title(party):
        code = SECTORS.get(party.key.split()[-1], "")
    if code in _OF_STATE:
        return "state"
    named = party.known and ":" not in party.key and not set(party.key.split()) & frozenset(SECTORS)
    return "rebels" if code == "REB" or (named and not party.key.isupper()) else None


def _same_day_or_news(told: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of events of one kind that can be one: of one day, where both tell it, else of the next days' news."""
    dated = sorted(
        ((day, f.seen.mention.order, f) for f in told if (day := f.start or f.day) is not None), key=lambda x: x[:2]
    )
    for i, (day, _, a) in enumerate(dated):
        last = max(day, a.end or day) + timedelta(days=PLAIN)
        for other_day, _, b in dated[i + 1 : i + 1 + PARTNERS]:
            if other_day > last:
                break
            if same_kind(a, b) is not False and _one_day(a, b):
                yield a, b


def _one_day(a: Fact, b: Fact) -> bool:
    """Whether the days told for both allow that they are one event."""
    if a.start and b.start and a.end and b.end:
        return a.start <= b.end + timedelta(days=APART) and b.start <= a.end + timedelta(days=APART)
    return True


def _blames(fact: Fact) -> bool:
    return bool(cues().blame.search(fact.claim.sentence.text))


def role_denied(denial: Fact) -> bool:
    """Whether one who is said to have done it denies that, and not that it happened."""
    if not denial.denied or denial.kind.lasting:
        return False
    if denial.contested or cues().part_in.search(denial.claim.sentence.text):
        return True
    return denial.voice.speaks and any(_same_name(denial.voice.of or "", p.name) for p in denial.agents)


def accused(fact: Fact, denial: Fact) -> bool:
    """Whether the one who denies it is told to have done it."""
    if same_side(fact.agents, denial.agents) is True:
        return True
    return denial.voice.speaks and any(_same_name(denial.voice.of or "", p.name) for p in fact.agents)


def _same_name(affiliation: str, party: str) -> bool:
    """Whether a speaker's affiliation is the party."""
    a, b = set(re.findall(r"\w{3,}", affiliation.lower())), set(re.findall(r"\w{3,}", party.lower()))
    return bool(a) and bool(b) and (a <= b or b <= a)
