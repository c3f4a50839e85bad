"""What a situation is called: the words that a person would put on its folder, made from its claims.

In: kind and mentions of a situation. Out: "Air strikes in Tikrit by US-led coalition"; where the kind alone would say
too little, the words of a claim themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ascribe.contract.claims import ActorCell, Claim, Factuality, Tense
from ascribe.contract.situations import Mention
from ascribe.resolution.actors import MEMBERS, SECTORS, fold
from ascribe.situations.kinds import Kind, head, is_light, is_turn, kind_of, lexicon
from ascribe.situations.parties import OPEN, Party, party_of, same_party

_TARGET_AFTER = {
    "request": "to", "approval": "for", "talks": "with", "visit": "to", "threat": "against", "accusation": "against",
    "sanctions": "on", "attack": "on", "offensive": "against", "air-strikes": "on", "aid": "to", "training": "of",
    "assistance": "for", "agreement": "with", "killing": "among", "cooperation": "with", "surveillance": "for",
    "backing": "for", "contact": "with", "protest": "against", "blockade": "of",
}  # fmt: skip
"""How the other party follows the kind's name; "of" where nothing stands here."""
_AFTER = {"Executions": "of", "Killing": "of", "Restrictions": "on"}
"""The same for the names that a kind has by its modes."""
_UNDERGONE = frozenset({"displacement"})
"""Kinds that those who are told to do it have done to them: "of 150 families"."""
_UNTOLD = frozenset({"disaster", "accident", "epidemic"})
"""Kinds that nobody does to anybody: only their places are told, and they are called by their word: "Earthquake"."""
_BY = {"request": "by", "surveillance": "by"}
"""How those who do something together follow the name of it; "of" where nothing stands here."""
_LONGEST = 60
"""Characters of a name in a title; longer ones are clauses."""
_CLAUSE = 90
"""Characters of a claim's own words."""
_WORDS = 4
"""Words of what a party without a name is called by; longer ones are clauses."""
_NAMES = 2
"""Names of one role in a title."""


def title(kind: Kind, mentions: Sequence[Mention]) -> str:
    """The title: kind, parties, place, by what most of the claims name."""
    own = [m for m in mentions if kind_of(m.claim).name == kind.name and not (is_turn(m.claim) or is_light(m.claim))]
    own = own or list(mentions)
    if kind.name not in lexicon().by_name:
        return _clause(own) or kind.title
    words = [_name_of_event(kind, own)]
    places = _main_places(mentions)
    named = {fold(place) for place in most_told_places(mentions)}
    agents: list[str] = []
    targets: list[str] = []
    if kind.name not in _UNTOLD:
        agents = [a for a in _most_named(own, "agents") if fold(a) not in named]
        targets = [t for t in _most_named(own, "targets") if t not in agents and fold(t) not in named]
    if kind.mutual and kind.name != "request":
        agents, targets = [p for p in _most_named(own, "agents", "targets") if fold(p) not in named], []
    if not (agents or targets or places):
        return _clause(own, with_object=True) or words[0]
    if targets:
        words.append(f"{_AFTER.get(words[0]) or _TARGET_AFTER.get(kind.name, 'of')} {_listed(targets)}")
    said = f"{' '.join(words)} {_listed(agents)}".replace("'s", "").replace("’s", "")
    places = [p for p in places if f" {p} " not in f" {said} "]  # "of Iraq's forces in Iraq"
    where = [f"in {_listed(places)}"] if places else []
    by = _BY.get(kind.name, "of") if kind.mutual or (kind.name in _UNDERGONE and not targets) else "by"
    who = [f"{by} {_listed(agents)}"] if agents else []
    together = kind.mutual and kind.name not in _BY
    return " ".join([*words, *(who + where if together else where + who)])


def _name_of_event(kind: Kind, mentions: Sequence[Mention]) -> str:
    """The kind's title; where claims of a lasting thing agree on a name of their own ("surveillance flights"), that."""
    if kind.name in _UNTOLD:
        nouns = Counter(head(m.claim) for m in mentions if head(m.claim) in lexicon().by_head)
        if nouns:
            word = max(nouns, key=lambda w: (nouns[w], w))
            return _capital("earthquake" if word == "quake" else word)
    modes = Counter(m.claim.mode for m in mentions)
    of_mode = kind.modes.get(max(modes, key=lambda mode: (modes[mode], str(mode))) or "")
    if of_mode and not any(head(m.claim) in lexicon().by_head or head(m.claim) in lexicon().always for m in mentions):
        return of_mode
    named: Counter[str] = Counter()
    for m in mentions:
        text, claim = m.claim.event.text, m.claim
        noun = (claim.event_lemma.count(" ") > 0 and claim.tense is Tense.NONE) or claim.trigger.text != text
        if noun:
            named[" ".join(text.split()).lower()] += 1
    fitting = [
        (n, t)
        for t, n in named.items()
        if len(t) <= _LONGEST and ((n > 1 and _can_name(t)) or (t.count(" ") and _can_name(t) and _is_kind(t)))
    ]
    if fitting and kind.lasting:
        most = max(fitting, key=lambda x: (x[0], -len(x[1]), x[1]))[1]
        same = most.replace(" ", "") == kind.title.lower().replace(" ", "")
        if most.count(" ") < _NAMES and not same:
            return _capital(most)
    return kind.title


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _can_name(text: str) -> bool:
    """Whether it can name a thing: "surveillance flights", not "communicating" or "latest offensive"."""
    words = text.split()
    if words[-1].endswith("ing") or any(w.endswith(("er", "est", "ly")) for w in words[:-1]):
        return False
    light = len(words) == 1 and bool(_ends(words) & lexicon().light.keys())
    return not light and not _ends(words) & lexicon().verbs and not _PRONOUN.match(text)


def _is_kind(text: str) -> bool:
    """Whether its last words name a kind of thing."""
    return bool(_ends(text.split()) & lexicon().by_head.keys())


def _ends(words: Sequence[str]) -> set[str]:
    return {" ".join(words[-n:]).removesuffix(s) for n in (1, 2) for s in ("", "s")}


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


# -- a claim's own words


_EDGES = " \t\n\"'“”‘’,;:.!?()[]-–—"
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|who|which|that|this|these|those|what|one|some|many|all)\b", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"^(?:its|his|her|their|my|our|your|whose|the|an?)\s+", re.IGNORECASE)


def _clause(mentions: Sequence[Mention], *, with_object: bool = False) -> str | None:
    """The words of the claim that says most as a fact, from who does it to what is done; None: none is short enough.

    `with_object`: the event alone is no title, for the kind says as much.
    """
    best: tuple[tuple[bool, bool, bool], str] | None = None
    for mention in mentions:
        claim = mention.claim
        agents, targets = _inside(claim, claim.agents), _inside(claim, claim.targets)
        tried: tuple[list[ActorCell], ...] = ([*agents, *targets], targets, agents, [])
        for cells in tried:
            text = _span(claim, cells)
            if text is not None and (cells or not with_object or " " in text):
                told = claim.factuality is Factuality.ASSERTED
                rank = (bool(set(cells) & set(targets)), bool(set(cells) & set(agents)), told)
                if best is None or rank > best[0]:
                    best = rank, text
                break
    return None if best is None else _capital(best[1])


def _inside(claim: Claim, cells: Iterable[ActorCell]) -> list[ActorCell]:
    """Those that stand in the sentence and name something."""
    start, end = claim.sentence.start, claim.sentence.end
    return [c for c in cells if start <= c.start < c.end <= end and not _PRONOUN.fullmatch(c.text.strip())]


def _span(claim: Claim, cells: Sequence[ActorCell]) -> str | None:
    spans = [(c.start, c.end) for c in cells] + [(claim.event.start, claim.event.end)]
    trigger = (claim.trigger.start, claim.trigger.end)
    if cells:
        spans.append(trigger)
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    offset = claim.sentence.start
    text = " ".join(claim.sentence.text[start - offset : end - offset].split()).strip(_EDGES)
    text = _POSSESSIVE.sub("", text)
    for opening, closing in ("“”", '""'):
        if text.count(opening) + (text.count(closing) if opening != closing else 0) == 1:
            text = text.replace(opening, "").replace(closing, "")  # the other one was cut off
    return text if 0 < len(text) <= _CLAUSE else None


# -- parties


def _most_named(mentions: Sequence[Mention], *roles: str) -> list[str]:
    """Names of the parties in these roles, those of most claims first; of those without a name only what is short."""
    count: Counter[str] = Counter()
    names: dict[str, str] = {}
    known: dict[str, Party] = {}
    for mention in mentions:
        claim = mention.claim
        cells: list[ActorCell] = [cell for role in roles for cell in getattr(claim, role)]
        for cell in cells:
            party = party_of(cell, claim.sentence.start)
            if party is None or len(party.name) > _LONGEST or _is_place(claim, cell):
                continue
            if (not party.known and not _is_called(party)) or _POSSESSIVE_FIRST.match(party.name):
                continue
            count[party.key] += 2 if party.known else 1
            known.setdefault(party.key, party)
            names.setdefault(party.key, _as_named(party))
    ranked = sorted(count, key=lambda k: (-count[k], k))
    most = max((count[k] for k in ranked if known[k].known), default=0)
    named = [k for k in ranked if known[k].known or count[k] >= most] if most else ranked[:1]
    out: list[str] = []
    for key in named:
        if count[key] * 3 >= count[named[0]] and all(
            same_party(known[key], known[k]) <= OPEN and not _part_of(names[key], names[k]) for k in out
        ):
            out.append(key)
    return [names[k] for k in out[:_NAMES]]


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


def _as_named(party: Party) -> str:
    """A party's name without how many and where they are; "Local authorities" only has its capital at the start."""
    name = _trimmed(_WHERE.sub("", _COUNTED.sub("", party.name)))
    if not party.known and name[1:].islower():
        return name[:1].lower() + name[1:]
    return name


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
