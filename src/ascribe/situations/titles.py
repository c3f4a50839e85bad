"""What a situation is called: the words that a person would put on its folder, made from its claims.

In: profile and mentions of a situation. Out: "Air strikes at Tikrit by the US-led coalition".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ascribe.contract.claims import ActorCell
from ascribe.contract.situations import Mention
from ascribe.resolution.actors import fold
from ascribe.situations.kinds import Kind, is_light, is_turn, kind_of, lexicon
from ascribe.situations.parties import OPEN, Party, party_of, same_party

_TARGET_AFTER = {
    "request": "to", "approval": "for", "talks": "with", "visit": "to", "threat": "against", "accusation": "against",
    "sanctions": "on", "attack": "on", "offensive": "against", "air-strikes": "on", "aid": "to", "training": "of",
    "assistance": "for", "agreement": "with", "killing": "among", "cooperation": "with", "surveillance": "for",
    "backing": "for",
}  # fmt: skip
"""How the other party follows the kind's name; "of" where nothing stands here."""
_LONGEST = 60
"""Characters of a name in a title; longer ones are clauses."""
_NAMES = 2
"""Names of one role in a title."""


def title(kind: Kind, mentions: Sequence[Mention]) -> str:
    """The title: kind, place, parties, by what most of the claims name."""
    words = [_name_of_event(kind, mentions)]
    agents = _most_named(mentions, "agents")
    places = _main_places(mentions)
    named = {fold(place) for place in most_told_places(mentions)}
    agents = [a for a in agents if fold(a) not in named]
    targets = [t for t in _most_named(mentions, "targets") if t not in agents and fold(t) not in named]
    if targets:
        words.append(f"{_TARGET_AFTER.get(kind.name, 'of')} {_listed(targets)}")
    if places:
        words.append(f"in {_listed(places)}")
    if agents:
        words.append(f"by {_listed(agents)}" if not kind.mutual or targets else f"of {_listed(agents)}")
    return " ".join(words)


def _name_of_event(kind: Kind, mentions: Sequence[Mention]) -> str:
    """The kind's title; where claims of a lasting thing agree on a name of their own ("surveillance flights"), that."""
    named: Counter[str] = Counter()
    for m in mentions:
        text, claim = m.claim.event.text, m.claim
        noun = claim.event_lemma.count(" ") > 0 or claim.trigger.text != text
        if noun and not is_turn(claim) and not is_light(claim) and kind_of(claim).name == kind.name:
            named[" ".join(text.split()).lower()] += 1
    fitting = [(n, t) for t, n in named.items() if len(t) <= _LONGEST and n > 1 and _is_name(t)]
    if fitting and kind.lasting:
        most = max(fitting, key=lambda x: (x[0], -len(x[1]), x[1]))[1]
        return most[:1].upper() + most[1:]
    return kind.title


def _is_name(text: str) -> bool:
    """Whether it ends in a noun for a kind of thing: "surveillance flights", not "communicating"."""
    last = text.split()[-1]
    return not last.endswith("ing") and (last in lexicon().by_head or last.removesuffix("s") in lexicon().by_head)


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def _most_named(mentions: Sequence[Mention], role: str) -> list[str]:
    """Names of the parties in one role, those of most claims first."""
    count: Counter[str] = Counter()
    names: dict[str, str] = {}
    known: dict[str, Party] = {}
    for mention in mentions:
        cells: tuple[ActorCell, ...] = getattr(mention.claim, role)
        for cell in cells:
            party = party_of(cell, mention.claim.sentence.start)
            if party is None or len(party.name) > _LONGEST:
                continue
            count[party.key] += 2 if party.known else 1
            known.setdefault(party.key, party)
            names.setdefault(party.key, _trimmed(party.name))
    ranked = sorted(count, key=lambda k: (-count[k], k))
    named = [k for k in ranked if known[k].known] or ranked
    out: list[str] = []
    for key in named:
        if count[key] * 3 >= count[named[0]] and all(same_party(known[key], known[k]) <= OPEN for k in out):
            out.append(key)
    return [names[k] for k in out[:_NAMES]]


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
    """The places of most claims, and of others that are not far behind."""
    count = _places(mentions)
    ranked = sorted(count, key=lambda p: (-count[p], p))
    return [p for p in ranked if count[p] * 3 >= count[ranked[0]]][:_NAMES]


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
