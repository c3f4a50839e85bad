"""What a situation is called: the words that a person would put on its folder, made from its claims.

In: kind and mentions of a situation. Out: "Air strikes on Tikrit by US-led coalition"; where that would say too little,
the words of a claim themselves: "Opposition lawmakers demanded an explanation".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ascribe.contract.claims import ActorCell, Claim, Factuality, PlaceCell
from ascribe.contract.situations import Mention
from ascribe.resolution.actors import MEMBERS, SECTORS, fold
from ascribe.resolution.gazetteer import Gazetteer
from ascribe.situations.eventnames import EventName, event_name, title_words
from ascribe.situations.headlines import Headline, headline, noun_line
from ascribe.situations.kinds import Kind, head, is_light, is_turn, kind_of, lexicon
from ascribe.situations.parties import OPEN, Party, party_of, same_party
from ascribe.situations.waiting import awaits_nothing

_TARGET_AFTER = {
    "request": "to", "approval": "for", "talks": "with", "visit": "to", "threat": "against", "accusation": "against",
    "sanctions": "on", "attack": "on", "offensive": "against", "air-strikes": "on", "aid": "to", "training": "of",
    "assistance": "for", "agreement": "with", "killing": "of", "cooperation": "with", "surveillance": "for",
    "backing": "for", "contact": "with", "protest": "against", "blockade": "of", "investigation": "of",
}  # fmt: skip
"""How the other party follows the kind's name; "of" where nothing stands here."""
_AFTER = {"Executions": "of", "Killing": "of", "Restrictions": "on", "Casualties": "among"}
"""The same for the names that a kind has by its modes."""
_UNDERGONE = frozenset({"displacement", "resignation", "deployment", "withdrawal"})
"""Kinds that those who are told to do it have done to them: "of 150 families"."""
_BY = {"request": "by", "surveillance": "by"}
"""How those who do something together follow the name of it; "of" where nothing stands here."""
_AIMED = frozenset({"offensive", "attack", "air-strikes"})
"""Kinds that are aimed at a place, where it is what they are done to: "on Tor"."""
_NEAR = frozenset({"over", "near", "off", "at", "around", "along", "outside"})
"""How a place can follow, if most claims have it so; else "in"."""
_TOWARDS = frozenset({"to", "into", "towards", "toward"})
_LONGEST = 60
"""Characters of a name in a title; longer ones are clauses."""
_WORDS = 4
"""Words of what a party without a name is called by; longer ones are clauses."""
_FEW = 3
"""Claims up to which a situation is told by the words of one of them."""
_NAMES = 2
"""Names of one role in a title."""


def title(kind: Kind, mentions: Sequence[Mention]) -> str:
    """The title: what most of the claims call it, with who and where; else the words of one of them."""
    own = [m for m in mentions if kind_of(m.claim).name == kind.name and not (is_turn(m.claim) or is_light(m.claim))]
    own = own or list(mentions)
    if kind.name == "request":  # not to whom questions were put
        own = [m for m in own if not awaits_nothing(m.claim)] or own
    claims = [m.claim for m in own]
    name = event_name(kind, claims)
    line = headline([c for c in claims if name is None or name.verb or c.id in name.claims])
    once = len(own) <= _FEW and len({m.report.document for m in own}) == 1
    if kind.name not in lexicon().by_name:
        return _without_kind(name, line, own) or kind.title
    told = once and kind.name in title_words().told
    if line is not None and line.subject and (told or (name is None and len(own) <= _FEW)):
        return line.text
    shown = name or EventName(_of_mode(kind, own), None, None)
    full = _phrase(kind, shown, own, mentions)
    if line is not None and line.subject and once and full.weak:
        return line.text
    if full.text != _capital(shown.words):
        return full.text
    if (more := noun_line(claims)) is not None and once:
        return more
    own_words = line is not None and line.told and (line.subject or name is None or name.verb)
    return line.text if line is not None and own_words else full.text


def _without_kind(name: EventName | None, line: Headline | None, mentions: Sequence[Mention]) -> str | None:
    """Of what the lexicon does not know: a clause that says who, else a noun with its parties, else what there is."""
    shared = name is not None and not name.verb and len(name.claims) > 1
    if line is not None and line.subject and not shared:
        return line.text
    if name is not None:
        full = _phrase(None, name, mentions, mentions).text
        if full != _capital(name.words) or line is None or not line.told:
            return full
    return line.text if line is not None else None


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    weak: bool
    """Whether somebody is left out that the noun asks for: whom they met, what they seized."""


def _phrase(kind: Kind | None, name: EventName, own: Sequence[Mention], mentions: Sequence[Mention]) -> _Phrase:
    """The noun with its parties and its place."""
    kind_name = kind.name if kind else ""
    mutual = kind is not None and kind.mutual
    claims = [m.claim for m in own]
    naming = [c for c in claims if c.id in name.claims and (c.agents or c.targets)]
    places = _main_places(mentions)
    spots = {fold(place) for place in most_told_places(mentions)}
    joint = name.words.lower().startswith("joint ")
    joined = joint or (mutual and kind_name != "request" and name.to in (None, "with"))
    agents, targets, things = _parties_of(_as_facts(naming or claims), spots, joined=joined)
    if not (agents or targets):
        agents, targets, things = _parties_of(claims, spots, joined=joined)
    by = name.by if name.by is not None else _BY.get(kind_name, "of") if mutual or joint else "by"
    if kind_name in title_words().places or name.by == "":
        agents = []
        targets = targets if name.verb and kind_name == "election" else []
    if kind_name in _UNDERGONE and not targets:
        by = "of"
    aimed_at = [c for claim in claims for c in claim.places if c.name in places[:1] and _is_target(claim, c)]
    if aimed_at and things:
        targets, things = [], False
    if things and kind_name == "request" and not any(head(c) == "ask" for c in naming):  # who is asked is somebody
        name = replace(name, to="for")
    if name.to == "in" and not things:
        targets = []  # who else takes part
    if joined and by == "of" and len(agents) > 1 and not joint:
        by = "between"
    to = _AFTER.get(_capital(name.words)) or name.to or _TARGET_AFTER.get(kind_name, "of")
    start = [_capital(name.words)]
    if targets:
        start.append(f"{to} {_list(targets)}")
    said = f"{' '.join(start)} {_list(agents)}".replace("'s", "").replace("’s", "")
    places = [p for p in places if f" {p} " not in f" {said} "]  # "of Iraq's forces in Iraq"
    where = [f"{_before_place(kind_name, name, claims, places, aimed=not targets)} {_list(places)}"] if places else []
    who = [f"{by} {_list(agents)}"] if agents and by else []
    together = by in ("of", "between")
    weak = (joined and len(agents) < _NAMES) or (name.verb and by == "by" and not (targets or aimed_at or places))
    return _Phrase(" ".join([*start, *(who + where if together else where + who)]), weak)


def _as_facts(claims: Sequence[Claim]) -> list[Claim]:
    """Without what is only planned or possible where something is told as done: who did it stands before who would.
    Each sentence of copies once.
    """
    once = {(c.sentence.text, c.event.text, c.event.start - c.sentence.start): c for c in reversed(claims)}
    found = [c for c in claims if once[c.sentence.text, c.event.text, c.event.start - c.sentence.start] is c]
    if not any(c.factuality is Factuality.ASSERTED and c.agents for c in found):
        return found
    return [c for c in found if c.factuality not in _NO_FACTS]


_NO_FACTS = frozenset({Factuality.PLANNED, Factuality.POSSIBLE, Factuality.CONDITIONAL})


def _of_mode(kind: Kind, mentions: Sequence[Mention]) -> str:
    """The kind's title; where no word says more and most claims have a mode with a name of its own, that."""
    if any(head(m.claim) in lexicon().by_head or head(m.claim) in lexicon().always for m in mentions):
        return kind.title
    modes = Counter(m.claim.mode for m in mentions)
    return kind.modes.get(max(modes, key=lambda mode: (modes[mode], str(mode))) or "") or kind.title


def _before_place(kind: str, name: EventName, claims: Iterable[Claim], places: Sequence[str], *, aimed: bool) -> str:
    """The preposition before the place: that of what is done to it, where a target is the place itself."""
    cells = [(claim, cell) for claim in claims for cell in claim.places if cell.name in places]
    if any(cell.relation in _TOWARDS for _, cell in cells):
        return "to"
    if aimed and any(_is_target(claim, cell) for claim, cell in cells):
        return "on" if kind in _AIMED else name.to or _TARGET_AFTER.get(kind, "of")
    relations = Counter(cell.relation for _, cell in cells)
    most = max(relations, key=lambda r: (relations[r], r)) if relations else "in"
    if most in _NEAR:
        return most
    return "on" if most == "on" and kind in _AIMED else "in"


def _is_target(claim: Claim, place: PlaceCell) -> bool:
    return any(cell.start <= place.start and place.end == cell.end for cell in claim.targets)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _list(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


# -- parties


@dataclass(frozen=True, slots=True)
class _Told:
    """Who or what stands in a role of a claim."""

    claim: Claim
    role: str
    key: str
    name: str
    party: Party | None


def _parties_of(claims: Sequence[Claim], spots: Iterable[str], *, joined: bool) -> tuple[list[str], list[str], bool]:
    """Names of who does it and of what it is done to, as one claim tells them together if any does; and whether that
    is no party.

    `spots`: folded names of its places, which are told as where; `joined`: both roles are one, of those who do it
    together.
    """
    left_out = frozenset() if joined else frozenset(spots)
    told = [
        t
        for claim in claims
        for role in ("agents", "targets")
        for cell in getattr(claim, role)
        if (t := _told(claim, role, cell, things=role == "targets" and not joined)) and fold(t.name) not in left_out
    ]
    if joined:
        return [t.name for t in _together(told)], [], False
    agents = _together([t for t in told if t.role == "agents"])
    of_agents = {id(t.claim) for t in told if t.role == "agents" and any(t.key == a.key or _same(t, a) for a in agents)}
    others = {id(t.claim) for t in told if t.role == "agents"} - of_agents
    names = {a.name for a in agents}
    targets = [t for t in told if t.role == "targets" and t.name not in names]
    mine = [t for t in targets if id(t.claim) in of_agents]
    aims = _together(mine or [t for t in targets if id(t.claim) not in others])
    return [a.name for a in agents], [t.name for t in aims], bool(aims) and aims[0].party is None


def _together(told: Sequence[_Told]) -> list[_Told]:
    """The one that most claims tell, known ones first, with another one that a claim tells beside it."""
    count: Counter[str] = Counter()
    first: dict[str, _Told] = {}
    for t in told:
        count[t.key] += 3 if t.party and t.party.known else 2 if t.party else 1
        first.setdefault(t.key, t)
    if not count:
        return []
    best = max(count, key=lambda k: count[k])  # of several, the one told first
    beside = {id(t.claim) for t in told if t.key == best}
    seconds = dict.fromkeys(t.key for t in told if t.key != best and id(t.claim) in beside)
    out = [best]
    near = [k for k in sorted(seconds, key=lambda k: -count[k]) if count[k] * 2 >= count[best]]
    out += [k for k in near if not _part_of(first[best].name, first[k].name)]
    return [first[k] for k in out[:_NAMES]]


def _same(a: _Told, b: _Told) -> bool:
    if _part_of(a.name, b.name):
        return True
    return a.party is not None and b.party is not None and same_party(a.party, b.party) > OPEN


def _told(claim: Claim, role: str, cell: ActorCell, *, things: bool) -> _Told | None:
    party = party_of(cell, claim.sentence.start)
    if _adjective(claim, cell) and (state := _state(cell.text)):
        return _Told(claim, role, state.key, state.name, state)
    if party is None or len(party.name) > _LONGEST or _is_place(claim, cell):
        return None
    if role == "targets" and any(cell.start <= p.start and cell.end == p.end and p.geonameid for p in claim.places):
        return None  # told as where
    first = cell.implied or cell.start == claim.sentence.start or fold(cell.text) != fold(party.name)
    if (party.known or _is_called(party)) and not _POSSESSIVE_FIRST.match(party.name):
        return _Told(claim, role, party.key, _as_named(party, first), party)
    name = _as_named(party, first)
    if (
        things
        and len(name.split()) <= _WORDS
        and not _VAGUE.search(name)
        and fold(name) not in title_words().quantities
    ):
        return _Told(claim, role, party.key, name, None)
    return None


def _adjective(claim: Claim, cell: ActorCell) -> bool:
    """Whether the cell only describes the event: "Iranian" of "Iranian missile attacks"."""
    return claim.event.start <= cell.start and cell.end <= claim.event.end and " " not in cell.text.strip()


def _state(word: str) -> Party | None:
    """The country whose people a word names."""
    people = Gazetteer.open().people(word)
    if people is None or people.kind == "people" or len(people.countries) != 1:
        return None
    row = Gazetteer.open().country_row(people.countries[0])
    return None if row is None else Party(fold(Gazetteer.open().name(row)), Gazetteer.open().name(row), True)


def _is_place(claim: Claim, cell: ActorCell) -> bool:
    """Whether a place of the claim stands in it: "the oil town of Baiji" is told as where."""
    return cell.actor is None and any(cell.start <= p.start and p.end <= cell.end for p in claim.places)


_ACTING = frozenset(SECTORS) | MEMBERS
_VAGUE = re.compile(
    r"\b(?:who|whose|which|that|its|his|her|their|my|our|your|any|some|others?|such|of|and|or|in|by|for)\b|\d",
    re.IGNORECASE,
)


def _is_called(party: Party) -> bool:
    """Whether a party without a name can stand in a title: people of some sort, in a few words."""
    words = party.key.split()
    acts = bool(words) and (words[-1] in _ACTING or words[-1].removesuffix("s") in _ACTING)
    return acts and len(words) <= _WORDS and not _VAGUE.search(party.name)


_POSSESSIVE_FIRST = re.compile(r"(?:its|his|her|their|my|our|your|whose)\s", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:(?:about|at least|more than|over|some|up to|nearly)\s+)*[\d.,]+\s+(?=\w)", re.IGNORECASE)
_WHERE = re.compile(r"\s+(?:in|at|near|from|around|across)\s+the\s.*$")


def _as_named(party: Party, first: bool) -> str:
    """A party's name without how many and where they are. `first`: it has its capital from where it stands."""
    name = re.sub(r"[“”\"]", "", party.name)
    name = _uncounted(_trimmed(_WHERE.sub("", _COUNTED.sub("", name))))
    single = " " not in name and not _is_called(party)  # perhaps a name
    if first and not party.known and not single and name[1:].islower():
        return name[:1].lower() + name[1:]
    return name


def _uncounted(name: str) -> str:
    """Without "thousands of"."""
    words = name.split()
    while len(words) > 1 and (words[0].lower() in title_words().quantities or words[0].lower() == "of"):
        words.pop(0)
    return " ".join(words)


def _part_of(name: str, other: str) -> bool:
    """Whether one name is how the other ends: "coalition", "US-led coalition"."""
    short, long = sorted((fold(name), fold(other)), key=len)
    return f" {long}".endswith(f" {short}")


def _trimmed(name: str) -> str:
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        name = name.removeprefix(article)
    return name


def parties(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """All parties, those of most claims first."""
    count: Counter[str] = Counter()
    names: dict[str, str] = {}
    for mention in mentions:
        for cell in (*mention.claim.agents, *mention.claim.targets):
            party = party_of(cell)
            if party is not None and len(party.name) <= _LONGEST:
                count[party.key] += 1
                names.setdefault(party.key, _trimmed(party.name))
    return tuple(names[k] for k in sorted(count, key=lambda k: (-count[k], k)))


def _main_places(mentions: Sequence[Mention]) -> list[str]:
    """The place of most claims, and another one that a claim names beside it if it is not far behind."""
    count = _places(mentions)
    if not count:
        return []
    ranked = sorted(count, key=lambda p: (-count[p], p))
    beside = {
        cell.name for m in mentions for cell in m.claim.places if ranked[0] in {place.name for place in m.claim.places}
    }
    return [p for p in ranked if p == ranked[0] or (p in beside and count[p] * 2 >= count[ranked[0]])][:_NAMES]


def most_told_places(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Names of the places where it is, those of most claims first; a country only where nothing closer is told."""
    count = _places(mentions)
    return tuple(sorted(count, key=lambda p: (-count[p], p)))


def _places(mentions: Sequence[Mention]) -> Counter[str]:
    count: Counter[str] = Counter()
    wide: Counter[str] = Counter()
    for mention in mentions:
        for cell in mention.claim.places:
            if cell.name and cell.relation not in ("from", "out_of") and cell.geonameid is not None:
                (wide if cell.precision in ("country", "region") else count)[cell.name] += 1
    return count or wide
