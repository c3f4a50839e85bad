"""A situation from its mentions: title, states, figures, disagreements. In: mentions. Out: a `Built`.

Pure: the same mentions give the same situation, in whatever order they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ascribe.contract.claims import Factuality, Phase
from ascribe.contract.situations import Dependency, Disagreement, Mention, Situation
from ascribe.situations.disagreements import disagreements
from ascribe.situations.figures import series
from ascribe.situations.kinds import Kind, is_light, is_turn, kind_of
from ascribe.situations.observations import Observation, observe
from ascribe.situations.states import states, stretches, tellings
from ascribe.situations.titles import most_told_places, parties, title
from ascribe.situations.waiting import is_aim


@dataclass(frozen=True, slots=True)
class Built:
    """A situation with what its claims disagree about."""

    situation: Situation
    disagreements: tuple[Disagreement, ...]


def build(
    id: str,
    mentions: Sequence[Mention],
    depends_on: Sequence[Dependency] = (),
    beside: Sequence[Sequence[Mention]] = (),
) -> Built:
    """The situation of these mentions, of which there is at least one. `beside`: of other situations, one by one, what
    its claims may answer.
    """
    ordered = sorted(mentions, key=lambda m: m.order)
    kind = main_kind(ordered)
    everything = [observe(m) for m in _as_first_printed(_without_withholding(ordered))]
    telling = [o for o in everything if not is_aim(o.mention.claim)] or everything
    seen = tellings([o for o in telling if _of_kind(o.mention, kind)])
    seen = [o for o in seen if _of_its_sort(o, kind)] or seen
    around = [[observe(m) for m in _without_withholding(sorted(told, key=lambda m: m.order))] for told in beside]
    found = disagreements(id, everything, around) if len(everything) > 1 or around else ()
    disputed = {
        claim for d in found if d.kind == "contradiction" and d.about in ("phase", "firstness") for claim in d.claims
    }
    days = [m.report.day for m in ordered if m.report.day is not None]
    typed = [m.claim for m in ordered if kind_of(m.claim).name == kind.name and m.claim.event_type is not None]
    lead = typed[0] if typed else ordered[0].claim
    return Built(
        Situation(
            id=id,
            title=title(kind, ordered),
            kind=kind.name,
            event_type=lead.event_type,
            mode=lead.mode,
            parties=parties(ordered),
            places=most_told_places(ordered),
            depends_on=tuple(depends_on),
            states=states(stretches(seen), disputed, kind.lasting),
            figures=series(ordered),
            claims=tuple(m.claim.id for m in ordered),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            reports=len({m.report.document for m in ordered}),
            origins=len({m.report.origin for m in ordered}),
        ),
        found,
    )


def _without_withholding(mentions: Sequence[Mention]) -> list[Mention]:
    """Without the words by which somebody declines to tell: of "declined to discuss the talks" no discussion is told.
    If there are no others, all.
    """
    withheld = {
        (m.report.document, m.claim.sentence.start, m.claim.trigger.start, m.claim.trigger.end)
        for m in mentions
        if m.claim.factuality is Factuality.UNDISCLOSED and m.claim.trigger != m.claim.event
    }
    spans: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for document, sentence, start, end in withheld:
        spans.setdefault((document, sentence), []).append((start, end))
    return [
        m
        for m in mentions
        if not any(
            start <= m.claim.event.start and m.claim.event.end <= end
            for start, end in spans.get((m.report.document, m.claim.sentence.start), ())
        )
    ] or list(mentions)


def _as_first_printed(mentions: Sequence[Mention]) -> list[Mention]:
    """A sentence that is printed again tells the days that it told at first: "on Sunday" of Saturday's report is no
    other Sunday in a copy of the next day.
    """
    first: dict[tuple[str, str, int, int], Mention] = {}
    out = []
    for m in mentions:
        c, offset = m.claim, m.claim.sentence.start
        words = m.report.origin, c.sentence.text, c.trigger.start - offset, c.event.start - offset
        original = first.setdefault(words, m).claim.time
        same = (c.time.start, c.time.end) == (original.start, original.end)
        out.append(m if same else replace(m, claim=replace(c, time=original)))
    return out


def _of_kind(mention: Mention, main: Kind) -> bool:
    """Whether a claim tells the course of the thing itself, and not only of what was done about it: of a request that
    was turned down, the turning down tells nothing that the request's own state does not.
    """
    kind = kind_of(mention.claim)
    alike = kind.name == main.name or kind.family == main.family
    return alike or is_light(mention.claim) or is_turn(mention.claim)


def _of_its_sort(observation: Observation, main: Kind) -> bool:
    """Whether it tells the course of the whole: a town that is to be taken, a raid, tell no offensive's."""
    own = kind_of(observation.mention.claim)
    if is_light(observation.mention.claim) or own.name == main.name:
        return True
    if own.name == _HARM and observation.mention.claim.factuality is not Factuality.ASSERTED:
        return False  # "nobody was killed" denies no attack
    if main.lasting and not main.occasion:  # nor is what it is to bring about a plan for it
        return own.lasting or (observation.phase is not Phase.COMPLETED and observation.group != "planned")
    return not own.lasting or observation.group != "active"


_HARM = "killing"
"""The kind of casualties: what did it has a kind of its own."""
_TYPED = 10
"""Weight of a claim that has a type and a word of its own."""


def main_kind(mentions: Sequence[Mention]) -> Kind:
    """The kind of most of its claims, those with a type and a word of their own first."""
    weights: Counter[str] = Counter()
    kinds: dict[str, Kind] = {}
    for m in mentions:
        kind = kind_of(m.claim)
        kinds.setdefault(kind.name, kind)
        weak = is_light(m.claim) or is_turn(m.claim)
        weights[kind.name] += 1 if weak else 3 if m.claim.event_type is None else _TYPED
    if any(kind.family == "fighting" and weights[name] >= _TYPED and name != _HARM for name, kind in kinds.items()):
        weights[_HARM] = min(weights[_HARM], _TYPED - 1)  # whom an attack hurt is told more often than the attack
    order = list(kinds)
    return kinds[max(order, key=lambda name: (weights[name], -order.index(name)))]
