""" "For the first time": claims to be the first, against earlier reports of the same.

In: facts. Out: conflicts. Only what was told as a fact counts as earlier, and only by days that the claims tell: a
report that comes late about the same beginning is no earlier event.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from ascribe.contract.claims import Claim, Phase
from ascribe.situations.conflicts import PARTNERS, Conflict
from ascribe.situations.cues import About, cues
from ascribe.situations.facts import Fact, independent, meet, same_kind, same_side
from ascribe.situations.observations import ACTIVE

BEFORE = 3
"""Days before a first time from which another one is earlier: what is closer is the same one, told loosely."""
LATELY = 7
"""Days before publication in which what is told without its day, but of which others tell it, took place."""
_NEAR = 60
"""Characters between the words and the event that they are about."""
_BEHIND = 40
_HAPPENED = ACTIVE | {Phase.COMPLETED, Phase.ENDED, Phase.PAUSED}


def first_conflicts(known: Sequence[Fact]) -> Iterator[Conflict]:
    """Firsts with what was told to be so before."""
    firsts = [f for f in known if f.asserted and f.seen.phase in ACTIVE | {Phase.COMPLETED} and says_first(f.claim)]
    if not firsts:
        return
    dated = sorted(
        ((day, f.seen.mention.order, f) for f in known if (day := _by(f)) is not None), key=lambda x: (x[0], x[1])
    )
    days = [day for day, _, _ in dated]
    begun = sorted(
        {f.start for f in known if f.asserted and f.start and f.seen.phase in (Phase.BEGUN, Phase.COMPLETED)}
    )
    for first in firsts:
        when = _when(first, begun)
        if when is None:
            continue
        last = bisect_left(days, when - timedelta(days=BEFORE) + timedelta(days=1))
        for _, _, earlier in dated[max(0, last - PARTNERS) : last]:
            if _same(earlier, first) and independent(earlier, first):
                yield Conflict("firstness", "contradiction", earlier, first, "so before", "the first time")


def _by(fact: Fact) -> date | None:
    """A day by which it was so, as a report tells it that does not call it the first time."""
    if not fact.asserted or fact.seen.phase not in _HAPPENED or says_first(fact.claim):
        return None
    if fact.end is None:
        return fact.said
    # "last month" may be its last day
    return fact.end if fact.day is None else min(fact.end, fact.day)


def _when(first: Fact, begun: Sequence[date]) -> date | None:
    """The day of the first time: as told, else of the beginning that others tell for the days before."""
    if first.start is not None:
        return first.start
    if first.day is None:
        return None
    lately = [d for d in begun if timedelta(0) <= first.day - d <= timedelta(days=LATELY)]
    if lately:
        return lately[0]
    # An event of which nobody tells the day is news; of what goes on, the beginning may be long ago.
    once = not first.kind.lasting and first.seen.phase is Phase.COMPLETED
    return first.day - timedelta(days=LATELY) if once else None


def _same(earlier: Fact, first: Fact) -> bool:
    """Whether the earlier report tells of the same: by whom and where, as far as both say; one of them must."""
    kind = same_kind(earlier, first)
    places, doers = meet(earlier.spots, first.spots), same_side(earlier.doers, first.doers)
    if kind is False or places is False or doers is False or (first.spots and places is None):
        return False
    # Kinds that one thing is often called by need the place; that nobody else is named for it was asked above.
    return bool(places if kind is None else (places or doers))


# -- the words


def says_first(claim: Claim) -> bool:
    """Whether the sentence calls the claim's event the first of its sort."""
    offset = claim.sentence.start
    spans = sorted({(c.start - offset, c.end - offset) for c in (claim.event, claim.trigger)})
    return _says_first(claim.sentence.text, tuple(spans))


@lru_cache(maxsize=10_000)  # a situation is looked at as of many days
def _says_first(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    for about, pattern in cues().first:
        for match in pattern.finditer(text):
            if (
                not _is_not(text, match)
                and _of_all(text[match.end() :], match)
                and _is_about(about, text, match, spans)
            ):
                return True
    return False


def _is_not(text: str, match: re.Match[str]) -> bool:
    """ "not for the first time"; "is not the first"."""
    return bool(cues().not_first.search(text[: match.start()])) or bool(re.search(r"\bnot\b|n't\b", match[0]))


def _of_all(behind: str, match: re.Match[str]) -> bool:
    """Whether it is the first of all, and not the first since a break or in some years."""
    since = behind if not match[0].lower().endswith("since") else f"since {behind.lstrip()}"
    if cues().since.match(since):
        return bool(cues().beginning.match(since.lstrip()))
    return not re.match(r"\s*(?:\w+\s+){0,2}?(?:in|for) (?:\w+\s+){1,3}(?:year|month|week|day|decade)s?\b", behind)


def _is_about(about: About, text: str, match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the words are about an event at one of these spans."""
    before = [text[end : match.start()] for _, end in spans if end <= match.start()]
    behind = [text[match.end() : start] for start, _ in spans if start >= match.end()]
    if about == "before":
        at_start = not text[: match.start()].strip(" \"'“,")
        return any(_joined(x, _NEAR) and "," not in x for x in before) or (
            at_start and any(_joined(x, _NEAR) for x in behind)
        )
    if about == "behind":
        return any(len(x.split()) <= 3 and _joined(x, _BEHIND) for x in behind)
    if any(_joined(x, _NEAR) and not cues().part_of.search(x) for x in behind):
        return True
    return bool(before) and min(len(x) for x in before) <= 2 * _NEAR and any(_subject(x) for x in before)


def _joined(between: str, most: int) -> bool:
    return len(between) <= most and not cues().clause.search(between)


def _subject(between: str) -> bool:
    """Whether what stands between is no more than what describes a subject ("flights, which began Saturday, mark")."""
    return len(cues().clause.findall(between)) <= 1 and len(between) <= 2 * _NEAR
