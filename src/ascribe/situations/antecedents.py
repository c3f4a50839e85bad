"""Across documents: each thread is tied to the one thing told earlier that it goes on with, or opens a situation.

In: threads in the order of publication. Out: for each its antecedent among the earlier ones, or None.

Why one antecedent, and only an earlier one: what a thread is tied to then depends on nothing that was published later.
The situations as of a day are those of today without what was published since; their ids, the ids of their first
claims, never change by what comes after; and a new report is compared with a bounded number of earlier ones. A report
that comes in late is put in its place, and only what stands behind it under one of its keys is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ascribe.identity import digest
from ascribe.situations.kinds import lexicon
from ascribe.situations.likeness import SAME_SENTENCE, THRESHOLD, likeness, other_case
from ascribe.situations.parties import Party
from ascribe.situations.profiles import Profile, found_at
from ascribe.situations.threads import Thread

WINDOW = 24
"""Threads before it that a thread is compared with under each of its keys, the last ones first."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A thread in its place."""

    day: date | None
    """Of publication."""
    known: Profile
    """What its own document tells, and where that is silent, what it goes on with told: "the offensive" alone is not
    at another place than the one that it was tied to."""
    situation: str
    """Id of the first thread of the chain."""
    antecedent: int | None = None
    """Number of what it goes on with among those that it was compared with."""
    document: int | None = None
    """Its report. What one report keeps apart is seldom one thing."""


@lru_cache(maxsize=50_000)  # the same few kinds, parties and places come again and again
def _key(*parts: str) -> str:
    return digest(*parts)


SAME_REPORT = 0.75
"""Points from which two threads of one report are of one thing: it had a chance to say so."""
AHEAD_AND_DONE = 1.0
"""Points more where the report tells the one as to come, and the other not."""
_MOST_TOLD = 6
"""Names of its document under which a thread is found: those that it tells of most."""


def keys(profile: Profile) -> list[str]:
    """Under which a thread is found: two that can be of one thing have one in common. Sorted, each once."""
    found: set[str] = {_key("sentence", s) for s in profile.sentences}
    families = {profile.family} | {k.family for name in profile.kinds if (k := lexicon().by_name.get(name))}
    parties = {p.key.partition(":")[0] if p.key.split(":")[0].isupper() else p.key for p in _all(profile)}
    parties |= {p.key.split()[-1] for p in _all(profile) if ":" not in p.key}
    for family in families:
        found |= {found_at(family, spot.key) for spot in profile.spots}
        found |= {_key(family, "by", party) for party in parties}
    for name in profile.context[:_MOST_TOLD]:
        found |= {_key(word, "beside", name) for word in (*profile.heads, *profile.kinds)}
    for word in profile.heads:
        found |= {_key("word", word, party) for party in parties}
        found |= {_key("word", word, spot.country) for spot in profile.spots if spot.country}
    return sorted(found | {answering(key) for key in profile.answers})


def answering(key: str) -> str:
    """The key under which threads are found that answer what is told under this one."""
    return _key("answers", key)


def answerable(profile: Profile) -> list[str]:
    """Under which threads are found that answer what this one tells."""
    return sorted({answering(found_at(profile.family, spot.key)) for spot in profile.spots if not spot.wide})


def _all(profile: Profile) -> Iterable[Party]:
    return (*profile.agents, *profile.targets)


def antecedent(thread: Thread, day: date | None, before: Sequence[Placed], document: int | None) -> int | None:
    """What the thread goes on with: the number of the likeliest of these, of equal ones of the last.

    `before`: in the order of publication.
    """
    best: int | None = None
    most = THRESHOLD
    for number, other in enumerate(before):
        found = points(thread, day, other, document)
        if found is not None and found >= most:
            best, most = number, found
    return best


def points(thread: Thread, day: date | None, earlier: Placed, document: int | None) -> float | None:
    """Points for one thing; None: none, or too few for two threads of one report. From `THRESHOLD` on, the thread goes
    on with that one, if with no other.
    """
    gap = None if day is None or earlier.day is None else (day - earlier.day).days
    one_report = document is not None and document == earlier.document
    found = likeness(earlier.known, thread.profile, gap, one_report=one_report)
    if found is None or not one_report:
        return found
    if found < SAME_SENTENCE and other_case(earlier.known, thread.profile):
        return None
    steps = thread.profile.ahead != earlier.known.ahead
    return None if found < (SAME_REPORT + AHEAD_AND_DONE if steps else SAME_REPORT) else found


def place(thread: Thread, day: date | None, before: Sequence[Placed], document: int | None = None) -> Placed:
    """The thread in the situation of its antecedent, or in one of its own."""
    number = antecedent(thread, day, before, document)
    if number is None:
        return Placed(day, thread.profile, thread.id, None, document)
    found = before[number]
    return Placed(day, completed(thread.profile, found.known), found.situation, number, document)


def completed(own: Profile, earlier: Profile) -> Profile:
    """What a profile tells, and what an earlier one tells where it is silent. Days and figures are each one's own."""
    return Profile(
        kinds=own.kinds if own.specific else earlier.kinds,
        family=own.family if own.specific else earlier.family,
        heads=own.heads or earlier.heads,
        agents=own.agents or earlier.agents,
        targets=own.targets or earlier.targets,
        spots=own.spots or earlier.spots,
        days=own.days or (() if own.lasting else earlier.days),
        figures=own.figures,
        sentences=own.sentences,
        gist=own.gist or earlier.gist,
        context=own.context,
        lasting=own.lasting or earlier.lasting,
        mutual=own.mutual or earlier.mutual,
        specific=own.specific or earlier.specific,
        denied=own.denied and earlier.denied,
        ahead=own.ahead and earlier.ahead,
    )
