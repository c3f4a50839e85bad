"""Within a document: claims about one thing become a thread, so that "the operation" has the parties and the place that
the report gave it two sentences before.

In: a document's claims in the order of the text. Out: threads, each with all that its claims tell. A thread depends on
nothing outside its document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ascribe.contract.claims import ActorCell, Claim, EventType, Factuality, Phase, Tense
from ascribe.situations.articles import is_another, is_new
from ascribe.situations.contests import answered
from ascribe.situations.kinds import is_light, is_turn, kind_of, lexicon, stands_for
from ascribe.situations.likeness import PERSONAL, SAME_SENTENCE, likeness_within, one_place
from ascribe.situations.profiles import Profile, Surroundings, profile_of

WITHIN = 1.5
"""Points from which two mentions of one document are of one thing. Fewer than between reports: a report names the
parties once."""
OTHER_WORDS = 3.0
"""Points that two mentions need more where they have no word in common."""
_COMPARED = 120
"""Threads that a claim is compared with, those begun last: more are a list and no report."""
_LOOKED_AT = 24
"""Claims of a thread that a claim is compared with one by one, the last ones."""
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

    def count(self, claim: Claim, profile: Profile) -> None:
        """Whom it hurt tells nothing of what it is, where and by whom."""
        self.claims.append(claim)
        self.profile = replace(self.profile, figures=self.profile.figures | profile.figures)

    def add(self, claim: Claim, profile: Profile, number: int) -> None:
        own = replace(profile, sentences=frozenset())
        self.claims.append(claim)
        self.profile = self.profile.joined(own) if self.profile.specific else own.joined(self.profile)
        self.last = number
        if profile.specific:  # "the crisis" of a sentence printed everywhere is another one in every report
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
        hurt = _hurt_in(claim, profile, grown, number)
        if hurt is not None:
            hurt.count(claim, profile)
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
            replace(
                t.profile,
                sentences=frozenset(t.sentences),
                ahead=_mostly_ahead(t.claims),
                denied=_denied(t.claims),
                answers=answered(t.claims, t.profile),
            ),
            any(_carries(c) for c in t.claims),
        )
        for t in grown
    ]


def _mostly_ahead(claims: Sequence[Claim]) -> bool:
    return 2 * sum(map(_is_ahead, claims)) > len(claims)


def _denied(claims: Sequence[Claim]) -> bool:
    """Whether it is denied, and nobody says otherwise: to decline to say is not to say so."""
    return all(map(_is_withheld, claims)) and any(c.factuality is Factuality.DENIED for c in claims)


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
    if carrier.event_type is None and kind_of(carrier) == kind_of(other):
        own = {(c.start, c.end) for c in (*carrier.agents, *carrier.targets)}
        if any((c.start, c.end) in own for c in other.targets):
            return True  # "the boats promised by Delta arrived": the promise is kept
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
        return _turned(claim, profile, grown, number)
    if is_light(claim):
        return _pointed_at(claim, profile, grown, number)
    for thread in reversed(grown[-_COMPARED:]):
        if thread.last == number and any(_are_one(claim, other) for other in thread.claims[-_LOOKED_AT:]):
            return thread
    best, most = None, WITHIN
    for thread in sorted(grown[-_COMPARED:], key=lambda t: t.last):
        points = _within(thread, profile)
        if points is not None:
            points += _told(thread, claim)
            if points > most or (points == most and (best is None or thread.last >= best.last)):
                best, most = thread, points
    return best


_HARM = frozenset({"kill", "injure", "casualty"})
_HARMFUL = frozenset({"attack", "air-strikes"})
HURT_BEHIND = 1
"""Sentences behind the one that tells an attack in which its casualties are told."""


def _hurt_in(claim: Claim, profile: Profile, grown: list[_Growing], number: int) -> _Growing | None:
    """The attack whose casualties the claim counts: the only one told in this sentence, or in the one before."""
    by = [cell for cell in claim.agents if not _COUNT.search(cell.text)]  # "dozens suffered injuries"
    if claim.mode not in _HARM or by or is_another(claim) or not _counts(claim):
        return None
    for back in range(HURT_BEHIND + 1):
        told = [t for t in grown if t.last == number - back and _is_attack(t)]
        if told:
            bare = replace(profile, agents=(), targets=())
            fits = [t for t in told if _there(t.profile, bare) and _agree(t.profile, bare)]
            return fits[0] if len(told) == len(fits) == 1 else None
    return None


def _is_attack(thread: _Growing) -> bool:
    return thread.profile.kinds[0] in _HARMFUL and any(_is_done(c) for c in thread.claims[-_LOOKED_AT:])


_COUNT = re.compile(r"\b(?:no|none|nobody|dozens?|scores|hundreds|thousands|several|many|casualties)\b", re.IGNORECASE)


def _counts(claim: Claim) -> bool:
    """Whether it tells how many: the killing of somebody is told for itself."""
    return bool(claim.figures) or any(
        _COUNT.search(text) for text in (claim.event.text, *(c.text for c in (*claim.targets, *claim.agents)))
    )


def _are_one(claim: Claim, other: Claim) -> bool:
    """Whether two claims of a sentence are of one thing by how it is built: "the flights and the sharing began", "the
    blast killed nine".
    """
    if claim.sentence.start != other.sentence.start:
        return False
    kind, other_kind = kind_of(claim), kind_of(other)
    if claim.trigger == other.trigger and kind.name == other_kind.name:
        return not _apart(claim.targets, other.targets) and not _apart(claim.agents, other.agents)
    near = kind.name == other_kind.name or other_kind.name in kind.near
    return near and any(_holds(cell, other) for cell in claim.agents)


def _apart(a: Sequence[ActorCell], b: Sequence[ActorCell]) -> bool:
    """Whether both name somebody, and nobody is named by both."""
    return bool(a and b) and not {(c.start, c.end) for c in a} & {(c.start, c.end) for c in b}


def _holds(cell: ActorCell, other: Claim) -> bool:
    return cell.start <= other.event.start and other.event.end <= cell.end


ANOTHER = -2.0
"""For "another attack", "a second quake"."""
BEGUN_NEW = -0.5
"""For "an attack", "several quakes": what a report comes back to it mostly calls by "the"."""
AHEAD_AND_DONE = -1.5
"""For what is told as done and what is told as to come, in one report."""
SAID_AND_DENIED = -5.0
"""For what one sentence of one source says of the one and denies of the other."""
DENIED_AGAIN = 1.0
"""For two denials."""


def _told(thread: _Growing, claim: Claim) -> float:
    """Points for how the report puts it."""
    points = ANOTHER if is_another(claim) else BEGUN_NEW if is_new(claim) else 0.0
    claims = thread.claims[-_LOOKED_AT:]
    ahead, done = any(_is_ahead(c) for c in claims), any(_is_done(c) for c in claims)
    if (_is_ahead(claim) and done and not ahead) or (_is_done(claim) and ahead and not done):
        points += AHEAD_AND_DONE
    told = [c for c in claims if c.sentence.start == claim.sentence.start and _one_voice(c, claim)]
    if any(_is_withheld(c) != _is_withheld(claim) for c in told):
        points += SAID_AND_DENIED
    elif _is_withheld(claim) and all(_is_withheld(c) for c in claims):
        points += DENIED_AGAIN
    return points


def _one_voice(a: Claim, b: Claim) -> bool:
    return [[link.text for link in chain] for chain in a.sources] == [
        [link.text for link in chain] for chain in b.sources
    ]


def _is_withheld(claim: Claim) -> bool:
    return claim.factuality in (Factuality.DENIED, Factuality.UNDISCLOSED)


def _is_ahead(claim: Claim) -> bool:
    return claim.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL)


def _is_done(claim: Claim) -> bool:
    told = claim.factuality is Factuality.ASSERTED and claim.phase in (Phase.COMPLETED, Phase.ENDED, Phase.BEGUN)
    return told and claim.tense is Tense.PAST


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


def _pointed_at(claim: Claim, profile: Profile, grown: list[_Growing], number: int) -> _Growing | None:
    """What "the operation" points back to: the last thing that goes on and that nothing speaks against."""
    best: _Growing | None = None
    if is_another(claim):
        return None
    for t in grown:
        near = t.profile.lasting and t.profile.specific and number - t.last <= POINTS_BACK
        if near and _can_mean(claim, t) and _there(t.profile, profile) and _agree(t.profile, profile):
            best = t if best is None or t.last > best.last else best
    return best


def _can_mean(claim: Claim, thread: _Growing) -> bool:
    """Whether a word without a meaning of its own can stand for the thread: "the operation" for no request, and of
    "air support for the operation" not for the support.
    """
    families = stands_for(claim)
    if thread.profile.kinds[0] == PERSONAL:
        return False
    if thread.profile.family not in families if families else thread.profile.family in _SAID:
        return False
    return not any(_serves(c, claim) for c in thread.claims)


def _serves(other: Claim, claim: Claim) -> bool:
    """Whether the other is done for, in or against what the claim names."""
    offset = claim.sentence.start
    if other.sentence.start != offset or other.event.end > claim.event.start:
        return False
    return bool(_FOR.search(claim.sentence.text[other.event.end - offset : claim.event.start - offset]))


_FOR = re.compile(
    r"^[^,;:]*\b(?:for|of|in|during|against|from|with|at|to|over|after|before|since)\b[^,;:]*$", re.IGNORECASE
)
_SAID = frozenset({"leave", "words"})
"""Families that "the operation", "the mission" never point to."""


def _there(thread: Profile, profile: Profile) -> bool:
    """Whether the thread is told to be at the place that a mention names; one that names none points to any."""
    spots = [s for s in profile.spots if not s.wide]
    return not spots or any(s.key == t.key or one_place(s, t) for s in spots for t in thread.spots)


def _turned(claim: Claim, profile: Profile, grown: list[_Growing], number: int) -> _Growing | None:
    """What paused in "the pause": the last thing with a turn of its own, else the last one that goes on."""
    best: tuple[bool, int] | None = None
    found: _Growing | None = None
    for t in grown:
        if number - t.last > POINTS_BACK or not t.profile.lasting or not _can_mean(claim, t):
            continue
        if claim.phase is not Phase.BEGUN and all(_is_ahead(c) for c in t.claims[-_LOOKED_AT:]):
            continue  # what is only planned neither pauses nor goes on again
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
