"""What is known of a thing, for telling whether two mentions are of the same: kind, parties, places, days, words.

In: claims. Out: a `Profile`, a plain value that can be stored, joined with another and compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from ascribe.contract.claims import ActorCell, Claim, Factuality, PlaceCell
from ascribe.identity import digest
from ascribe.resolution.actors import fold
from ascribe.resolution.gazetteer import Gazetteer
from ascribe.situations.cues import instead, rejected_names
from ascribe.situations.kinds import course_of, heads, is_light, is_turn, kind_of, lexicon
from ascribe.situations.parties import Party, party_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place. Countries have no coordinates of use."""

    key: str
    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    wide: bool = False
    """A country or a region of several: says little about which event it is."""
    area: bool = False
    """A province or district: other places can lie in it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a thing."""

    kinds: tuple[str, ...]
    """Names of kinds, the first one first."""
    family: str
    heads: frozenset[str] = frozenset()
    agents: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    spots: tuple[Spot, ...] = ()
    days: tuple[tuple[date, date], ...] = ()
    """Days on which it held or took place, first and last, of claims that tell them to the year or better."""
    figures: frozenset[tuple[str, float]] = frozenset()
    sentences: frozenset[str] = frozenset()
    """Digests of sentences with the event's word: equal in copies."""
    gist: frozenset[str] = frozenset()
    """Beginnings of the words behind the event, of kinds in `SPOKEN`: what is asked for, agreed, said."""
    context: tuple[str, ...] = ()
    """Names that its document mentions, the most told first: reports of one thing have many in common."""
    lasting: bool = False
    mutual: bool = False
    specific: bool = field(default=True)
    """Named by a word of its own, not only by one that can stand for any thing."""
    denied: bool = False
    """Told only as what is not so."""
    ahead: bool = False
    """Told only as what is to come."""
    answers: tuple[str, ...] = ()
    """Keys under which others tell what its document denies or contests (`contests.answered`)."""

    def joined(self, other: Profile) -> Profile:
        """What both know together. The kinds are this one's first."""
        return Profile(
            kinds=_merged(self.kinds, other.kinds if other.specific or not self.specific else ()),
            family=self.family,
            heads=self.heads | other.heads,
            agents=_merged_parties(self.agents, other.agents),
            targets=_merged_parties(self.targets, other.targets),
            spots=_merged(self.spots, other.spots),
            days=tuple(sorted({*self.days, *other.days})),
            figures=self.figures | other.figures,
            sentences=self.sentences | other.sentences,
            gist=self.gist | other.gist,
            context=_merged(self.context, other.context),
            lasting=self.lasting or (other.lasting and other.specific),
            mutual=self.mutual or (other.mutual and other.specific),
            specific=self.specific or other.specific,
            denied=self.denied and other.denied,
            ahead=self.ahead and other.ahead,
        )

    def with_parties(self, other: Profile) -> Profile:
        """This with the other's parties."""
        agents, targets = _merged_parties(self.agents, other.agents), _merged_parties(self.targets, other.targets)
        return replace(self, agents=agents, targets=targets)


def _merged(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _merged_parties(first: tuple[Party, ...], second: tuple[Party, ...]) -> tuple[Party, ...]:
    by_key = {party.key: party for party in (*second, *first)}
    return tuple(by_key[k] for k in _merged(_keys(first), _keys(second))[:_MOST])


@lru_cache(maxsize=50_000)  # the same few kinds and places come again and again
def found_at(family: str, place: str) -> str:
    """The key under which things of a family are found that are told for a place."""
    return digest(family, "at", place)


_MOST = 32
"""Parties that are kept in one role, those named first: who takes part in more is a list."""


def _keys(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(party.key for party in parties)


_NAMES = 20
"""Names of a document that count as its context: those that it tells of most."""
_NAME = re.compile(r"(?<=[\w,;:'’\")-] )[A-Z][\w'’-]{2,}")
"""A word with a capital that does not begin its sentence."""
_WORD = re.compile(r"\b[a-z][\w'’-]{2,}")
_NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    the and for""".split()
)


def context_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Words of the names in a document's sentences, the most told first. Headlines with a capital everywhere do not
    count.
    """
    count: Counter[str] = Counter()
    for text in {claim.sentence.text for claim in claims}:
        count.update(names_in(text))
    return tuple(sorted(count, key=lambda name: (-count[name], name))[:_NAMES])


@lru_cache(maxsize=10_000)  # a situation is looked at as of many days
def names_in(text: str) -> frozenset[str]:
    """Words of names in a sentence; none of one that has capitals everywhere."""
    names = {fold(m[0]).removesuffix("'s").removesuffix("’s") for m in _NAME.finditer(text)} - _NO_NAMES
    return frozenset(names if len(names) <= 2 * len(_WORD.findall(text)) else ())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document tells besides a claim."""

    events: tuple[tuple[int, int], ...] = ()
    """Spans of its events, in order: an argument that is one is no party."""
    spots: tuple[Spot, ...] = ()
    """Its places smaller than a country: a party that is called like one ("the Tikrit offensive") is that place."""
    context: tuple[str, ...] = ()

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Surroundings:
        spots = dict.fromkeys(s for c in claims for cell in c.places if (s := spot_of(cell)) is not None and not s.wide)
        return cls(tuple(sorted({(c.event.start, c.event.end) for c in claims})), tuple(spots), context_of(claims))

    def events_in(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Those between these characters."""
        for number in range(bisect_left(self.events, (start, start)), len(self.events)):
            event = self.events[number]
            if event[0] >= end:
                return
            if event[1] <= end:
                yield event


_ALONE = Surroundings()


def profile_of(claim: Claim, around: Surroundings = _ALONE) -> Profile:
    """What one claim tells, in its document."""
    kind = kind_of(claim)
    light = is_light(claim) or is_turn(claim)
    cells = [cell for cell in claim.places if not _is_example(cell, claim)]
    spots = dict.fromkeys(spot for cell in cells if (spot := spot_of(cell)) is not None)
    spots |= _not_there(claim, spots, around)
    if all(spot.wide for spot in spots):
        spots |= dict.fromkeys(_named_in((*claim.targets, *claim.agents), around.spots))
    return Profile(
        kinds=(kind.name,),
        family=kind.family,
        heads=frozenset() if light else heads(claim),
        agents=_parties(claim, claim.agents, around),
        targets=_parties(claim, claim.targets, around),
        spots=tuple(spots),
        days=_days(claim),
        figures=frozenset((f.unit or "", f.value) for f in claim.figures if f.value is not None),
        sentences=frozenset({digest(claim.sentence.text, claim.event.text, claim.event.start - claim.sentence.start)}),
        gist=_gist(claim) if kind.name in SPOKEN else frozenset(),
        context=around.context,
        lasting=kind.lasting,
        mutual=kind.mutual,
        specific=not light,
        denied=claim.factuality is Factuality.DENIED,
        ahead=claim.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL),
    )


_EXAMPLE = re.compile(r"\b(?:particularly|especially|notably|including|mainly|mostly|chiefly)(?: \w+){0,2} $", re.I)


def _is_example(cell: PlaceCell, claim: Claim) -> bool:
    """Whether a place only stands for others: "an offensive, particularly in the north"."""
    return not cell.implied and bool(_EXAMPLE.search(claim.sentence.text[: max(0, cell.start - claim.sentence.start)]))


def _not_there(claim: Claim, spots: Iterable[Spot], around: Surroundings) -> dict[Spot, None]:
    """Where a claim says that it was not: "it was Tor, not Mada, that was shelled" is told of what others tell of Mada.
    Where it has no place of its own, also the one that it was.
    """
    text, own = claim.sentence.text, list(spots)
    placed = any(not spot.wide for spot in own)
    there = instead(text)
    countries = {s.country for s in (*own, *around.spots) if s.country}
    found: dict[Spot, None] = {}
    for name in sorted(rejected_names(text)):
        spot = _called(name, around, countries)
        if spot is not None and (placed or there):
            found[spot] = None
        elif placed:
            found[Spot(fold(name), name, None)] = None
    if found and not placed and there is not None and (spot := _called(there, around, countries)) is not None:
        return {spot: None, **found}
    return found


def _called(name: str, around: Surroundings, countries: set[str]) -> Spot | None:
    """The place of that name that the document tells of, else the largest in the countries that it tells of."""
    folded = fold(name)
    near = next((spot for spot in around.spots if fold(spot.name) == folded), None)
    if near is not None:
        return near
    for found in Gazetteer.open().lookup(name):
        if found.country in countries and found.geonameid is not None and found.precision in _TOWNS:
            area = found.precision in _AREAS
            return Spot(str(found.geonameid), name, found.country, found.lat, found.lon, False, area)
    return None


_AREAS = frozenset({"province", "district"})
_TOWNS = _AREAS | {"city"}


SPOKEN = frozenset({"request", "accusation", "refusal", "backing", "threat", "agreement", "promise"})
"""Kinds that hold as many different things as there are to ask for, to agree on, to say."""
_GIST = 10
"""Words that are kept of what stands behind an event."""
_STEM = 6
"""Letters of a word that are kept: "withdraw", "withdrawal"."""
_CONTENT = re.compile(r"\b[a-z]{4,}")
_EMPTY = frozenset(
    """about above after again against also although among another around because been before being below between both
    could does doing down during each every from further have having here himself into itself just like made make many
    more most much must only other over said same says shall should since some still such take than that their them
    then there these they this those through told under until upon very were what when where which while will with
    within without would your according added asked called today monday tuesday wednesday thursday friday saturday
    sunday week month year years time people country government president minister ministry official
    officials""".split()
)


def _gist(claim: Claim) -> frozenset[str]:
    """Beginnings of the words behind the event in its sentence. Names are told as parties and places; "the request",
    "their agreement" can be any that the report tells of.
    """
    if claim.event.text.lower().split()[-1].removesuffix("s") in lexicon().by_head:
        return frozenset()
    rest = claim.sentence.text[max(0, claim.event.end - claim.sentence.start) :]
    return frozenset([w[:_STEM] for w in _CONTENT.findall(rest) if w not in _EMPTY][:_GIST])


def _named_in(cells: Iterable[ActorCell], spots: Iterable[Spot]) -> list[Spot]:
    """Places of the document that stand in what is done to something: "the crossing near Tikrit"."""
    texts = [f" {fold(cell.text)} " for cell in cells if cell.actor is None]
    return [spot for spot in spots if any(f" {fold(spot.name)} " in text for text in texts)]


def _parties(claim: Claim, cells: tuple[ActorCell, ...], around: Surroundings) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    own, course = (claim.event.start, claim.event.end), course_of(claim)
    places = {fold(spot.name) for spot in around.spots}
    for cell in cells:
        inside = any(event != own for event in around.events_in(cell.start, cell.end))
        inside = inside or (course is not None and cell.start <= course.start and course.end <= cell.end)
        if inside and cell.actor is None:
            continue
        if fold(cell.name or cell.text) in places:
            continue
        party = party_of(cell, claim.sentence.start)
        if party is not None:
            found.setdefault(party.key, party)
    return tuple(found.values())


def spot_of(cell: PlaceCell) -> Spot | None:
    """The place of a cell; None where it is only where something came from, or has no name."""
    if cell.relation in ("from", "out_of") or not (cell.name or cell.geonameid):
        return None
    key = str(cell.geonameid) if cell.geonameid else fold(cell.name or cell.text)
    wide = cell.precision in ("country", "region")
    area = cell.precision in _AREAS
    return Spot(key, cell.name or cell.text, cell.country, cell.lat, cell.lon, wide, area)


def _days(claim: Claim) -> tuple[tuple[date, date], ...]:
    time = claim.time
    if time.basis not in ("expression", "inherited") or time.start is None or time.end is None:
        return ()
    return ((time.start, time.end),) if (time.end - time.start).days <= _YEAR else ()


_YEAR = 366
"""Days of the widest time that tells two events apart: an earthquake of 1998 is not one of 2015."""
