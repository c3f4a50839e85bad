"""Where the reports about a situation cannot all be right, or differ in a detail.

In: observations of one situation. Out: `Disagreement`s, each with its sides and a sentence that explains it. What
counts as a conflict is in `courses`, `particulars`, `firsts`, `figures` and `descriptions`; here pairs become
disagreements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ascribe.contract.situations import About, Disagreement, Judgement, Side
from ascribe.identity import digest
from ascribe.situations.conflicts import Conflict
from ascribe.situations.contests import contests
from ascribe.situations.counts import Count, counts
from ascribe.situations.courses import phase_conflicts, time_conflicts
from ascribe.situations.descriptions import description_conflicts
from ascribe.situations.explaining import counted, explained
from ascribe.situations.facts import Fact, facts, meet, near, same_side
from ascribe.situations.figures import Told, odd_pairs, supersedes, told_once
from ascribe.situations.firsts import first_conflicts
from ascribe.situations.observations import Observation
from ascribe.situations.particulars import agent_conflicts, place_conflicts
from ascribe.situations.parties import Party

_NEXT = 32
"""Later figures of a source that an earlier one is compared with."""


def disagreements(
    situation: str, seen: Sequence[Observation], beside: Sequence[Sequence[Observation]] = ()
) -> tuple[Disagreement, ...]:
    """The disagreements of a situation, in the order in which they came up. `beside`: of other situations, one by one,
    what its claims may answer.
    """
    known = facts(seen)
    found = [
        *phase_conflicts(known), *_figure_conflicts(known), *description_conflicts(known), *time_conflicts(known),
        *place_conflicts(known), *agent_conflicts(known), *first_conflicts(known),
        *_across(known, [fact for told in beside for fact in facts(told)]),
    ]  # fmt: skip
    made = (_disagreement(situation, together) for together in _components(found))
    out = [d for d in made if d is not None]
    return tuple(sorted(out, key=lambda d: (d.known_since is None, d.known_since, d.about, d.id)))


# -- across situations


ANSWERED = 7
"""Days after which what is denied is another event than what others tell, where they stand in two situations."""


def _across(known: Sequence[Fact], others: Sequence[Fact]) -> Iterator[Conflict]:
    """Conflicts of claims that answer something with what is told of it in other situations. Where both answer, it
    stands in the situation of the later one.
    """
    own = [f for f in known if contests(f.claim)]
    if not own or not others:
        return
    mine = {f.claim.id for f in own}
    both = sorted([*own, *others], key=lambda f: f.seen.mention.order)
    found = (*phase_conflicts(both), *place_conflicts(both), *agent_conflicts(both), *first_conflicts(both))
    for c in found:
        if (c.one.claim.id in mine) == (c.other.claim.id in mine):
            continue
        answer, told = (c.one, c.other) if c.one.claim.id in mine else (c.other, c.one)
        if contests(told.claim) and told.seen.mention.order > answer.seen.mention.order:
            continue
        there = told.placed and (c.about == "place" or (answer.placed and meet(answer.spots, told.spots)))
        if there and (c.about == "firstness" or _soon(answer, told)):
            yield c


def _soon(answer: Fact, told: Fact) -> bool:
    """Whether an answer is of the days of what it answers: an event of other weeks is another one."""
    when = told.start or told.day
    return answer.day is not None and when is not None and near(answer.day, when, ANSWERED)


# -- figures


def _figure_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    by_claim = {f.claim.id: f for f in known}
    units: dict[str, list[Count]] = defaultdict(list)
    for count in counts([f.seen.mention for f in known]):
        units[count.unit].append(count)
    for members in units.values():
        if len({(c.low, c.high) for c in members}) < 2:
            continue
        told = told_once(members)
        for a, b in odd_pairs(told):
            kind: Judgement = "revision" if a.count.corrects or b.count.corrects else "contradiction"
            yield from _figures_paired(a, b, kind, by_claim)
        for a, b in _taken_back(told):
            yield from _figures_paired(a, b, "revision", by_claim)


def _taken_back(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """A growing count that its own source later gives as lower, or as another one than it gave."""
    of_voice: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        of_voice[t.count.voice.key].append(t)
    for own in of_voice.values():
        for i, early in enumerate(own):
            for late in own[i + 1 : i + 1 + _NEXT]:
                a, b = early.count, late.count
                if not (a.asserted and b.asserted and a.voice.named and a.report.origin != b.report.origin):
                    continue
                lower = a.grows and b.high < a.low
                if supersedes(b, a) and (lower or a.high in b.rejected):
                    yield early, late


def _figures_paired(a: Told, b: Told, kind: Judgement, by_claim: dict[str, Fact]) -> Iterator[Conflict]:
    says = counted(a.count), counted(b.count)
    first, other = by_claim[a.count.mention.claim.id], by_claim[b.count.mention.claim.id]
    yield Conflict("figure", kind, first, other, *says)
    for more in a.all[1:]:
        yield Conflict("figure", kind, by_claim[more.mention.claim.id], other, *says)
    for more in b.all[1:]:
        yield Conflict("figure", kind, first, by_claim[more.mention.claim.id], *says)


# -- pairs to disagreements


Node = tuple[About, Judgement, str, int]


def _components(found: Iterable[Conflict]) -> list[list[Conflict]]:
    """Conflicts of one sort that share a claim, or two copies of one, together."""
    parent: dict[Node, Node] = {}

    def root(key: Node) -> Node:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    ordered = list(found)
    for c in ordered:
        a, b = root(_node(c, c.one)), root(_node(c, c.other))
        parent[max(a, b)] = min(a, b)
    groups: dict[Node, list[Conflict]] = defaultdict(list)
    for c in ordered:
        groups[root(_node(c, c.one))].append(c)
    return list(groups.values())


def _node(conflict: Conflict, fact: Fact) -> Node:
    """The sentence of a claim and its event in it: equal in copies."""
    claim = fact.claim
    return conflict.about, conflict.kind, claim.sentence.text, claim.event.start - claim.sentence.start


def _disagreement(situation: str, pairs: Sequence[Conflict]) -> Disagreement | None:
    """What these pairs come to; None: all name one party, by different names."""
    about, kind = pairs[0].about, pairs[0].kind
    if about == "agent":
        pairs = _one_name(pairs)
    told: dict[str, dict[str, Fact]] = defaultdict(dict)
    for pair in pairs:
        told[pair.one_says][pair.one.claim.id] = pair.one
        told[pair.other_says][pair.other.claim.id] = pair.other
    members = {says: sorted(of.values(), key=lambda f: f.seen.mention.order) for says, of in told.items()}
    order = sorted(members, key=lambda says: (members[says][0].seen.mention.order, says))
    sides = tuple(_side(says, members[says]) for says in order)
    if len(sides) < 2:
        return None
    days = [max(p.one.day, p.other.day) for p in pairs if p.one.day is not None and p.other.day is not None]
    return Disagreement(
        id=digest("disagreement", situation, about, kind, sides[0].claims[0], sides[1].claims[0]),
        situation=situation,
        about=about,
        kind=kind,
        sides=sides,
        explanation=explained(about, kind, [(says, members[says]) for says in order]),
        known_since=min(days, default=None),
    )


def _one_name(pairs: Sequence[Conflict]) -> list[Conflict]:
    """Each party by one of its names: "by the rebels" and "by the Front" are one side."""
    known: list[tuple[Party | None, str]] = []

    def name(fact: Fact, says: str) -> str:
        before, called = ("not by ", says[7:]) if says.startswith("not by ") else ("by ", says[3:])
        mine = next((p for p in fact.agents if p.name == called), None)
        for party, first in known:
            if called == first or (mine is not None and party is not None and same_side([mine], [party])):
                return before + first
        known.append((mine, called))
        return before + called

    ordered = sorted(pairs, key=lambda p: (p.one.seen.mention.order, p.other.seen.mention.order))
    return [replace(p, one_says=name(p.one, p.one_says), other_says=name(p.other, p.other_says)) for p in ordered]


def _side(says: str, told: Sequence[Fact]) -> Side:
    sources = dict.fromkeys(f.voice.name for f in told if f.voice.speaks)
    return Side(says, tuple(f.claim.id for f in told), len({f.report.origin for f in told}), tuple(sources))
