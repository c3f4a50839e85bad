"""Figures over time: what was counted in a situation, by whom, when it held and what became of it.

In: mentions of one situation. Out: a `Series` for each thing that was counted. A rising toll is no disagreement; the
day of publication is never taken for the day of a figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ascribe.contract.situations import FigurePoint, Mention, Series
from ascribe.situations.counts import Count, counts
from ascribe.situations.parties import Party, nation, same_party

SAME_DAY = timedelta(days=1)
"""Days apart that can be one: time zones, "overnight"."""
NEWS = timedelta(days=3)
"""Between two reports of one event whose day neither tells."""
RUN = timedelta(days=45)
"""For so long a source goes on counting one event whose day it does not tell again."""
GROWTH = 1.5
"""On the day of the first reports a toll rises by less than this; what is further apart was counted otherwise."""
GROWN = 3.0
"""And by less than so many."""
LEVEL = 1.25
"""Two figures of one level on one day that differ by more than this differ."""
SAME_DOER = 0.4
"""From here on two parties can be one (`parties.same_party`)."""
_MOST = 200
"""Different figures of one unit that are compared with one another: more are no longer one count."""
_NEXT = 32
"""Later figures of a source that an earlier one is compared with."""

Key = tuple[float, float, date | None, date | None]
"""Of a figure: its bounds and when it held."""
Standing = Literal["current", "superseded", "disputed"]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of one source, with all who repeat it: the first who told it, and from how many origins."""

    count: Count
    origins: frozenset[str]
    all: tuple[Count, ...]


def series(mentions: Sequence[Mention]) -> tuple[Series, ...]:
    """What was counted, by unit, in the order in which it was first told."""
    groups: dict[str, list[Count]] = defaultdict(list)
    for count in counts(mentions):
        groups[count.unit].append(count)
    return tuple(_series(unit, told_once(members)) for unit, members in groups.items())


def told_once(members: Sequence[Count]) -> list[Told]:
    """Each figure of each source once, in the order in which they were told. Copies add nothing."""
    owner: dict[tuple[str, Key], tuple[str, tuple[str, Key]]] = {}
    found: dict[tuple[str, Key], list[Count]] = {}
    for count in members:
        same: Key = (count.low, count.high, count.start, count.end)
        mine = (count.voice.key, same)
        document, theirs = owner.setdefault((count.report.origin, same), (count.report.document, mine))
        is_copy = document != count.report.document and mine not in found
        found.setdefault(theirs if is_copy else mine, []).append(count)
    return [Told(all[0], frozenset(c.report.origin for c in all), tuple(all)) for all in found.values()]


def _series(unit: str, told: list[Told]) -> Series:
    standings = _standings(told)
    points = tuple(
        FigurePoint(
            value=t.count.figure.value,
            low=t.count.figure.low,
            high=t.count.figure.high,
            start=t.count.start,
            end=t.count.end,
            known_since=t.count.day,
            source=t.count.voice.name,
            claim=t.count.mention.claim.id,
            standing=standing,
        )
        for t, standing in zip(told, standings, strict=True)
    )
    standing = [t for t, s in zip(told, standings, strict=True) if s != "superseded"]
    last = _last_occasion(standing)
    printed = [_printed(t.count) for t in last]
    return Series(
        unit, told[0].count.grows, points, min(p[0] for p in printed), _best(last), max(p[1] for p in printed)
    )


def _printed(count: Count) -> tuple[float, float]:
    """Least and most as printed: "at least nine" is nine."""
    figure = count.figure
    said = [x for x in (figure.low, figure.value, figure.high) if x is not None]
    return min(said), max(said)


def _standings(told: list[Told]) -> list[Standing]:
    """What became of each figure."""
    of_voice: dict[str, list[Told]] = defaultdict(list)
    for t in told:
        of_voice[t.count.voice.key].append(t)
    odd: set[int] = {id(t) for pair in odd_pairs(told) for t in pair}
    place = {id(t): n for own in of_voice.values() for n, t in enumerate(own)}
    out: list[Standing] = []
    for t in told:
        behind = of_voice[t.count.voice.key][place[id(t)] + 1 :][:_NEXT]
        if any(supersedes(later.count, t.count) for later in behind):
            out.append("superseded")
        else:
            out.append("disputed" if id(t) in odd else "current")
    return out


def supersedes(later: Count, earlier: Count) -> bool:
    """Whether the same source gave another figure of the same thing later."""
    if (later.low, later.high) == (earlier.low, earlier.high) or later.mention.order <= earlier.mention.order:
        return False
    if not earlier.grows and earlier.start and later.start and later.start != earlier.start:
        return later.start > earlier.start
    return same_occasion(earlier, later, RUN)


def same_occasion(a: Count, b: Count, news: timedelta = NEWS) -> bool:
    """Whether both count one thing at one time. `news`: days between reports that do not tell it."""
    if a.spot is not None and b.spot is not None and a.spot != b.spot:
        return False
    if a.start and b.start:
        a_end, b_end = a.end or a.start, b.end or b.start
        if a.grows and max(a_end - a.start, b_end - b.start) - min(a_end - a.start, b_end - b.start) > NEWS:
            return False  # of a day, and of a month
        return a.start <= b_end + SAME_DAY and b.start <= a_end + SAME_DAY
    if a.start or b.start:
        start, day = (a.start, b.day) if a.start else (b.start, a.day)
        return start is not None and day is not None and -SAME_DAY <= day - start <= news
    return a.day is not None and b.day is not None and abs(a.day - b.day) <= news


# -- figures that cannot both hold


def odd_pairs(told: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Pairs of different sources that cannot both hold, the lower one first.

    Where a toll turned out too high, all lower ones of others speak against it.
    """
    standing = list(told)[:_MOST]
    first = _first_told(standing)
    pairs = [
        (a, b) if a.count.high < b.count.low else (b, a)
        for i, a in enumerate(standing)
        for b in standing[i + 1 :]
        if _at_odds(a.count, b.count, first)
    ]
    known = {(id(low), id(high)) for low, high in pairs}
    for high in {id(high): high for _, high in pairs if high.count.grows}.values():
        for t in standing:
            left = t.count.high < high.count.low and (id(t), id(high)) not in known
            if left and _rivals(t.count, high.count):
                pairs.append((t, high))
    return pairs


def _first_told(told: Sequence[Told]) -> dict[tuple[float, float], date]:
    """When each figure was first told, by whomever: told again later it is old, and not lower than what came since."""
    first: dict[tuple[float, float], date] = {}
    for t in told:
        if t.count.day is not None:
            key = (t.count.low, t.count.high)
            first[key] = min(first.get(key, t.count.day), t.count.day)
    return first


def _rivals(a: Count, b: Count) -> bool:
    """Two sources that count the same, and not two copies."""
    if a.voice.key == b.voice.key or not a.asserted or not b.asserted:
        return False
    if a.report.origin == b.report.origin and a.report.document != b.report.document:
        return False
    if not _of_one_event(a, b):
        return False
    return a.things == b.things and a.total == b.total and same_occasion(a, b)


def _of_one_event(a: Count, b: Count) -> bool:
    """Whether the two sentences say that they count one thing: at one place, or where one names the other's, done by
    and to the same, and each report knows of one number only.
    """
    if a.several or b.several or (a.names and b.names and not a.names & b.names):
        return False
    if not a.known or not b.known or _differ(a.doers, b.doers):
        return False
    if a.spot is not None and b.spot is not None:
        return a.spot == b.spot
    if a.spot is not None or b.spot is not None:
        return bool(a.places & b.names or b.places & a.names)
    same_day = a.start is not None and a.start == b.start
    return same_day and any(nation(name) is None for name in a.names & b.names)


def _differ(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool:
    """Whether each tells who does it, and not the same."""
    return bool(a and b) and max(same_party(x, y) for x in a for y in b) < SAME_DOER


def _at_odds(a: Count, b: Count, first: dict[tuple[float, float], date]) -> bool:
    if a.low <= b.high and b.low <= a.high:
        return False
    if not _rivals(a, b):
        return False
    low, high = (a, b) if a.high < b.low else (b, a)
    if low.high in high.rejected or high.low in low.rejected:
        return True
    low_day, high_day = first.get((low.low, low.high)), first.get((high.low, high.high))
    if low_day is None or high_day is None:
        return False
    far = high.low >= low.high * (GROWTH if a.grows else LEVEL)
    if not a.grows:
        return far and abs(low_day - high_day) <= SAME_DAY
    if low_day == high_day:
        return far and high.low - low.high >= GROWN
    return low_day > high_day and not low.rises


# -- the figure to give


def _last_occasion(told: list[Told]) -> list[Told]:
    """Of several events or days the last one."""
    latest = max(told, key=lambda t: (t.count.start or t.count.day or date.min, t.count.mention.order))
    return [t for t in told if t is latest or same_occasion(latest.count, t.count, RUN)]


def _best(told: list[Told]) -> float | None:
    """Of the figures told last the one of most origins: a growing count is not the lower one of the day before."""
    days = [t.count.day for t in told if t.count.day is not None]
    fresh = [t for t in told if not days or (t.count.day is not None and t.count.day >= max(days) - SAME_DAY)] or told
    votes: Counter[tuple[float, float]] = Counter()
    origins: dict[tuple[float, float], set[str]] = defaultdict(set)
    for t in told:
        origins[t.count.low, t.count.high] |= t.origins
    for t in fresh:
        votes[t.count.low, t.count.high] = len(origins[t.count.low, t.count.high])
    best = max(fresh, key=lambda t: (votes[t.count.low, t.count.high], *_latest(t.count)))
    figure = best.count.figure
    return figure.value if figure.value is not None else figure.low if figure.low is not None else figure.high


def _latest(count: Count) -> tuple[date, float, tuple[bool, str, str, int, int, str]]:
    """Of the last day; of one day the higher one, where it grows."""
    return count.day or date.min, count.low if count.grows else 0.0, count.mention.order
