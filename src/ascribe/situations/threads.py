"""Within a document: claims about one thing become a thread, so that "the operation" has the parties and the place that
the report gave it two sentences before.

In: a document's claims in the order of the text. Out: threads, each with all that its claims tell. A thread depends on
nothing outside its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ascribe.contract.claims import Claim, EventType, Phase, Tense
from ascribe.situations.kinds import is_light, is_turn, lexicon
from ascribe.situations.likeness import SAME_SENTENCE, likeness_within, one_place
from ascribe.situations.profiles import Profile, Surroundings, profile_of

WITHIN = 1.5
"""Points from which two mentions of one document are of one thing. Fewer than between reports: a report names the
parties once."""
OTHER_WORDS = 3.0
"""Points that two mentions need more where they have no word in common."""
_COMPARED = 120
"""Threads that a claim is compared with, those begun last: more are a list and no report."""
POINTS_BACK = 6
"""Sentences that "the operation" can point back over."""

_TURNING = frozenset({Phase.PAUSED, Phase.RESUMED, Phase.DELAYED, Phase.ENDED, Phase.BEGUN, Phase.CANCELLED})
_TURNS = _TURNING - {Phase.BEGUN}


@dataclass(frozen=True, slots=True)
class Thread:
    """Claims of one document about one thing. Its id is that of its first claim."""

    id: str
    claims: tuple[str, ...]
    profile: Profile
    carries: bool
    """Whether any of its claims has an event type or tells a turn of a known kind: else it opens no situation."""


@dataclass(slots=True)
class _Growing:
    claims: list[Claim]
    profile: Profile
    """Without its sentences."""
    last: int
    """Number of the sentence that it was last mentioned in."""
    sentences: set[str]

    def add(self, claim: Claim, profile: Profile, number: int) -> None:
        own = replace(profile, sentences=frozenset())
        self.claims.append(claim)
        self.profile = self.profile.joined(own) if self.profile.specific else own.joined(self.profile)
        self.last = number
        self.sentences |= profile.sentences


def threads(claims: Sequence[Claim]) -> list[Thread]:
    """The threads of a document, in the order of their first claims."""
    ordered = sorted(claims, key=lambda c: (c.sentence.start, c.trigger.start, c.event.start, c.id))
    around = Surroundings.of(ordered)
    carried = _carried(ordered)
    grown: list[_Growing] = []
    sentence, number = -1, -1
    for claim in ordered:
        if claim.sentence.start != sentence:
            sentence, number = claim.sentence.start, number + 1
        profile = profile_of(claim, around)
        if claim.id in carried:
            continue
        home = _home(claim, profile, grown, number)
        if home is None:
            own = replace(profile, sentences=frozenset())
            grown.append(_Growing([claim], own, number, set(profile.sentences)))
            continue
        home.add(claim, profile, number)
    place = {claim.id: n for n, claim in enumerate(ordered)}
    carriers_of: dict[str, list[Claim]] = {}
    for claim in ordered:
        if claim.id in carried:
            carriers_of.setdefault(carried[claim.id], []).append(claim)
    for thread in grown:
        carriers = [carrier for claim in thread.claims for carrier in carriers_of.get(claim.id, ())]
        thread.claims = sorted((*thread.claims, *carriers), key=lambda c: place[c.id])
        if thread.profile.mutual:  # who turned the request down is who was asked
            for carrier in carriers:
                thread.profile = thread.profile.with_parties(profile_of(carrier, around))
    return [
        Thread(
            t.claims[0].id,
            tuple(c.id for c in t.claims),
            replace(t.profile, sentences=frozenset(t.sentences)),
            any(_carries(c) for c in t.claims),
        )
        for t in grown
    ]


_ABOUT = frozenset({EventType.CONCEDE, EventType.REJECT})
"""What is done about something else: a ban is lifted, a request turned down."""


def _carried(claims: Sequence[Claim]) -> dict[str, str]:
    """Claims that tell the course of another's event: "turned down" of "turned down the request", "lifted" of "lifted
    the blockade". By id, the id of that other: both tell one thing.
    """
    found: dict[str, str] = {}
    for together in _by_sentence(claims):
        for carrier in together:
            for other in together:
                if other is not carrier and other.id not in found and _is_about(carrier, other):
                    found.setdefault(carrier.id, other.id)
    return found


def _is_about(carrier: Claim, other: Claim) -> bool:
    (start, end), event = (carrier.event.start, carrier.event.end), other.event
    if start <= event.start < end or event.start <= start < event.end:
        return False
    if other.trigger.start < end and start < other.trigger.end:
        return True
    return carrier.event_type in _ABOUT and any(t.start <= event.start and event.end <= t.end for t in carrier.targets)


def _by_sentence(claims: Sequence[Claim]) -> Iterable[list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.sentence.start, []).append(claim)
    return found.values()


def _carries(claim: Claim) -> bool:
    return claim.event_type is not None or claim.mode is not None


def _home(claim: Claim, profile: Profile, grown: list[_Growing], number: int) -> _Growing | None:
    """The thread that a claim goes on with; None: it begins one."""
    if (is_turn(claim) or (is_light(claim) and claim.phase in _TURNING)) and not _has_object(claim):
        return _turned(profile, grown, number)
    if is_light(claim):
        return _pointed_at(profile, grown, number)
    best, most = None, WITHIN
    for thread in sorted(grown[-_COMPARED:], key=lambda t: t.last):
        points = _within(thread, profile)
        if points is not None and (points > most or (points == most and (best is None or thread.last >= best.last))):
            best, most = thread, points
    return best


def _has_object(claim: Claim) -> bool:
    """Whether a verb says itself what it turns: "started a course" starts no other thing."""
    own = claim.trigger == claim.event and claim.tense is not Tense.NONE
    return own and any(not cell.implied and cell.actor is None and not _stands_for(cell.text) for cell in claim.targets)


_ANY = re.compile(r"\b(?:it|its|them|their|this|that|these|those|they)\b", re.IGNORECASE)


def _stands_for(text: str) -> bool:
    """Whether the words stand for a thing that was named before: "it", "the operation"."""
    words = text.lower().split()
    return bool(_ANY.search(text)) or (bool(words) and words[-1].removesuffix("s") in lexicon().light)


def _within(thread: _Growing, profile: Profile) -> float | None:
    """Points within a document: the same word needs nothing more, other words need a party or a place in common."""
    if thread.sentences & profile.sentences:
        return SAME_SENTENCE
    points = likeness_within(thread.profile, profile)
    if points is None or not thread.profile.specific:
        return None
    if thread.profile.heads & profile.heads:
        return points
    return points - OTHER_WORDS


def _pointed_at(profile: Profile, grown: list[_Growing], number: int) -> _Growing | None:
    """What "the operation" points back to: the last thing that goes on and that nothing speaks against."""
    best: _Growing | None = None
    for t in grown:
        near = t.profile.lasting and t.profile.specific and number - t.last <= POINTS_BACK
        if near and t.profile.family not in _SAID and _there(t.profile, profile) and _agree(t.profile, profile):
            best = t if best is None or t.last > best.last else best
    return best


_SAID = frozenset({"leave", "words"})
"""Families that "the operation", "the mission" never point to."""


def _there(thread: Profile, profile: Profile) -> bool:
    """Whether the thread is told to be at the place that a mention names; one that names none points to any."""
    spots = [s for s in profile.spots if not s.wide]
    return not spots or any(s.key == t.key or one_place(s, t) for s in spots for t in thread.spots)


def _turned(profile: Profile, grown: list[_Growing], number: int) -> _Growing | None:
    """What paused in "the pause": the last thing with a turn of its own, else the last one that goes on."""
    best: tuple[bool, int] | None = None
    found: _Growing | None = None
    for t in grown:
        if number - t.last > POINTS_BACK or not t.profile.lasting:
            continue
        if not _there(t.profile, profile) or not _agree(t.profile, profile):
            continue
        rank = any(c.phase in _TURNS for c in t.claims), t.last
        if best is None or rank > best:
            best, found = rank, t
    return found


def _agree(a: Profile, b: Profile) -> bool:
    """Whether parties and places speak against one thing; the kind is not asked."""
    same_kind = Profile(a.kinds, a.family, a.heads, b.agents, b.targets, b.spots, b.days, lasting=a.lasting)
    return likeness_within(a, same_kind) is not None
