"""The history of a thing: in which states it was, since and until when, who says so, in how many independent reports.

In: observations of one situation. Out: its states in the order in which they held. A state that comes back is another
state: paused, resumed, paused again are three. What is told later without a day of its own is taken for what was known
already, and opens no state a second time, unless it says "again".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ascribe.contract.claims import Factuality, Phase
from ascribe.contract.situations import Interval, Mention, State
from ascribe.situations.observations import TERMINATES, Observation

_DAY = timedelta(days=1)
_FAR = date.max
_FIRMNESS = (
    Factuality.CONDITIONAL, Factuality.PLANNED, Factuality.POSSIBLE, Factuality.UNDISCLOSED, Factuality.DENIED,
    Factuality.ASSERTED,
)  # fmt: skip


@dataclass(slots=True)
class Stretch:
    """Observations of one state."""

    group: str
    factuality: Factuality
    seen: list[Observation] = field(default_factory=list)

    @property
    def first(self) -> date:
        return min((o.anchor for o in self._telling if o.anchor), default=_FAR)

    @property
    def last(self) -> date:
        return max((o.last for o in self._telling if o.last), default=_FAR)

    @property
    def _telling(self) -> list[Observation]:
        """Those that tell a day closely; where none does, all."""
        return [o for o in self.seen if not o.floating and not _wide(o)] or self.seen

    @property
    def dated(self) -> bool:
        return any(o.since is not None or o.held is not None for o in self.seen)


def stretches(seen: Sequence[Observation]) -> list[Stretch]:
    """The observations put together state by state, in the order in which the states held."""
    groups: dict[tuple[str, Factuality], list[Observation]] = defaultdict(list)
    for observation in seen:
        groups[observation.group, observation.factuality].append(observation)
    turns = sorted(
        (o.anchor, o.group) for o in seen if o.firm and o.anchor is not None and not o.floating and not _wide(o)
    )
    out: list[Stretch] = []
    for (group, factuality), members in groups.items():
        out += _stretches(group, factuality, members, turns)
    return sorted(out, key=lambda s: (s.first, _FIRMNESS.index(s.factuality), s.last, s.group, _smallest(s)))


def _smallest(stretch: Stretch) -> str:
    return min(o.mention.claim.id for o in stretch.seen)


WIDE = 7
"""Days from which an interval tells too little to open a state beside one that began within it: "last month"."""


def _stretches(
    group: str, factuality: Factuality, members: list[Observation], turns: list[tuple[date, str]]
) -> list[Stretch]:
    """One kind of state, split where something else lay between two tellings."""
    fixed = [o for o in members if not o.floating and not _wide(o)]
    wide = sorted((o for o in members if _wide(o)), key=lambda o: (o.anchor or _FAR, o.mention.order))
    floating = sorted((o for o in members if o.floating), key=lambda o: o.mention.order)
    out: list[Stretch] = []
    for observation in sorted(fixed, key=lambda o: (o.anchor or _FAR, o.mention.order)):
        if out and not _between(out[-1], observation, turns):
            out[-1].seen.append(observation)
        else:
            out.append(Stretch(group, factuality, [observation]))
    for observation in (*wide, *floating):
        home = _within(out, observation) if _wide(observation) else _home(out, observation, turns)
        if home is None:
            out.append(Stretch(group, factuality, [observation]))
            out.sort(key=lambda s: s.first)
        else:
            home.seen.append(observation)
    return out


def _wide(observation: Observation) -> bool:
    since = observation.since
    if since is None or since.start is None or since.end is None:
        return False
    return (since.end - since.start).days >= WIDE


def _within(out: list[Stretch], observation: Observation) -> Stretch | None:
    """The last state that can have begun within the days of a rough telling."""
    since = observation.since
    if since is None or since.start is None or since.end is None:
        return None
    fitting = [s for s in out if since.start <= s.first <= since.end]
    return fitting[-1] if fitting else None


def _between(stretch: Stretch, later: Observation, turns: list[tuple[date, str]]) -> bool:
    """Whether the state was left between what is known of it and the later observation."""
    if later.anchor is None:
        return False
    if stretch.group == "completed" and stretch.dated and (later.since or later.held):
        return later.anchor > stretch.last + _DAY
    ends = TERMINATES[stretch.group]
    return any(stretch.last < day <= later.anchor and group in ends for day, group in turns)


def _home(out: list[Stretch], observation: Observation, turns: list[tuple[date, str]]) -> Stretch | None:
    """The state that a turn told without its day belongs to: the last one known by then; none of them if it is news."""
    day = observation.mention.report.day
    earlier = [s for s in out if day is None or s.first <= day]
    if not earlier:
        return out[0] if out and observation.mention.report.day is None else None
    last = earlier[-1]
    left = day is not None and any(last.last < d <= day and g in TERMINATES[last.group] for d, g in turns)
    return None if observation.again and left else last


def states(
    found: Sequence[Stretch], seen: Sequence[Observation], disputed: Collection[str], lasting: bool
) -> tuple[State, ...]:
    """The states of these stretches. `disputed`: ids of claims whose phase others contradict."""
    return tuple(_state(stretch, seen, disputed, lasting) for stretch in found)


def _state(stretch: Stretch, seen: Sequence[Observation], disputed: Collection[str], lasting: bool) -> State:
    mentions = sorted((o.mention for o in stretch.seen), key=lambda m: m.order)
    days = [m.report.day for m in mentions if m.report.day is not None]
    conditions = [m.claim.condition.text for m in mentions if m.claim.condition]
    return State(
        phase=_phase(stretch),
        factuality=stretch.factuality,
        since=_since(stretch),
        until=_until(stretch, seen) if lasting or stretch.group != "completed" else None,
        known_since=min(days, default=None),
        last_told=max(days, default=None),
        expected=_expected(stretch),
        condition=conditions[0] if conditions else None,
        sources=sources_of(mentions),
        claims=tuple(m.claim.id for m in mentions),
        reports=len({m.report.document for m in mentions}),
        origins=len({m.report.origin for m in mentions}),
        disputed=any(m.claim.id in disputed for m in mentions),
    )


def _phase(stretch: Stretch) -> Phase:
    """The phase by which the state is called: of begun and ongoing the one told last, resumed where any says so."""
    told = sorted(stretch.seen, key=lambda o: o.mention.order)
    phases = [o.phase for o in told]
    if stretch.group == "active":
        if Phase.RESUMED in phases:
            return Phase.RESUMED
        return Phase.ONGOING if Phase.ONGOING in phases else Phase.BEGUN
    return phases[-1]


def _since(stretch: Stretch) -> Interval | None:
    """The days within which it began: those on which most agree; else until it was first told to hold."""
    told: dict[Interval, set[str]] = defaultdict(set)
    for observation in stretch.seen:
        if observation.since is not None and observation.since.start is not None:
            # what is told closely is not outvoted by what is told roughly
            told[observation.since].add(observation.mention.report.origin)
    if told:
        return max(told, key=lambda i: (_width(i) < WIDE, len(told[i]), -_width(i), -(i.start or _FAR).toordinal()))
    by = [o.since.end for o in stretch.seen if o.since is not None and o.since.end is not None]
    return Interval(None, min(by)) if by else None


def _width(interval: Interval) -> int:
    if interval.start is None or interval.end is None:
        return 10_000
    return (interval.end - interval.start).days


def _until(stretch: Stretch, seen: Sequence[Observation]) -> Interval | None:
    """The days within which it ended: when the next state that ends it began."""
    ends = TERMINATES[stretch.group]
    after = [
        o for o in seen
        if o.group in ends and o.firm and o.factuality is not Factuality.DENIED and o not in stretch.seen
        and o.anchor is not None and _later(o, stretch)
    ]  # fmt: skip
    if not after:
        return None
    next_ = min(after, key=lambda o: (o.anchor or _FAR, o.since is None, o.mention.order))
    start = None if stretch.last == _FAR else stretch.last
    if next_.since is not None and next_.since.known:
        return Interval(next_.since.start or start, next_.since.end)
    return Interval(start, None)


def _later(observation: Observation, stretch: Stretch) -> bool:
    anchor = observation.anchor
    assert anchor is not None
    if observation.since is not None and observation.since.known:
        return anchor >= stretch.first and (anchor > stretch.last or stretch.first < anchor)
    return anchor > stretch.last


def _expected(stretch: Stretch) -> Interval | None:
    """When it is to happen, as told last."""
    told = [o for o in sorted(stretch.seen, key=lambda o: o.mention.order) if o.expected is not None]
    return told[-1].expected if told else None


def sources_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Who says so: the innermost speakers, each once, in the order in which they were reported."""
    names: dict[str, None] = {}
    for mention in mentions:
        for chain in mention.claim.sources:
            if chain:
                names.setdefault(chain[-1].name or chain[-1].text)
    return tuple(names)
