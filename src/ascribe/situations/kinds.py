"""What sort of thing a claim is about: an offensive, a request, talks. In: a claim. Out: its `Kind`, by `kinds.toml`.

Here, because two claims can only be about one thing if their kinds allow it, whatever words each of them uses.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ascribe.contract.claims import Claim, EventType

_LONGEST_HEAD = 3
"""Words of the longest head in the lexicon."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing. The fields are explained at the top of `lexicon/kinds.toml`."""

    name: str
    title: str
    family: str
    lasting: bool = False
    occasion: bool = False
    mutual: bool = False
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kinds:
    """The lexicon, ready to be asked."""

    by_name: dict[str, Kind]
    by_event: dict[str, Kind]
    by_head: dict[str, Kind]
    always: dict[str, Kind]
    light: frozenset[str]
    turns: frozenset[str]


@cache
def lexicon() -> Kinds:
    """The lexicon that ships."""
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "kinds.toml").read_text("utf-8"))
    by_name: dict[str, Kind] = {}
    by_event: dict[str, Kind] = {}
    by_head: dict[str, Kind] = {}
    always: dict[str, Kind] = {}
    for row in table["kind"]:
        events, heads = row.pop("events"), row.pop("heads", "")
        stubborn = row.pop("always", "")
        kind = Kind(**{**row, "near": frozenset(row.get("near", ()))})
        by_name[kind.name] = kind
        by_event |= dict.fromkeys(events, kind)
        by_head |= dict.fromkeys(_words(heads), kind)
        always |= dict.fromkeys(_words(stubborn), kind)
    words = table["words"]
    return Kinds(
        by_name, by_event, by_head, always, frozenset(_words(words["light"])), frozenset(_words(words["turns"]))
    )


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]


def head(claim: Claim) -> str:
    """The last word of the event's lemma: "surveillance flight": flight."""
    return _head(claim.event_lemma)


@lru_cache(maxsize=10_000)
def _head(lemma: str) -> str:
    words = re.findall(r"[\w']+", lemma.lower())
    return words[-1] if words else ""


def is_turn(claim: Claim) -> bool:
    """Whether the event is a turn in something else's course ("the pause", "the resumption")."""
    return head(claim) in lexicon().turns


def is_light(claim: Claim) -> bool:
    """Whether the event is named by a word that can stand for any other."""
    return head(claim) in lexicon().light and claim.event_type is None


def kind_of(claim: Claim) -> Kind:
    """The kind of a claim. What the lexicon does not know is a kind of its own by its lemma, in a family of its own."""
    return _kind(claim.event_lemma, claim.event_type, claim.mode)


@lru_cache(maxsize=10_000)  # it is asked for every claim again and again, and most lemmas are few
def _kind(lemma: str, event_type: EventType | None, mode: str | None) -> Kind:
    known = lexicon()
    words = re.findall(r"[\w']+", lemma.lower())
    for length in range(min(_LONGEST_HEAD, len(words)), 0, -1):
        words_of_head = " ".join(words[-length:])
        if words_of_head in known.always:
            return known.always[words_of_head]
        found = known.by_head.get(words_of_head)
        if found and _fits(found, event_type, mode):
            return found
    type_ = event_type.value if event_type else ""
    for event in (f"{type_}/{mode}", type_):
        if event in known.by_event:
            return known.by_event[event]
    own = _head(lemma) or lemma
    return Kind(own, own.capitalize(), own)


def _fits(kind: Kind, event_type: EventType | None, mode: str | None) -> bool:
    """A head tells the kind of an event without a type, or of one whose type says less: help, agreement, request."""
    vague = event_type in (None, EventType.AID, EventType.AGREE, EventType.REQUEST, EventType.COOPERATE)
    return vague or kind.family == _family(event_type, mode)


def _family(event_type: EventType | None, mode: str | None) -> str | None:
    type_ = event_type.value if event_type else ""
    found = lexicon().by_event.get(f"{type_}/{mode}") or lexicon().by_event.get(type_)
    return found.family if found else None
