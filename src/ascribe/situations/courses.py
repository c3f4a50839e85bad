"""Conflicts about the course of a thing: it is so and it is not so, and two days for one turn of it.

In: facts. Out: conflicts. A change of state is none, nor is what is planned, possible or not told. Each rule asks for
solid grounds; what is not told is never taken for a difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from ascribe.contract.claims import Factuality, Phase, Tense
from ascribe.contract.situations import Judgement
from ascribe.situations.conflicts import (
    APART,
    DENIAL,
    FEW,
    PARTNERS,
    PLAIN,
    TELLING,
    Conflict,
    is_close,
    on_a_day,
    own_word,
    pinned,
    same_thing,
    spoken_day,
)
from ascribe.situations.cues import cues
from ascribe.situations.facts import Fact, covers, independent, meet, near, same_kind, same_word
from ascribe.situations.kinds import lexicon
from ascribe.situations.observations import ACTIVE
from ascribe.situations.particulars import accused, role_denied

EVENT = 30
"""Days after an event in which it is denied."""
FOLLOWS = 3
"""Days after an end on which "still" contradicts it."""
_SLIP = 6
"""Days by which reports of one turn differ at most: what is further apart are two turns."""
_REACHED = frozenset({Phase.COMPLETED, Phase.REQUESTED, Phase.APPROVED})
_ON = ("that it is under way", "that it is not")
_DONE = ("that it happened", "that it did not")
_OVER = ("that it is over", "that it is not over")
_ONCE = frozenset({Phase.BEGUN, Phase.ENDED, Phase.PAUSED, Phase.RESUMED, Phase.CANCELLED})
"""Turns of a lasting thing."""
_REPEATED = frozenset({"air-strikes", "talks", "deployment", "withdrawal", "request", "protest", "surveillance", "aid"})
"""Kinds of lasting things that begin again and again: two days of a beginning are two of them."""
_PLAIN = frozenset({"restriction"})
"""Families of which a place has one at a time, whatever it is called: a town is sealed off, or its road is cut."""
_PUNCTUAL = frozenset({"fighting", "captivity", "disaster"})


# -- phase


def phase_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    """It is so, and it is not so, on the same days."""
    told = [f for f in known if f.asserted and not _is_recap_of_no_day(f)]
    active = _ByDay(f for f in told if f.seen.phase in ACTIVE and not f.seen.mentioned)
    reached = _ByDay(f for f in told if f.seen.phase in _REACHED)
    ends = [f for f in told if f.seen.group in ("over", "paused")]
    ended = _ByDay(ends)
    over = _ByDay(f for f in ends if f.seen.group == "over")
    turns = sorted({f.seen.anchor for f in ends if f.seen.anchor is not None})
    starts = sorted({f.start for f in told if f.seen.phase in ACTIVE and f.start is not None})
    for denial in (f for f in known if f.denied and _is_denial(f)):
        says = _ON if denial.kind.lasting else _DONE
        if _ending_denied(denial):
            yield from _paired(ended.around(denial, EVENT), denial, _ended_by, _OVER)
            continue
        yield from _paired(active.around(denial, EVENT), denial, lambda f, d: _active_when(f, d, turns), says)
        yield from _paired(reached.around(denial, EVENT), denial, _reached_by, says)
    for still in told:
        if still.seen.phase in ACTIVE and still.claim.tense is Tense.PRESENT and _says_still(still):
            yield from _paired(
                over.around(still, FOLLOWS), still, lambda f, s: _goes_on(f, s, starts), _OVER, tie=same_thing
            )


class _ByDay:
    """Facts by the day on which they were published, or are told for, whichever is the later."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        known = list(facts)
        dated = [(day, n, f) for n, f in enumerate(known) if (day := f.day or f.end) is not None]
        self._undated: dict[str, list[Fact]] = defaultdict(list)
        for fact in known:
            if fact.day is None:
                self._undated[fact.report.document].append(fact)
        self._facts = sorted(dated, key=lambda x: x[:2])
        self._days = [day for day, _, _ in self._facts]

    def around(self, fact: Fact, days: int) -> list[Fact]:
        """The nearest of those told up to so many days before, or after; of no day, those of the same report."""
        day = fact.day or fact.end
        if day is None:
            return self._undated[fact.report.document][:PARTNERS]
        at = bisect_right(self._days, day)
        first = max(bisect_left(self._days, day - timedelta(days=days)), at - PARTNERS)
        last = min(bisect_right(self._days, day + timedelta(days=days)), at + PARTNERS // 4)
        return [f for _, _, f in self._facts[first:last]]


Test = Callable[[Fact, Fact], bool]


def _paired(
    facts: Iterable[Fact], against: Fact, when: Test, says: tuple[str, str], tie: Test = covers
) -> Iterator[Conflict]:
    role = role_denied(against)
    for fact in facts:
        if fact is against or not when(fact, against) or not tie(fact, against):
            continue
        if role:
            if accused(fact, against) and independent(fact, against):
                who = fact.agents[0].name
                yield Conflict("agent", "contradiction", fact, against, f"by {who}", f"not by {who}")
        elif independent(fact, against):
            yield Conflict("phase", "contradiction", fact, against, *says)
        elif own_word(fact, against):
            yield Conflict("phase", "revision", fact, against, *says)


def _is_denial(fact: Fact) -> bool:
    """Whether somebody denies the thing itself, as news.

    A negation of the reporter's own answers nobody. Of a kind that is not known only a denial in so many words counts.
    """
    text = fact.claim.sentence.text
    if "not.enough" in fact.claim.rules:
        return False  # who has not the means does not say that nobody does it
    if not fact.contested and (not fact.voice.speaks or _SHARE.search(fact.voice.name)):
        return False
    if fact.kind.name not in lexicon().by_name and not fact.voice.denies:
        return False
    return not any(cue.search(text) for cue in (cues().recap, cues().ended, cues().no_denial))


_SHARE = re.compile(r"%|\bper ?cent\b|\bmajority\b|\bhalf\b|\brespondents?\b", re.IGNORECASE)
"""Those who answered a survey: some say this, and some that."""


def _is_recap_of_no_day(fact: Fact) -> bool:
    """Told as what was said before, without its day: may be of any time."""
    return fact.start is None and bool(cues().recap.search(fact.claim.sentence.text))


def _ending_denied(denial: Fact) -> bool:
    """ "denied that the truce had collapsed", "the truce was not broken"."""
    if denial.claim.phase is Phase.NONE and denial.seen.phase is Phase.ONGOING and not denial.contested:
        return denial.claim.factuality is Factuality.DENIED
    words = denial.claim.trigger.text.lower().split()
    return any(_stem(word) in cues().ending for word in words) and denial.claim.trigger != denial.claim.event


_IRREGULAR = {"broken": "break", "broke": "break"}


def _stem(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for suffix in ("ed", "d", "ing", "s", "pped", "pping", "ted"):
        if word.endswith(suffix) and word[: -len(suffix)] in cues().ending:
            return word[: -len(suffix)]
    return word


def _says_still(fact: Fact) -> bool:
    """Whether "still" or the like stands at the claim's trigger, and not as what something hangs on."""
    if fact.claim.condition is not None or cues().conditional.search(fact.claim.sentence.text):
        return False
    offset = fact.claim.sentence.start
    first = min(fact.claim.trigger.start, fact.claim.event.start) - offset
    last = max(fact.claim.trigger.end, fact.claim.event.end) - offset
    return bool(cues().still.search(fact.claim.sentence.text[max(0, first - 20) : last + 20]))


def _strong(denial: Fact) -> bool:
    """A denial of what others say, or of the thing itself; not only "is not sending"."""
    return denial.voice.denies or denial.claim.tense in (Tense.NONE, Tense.PAST)


def _active_when(fact: Fact, denial: Fact, turns: Sequence[date]) -> bool:
    """Whether the thing was told to go on when it was denied, and had not ended."""
    if denial.start is not None and denial.end is not None:
        if fact.start is None or fact.start > denial.end:
            return False
        told = fact.day or fact.end
        return told is not None and told >= denial.start and not _any_in(turns, fact.start, denial.start)
    said = denial.said
    if said is None:
        return _side_by_side(fact, denial)
    began, told = fact.start, fact.day
    if began is None and told is None:
        return False
    if (began is not None and began > said) or (began is None and told is not None and told > said):
        return False  # what was not so then began later
    latest = max(d for d in (began, told) if d is not None)
    if latest > said + timedelta(days=DENIAL):
        return False
    since = min(said, latest)
    limit = DENIAL if _strong(denial) else PLAIN
    return near(said, since, limit) and not _any_in(turns, since, said)


def _reached_by(fact: Fact, denial: Fact) -> bool:
    """Whether the event was told to have happened by the time for which it is denied."""
    if denial.claim.tense is Tense.PRESENT and not denial.voice.denies:
        return False
    if denial.start is not None and denial.end is not None:
        return fact.start is not None and fact.end is not None and fact.start <= denial.end and denial.start <= fact.end
    said = denial.said
    if said is None:
        return _side_by_side(fact, denial)
    happened = fact.start if fact.start is not None else fact.day
    return said is not None and happened is not None and happened <= said and near(said, happened, EVENT)


def _side_by_side(fact: Fact, denial: Fact) -> bool:
    """In one report without a date: what it tells as past or present and what it denies are of one time."""
    return fact.report.document == denial.report.document


def _ended_by(fact: Fact, denial: Fact) -> bool:
    """Whether the end was told by the time for which it is denied, or for then."""
    said = denial.said
    end = fact.end if fact.end is not None else fact.day
    return said is not None and end is not None and end <= said + timedelta(days=1) and near(said, end, DENIAL)


def _goes_on(end: Fact, still: Fact, starts: Sequence[date]) -> bool:
    """Whether an end was told for a day before the one on which it is said to go on still, and no new beginning."""
    said = still.said
    if end.start is None or end.end is None or said is None or end.day is None or still.day is None:
        return False
    late = timedelta(days=APART) < said - end.end <= timedelta(days=FOLLOWS) and still.day >= end.day
    return late and not _any_in(starts, end.end, said)


def _any_in(days: Sequence[date], after: date, until: date) -> bool:
    """Whether one of the days, in order, lies behind the first and not behind the second."""
    at = bisect_right(days, after)
    return at < len(days) and days[at] <= until


# -- time


def time_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    """Two days, further apart than a night, told for one turn of one thing."""
    groups: dict[tuple[str, Phase], list[Fact]] = defaultdict(list)
    days: dict[tuple[str, int, int], set[date | None]] = defaultdict(set)
    for fact in known:
        days[_words(fact)].add(fact.start)
    for fact in known:
        # Words that were read with two days (a copy of the next day says "on Saturday") tell neither for sure.
        sure = len(days[_words(fact)] - {None}) == 1
        if sure and fact.asserted and _happens_once(fact) and on_a_day(fact):
            groups[fact.kind.family, fact.seen.phase].append(fact)
    turns = sorted({f.start for f in known if f.asserted and f.start and is_close(f) and f.seen.phase in _ONCE})
    for facts in groups.values():
        if len({f.start for f in facts}) < 2:
            continue
        facts.sort(key=lambda f: (f.start or date.max, f.seen.mention.order))
        for i, early in enumerate(facts):
            for late in facts[i + 1 : i + 1 + PARTNERS]:
                if not _two_days(early, late, turns):
                    continue
                kind: Judgement = "contradiction" if independent(early, late) else "revision"
                if kind == "contradiction" or own_word(early, late):
                    yield Conflict("time", kind, early, late, _last_day(early), _last_day(late))


def _words(fact: Fact) -> tuple[str, int, int]:
    """The sentence, and where in it the event and what is told of it stand."""
    claim = fact.claim
    return claim.sentence.text, claim.event.start - claim.sentence.start, claim.trigger.start - claim.sentence.start


def _last_day(fact: Fact) -> str:
    return spoken_day(fact.end) if fact.end is not None else ""


def _happens_once(fact: Fact) -> bool:
    if fact.kind.lasting:
        return fact.seen.phase in _ONCE and fact.kind.name not in _REPEATED and not fact.seen.again
    return fact.seen.phase is Phase.COMPLETED and fact.kind.family in _PUNCTUAL


def _two_days(early: Fact, late: Fact, turns: Sequence[date]) -> bool:
    if early.end is None or late.start is None:
        return False
    gap = (late.start - early.end).days
    if not APART < gap <= _SLIP or early.seen.again or late.seen.again:
        return False
    if meet(early.spots, late.spots) is not True or not same_thing(early, late, near=True):
        return False
    if not early.kind.lasting:
        return pinned(early, late, least=TELLING if early.kind.family == "fighting" else FEW)
    if early.kind.family not in _PLAIN and same_kind(early, late) and not same_word(early, late):
        return False
    # An end, a pause or a new beginning between the two days makes them two turns; the two days themselves do not.
    return bisect_right(turns, early.end) >= bisect_left(turns, late.start)
