"""What a claim holds to be so, ready to be compared: what of, where, by whom, on which days, told by whom and when.

In: observations of a situation. Out: `Fact`s. Here, because a disagreement needs solid grounds: the same thing, at the
same place, on the same days, told by two sources that do not copy one another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from ascribe.contract.claims import Claim, Factuality, Phase
from ascribe.contract.situations import Report
from ascribe.resolution.actors import fold
from ascribe.situations.counts import befallen, named_figures, without_speakers
from ascribe.situations.cues import cues, rejected_names
from ascribe.situations.kinds import Kind, course_of, head, kind_of, lexicon
from ascribe.situations.likeness import one_place
from ascribe.situations.observations import Observation
from ascribe.situations.parties import Party, same_party
from ascribe.situations.profiles import Spot, Surroundings, profile_of
from ascribe.situations.voices import Voice, voice

_NOBODY = frozenset({"nobody", "no one", "none", "someone", "unknown"})
SAME = 0.6
"""From here on two parties are taken for one (`likeness.same_party`)."""
_NAMES = 32
"""Places of a situation that are looked for by name in sentences for which none was found."""
NEW = 14
"""Days for which something is news."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An observation with what it is compared by."""

    seen: Observation
    voice: Voice
    kind: Kind
    head: str
    spots: tuple[Spot, ...]
    """Where, closer than a country: of the claim, else the only place that its report names for the situation."""
    placed: bool
    """Its sentence says where."""
    agents: tuple[Party, ...]
    """Who, by the claim itself."""
    targets: tuple[Party, ...]
    doers: tuple[Party, ...]
    """Who: of the claim, else the only party that its report names for events of its kind."""
    numbers: frozenset[tuple[str, float]] = frozenset()
    """What its sentence counts exactly, by one name."""
    printed: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """By key of a place, how the reports print it."""

    def called(self, spot: Spot) -> frozenset[str]:
        """A place by its name, and as the reports print it ("Isfana" is Razzakov)."""
        return self.printed.get(spot.key, frozenset()) | {spot.name}

    @property
    def names(self) -> frozenset[str]:
        """Of its places."""
        return frozenset(name for spot in self.spots for name in self.called(spot))

    @property
    def claim(self) -> Claim:
        return self.seen.mention.claim

    @property
    def report(self) -> Report:
        return self.seen.mention.report

    @property
    def day(self) -> date | None:
        """Of publication."""
        return self.report.day

    @property
    def start(self) -> date | None:
        """First day told by an expression."""
        time = self.claim.time
        return (time.start or time.end) if time.basis in ("expression", "inherited") else None

    @property
    def end(self) -> date | None:
        """Last day told by an expression; of an open one its first."""
        time = self.claim.time
        return (time.end or time.start) if time.basis in ("expression", "inherited") else None

    @property
    def said(self) -> date | None:
        """The day for which a present state is told: of the speech, else of publication."""
        time = self.claim.time
        if time.basis == "speech":
            return time.end or time.start
        return self.day

    @property
    def asserted(self) -> bool:
        return self.claim.factuality is Factuality.ASSERTED and not self.contested

    @property
    def denied(self) -> bool:
        return (
            self.claim.factuality is Factuality.DENIED and Phase.NONE in (self.seen.phase, self.claim.phase)
        ) or self.contested

    @property
    def contested(self) -> bool:
        """ "denied any part in the attack", "army denies attack": told by way of somebody who denies it."""
        if self.kind.family == "leave":
            return False  # a request that is denied is refused
        claim = self.claim
        if claim.trigger == claim.event:
            return _part_denied(claim.sentence.text, claim.event.start - claim.sentence.start)
        return _denies(claim.trigger.text)


@lru_cache(maxsize=10_000)
def _part_denied(text: str, before: int) -> bool:
    return bool(cues().part_denied.search(text[: max(0, before)]))


@lru_cache(maxsize=10_000)
def _denies(word: str) -> bool:
    return bool(cues().denies.fullmatch(word))


def facts(seen: Sequence[Observation]) -> list[Fact]:
    """The facts in the order in which they were published."""
    ordered = sorted(seen, key=lambda o: o.mention.order)
    told: dict[str, list[Claim]] = defaultdict(list)
    for observation in ordered:
        told[observation.mention.report.document].append(observation.mention.claim)
    around_of = {document: Surroundings.of(claims) for document, claims in told.items()}
    profiles = [profile_of(o.mention.claim, around_of[o.mention.report.document]) for o in ordered]
    printed = _printed(observation.mention.claim for observation in ordered)

    def called(spot: Spot) -> frozenset[str]:
        return printed.get(spot.key, frozenset()) | {spot.name}

    of_report: dict[str, dict[str, Spot]] = defaultdict(dict)
    who: dict[tuple[str, str], dict[str, Party]] = defaultdict(dict)
    for observation, profile in zip(ordered, profiles, strict=True):
        document = observation.mention.report.document
        elsewhere = rejected_names(observation.mention.claim.sentence.text)
        of_report[document] |= {s.key: s for s in profile.spots if not s.wide and not called(s) & elsewhere}
        who[document, profile.kinds[0]] |= {party.key: party for party in _somebody(profile.agents)}
    count = Counter(s for spots in of_report.values() for s in spots.values())
    named = sorted(count, key=lambda s: (-count[s], s.key))[:_NAMES]
    beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for observation in ordered:
        mention = observation.mention
        beside[mention.report.document, mention.claim.sentence.start].append(mention.claim)
    numbers = {sentence: named_figures(claims) for sentence, claims in beside.items()}
    out = []
    for observation, profile in zip(ordered, profiles, strict=True):
        mention = observation.mention
        elsewhere = rejected_names(mention.claim.sentence.text)
        spots = tuple(s for s in profile.spots if not s.wide and not called(s) & elsewhere)
        around = tuple(of_report[mention.report.document].values())
        if not spots:
            text = without_speakers(mention.claim)
            words = set(_NAMES_IN.findall(text))
            spots = tuple(
                s
                for s in {*around, *named}
                if not called(s) & elsewhere and any(_stands_in(n, words, text) for n in called(s))
            )
            spots = tuple(sorted(spots, key=lambda s: s.key))
        placed = bool(spots)
        if not spots and len(around) == 1:
            spots = around
        agents = _somebody(profile.agents)
        others = who[mention.report.document, profile.kinds[0]]
        doers = agents or (tuple(others.values()) if len(others) == 1 else ())
        kind, targets = kind_of(mention.claim), _somebody(profile.targets)
        out.append(
            Fact(
                observation, voice(mention), kind, head(mention.claim), spots, placed, agents, targets, doers,
                numbers[mention.report.document, mention.claim.sentence.start], printed,
            )
        )  # fmt: skip
    return out


def _printed(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """How places are printed, by their keys."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for cell in claim.places:
            if cell.geonameid and not cell.implied and cell.text[:1].isupper():
                found[str(cell.geonameid)].add(cell.text)
    return {key: frozenset(names) for key, names in found.items()}


_NAMES_IN = re.compile(r"[^\W\d_][\w’'-]*")


def _stands_in(name: str, words: set[str], text: str) -> bool:
    """Whether a name stands in a text as words of its own: "Mada" does not stand in "Madagascar"."""
    return name in words or (" " in name and name in text)


def _somebody(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(p for p in parties if p.key not in _NOBODY)


# -- of one thing

# The few parties and places of a situation are compared again and again.
_same_party = lru_cache(maxsize=10_000)(same_party)
_one_place = lru_cache(maxsize=10_000)(one_place)


def independent(a: Fact, b: Fact) -> bool:
    """Whether the two are told by different sources and neither copies the other.

    Within a report they are, where it gives at least one of them to somebody.
    """
    if a.voice.key == b.voice.key:
        return False
    if a.report.document == b.report.document:
        return a.voice.speaks or b.voice.speaks
    return a.report.origin != b.report.origin


def meet(a: Sequence[Spot], b: Sequence[Spot]) -> bool | None:
    """Whether a place is told by both; None: one of them tells none."""
    if not a or not b:
        return None
    return any(x.key == y.key or _one_place(x, y) for x in a for y in b)


def same_side(a: Sequence[Party], b: Sequence[Party]) -> bool | None:
    """Whether a party is told by both; None: one of them tells none, or none that is known."""
    if not a or not b:
        return None
    best = max(_same_party(x, y) for x in a for y in b)
    if best >= SAME:
        return True
    return False if best == 0 and any(x.known for x in a) and any(y.known for y in b) else None


def same_kind(a: Fact, b: Fact) -> bool | None:
    """Whether both tell one kind of event; None: kinds that one event is often called by."""
    if a.kind.name == b.kind.name or a.head == b.head:
        return True
    known = lexicon().by_name
    near_a = known[a.kind.name].near if a.kind.name in known else frozenset()
    near_b = known[b.kind.name].near if b.kind.name in known else frozenset()
    return None if b.kind.name in near_a or a.kind.name in near_b else False


def covers(general: Fact, special: Fact) -> bool:
    """Whether what `special` denies is what `general` tells: nothing speaks against it, and something ties them.

    A place or party that only the denial names makes it another thing: "no strikes on the town", "strikes".
    """
    kind = same_kind(general, special)
    places = meet(general.spots, special.spots)
    if kind is False or places is False or other_objects(general, special) or _closer(general, special):
        return False
    if special.spots and not general.placed and not _news(general, special):
        return False
    if not general.placed and not special.placed:
        places = None  # the only place of a report is that of all that it tells
    suffered = {befallen(fact.claim) for fact in (general, special)} - {None}
    if _another_doer(general, special) or len(suffered) > 1:
        return False  # that nobody was hurt denies no death
    agents = same_side(general.doers, special.doers)
    targets = same_side(_not_places(general), _not_places(special))
    if general.kind.mutual or special.kind.mutual:
        agents = same_side((*general.doers, *general.targets), (*special.doers, *special.targets))
        targets = agents
    if agents is False or targets is False or (targets is None and general.targets and special.targets):
        return False
    if kind is None:
        return bool(places and (agents or targets))
    word = general.head == special.head
    return bool(places or (agents and (targets or word)) or (targets and word))


def _another_doer(general: Fact, special: Fact) -> bool:
    """Whether it is only denied that some party did it, of an event that is not told to be that party's: "he did not
    kill her" denies no death, and one bomb that did not go off no other one.
    """
    named = [p for p in special.agents if p.name.split()[0].lower() not in _ANY]
    if not named or special.kind.lasting:
        return False
    things = not any(p.known for p in named) and general.head != special.head
    return things or same_side(general.doers, named) is not True


_ANY = frozenset({"any", "no", "nothing", "none", "neither"})


def _not_places(fact: Fact) -> list[Party]:
    """Those that it is done to, without those that are where it is done."""
    names = {fold(name) for name in fact.names}
    return [party for party in fact.targets if party.key not in names]


_SPOKEN = frozenset({"leave", "words", "talks", "investigation", "trial", "election", "sanctions", "protest"})
"""Families whose kinds hold many different things: their words must agree."""


def _closer(general: Fact, special: Fact) -> bool:
    """Whether the denial is of something closer than what is told ("no fair trial", "a trial"), or of another word."""
    words = set(special.claim.event_lemma.lower().split()[:-1])
    if words and words - set(re.findall(r"[\w'-]+", general.claim.sentence.text.lower())):
        return True
    if special.kind.family not in _SPOKEN:
        return False
    return not same_word(general, special) or (_of_anything(special) and not _alike(general, special))


def _of_anything(fact: Fact) -> bool:
    return fact.kind.family == "words" or fact.kind.name in _OF_ANYTHING


_OF_ANYTHING = frozenset({"agreement"})
"""Kinds whose words tell nothing of what it is about; those of the family of words as well."""


def _alike(a: Fact, b: Fact) -> bool:
    """Whether both sentences tell of the same place, or have a word in common that tells what it is about."""
    if meet(a.spots, b.spots):
        return True
    words_a, words_b = (set(_LONG.findall(f.claim.sentence.text)) - set(f.claim.event_lemma.split()) for f in (a, b))
    return bool({w for w in words_a & words_b if w not in _SAYING and not w.startswith(a.head)})


_LONG = re.compile(r"\b[a-z]{4,}\b")
_SAYING = frozenset(
    """said says told that with have been were will would their they from when what which while after before also
    reporters government officials official spokesman spokeswoman minister ministry agency reported quoting according
    confirmed statement""".split()
)


def same_word(a: Fact, b: Fact) -> bool:
    """Whether both use one word, or words that mean their kind whatever else they say ("truce", "ceasefire")."""
    return a.head == b.head or all(_means_its_kind(f) for f in (a, b))


def _means_its_kind(fact: Fact) -> bool:
    return lexicon().by_head.get(fact.head) == fact.kind or course_of(fact.claim) is not None


def _news(fact: Fact, denial: Fact) -> bool:
    """Whether a claim that names no place tells what is new then: its report is about the place that it names.

    What went on for long, or is only mentioned, may be elsewhere.
    """
    if fact.seen.phase not in (Phase.BEGUN, Phase.RESUMED, Phase.COMPLETED):
        return False
    return fact.start is None or (denial.said is not None and near(fact.start, denial.said, NEW))


def other_objects(a: Fact, b: Fact) -> bool:
    """Whether both count what they are about, and count different things: "400 engineers", "two field hospitals"."""
    units_a, units_b = ({(f.unit or "").lower() for f in x.claim.figures} - {""} for x in (a, b))
    return bool(units_a and units_b) and not units_a & units_b


def near(a: date, b: date, days: int) -> bool:
    return abs(a - b) <= timedelta(days=days)
