"""The history of a thing: in which states it was, since and until when, who says so, in how many independent reports.

In: observations of one situation. Out: its states in the order in which they held. A state that comes back is another
state: paused, resumed, paused again are three. What is told later without a day of its own is taken for what was known
already, and opens no state a second time, unless it says "again".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from ascribe.contract.claims import Factuality, Phase, Tense
from ascribe.contract.situations import Interval, Mention, State
from ascribe.resolution.actors import fold
from ascribe.situations.kinds import kind_of
from ascribe.situations.observations import TERMINATES, WIDE, Observation
from ascribe.situations.voices import voices

_DAY = timedelta(days=1)
_FAR = date.max
_FIRMNESS = (
    Factuality.CONDITIONAL, Factuality.PLANNED, Factuality.POSSIBLE, Factuality.UNDISCLOSED, Factuality.DENIED,
    Factuality.ASSERTED,
)  # fmt: skip


_MOVES = frozenset({"over", "paused", "completed", "refused"})


def tellings(seen: Sequence[Observation]) -> list[Observation]:
    """Without what a sentence only mentions while it tells a turn: of "began an operation to retake the town" the
    taking is not planned any more, and of "the truce has ended" it does not go on. "The road is open", said by who
    denies the blockade, is a part of the denial and no end.
    """
    turned: dict[tuple[str, int], set[str]] = defaultdict(set)
    for o in seen:
        if o.factuality is Factuality.DENIED:
            turned[o.mention.report.document, o.mention.claim.sentence.start].add(o.group)
        if o.factuality is Factuality.ASSERTED and (
            o.group in _MOVES | {"approved", "delayed"} or o.phase in (Phase.BEGUN, Phase.RESUMED)
        ):
            turned[o.mention.report.document, o.mention.claim.sentence.start].add(o.group)
    out = []
    firm = [o for o in seen if not o.mentioned] or seen
    if all(o.group == "none" for o in firm):  # "at the request of": what was denied before was made
        firm = [o for o in seen if not o.mentioned or o.phase is Phase.REQUESTED]
    for o in firm:
        groups = turned[o.mention.report.document, o.mention.claim.sentence.start]
        ahead = o.group in ("planned", "requested", "pending") and o.phase is not Phase.DELAYED
        if o.phase is Phase.ONGOING and groups & (_MOVES | {"delayed"}):
            continue
        if ahead and groups & {"active", "approved"}:
            continue
        if o.group == "planned" and groups & {"over", "completed"} and o.expected is None:
            continue  # "scrapped a planned delivery", "what was promised has arrived"
        if o.group == "none" and "paused" in groups:
            continue  # "the pause meant that it could not fly"
        if "none" in groups and o.group in _MOVES and o.factuality is Factuality.ASSERTED:
            continue
        out.append(o)
    return out or list(seen)


class Stretch:
    """Observations of one state. Its first and last day are those that it was told of closely, else any."""

    __slots__ = ("_days", "by", "dated", "factuality", "group", "seen")

    def __init__(self, group: str, factuality: Factuality, first: Observation) -> None:
        self.group = group
        self.factuality = factuality
        self.seen: list[Observation] = []
        self.dated = False
        self.by: date | None = None
        """The day by which it must have begun, for what came after it did."""
        self._days: dict[bool, tuple[date, date | None]] = {}
        self.add(first)

    def add(self, observation: Observation) -> None:
        o = observation
        self.seen.append(o)
        self.dated = self.dated or o.since is not None or o.held is not None
        close = not o.floating and not o.wide
        first, last = self._days.get(close, (_FAR, None))
        ends = [day for day in (last, o.last) if day is not None]
        self._days[close] = (min(first, o.anchor or _FAR), max(ends, default=None))

    @property
    def first(self) -> date:
        return self._told[0] if self.by is None else min(self.by, self._told[0])

    @property
    def is_rough(self) -> bool:
        """Whether its day is told only roughly."""
        return True not in self._days and any(o.wide for o in self.seen)

    @property
    def last(self) -> date:
        return self._told[1] or _FAR

    @property
    def _told(self) -> tuple[date, date | None]:
        return self._days.get(True) or self._days[False]


def stretches(seen: Sequence[Observation]) -> list[Stretch]:
    """The observations put together state by state, in the order in which the states held."""
    groups: dict[tuple[str, Factuality], list[Observation]] = defaultdict(list)
    seen = _as_known(_as_reported([_awaited(o) for o in seen]))
    for observation in seen:
        groups[observation.group, observation.factuality].append(observation)
    turns = _Turns(o for o in seen if o.firm and not o.floating and not o.wide)
    out: list[Stretch] = []
    for (group, factuality), members in groups.items():
        out += _stretches(group, factuality, members, turns)
    _in_turn(out)
    _answered(out)
    out.sort(key=lambda s: (s.first, s.by is None, _FIRMNESS.index(s.factuality), s.last, s.group, _smallest(s)))
    return _plans_first(out)


_AFTER = {"resumed": ("paused", "over"), "paused": ("active",), "over": ("paused", "active")}
"""What lies before a turn: what was resumed had been paused."""


def _in_turn(found: Iterable[Stretch]) -> None:
    """ "Suspended earlier this month" lies before the day on which it was resumed, if nothing else does."""
    firm = [s for s in found if s.factuality is Factuality.ASSERTED]
    close = sorted((s for s in firm if s.dated and not s.is_rough and s.first != _FAR), key=lambda s: s.first)
    for rough in (s for s in firm if s.is_rough):
        start = min(o.since.start for o in rough.seen if o.since is not None and o.since.start is not None)
        for n, turn in enumerate(close):
            if not start <= turn.first <= rough.first or rough.group not in _AFTER.get(_turn(turn), ()):
                continue
            known = [s for s in close[:n] if s.group in (*_AFTER[_turn(turn)], turn.group)]
            if not known or known[-1].group == turn.group:
                rough.by = turn.first
                break


def _answered(found: Sequence[Stretch]) -> None:
    """What is told, without a day, to be awaited when it was answered was so before."""
    for waiting in found:
        if waiting.group not in ("pending", "requested") or waiting.dated or any(o.again for o in waiting.seen):
            continue
        if any(kind_of(o.mention.claim).family != "leave" for o in waiting.seen):
            continue
        answers = (s for s in found if s.factuality is Factuality.ASSERTED and s.group in ("approved", "refused"))
        days = [s.first for s in answers if s.dated and s.first <= waiting.first]
        waiting.by = max(days, default=None)


def _turn(stretch: Stretch) -> str:
    resumed = stretch.group == "active" and any(o.phase is Phase.RESUMED for o in stretch.seen)
    return "resumed" if resumed else stretch.group


def _awaited(o: Observation) -> Observation:
    """What is pending is yet to come, said as a fact or as a plan: one state and not two."""
    awaited = o.group == "pending" and o.phase is Phase.PENDING and o.factuality is Factuality.PLANNED
    return replace(o, factuality=Factuality.ASSERTED) if awaited else o


class _Turns:
    """The days from which each class of phase is told as a fact, in order."""

    def __init__(self, seen: Iterable[Observation]) -> None:
        days: dict[str, list[date]] = defaultdict(list)
        for o in seen:
            if o.anchor is not None:
                days[o.group].append(o.anchor)
        self._ends = {
            group: sorted(day for end in ends for day in days.get(end, ())) for group, ends in TERMINATES.items()
        }

    def ended(self, group: str, after: date, by: date) -> bool:
        """Whether something that ends this class of phase is told behind the first day and by the second."""
        days = self._ends[group]
        at = bisect_right(days, after)
        return at < len(days) and days[at] <= by


_AHEAD = frozenset({"planned", "requested", "pending", "approved"})


def _plans_first(ordered: list[Stretch]) -> list[Stretch]:
    """A plan that is told once the thing goes on was one for that, and stands before it; unless it is for a day to
    come.
    """
    out: list[Stretch] = []
    for stretch in ordered:
        at = next((n for n in range(len(out) - 1, -1, -1) if out[n].factuality is Factuality.ASSERTED), None)
        goes_on = at is not None and out[at].group == "active" and out[at].factuality is Factuality.ASSERTED
        planned = stretch.group in _AHEAD or stretch.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL)
        ahead = (
            planned
            and (at is None or _was_for(stretch, out[at]))
            and not any(
                o.expected and o.expected.start and (o.anchor is None or o.expected.start > o.anchor)
                for o in stretch.seen
            )
        )
        if goes_on and ahead and at is not None:
            out.insert(at, stretch)
        else:
            out.append(stretch)
    return out


FRESH = 3
"""Days within which a report tells a turn as news."""


def _was_for(plan: Stretch, begun: Stretch) -> bool:
    """Whether a plan can be one for what goes on since then: what is still to come weeks later is another step."""
    days = [o.mention.report.day for o in plan.seen if o.mention.report.day is not None]
    past = all(o.mention.claim.tense is Tense.PAST for o in plan.seen)
    return past or not days or begun.first == _FAR or min(days) <= begun.first + WIDE * _DAY


def _as_reported(seen: Sequence[Observation]) -> list[Observation]:
    """A turn without a day of its own is of the day that its report gives for it in another sentence, if that is news:
    the headline says "Army halts advance", and the text "on Monday".
    """
    told: dict[tuple[str, str], set[Interval]] = defaultdict(set)
    for o in seen:
        if o.since is not None and o.since.start is not None and not o.wide and o.factuality is Factuality.ASSERTED:
            told[o.mention.report.document, o.group].add(o.since)
    out = []
    for o in seen:
        day = o.mention.report.day
        if o.since is None and o.held is None and o.turns and day is not None and not o.again:
            here = told.get((o.mention.report.document, o.group), ())
            news = [since for since in here if since.start and since.start >= day - FRESH * _DAY]
            if len(news) == 1:
                o = replace(o, since=news[0], floating=False)
        out.append(o)
    return out


def _as_known(seen: Sequence[Observation]) -> list[Observation]:
    """ "Halted" with a rough day or none is the pause that was told closely, and "started" its new beginning."""
    exact: dict[str, list[date]] = defaultdict(list)
    for o in seen:
        if o.firm and not o.floating and not o.wide and o.since is not None and o.anchor is not None:
            exact[o.group].append(o.anchor)
    ends = sorted(exact["over"])
    starts = sorted(o.anchor for o in seen if o.phase in (Phase.BEGUN, Phase.RESUMED) and o.firm and o.anchor)
    late = [o for o in seen if o.phase is Phase.ONGOING and not o.again and _behind_end(o, ends, starts)]
    alone = {id(o) for o in late} if len({o.mention.report.origin for o in late}) == 1 else set()
    out = []
    for o in seen:
        day = o.mention.report.day
        if id(o) in alone:  # one report tells of what others have ended, as if it went on: old news
            o = replace(o, since=None, held=None, floating=True)
        if o.phase is Phase.ENDED and _HALT.match(o.mention.claim.trigger.text) and o.rough and day is not None:
            first = o.since.start if o.since and o.since.start else date.min
            paused, over = ([d for d in exact[g] if first <= d <= day] for g in ("paused", "over"))
            if paused and not over:
                o = replace(o, phase=Phase.PAUSED)
        out.append(o)
    return out


_HALT = re.compile(r"(?:halt|stop|suspend|paus|fr[eo]ez|froze|interrupt|break|broke|call)", re.IGNORECASE)
"""Words for an end that are said of a pause as well."""


def _behind_end(o: Observation, ends: list[date], starts: list[date]) -> bool:
    """Whether it was told, without a day of its own, behind an end and no new beginning."""
    day = o.mention.report.day
    if day is None or o.floating or (o.since is not None and o.since.start is not None):
        return False
    at = bisect_right(ends, day)
    return at > 0 and bisect_right(starts, day) == bisect_right(starts, ends[at - 1])


def _smallest(stretch: Stretch) -> str:
    return min(o.mention.claim.id for o in stretch.seen)


def _stretches(group: str, factuality: Factuality, members: list[Observation], turns: _Turns) -> list[Stretch]:
    """One kind of state, split where something else lay between two tellings."""
    fixed = [o for o in members if not o.floating and not o.wide]
    wide = sorted((o for o in members if o.wide), key=lambda o: (o.anchor or _FAR, o.mention.order))
    floating = sorted((o for o in members if o.floating), key=lambda o: o.mention.order)
    out: list[Stretch] = []
    for observation in sorted(fixed, key=lambda o: (o.anchor or _FAR, o.mention.order)):
        if out and not _between(out[-1], observation, turns):
            out[-1].add(observation)
        else:
            out.append(Stretch(group, factuality, observation))
    for observation in (*wide, *floating):
        home = _within(out, observation) if observation.wide else _home(out, observation, turns)
        if home is None:
            out.append(Stretch(group, factuality, observation))
            out.sort(key=lambda s: s.first)
        else:
            home.add(observation)
    return out


def _within(out: list[Stretch], observation: Observation) -> Stretch | None:
    """The last state that can have begun within the days of a rough telling."""
    since = observation.since
    if since is None or since.start is None or since.end is None:
        return None
    fitting = [s for s in out if s.first != _FAR and since.start <= s.first <= since.end]
    return fitting[-1] if fitting else None


def _between(stretch: Stretch, later: Observation, turns: _Turns) -> bool:
    """Whether the state was left between what is known of it and the later observation."""
    if later.anchor is None:
        return False
    if stretch.group == "completed" and stretch.dated and (later.since or later.held):
        return later.anchor > stretch.last + _DAY
    if stretch.group == "active" and _begins_anew(stretch, later):
        return True
    return _was_left(stretch, later.anchor, turns)


def _begins_anew(stretch: Stretch, later: Observation) -> bool:
    """Whether it is told to have begun on a day long after it was told to go on already."""
    begun = later.since.start if later.since and later.phase in (Phase.BEGUN, Phase.RESUMED) else None
    if begun is None:
        return False
    if (
        later.phase is Phase.RESUMED
        and stretch.first < begun
        and all(o.phase is not Phase.RESUMED for o in stretch.seen)
    ):
        return True  # what is resumed was paused, whether or not that is told
    return any(o.held and o.held[1] + FRESH * _DAY < begun for o in stretch.seen)


def _was_left(stretch: Stretch, by: date, turns: _Turns) -> bool:
    """Whether something ended the state after its last day and by this one."""
    return turns.ended(stretch.group, stretch.last, by)


def _home(out: list[Stretch], observation: Observation, turns: _Turns) -> Stretch | None:
    """The state that a turn told without its day belongs to: the last one known by then; none of them if it is news."""
    day = observation.mention.report.day
    earlier = [s for s in out if day is None or s.first <= day]
    if not earlier:
        return out[0] if out and observation.mention.report.day is None else None
    last = earlier[-1]
    left = observation.again and day is not None and _was_left(last, day, turns)
    return None if left else last


def states(found: Sequence[Stretch], disputed: Collection[str], lasting: bool) -> tuple[State, ...]:
    """The states of these stretches. `disputed`: ids of claims whose phase others contradict."""
    return tuple(
        _state(stretch, found[:n], islice(found, n + 1, None), disputed, lasting) for n, stretch in enumerate(found)
    )


def _state(
    stretch: Stretch, before: Sequence[Stretch], behind: Iterable[Stretch], disputed: Collection[str], lasting: bool
) -> State:
    mentions = sorted((o.mention for o in stretch.seen), key=lambda m: m.order)
    days = [m.report.day for m in mentions if m.report.day is not None]
    conditions = [m.claim.condition.text for m in mentions if m.claim.condition]
    return State(
        phase=Phase.CANCELLED if _never_was(stretch, before, lasting) else _phase(stretch),
        factuality=stretch.factuality,
        since=_since(stretch),
        until=_until(stretch, behind) if lasting or stretch.group != "completed" else None,
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


def _never_was(stretch: Stretch, before: Sequence[Stretch], lasting: bool) -> bool:
    """Whether what is told to be over was only planned: a swap that collapses is called off. Of what goes on once it
    has begun that is sure only before the day for which it was planned.
    """
    if stretch.group != "over" or any(s.factuality is Factuality.ASSERTED and s.group in _WAS for s in before):
        return False
    plans = [s for s in before if s.group in _AHEAD or s.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL)]
    if not lasting:
        return bool(plans)
    days = [o.expected.start for s in plans for o in s.seen if o.expected is not None and o.expected.start is not None]
    return bool(days) and stretch.first < max(days)


_WAS = frozenset({"active", "paused", "completed"})


def _since(stretch: Stretch) -> Interval | None:
    """The days within which it began: those on which most agree; else until it was first told to hold."""
    told: dict[Interval, set[str]] = defaultdict(set)
    for observation in stretch.seen:
        if observation.since is not None and observation.since.start is not None:
            # what is told closely is not outvoted by what is told roughly
            told[observation.since].add(observation.mention.report.origin)
    if told:
        found = max(told, key=lambda i: (_width(i) < WIDE, len(told[i]), -_width(i), -(i.start or _FAR).toordinal()))
        late = stretch.by is not None and found.end is not None and found.end > stretch.by
        return replace(found, end=stretch.by) if late else found
    by = [o.since.end for o in stretch.seen if o.since is not None and o.since.end is not None]
    return Interval(None, min(by)) if by else None


def _width(interval: Interval) -> int:
    if interval.start is None or interval.end is None:
        return 10_000
    return (interval.end - interval.start).days


def _until(stretch: Stretch, behind: Iterable[Stretch]) -> Interval | None:
    """The days within which it ended: when the next state that ends it began."""
    ends, last = TERMINATES[stretch.group], stretch.last
    for after in behind:
        if after.group in ends and after.factuality is Factuality.ASSERTED and after.first != _FAR:
            start = None if last == _FAR or last > after.first else last
            since = _since(after)
            return Interval(start, None) if since is None else Interval(since.start or start, since.end)
    return None


def _expected(stretch: Stretch) -> Interval | None:
    """When it is to happen, as told last."""
    told = [o for o in sorted(stretch.seen, key=lambda o: o.mention.order) if o.expected is not None]
    return told[-1].expected if told else None


def sources_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Who says so: the innermost speakers, each once, in the order in which they were reported. "Senior official" and
    "a senior official" are one.
    """
    names: dict[str, str] = {}
    for mention in mentions:
        for voice in voices(mention):
            if voice.speaks:
                names.setdefault(fold(_DETERMINER.sub("", voice.name)), voice.name)
    return tuple(names.values())


_DETERMINER = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
