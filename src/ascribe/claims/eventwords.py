"""The words that name events, from `events.toml`: senses and the entries under which a verb or noun has them.

In: the lexicon file. Out: entries by head lemma, and the lemma of every inflected form of its verbs. Here, apart from
the matching in `senses.py`, because trees are mended with the same verbs before anything is matched on them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ascribe.claims.lexicons import entries, table
from ascribe.claims.wording import inflected
from ascribe.contract.claims import EventType

PREPOSITIONS = frozenset("of for to on in against from by with into at over".split())
KINDS = frozenset({"PERSON", "PLACE", "ORG", "ACTOR", "EVENT", "OFFICIAL", "ANIMAL", "THING", "ANY"})
NO_LISTS: Mapping[str, frozenset[str]] = MappingProxyType({})
EVERYDAY = "everyday"
"""Mode of what is no event of the lexicon at all ("shot a film")."""
_ENTRY = re.compile(r"^(?P<words>[A-Za-z' -]+?)\s*(?P<rest>[\[\({+].*)?$")
_CONDITION = re.compile(r"\[(?P<object>[^\]]*)\]|\((?P<subject>[^)]*)\)|\{(?P<with>[^}]*)\}|\+(?P<near>[\w'-]+)")


@dataclass(frozen=True, slots=True)
class Sense:
    """An event that a word names."""

    type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]
    durative: bool
    subject_is_target: bool
    target_prepositions: tuple[str, ...]
    of_is_agent: bool = False

    @property
    def is_bare(self) -> bool:
        """A doing of which no more is known: "their decision", "the opening of the port"."""
        return self.type is None and self.mode is None


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the lexicon with the conditions under which it has its sense."""

    head: str
    before: tuple[str, ...]
    objects: frozenset[str]
    subjects: frozenset[str]
    near: frozenset[str]
    """Particles, prepositions and heads of phrases, all of which must stand there."""
    sense: Sense
    after: tuple[str, ...] = ()
    """For nouns: a preposition that must follow, and what kind or lemma stands behind it."""
    carried_only: bool = False
    """For nouns: an event only where a verb carries it."""

    sentence: frozenset[str] = frozenset()
    """Lemmas of which one stands in the sentence."""
    near_one: frozenset[str] = frozenset()
    """Of these one must stand where `near` stands."""

    @property
    def conditions(self) -> int:
        """How particular the entry is: the more, the sooner it is taken."""
        kinds = bool((self.objects | self.subjects) & KINDS)
        return (
            2 * (len(self.before) + bool(self.objects) + bool(self.subjects) + len(self.near) + len(self.after))
            + 2 * bool(self.sentence)
            + 2 * bool(self.near_one)
            - kinds
        )


def _alternatives(text: str | None, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words = {w.strip().replace("-", " ") for w in (text or "").split("|") if w.strip()}
    return frozenset(x for w in words for x in lists.get(w, (w,)))


def parse_entry(text: str, sense: Sense, noun: bool, lists: Mapping[str, frozenset[str]] = NO_LISTS) -> Entry:
    """An entry of `events.toml`. ValueError where it breaks the form that the file's head describes."""
    carried_only = text.startswith("~")
    found = _ENTRY.match(text.lstrip("~ "))
    if not found:
        raise ValueError(f"events.toml: '{text}' is not an entry")
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    near: set[str] = set()
    near_one: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    rest = found["rest"] or ""
    if _CONDITION.sub("", rest).strip():
        raise ValueError(f"events.toml: '{rest}' of '{text}' is no condition")
    for c in _CONDITION.finditer(rest):
        objects |= _alternatives(c["object"], lists)
        subjects |= _alternatives(c["subject"], lists)
        around |= _alternatives(c["with"], lists)
        if c["near"] in lists:
            near_one |= lists[c["near"]]
        elif c["near"]:
            near.add(c["near"])
    words = re.split(r"[\s-]+", found["words"].strip())
    after: tuple[str, ...] = ()
    if noun:
        for k, word in enumerate(words):
            if k and word in PREPOSITIONS:
                words, after = words[:k], tuple(words[k:])
                break
    before, near_all = tuple(words[:-1]), frozenset(near)
    return Entry(words[-1], before, objects, subjects, near_all, sense, after, carried_only, around, near_one)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by head lemma, the most particular first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]


def _index(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    by: dict[str, list[Entry]] = defaultdict(list)
    for e in entries:
        by[e.head].append(e)
    return {head: tuple(sorted(es, key=lambda e: -e.conditions)) for head, es in by.items()}


@cache
def lexicon() -> Lexicon:
    """The lexicon of event words, read once."""
    data = table("events.toml")
    lists = {k: _alternatives(v, NO_LISTS) for k, v in data["lists"].items()}
    verbs: list[Entry] = []
    nouns: list[Entry] = []
    for s in data["sense"]:
        sense = Sense(
            EventType(s["type"]) if s["type"] else None,
            s.get("mode"),
            tuple(s.get("contexts", ())),
            bool(s.get("durative")),
            s.get("subject") == "target",
            tuple(s.get("target", ())),
            s.get("of") == "agent",
        )
        verbs += [parse_entry(e, sense, noun=False, lists=lists) for e in entries(s.get("verbs", ""))]
        nouns += [parse_entry(e, sense, noun=True, lists=lists) for e in entries(s.get("nouns", ""))]
    return Lexicon(_index(verbs), _index(nouns))


_SHORT = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]")
"""One syllable that doubles its last letter before an ending: "bared" is not from "bar"."""


@cache
def verb_forms() -> dict[str, str]:
    """Inflected form: lemma, of every verb of the lexicon, for readers that cut a form wrongly ("mobiliz")."""
    out: dict[str, str] = {}
    for head in lexicon().verbs:
        for form in inflected(head):
            bare = form.removesuffix("ed").removesuffix("ing")
            if form == head or not (_SHORT.fullmatch(head) and bare == head and form != head + "s"):
                out.setdefault(form, head)
    return out
